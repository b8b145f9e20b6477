"""Which groups and figures are asked for, and what is wrong where they cannot be?"""

from datetime import date
from decimal import Decimal

import pytest
from query.asking import ACME, AS_OF, BOOK, RULES, asked, value

from crmcli.query.ask import question
from crmcli.query.errors import QueryError
from crmcli.query.figures import worked_out
from crmcli.query.saved import listed


def groups(by=(), columns=(), sort=(), on="deals"):
    return question("true", on, columns, sort, RULES, AS_OF, by).groups


def wrong(by=(), columns=(), sort=(), on="deals"):
    with pytest.raises(QueryError) as caught:
        question("true", on, columns, sort, RULES, AS_OF, by)
    return caught.value


def figure(text, on="deals", *accounts):
    """The figure over the whole book."""
    what = question("true", on, (text,), (), RULES, AS_OF)
    (asked,) = [each for each in what.groups.figures if each.path == text]
    return worked_out(
        asked.kind,
        [
            found
            for each in accounts or BOOK
            for view in what.of(each, RULES, AS_OF)
            if (found := asked.read(view)) not in (None, ())
        ],
    )


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("n", "deals", 3),
        ("n", "accounts", 2),
        ("count(open)", "deals", 1),
        ("count(outcome.result == 'won' or outcome.result == 'lost')", "deals", 2),
        ("share(open)", "deals", 1 / 3),
        ("share(outcome.result == 'won', outcome.result in ['won', 'lost'])", "deals", 0.5),
        ("share(open, amount > 100M)", "deals", None),
        ("distinct(owner)", "deals", 2),
        ("distinct(by)", "log", 2),  # a list: each of its texts
        ("distinct(tags)", "accounts", 2),
        ("distinct(account, open)", "deals", 1),
        ("sum(amount)", "deals", Decimal("72010.50")),
        ("sum(amount, open)", "deals", 72_000),
        ("sum(amount, outcome.result == 'lost')", "deals", 0),
        ("sum(custom.plants)", "accounts", 3),
        ("sum(count(deals))", "accounts", 3),
        ("mean(amount)", "deals", 36005.25),
        ("mean(cycle)", "deals", 54),
        ("median(cycle)", "deals", 54),
        ("median(amount)", "deals", Decimal("36005.25")),
        ("median(idle)", "deals", 212),
        ("min(cycle)", "deals", 40),
        ("max(cycle, outcome.result == 'won')", "deals", 40),
        ("min(created)", "deals", date(2026, 1, 1)),
        ("max(created)", "deals", date(2026, 5, 10)),
        ("max(today - created)", "deals", 212),
        ("mean(cycle, open)", "deals", None),
        ("min(created, amount > 100M)", "deals", None),
        ("mean(named_share)", "accounts", 1 / 3),
        ("sum(won_amount)", "deals", Decimal("10.50")),
        (
            "mean(won_amount)",
            "deals",
            5.25,
        ),  # what was lost brought nothing, what is open is not known
    ],
)
def test_a_figure_is_of_what_is_known(text, on, expected):
    assert expected == figure(text, on)


def test_one_record_is_its_own_median_least_and_greatest():
    assert [72_000] * 4 == [
        figure(f"{kind}(amount, open)") for kind in ("sum", "median", "min", "max")
    ]


def test_amounts_add_up_exactly_where_floats_would_not():
    assert Decimal("0.30") == worked_out("sum", [Decimal("0.10")] * 3)
    assert (3, int) == ((total := worked_out("sum", [Decimal("1.50")] * 2)), type(total))


def test_a_share_brings_along_what_it_is_of():
    assert ["n", "share(open)"] == [each.field for each in groups(columns=("share(open)",)).figures]
    assert ["share(open)", "n"] == [
        each.field for each in groups(columns=("share(open)", "n")).figures
    ]
    assert ["rate_n", "rate"] == [
        each.field for each in groups(columns=("share(open, rotten) as rate",)).figures
    ]
    assert ["count(rotten)", "share(open,rotten)"] == [
        each.field for each in groups(columns=("share(open,rotten)",)).figures
    ]
    assert ["count( rotten )", "share(open,rotten)"] == [
        each.field for each in groups(columns=("count( rotten )", "share(open,rotten)")).figures
    ]


def test_without_columns_groups_are_counted():
    assert (["owner"], ["n"]) == (
        [each.field for each in groups(("owner",)).by],
        [each.field for each in groups(("owner",)).figures],
    )


def test_names_of_groups_may_stand_among_the_columns_and_be_called_something():
    found = groups(("owner", "stage"), ("owner as who", "n as deals"))
    assert (["who", "stage"], ["deals"]) == (
        [each.field for each in found.by],
        [each.field for each in found.figures],
    )


def test_groups_are_sorted_by_columns_by_what_they_are_called_and_by_figures_that_are_not_shown():
    found = groups(
        ("owner",),
        ("n as deals", "sum(amount)"),
        ("-deals", "owner", "sum( amount )", "-max(idle)", "-max( idle )"),
    )
    assert ((1, 0, 2, 3, 3), (True, False, False, True, True), 2, 3) == (
        found.order,
        found.falling,
        found.many,
        len(found.figures),
    )


@pytest.mark.parametrize(
    "text",
    ["count(log)", "count(log, type == 'visit')", "count(competitors)", "count(account.deals)"],
)
def test_counting_what_belongs_to_a_record_is_no_figure(text):
    assert groups(columns=("deal", text)) is None
    assert "error-query-mixed" == wrong(("owner",), (text,)).message.key


@pytest.mark.parametrize(
    ("asked", "key", "at", "hint"),
    [
        ({"columns": ("n", "amount")}, "error-query-mixed", 0, "hint-query-mixed-number"),
        ({"columns": ("owner", "n")}, "error-query-mixed", 0, "hint-query-mixed"),
        (
            {"by": ("owner",), "columns": ("amount",)},
            "error-query-mixed",
            0,
            "hint-query-mixed-number",
        ),
        (
            {"by": ("owner",), "sort": ("amount",)},
            "error-query-mixed",
            0,
            "hint-query-mixed-number",
        ),
        ({"sort": ("-n",)}, "error-query-figure-alone", 0, "hint-query-figure-alone"),
        (
            {"columns": ("deal",), "sort": ("sum(amount)",)},
            "error-query-figure-alone",
            0,
            "hint-query-figure-alone",
        ),
        ({"by": ("ownr",)}, "error-query-no-name", 0, "hint-query-instead"),
        ({"by": ("owner",), "columns": ("ownr",)}, "error-query-no-name", 0, "hint-query-instead"),
        (
            {"by": ("owner",), "columns": ("n",), "sort": ("ownr",)},
            "error-query-no-name",
            0,
            "hint-query-instead",
        ),
        ({"by": ("month(cycle)",)}, "error-query-needs-day", 6, "hint-query-needs-day"),
        ({"by": ("30d",)}, "error-query-no-name", 0, "hint-query-see-page"),
        ({"by": ("30d + 1",)}, "error-query-no-sum", 4, "hint-query-no-sum"),
        ({"by": ("owner ==",)}, "error-query-ends", 8, None),
        ({"columns": ("mena(cycle)",)}, "error-query-no-function", 0, "hint-query-instead"),
        ({"columns": ("xyzzy(cycle)",)}, "error-query-no-function", 0, "hint-query-there-are"),
        ({"columns": ("sum(cyle)",)}, "error-query-no-name", 4, "hint-query-instead"),
        ({"columns": ("sum(owner)",)}, "error-query-no-figure", 4, "hint-query-add-text"),
        ({"columns": ("mean(open)",)}, "error-query-no-figure", 5, "hint-query-add-truth"),
        ({"columns": ("sum(created)",)}, "error-query-no-figure", 4, "hint-query-add-day"),
        ({"columns": ("sum(probability)",)}, "error-query-no-figure", 4, "hint-query-add-share"),
        ({"columns": ("min(competitors)",)}, "error-query-no-figure", 4, "hint-query-add-text"),
        ({"columns": ("count(amount)",)}, "error-query-no-condition", 6, "hint-query-no-condition"),
        ({"columns": ("share(owner)",)}, "error-query-no-condition", 6, "hint-query-no-condition"),
        (
            {"columns": ("sum(amount, owner)",)},
            "error-query-no-condition",
            12,
            "hint-query-no-condition",
        ),
        ({"columns": ("sum()",)}, "error-query-arguments", 0, None),
        ({"columns": ("sum(amount, open, open)",)}, "error-query-arguments", 0, None),
        ({"columns": ("count()",)}, "error-query-arguments", 0, None),
        ({"columns": ("n as deals", "count(open) as deals")}, "error-query-same-name", 0, None),
        ({"columns": ("n", "count(open) as n")}, "error-query-same-name", 0, None),
        ({"columns": ("deal as amount", "amount")}, "error-query-same-name", 0, None),
    ],
)
def test_what_cannot_be_grouped_is_told_with_its_place_and_what_to_write(asked, key, at, hint):
    error = wrong(**asked)
    assert (key, at, hint, 2) == (
        error.message.key,
        error.at,
        error.hint.key if error.hint else None,
        len(error.excerpt),
    )


def test_a_figure_in_a_condition_is_told_where_it_belongs():
    with pytest.raises(QueryError) as caught:
        asked("sum(amount) > 3", "deals")
    assert ("error-query-no-function", "hint-query-figure-place") == (
        caught.value.message.key,
        caught.value.hint.key,
    )


def test_columns_may_be_worked_out_and_called_something():
    what = question(
        "open", "deals", ("deal", "today - created as age", "amount > 50k"), ("-age",), RULES, AS_OF
    )
    ((view,),) = ([*what.of(ACME, RULES, AS_OF)],)
    assert (["deal", "age", "amount > 50k"], ["line-2", 83, True]) == (
        [each.field for each in what.shown],
        [each.read(view) for each in what.shown],
    )
    assert [83] == [each.read(view) for each in what.sorted_by]


def test_months_quarters_and_years_are_texts_in_the_order_of_time():
    assert ["line-2"] == asked(
        'month(created) == "2026-05" and quarter(created) == "2026Q2" and year(created) == "2026"',
        "deals",
    )
    assert ["line-2"] == asked('month(created) > "2026-01"', "deals")
    assert ["line-2"] == asked("month(outcome.date) is null", "deals")


def test_commas_in_parentheses_and_quotes_part_no_columns():
    text = """n, count(owner in ["a,b", 'c,d']), sum(amount, open) as x ,, share(name == "a\\"),b"), “a,b”"""
    assert [
        "n",
        """count(owner in ["a,b", 'c,d'])""",
        "sum(amount, open) as x",
        'share(name == "a\\"),b")',
        "“a,b”",
    ] == [*listed([text])]


@pytest.mark.parametrize("text", ["a)),b", "((a,b", "'a,b", '"', ",", ""])
def test_a_list_of_columns_that_is_not_closed_is_still_some_text(text):
    assert all(part in text for part in listed([text]))


def test_what_a_deal_brought_is_its_amount_nothing_when_lost_and_unknown_while_open():
    assert [None, Decimal("10.50"), 0] == value("won_amount", "deals")


def test_the_amount_that_is_written_is_told_apart_from_a_list_price():
    from books import account, policy

    rules = policy(
        "products: {core: {list_price: 7, family: big}, tool: {family: big}, odd: {}}\nteam: {ada: {manager: bo, tags: [west, key]}}\n"
    )
    deals = account(
        "{name: A, owner: ada, deals: {a: {products: {core: 2, tool: 1, odd: 1, gone: 1}}, b: {products: {core: 2}}, c: {amount: {2026-09-01: 3}, owner: zoe}}}"
    )
    shown = question(
        "true",
        "deals",
        ("amount", "written_amount", "families", "owner_tags", "manager"),
        (),
        rules,
        AS_OF,
    )
    rows = [
        tuple(each.read(view) for each in shown.shown) for view in shown.of(deals, rules, AS_OF)
    ]
    assert [
        (None, None, ("big",), ("west", "key"), "bo"),
        (14, None, ("big",), ("west", "key"), "bo"),
        (None, None, (), (), None),
    ] == rows


def test_only_of_intervals_is_told_that_they_are():
    (cycle,) = groups(columns=("mean(cycle)",)).figures
    (idle,) = groups(columns=("mean(idle)",)).figures
    assert (True, False) == (cycle.interval, idle.interval)


def test_a_figure_that_is_called_something_is_sorted_by_its_expression_too():
    columns = ("owner", "sum(amount) as worth")
    for sort in ("worth", "sum(amount)", "-worth", "-sum(amount)"):
        found = groups(("owner",), columns, (sort,))
        assert (1,) == found.order
        assert [("sum(amount)", "worth")] == [(each.path, each.called) for each in found.figures]
