"""The questions of every day."""

from typing import Annotated, NoReturn

import typer

from crmcli.app.who import me
from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.lists import Wished, columns, directory, listing, status
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_arguments import (
    MOST,
    AccountArg,
    Limit,
    OneAccount,
    Sort,
    apart,
    by,
)
from crmcli.commands.shared.report_session import ReportSession
from crmcli.query.lists import ACCOUNTS
from crmcli.reports import choices
from crmcli.reports.options import ExplainOptions

Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Outcomes from this day on.")
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Outcomes up to this day, it included."),
]


@shared()
def coverage(
    account: AccountArg = None,
    gaps: Annotated[
        bool,
        typer.Option("--gaps", help="The work list: every role with something to do, worst first."),
    ] = False,
    by: by(*choices.COVERAGE) = None,  # type: ignore[valid-type]
    role: Annotated[
        str | None,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="Only this role, over all accounts; also with --gaps.",
            autocompletion=complete.roles,
        ),
    ] = None,
    grid: Annotated[bool, typer.Option("--grid", help="Accounts down, roles across.")] = False,
    common: Common = Common(),
) -> None:
    """How much of what we must know about each account do we know?

    With ACCOUNT: a row per required role, who holds it, who of ours stands for it, and what is
    planned.

    \b
    Example: crm coverage --gaps --owner dana-k
    Example: crm coverage lakeview --as-of 2026-08-01
    """
    apart(by=by, account=account)
    apart(by=by, gaps=gaps)
    apart(role=role, account=account)
    for other in ({"account": account}, {"gaps": gaps}, {"by": by}, {"role": role}):
        apart(grid=grid, **other)
    if grid:
        from crmcli.reports.coverage import coverage_grid

        ReportSession(common).show(coverage_grid.REPORT, ExplainOptions())
    _covered(ReportSession(common), account, by, role, gaps=gaps)


def _covered(
    session: ReportSession, account: str | None, by: str | None, role: str | None, *, gaps: bool
) -> NoReturn:
    if gaps:
        from crmcli.reports.coverage import gaps as missing

        session.show(missing.REPORT, missing.Options(role=role), account)
    if account is not None:
        from crmcli.reports.coverage import roles

        session.show(roles.REPORT, ExplainOptions(), account)
    if by == "role" or role:
        from crmcli.reports.coverage import coverage_by_role

        session.show(coverage_by_role.REPORT, coverage_by_role.Options(role=role))
    from crmcli.reports.coverage import coverage as report

    session.show(report.REPORT, report.Options(by=by))


@shared()
def due(
    days: Annotated[
        int,
        typer.Option(
            "--days", metavar="N", min=0, max=3650, help="Also what falls due within N days."
        ),
    ] = 0,
    mine: Annotated[
        bool,
        typer.Option(
            "--mine", help="Only what is mine, by git's user.email and the team in crm.yaml."
        ),
    ] = False,
    limit: Limit = None,
    resting: Annotated[
        bool,
        typer.Option(
            "--resting", help="What was put off: until when, by whom, why, and how often."
        ),
    ] = False,
    common: Common = Common(),
) -> None:
    """What has to be done today, why, and how late is it?

    When the list is cut to N rows, at least N // 4 of them, three at most, stay rows of relation
    work.

    \b
    Example: crm due --days 7 --mine
    Example: crm due --resting
    """
    from crmcli.reports.pages import due as report

    session = ReportSession(common, memorable=not mine)
    owners = frozenset((me(session.book),) if mine else ())
    options = report.Options(days=days, limit=common.most(limit, MOST))
    if resting:
        from crmcli.reports.pages import resting as put_off

        session.show(put_off.REPORT, options, owners=owners)
    session.show(report.REPORT, options, owners=owners)


@shared()
def pipeline(
    by: by(*choices.PIPELINE) = None,  # type: ignore[valid-type]
    rotten: Annotated[
        bool, typer.Option("--rotten", help="The deals nobody has moved for too long.")
    ] = False,
    exits: Annotated[
        bool,
        typer.Option("--exits", help="What each deal still lacks before it may leave its stage."),
    ] = False,
    change: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--change", metavar="FROM TO", help="What came and went between two days or revisions."
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """What is open, where does it stand, and what is it worth?

    \b
    Example: crm pipeline --by owner
    Example: crm pipeline --rotten
    """
    apart(by=by, rotten=rotten, exits=exits, change=change)
    if change:
        apart(change=change, at=common.at)
        _changed(ReportSession(common, memorable=False), change)
    if exits:
        from crmcli.reports.pipeline import exits as lacking

        ReportSession(common).show(lacking.REPORT, ExplainOptions())
    if rotten:
        from crmcli.reports.pipeline import rotten as standing

        ReportSession(common).show(standing.REPORT, ExplainOptions())
    from crmcli.reports.pipeline import pipeline as report

    ReportSession(common).show(report.REPORT, report.Options(by=by))


def _changed(session: ReportSession, said: tuple[str, str]) -> NoReturn:
    """Print why the pipeline changed between two days or revisions. Exits 1 when it does not
    balance.
    """
    from crmcli.app.past import pipeline_change
    from crmcli.reports.pipeline.pipeline_change import balances

    options = pipeline_change.Options(*said, session.common.explain)
    found = pipeline_change.ask(
        session.opened, options, as_of=session.as_of, filters=session.filters()
    )
    session.put_past(found, status=0 if balances(found.table.rows) else 1)


@shared()
def losses(
    by: by(*choices.LOSSES) = None,  # type: ignore[valid-type]
    counter: Annotated[
        bool,
        typer.Option(
            "--counter",
            help="Each countermeasure, and its reason's share of the losses before and since.",
        ),
    ] = False,
    since: Since = None,
    until: Until = None,
    common: Common = Common(),
) -> None:
    """Why did deals not end in a sale?

    \b
    Example: crm losses --since 2026-01-01 --by competitor
    Example: crm losses --counter
    """
    apart(by=by, counter=counter)
    session = ReportSession(common)
    start, end = session.day(since, "common-day-since"), session.day(until, "common-day-until")
    if counter:
        from crmcli.reports.pipeline import counter as answers

        session.show(answers.REPORT, answers.Options(since=start, until=end))
    from crmcli.reports.pipeline import losses as report

    session.show(report.REPORT, report.Options(by=by, since=start, until=end))


@shared()
def winrate(
    by: by(*choices.WINRATE) = None,  # type: ignore[valid-type]
    since: Since = None,
    until: Until = None,
    common: Common = Common(),
) -> None:
    """How often do we win, how big, and how fast?

    \b
    Example: crm winrate --by product
    Example: crm winrate --since 2026-01-01 --by quarter
    """
    from crmcli.reports.pipeline import winrate as report

    session = ReportSession(common)
    start, end = session.day(since, "common-day-since"), session.day(until, "common-day-until")
    session.show(report.REPORT, report.Options(by=by, since=start, until=end))


@shared()
def list_(
    status: status(ACCOUNTS) = None,  # type: ignore[valid-type]
    columns: columns(ACCOUNTS) = "",  # type: ignore[valid-type]
    sort: Sort = "",
    limit: Limit = None,
    known: Annotated[
        bool, typer.Option("--known", help="How well each is known, beside the rest.")
    ] = False,
    called: Annotated[
        str | None,
        typer.Option(
            "--called",
            metavar="TEXT",
            help="Only those with this in a name or alias, or as its initials; as --known.",
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """Which accounts are in the book?

    \b
    Example: crm list --segment A
    Example: crm list --status customer --sort -open_amount
    Example: crm list --called foods --sort -composite
    """
    if known or called is not None:
        directory(called, common, Wished(None, status, columns, sort, limit))
    if status or columns or sort or limit is not None:
        listing(ACCOUNTS, common, Wished(None, status, columns, sort, limit))
    from crmcli.reports.queries import accounts as report

    ReportSession(common).show(report.REPORT, ExplainOptions())


@shared("owner", "segment", "tag")
def show(account: OneAccount, common: Common = Common()) -> None:
    """Show one account at a glance: roles, people, open deals, promises and what happened last.

    \b
    Example: crm show lakeview
    Example: crm show lakeview --at 2026-07-01
    """
    from crmcli.reports.pages import show as report

    ReportSession(common).show(report.REPORT, ExplainOptions(), account)
