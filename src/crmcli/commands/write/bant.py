"""Is a deal qualified? Asked of all open deals, or answered for one: by BANT, or by whatever
framework the book names.
"""

from collections.abc import Callable
from typing import Annotated, NamedTuple, NoReturn

import typer

from crmcli.app.requests.deals.qualifying import Qualify
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import Day, Text, Why, text
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.parse import keyed
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import one_of
from crmcli.commands.write.asking_or_writing import to_ask, to_write
from crmcli.domain.deals.qualification import framework, only_bant
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_deal, one_id
from crmcli.domain.records.words import CRITERIA, CRITERION_STATUSES, MITIGATIONS
from crmcli.domain.table import Message

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DEAL] | ACCOUNT DEAL CRITERION=STATUS...",
        help="One deal, by its id or as account/deal; or what is known of one now.",
        autocompletion=complete.account_and_deal,
    ),
]
Mitigate = text(
    "--mitigate",
    "KIND[=NOTE]",
    f"What is done about an unmet criterion: {', '.join(MITIGATIONS)}.",
    MITIGATIONS,
    tail="=",
)
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", "-n", help="Show what would change in the file, and change nothing."),
]
Commit = Annotated[
    bool | None,
    typer.Option(
        "--commit/--no-commit",
        help="Commit exactly the files changed; else as `commit` in crm.yaml says.",
    ),
]
Title = text("--message", "TEXT", "The commit's message; what changed by default. Commits.")
BELOW = "Only deals with fewer than N criteria met."


class _Said(NamedTuple):
    """What the command line said."""

    words: list[str]
    below: int | None
    why: str | None
    mitigate: str | None
    date: str | None
    dry_run: bool
    commit: bool | None
    message: str | None
    common: Common

    @property
    def named(self) -> list[str]:
        """Whose deal is meant."""
        return [word for word in self.words if "=" not in word]

    def answers(self, criterion: Callable[[str], str]) -> dict[str, str]:
        """What is known now, by criterion. Raises CrmError for what is no answer."""
        return keyed(
            [word for word in self.words if "=" in word],
            "CRITERION=STATUS",
            criterion,
            lambda status: one_of(status, CRITERION_STATUSES, "STATUS"),
        )


@shared()
def bant(
    words: Words = None,
    below: Annotated[
        int | None, typer.Option("--below", metavar="N", min=0, max=5, help=BELOW)
    ] = None,
    why: Why = None,
    mitigate: Text = Mitigate,
    date: Day = None,
    dry_run: DryRun = False,
    commit: Commit = None,
    message: Text = Title,
    common: Common = Common(),
) -> None:
    """Which open deals are really qualified, and what do we not know about the others?

    With ACCOUNT DEAL CRITERION=STATUS: write down what is known now of budget, authority, need or
    timeline: met, unmet, partial or unknown.

    \b
    Example: crm bant --below 3
    Example: crm bant lakeview freezer budget=met --why "Mail of the finance team"
    """
    said = _Said(words or [], below, why, mitigate, date, dry_run, commit, message, common)
    answers = said.answers(lambda one: one_of(one, CRITERIA, "CRITERION"))
    hint = Message("hint-bant-what")
    if not answers:
        _ask(said, "bant", hint)
    editing = _editing(said)
    only_bant(editing.policy)
    _write(editing, said, answers, hint)


@shared()
def qualify(
    words: Words = None,
    below: Annotated[int | None, typer.Option("--below", metavar="N", min=0, help=BELOW)] = None,
    why: Why = None,
    mitigate: Text = Mitigate,
    date: Day = None,
    dry_run: DryRun = False,
    commit: Commit = None,
    message: Text = Title,
    common: Common = Common(),
) -> None:
    """Which open deals are really qualified by the book's framework, and what do we not know about
    the others?

    With ACCOUNT DEAL CRITERION=STATUS: write down what is known now of the criteria that
    `qualification` in crm.yaml names, or of BANT: met, unmet, partial or unknown.

    \b
    Example: crm qualify --below 3
    Example: crm qualify lakeview freezer timeline=met --why "Before Thanksgiving"
    """
    said = _Said(words or [], below, why, mitigate, date, dry_run, commit, message, common)
    hint = Message("hint-qualify-what")
    if len(said.named) == len(said.words):
        _ask(said, "qualify", hint)
    editing = _editing(said)
    criteria = framework(editing.policy).criteria
    _write(editing, said, said.answers(lambda one: one_id(one, criteria, "CRITERION")), hint)


def _ask(said: _Said, report: str, hint: Message) -> NoReturn:
    if len(said.named) > 1:
        raise CrmError(Message("error-bant-what", (" ".join(said.named),)), hint)
    to_ask(
        hint,
        why=said.why,
        mitigate=said.mitigate,
        date=said.date,
        dry_run=said.dry_run,
        commit=said.commit is not None,
        message=said.message,
    )
    from crmcli.reports.pipeline.bant import REPORT
    from crmcli.reports.pipeline.qualify import REPORT as BY_FRAMEWORK
    from crmcli.reports.pipeline.qualify import Options

    options = Options(below=said.below, deal=said.named[0] if said.named else None)
    ReportSession(said.common).show(REPORT if report == "bant" else BY_FRAMEWORK, options)


def _editing(said: _Said) -> EditSession:
    write = to_write(
        said.common,
        "CRITERION=STATUS",
        dry_run=said.dry_run,
        commit=said.commit,
        message=said.message,
        below=said.below is not None,
    )
    return EditSession(write)


def _write(editing: EditSession, said: _Said, answers: dict[str, str], hint: Message) -> NoReturn:
    account, _, deal = (
        said.named[0].partition("/")
        if len(said.named) == 1
        else (*said.named[:1], "", *said.named[1:2])
        if len(said.named) == 2
        else ("", "", "")
    )
    if not deal:
        raise CrmError(Message("error-bant-whose"), hint)
    page = editing.page(account)
    key = find_deal(deal, page.account.deals)
    kind, _, note = (said.mitigate or "").partition("=")
    day = editing.day(said.date, past=True)
    editing.submit(
        Qualify(page.account.id, key, answers, day, said.why, kind or None, note or None)
    )
