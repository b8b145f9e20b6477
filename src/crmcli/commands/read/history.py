"""The book's past in sales terms: what changed, what differs, and who said so."""

from datetime import date
from shlex import quote
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from crmcli.commands.read.past_words import account_path, sides, trace
from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import Words
from crmcli.domain.table import Message
from crmcli.history.change import KINDS
from crmcli.store.past.commits import Commit
from crmcli.store.past.versions import Past

if TYPE_CHECKING:
    from crmcli.domain.records.account import Account
    from crmcli.history.statements import BlameRow

AccountArg = Annotated[
    str | None,
    typer.Argument(
        metavar="[ACCOUNT]",
        help="Id, the beginning of one, name or alias.",
        autocompletion=complete.accounts,
    ),
]
OneAccount = Annotated[
    str,
    typer.Argument(
        metavar="ACCOUNT",
        help="Id, the beginning of one, name or alias.",
        autocompletion=complete.accounts,
    ),
]


@shared()
def history(
    account: AccountArg = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Commits from this day on.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Commits up to this day, it included."),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(
            "--who",
            metavar="NAME",
            help="Only commits of this member, or of this name or address in git.",
            autocompletion=complete.members,
        ),
    ] = None,
    type_: Annotated[
        str | None,
        typer.Option(
            *names("--type"),
            metavar="TYPE",
            help="Only changes of this kind: stance, deal, log and others, as JSON names it.",
            parser=Words("--type", KINDS),
            autocompletion=complete.choices(*KINDS),
        ),
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="COMMIT",
            help="Only what comes after this commit in the list: where an earlier one was cut.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=0,
            help="At most N commits, 0 for all; 20 by default for people, all for json and csv.",
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """What changed in the book, when, and who did it?

    Newest first. Commits that only changed how a file is written are left out.

    \b
    Example: crm history lakeview --since 2026-06-01
    Example: crm history --type stance --limit 0
    """
    from crmcli.app.past.history import COMMITS, Options, ask

    session = ReportSession(common, memorable=before is None, of_past=True)  # a tag moves unseen
    options = Options(
        account,
        session.day(since, "common-day-since"),
        session.day(until, "common-day-until"),
        who,
        type_,
        before,
        common.most(limit, COMMITS),
        common.explain,
    )
    as_of, filters = session.as_of if common.as_of else None, session.filters(of_today=False)
    session.put_past(ask(session.opened, options, as_of=as_of, filters=filters))


@shared("at")
def diff(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[A[..B]|A B] [PATH|ACCOUNT]...",
            help="Two revisions or days, one to compare with the files, or none for HEAD; then "
            "accounts.",
        ),
    ] = None,
    figures: Annotated[
        bool,
        typer.Option(
            "--figures",
            help="Then pipeline, coverage and forecast before and after, and the findings of lint "
            "that are new or gone.",
        ),
    ] = False,
    common: Common = Common(),
) -> None:
    """What differs between two states of the book?

    A and B are branches, tags, commits or days. A..B, or A B, compares two of them, A...B compares
    B with where it parted from A, and A alone compares with the files as they are.

    \b
    Example: crm diff 2026-07-01 lakeview
    Example: crm diff 2026-07-01 --figures
    """
    session = ReportSession(common, memorable=False)
    with session.past() as past:
        _put_diff(session, past, list(what or ()), figures=figures)


def _put_diff(session: ReportSession, past: Past, words: list[str], *, figures: bool) -> NoReturn:
    from crmcli.app.past.diff import Options, differing

    ends = sides(session, past, words)
    options = Options(None, figures, session.common.explain)
    as_of = session.as_of if session.common.as_of else None
    filters = session.filters(of_today=False)
    table, skipped, status = differing(session.opened, past, ends, options, as_of, filters)
    library = session.book.library
    told = {each.path for each in library.skipped}
    library.skipped.extend(each for each in skipped if each.path not in told)
    if figures:
        table = table._replace(whole=_command(ends[:2], session.common, table.as_of))
    session.put(table, status=status)


def _command(commits: tuple[Commit, Commit | None], common: Common, day: date) -> str:
    """What shows all of it."""
    one, other = commits
    filters = (("owner", common.owner), ("segment", common.segment), ("tag", common.tag))
    from crmcli.history.timeline import SHORT

    words = [
        f"crm diff {one.id[:SHORT]}{f'..{other.id[:SHORT]}' if other else ''} --figures",
        *(f"--{name} {quote(each)}" for name, chosen in filters for each in chosen),
        f"--as-of {day}",
    ]
    return " ".join(words)


@shared("owner", "segment", "tag")
def blame(
    account: OneAccount,
    contact: Annotated[
        str | None,
        typer.Argument(metavar="[CONTACT]", help="Only this person, and all that is said of them."),
    ] = None,
    common: Common = Common(),
) -> None:
    """Who said what we believe of an account, and when?

    The day and the person that the file names come first; where it names none, those of the commit
    that brought the fact.

    \b
    Example: crm blame lakeview gloria-m
    Example: crm blame lakeview -o csv
    """
    session = ReportSession(common, of_past=True)
    with session.past() as past:
        past.repository()
        path = account_path(session, past, account)
        _put_blame(session, trace(session, past, path, contact))


def _put_blame(session: ReportSession, traced: "tuple[Account, list[BlameRow]]") -> NoReturn:
    from crmcli.history.statements import blame_table
    from crmcli.reports.deal_facts import team_labels

    record, rows = traced
    labels = team_labels(session.book.policy, session.as_of)
    session.put(
        blame_table(
            rows,
            session.as_of,
            labels,
            Message("title-account", (record.name, record.id)),
            explain=session.common.explain,
        )
    )
