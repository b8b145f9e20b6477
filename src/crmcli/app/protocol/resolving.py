"""What a request names, found in the book: an id as it is, or one meant by a name."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, cast

from crmcli.app.protocol.shapes import Field, Kind, fields_of
from crmcli.app.work import Request, Work
from crmcli.domain.deals.qualification import framework
from crmcli.domain.naming import find_contact, find_deal, find_member, one_id
from crmcli.domain.records.account import Account
from crmcli.edits.plans import target_meant
from crmcli.edits.roles import role_meant
from crmcli.store.shapes.reading import account_id


class Named(NamedTuple):
    """Where names are looked for: the book, and the account that the request is about."""

    work: Work
    account: Account
    deal: str = ""


def resolved(request: Request, work: Work) -> Request:
    """The request with ids in place of what it says: as the files are by then, so that what an
    earlier request made can be named.

    Raises CrmError for what is not there, and for a name that several have.
    """
    fields = fields_of(type(request))
    values: dict[str, Any] = cast("Any", request)._asdict()
    home = next((each.name for each in fields if each.kind.ref == "account"), None)
    if home is not None and values[home]:
        values[home] = account_id(work.path(values[home]))
    account = work.account(values[home]) if home is not None else Account("")
    named = Named(work, account)
    about = next((each for each in fields if each.kind.ref == "deal"), None)
    if about is not None and values[about.name]:
        named = named._replace(deal=_found(values[about.name], about, named))
    found = {each.name: _found(values[each.name], each, named) for each in fields}
    return cast("Request", cast("Any", request)._replace(**found))


def _found(value: Any, field: Field, named: Named) -> Any:  # noqa: ANN401 - its kind says what it is
    return _meant(value, field.kind, field.key, named)


def _meant(value: Any, kind: Kind, key: str, named: Named) -> Any:  # noqa: ANN401 - its kind says what it is
    if value is None:
        return None
    if kind.shape == "record":
        values = {each.name: getattr(value, each.name) for each in kind.fields}
        return value._replace(
            **{each.name: _found(values[each.name], each, named) for each in kind.fields}
        )
    if kind.shape == "list" and kind.item:
        return tuple(_meant(each, kind.item, key, named) for each in value)
    if kind.shape == "mapping" and kind.item:
        item = kind.item
        return {
            _id(each, kind.ref, key, named): _meant(held, item, key, named)
            for each, held in value.items()
        }
    return _id(value, kind.ref, key, named)


def _id(said: Any, ref: str, key: str, named: Named) -> Any:  # noqa: ANN401 - its kind says what it is
    find = _FINDERS.get(ref)
    return said if find is None else find(said, key, named)


def _referral(said: str, _: str, named: Named) -> str:
    company, slash, person = said.partition("/")
    home = account_id(named.work.path(company))
    if not slash:
        return home
    return f"{home}/{find_contact(person, named.work.account(home).contacts)}"


def _of_account(ids: Callable[[Account], Iterable[str]]) -> Callable[[str, str, Named], str]:
    return lambda said, key, named: one_id(said, ids(named.account), key)


def _listed(ids: Callable[[Work], Mapping[str, object]]) -> Callable[[str, str, Named], str]:
    """One of those in crm.yaml where it lists any, else what was said."""

    def find(said: str, key: str, named: Named) -> str:
        known = ids(named.work)
        return one_id(said, known, key) if known else said

    return find


def _member(said: str, _: str, named: Named) -> str:
    team = named.work.policy.team
    return said if said in team or not team else find_member(said, team)


_FINDERS: dict[str, Callable[[str, str, Named], str]] = {
    "account": lambda said, _, named: account_id(named.work.path(said)),
    "contact": lambda said, _, named: find_contact(said, named.account.contacts),
    "deal": lambda said, _, named: find_deal(said, named.account.deals),
    "case": _of_account(lambda account: account.cases),
    "plan": _of_account(lambda account: account.plans),
    "contract": _of_account(lambda account: account.contracts),
    "step": lambda said, key, named: one_id(said, named.account.deals[named.deal].steps, key),
    "asset": _of_account(lambda account: account.assets),
    "role": lambda said, _, named: role_meant(said, named.account, named.work.policy),
    "target": lambda said, _, named: target_meant(said, named.account, named.work.policy),
    "criterion": lambda said, key, named: one_id(said, framework(named.work.policy).criteria, key),
    "member": _member,
    "product": _listed(lambda work: work.policy.products),
    "stage": _listed(lambda work: work.policy.stages),
    "reason": _listed(lambda work: work.policy.reasons),
    "objection": _listed(lambda work: work.policy.objections),
    "role set": _listed(lambda work: work.policy.role_sets),
    "referral": _referral,
}
