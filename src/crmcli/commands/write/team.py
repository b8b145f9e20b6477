"""The team: who takes part, or one more of us."""

from collections.abc import Sequence
from typing import Annotated

import typer

from crmcli.app.requests.team import AddMember, refuse_known, refuse_taken
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import Text, Texts, text, texts
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.parse import new_id
from crmcli.commands.shared.report_arguments import by
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import maybe_one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.ways import addresses
from crmcli.domain.naming import find_member
from crmcli.domain.records.words import FUNCTIONS
from crmcli.reports import choices

team = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    subcommand_metavar="[add ...]",
)


@team.callback()
@shared()
def asked(
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="Touches and finished plans from this day on; of 365 days by default.",
        ),
    ] = None,
    by: by(*choices.TEAM) = None,  # type: ignore[valid-type]
    common: Common = Common(),
) -> None:
    """Does everybody take part, or only sales?

    `crm team add` writes one more of us into crm.yaml.

    \b
    Example: crm team --since 2026-07-01
    Example: crm team --json
    """
    from crmcli.reports.relations import team as report

    session = ReportSession(common)
    session.show(report.REPORT, report.Options(since=session.day(since, "common-day-since"), by=by))


@team.command("add")
@writing()
def team_add(
    id: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="What the files are to call the person."),
    ] = None,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="As the person writes it.")
    ] = None,
    function: Text = text(
        "--function",
        "|".join(FUNCTIONS),
        "What the person does with us; sales by default.",
        FUNCTIONS,
    ),
    manager: Text = text(
        "--manager", "MEMBER", "Whom of ours the person reports to.", offers=complete.members
    ),
    email: Texts = texts("--email", "ADDRESS", "An e-mail address."),
    tag: Texts = texts("--tag", "TAG", "A tag."),
    write: Write = Write(),
) -> None:
    """Write one more of us into crm.yaml; everything else there stays as it is.

    \b
    Example: crm team add ann-w "Ann Wells" --email ann@northwind.example
    Example: crm team add ben-o "Ben Ortiz" --function support --manager priya-n
    """
    editing = EditSession(write)
    there = editing.policy.team
    does = maybe_one_of(function, FUNCTIONS, "--function")
    boss = find_member(manager, there) if manager else None

    def free(said: str) -> str:
        key = new_id(said) or said
        refuse_taken(key, there)
        return key

    def known(said: Sequence[str]) -> Sequence[str]:
        mails = addresses(said) or ()
        refuse_known(mails, there)
        return mails

    mails = known(email or ())
    key = free(editing.asking.need(id, "ID", "ask-member-id", check=free))
    called = editing.asking.need_text(name, "NAME", "ask-name")
    if not email:
        said = editing.asking.may(None, "ask-member-email", check=lambda one: known([one]))
        mails = known([said] if said else [])
    editing.submit(AddMember(key, called, does, boss, mails, tag or ()))
