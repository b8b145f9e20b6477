"""What a file dates after the day of the answer counts nowhere: every report says the same from the whole files and from files cut on that day."""

import inspect
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from report_modules import report_modules, short

from books import AS_OF, Ask, account, ask, policy
from crmcli.domain.records import words
from crmcli.query.names.lookup import NAMES
from crmcli.reports.forecast import goals
from crmcli.reports.queries import quality
from crmcli.reports.customers import retention
from crmcli.reports.forecast.trend_metrics import METRICS
from crmcli.store.shapes.account import ACCOUNT
from reports.later import cut
from reports.test_identities import RULES

TIMELESS = {"names", "lint"}  # whom a word may mean, and what is wrong in a file, have no day
GOALS = policy(
    "goals: {"
    + ", ".join(
        f"g-{name}: {{why: w, metric: {name}, to: {{2026-12-31: 1}}}}" for name in words.METRICS
    )
    + "}"
)


def reports() -> list[Any]:
    found = [each for each in report_modules() if short(each) not in TIMELESS]
    return [
        each
        for each in found
        if hasattr(each, "gather") and len(inspect.signature(each.gather).parameters) == 4
    ]


class Book:
    """Accounts whose every fact has a day, half a year around the day of the answer, in any order that a file may have."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def day(self) -> str:
        return (AS_OF + timedelta(days=self.random.randint(-400, 200))).isoformat()

    def one(self, *values: str) -> str:
        return self.random.choice(values)

    def maybe(self, **fields: Any) -> dict[str, Any]:
        return {
            name.rstrip("_"): value for name, value in fields.items() if self.random.random() < 0.5
        }

    def dated(self, *values: str) -> dict[str, str]:
        return {
            day: self.one(*values)
            for day in sorted({self.day() for _ in range(self.random.randint(1, 3))})
        }

    def person(self) -> str:
        return self.one("park", "lee", "seo")

    def member(self) -> str:
        return self.one("kim", "han", "choi")

    def deal(self) -> dict[str, Any]:
        outcome = {
            "result": self.one(*words.RESULTS),
            "date": self.day(),
            "reason": "price",
            "competitor": "X",
            "verified_by": "buyer",
            "note": "n",
            **self.maybe(revisit=self.day()),
        }
        return {
            "type": self.one("new", "renewal"),
            "owner": self.member(),
            "source": self.one("event", "referral"),
            "stages": self.dated("early", "middle", "late"),
            **self.maybe(
                amount=self.dated("5", "100", "7"),
                close={day: self.day() for day in self.dated("x")},
                products={"core": {"qty": "2", "unit_price": self.one("50", "90")}, "batch": "1"},
                people={self.person(): self.one(*words.DEAL_PEOPLE)},
                bant={
                    name: {"status": self.one("met", "unmet"), "date": self.day()}
                    for name in words.CRITERIA
                },
                next={"date": self.day(), "what": "w", "with": self.person()},
                outcome=outcome,
                probability={"value": "60", "date": self.day()},
                verbal=self.day(),
                steps={"legal": {"done": self.day()}},
                competitors=["X", "Y"],
            ),
        }

    def entry(self) -> dict[str, Any]:
        return {
            "date": self.day(),
            "type": self.one(*words.ENTRY_TYPES),
            "by": self.member(),
            "with": self.person(),
            "outcome": self.one(*words.ENTRY_OUTCOMES),
            **self.maybe(
                deal=self.one("a", "b", "c"),
                direction="inbound",
                next={"date": self.day(), "what": "v", "with": self.person()},
                objections={"price": self.one("resolved", "unresolved")},
                score="7",
                usage="u",
                gave="a.pdf",
                mood="negative",
                said="s",
            ),
        }

    def tree(self) -> dict[str, Any]:
        plan = {"owner": self.member(), "due": self.day(), "progress": self.dated("p")}
        return {
            "name": "A",
            "segment": self.one("A", "B"),
            "status": self.one("customer", "customer", *words.STATUSES),
            "owner": self.member(),
            "source": self.one("event", "referral"),
            "roles": {
                role: {"contact": self.person(), "rep": self.member()}
                for role in ("ceo", "cfo", "cto")
            },
            "contacts": {
                name: {
                    "name": name,
                    **self.maybe(stance=self.dated(*words.STANCES), left=self.day()),
                }
                for name in ("park", "lee", "seo")
            },
            "plans": {
                name: {
                    "for": self.one("ceo", "lee"),
                    "kind": self.one(*words.PLAN_KINDS),
                    **plan,
                    **self.maybe(done=self.day(), dropped=self.day()),
                }
                for name in ("p", "q")
            },
            "deals": {name: self.deal() for name in ("a", "b", "c")},
            "contracts": {
                name: {
                    "start": self.day(),
                    **self.maybe(end=self.day(), signed=self.day(), amount="10", deal="a"),
                }
                for name in self.maybe(c=1, d=1, e=1)
            },
            "assets": {
                name: {"since": self.day(), **self.maybe(replace=self.day())}
                for name in self.maybe(core=1, batch=1)
            },
            "surveys": [
                {
                    "date": self.day(),
                    "kind": self.one(*words.SURVEY_KINDS),
                    "score": self.one("1", "4", "5"),
                    "contact": self.person(),
                }
                for _ in range(3)
            ],
            "cases": {
                name: {
                    "opened": self.day(),
                    "kind": self.one(*words.CASE_KINDS),
                    **self.maybe(closed=self.day(), resolution="r"),
                }
                for name in ("k", "l")
            },
            "log": sorted((self.entry() for _ in range(8)), key=lambda entry: str(entry["date"])),
        }


BOOKS = [ACCOUNT.decode(Book(seed).tree())._replace(id="acc") for seed in range(40)]
ASKED = (
    Ask(explain=True),
    Ask(days=30, since=date(2026, 3, 1)),
    Ask(matrix=True, since=date(2026, 3, 1), all_=True),
)


def same(gather: Any, rules: Any, options: Any) -> None:
    for each in BOOKS:
        assert repr(gather(cut(each, AS_OF), rules, AS_OF, options)) == repr(
            gather(each, rules, AS_OF, options)
        )


@pytest.mark.parametrize(
    "report",
    [each for each in reports() if not each.__name__.endswith((".query", ".figures"))],
    ids=lambda each: each.__name__.rpartition(".")[2],
)
def test_what_is_dated_later_counts_in_no_report(report):
    for options in ASKED:
        same(report.gather, RULES, options)


@pytest.mark.parametrize("metric", METRICS)
def test_what_is_dated_later_counts_in_no_trend(metric):
    same(lambda each, rules, as_of, _: list(METRICS[metric](each, rules, as_of)), RULES, Ask())


def test_what_is_dated_later_counts_in_no_goal():
    same(goals.gather, GOALS, Ask())


@pytest.mark.parametrize("kind", words.QUERIED)
def test_what_is_dated_later_counts_in_no_query(kind):
    from crmcli.reports.queries import query

    same(query.gather, RULES, Ask(text="true", on=kind, columns=tuple(NAMES[kind])))


# --- what was found


def test_a_contract_that_begins_later_fills_no_field_and_makes_no_row():
    book = account(
        "{name: A, status: customer, owner: kim, contracts: {c: {start: 2026-09-01}}, assets: {core: {since: 2026-09-01}}}",
        "a",
    )
    assert {"contracts", "assets"} <= set(ask(quality, book).rows[0].missing)
    assert [] == ask(retention, book, by="owner").rows
    assert not {"contracts", "assets"} & set(
        ask(quality, book, as_of=date(2026, 9, 1)).rows[0].missing
    )
