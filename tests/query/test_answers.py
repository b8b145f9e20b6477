"""Which records does a condition hold for?"""

import json
import operator
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from query.asking import AS_OF, RULES, asked, value

from books import account, policy
from crmcli.query.ask import question
from crmcli.query.errors import QueryError
from crmcli.store.shapes.account import ACCOUNT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status == 'customer'", ["acme"]),
        ("status != 'customer'", ["bare"]),
        ("name ~ '전자㈜$'", ["bare"]),
        ("name ~ 'ACME'", ["acme"]),
        ("name ~ '(?-i)ACME'", []),
        ("name !~ 'acme'", ["bare"]),
        ("segment !~ 'B'", ["acme"]),
        ("owner == 'Ada Moss'", ["acme"]),
        ("status == '고객'", ["acme"]),
        ("status in ['고객', 'prospect']", ["acme", "bare"]),
        ("owner != 'bo'", ["acme"]),
        ("not (owner == 'bo')", ["acme", "bare"]),
        ("owner is null", ["bare"]),
        ("owner is not null", ["acme"]),
        ("tags is null", ["bare"]),
        ("'north' in tags", ["acme"]),
        ("'north' not in tags", ["bare"]),
        ("segment in tags", []),
        ("segment not in tags", ["acme"]),
        ("tags !~ 'west'", ["acme"]),
        ("tags !~ 'stee'", []),
        ("tags ~ 'stee'", ["acme"]),
        ("count(tags) == 2", ["acme"]),
        ("segment in ['A', 'B']", ["acme"]),
        ("segment in ('A', 'B')", ["acme"]),
        ("segment in []", []),
        ("segment not in ['B']", ["acme"]),
        ("segment <= 'B'", ["acme"]),
        ("research.employees >= 820", ["acme"]),
        ("research.annual_revenue > 1.2M", ["acme"]),
        ("research.annual_revenue == 1_200_000.5", ["acme"]),
        ("custom.plants > 2", ["acme"]),
        ("custom.since < 2020-03-01", ["acme"]),
        ("custom.erp == 'sap'", ["acme"]),
        ("last_touch > 58d", ["acme"]),
        ("last_touch > 59d", []),
        ("60d > last_touch", ["acme"]),
        ("last_touch >= 59d and last_touch <= 59d", ["acme"]),
        ("last_touch > 1m", ["acme"]),
        ("last_touch > 2m", []),
        ("last_touch == 2026-06-03", ["acme"]),
        ("last_touch == today - 59d", ["acme"]),
        ("last_touch < '지난주 금'", ["acme"]),
        ("today - last_touch == 59", ["acme"]),
        ("today - last_touch < 60d", ["acme"]),
        ("last_touch is null", ["bare"]),
        ("named_share > 66% and named_share < 67%", ["acme"]),
        ("composite < 0.5", ["bare"]),
        ("gaps + 1 > 1", ["acme", "bare"]),
        ("won_amount == 10.50", ["acme"]),
        ("open_amount > 71k and open_amount < 73_000", ["acme"]),
        ("open_deals == 1 and won_deals == 1", ["acme"]),
        ("any(deals, amount > 70k and open)", ["acme"]),
        ("any(deals)", ["acme"]),
        ("all(deals, open)", ["bare"]),
        ("count(log, type == 'visit') >= 2", ["acme"]),
        ("count(log) == 3", ["acme"]),
        ("count(deals) == 3", ["acme"]),
        ("any(deals, any(log, two_way))", ["acme"]),
        ("any(contacts, count(deals, account.owner == 'ada') == 1)", ["acme"]),
        ("any(roles, role == 'boss' and rung >= 'met')", ["acme"]),
        ("any(roles, 'no-rep' in gaps)", ["acme", "bare"]),
        ("any(cases, open)", ["acme"]),
        ("any(contacts, any(deals, any(log, type == 'visit')))", ["acme"]),
        ("any(contracts, runs and end < today + 30d)", ["acme"]),
        ("any(surveys, score >= 4)", ["acme"]),
        ("any(assets, qty == 2)", ["acme"]),
        ("was(count(deals) == 2, 2026-05-01)", ["acme"]),
        ("was(open_deals == 2, 2026-02-01)", ["acme"]),
        ("was(last_touch > 30d, 2026-05-01)", ["acme"]),
        ("was(today == 2026-05-01, 2026-05-01)", ["acme", "bare"]),
        ("was(true, last_touch)", ["acme"]),
        ("any(deals, changed(stage) > 2026-06-01)", ["acme"]),
        ("true", ["acme", "bare"]),
        ("today - 9999y < today + 9999y", ["acme", "bare"]),
        ("today + 9999m > today - 9999m", ["acme", "bare"]),
    ],
)
def test_accounts(text, expected):
    assert expected == asked(text)


@pytest.mark.parametrize(
    ("on", "text", "expected"),
    [
        ("deals", "open", ["line-2"]),
        ("deals", "stage >= 'presenting'", ["line-2", "won-1"]),
        ("deals", "stage == 'Presenting'", ["line-2"]),
        ("deals", "overdue and parked and not rotten", ["line-2"]),
        ("deals", "bant == 2 and bant.need == 'met' and bant.timeline == 'unknown'", ["line-2"]),
        ("deals", "was(bant == 1, 2026-07-01)", ["line-2"]),
        ("deals", "outcome.result == 'lost' and outcome.competitor ~ 'xy'", ["lost-1"]),
        ("deals", "was(outcome.result is null, 2026-02-09)", ["won-1", "lost-1"]),
        ("deals", "probability == 50%", ["line-2"]),
        ("deals", "owner == 'bo'", ["won-1"]),
        ("deals", "account.owner == 'bo'", []),
        ("deals", "'reed' in people and any(contacts, stance == 'friendly')", ["line-2"]),
        ("deals", "next.date > today and next.what == 'call'", ["line-2"]),
        ("deals", "close < 30d and close < today", ["line-2"]),
        ("deals", "cycle == 40", ["won-1"]),
        ("deals", "stage_days == 31 and stage_days > 4w and idle < 2m", ["line-2"]),
        ("deals", "count(account.deals, open) == 1", ["line-2", "won-1", "lost-1"]),
        ("deals", "changed(close) is null", ["line-2", "won-1", "lost-1"]),
        ("contacts", "stance == 'friendly'", ["reed"]),
        ("contacts", "was(stance == 'negative', 2026-03-01)", ["reed"]),
        ("contacts", "changed(stance) == 2026-06-03", ["reed"]),
        ("contacts", "was(changed(stance) == 2026-01-20, 2026-06-02)", ["reed"]),
        ("contacts", "gone and left <= today", ["kim"]),
        ("contacts", "'boss' in roles and emails ~ '^b@'", ["reed"]),
        ("contacts", "any(log, date == 2026-06-03)", ["reed"]),
        ("contacts", "custom.vip", ["reed"]),
        ("log", "type == 'visit' and 'bo' in by", ["2026-06-03"]),
        ("log", "not two_way", ["2026-07-20"]),
        ("log", "objections is not null or said ~ 'slow'", ["2026-06-03"]),
        ("plans", "overdue", ["meet"]),
        ("plans", "done.date < today and done.result == 'met'", ["old"]),
        ("plans", "was(open, 2026-01-31)", ["meet", "old"]),
    ],
)
def test_other_records(on, text, expected):
    assert expected == asked(text, on)


def test_what_comes_after_the_day_of_the_answer_is_not_known():
    assert ["later"] == asked("created == 2026-08-20", "deals", date(2026, 8, 20))
    assert [] == asked("created == 2026-08-20", "deals", date(2026, 8, 19))
    assert [date(2026, 3, 4), None] == value("last_touch", as_of=date(2026, 6, 2))


def test_figures_are_those_of_the_reports():
    shares = [
        value(name) for name in ("named_share", "reachable_share", "friendly_share", "composite")
    ]
    assert [[2 / 3, 0.0]] * 4 == shares
    assert [[1.0, None], [72_000, 0], [Decimal("10.50"), 0]] == [
        value("stance_index"),
        value("open_amount"),
        value("won_amount"),
    ]


def test_what_a_role_gains_from_us():
    book = account("{name: A, roles: {boss: {value: quiet halls}, buyer: {rep: ada}}}", "a")
    conditions = (
        'any(roles, role == "boss" and value ~ "quiet")',
        'any(roles, role == "buyer" and value is not null)',
    )
    assert [1, 0] == [
        len([*question(each, "accounts", (), (), RULES, AS_OF).of(book, RULES, AS_OF)])
        for each in conditions
    ]


def test_a_share_compares_exactly():
    rules = policy(
        "role_sets: {all: {" + ", ".join(f"r{place}: x" for place in range(100)) + "}}\n"
    )
    named = ", ".join(f"r{place}: kim" for place in range(29))
    known = account(f"name: A\nroles: {{{named}}}\ncontacts: {{kim: Kim}}\n")
    tests = {
        text: question(text, "accounts", (), (), rules, AS_OF)
        for text in (
            "named_share >= 29%",
            "named_share == 29%",
            "named_share == 0.29",
            "named_share < 29%",
        )
    }
    assert {
        "named_share >= 29%": 1,
        "named_share == 29%": 1,
        "named_share == 0.29": 1,
        "named_share < 29%": 0,
    } == {text: len(list(what.of(known, rules, AS_OF))) for text, what in tests.items()}


def test_decomposed_hangul_is_the_same_text():
    korean = account(
        f"name: {unicodedata.normalize('NFD', '한빛전자')}\ntags: [{unicodedata.normalize('NFD', '반도체')}]\n"
    )
    for text in (
        "name == '한빛전자'",
        "name ~ '전자$'",
        "'반도체' in tags",
        unicodedata.normalize("NFD", "name == '한빛전자'"),
    ):
        assert 1 == len(
            list(question(text, "accounts", (), (), RULES, AS_OF).of(korean, RULES, AS_OF))
        ), text


# The same said by hand: every condition with what it means in plain Python over plain data.

STATUSES, TYPES = ("prospect", "customer", "dormant"), ("call", "visit", "email")
DAYS = st.dates(date(2026, 6, 1), date(2026, 8, 10))
PLAIN = st.fixed_dictionaries(
    {
        "name": st.just("x"),
        "status": st.sampled_from(STATUSES),
        "tags": st.lists(st.sampled_from("abc"), unique=True),
    },
    optional={
        "owner": st.sampled_from(["ada", "bo"]),
        "segment": st.sampled_from("ABC"),
        "deals": st.dictionaries(
            st.sampled_from(["d1", "d2", "d3"]),
            st.fixed_dictionaries(
                {"stages": DAYS.map(lambda day: {str(day): "closing"})},
                optional={"amount": st.integers(0, 9)},
            ),
        ),
        "log": st.lists(
            st.fixed_dictionaries({"date": DAYS.map(str), "type": st.sampled_from(TYPES)}),
            max_size=4,
        ),
    },
)
SIGNS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def known(plain, day):
    return [entry for entry in plain.get("log", ()) if entry["date"] <= str(day)]


def created(plain, day):
    return [deal for deal in plain.get("deals", {}).values() if min(deal["stages"]) <= str(day)]


def touched(plain, day):
    return max(
        (
            date.fromisoformat(entry["date"])
            for entry in known(plain, day)
            if entry["type"] in ("call", "visit")
        ),
        default=None,
    )


def null_is_false(sign, one, other):
    return one is not None and other is not None and SIGNS[sign](one, other)


@st.composite
def leaves(draw):
    """A condition as it is written, and what it means."""
    sign, number, word = (
        draw(st.sampled_from(sorted(SIGNS))),
        draw(st.integers(0, 60)),
        draw(st.sampled_from(TYPES)),
    )
    status, segment, tag, day = (
        draw(st.sampled_from(STATUSES)),
        draw(st.sampled_from("ABC")),
        draw(st.sampled_from("abc")),
        draw(DAYS),
    )
    return draw(
        st.sampled_from(
            [
                (f'status == "{status}"', lambda plain, _: plain["status"] == status),
                ('owner != "ada"', lambda plain, _: plain.get("owner") not in (None, "ada")),
                ("owner is null", lambda plain, _: "owner" not in plain),
                (
                    f'segment {sign} "{segment}"',
                    lambda plain, _: null_is_false(sign, plain.get("segment"), segment),
                ),
                (
                    f'segment not in ["{segment}"]',
                    lambda plain, _: plain.get("segment") not in (None, segment),
                ),
                (f'"{tag}" in tags', lambda plain, _: tag in plain["tags"]),
                (
                    f"count(tags) {sign} {number % 4}",
                    lambda plain, _: SIGNS[sign](len(plain["tags"]), number % 4),
                ),
                (
                    f"last_touch {sign} {number}d",
                    lambda plain, now: (
                        null_is_false(sign, last and (now - last).days, number)
                        if (last := touched(plain, now))
                        else False
                    ),
                ),
                (
                    f"last_touch {sign} {day}",
                    lambda plain, now: null_is_false(sign, touched(plain, now), day),
                ),
                (
                    f"last_touch {sign} today - {number}d",
                    lambda plain, now: null_is_false(
                        sign, touched(plain, now), now - timedelta(days=number)
                    ),
                ),
                (
                    f'count(log, type == "{word}") {sign} {number % 3}',
                    lambda plain, now: SIGNS[sign](
                        sum(entry["type"] == word for entry in known(plain, now)), number % 3
                    ),
                ),
                (
                    f"any(deals, amount {sign} {number % 9})",
                    lambda plain, now: any(
                        null_is_false(sign, deal.get("amount"), number % 9)
                        for deal in created(plain, now)
                    ),
                ),
                (
                    f"all(deals, amount {sign} {number % 9})",
                    lambda plain, now: all(
                        null_is_false(sign, deal.get("amount"), number % 9)
                        for deal in created(plain, now)
                    ),
                ),
                (
                    f"open_deals {sign} {number % 4}",
                    lambda plain, now: SIGNS[sign](len(created(plain, now)), number % 4),
                ),
                (
                    f"open_amount + 1 {sign} {number % 9}",
                    lambda plain, now: SIGNS[sign](
                        sum(deal.get("amount", 0) for deal in created(plain, now)) + 1, number % 9
                    ),
                ),
            ]
        )
    )


def joined(inner):
    return st.one_of(
        st.tuples(inner, inner).map(
            lambda two: (
                f"({two[0][0]}) and ({two[1][0]})",
                lambda plain, now: two[0][1](plain, now) and two[1][1](plain, now),
            )
        ),
        st.tuples(inner, inner).map(
            lambda two: (
                f"{two[0][0]} or ({two[1][0]})"
                if " and " not in two[0][0]
                else f"({two[0][0]}) or ({two[1][0]})",
                lambda plain, now: two[0][1](plain, now) or two[1][1](plain, now),
            )
        ),
        inner.map(lambda one: (f"not ({one[0]})", lambda plain, now: not one[1](plain, now))),
        st.tuples(inner, DAYS).map(
            lambda two: (f"was({two[0][0]}, {two[1]})", lambda plain, _: two[0][1](plain, two[1]))
        ),
    )


@given(st.lists(PLAIN, min_size=1, max_size=4), st.recursive(leaves(), joined, max_leaves=5))
@settings(max_examples=300)
def test_answers_are_those_of_plain_python(book, condition):
    text, means = condition
    what = question(text, "accounts", (), (), RULES, AS_OF)
    records = [ACCOUNT.decode(json.loads(json.dumps(plain), parse_int=str)) for plain in book]
    assert [means(plain, AS_OF) for plain in book] == [
        bool(list(what.of(each, RULES, AS_OF))) for each in records
    ], text


def test_a_contract_is_a_record_from_the_day_it_was_signed_and_runs_from_its_start_to_its_end():
    days = {
        "now": "start: 2026-01-01, end: 2026-12-31",
        "next": "start: 2027-01-01, signed: 2026-07-01",
        "later": "start: 2028-01-01, signed: 2026-09-01",
        "old": "start: 2025-01-01, end: 2025-12-31",
    }
    acme = account(
        "name: Acme\ncontracts:\n"
        + "".join(f"  {name}: {{{each}}}\n" for name, each in days.items())
    )
    for text, holds in (
        ("count(contracts) == 3", 1),
        ("count(contracts, runs) == 1", 1),
        ("any(contracts, contract == 'next' and not runs)", 1),
        ("any(contracts, contract == 'later')", 0),
    ):
        assert holds == len(
            list(
                question(text, "accounts", (), (), policy(""), date(2026, 8, 1)).of(
                    acme, policy(""), date(2026, 8, 1)
                )
            )
        ), text


DATED = account(
    """
    name: A
    contacts: {kim: {name: K, left: 2026-08-01}, lee: {name: L}}
    deals: {d: {stages: {2026-01-01: closing}, verbal: 2026-08-01}, e: {stages: {2026-01-01: closing}}}
    contracts: {c: {start: 2026-01-01, signed: 2026-08-01}, n: {start: 2026-01-01}}
    cases: {s: {opened: 2026-01-01, closed: 2026-08-01, what: x, resolution: y}, t: {opened: 2026-01-01, what: x}}
    plans: {p: {for: kim, done: {date: 2026-08-01, result: met}}, q: {for: lee, dropped: {date: 2026-08-01, why: moved}}, r: {for: lee}}
    """,
    "a",
)


@pytest.mark.parametrize(
    ("on", "path", "known"),
    [
        ("contacts", "left", date(2026, 8, 1)),
        ("deals", "verbal", date(2026, 8, 1)),
        ("contracts", "signed", date(2026, 8, 1)),
        ("cases", "closed", date(2026, 8, 1)),
        ("cases", "resolution", "y"),
        ("plans", "done.date", date(2026, 8, 1)),
        ("plans", "done.result", "met"),
        ("plans", "dropped.date", date(2026, 8, 1)),
        ("plans", "dropped.why", "moved"),
    ],
)
@pytest.mark.parametrize(
    ("as_of", "has_come"),
    [(date(2026, 7, 31), False), (date(2026, 8, 1), True), (date(2026, 8, 2), True)],
)
def test_what_happened_on_a_day_is_known_from_that_day_on(on, path, known, as_of, has_come):
    what = question("true", on, (path,), (), RULES, as_of)
    assert ({known} if has_come else set()) == {
        what.shown[0].read(view) for view in what.of(DATED, RULES, as_of)
    } - {None}


@pytest.mark.parametrize(
    ("on", "name", "before", "from_then_on"),
    [("contacts", "gone", [], ["kim"]), ("plans", "open", ["p", "q", "r"], ["r"])],
)
def test_whether_it_has_happened_changes_on_that_day(on, name, before, from_then_on):
    for as_of, expected in ((date(2026, 7, 31), before), (date(2026, 8, 1), from_then_on)):
        what = question(name, on, (), (), RULES, as_of)
        assert expected == [view.id for view in what.of(DATED, RULES, as_of)]


def test_a_day_in_words_is_told_with_the_day_that_was_meant_and_one_written_out_is_not():
    what = question(
        "'last friday' < closed and opened > '2026-01-01'".replace("closed", "verbal").replace(
            "opened", "created"
        ),
        "deals",
        (),
        (),
        RULES,
        AS_OF,
    )
    assert {"last friday": date(2026, 7, 31)} == what.days
    assert {} == question("verbal > '2026-01-01'", "deals", (), (), RULES, AS_OF).days


LABELLED = policy("""
    currency: KRW
    products: {core: {label: Core system}, batch: {}}
    reasons: {price: {label: Too dear}}
    team: {ada: {name: Ada Moss}}
    stages: {late: {label: Closing soon}}
    role_sets: {r: {boss: {label: Big boss}}}
    default_role_set: r
""")
SOLD = account(
    """
    name: A
    owner: ada
    roles: {boss: {}}
    assets: {core: 2}
    deals:
      d: {amount: 72_000_000, stages: {2026-01-01: late}, outcome: {result: lost, date: 2026-03-01, reason: price}}
    """,
    "a",
)


@pytest.mark.parametrize(
    ("text", "on", "holds"),
    [
        ("any(assets, product == 'core')", "accounts", True),
        ("any(assets, product == 'Core system')", "accounts", True),
        ("any(assets, product == 'batch')", "accounts", False),
        ("outcome.reason == 'Too dear'", "deals", True),
        ("stage == 'Closing soon'", "deals", True),
        ("owner == 'Ada Moss'", "deals", True),
        ("any(roles, role == 'Big boss')", "accounts", True),
        ("amount == 72_000_000", "deals", True),
        ("amount == 72M", "deals", True),
        ("amount == '72M'", "deals", True),
        ("amount == 7200만", "deals", True),
        ("amount > 7200만", "deals", False),
        ("amount >= '7,200만원'", "deals", True),
    ],
)
def test_what_crm_yaml_calls_something_and_how_people_write_an_amount_is_understood(
    text, on, holds
):
    what = question(text, on, (), (), LABELLED, AS_OF)
    assert holds == bool(list(what.of(SOLD, LABELLED, AS_OF)))


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("5€", "error-amount-other-currency"),
        ("$5", "error-amount-other-currency"),
        ("'5€'", "error-amount-other-currency"),
        ("3천", "error-amount-several"),
    ],
)
def test_an_amount_of_another_currency_or_of_two_readings_is_refused(said, key):
    with pytest.raises(QueryError) as error:
        question(f"amount > {said}", "deals", (), (), LABELLED, AS_OF)
    assert key == error.value.message.key
