"""What must hold for every book, whatever is in it: identities between the numbers, and no report that falls over."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from inspect import signature
from itertools import islice, permutations, product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import AS_OF, Ask, account, policy
from crmcli.domain.records import words
from crmcli.domain.relations.cadence import applies, rhythm, start_of
from crmcli.domain.people.coverage import slots
from crmcli.domain.people.coverage_figures import measure
from crmcli.domain.records.account import Account
from crmcli.reports.customers import (
    assets,
    cadence,
    cadence_accounts,
    cohorts,
    renewals,
    retention,
    satisfaction,
    whitespace,
    whitespace_cells,
)
from crmcli.reports.relations import balance, referral_funnel, referral_tree
from crmcli.reports.queries import accounts, names
from crmcli.reports.pipeline import bant, exits, losses, pipeline, rotten, winrate
from crmcli.reports.coverage import coverage, coverage_by_role, gaps, roles
from crmcli.reports.pages import due, show
from crmcli.reports.relations import (
    attempts,
    attempts_by_channel,
    cooling,
    knows,
    knows_member,
    orphans,
    team,
)
from crmcli.reports.coverage import (
    blind,
    plans,
    stance,
    stance_by_role,
    stance_changes,
    stance_roles,
)
from crmcli.reports.queries import people
from crmcli.reports.deal_facts import gather_deals
from crmcli.store.shapes.account import ACCOUNT

BOOK_REPORTS = (
    accounts,
    bant,
    coverage,
    coverage_by_role,
    due,
    exits,
    gaps,
    losses,
    names,
    pipeline,
    rotten,
    winrate,
)
BOOK_REPORTS += (
    assets,
    balance,
    cadence,
    cadence_accounts,
    cohorts,
    referral_funnel,
    referral_tree,
    renewals,
    retention,
    satisfaction,
    whitespace,
    whitespace_cells,
)
BOOK_REPORTS += (
    attempts,
    attempts_by_channel,
    blind,
    cooling,
    knows_member,
    orphans,
    people,
    plans,
    stance,
    stance_by_role,
    stance_changes,
    team,
)
ACCOUNT_REPORTS = (roles, show)
ACCOUNT_REPORTS += (knows, stance_roles)
RULES = policy(
    """
    role_sets:
      r: {ceo: {weight: 3}, cfo: {weight: 2}, cto: {weight: 2}, cio: {weight: 1}, buyer: {weight: 5, required: false}}
      s: {ceo: {weight: 5}, buyer: {weight: 1}}
    default_role_set: r
    stages:
      early: {probability: 10, rot_days: 14, exit: [source, problems, two_way_touch]}
      middle: {probability: 50, rot_days: 21, exit: [bant, decision_maker, x-own], min_coverage: 50}
      late: {probability: 100, exit: [proposal, next, discount_ok, annual_revenue]}
    cadences:
      standard: {for: {status: [customer, prospect]}, touches: [{type: call, per_year: 12}, {type: review, per_year: 5, needs: gave}, {type: meeting, per_year: 2, or: visit}]}
      visits: {from: first_won, owner: support, touches: [{type: visit, every_months: 4}]}
      check-in: {touches: {type: check_in, at_days: [30, 90, 180]}}
    attempts: {max: 2, min_gap_days: 3, final: email, grace_days: 7}
    products: {core: {list_price: 100, floor_pct_off: 10}, batch: {needs: [core]}}
    discounts: {approval: {10: manager, 15: executive}}
    team: {kim: {name: 김, function: sales, manager: choi}, han: {name: 한, function: support, left: 2026-05-01}, choi: {name: 최, function: executive}}
""",
    holidays=(date(2026, 8, 3), date(2026, 7, 31)),
)

# --- books: trees as the reader gives them, with references that may lead nowhere

PEOPLE, TEAM, DEALS = (
    ["park", "lee", "seo", "gone"],
    ["kim", "han", "choi", "nobody"],
    ["a", "b", "c"],
)
near = st.dates(AS_OF - timedelta(days=40), AS_OF + timedelta(days=5))
days = st.one_of(near, st.dates(date(2025, 1, 1), date(2027, 12, 31))).map(date.isoformat)
amounts = st.sampled_from(["0", "7", "100", "99.99", "1_000_000", "180_000_000"])


def one(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


def some(value: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), value, st.lists(value, max_size=most))


def record(
    required: dict[str, Any] | None = None, **optional: Any
) -> st.SearchStrategy[dict[str, Any]]:
    """Any of the fields may be absent; a trailing underscore makes room for a word of Python's."""
    return st.fixed_dictionaries(
        required or {}, optional={key.rstrip("_"): value for key, value in optional.items()}
    )


def dated(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(value, st.dictionaries(days, value, min_size=1, max_size=4))


def by_id(ids: list[str], value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(ids), value, max_size=len(ids))


person, member, deal = one(*PEOPLE), one(*TEAM), one(*DEALS, "elsewhere")
next_step = record({"date": days}, what=one("통화"), owner=member, with_=some(person))
answers = st.one_of(
    one(*words.CRITERION_STATUSES),
    record(
        {"status": one(*words.CRITERION_STATUSES)}, date=days, mitigation=one(*words.MITIGATIONS)
    ),
)
trees = record(
    {"name": st.just("한빛전자")},
    segment=one("A", "B"),
    role_set=some(one("r", "s", "nowhere")),
    status=one(*words.STATUSES),
    owner=member,
    source=one("event", "referral"),
    tags=some(one("x", "y")),
    research=record(problems=some(one("느림")), decision_maker=person, annual_revenue=amounts),
    roles=by_id(
        ["ceo", "cfo", "cto", "cio", "buyer", "other"],
        st.one_of(
            st.none(),
            some(person),
            record(contact=some(person), rep=some(member), waived=one("그룹")),
        ),
    ),
    contacts=by_id(
        PEOPLE[:3], record({"name": st.just("누구")}, stance=dated(one(*words.STANCES)), left=days)
    ),
    plans=by_id(
        ["p", "q"],
        record(
            {"for": st.one_of(person, one("ceo", "cto"))},
            owner=member,
            due=days,
            done=days,
            dropped=days,
        ),
    ),
    deals=by_id(
        DEALS,
        record(
            type=one("new", "renewal"),
            owner=member,
            source=one("event"),
            amount=dated(amounts),
            close=dated(days),
            stages=dated(one("early", "middle", "late", "haggling")),
            products=by_id(
                ["core", "batch", "other"],
                st.one_of(
                    amounts,
                    record(qty=amounts, unit_price=amounts, list_price=amounts, approved_by=member),
                ),
            ),
            people=by_id(PEOPLE, one(*words.DEAL_PEOPLE)),
            bant=by_id([*words.CRITERIA], answers),
            competitors=some(one("X", "Y")),
            next=next_step,
            outcome=record(
                {"result": one(*words.RESULTS), "date": days},
                reason=one("price", "timing"),
                competitor=one("X", "Z"),
                verified_by=one("buyer", "kim"),
            ),
            probability=st.one_of(one("0", "60", "100"), record({"value": one("12.5")}, date=days)),
        ),
    ),
    contracts=by_id(
        ["c", "d", "e"],
        record(
            {"start": days},
            end=days,
            signed=days,
            deal=deal,
            notice_days=one("0", "120"),
            amount=amounts,
            per=one(*words.PERIODS),
        ),
    ),
    referred_by=one("account-0", "account-1/park", "account-2", "elsewhere"),
    assets=by_id(["core", "batch", "other"], record(qty=amounts, since=days, replace=days)),
    not_eligible=by_id(["core", "batch", "other"], one("그룹에서 씀")),
    surveys=st.lists(
        record(
            {"date": days, "kind": one(*words.SURVEY_KINDS), "score": one("0", "4", "9.5", "12")},
            about=one(*words.SURVEY_SUBJECTS),
            scale=one("5", "10", "0"),
        ),
        max_size=4,
    ),
    cases=by_id(
        ["k"], record({"opened": days}, kind=one(*words.CASE_KINDS), closed=days, owner=member)
    ),
    log=st.lists(
        record(
            {"date": days, "type": one(*words.ENTRY_TYPES)},
            by=some(member),
            with_=some(person),
            deal=deal,
            direction=one("inbound", "outbound"),
            outcome=one(*words.ENTRY_OUTCOMES),
            gave=some(one("a.pdf")),
            next=next_step,
        ),
        max_size=8,
    ),
)
books = st.lists(trees, max_size=3)
moments = st.one_of(near, st.dates(date(2024, 1, 1), date(2028, 12, 31)))
asked = st.fixed_dictionaries(
    {
        "forest": books,
        "as_of": moments,
        "since": moments,
        "explain": st.booleans(),
        "limit": st.integers(1, 9),
        "turn": st.integers(0, 5),
        "random": st.integers(0, 1_000_000),
    }
)
often = settings(max_examples=60, deadline=None, derandomize=True)
BOOKS = 120


@cache
def drawn() -> list[dict[str, Any]]:
    """Books and what they are asked: to draw one costs more than to hold a property against it, so all properties share them."""
    found: list[dict[str, Any]] = []

    @settings(max_examples=BOOKS, derandomize=True, database=None)
    @given(asked)
    def keep(each: dict[str, Any]) -> None:
        found.append(each)

    keep()
    return found


def on_every_book(holds: Callable[..., None]) -> Callable[[], None]:
    """A test that the property holds for each of the books; one that it does not hold for is told."""
    names = [*signature(holds).parameters]

    def test() -> None:
        assert len(drawn()) >= BOOKS
        for each in drawn():
            given_ = {name: each[name] for name in names}
            if "random" in names:
                given_["random"] = Random(each["random"])
            try:
                holds(**given_)
            except BaseException as error:
                error.add_note(f"with {given_}")
                raise

    test.__name__, test.__doc__ = holds.__name__, holds.__doc__
    return test


def decoded(forest: list[Any]) -> list[Account]:
    return [
        ACCOUNT.decode(tree)._replace(id=f"account-{place}") for place, tree in enumerate(forest)
    ]


def ask(report: Any, book: list[Account], as_of: date, **asked: Any) -> Any:
    options = Ask(**asked)
    facts = [fact for each in book for fact in report.gather(each, RULES, as_of, options)]
    return report.tabulate(facts, RULES, as_of, options)


# every fact of this account has a day, none before 2025
DATED = """
    name: 한빛전자
    status: customer
    roles: {ceo: {contact: park, rep: kim}, cfo: lee}
    contacts: {park: {name: 박재형, stance: {2026-06-11: friendly}}, lee: 이동현}
    deals:
      a: {stages: {2026-01-01: early}, amount: {2026-01-01: 5}}
      b: {stages: {2026-01-01: early}, outcome: {result: won, date: 2026-02-01}}
      c: {stages: {2026-01-01: early}, outcome: {result: lost, date: 2026-02-01}}
    contracts: {c: {start: 2026-02-01, end: 2026-09-01}}
    cases: {k: {opened: 2026-02-01}}
    log: [{date: 2026-02-01, type: meeting, with: park}, {date: 2026-03-01, type: call, deal: a, outcome: no_answer}]
"""


# --- no report falls over


@on_every_book
def test_no_report_raises_on_any_book(forest, as_of, explain):
    book = decoded(forest)
    for report in BOOK_REPORTS:
        for by in (None, *getattr(report, "GROUPINGS", ())):
            if (report, by) != (coverage, "role"):
                table = ask(
                    report,
                    book,
                    as_of,
                    by=by,
                    explain=explain,
                    days=30,
                    limit=2 if report is due else None,
                )
                assert len(table.evidence) in (0, len(table.rows))
    for report in ACCOUNT_REPORTS:
        for each in book:
            assert ask(report, [each], as_of).as_of == as_of


@pytest.mark.parametrize("as_of", [date.min, date(1, 12, 31), date(9999, 12, 31)])
def test_no_report_raises_when_asked_for_an_end_of_the_calendar(as_of):
    for report in (*BOOK_REPORTS, *ACCOUNT_REPORTS):
        ask(report, [account(DATED)], as_of)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "text",
    [
        "contracts: {{c: {{start: {day}}}}}",
        "contracts: {{c: {{start: 2026-01-01, end: {day}}}}}",
        "deals: {{a: {{stages: {{{day}: early}}, amount: {{{day}: 5}}, close: {{{day}: {day}}}, next: {{date: {day}, with: park}}}}}}",
        "deals: {{a: {{outcome: {{result: won, date: {day}}}}}}}",
        "deals: {{a: {{stages: {{2026-01-01: early}}, outcome: {{result: lost, date: {day}}}}}}}",
        "{{roles: {{ceo: park}}, contacts: {{park: {{name: P, left: {day}}}}}, plans: {{p: {{for: ceo, due: {day}}}}}}}",
        "{{roles: {{ceo: park}}, contacts: {{park: {{name: P, stance: {{{day}: friendly}}}}}}}}",
        "cases: {{k: {{opened: {day}, closed: {day}}}}}",
        "log: [{{date: {day}, type: call, with: park, next: {day}}}, {{date: {day}, type: visit, deal: a, outcome: no_answer}}]",
    ],
)
def test_no_report_raises_on_a_fact_at_an_end_of_the_calendar(text, day):
    body = text.format(day=day)
    book = [
        account(
            "{name: A, status: customer, "
            + body.removeprefix("{").removesuffix("}" if body.startswith("{") else "")
            + "}"
        )
    ]
    for report in (*BOOK_REPORTS, *ACCOUNT_REPORTS):
        ask(report, book, AS_OF)


# --- coverage


@on_every_book
def test_rungs_add_up_and_shares_never_grow_upwards(forest, as_of):
    book = decoded(forest)
    table = ask(coverage, book, as_of)
    for row in (*table.rows, table.totals):
        rungs = (row.unknown, row.named, row.met, row.reachable, row.friendly)
        assert sum(rungs) == row.required - row.waived
        assert row.live_plans <= row.gaps <= sum(rungs)
        if row.named_share is None:
            assert row.reachable_share is row.friendly_share is row.composite is None
        else:
            assert 1 >= row.named_share >= row.reachable_share >= row.friendly_share >= 0
            assert row.named_share >= row.composite >= row.friendly_share
            assert (row.composite == 1) == (row.friendly == sum(rungs))
    for each in book:
        found = measure(slots(each, RULES, as_of))
        assert found.weight >= found.named >= found.reachable >= found.friendly


@on_every_book
def test_groups_of_accounts_and_roles_add_up_to_the_total(forest, as_of):
    book = decoded(forest)
    whole = ask(coverage, book, as_of).totals
    for table in (
        ask(coverage, book, as_of, by="owner"),
        ask(coverage, book, as_of, by="segment"),
        ask(coverage_by_role, book, as_of),
    ):
        for field in (
            "required",
            "waived",
            "unknown",
            "named",
            "met",
            "reachable",
            "friendly",
            "gaps",
            "live_plans",
        ):
            assert (
                getattr(whole, field)
                == getattr(table.totals, field)
                == sum(getattr(row, field) for row in table.rows)
            )
    assert ask(gaps, book, as_of).totals == {"gaps": whole.gaps, "planned": whole.live_plans}


# --- deals


@on_every_book
def test_every_created_deal_is_won_lost_undecided_invalid_or_open(forest, as_of):
    book = decoded(forest)
    created = 0
    for tree in forest:
        for each in (tree.get("deals") or {}).values():
            stages = each.get("stages")
            created += not isinstance(stages, dict) or min(stages) <= as_of.isoformat()
    totals = ask(winrate, book, as_of).totals
    invalid = sum(
        fact.result == "invalid" for each in book for fact in gather_deals(each, RULES, as_of)
    )
    assert created == totals.won + totals.lost + totals.no_decision + invalid + totals.open
    assert (
        totals.open
        == ask(pipeline, book, as_of).totals.deals
        == ask(bant, book, as_of).totals["deals"]
    )


@on_every_book
def test_the_weighted_amount_never_exceeds_the_amount_and_stages_add_up(forest, as_of):
    table = ask(pipeline, decoded(forest), as_of)
    for row in (*table.rows, table.totals):
        assert 0 <= row.weighted <= row.amount
        assert row.rotten + row.parked <= row.deals
        assert max(row.rotten, row.overdue, row.blind, row.unvalued) <= row.deals
    for place in (1, 2, 3, 5, 6, 7, 8, 9):
        assert table.totals[place] == sum(row[place] for row in table.rows)
    assert table.totals.rotten == len(ask(rotten, decoded(forest), as_of).rows)


@on_every_book
def test_narrow_is_never_below_broad_and_both_lie_within_their_intervals(forest, as_of):
    book = decoded(forest)
    for by in (None, *winrate.REPORT.groupings):
        table = ask(winrate, book, as_of, by=by)
        for row in (*table.rows, table.totals):
            if row.narrow is not None:
                assert 0 <= row.low <= row.narrow + 1e-12
                assert row.narrow - 1e-12 <= row.high <= 1
                assert row.narrow >= row.broad
            assert (row.broad is None) == (row.won + row.lost + row.no_decision == 0)


@on_every_book
def test_the_shares_of_losses_add_up_to_one(forest, as_of):
    book = decoded(forest)
    total = ask(losses, book, as_of).totals
    rates = ask(winrate, book, as_of).totals
    assert total.deals == rates.lost + rates.no_decision
    for by in (None, "stage", "type", "source", "owner", "month"):
        rows = ask(losses, book, as_of, by=by).rows
        assert total.deals == sum(row.deals for row in rows)
        assert total.amount == sum(row.amount for row in rows)
        assert not rows or pytest.approx(1.0) == sum(row.share for row in rows)
    for by in losses.REPORT.groupings:
        assert all(
            0 < row.share <= 1 and 0 <= row.verified <= 1
            for row in ask(losses, book, as_of, by=by).rows
        )


# --- cadence, agenda


@on_every_book
def test_no_more_periods_are_satisfied_than_completed(forest, as_of):
    for each, rule in product(decoded(forest), RULES.cadences.values()):
        start = start_of(rule, each, as_of)
        if start is not None and applies(rule.for_, each):
            for touch in rule.touches:
                now = rhythm(each, touch, start, as_of)
                assert now is not None
                assert 0 <= now.satisfied <= now.completed


@on_every_book
def test_the_cut_agenda_in_chunks_is_the_cut_agenda(forest, as_of, limit):
    book, options = decoded(forest), Ask(limit=limit, days=60)
    whole = ask(due, book, as_of, limit=limit, days=60)
    parts = [
        fact
        for each in book
        for fact in due.condense(due.gather(each, RULES, as_of, options), options)
    ]
    assert whole == due.tabulate(parts, RULES, as_of, options)
    everything = ask(due, book, as_of, days=60).rows
    assert len(everything) == whole.totals["due"] == len(whole.rows) + whole.cut
    relation, kept = (
        [row._replace(n=0) for row in rows if row.kind in due.RELATION][: min(3, limit // 4)]
        for rows in (everything, whole.rows)
    )
    assert relation == kept


@on_every_book
def test_looking_further_ahead_only_adds_to_the_agenda(forest, as_of):
    book = decoded(forest)
    near_rows, far_rows = ask(due, book, as_of).rows, ask(due, book, as_of, days=90).rows
    assert near_rows == [row for row in far_rows if row in near_rows]
    assert all(row.days_late < 0 for row in far_rows if row not in near_rows)


# --- the order of things, and time


def reordered(node: Any, turn: int) -> Any:
    """The same tree with every mapping's keys in another order; lists stay as they are."""
    if isinstance(node, dict):
        keys = [*node]
        keys = (
            keys[::-1]
            if turn % 2
            else keys[turn % max(1, len(keys)) :] + keys[: turn % max(1, len(keys))]
        )
        return {key: reordered(node[key], turn + 1) for key in keys}
    return [reordered(each, turn) for each in node] if isinstance(node, list) else node


def numbers(book: list[Account], as_of: date) -> dict[str, Any]:
    """Every figure of every report; the order of rows with equal keys, and which of two equals is named, may differ."""
    found: dict[str, Any] = {}
    for report in (accounts, coverage, coverage_by_role, bant, exits, pipeline, losses, winrate):
        for by in (None, *getattr(report, "GROUPINGS", ())):
            if (report, by) != (coverage, "role"):
                table = ask(report, book, as_of, by=by)
                found[f"{report.__name__} {by}"] = (sorted(map(repr, table.rows)), table.totals)
    # of several plans for one role either may be named
    found["gaps"] = sorted(
        repr(row._replace(plan=row.plan is not None)) for row in ask(gaps, book, as_of).rows
    )
    found["due"] = sorted(
        (row.kind, row.account, row.subject, str(row.date), str(row.owner))
        for row in ask(due, book, as_of, days=30).rows
    )
    return found


@on_every_book
def test_the_order_of_keys_changes_no_number(forest, as_of, turn):
    again = [reordered(tree, turn) for tree in forest]
    assert numbers(decoded(forest), as_of) == numbers(decoded(again), as_of)


@on_every_book
def test_the_order_of_files_changes_no_number(forest, as_of):
    book = decoded(forest)
    assert all(
        numbers(book, as_of) == numbers([*other], as_of) for other in islice(permutations(book), 3)
    )


@on_every_book
def test_the_order_of_log_entries_changes_no_number(forest, as_of, random):
    book = decoded(forest)
    shuffled = [each._replace(log=tuple(random.sample(each.log, len(each.log)))) for each in book]
    assert numbers(book, as_of) == numbers(shuffled, as_of)


AFTER = (
    balance,
    cadence,
    cadence_accounts,
    referral_funnel,
    referral_tree,
    renewals,
    retention,
    satisfaction,
    whitespace,
    assets,
)


@on_every_book
def test_the_order_of_files_keys_surveys_and_entries_changes_nothing_after_the_sale(
    forest, as_of, random
):
    book = decoded(forest)

    def mixed(each):
        keys = {
            field: dict(random.sample([*getattr(each, field).items()], len(getattr(each, field))))
            for field in ("contracts", "assets", "cases", "plans")
        }
        return each._replace(
            log=tuple(random.sample(each.log, len(each.log))),
            surveys=tuple(random.sample(each.surveys, len(each.surveys))),
            **keys,
        )

    other = [mixed(each) for each in random.sample(book, len(book))]
    for report in AFTER:
        one, two = ask(report, book, as_of), ask(report, other, as_of)
        assert (one.rows, one.totals) == (two.rows, two.totals)


@on_every_book
def test_penetration_referrals_and_balance_add_up(forest, as_of):
    book = decoded(forest)
    white = ask(whitespace, book, as_of)
    for row in white.rows:
        assert sorted(RULES.products) == sorted(
            product for products in row[3:8] for product in products
        )
    for place, field in enumerate(("owned", "pipeline", "lost", "not_eligible", "gap")):
        assert sum(len(row[3 + place]) for row in white.rows) == sum(
            getattr(product, field) for product in white.totals.products
        )
    totals, decided = ask(referral_funnel, book, as_of).totals, ask(winrate, book, as_of).totals
    assert (decided.won, decided.lost) == tuple(
        totals[f"referred_{result}"] + totals[f"not_referred_{result}"]
        for result in ("won", "lost")
    )
    sides = ask(balance, book, as_of, since=date.min).totals
    assert (decided.won, decided.open) == tuple(
        sides["new"][place] + sides["existing"][place] for place in (4, 6)
    )


knocks = st.lists(
    st.tuples(
        st.integers(1, 4),
        one(
            "type: call, outcome: no_answer",
            "type: email",
            "type: email, direction: inbound",
            "type: meeting, outcome: cancelled",
        ),
    ),
    max_size=7,
)


@often
@given(knocks, st.randoms(use_true_random=False))
def test_the_order_of_log_entries_changes_no_attempt(entries, random):
    log = [f"{{date: 2026-07-0{day}, deal: a, {rest}}}" for day, rest in entries]
    shuffled = random.sample(log, len(log))
    text = "{{name: A, deals: {{a: {{stages: early}}}}, log: [{}]}}"
    assert numbers([account(text.format(", ".join(log)))], AS_OF) == numbers(
        [account(text.format(", ".join(shuffled)))], AS_OF
    )


def test_before_everything_the_figures_are_zero_or_unknown_not_errors():
    book, before = [account(DATED)], date(2020, 1, 1)
    assert (0, 0, 0, 0, None, None, None, None, None, None, 0, None) == ask(
        winrate, book, before
    ).totals[1:]
    assert (0, None, 0, None, None, None) == ask(losses, book, before).totals[1:]
    assert (0, 0, 0, None, 0, 0, 0, 0, 0) == ask(pipeline, book, before).totals[1:]
    assert (2, 2, 0, 0, 0) == ask(coverage, book, before).totals[5:10]  # names have no day
    assert (0.0, 0.0) == ask(coverage, book, before).totals[11:13]
    assert {"accounts": 1, "open_deals": 0, "open_amount": 0} == ask(accounts, book, before).totals
    assert {"rep"} == {row.kind for row in ask(due, book, before).rows}
    assert [] == [
        *ask(bant, book, before).rows,
        *ask(exits, book, before).rows,
        *ask(rotten, book, before).rows,
    ]


@on_every_book
def test_before_everything_no_dated_fact_counts(forest):
    book, before = decoded(forest), date(2020, 1, 1)
    rates, known = ask(winrate, book, before).totals, ask(coverage, book, before).totals
    assert (0, 0, 0, None, None) == (
        rates.won,
        rates.lost,
        rates.no_decision,
        rates.narrow,
        rates.broad,
    )
    assert [] == ask(losses, book, before).rows
    assert (0, 0, 0) == (known.met, known.reachable, known.friendly)
    assert 0 == ask(pipeline, book, before).totals.rotten
    assert {row.kind for row in ask(due, book, before).rows} <= {"rep"}


@on_every_book
def test_facts_of_the_future_change_nothing_today(forest):
    """A log, stage, stance or outcome dated after the day might as well not be written."""
    book = decoded(forest)

    def trimmed(facts):
        return tuple(fact for fact in facts if fact.date is None or fact.date <= AS_OF)

    past = [
        each._replace(
            log=trimmed(each.log),
            contacts={
                name: one_._replace(
                    stance=trimmed(one_.stance),
                    left=one_.left if one_.left and one_.left <= AS_OF else None,
                )
                for name, one_ in each.contacts.items()
            },
            deals={
                name: one_._replace(
                    amount=trimmed(one_.amount),
                    close=trimmed(one_.close),
                    outcome=one_.outcome if one_.outcome and one_.outcome.date <= AS_OF else None,
                )
                for name, one_ in each.deals.items()
            },
            contracts={
                name: one_
                for name, one_ in each.contracts.items()
                if min(one_.start, one_.signed or one_.start) <= AS_OF
            },
            cases={name: one_ for name, one_ in each.cases.items() if one_.opened <= AS_OF},
        )
        for each in book
    ]
    assert numbers(book, AS_OF) == numbers(past, AS_OF)


# --- whom we know


@on_every_book
def test_an_index_lies_in_its_range_and_groups_add_up(forest, as_of):
    book = decoded(forest)
    table = ask(stance, book, as_of)
    for row in (*table.rows, table.totals):
        assert 0 <= row.assessed <= row.weight
        if row.stance_index is not None:
            assert (
                -1 <= row.lowest <= row.stance_index * row.assessed / row.weight <= row.highest <= 1
            )
    for groups in (
        ask(stance, book, as_of, by="owner"),
        ask(stance, book, as_of, by="segment"),
        ask(stance_by_role, book, as_of),
    ):
        assert table.totals[3:] == groups.totals[2:]
        assert table.totals.assessed == sum(row.assessed for row in groups.rows)


@on_every_book
def test_everybody_has_one_stance_then_and_one_now(forest, as_of, since):
    book = decoded(forest)
    matrix = ask(stance_changes, book, as_of, since=since, matrix=True)
    assert (
        sum(len(each.contacts) for each in book)
        == sum(matrix.totals[1:])
        == sum(sum(row[1:]) for row in matrix.rows)
    )
    changed = ask(stance_changes, book, as_of, since=since).rows
    still = sum(getattr(row, row.from_) for row in matrix.rows)
    assert len(changed) == sum(matrix.totals[1:]) - still


@on_every_book
def test_plans_and_blind_deals_are_counted_as_elsewhere(forest, as_of):
    book = decoded(forest)
    found, known = ask(plans, book, as_of).totals, ask(coverage, book, as_of).totals
    assert (known.gaps, known.live_plans) == (found["gaps"], found["planned"])
    assert (
        found["plans"]
        == len(ask(plans, book, as_of).rows)
        == sum(found[state] for state in ("orphaned", "slipped", "undated", "live"))
    )
    assert ask(plans, book, as_of, by="owner").totals == ask(plans, book, as_of, by="kind").totals
    assert ask(pipeline, book, as_of).totals.blind == len(ask(blind, book, as_of).rows)


@on_every_book
def test_a_touch_of_several_is_shared_and_never_more_than_all(forest, as_of):
    table = ask(team, decoded(forest), as_of)
    for row in (*table.rows, *table.sections[0].rows):
        assert row.touches <= table.totals["touches"]
        assert row.overdue <= row.plans
    for function in table.rows:
        members = [row for row in table.sections[0].rows if row.function == function.function]
        assert (
            max((row.touches for row in members), default=0)
            <= function.touches
            <= sum(row.touches for row in members)
        )
        assert function.roles == sum(row.roles for row in members)
