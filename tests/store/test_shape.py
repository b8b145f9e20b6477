"""Shapes: what decodes, what is wrong with what does not, and where."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store.near import near

from crmcli.domain.time.dated import Fact
from crmcli.domain.finding import Finding
from crmcli.domain.records.account import (
    Account,
    Criterion,
    Entry,
    NextStep,
    Referral,
    Research,
    Role,
)
from crmcli.store.shapes import account as account_shape, policy
from crmcli.store.book.opening import PolicyBroken, open_book
from crmcli.store.shapes.account import ACCOUNT, CRITERION, DEAL, ENTRY, PLAN, ROLE
from crmcli.store.shapes.policy import POLICY, over_defaults
from crmcli.store.yaml.shape import DecodeError, Shape, quoted
from crmcli.store.yaml.explaining import decode_or_explain, told
from crmcli.store.yaml.record_shape import Record

DAY = date(2026, 1, 5)


def found(shape: Shape, tree) -> list[tuple]:
    """Every finding: rule, path, message key if it has its own, arguments."""
    return [
        (finding.rule, finding.path, finding.key, finding.args)
        for finding in told(shape.problems(tree, ()))
    ]


def outcome(shape: Shape, tree) -> str:
    """`decoded`, or the rule that decoding stopped at."""
    try:
        shape.decode(tree)
    except DecodeError as wrong:
        return wrong.rule
    return "decoded"


def test_an_account_needs_its_name_and_nothing_else():
    assert ACCOUNT.decode({"name": "한빛전자㈜"}) == Account("한빛전자㈜")
    assert found(ACCOUNT, {}) == [("missing-key", (), "", ("name",))]
    assert found(ACCOUNT, {"name": None}) == [("missing-key", (), "", ("name",))]


def test_a_finding_of_a_missing_key_points_at_the_key_of_the_record_that_lacks_it():
    assert list(ACCOUNT.problems({"name": "a", "contacts": {"kim": {}}}, ())) == [
        Finding("missing-key", ("contacts", "kim"), "", ("name",), at_key=True)
    ]


def test_every_optional_key_may_be_left_empty():
    assert ACCOUNT.decode(
        {"name": "a", **{key: None for key in ACCOUNT.fields if key != "name"}}
    ) == Account("a")
    assert POLICY.decode(dict.fromkeys(POLICY.fields)) == POLICY.decode({})


def test_shorthand_stands_for_the_main_field():
    assert (
        ROLE.decode("park-jh")
        == ROLE.decode({"contact": "park-jh"})
        == ROLE.decode(["park-jh"])
        == Role(contacts=("park-jh",))
    )
    assert CRITERION.decode("met") == CRITERION.decode({"status": "met"}) == Criterion("met")
    assert (
        DEAL.decode({"next": "2026-01-05"}).next
        == DEAL.decode({"next": {"date": "2026-01-05"}}).next
        == NextStep(DAY)
    )
    assert DEAL.decode({"products": {"batch": "2"}}) == DEAL.decode(
        {"products": {"batch": {"qty": "2"}}}
    )
    assert PLAN.decode({"for": "ceo", "done": "2026-01-05"}) == PLAN.decode(
        {"for": "ceo", "done": {"date": "2026-01-05"}}
    )


def test_one_value_is_a_list_of_one_and_nothing_an_empty_list():
    entry = {"date": "2026-01-05", "type": "call"}
    assert ENTRY.decode({**entry, "with": "lee-dh"}).with_ == ("lee-dh",)
    assert ENTRY.decode({**entry, "with": ["lee-dh"]}).with_ == ("lee-dh",)
    assert (
        ENTRY.decode({**entry, "with": []}).with_
        == ENTRY.decode({**entry, "with": None}).with_
        == ENTRY.decode(entry).with_
        == ()
    )


def test_one_log_entry_may_stand_without_its_dash():
    assert ACCOUNT.decode({"name": "a", "log": {"date": "2026-01-05", "type": "call"}}).log == (
        Entry(DAY, "call"),
    )


def test_an_empty_place_in_a_list_is_told_with_its_number():
    assert found(ACCOUNT, {"name": "a", "tags": ["b", None, "c"]}) == [
        ("bad-type", ("tags", 1), "needs-value", ())
    ]
    assert found(ACCOUNT, {"name": "a", "log": [None]}) == [
        ("missing-key", ("log", 0), "", ("date",)),
        ("missing-key", ("log", 0), "", ("type",)),
    ]


def test_an_empty_role_is_a_role_nobody_holds():
    assert ACCOUNT.decode(
        {"name": "a", "roles": {"ceo": None, "cfo": {}, "cio": {"contact": None}}}
    ).roles == {"ceo": Role(), "cfo": Role(), "cio": Role()}


def test_an_empty_contact_lacks_a_name():
    assert found(ACCOUNT, {"name": "a", "contacts": {"kim": None}}) == [
        ("missing-key", ("contacts", "kim"), "", ("name",))
    ]


def test_a_text_where_a_mapping_is_needed_is_told():
    assert found(ACCOUNT, {"name": "a", "research": "lots"}) == [
        ("bad-type", ("research",), "needs-mapping", ())
    ]
    assert found(ACCOUNT, {"name": "a", "contacts": ["kim"]}) == [
        ("bad-type", ("contacts",), "needs-mapping", ())
    ]
    assert found(ACCOUNT, {"name": "a", "deals": "pt2"}) == [
        ("bad-type", ("deals",), "needs-mapping", ())
    ]


def test_a_mapping_or_list_where_a_text_is_needed_is_told():
    assert found(ACCOUNT, {"name": {"ko": "a"}}) == [
        ("bad-type", ("name",), "needs-text", ("{…}",))
    ]
    assert found(ACCOUNT, {"name": ["a"]}) == [("bad-type", ("name",), "needs-text", ("[…]",))]


def test_dated_facts_come_oldest_first_whatever_their_order_in_the_file():
    stance = {
        "2026-06-11": "friendly",
        "2026-01-20": "neutral",
        "2025-12-31": {"value": "negative", "by": "kim-mj", "why": "장애"},
    }
    assert ACCOUNT.decode(
        {"name": "a", "contacts": {"kim": {"name": "b", "stance": stance}}}
    ).contacts["kim"].stance == (
        Fact(date(2025, 12, 31), "negative", "kim-mj", "장애"),
        Fact(date(2026, 1, 20), "neutral"),
        Fact(date(2026, 6, 11), "friendly"),
    )


def test_a_bare_value_is_a_fact_without_a_day_also_when_told_at_length():
    assert DEAL.decode({"amount": "5"}).amount == (Fact(None, 5),)
    assert DEAL.decode({"amount": {"value": "5", "by": "kim-mj"}}).amount == (
        Fact(None, 5, "kim-mj"),
    )


@pytest.mark.parametrize(
    "amount",
    [
        {"undated": "5", "2026-01-05": "6"},
        {"2026-01-05": "6", "undated": "5"},
        {"undated": {"value": "5"}, "2026-01-05": {"value": "6"}},
    ],
    ids=["first", "last", "at length"],
)
def test_an_undated_fact_beside_dated_ones_is_the_oldest_wherever_it_stands(amount):
    assert DEAL.decode({"amount": amount}).amount == (Fact(None, 5), Fact(date(2026, 1, 5), 6))


def test_an_undated_fact_stays_the_oldest_when_the_days_stand_in_no_order():
    facts = DEAL.decode({"amount": {"2026-06-01": "7", "undated": "5", "2026-01-05": "6"}}).amount
    assert facts == (Fact(None, 5), Fact(date(2026, 1, 5), 6), Fact(date(2026, 6, 1), 7))


def test_undated_alone_says_the_same_as_the_bare_value():
    assert DEAL.decode({"amount": {"undated": {"value": "5", "by": "kim-mj"}}}) == DEAL.decode(
        {"amount": {"value": "5", "by": "kim-mj"}}
    )


@pytest.mark.parametrize("empty", [None, {}])
def test_no_facts_are_no_facts(empty):
    assert DEAL.decode({"amount": empty, "close": empty, "stages": empty}) == DEAL.decode({})


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"2026-1-5": "5"}, [("bad-date", ("amount", "2026-1-5"), "bad-date", ("2026-1-5",))]),
        (
            {"2026-02-30": "5"},
            [("bad-date", ("amount", "2026-02-30"), "no-such-day", ("2026-02-30",))],
        ),
        ({"2026-01-05": None}, [("bad-type", ("amount", "2026-01-05"), "dated-without-value", ())]),
        ({"undated": None}, [("bad-type", ("amount", "undated"), "dated-without-value", ())]),
        ({"undated": "a lot"}, [("bad-amount", ("amount", "undated"), "bad-amount", ("a lot",))]),
        ({"undatd": "5"}, [("bad-date", ("amount", "undatd"), "bad-date", ("undatd",))]),
        (
            {"2026-01-05": "a lot"},
            [("bad-amount", ("amount", "2026-01-05"), "bad-amount", ("a lot",))],
        ),
        ({"2026-01-05": {}}, [("missing-key", ("amount", "2026-01-05"), "", ("value",))]),
        (
            {"2026-01-05": {"value": "a lot"}},
            [("bad-amount", ("amount", "2026-01-05", "value"), "bad-amount", ("a lot",))],
        ),
        (
            {"2026-01-05": {"value": "5", "bye": "kim"}},
            [("unknown-key", ("amount", "2026-01-05", "bye"), "", ("bye", ""))],
        ),
        (
            {"value": "5", "2026-01-05": "6"},
            [("unknown-key", ("amount", "2026-01-05"), "", ("2026-01-05", ""))],
        ),
        ({"by": "kim-mj"}, [("missing-key", ("amount",), "", ("value",))]),
        (["5"], [("bad-amount", ("amount",), "bad-amount", ("[…]",))]),
        ("a lot", [("bad-amount", ("amount",), "bad-amount", ("a lot",))]),
    ],
)
def test_what_is_wrong_with_dated_facts_is_told_at_its_place(facts, expected):
    assert found(DEAL, {"amount": facts}) == expected


def test_an_unknown_key_is_told():
    assert found(ACCOUNT, {"name": "a", "ownr": "kim", "research": {"problem": "b"}}) == [
        ("unknown-key", ("ownr",), "", ("ownr", "")),
        ("unknown-key", ("research", "problem"), "", ("problem", "")),
    ]


def test_keys_of_ones_own_begin_with_x_in_every_record():
    assert ACCOUNT.decode(
        {"name": "a", "x-color": {"any": ["thing"]}, "research": {"x-note": "b", "industry": "c"}}
    ).research == Research(industry="c")
    assert found(ACCOUNT, {"name": "a", "X-color": "b", "xcolor": "c"}) == [
        ("unknown-key", ("X-color",), "", ("X-color", "")),
        ("unknown-key", ("xcolor",), "", ("xcolor", "")),
    ]


def test_unknown_keys_alone_do_not_break_a_file_and_are_left_out():
    tree = {
        "name": "a",
        "ownr": "kim",
        "deals": {"d": {"amout": "5", "amount": "6"}},
        "log": [{"date": "2026-01-05", "type": "call", "wiht": None}],
        "roles": {"ceo": {"contakt": "x"}},
    }
    account, findings = decode_or_explain(ACCOUNT, tree)
    assert [finding.path for finding in findings] == [
        ("ownr",),
        ("deals", "d", "amout"),
        ("log", 0, "wiht"),
        ("roles", "ceo", "contakt"),
    ]
    assert account == ACCOUNT.decode(
        {
            "name": "a",
            "deals": {"d": {"amount": "6"}},
            "log": {"date": "2026-01-05", "type": "call"},
            "roles": {"ceo": None},
        }
    )
    assert tree == {
        "name": "a",
        "deals": {"d": {"amount": "6"}},
        "log": [{"date": "2026-01-05", "type": "call"}],
        "roles": {"ceo": {}},
    }


def test_with_anything_else_wrong_a_file_is_broken_and_all_of_it_is_told():
    record, findings = decode_or_explain(
        ACCOUNT, {"ownr": "kim", "segment": ["A"], "status": "custmer"}
    )
    assert (record, [(finding.rule, finding.path) for finding in findings]) == (
        None,
        [
            ("unknown-key", ("ownr",)),
            ("bad-type", ("segment",)),
            ("bad-value", ("status",)),
            ("missing-key", ()),
        ],
    )


def test_two_spellings_of_one_id_are_one_id_twice():
    tree = {"name": "a", "contacts": {"\uac00": "b", "\u1100\u1161": "c"}}
    assert found(ACCOUNT, tree) == [
        ("duplicate-key", ("contacts", "\u1100\u1161"), "same-id-twice", ("\u1100\u1161",))
    ]
    assert outcome(ACCOUNT, tree) == "duplicate-key"


def test_two_spellings_of_one_number_are_one_key_twice():
    tree = {"discounts": {"approval": {"10": "manager", "010": "executive"}}}
    assert found(POLICY, tree) == [
        ("duplicate-key", ("discounts", "approval", "010"), "same-id-twice", ("010",))
    ]


def test_ids_are_kept_in_their_composed_spelling():
    account = ACCOUNT.decode(
        {
            "name": "a",
            "contacts": {"\u1100\u1161": "b"},
            "roles": {"ceo": "\u1100\u1161"},
            "referred_by": "\u1100\u1161/\u1102\u1161",
        }
    )
    assert (*account.contacts, account.roles["ceo"].contacts, account.referred_by) == (
        "\uac00",
        ("\uac00",),
        Referral("\uac00", "\ub098"),
    )


def test_texts_are_kept_as_they_are_spelt():
    assert ACCOUNT.decode({"name": "\u1100\u1161"}).name == "\u1100\u1161"


@pytest.mark.parametrize("text", ["a/b/c", "a/", "/b", "/", "a b", "a/b c"])
def test_a_referral_is_an_account_or_an_account_and_a_contact(text):
    assert outcome(ACCOUNT, {"name": "a", "referred_by": text}) == "bad-id"


def test_custom_fields_are_texts_or_lists_of_texts():
    assert ACCOUNT.decode(
        {
            "name": "a",
            "custom": {"field-1": "b", "field-2": ["c", "d"], "field-3": None, "field-4": []},
        }
    ).custom == {
        "field-1": "b",
        "field-2": ("c", "d"),
        "field-4": (),
    }


@pytest.mark.parametrize(
    "custom",
    ["text", ["a"], {"a b": "c"}, {"a": {"b": "c"}}, {"a": [None]}, {"a": [["b"]]}, {"": "a"}],
)
def test_custom_fields_are_nothing_else(custom):
    assert outcome(ACCOUNT, {"name": "a", "custom": custom}) in {"bad-type", "bad-id"}
    assert [rule for rule, *_ in found(ACCOUNT, {"name": "a", "custom": custom})] == [
        outcome(ACCOUNT, {"name": "a", "custom": custom})
    ]


def test_a_custom_field_without_a_value_still_needs_a_name_that_is_an_id():
    assert outcome(ACCOUNT, {"name": "a", "custom": {"a b": None}}) == "bad-id"


def test_a_custom_field_in_two_spellings_is_one_field_twice():
    assert (
        outcome(ACCOUNT, {"name": "a", "custom": {"\uac00": "b", "\u1100\u1161": "c"}})
        == "duplicate-key"
    )


def test_what_is_wrong_with_a_custom_field_is_told_at_that_field():
    assert [
        path
        for _, path, *_ in found(ACCOUNT, {"name": "a", "custom": {"good": "a", "bad": {"b": "c"}}})
    ] == [("custom", "bad")]


def test_a_label_is_a_text_or_one_per_language():
    assert POLICY.decode({"reasons": {"price": "가격"}}).reasons["price"].label == {"": "가격"}
    assert POLICY.decode({"reasons": {"price": {"label": {"ko": "가격", "en": None}}}}).reasons[
        "price"
    ].label == {"ko": "가격"}
    assert outcome(POLICY, {"reasons": {"price": {"label": {"fr": "prix"}}}}) == "bad-value"


def test_a_label_without_a_text_still_needs_a_language_that_is_known():
    assert outcome(POLICY, {"reasons": {"price": {"label": {"fr": None}}}}) == "bad-value"


def opened(folder, text):
    """The policy of a book with this crm.yaml, or the findings that keep it from being read."""
    (folder / "crm.yaml").write_text(text, encoding="utf-8")
    try:
        return open_book(str(folder), use_cache=False).policy
    except PolicyBroken as broken:
        return [
            (finding.rule, finding.path, finding.key, place.line, place.column)
            for finding, place in broken.problems
        ]


@pytest.mark.parametrize(
    "zone",
    [
        "Nowhere/City",
        "''",
        "Asia",
        "asia/seoul",
        "/etc/passwd",
        "../../etc/passwd",
        "서울",
        "x" * 5000,
        "zone.tab",
        "UTC+9",
        "Asia/Seoul/",
        "Asia//Seoul",
    ],
)
def test_a_time_zone_that_does_not_exist_is_told(tmp_path, zone):
    assert opened(tmp_path, f"title: a\ntimezone: {zone}\n") == [
        ("bad-value", ("timezone",), "needs-timezone", 2, 11)
    ]


@pytest.mark.parametrize("zone", ["Asia/Seoul", "UTC", "America/Chicago", "Etc/GMT-9"])
def test_a_time_zone_that_exists_is_taken(tmp_path, zone):
    assert opened(tmp_path, f"timezone: {zone}\n").timezone == zone


@pytest.mark.parametrize(
    ("currency", "expected"),
    [
        ("KRW", "decoded"),
        ("USD", "decoded"),
        ("krw", "bad-value"),
        ("KR", "bad-value"),
        ("KRWX", "bad-value"),
        ("원화원", "bad-value"),
        ("K1W", "bad-value"),
        (["KRW"], "bad-value"),
    ],
)
def test_a_currency_is_three_capital_letters(currency, expected):
    assert outcome(POLICY, {"currency": currency}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("referral_ask: off", [("bad-value", ("referral_ask",), "form-of-word", 1, 15)]),
        (
            "referral_ask: {score: 11}",
            [("bad-number", ("referral_ask", "score"), "number-range", 1, 23)],
        ),
        (
            "referral_ask: {score: 0}",
            [("bad-number", ("referral_ask", "score"), "number-range", 1, 23)],
        ),
        (
            "referral_ask: {score: 9.5}",
            [("bad-number", ("referral_ask", "score"), "bad-number", 1, 23)],
        ),
        (
            "referral_ask: {months: 0}",
            [("bad-number", ("referral_ask", "months"), "number-range", 1, 24)],
        ),
        (
            "referral_ask: {answer_months: 121}",
            [("bad-number", ("referral_ask", "answer_months"), "number-range", 1, 31)],
        ),
    ],
)
def test_what_is_wrong_with_whom_to_ask_for_a_referral_is_told_at_its_place(
    tmp_path, text, expected
):
    assert opened(tmp_path, text) == expected


def test_an_unknown_key_of_whom_to_ask_for_a_referral_is_told_with_the_one_it_may_have_meant():
    assert [("unknown-key", ("referral_ask", "month"))] == [
        each[:2] for each in found(POLICY, {"referral_ask": {"month": "3"}})
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (True, 10, 6, 12)),
        ("referral_ask:", (True, 10, 6, 12)),
        ("referral_ask: false", (False, 10, 6, 12)),
        ("referral_ask: {score: 1, months: 120}", (True, 1, 120, 12)),
    ],
)
def test_whom_to_ask_for_a_referral_may_be_left_out_switched_off_or_told_in_part(
    tmp_path, text, expected
):
    assert opened(tmp_path, text).referral_ask == expected


def test_a_key_of_the_book_replaces_that_default_whole_and_an_empty_one_empties_it():
    assert over_defaults({"a": {"b": "c"}, "d": "e"}, {"a": {"f": "g"}, "h": "i"}) == {
        "a": {"f": "g"},
        "d": "e",
        "h": "i",
    }
    assert over_defaults({"a": {"b": "c"}}, {"a": None}) == {"a": {}}


def test_money_keeps_its_decimals_exactly():
    assert POLICY.decode({"products": {"plan": {"list_price": "18_450.50"}}}).products[
        "plan"
    ].list_price == Decimal("18450.50")


RECORDS = sorted(
    {
        shape.name: shape
        for module in (account_shape, policy)
        for shape in vars(module).values()
        if isinstance(shape, Record)
    }.items()
)


@pytest.mark.parametrize(("name", "shape"), RECORDS)
@pytest.mark.parametrize(
    "node", [None, "x", "2026-01-05", [], ["a"], {}, {"x-a": None}, {"zzz": "a"}, {"value": None}]
)
def test_of_every_record_the_fast_way_and_the_explanation_agree_on_odd_values(name, shape, node):
    assert (outcome(shape, node) == "decoded") == (found(shape, node) == [])


@settings(max_examples=1200, deadline=None, derandomize=True)
@given(st.one_of(near(ACCOUNT), near(ACCOUNT, 40)))
def test_an_account_decodes_exactly_when_nothing_is_wrong_with_it(tree):
    assert (outcome(ACCOUNT, tree) == "decoded") == (found(ACCOUNT, tree) == [])


@settings(max_examples=800, deadline=None, derandomize=True)
@given(st.one_of(near(POLICY), near(POLICY, 40)))
def test_a_policy_decodes_exactly_when_nothing_is_wrong_with_it(tree):
    assert (outcome(POLICY, tree) == "decoded") == (found(POLICY, tree) == [])


@settings(max_examples=600, deadline=None, derandomize=True)
@given(near(ACCOUNT, 25))
def test_every_path_told_leads_somewhere_and_leaving_out_unknown_keys_mends_what_it_can(tree):
    for finding in ACCOUNT.problems(tree, ()):
        node = tree
        for step in finding.path:
            node = node[step]
    rules = {finding.rule for finding in ACCOUNT.problems(tree, ())}
    record, _ = decode_or_explain(ACCOUNT, tree)
    assert (record is not None) == (rules <= {"unknown-key"})
    assert rules - {"unknown-key"} or outcome(ACCOUNT, tree) == "decoded"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(near(ACCOUNT, 0))
def test_without_slips_the_tables_take_what_they_ask_for(tree):
    assert found(ACCOUNT, tree) == []


@pytest.mark.parametrize(
    ("length", "expected"),
    [(39, "x" * 39), (40, "x" * 40), (41, "x" * 39 + "…"), (100, "x" * 39 + "…")],
)
def test_a_message_quotes_forty_characters_of_a_value(length, expected):
    assert expected == quoted("x" * length)
