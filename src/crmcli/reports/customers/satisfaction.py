"""Are customers satisfied, with what, and what did we learn from complaints?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account, Money, Survey
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import bounds, median, sample, share
from crmcli.domain.records.scores import TEN, scale_of
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.intervals import backwards, forwards
from crmcli.reports import choices
from crmcli.reports.deal_facts import negative_intervals, team_labels
from crmcli.reports.grouping import grouped, last
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource, Report

KINDS = ("nps", "csat", "trust")
SHOWN = 10  # improvements for people; programs get all


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    since: date | None = None
    explain: bool = False


class SurveyAnswer(NamedTuple):
    """One survey answer: its box is top, bottom or middle; `odd` ones are nps on another scale than
    0 to 10, and count nowhere.
    """

    date: date
    kind: str
    about: str | None
    box: str


class Improvement(NamedTuple):
    """One complaint. `days` from its opening to its closing, None while it is open."""

    account: str
    name: str
    case: str
    opened: date
    closed: date | None
    days: int | None
    what: str | None
    resolution: str | None


class CheckIn(NamedTuple):
    """What one account said of use at check-ins: the last one, and of `n` scores from 0 to 10 the
    `mean`.
    """

    account: str
    name: str
    date: date
    score: Money | None
    usage: str | None
    n: int
    mean: float | None


class SatisfactionFact(NamedTuple):
    """One account's answers, complaints and check-ins: day, score and use."""

    account: str
    name: str
    owner: str | None
    answers: tuple[SurveyAnswer, ...]
    complaints: tuple[Improvement, ...]
    checks: tuple[tuple[date, Money | None, str | None], ...]


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


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[SatisfactionFact]:
    """The account's answers, complaints and check-ins by then."""
    answers = tuple(
        SurveyAnswer(each.date, each.kind, each.about, _box(each))
        for each in account.surveys
        if each.date <= as_of
    )
    checks = tuple(
        (each.date, each.score, each.usage)
        for each in account.log
        if (each.score is not None or each.usage) and each.date <= as_of
    )
    complaints = []
    for name, case in account.cases.items():
        if case.kind == "complaint" and case.opened <= as_of:
            closed = case.closed if case.closed and case.closed <= as_of else None
            days = (closed - case.opened).days if closed else None
            complaints.append(
                Improvement(
                    account.id,
                    account.name,
                    name,
                    case.opened,
                    closed,
                    days,
                    case.what,
                    case.resolution if closed else None,
                )
            )
    return (
        [
            SatisfactionFact(
                account.id, account.name, account.owner, answers, tuple(complaints), checks
            )
        ]
        if answers or complaints or checks
        else []
    )


def _box(survey: Survey) -> str:
    """Where the answer stands on its scale."""
    scale = scale_of(survey)
    if scale is None:
        return "odd"
    if survey.kind == "nps":
        return "top" if survey.score >= 9 else "bottom" if survey.score <= 6 else "middle"
    return "top" if survey.score >= scale - 1 else "middle"


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
    groups = grouped(counted, lambda each: (_group(each[0], by),))
    found = []
    for name in sorted(groups, key=last):
        parts = grouped(
            groups[name], lambda each: (f"{KINDS.index(each[1].kind)}{each[1].about or '~'}",)
        )
        found += [(name, parts[key]) for key in sorted(parts, key=str)]
    rows = [_row(name, part) for name, part in found]
    complaints = [
        each
        for fact in facts
        for each in fact.complaints
        if options.since is None or (each.closed or as_of) >= options.since
    ]
    checked = _checked(facts, options.since)
    odd = len(asked) - len(counted)
    return Table(
        report="satisfaction",
        as_of=as_of,
        rows=rows,
        columns=(*((Column("group", "label", 9, heading=by),) if by != "about" else ()), *COLUMNS),
        totals={
            "answers": len(counted),
            **_complaints(complaints),
            "improvements": tuple(_improved(complaints)),
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
        sections=(*_sections(complaints, as_of), *_check_ins(checked, as_of)),
        evidence=[_evidence(part) for _, part in found] if options.explain else (),
        samples={"top_two": [sample(row.top, row.n) for row in rows]},
        min_sample=policy.min_sample,
        silent=frozenset(range(len(rows))),
        named_by=("group", "kind", "about"),
    )


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


def _complaints(complaints: Sequence[Improvement]) -> dict[str, int | float | None]:
    still = sum(each.closed is None for each in complaints)
    days = forwards(each.days for each in complaints)
    return {"complaints": len(complaints), "open": still, "median_days": median(days)}


def _improved(complaints: Sequence[Improvement]) -> list[Improvement]:
    """The closed ones of which somebody wrote what came of them, the latest first."""
    return sorted(
        (each for each in complaints if each.resolution),
        key=lambda each: (-(each.closed or each.opened).toordinal(), each.account, each.case),
    )


def _notes(
    complaints: Sequence[Improvement], odd: int, rows: Sequence[SatisfactionRow]
) -> tuple[Message, ...]:
    figures = _complaints(complaints)
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
    more = len(_improved(complaints)) - SHOWN
    return (
        (*notes, Message("note-satisfaction-more", (SHOWN, more + SHOWN)))
        if more > 0
        else tuple(notes)
    )


def _sections(complaints: Sequence[Improvement], as_of: date) -> tuple[Table, ...]:
    """What we learned: how complaints were resolved."""
    improved = _improved(complaints)[:SHOWN]
    columns = (
        Column("closed", "date", 9, heading="closed_on"),
        Column("name", "text", 9),
        Column("days", "days", 9, heading="days_open"),
        Column("what", "text", 9),
        Column("resolution", "text", 9, heading="came_of_it"),
    )
    return (
        (Table("satisfaction", as_of, improved, columns, title=Message("title-improvements")),)
        if improved
        else ()
    )


def _checked(facts: Sequence[SatisfactionFact], since: date | None) -> list[CheckIn]:
    """The accounts with a check-in that tells a score or the use, the lowest last score first.

    Scores over 10 are on another scale, and not counted.
    """
    found = []
    for fact in facts:
        told = sorted(
            (each for each in fact.checks if since is None or each[0] >= since), key=_check_order
        )
        scores = [(day, score) for day, score, _ in told if score is not None and score <= TEN]
        if told:
            use = next((usage for _, _, usage in reversed(told) if usage), None)
            average = float(sum(score for _, score in scores)) / len(scores) if scores else None
            found.append(
                CheckIn(
                    fact.account,
                    fact.name,
                    told[-1][0],
                    scores[-1][1] if scores else None,
                    use,
                    len(scores),
                    average,
                )
            )
    return sorted(found, key=lambda each: (each.score is None, each.score or 0, each.account))


def _check_order(check: tuple[date, Money | None, str | None]) -> tuple[date, Money, str]:
    """By the day; of one day the lowest score comes last, and so counts as the last one."""
    return check[0], -(check[1] or 0), check[2] or ""


def _check_ins(checked: Sequence[CheckIn], as_of: date) -> tuple[Table, ...]:
    """How it goes with them, by account."""
    columns = (
        Column("name", "text", 9),
        Column("date", "date", 8, heading="last_check_in"),
        Column("score", "number", 9, heading="last_score"),
        Column("n", "count", 7, heading="scores"),
        Column("mean", "number", 7, heading="mean_score"),
        Column("usage", "text", 9),
    )
    more = Message("note-check-ins-more", (SHOWN, len(checked))) if len(checked) > SHOWN else None
    return (
        (
            Table(
                "satisfaction",
                as_of,
                checked[:SHOWN],
                columns,
                title=Message("title-check-ins"),
                more=more,
            ),
        )
        if checked
        else ()
    )


def _evidence(part: Sequence[tuple[SatisfactionFact, SurveyAnswer]]) -> dict[str, tuple[str, ...]]:
    def refs(*boxes: str) -> tuple[str, ...]:
        return tuple(
            f"{fact.account}/surveys.{answer.date}" for fact, answer in part if answer.box in boxes
        )

    return {"n": refs("top", "middle", "bottom"), "top": refs("top"), "bottom": refs("bottom")}


FACTS = FactSource("satisfaction", gather, NoOptions)
REPORT = Report("satisfaction", FACTS, tabulate, Options, groupings=choices.SATISFACTION)
