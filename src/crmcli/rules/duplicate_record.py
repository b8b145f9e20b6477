"""The same thing stands in the file twice.

Why: A deal, a contract or a talk that is there twice counts twice, in the pipeline, in what a year
brings, in how often we call. Nobody says the same words twice on one day: whoever pasted or merged
it left one too many.

왜: 두 번 적은 안건과 계약, 기록은 보고서에서 두 번씩 셉니다. 같은 날 같은 말을 두 번 적을 일은 거의
없으니, 붙여 넣거나 합치다가 하나가 더 남은 것입니다.

Bad:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    log:
      - {date: 2026-07-20, type: call, with: park-jh, what: Test run is planned}
      - {date: 2026-07-20, type: call, with: park-jh, what: Test run is planned}  # <- here

Good:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    log:
      - {date: 2026-07-20, type: call, with: park-jh, what: Test run is planned}
      - {date: 2026-07-21, type: call, with: park-jh, what: Test run went well}
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from crmcli.domain.finding import Finding, Path, Related, Severity
from crmcli.domain.records.account import Account, Deal, Entry, Plan
from crmcli.domain.records.customer import Case, Contract, Survey
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.spelling import squeezed

SEVERITY: Severity = "error"
R = TypeVar("R")


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    log = [(("log", place), entry) for place, entry in enumerate(account.log)]
    for path, first in _twice(log, _of_entry, _words_of_entry):
        entry = account.log[int(path[1])]
        args = (entry.date.isoformat(), entry.type)
        related = (Related(first, "first"),)
        yield Finding("duplicate-record", path, "duplicate-entry", args, related=related)
    yield from _by_id("deals", "deal", account.deals, _of_deal, _words_of_deal)
    yield from _by_id("contracts", "contract", account.contracts, _of_contract)
    yield from _by_id("plans", "plan", account.plans, _of_plan, _words_of_plan)
    yield from _by_id("cases", "case", account.cases, _of_case, _words_of_case)
    surveys = [(("surveys", place), each) for place, each in enumerate(account.surveys)]
    for path, first in _twice(surveys, _of_survey, _no_words):
        related = (Related(first, "first"),)
        yield Finding("duplicate-record", path, "duplicate-survey", related=related)
    for place, entry in enumerate(account.log):
        for key, names in (("with", entry.with_), ("by", entry.by)):
            if len(set(names)) < len(names):
                yield _name_twice(("log", place, key), names)


def _name_twice(path: Path, names: Sequence[str]) -> Finding:
    at = next(place for place, name in enumerate(names) if name in names[:place])
    first = Related((*path, names.index(names[at])), "first")
    return Finding(
        "duplicate-record", (*path, at), "duplicate-name", (names[at],), related=(first,)
    )


def _no_words(record: object) -> str:
    return "-"


def _by_id(
    section: str,
    kind: str,
    records: Mapping[str, R],
    key_of: Callable[[R], Hashable],
    words_of: Callable[[R], str] = _no_words,
) -> Iterator[Finding]:
    places = [((section, name), record) for name, record in records.items()]
    for path, first in _twice(places, key_of, words_of):
        yield Finding(
            "duplicate-record",
            path,
            f"duplicate-{kind}",
            (str(path[1]), str(first[1])),
            at_key=True,
            related=(Related(first, "first", at_key=True),),
        )


def _twice(
    places: Sequence[tuple[Path, R]],
    key_of: Callable[[R], Hashable],
    words_of: Callable[[R], str],
) -> Iterator[tuple[Path, Path]]:
    """Each that was there before, and where it first was. Words are compared of those only that
    have all else in common; without any, nothing says that it is the same.
    """
    if len(places) < 2:
        return
    alike: dict[Hashable, list[tuple[Path, R]]] = {}
    for path, record in places:
        key = key_of(record)
        if key is not None:
            alike.setdefault(key, []).append((path, record))
    for group in alike.values():
        if len(group) < 2:
            continue
        first: dict[str, Path] = {}
        for path, record in group:
            words = words_of(record)
            if words and first.setdefault(words, path) != path:
                yield path, first[words]


def _words(*texts: str | None) -> str:
    return "\0".join(squeezed(text) if text else "" for text in texts).strip("\0")


def _of_entry(entry: Entry) -> Hashable:
    return entry[:7]


def _words_of_entry(entry: Entry) -> str:
    """Two calls that nobody wrote a word about are two calls."""
    return _words(entry.what, entry.said)


def _of_deal(deal: Deal) -> Hashable:
    days = tuple((fact.date, fact.value) for fact in deal.stages)
    return days or None


def _words_of_deal(deal: Deal) -> str:
    return _words(deal.name)


def _of_contract(contract: Contract) -> Hashable:
    return None if contract.amount is None else contract


def _of_plan(plan: Plan) -> Hashable:
    return plan.for_, plan.kind, plan.via, plan.due


def _words_of_plan(plan: Plan) -> str:
    return _words(plan.how)


def _of_case(case: Case) -> Hashable:
    return case.opened, case.kind, case.contact


def _words_of_case(case: Case) -> str:
    return _words(case.what)


def _of_survey(survey: Survey) -> Hashable:
    return None if survey.contact is None else survey[:5]
