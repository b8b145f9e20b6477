"""BANT: asked of all open deals, or answered for one."""

from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import Day, Text, Why, text
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.parse import keyed
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import one_of
from crmcli.commands.shared.writing import Write
from crmcli.commands.write.asking_or_writing import to_ask, to_write
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_deal
from crmcli.domain.records.account import Account, Mitigation
from crmcli.domain.records.words import BANT_STATUSES, CRITERIA, MITIGATIONS
from crmcli.domain.table import Message
from crmcli.edits.deals.deals import still_open
from crmcli.edits.deals.qualifying import answer
from crmcli.edits.record_editor import Draft


@shared()
def bant(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DEAL] | ACCOUNT DEAL CRITERION=STATUS...",
            help="One deal, by its id or as account/deal; or what is known of one now.",
            autocompletion=complete.account_and_deal,
        ),
    ] = None,
    below: Annotated[
        int | None,
        typer.Option(
            "--below", metavar="N", min=0, max=5, help="Only deals with fewer than N criteria met."
        ),
    ] = None,
    why: Why = None,
    mitigate: Text = text(
        "--mitigate",
        "KIND[=NOTE]",
        f"What is done about an unmet criterion: {', '.join(MITIGATIONS)}.",
        MITIGATIONS,
        tail="=",
    ),
    date: Day = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", "-n", help="Show what would change in the file, and change nothing."
        ),
    ] = False,
    commit: Annotated[
        bool | None,
        typer.Option(
            "--commit/--no-commit",
            help="Commit exactly the files changed; else as `commit` in crm.yaml says.",
        ),
    ] = None,
    message: Text = text(
        "--message", "TEXT", "The commit's message; what changed by default. Commits."
    ),
    common: Common = Common(),
) -> None:
    """Which open deals are really qualified, and what do we not know about the others?

    With ACCOUNT DEAL CRITERION=STATUS: write down what is known now of budget, authority, need or
    timeline: met, unmet, partial or unknown.

    \b
    Example: crm bant --below 3
    Example: crm bant hanbit pt2-batch budget=met --why "Mail of the finance team"
    """
    said = words or []
    answers = keyed(
        [word for word in said if "=" in word],
        "CRITERION=STATUS",
        lambda one: one_of(one, CRITERIA, "CRITERION"),
        lambda status: one_of(status, BANT_STATUSES, "STATUS"),
    )
    named = [word for word in said if "=" not in word]
    if not answers:
        if len(named) > 1:
            raise CrmError(
                Message("error-bant-what", (" ".join(named),)), Message("hint-bant-what")
            )
        to_ask(
            Message("hint-bant-what"),
            why=why,
            mitigate=mitigate,
            date=date,
            dry_run=dry_run,
            commit=commit is not None,
            message=message,
        )
        from crmcli.reports.pipeline import bant as report

        options = report.Options(below=below, deal=named[0] if named else None)
        ReportSession(common).show(report.REPORT, options)
    write = to_write(
        common,
        "CRITERION=STATUS",
        dry_run=dry_run,
        commit=commit,
        message=message,
        below=below is not None,
    )
    _write(write, named, answers, why, mitigate, date)


def _write(
    write: Write,
    named: list[str],
    answers: dict[str, str],
    why: str | None,
    mitigate: str | None,
    date: str | None,
) -> None:
    editing = EditSession(write)
    account, _, deal = (
        named[0].partition("/")
        if len(named) == 1
        else (*named[:1], "", *named[1:2])
        if len(named) == 2
        else ("", "", "")
    )
    if not deal:
        raise CrmError(Message("error-bant-whose"), Message("hint-bant-what"))
    page = editing.page(account)
    key = find_deal(deal, page.account.deals)
    kind, _, note = (mitigate or "").partition("=")
    mitigation = Mitigation(kind, note or None) if mitigate else None
    day = editing.day(date, past=True)

    def make(draft: Draft, record: Account) -> None:
        still_open(record, key)
        answer(draft, key, answers, day, why=why, mitigation=mitigation)

    editing.change(page, make)
