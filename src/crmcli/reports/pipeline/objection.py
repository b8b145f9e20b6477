"""What do we answer to one objection, and who has raised it?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.naming import Called, close_to, labelled, matching, offered
from crmcli.domain.records.policy import Objection, Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.pipeline import objections
from crmcli.reports.pipeline.objections import RaisedFact, objection_labels, samples
from crmcli.reports.report import Report


class Options(NamedTuple):
    """What may be asked of the report."""

    explain: bool = False
    since: date | None = None
    text: str | None = None


class AnswerRow(NamedTuple):
    """A prepared answer and what proves it."""

    answer: str
    text: str | None
    evidence: str | None


class RaisedRow(NamedTuple):
    """Where the objection was raised, how it stands, and the customer's words, the last ones there
    are.
    """

    account: str
    deal: str | None
    first: date
    last: date
    state: str
    said: str | None


class OneObjectionRow(NamedTuple):
    """One objection: how often, with what success, what we answer, and where it was raised."""

    objection: str
    raised: int
    resolved: int
    deferred: int
    unresolved: int
    overcome: float | None
    overcome_low: float | None
    overcome_high: float | None
    won: int
    lost: int
    narrow: float | None
    low: float | None
    high: float | None
    answers: tuple[AnswerRow, ...]
    log: tuple[RaisedRow, ...]


ANSWERS = (
    Column("answer", "id", 5, heading="id"),
    Column("text", "text", 9, heading="answer"),
    Column("evidence", "text", 8),
)
LOG = (
    Column("account", "id", 9),
    Column("deal", "id", 7),
    Column("first", "date", 6),
    Column("last", "date", 4),
    Column("state", "status", 9),
    Column("said", "text", 8),
)


def tabulate(facts: Sequence[RaisedFact], policy: Policy, as_of: date, options: Options) -> Table:
    """Its figures, its answers, and where it was raised, the latest first.

    Raises CrmError for one that neither the policy nor the log knows.
    """
    name = _meant(options.text or "", policy, facts)
    spec = policy.objections.get(name, Objection())
    mine = [fact for fact in facts if fact.objection == name]
    # also without any in the window it has its row
    asked = objections.Options(since=options.since, explain=options.explain)
    alone = objections.tabulate(mine, policy._replace(objections={name: spec}), as_of, asked)
    (stats,) = alone.rows
    answers = tuple(AnswerRow(key, each.text, each.evidence) for key, each in spec.answers.items())
    mine = sorted(
        (fact for fact in mine if options.since is None or fact.first >= options.since),
        key=lambda fact: (-fact.last.toordinal(), fact.account, fact.deal or ""),
    )
    log = tuple(
        RaisedRow(fact.account, fact.deal, fact.first, fact.last, fact.state, fact.said)
        for fact in mine
    )
    sections = (
        Table("objections", as_of, answers, ANSWERS, title=Message("title-answers")),
        Table("objections", as_of, log, LOG, title=Message("title-raised")),
    )
    return Table(
        report="objections",
        as_of=as_of,
        rows=[
            OneObjectionRow(
                **{field: getattr(stats, field) for field in OneObjectionRow._fields[:-2]},
                answers=answers,
                log=log,
            )
        ],
        columns=(Column("objection", "label", 9), *objections.COLUMNS),
        labels={"objection": objection_labels(policy)},
        notes=() if answers else (Message("note-objections-no-answer"),),
        evidence=alone.evidence,
        sections=tuple(section for section in sections if section.rows),
        samples=samples([stats]),
        min_sample=policy.min_sample,
    )


def _meant(said: str, policy: Policy, facts: Sequence[RaisedFact]) -> str:
    """By its id, the beginning of it, or its name in either language."""
    known = {name: labelled(name, each.label) for name, each in policy.objections.items()}
    known |= {
        fact.objection: Called(fact.objection) for fact in facts if fact.objection not in known
    }
    matches = matching(said, known.values())
    if len(matches) == 1:
        return matches[0].id
    if matches:
        raise CrmError(
            Message("error-several-objections", (said, offered(matches))),
            Message("hint-several"),
            status=4,
        )
    close = close_to(said, known.values())
    raise CrmError(
        Message("error-no-objection", (said,)),
        Message("hint-unknown-account", (close,))
        if close
        else Message("hint-known", (offered(known.values()),)),
        status=4,
    )


REPORT = Report("objection", objections.FACTS, tabulate, Options)
