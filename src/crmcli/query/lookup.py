"""Which name is meant? One that is not known is an error with the nearest one."""

from collections.abc import Iterable, Sequence

from crmcli.domain.deals.qualification import framework
from crmcli.domain.records import words
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.domain.text.likeness import most_alike
from crmcli.query.custom import CUSTOM, FOREIGN, custom, foreign
from crmcli.query.errors import QueryError
from crmcli.query.kinds import Name
from crmcli.query.names.deal import QUALIFIED, qualified
from crmcli.query.names.lookup import NAMES, RECORDS
from crmcli.query.scope import Scope
from crmcli.query.tree import Call, Compared, Text
from crmcli.query.tree import Name as Named

OUTER = "account."  # before a name: that of the account a record belongs to
_FIXED = {
    word
    for name, listed in vars(words).items()
    if name.isupper() and isinstance(listed, tuple)
    for word in listed
}
_OWNERS = {"accounts": "account", "contacts": "contact", "deals": "deal"}
FUNCTIONS = ("any", "all", "count", "was", "changed", "month", "quarter", "year")
# of many records: they stand in columns and sorts
FIGURES = (
    "count",
    "share",
    "distinct",
    "sum",
    "mean",
    "median",
    "min",
    "max",
)


def found(expr: Named, scope: Scope) -> tuple[Name, bool]:
    """The name, and whether it is one of the account that the record belongs to.

    Raises QueryError.
    """
    path, kind = expr.path, scope.kind
    of_account = path.startswith(OUTER) and kind != "accounts"
    if of_account:
        path, kind = path.removeprefix(OUTER), "accounts"
    name = NAMES[kind].get(path)
    if name is None and kind == "deals" and path.partition(".")[0] == QUALIFIED:
        name = next((each for each in qualified(scope.policy) if each.path == path), None)
    if name is None and path.startswith(CUSTOM) and kind in _OWNERS:
        name = custom(path, _OWNERS[kind], scope.policy)
    if name is None and path.startswith(FOREIGN) and kind in (*_OWNERS, "log"):
        name = foreign(path)
    if name is None:
        raise unknown(expr, scope)
    return name, of_account


def records_named(expr: Named, scope: Scope) -> tuple[str, bool]:
    """The records that are meant, and whether they are those of the whole account.

    Raises QueryError.
    """
    path = expr.path.removeprefix(OUTER) if scope.kind != "accounts" else expr.path
    of_account = path != expr.path
    known = RECORDS.get("accounts" if of_account else scope.kind, ())
    if path in known:
        return path, of_account
    listed = known or tuple(f"{OUTER}{each}" for each in RECORDS["accounts"])
    near = close(path, listed)
    raise QueryError(
        Message("error-query-no-records", (expr.path,)),
        expr.at,
        expr.length,
        Message("hint-query-instead", (near,))
        if near
        else Message("hint-query-there-are", (", ".join(listed),)),
    )


def is_several(expr: Named, scope: Scope) -> bool:
    """Does the name mean records, or a list of texts?"""
    of_account = expr.path.startswith(OUTER) and scope.kind != "accounts"
    if (
        expr.path.removeprefix(OUTER) in RECORDS["accounts"]
        if of_account
        else expr.path in RECORDS.get(scope.kind, ())
    ):
        return True
    try:
        return found(expr, scope)[0].base == "texts"
    except QueryError:
        return False


def unknown(expr: Named, scope: Scope) -> QueryError:
    """The name is none here: which one may be meant?"""
    known = known_names(scope)
    if expr.path in RECORDS.get(scope.kind, ()):
        return QueryError(
            Message("error-query-records-alone", (expr.path,)),
            expr.at,
            expr.length,
            Message("hint-query-records-alone", (expr.path,)),
        )
    last = expr.path.rpartition(".")[2]
    near = close(expr.path, known) or next((name for name in known if last in name.split(".")), "")
    # those of the account are asked by `account.`
    elsewhere = next((kind for kind in words.QUERIED[1:] if expr.path in NAMES[kind]), "")
    within = next((name for name in known if expr.path in name.split(".")[1:]), "")
    # `authority` is a word of the format, and here a field
    if within and not within.startswith(OUTER):
        hint = Message("hint-query-instead", (within,))
    elif expr.path in _FIXED or expr.path in scope.policy.team:
        hint = Message("hint-query-in-quotes", (expr.path,))
    elif elsewhere:
        hint = Message("hint-query-elsewhere", (Message(f"query-of-{elsewhere}"), elsewhere))
    else:
        hint = Message("hint-query-instead", (near,)) if near else Message("hint-query-see-page")
    return QueryError(
        Message("error-query-no-name", (expr.path, Message(f"query-of-{scope.kind}"))),
        expr.at,
        expr.length,
        hint,
    )


def constants(expr: Compared, scope: Scope) -> QueryError:
    """Two values that are the same for every record were compared: which field may be meant?"""
    for part in (expr.left, expr.right):
        said = part.value if isinstance(part, Text) else ""
        known = known_names(scope) if said else []
        meant = (
            said
            if said in known
            else next((each for each in known if said in each.split(".")[1:]), "")
        )
        if meant:
            hint = Message("hint-query-without-quotes", (meant,))
            return QueryError(Message("error-query-constants"), part.at, part.length, hint)
    return QueryError(
        Message("error-query-constants"), expr.at, expr.length, Message("hint-query-constants")
    )


def unknown_function(call: Call, known: Sequence[str]) -> QueryError:
    """There is no such function here: which one may be meant?"""
    near = close(call.name, known)
    hint = (
        Message("hint-query-figure-place")
        if call.name in FIGURES
        else Message("hint-query-instead", (near,))
        if near
        else Message("hint-query-there-are", (", ".join(known),))
    )
    return QueryError(Message("error-query-no-function", (call.name,)), call.at, call.length, hint)


def known_names(scope: Scope) -> list[str]:
    """Every name that can be asked of these records."""
    return names_of(scope.kind, scope.policy)


def names_of(kind: str, policy: Policy) -> list[str]:
    """Every name that can be asked of records of this kind."""
    own = [
        *NAMES[kind],
        *(
            f"{CUSTOM}{name}"
            for name, each in policy.fields.items()
            if each.on == _OWNERS.get(kind)
        ),
    ]
    if kind == "deals" and framework(policy).key == QUALIFIED:
        own += [each.path for each in qualified(policy)]
    return own if kind == "accounts" else [*own, *(f"{OUTER}{name}" for name in NAMES["accounts"])]


def close(said: str, known: Iterable[str]) -> str:
    """The known word most like this one, or nothing."""
    return next(iter(most_alike(said, known)), "")
