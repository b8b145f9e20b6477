"""Are customers satisfied, with what, and what did we learn from complaints?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import bounds, sample, share
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.intervals import backwards
from crmcli.reports import choices
from crmcli.reports.customers.satisfaction_facts import (
    Improvement,
    SatisfactionFact,
    SurveyAnswer,
    gather,
)
from crmcli.reports.customers.satisfaction_learned import (
    SHOWN,
    check_ins,
    checked_in,
    figures_of,
    improvements,
    resolved,
)
from crmcli.reports.deal_facts import negative_intervals, team_labels
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report

KINDS = ("nps", "csat", "trust")


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    since: date | None = None
    explain: bool = False


class SatisfactionRow(NamedTuple):
    """The answers to one kind of question about one thing.

    `top` and `bottom` are the 9-10 and the 0-6 of nps; of the others `top` are those in the top two
    boxes.

    nps = (top - bottom) / n, from -1 to 1; top_two = top / n with its 95 % interval, 0..1; None for
    the other kind.
    """

    group: str | None
    kind: str
    about: str | None
    n: int
    top: int
    bottom: int | None
    nps: float | None
    top_two: float | None
    low: float | None
    high: float | None


COLUMNS = (
    Column("kind", "status", 9, heading="survey"),
    Column("about", "status", 9),
    Column("n", "count", 9, heading="answers_given"),
    Column("top", "count", 6),
    Column("bottom", "count", 5),
    Column("nps", "points", 9),
    Column("top_two", "rate", 9),
)


def tabulate(
    facts: Sequence[SatisfactionFact], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per kind of question and what it was about; product, relationship and service are never
    mixed.
    """
    by = options.by or "about"
    asked = [
        (fact, answer)
        for fact in facts
        for answer in fact.answers
        if options.since is None or answer.date >= options.since
    ]
    counted = [each for each in asked if each[1].box != "odd"]
    found = _parts(counted, by)
    rows = [_row(name, part) for name, part in found]
    complaints = [
        each
        for fact in facts
        for each in fact.complaints
        if options.since is None or (each.closed or as_of) >= options.since
    ]
    checked = checked_in(facts, options.since)
    odd = len(asked) - len(counted)
    return Table(
        report="satisfaction",
        as_of=as_of,
        rows=rows,
        columns=(*((Column("group", "label", 9, heading=by),) if by != "about" else ()), *COLUMNS),
        totals={
            "answers": len(counted),
            **figures_of(complaints),
            "improvements": tuple(resolved(complaints)),
            "check_ins": tuple(checked),
        },
        labels={
            "group": team_labels(policy, as_of)
            if by == "owner"
            else {fact.account: {"": fact.name} for fact in facts}
            if by == "account"
            else {}
        },
        notes=_notes(complaints, odd, rows),
        sections=(*improvements(complaints, as_of), *check_ins(checked, as_of)),
        evidence=[_evidence(part) for _, part in found] if options.explain else (),
        samples={"top_two": [sample(row.top, row.n) for row in rows]},
        min_sample=policy.min_sample,
        silent=frozenset(range(len(rows))),
        named_by=("group", "kind", "about"),
    )


def _parts(
    counted: Sequence[tuple[SatisfactionFact, SurveyAnswer]], by: str
) -> list[tuple[str | None, list[tuple[SatisfactionFact, SurveyAnswer]]]]:
    """The answers by group, kind of question and what it was about, in the order of the rows."""
    groups = grouped(counted, lambda each: (_group(each[0], by),))
    found = []
    for name in sorted(groups, key=last):
        parts = grouped(
            groups[name], lambda each: (f"{KINDS.index(each[1].kind)}{each[1].about or '~'}",)
        )
        found += [(name, parts[key]) for key in sorted(parts, key=str)]
    return found


def _group(fact: SatisfactionFact, by: str) -> str | None:
    return {"about": None, "account": fact.account, "owner": fact.owner}[by]


def _row(
    name: str | None, part: Sequence[tuple[SatisfactionFact, SurveyAnswer]]
) -> SatisfactionRow:
    answers = [answer for _, answer in part]
    kind, n = answers[0].kind, len(answers)
    top, bottom = (
        sum(answer.box == "top" for answer in answers),
        sum(answer.box == "bottom" for answer in answers),
    )
    if kind == "nps":
        return SatisfactionRow(
            name, kind, answers[0].about, n, top, bottom, (top - bottom) / n, None, None, None
        )
    low, high = bounds(top, n)
    return SatisfactionRow(
        name, kind, answers[0].about, n, top, None, None, share(top, n), low, high
    )


def _notes(
    complaints: Sequence[Improvement], odd: int, rows: Sequence[SatisfactionRow]
) -> tuple[Message, ...]:
    figures = figures_of(complaints)
    notes = [Message("note-satisfaction-none")] if not rows else []
    if odd:
        notes.append(Message("note-satisfaction-odd", (odd,)))
    if complaints:
        days = figures["median_days"]
        shown = (
            Message("common-n-a")
            if days is None
            else Message("note-satisfaction-days", (f"{days:g}",))
        )
        notes.append(
            Message(
                "note-satisfaction-complaints",
                (
                    len(complaints),
                    figures["open"],
                    len(complaints) - int(figures["open"] or 0),
                    shown,
                ),
            )
        )
    notes += negative_intervals(backwards(each.days for each in complaints))
    more = len(resolved(complaints)) - SHOWN
    return (
        (*notes, Message("note-satisfaction-more", (SHOWN, more + SHOWN)))
        if more > 0
        else tuple(notes)
    )


def _evidence(part: Sequence[tuple[SatisfactionFact, SurveyAnswer]]) -> dict[str, tuple[str, ...]]:
    def refs(*boxes: str) -> tuple[str, ...]:
        return tuple(
            f"{fact.account}/surveys.{answer.date}" for fact, answer in part if answer.box in boxes
        )

    return {"n": refs("top", "middle", "bottom"), "top": refs("top"), "bottom": refs("bottom")}


FACTS = FactSource("satisfaction", gather, NoOptions)
REPORT = Report("satisfaction", FACTS, tabulate, Options, groupings=choices.SATISFACTION)
