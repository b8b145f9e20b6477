"""The book's past in sales terms: what changed, what differs, and who said so."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from crmcli.commands.read.past_words import account_path, member_or_name, sides, trace
from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.book.load import Skipped
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
COMMITS = 20  # shown to people unless they say otherwise


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
    Example: crm history hanbit --since 2026-06-01
    """
    session = ReportSession(common, memorable=False)
    most = common.most(limit, COMMITS) or 0
    with session.past() as past:
        _put_history(
            session,
            past,
            account,
            (session.day(since, "common-day-since"), session.day(until, "common-day-until")),
            who,
            most,
        )


def _put_history(
    session: ReportSession,
    past: Past,
    account: str | None,
    days: tuple[date | None, date | None],
    who: str | None,
    most: int,
) -> NoReturn:
    from crmcli.history.timeline import author_of, history_row, history_table, is_by
    from crmcli.reports.deal_facts import team_labels
    from crmcli.store.past.log import Chronicle

    policy, rows, whole = session.book.policy, [], True
    ends = (days[1], session.as_of if session.common.as_of else None)
    last = min(filter(None, ends), default=None)
    past.repository()
    path = account_path(session, past, account) if account is not None else None
    wanted, filters = member_or_name(session, who), session.filters(of_today=False)
    chronicle = Chronicle(past, policy, filters.accounts(), session.as_of)

    def is_asked(commit: Commit) -> bool:
        day = commit.when.date()
        in_time = (days[0] is None or day >= days[0]) and (last is None or day <= last)
        return in_time and (
            wanted is None or is_by(author_of(commit.who, commit.email, policy), wanted, policy)
        )

    for count, (commit, found) in enumerate(chronicle.commits(path, is_asked)):
        if most and count == most:
            whole = False
            break
        author = author_of(commit.who, commit.email, policy)
        rows += [history_row(each, commit.id, commit.when, author, policy) for each in found]
    if whole:
        past.reach(days[0])
    session.book.library.skipped.extend(chronicle.unread.values())
    labels, explain = team_labels(policy, session.as_of), session.common.explain
    team = {each.name or key: labels[key] for key, each in policy.team.items() if key in labels}
    session.put(
        history_table(rows, session.as_of, whole=whole, limit=most, team=team, explain=explain)
    )


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
    Example: crm diff 2026-07-01 hanbit
    """
    session = ReportSession(common, memorable=False)
    with session.past() as past:
        _put_diff(session, past, list(what or ()), figures=figures)


def _put_diff(session: ReportSession, past: Past, words: list[str], *, figures: bool) -> NoReturn:
    from crmcli.history.timeline import SHORT, diff_table
    from crmcli.store.past.diff import committed, differences, doubled, present

    one, other, only = sides(session, past, words)
    if figures and only is not None:
        raise CrmError(Message("error-figures-of-all"), Message("hint-figures-of-all"))
    if figures and other is not None and session.common.as_of is None:
        session = session.on(other.when.date())
    old = committed(past, one)
    new = present(session.book, old) if other is None else committed(past, other)
    for side in filter(None, (one, other)):
        session.book.library.skipped.extend(doubled(past, side, session.book.library.skipped))
    wanted = session.filters(of_today=False).accounts()
    if other is None and only is None:
        session.names()  # which names every file that cannot be read, changed or not
    unread: list[Skipped] = []
    found = list(differences(old, new, session.book.policy, only, wanted, unread, session.as_of))
    session.book.library.skipped.extend(unread)
    title = Message(
        "title-diff", (one.id[:SHORT], other.id[:SHORT] if other else Message("title-diff-files"))
    )
    table = diff_table(found, session.as_of, title, explain=session.common.explain)
    if figures:
        from crmcli.commands.read.diff_figures import with_figures

        table, status = with_figures(session, past, table, (one, other), (old, new))
        session.put(table, status=status)
    session.put(table)


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
    Example: crm blame hanbit lee-dh
    """
    session = ReportSession(common, memorable=False)
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
