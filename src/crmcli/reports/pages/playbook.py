"""What does a newcomer need in this stage: what must be there before a deal leaves it, what to ask,
what to answer?
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import state
from crmcli.domain.deals.exits import missing_exits
from crmcli.domain.deals.qualification import no_such_deal
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_deal, labelled, matching, offered
from crmcli.domain.people.presence import owner_of
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import group_labels
from crmcli.reports.options import ExplainOptions
from crmcli.reports.pages.playbook_rows import (
    PlaybookRow,
    QuestionRow,
    StandingFact,
    StepRow,
    stage_row,
)
from crmcli.reports.pipeline import objections
from crmcli.reports.pipeline.exits import places
from crmcli.reports.pipeline.objections import RaisedFact, objection_labels
from crmcli.reports.report import FactSource, Report


class FactOptions(NamedTuple):
    """What the facts depend on."""

    explain: bool
    deal: str | None


class Options(NamedTuple):
    """What may be asked of the report."""

    deal: str | None = None
    stage: str | None = None
    explain: bool = False


CRITERIA = (
    Column("criterion", "status", 9),
    Column("means", "message", 8),
    Column("met", "truth", 9, heading="is_met"),
    Column("places", "list", 6),
)
QUESTIONS = (Column("n", "count", 9), Column("question", "label", 9))
REPLIES = (
    Column("objection", "label", 9),
    Column("raised", "count", 6),
    Column("text", "text", 9, heading="answer"),
    Column("evidence", "text", 8),
)


STEPS = (
    Column("step", "id", 9, heading="closing_step"),
    Column("done", "date", 9, heading="done_on"),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: FactOptions
) -> list[RaisedFact | StandingFact]:
    """What was raised against us there, and where the deal stands that was asked for."""
    facts: list[RaisedFact | StandingFact] = list(
        objections.gather(account, policy, as_of, ExplainOptions(options.explain))
    )
    return (
        facts
        if options.deal is None
        else [_standing(account, find_deal(options.deal, account.deals), policy, as_of), *facts]
    )


def _standing(account: Account, name: str, policy: Policy, as_of: date) -> StandingFact:
    deal = account.deals[name]
    now = state(deal, policy, as_of, None, account.contacts)
    if now is None or not now.is_open:
        raise no_such_deal(name, policy)
    missing = {
        stage: missing_exits(account, name, deal, stage, policy, as_of) for stage in policy.stages
    }
    told = tuple(
        (stage, tuple((need, places(need, name, deal, policy, as_of)) for need in needs))
        for stage, needs in missing.items()
    )
    steps = tuple(
        StepRow(step, each.done if each.done and each.done <= as_of else None)
        for step, each in deal.steps.items()
    )
    return StandingFact(account.id, name, owner_of(deal, account), now.stage, told, steps)


def tabulate(
    facts: Sequence[RaisedFact | StandingFact], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per stage; of one stage, or the deal's, also its criteria, questions and prepared
    answers. Raises CrmError for a stage nobody knows.
    """
    standing = next((fact for fact in facts if isinstance(fact, StandingFact)), None)
    raised = [
        fact
        for fact in facts
        if isinstance(fact, RaisedFact) and (standing is None or fact.deal == standing.deal)
    ]
    asked = _meant(options.stage, policy) if options.stage else standing.stage if standing else None
    chosen = [asked] if asked is not None and asked in policy.stages else list(policy.stages)
    rows = [stage_row(stage, raised, standing, policy) for stage in chosen]
    one = rows[0] if asked in policy.stages else None
    return Table(
        report="playbook",
        as_of=as_of,
        rows=rows,
        columns=tuple(
            column
            for column in _columns(standing, one)
            if column.field != "guide" or any(row.guide for row in rows)
        ),
        labels={"stage": group_labels("stage", policy)},
        title=Message("title-playbook-deal", (f"{standing.account}/{standing.deal}",))
        if standing
        else None,
        notes=_notes(one, standing),
        sections=_sections(one, as_of, policy) if one else (),
        evidence=[_evidence(row, standing) for row in rows] if options.explain else (),
    )


def _meant(said: str, policy: Policy) -> str:
    """By its id, the beginning of it, or its name in either language."""
    known = [labelled(name, each.label) for name, each in policy.stages.items()]
    matches = matching(said, known)
    if len(matches) == 1:
        return matches[0].id
    if matches:
        raise CrmError(
            Message("error-several-stages", (said, offered(matches))),
            Message("hint-several"),
            status=4,
        )
    raise CrmError(
        Message("error-no-stage", (said,)),
        Message("hint-known", (", ".join(policy.stages),)),
        status=4,
    )


def _columns(standing: StandingFact | None, one: PlaybookRow | None) -> tuple[Column, ...]:
    if one is not None:
        return (
            Column("stage", "label", 9),
            Column("guide", "label", 9),
            Column("probability", "count", 5),
            Column("rot_days", "days", 5, heading="rot_days"),
        )
    lacking = Column("missing", "status", 9) if standing else Column("exit", "status", 9)
    return (
        Column("stage", "label", 9),
        Column("guide", "label", 8),
        lacking,
        Column("rot_days", "days", 4, heading="rot_days"),
    )


def _notes(one: PlaybookRow | None, standing: StandingFact | None) -> tuple[Message, ...]:
    if one is None:
        return (Message("note-playbook-one"),)
    bare = (Message("note-playbook-no-questions", (one.stage,)),) if not one.questions else ()
    if standing is None:
        return bare
    left = tuple(each.step for each in standing.steps if each.done is None)
    steps = (
        (Message("note-playbook-steps", (len(left), len(standing.steps), Message("list", left))),)
        if left
        else ()
    )
    return (*bare, Message("note-playbook-lacks", (len(one.missing or ()), len(one.exit))), *steps)


def _sections(row: PlaybookRow, as_of: date, policy: Policy) -> tuple[Table, ...]:
    criteria = CRITERIA if row.missing is not None else CRITERIA[:2]
    questions = tuple(QuestionRow(place, each) for place, each in enumerate(row.questions, 1))
    sections = (
        Table("playbook", as_of, row.criteria, criteria, title=Message("title-exits")),
        Table("playbook", as_of, row.steps, STEPS, title=Message("title-closing-steps")),
        Table("playbook", as_of, questions, QUESTIONS, title=Message("title-questions")),
        Table(
            "playbook",
            as_of,
            row.replies,
            REPLIES,
            labels={"objection": objection_labels(policy)},
            title=Message("title-answers"),
        ),
    )
    return tuple(section for section in sections if section.rows)


def _evidence(row: PlaybookRow, standing: StandingFact | None) -> dict[str, Sequence[str]]:
    if standing is None:
        return {"exit": (f"policy.stages.{row.stage}.exit",) if row.exit else ()}
    return {
        "missing": tuple(
            place for each in row.criteria if each.met is False for place in each.places
        )
    }


FACTS = FactSource("playbook", gather, FactOptions)
REPORT = Report("playbook", FACTS, tabulate, Options)
