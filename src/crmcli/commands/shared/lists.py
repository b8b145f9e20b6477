"""`crm deal list` and the others: questions of `crm query` by another name."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.offers import Offers, named
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import MOST, Limit, Sort, apart
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import Words
from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.query import lists
from crmcli.query.lists import Records

if TYPE_CHECKING:
    from crmcli.reports.queries.query import FactOptions


One = Annotated[
    str | None,
    typer.Argument(
        metavar="[ACCOUNT]", help="Only at this account.", autocompletion=complete.accounts
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--account",
        metavar="ACCOUNT",
        help="Only at this account.",
        autocompletion=complete.accounts,
    ),
]


def status(records: Records) -> object:
    """The --status option of a list that has these states."""
    return Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="|".join(records.states),
            help=f"Which of them; {next(iter(records.states))} by default.",
            parser=Words("--status", tuple(records.states)),
            autocompletion=complete.choices(*records.states),
        ),
    ]


def columns(records: Records) -> object:
    """The --columns option of a list of these records."""
    return Annotated[
        str,
        typer.Option(
            "--columns",
            metavar="NAME,...",
            help="What is shown: names of `crm query`, or headings.",
            autocompletion=_names(records.on),
        ),
    ]


def _names(kind: str) -> Callable[[str], Offers]:
    def offered(incomplete: str) -> Offers:
        before, comma, last = incomplete.rpartition(",")

        def wanted(session: ReportSession) -> Offers:
            from crmcli.query.lookup import names_of

            return [
                (f"{before}{comma}{name}", "")
                for name in names_of(kind, session.book.policy)
                if name.startswith(last)
            ]

        return named(incomplete, wanted)

    return offered


def as_named(said: Sequence[str], kind: str, policy: Policy) -> tuple[str, ...]:
    """The names that are meant, also where they were told as answers head their columns; what none
    is called so stays for the question to refuse.
    """
    from crmcli.domain.text.synonyms import meant
    from crmcli.messages.meanings import shown_as
    from crmcli.query.lookup import names_of

    known = names_of(kind, policy)
    found = []
    for each in said:
        falls = "-" if each.startswith("-") else ""
        names = meant(each.removeprefix("-"), known, shown_as)
        found.append(f"{falls}{names[0]}" if len(names) == 1 else each)
    return tuple(found)


class Wished(NamedTuple):
    """What was said of a list: at which account, in which state, and how it is shown."""

    account: str | None = None
    status: str | None = None
    columns: str = ""
    sort: str = ""
    limit: int | None = None


def listing(records: Records, common: Common, wished: Wished) -> NoReturn:
    """Answer with the records of one state, print them, and end the program."""
    from crmcli.query.saved import listed
    from crmcli.reports.queries import query as report

    session = ReportSession(common)
    state = records.states[wished.status or next(iter(records.states))]
    where = state.where
    if wished.account is not None:
        from crmcli.app.accounts import find_account
        from crmcli.store.shapes.reading import account_id

        path = find_account(wished.account, session.book, session.names)
        where = f'({where}) and account == "{account_id(path)}"'
    policy = session.policy
    options = report.Options(
        text=where,
        on=records.on,
        columns=as_named(tuple(listed([wished.columns])), records.on, policy) or state.columns,
        sort=as_named(tuple(listed([wished.sort])), records.on, policy) or state.sort,
        limit=common.most(wished.limit, MOST),
    )
    _check(session, records.on, report.FACTS.wanted(options))
    session.show(report.REPORT, options)


def _either(one: str | None, account: str | None) -> str | None:
    """The account, said alone or by --account. Raises CrmError for both."""
    if one is not None and account is not None:
        raise CrmError(Message("error-not-both", ("ACCOUNT", "--account")))
    return account if one is None else one


def _check(session: ReportSession, kind: str, asked: "FactOptions") -> None:
    """Raises CrmError for a column that there is not, with the nearest one and all there are."""
    from crmcli.query.errors import QueryError
    from crmcli.query.lookup import close, names_of
    from crmcli.reports.queries.query import checked

    try:
        checked(session.policy, session.as_of, asked)
    except QueryError as error:
        if error.message.key != "error-query-no-name":
            raise
        known = [each for each in names_of(kind, session.policy) if not each.startswith("account.")]
        near = close(str(error.message.args[0]), known)
        told = (", ".join(known),)
        raise CrmError(
            error.message,
            Message("hint-list-nearest", (near, *told))
            if near
            else Message("hint-list-columns", told),
        ) from None


def _list(records: Records, told: str) -> Callable[..., None]:
    """The command that lists these records; `told` is its help."""

    def command(
        one: One = None,
        account: At = None,
        status: status(records) = None,  # type: ignore[valid-type]
        columns: columns(records) = "",  # type: ignore[valid-type]
        sort: Sort = "",
        limit: Limit = None,
        common: Common = Common(),
    ) -> None:
        listing(records, common, Wished(_either(one, account), status, columns, sort, limit))

    command.__doc__ = told
    return shared()(command)


deal_list = _list(
    lists.DEALS,
    """Which deals are open, or were won or lost?

    \b
    Example: crm deal list --status lost --sort -amount
    Example: crm deal list --owner dana-k --columns deal,amount,next.date
    """,
)
contact_list = _list(
    lists.CONTACTS,
    """Whom do we know, at one account or at all of them?

    \b
    Example: crm contact list lakeview
    Example: crm contact list --columns name,phones,emails --limit 0
    """,
)
case_list = _list(
    lists.CASES,
    """Which complaints, questions and requests are open?

    \b
    Example: crm case list --owner priya-n
    Example: crm case list bluestem --status closed
    """,
)
plan_list = _list(
    lists.PLANS,
    """Which plans are open, whose are they, and when are they due?

    \b
    Example: crm plan list --owner dana-k
    Example: crm plan list lakeview --status done
    """,
)
contract_list = _list(
    lists.CONTRACTS,
    """Which contracts run, and until when?

    \b
    Example: crm contract list --sort end
    Example: crm contract list lakeview --status ended
    """,
)


@shared()
def asset_list(
    one: One = None,
    account: At = None,
    columns: columns(lists.ASSETS) = "",  # type: ignore[valid-type]
    sort: Sort = "",
    limit: Limit = None,
    common: Common = Common(),
) -> None:
    """Who owns what of ours?

    \b
    Example: crm asset list lakeview
    Example: crm asset list --sort replace
    """
    listing(lists.ASSETS, common, Wished(_either(one, account), None, columns, sort, limit))


def directory(called: str | None, common: Common, wished: Wished) -> NoReturn:
    """Answer with how well each account is known, of those that are called so if that is said, and
    end the program.
    """
    from crmcli.query.saved import listed
    from crmcli.reports.pages import directory as report

    apart(called=called, columns=wished.columns)
    apart(known=True, columns=wished.columns)
    state = None if wished.status in (None, "all") else wished.status
    options = report.Options(called, state, tuple(listed([wished.sort])), wished.limit)
    ReportSession(common).show(report.REPORT, options)
