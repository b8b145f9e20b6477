"""Stances: how everybody stands to us, or a new assessment of one person."""

from typing import Annotated, NoReturn

import typer

from crmcli.app.requests.stances import AssessStance
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, ContactArg, Day, Text, Why
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import apart, by
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Commit, DryRun, Write, writing
from crmcli.commands.write.asking_or_writing import MESSAGE, to_ask, to_write
from crmcli.commands.write.find_contact import chosen
from crmcli.domain.errors import CrmError
from crmcli.domain.records.words import STANCES
from crmcli.domain.table import Message
from crmcli.reports.options import ExplainOptions

GROUPINGS = ("owner", "segment", "role")


Said = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ACCOUNT] | ACCOUNT CONTACT VALUE",
        help=f"One account; or how a person there stands to us now: {', '.join(STANCES)}.",
        autocompletion=complete.account_contact_stance,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Who changed from this day on, and everybody by stance then and now.",
    ),
]
Matrix = Annotated[
    bool,
    typer.Option(
        "--matrix",
        help="Only everybody by stance then and now; over a year unless --since says otherwise.",
    ),
]


@shared()
def stance(
    words: Said = None,
    by: by(*GROUPINGS) = None,  # type: ignore[valid-type]
    since: Since = None,
    matrix: Matrix = False,
    why: Why = None,
    date: Day = None,
    dry_run: DryRun = False,
    commit: Commit = None,
    message: Text = MESSAGE,
    common: Common = Common(),
) -> None:
    """How do they stand to us, and of how many do we know it?

    With ACCOUNT: a row per role. With ACCOUNT CONTACT VALUE: write down how a person stands to us
    from a day on.

    \b
    Example: crm stance --since 2026-01-01
    Example: crm stance lakeview gloria-m friendly --why "Praised the night shift"
    """
    said = words or []
    account = said[0] if said else None
    if len(said) > 1:
        write = to_write(
            common,
            "ACCOUNT CONTACT VALUE",
            dry_run=dry_run,
            commit=commit,
            message=message,
            by=by,
            since=since,
            matrix=matrix,
        )
        _write(write, said, why, date)
    to_ask(
        Message("hint-stance-whose"),
        why=why,
        date=date,
        dry_run=dry_run,
        commit=commit is not None,
        message=message,
    )
    apart(by=by, account=account)
    apart(by=by, since=since, matrix=matrix and not since)
    _ask(ReportSession(common), account, by, since, matrix=matrix)


@writing()
def contact_stance(
    account: AccountArg = None,
    contact: ContactArg = None,
    stance: Annotated[
        str | None,
        typer.Argument(
            metavar="STANCE",
            help=f"{', '.join(STANCES)}.",
            autocompletion=complete.choices(*STANCES),
        ),
    ] = None,
    why: Why = None,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Write down how a person stands to us from a day on; what was said before stays.

    \b
    Example: crm contact stance lakeview ines-r friendly --why "Went well"
    Example: crm contact stance lakeview jo-t neutral --date yesterday
    """
    editing = EditSession(write)
    page = editing.page(account)
    day, key = editing.day(date, past=True), chosen(editing, page, contact)
    word = editing.asking.need_word(stance, "STANCE", "ask-stance", STANCES)
    editing.submit(AssessStance(page.account.id, key, word, day, editing.me, why))


def _ask(
    session: ReportSession, account: str | None, by: str | None, since: str | None, *, matrix: bool
) -> NoReturn:
    if since or matrix:
        from crmcli.reports.coverage import stance_changes as changes

        options = changes.Options(since=session.day(since, "common-day-since"), matrix=matrix)
        session.show(changes.REPORT, options, account)
    if account:
        from crmcli.reports.coverage import stance_roles

        session.show(stance_roles.REPORT, ExplainOptions(), account)
    if by == "role":
        from crmcli.reports.coverage import stance_by_role

        session.show(stance_by_role.REPORT, ExplainOptions())
    from crmcli.reports.coverage import stance as stances

    session.show(stances.REPORT, stances.Options(by=by))


def _write(write: Write, said: list[str], why: str | None, date: str | None) -> NoReturn:
    """A new assessment. Raises CrmError for words that are too many or not known."""
    if len(said) > 3:
        raise CrmError(
            Message("error-stance-what", (" ".join(said),)), Message("hint-stance-whose")
        )
    editing = EditSession(write)
    page = editing.page(said[0])
    day = editing.day(date, past=True)
    key = chosen(editing, page, said[1])
    value = said[2] if len(said) == 3 else None
    word = editing.asking.need_word(value, "VALUE", "ask-stance", STANCES)
    editing.submit(AssessStance(page.account.id, key, word, day, editing.me, why))
