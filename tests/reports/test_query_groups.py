"""The groups of a question: which there are, in what order, what they add up to, and which records are behind each."""

import re
from datetime import date
from decimal import Decimal

import pytest

from books import account, ask, policy
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.formats.json_rows import render as as_json
from crmcli.formats.plain import render as as_plain
from crmcli.formats.terminal import render as as_terminal
from crmcli.messages import Phrases
from crmcli.query.errors import QueryError
from crmcli.reports.queries import query

RULES = policy("""
    currency: USD
    min_sample: 3
    team: {zoe: {name: Zoe Abt, manager: bo, tags: [west, key]}, ada: {name: Ada Moss, tags: [west]}, bo: {}}
    stages: {late: Late, early: Early}
    products: {core: {label: Core, family: big}, tool: {label: Tool, family: big}, odd: {label: Odd}}
    fields: {plants: {on: account, type: number, label: {en: Plants, ko: 공장}}}
    queries:
      stuck: {on: deals, where: open, columns: [deal, amount], sort: -amount}
      load: {on: deals, where: open, by: owner, columns: "n, sum(amount)", sort: "-sum(amount)"}
""")
ACME = account(
    """
    name: Acme
    owner: zoe
    tags: [steel]
    custom: {plants: 3}
    deals:
      a: {amount: 10, stages: {2026-01-01: early}, products: {core: 1, tool: 1}}
      b: {amount: 20.50, owner: ada, stages: {2026-01-01: late}, products: {odd: 1}, outcome: {result: won, date: 2026-02-01}}
      c: {owner: ada, stages: {2026-01-01: late}, outcome: {result: lost, date: 2026-03-03}}
      d: {amount: 5, stages: gone}
    """,
    "acme",
)
ZEN = account(
    "{name: '[red]Zen', custom: {plants: 1}, deals: {e: {amount: 7, stages: {2026-04-01: early}, outcome: {result: no_decision, date: 2026-07-01}}}}",
    "zen",
)
BOOK = (ACME, ZEN)


def table(text="true", on="deals", **asked):
    return ask(query, *BOOK, rules=RULES, text=text, on=on, **asked)


def rows(**asked):
    return [tuple(row) for row in table(**asked).rows]


def test_each_group_is_a_row_and_the_total_counts_every_record_once():
    found = table(by="owner", columns=("n", "sum(amount)"))
    assert [("zoe", 2, 15), ("ada", 2, Decimal("20.50")), (None, 1, 7)] == [
        tuple(row) for row in found.rows
    ]
    assert (None, 5, Decimal("42.50")) == tuple(found.totals)


def test_several_names_make_a_row_of_each_combination_that_occurs():
    assert [
        ("won", "late", 1),
        ("lost", "late", 1),
        ("no_decision", "early", 1),
        (None, "early", 1),
        (None, "gone", 1),
    ] == rows(by="outcome.result,stage")


def test_words_and_what_crm_yaml_lists_stand_in_their_order_what_it_does_not_know_after_them_and_what_is_not_known_last():
    assert [("late", 2), ("early", 2), ("gone", 1)] == rows(by="stage")
    assert [("zoe", 2), ("ada", 2), (None, 1)] == rows(by="owner")
    assert [("big", 1), (None, 4)] == rows(by="families")
    assert [("2026Q1", 2), ("2026Q3", 1), (None, 2)] == rows(by="quarter(outcome.date)")


def test_a_record_stands_in_the_row_of_each_text_of_a_list_and_in_that_of_none_when_it_is_empty():
    found = table(by="products", columns=("n", "sum(amount)"))
    assert [("core", 1, 10), ("odd", 1, Decimal("20.50")), ("tool", 1, 10), (None, 3, 12)] == [
        tuple(row) for row in found.rows
    ]
    assert (5, Decimal("42.50")) == tuple(found.totals)[1:]
    assert [("key", 2), ("west", 4), (None, 1)] == rows(by="owner_tags")


def test_a_text_listed_twice_counts_the_record_once():
    book = account("{name: A, deals: {d: {competitors: [X, X]}}}")
    assert [("X", 1)] == [
        tuple(row)
        for row in ask(query, book, rules=RULES, text="true", on="deals", by="competitors").rows
    ]


def test_truths_and_amounts_and_days_are_groups_too():
    assert [(False, 3), (True, 2)] == rows(by="open")
    assert [(5, 1), (7, 1), (10, 1), (Decimal("20.50"), 1), (None, 1)] == rows(by="amount")
    assert ["2026-02-01", "2026-03-03", "2026-07-01", "None"] == [
        str(day) for day, _ in rows(by="outcome.date")
    ]


def test_names_of_the_account_and_fields_of_ones_own_are_groups():
    assert [(1, 1), (3, 4)] == rows(by="account.custom.plants")
    assert [("steel", 4), (None, 1)] == rows(by="account.tags")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ((), "zoe ada None"),
        (("owner",), "zoe ada None"),
        (("-owner",), "ada zoe None"),
        (("sum(amount)",), "None zoe ada"),
        (("-sum(amount)",), "ada zoe None"),
        (("-n", "sum(amount)"), "zoe ada None"),
        (("-mean(cycle)",), "None ada zoe"),  # nothing of zoe's has ended: last either way
        (("mean(cycle)",), "ada None zoe"),
    ],
)
def test_groups_are_sorted_as_asked_and_what_is_not_known_comes_last_either_way(sort, expected):
    assert expected.split() == [str(row[0]) for row in rows(by="owner", columns=("n",), sort=sort)]


def test_what_rows_are_only_sorted_by_is_not_shown():
    assert [("ada", 2), ("zoe", 2), (None, 1)] == rows(by="owner", sort=("-sum(amount)",))


def test_a_limit_cuts_groups_and_says_so_but_the_total_is_of_all():
    found = table(by="owner", limit=1)
    assert ([("zoe", 2)], 2, (Message("note-query-cut", (1, 3)),), (None, 5)) == (
        [tuple(row) for row in found.rows],
        found.cut,
        found.notes,
        tuple(found.totals),
    )


def test_figures_alone_are_one_row_even_of_nothing():
    assert [(5, Decimal("42.50"), 2)] == rows(columns=("n", "sum(amount)", "count(open)"))
    assert [(0, 0, 0, None, None)] == rows(
        text="false", columns=("n", "sum(amount)", "distinct(owner)", "mean(amount)", "share(open)")
    )
    assert [] == rows(text="false", by="owner")
    assert (Message("note-query-nothing"),) == table(text="false", by="owner").notes


def test_every_rate_shows_its_n_and_its_interval_where_it_rests_on_few():
    found = table(by="owner", columns=("share(open) as part",))
    assert ["owner", "n", "part"] == [column.field for column in found.columns]
    assert [(2, 2), (0, 2), (0, 1), (2, 5)] == [each[:2] for each in found.samples["part"]]
    shown = lines(by="owner", columns=("share(open) as part",))
    assert [
        "Zoe Abt  2  2/2 (34–100%)",
        "Ada Moss  2  0/2 (0–66%)",
        "(none)  1  0/1 (0–79%)",
        "total  5  40%",
    ] == [line for line in shown[2:] if line]


def test_explained_groups_name_their_records_and_those_that_count_in_a_figure_where_they_are_not_all():
    found = table(
        by="owner",
        columns=("n", "sum(won_amount)", "share(outcome.result == 'won') as won"),
        explain=True,
    )
    assert [
        {"record": ["acme/a", "acme/d"], "sum(won_amount)": [], "won": []},
        {"record": ["acme/b", "acme/c"], "won": ["acme/b"]},
        {"record": ["zen/e"], "won": []},
    ] == found.evidence
    assert ["n", "sum(won_amount)", "won"] == [*found.terms]


def test_what_counts_with_zero_is_behind_a_sum():
    (row,) = table(columns=("sum(won_amount, outcome.result == 'lost')",), explain=True).evidence
    assert ["acme/c"] == row["sum(won_amount, outcome.result == 'lost')"]


def test_filters_by_owner_hold_for_the_records_of_groups():
    facts = query.gather(
        ACME,
        RULES,
        date(2026, 8, 1),
        query.FACTS.wanted(query.Options(text="true", on="deals", by="stage")),
    )
    assert ["zoe", "ada", "ada", "zoe"] == [fact.owner for fact in facts]


def test_columns_are_called_in_the_readers_language_or_as_the_asker_does():
    asked = table(
        by="account.custom.plants,stage",
        columns=(
            "n",
            "mean(cycle)",
            "min(created)",
            "sum(amount, open)",
            "count(open) as offen",
            "share(open)",
            "count(rotten)",
        ),
    )
    heads = [squeezed(asked, language)[0] for language in ("en", "ko")]
    assert [
        "Plants  stage  n  mean cycle days  earliest created  sum(amount, open)  offen  share(open)  count(rotten)",
        "공장  단계  건수  진행 기간 평균  가장 이른 생성일  sum(amount, open)  offen  share(open)  count(rotten)",
    ] == heads


def test_groups_are_named_as_people_know_them_and_record_text_stays_text():
    assert ["Acme  4", "[red]Zen  1"] == lines(by="account.name")[2:4]
    assert ["수주  1", "실주  1"] == lines("ko", by="outcome.result")[2:4]
    assert ["no  3", "yes  2"] == lines(by="open")[2:4]
    assert ["아니요  3", "예  2"] == lines("ko", by="open")[2:4]
    assert ["Core  1", "Odd  1", "Tool  1", "(none)  3"] == lines(by="products")[2:6]
    # a stage that nobody knows has none
    assert ["0%  4", "(none)  1"] == lines(by="probability")[2:4]
    assert ["12,345  1"] == [
        line
        for line in squeezed(
            ask(
                query,
                account("{name: A, deals: {d: {amount: 12345}}}"),
                text="true",
                on="deals",
                by="amount",
            )
        )
        if "1" in line
    ]


def lines(language="en", **asked):
    return squeezed(table(**asked), language)


def squeezed(found, language="en"):
    """The lines of the table with two spaces between the cells."""
    return [
        re.sub(" {2,}", "  ", line.strip())
        for line in as_terminal(found, Phrases(language), width=200, color=False).splitlines()
    ]


def test_programs_get_ids_and_exact_values_under_the_names_that_were_typed():
    found = table(by="owner", columns=("n", "sum(amount)", "share(open) as part"))
    text = as_json(found, Phrases("en"), [])
    assert '{"owner": "ada", "n": 2, "sum(amount)": 20.50, "part": 0.0}' in text
    assert '"totals": {"owner": null, "n": 5, "sum(amount)": 42.50, "part": 0.4}' in text
    assert "owner\tn\tsum(amount)\tpart\tcurrency" == as_plain(found, Phrases("en")).splitlines()[0]


def test_a_saved_query_may_have_groups():
    assert [("zoe", 2, 15)] == rows(text="load")
    assert [("zoe", 2)] == rows(text="load", columns=("n",))
    assert [("early", 1, 10), ("gone", 1, 5)] == rows(text="load", by="stage")


def test_whoever_groups_a_saved_query_of_records_does_not_mean_its_columns_and_order():
    assert [("a", 10), ("d", 5)] == rows(text="stuck")
    assert [("early", 1), ("gone", 1)] == rows(text="stuck", by="stage")


def test_another_grouping_is_another_question():
    assert [
        [("zoe", 2), ("ada", 2), (None, 1)],
        [("late", 2), ("early", 2), ("gone", 1)],
        [("zoe", 2), ("ada", 2), (None, 1)],
    ] == [rows(by=by) for by in ("owner", "stage", "owner")]


def test_a_record_that_would_stand_in_too_many_groups_is_told():
    tags = ", ".join(f"t{number}" for number in range(60))
    book = account(f"{{name: A, tags: [{tags}], aliases: [{tags}]}}", "big")
    with pytest.raises(CrmError) as caught:
        ask(query, book, rules=RULES, text="true", on="accounts", by="tags,aliases")
    assert Message("error-query-too-many-groups", ("big", 3600, 1000)) == caught.value.message
    assert 60 == len(ask(query, book, rules=RULES, text="true", on="accounts", by="tags").rows)


def test_a_column_of_one_record_beside_figures_of_many_is_refused():
    with pytest.raises(QueryError) as caught:
        table(columns=("amount", "n"))
    assert "error-query-mixed" == caught.value.message.key
