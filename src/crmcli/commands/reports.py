"""The questions of every day."""

from typing import Annotated

import typer

from crmcli.commands import complete
from crmcli.commands.common import Common
from crmcli.commands.desk import Desk
from crmcli.commands.options import shared
from crmcli.commands.ours import me
from crmcli.commands.words import Words
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

AccountArg = Annotated[
    str | None,
    typer.Argument(
        metavar="[ACCOUNT]",
        help="Id, the beginning of one, name, alias, e-mail, phone or initials.",
        autocompletion=complete.accounts,
    ),
]
OneAccount = Annotated[
    str,
    typer.Argument(
        metavar="ACCOUNT",
        help="Id, the beginning of one, name, alias, e-mail, phone or initials.",
        autocompletion=complete.accounts,
    ),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Outcomes from this day on.")
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Outcomes up to this day, it included."),
]

MOST = 30  # rows for people, unless --limit says otherwise
WIDEST = 71  # characters of groupings that fit a line of help, after `  --by `


def by(*groupings: str) -> object:
    """The --by option of a report that knows these groupings; as many as do not fit a line of help
    stand beside it.
    """
    written = "|".join(groupings)
    metavar, told = (
        (written, "A row for each of these.")
        if len(written) <= WIDEST
        else ("GROUP", f"A row for each {', '.join(groupings[:-1])} or {groupings[-1]}.")
    )
    return Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar=metavar,
            help=told,
            parser=Words("--by", groupings),
            autocompletion=complete.choices(*groupings),
        ),
    ]


def apart(**given: object) -> None:
    """At most one of these options. Raises CrmError for two that do not go together."""
    named = [
        name.upper() if name in ("account", "objection") else f"--{name}"
        for name, value in given.items()
        if value
    ]
    if len(named) > 1:
        raise CrmError(Message("apart", (named[0], named[1])))


COVERAGE, PIPELINE = (
    ("owner", "segment", "role"),
    ("owner", "owner_tag", "product", "family", "type", "segment"),
)
LOSSES = (
    "stage",
    "product",
    "family",
    "competitor",
    "type",
    "source",
    "owner",
    "owner_tag",
    "month",
)
WINRATE = (
    "product",
    "family",
    "owner",
    "manager",
    "owner_tag",
    "segment",
    "industry",
    "type",
    "source",
    "sourced_by",
    "competitor",
    "bant",
    "quarter",
    "month",
)


@shared()
def coverage(
    account: AccountArg = None,
    gaps: Annotated[
        bool,
        typer.Option("--gaps", help="The work list: every role with something to do, worst first."),
    ] = False,
    by: by(*COVERAGE) = None,  # type: ignore[valid-type]
    role: Annotated[
        str | None,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="Only this role, over all accounts; also with --gaps.",
            autocompletion=complete.roles,
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """How much of what we must know about each account do we know?

    With ACCOUNT: a row per required role, who holds it, who of ours stands for it, and what is
    planned.

    \b
    Example: crm coverage --gaps --owner kim-mj
    """
    apart(by=by, account=account)
    apart(by=by, gaps=gaps)
    apart(role=role, account=account)
    report = (
        "gaps"
        if gaps
        else "roles"
        if account is not None
        else "coverage_by_role"
        if by == "role" or role
        else "coverage"
    )
    Desk(common).show(report, account=account, by=by, role=role)


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
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=0,
            help="At most N rows, 0 for all; 30 by default for people, all for json and csv.",
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """What has to be done today, why, and how late is it?

    When the list is cut to N rows, at least N // 4 of them, three at most, stay rows of relation
    work.

    \b
    Example: crm due --days 7 --mine
    """
    desk = Desk(common, memorable=not mine)
    owners = (me(desk.book),) if mine else ()
    desk.show("due", days=days, owners=owners, limit=common.most(limit, MOST))


@shared()
def pipeline(
    by: by(*PIPELINE) = None,  # type: ignore[valid-type]
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
    """
    apart(by=by, rotten=rotten, exits=exits, change=change)
    if change:
        from crmcli.commands.snapshots import show_change

        apart(change=change, at=common.at)
        desk = Desk(common, memorable=False)  # a commit changes the answer, and no file
        show_change(desk, change, desk.ask())
    Desk(common).show("exits" if exits else "rotten" if rotten else "pipeline", by=by)


@shared()
def losses(
    by: by(*LOSSES) = None,  # type: ignore[valid-type]
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
    """
    apart(by=by, counter=counter)
    Desk(common).show("counter" if counter else "losses", by=by, since=since, until=until)


@shared()
def winrate(
    by: by(*WINRATE) = None,  # type: ignore[valid-type]
    since: Since = None,
    until: Until = None,
    common: Common = Common(),
) -> None:
    """How often do we win, how big, and how fast?

    \b
    Example: crm winrate --by product
    """
    Desk(common).show("winrate", by=by, since=since, until=until)


@shared()
def list_(common: Common = Common()) -> None:
    """Which accounts are in the book?

    \b
    Example: crm list --segment A
    """
    Desk(common).show("accounts")


@shared("owner", "segment", "tag")
def show(account: OneAccount, common: Common = Common()) -> None:
    """One account at a glance: roles, people, open deals, promises and what happened last.

    \b
    Example: crm show hanbit
    """
    Desk(common).show("show", account=account)
