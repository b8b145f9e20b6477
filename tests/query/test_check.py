"""What can be asked, and what is told of the rest before anything is read."""

import time

import pytest
from hypothesis import given, settings
from query.asking import ACME, AS_OF, RULES, asked, wrong
from query.expressions import EXPRESSIONS

from crmcli.domain.records.words import QUERIED as KINDS
from crmcli.query.ask import question
from crmcli.query.errors import QueryError
from crmcli.query.kinds import related
from crmcli.query.names.lookup import NAMES, RECORDS
from crmcli.query.printing import said


@pytest.mark.parametrize(
    ("text", "on", "key", "at", "hint"),
    [
        ("composit < 1", "accounts", "error-query-no-name", 0, "composite"),
        ("name == 'x' and own == 'y'", "accounts", "error-query-no-name", 16, "owner"),
        ("amount > 1", "accounts", "error-query-no-name", 0, "deals"),
        ("owner == bo", "accounts", "error-query-no-name", 9, "bo"),
        ("stages == 'closing'", "deals", "error-query-no-name", 0, "stage"),
        ("segment == 'A'", "deals", "error-query-no-name", 0, "account.segment"),
        ("custom.plant == 3", "accounts", "error-query-no-name", 0, "custom.plants"),
        ("status == customer", "accounts", "error-query-no-name", 10, "customer"),
        ("deals", "accounts", "error-query-records-alone", 0, "deals"),
        ("any(deal, open)", "accounts", "error-query-no-records", 4, "deals"),
        ("any(deals, amont > 1)", "accounts", "error-query-no-name", 11, "amount"),
        ("any(1)", "accounts", "error-query-needs-records", 4, None),
        ("some(deals)", "accounts", "error-query-no-function", 0, None),
        (
            "any(contacts, any(deals, any(contacts, any(deals, open))))",
            "accounts",
            "error-query-too-nested",
            39,
            None,
        ),
        ("cout(deals) > 1", "accounts", "error-query-no-function", 0, "count"),
        ("any()", "accounts", "error-query-arguments", 0, None),
        ("all(deals)", "accounts", "error-query-arguments", 0, None),
        ("was(open)", "deals", "error-query-arguments", 0, None),
        ("was(open, 3)", "deals", "error-query-needs-day", 10, None),
        ("was(open, 'soon-ish')", "deals", "error-query-no-day", 10, None),
        ("changed(name) > today", "deals", "error-query-not-dated", 8, None),
        ("changed(status) > today", "accounts", "error-query-not-dated", 8, None),
        ("changed(1) > today", "deals", "error-query-not-dated", 8, None),
        ("last_touch > 5", "accounts", "error-query-different", 11, None),
        ("last_touch > 99999d", "accounts", "error-query-no-number", 13, None),
        ("open_amount > 5m", "accounts", "error-query-different", 12, None),
        ("open_amount == 'x'", "accounts", "error-query-different", 12, None),
        ("tags == 'north'", "accounts", "error-query-different", 5, None),
        ("single_threaded > true", "accounts", "error-query-different", 16, None),
        ("name == null", "accounts", "error-query-unexpected", 8, "is null"),
        ("status < 'customer'", "accounts", "error-query-no-order", 7, None),
        ("status == 'custmer'", "accounts", "error-query-no-word", 10, "customer"),
        ("owner == 'Ada Mos'", "accounts", "error-query-no-word", 9, "Ada Moss"),
        ("stage == 'closng'", "deals", "error-query-no-word", 9, "closing"),
        ("status in ['customer', 'prospct']", "accounts", "error-query-no-word", 23, "prospect"),
        ("custom.erp == 'sapp'", "accounts", "error-query-no-word", 14, "sap"),
        ("composite > 50", "accounts", "error-query-share", 12, "50%"),
        ("last_touch < 'soon-ish'", "accounts", "error-query-no-day", 13, None),
        ("name ~ owner", "accounts", "error-query-needs-pattern", 7, None),
        ("gaps ~ '1'", "accounts", "error-query-no-text", 0, None),
        ("name ~ '(a'", "accounts", "error-query-pattern-open", 7, None),
        (r"name ~ '(a)\1'", "accounts", "error-query-pattern-escape", 7, None),
        ("name ~ '(?=a)'", "accounts", "error-query-pattern-group", 7, None),
        ("name ~ '((a{1000}){1000}){1000}'", "accounts", "error-query-pattern-size", 7, None),
        (f"name ~ '{'a' * 501}'", "accounts", "error-query-long-pattern", 7, None),
        ("name in 'x' + 1", "accounts", "error-query-no-day", 8, None),
        ("'x' in name", "accounts", "error-query-not-in", 7, None),
        ("gaps in tags", "accounts", "error-query-different", 5, None),
        ("['a']", "accounts", "error-query-list-alone", 1, None),
        ("name", "accounts", "error-query-no-condition", 0, None),
        ("open and amount", "deals", "error-query-no-condition", 9, None),
        ("not 3", "accounts", "error-query-no-condition", 4, None),
        ("today + today > today", "accounts", "error-query-no-sum", 6, None),
        ("30d + 30d > 3d", "accounts", "error-query-no-sum", 4, None),
        ("open_amount + composite > 1", "accounts", "error-query-no-sum", 12, None),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_place_and_what_may_be_meant(text, on, key, at, hint):
    error = wrong(text, on)
    assert (key, at) == (error.message.key, error.at)
    assert hint is None or hint in error.hint.args
    assert len(error.excerpt) == 2


def test_what_can_be_rows_has_names_and_every_kind_of_records_too():
    assert set(KINDS) | set(RECORDS["accounts"]) == set(NAMES)


@pytest.mark.parametrize("on", KINDS)
def test_every_name_can_be_asked_for_and_shown(on):
    for name in NAMES[on].values():
        question(
            f"{name.path} is null or {name.path} is not null",
            on,
            (name.path,),
            (name.path, f"-{name.path}"),
            RULES,
            AS_OF,
        )


def test_comparing_is_the_same_both_ways():
    bases = {name.base for names in NAMES.values() for name in names.values()}
    assert all(related(one, other) == related(other, one) for one in bases for other in bases)


def test_a_column_that_is_none_is_told_as_one_in_the_expression_is():
    with pytest.raises(QueryError) as caught:
        question("true", "accounts", ("nam",), (), RULES, AS_OF)
    assert (("nam", "name"), ("  nam", "  ^^^")) == (
        (caught.value.message.args[0], caught.value.hint.args[0]),
        caught.value.excerpt,
    )


@given(EXPRESSIONS)
@settings(max_examples=300)
def test_any_expression_is_answered_or_told_to_be_wrong_at_a_place(expr):
    text = said(expr)
    for on in KINDS:
        try:
            what = question(text, on, (), (), RULES, AS_OF)
        except QueryError as error:
            assert 0 <= error.at <= len(text)
        else:
            list(what.of(ACME, RULES, AS_OF))


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a|a)*b",
        "a*a*a*a*a*b",
        "(.*)(.*)(.*)x$",
        "(a|aa)+$",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
    ],
)
def test_no_regular_expression_takes_long(pattern):
    from crmcli.query.patterns import matcher
    from crmcli.query.tree import Text

    matches, text = matcher(Text(pattern)), "a" * 100_000 + "!"
    began = time.process_time()
    assert not matches(text)
    assert time.process_time() - began < 1


def test_in_within_in_does_not_double_the_work_with_each_level():
    text = "single_threaded"
    for _ in range(30):
        text = f"({text} in [true, true])"
    began = time.process_time()
    assert asked("single_threaded") == asked(text)
    assert time.process_time() - began < 1


def test_nothing_of_an_expression_is_run():
    for text in (
        "__import__('os').system('true')",
        "name.__class__ == 'x'",
        "().__class__",
        "custom.__class__ == 'x'",
        "eval('1') == 1",
        "name.format('x') == 'y'",
    ):
        assert wrong(text).message.key in {
            "error-query-unexpected",
            "error-query-no-name",
            "error-query-no-function",
            "error-query-ends",
        }
    assert [] == asked("name == '{0.__class__}'")


@pytest.mark.parametrize(
    ("text", "on", "hint"),
    [
        ("open_amount > 5m", "accounts", "hint-query-million"),
        ("tags == 'north'", "accounts", "hint-query-use-in"),
        ("last_touch > 5", "accounts", "hint-query-day"),
        ("5 < last_touch", "accounts", "hint-query-day"),
        ("open == 5", "deals", None),
        ("single_threaded == 5", "accounts", None),
        ("idle > 'x'", "deals", "hint-query-day-count"),
        ("name > 1", "accounts", None),
        ("2 > composite", "accounts", "hint-query-write"),
        ("composite > 2", "accounts", "hint-query-write"),
    ],
)
def test_what_cannot_be_compared_comes_with_what_fits_its_sorts(text, on, hint):
    found = wrong(text, on).hint
    assert hint == (found and found.key)


@pytest.mark.parametrize(
    "text", ["composite <= 1", "1 >= composite", "composite > 0", "composite == 100%"]
)
def test_all_of_a_share_is_one(text):
    assert isinstance(asked(text), list)


def test_only_days_that_are_said_in_words_are_told():
    for text, days in (
        ("last_touch > '2026-06-01'", []),
        ("last_touch > 'yesterday'", ["yesterday"]),
        ("last_touch > 2026-06-01", []),
    ):
        assert days == list(question(text, "accounts", (), (), RULES, AS_OF).days)


@pytest.mark.parametrize(
    ("text", "on", "meant"),
    [
        ("authority == 'met'", "deals", "bant.authority"),
        ("result == 'won'", "deals", "outcome.result"),
        ("industry == 'x'", "accounts", "research.industry"),
        ("industry == 'x'", "deals", "account.research.industry"),
        ("outcom.reason == 'x'", "deals", "outcome.reason"),
    ],
)
def test_a_name_without_what_it_stands_in_is_told_with_it(text, on, meant):
    error = wrong(text, on)
    assert ("error-query-no-name", meant) == (error.message.key, error.hint.args[0])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("name > 1", ("text", "number")),
        ("1 < name", ("number", "text")),
        ("open_amount == 'x'", ("money", "text")),
    ],
)
def test_both_sides_that_cannot_be_compared_are_named(text, kinds):
    assert tuple(f"query-type-{kind}" for kind in kinds) == tuple(
        each.key for each in wrong(text, "accounts").message.args
    )
