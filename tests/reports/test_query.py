"""The rows of a question: what they show, in what order, and what of a saved query counts."""

import pytest

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.reports.queries import queries, query

RULES = policy("""
    currency: USD
    team: {ada: {name: Ada Moss}, bo: {}}
    queries:
      quiet: {where: last_touch > 30d, columns: [account, last_touch], sort: -last_touch, label: {en: Quiet, ko: 조용함}}
      big: {on: deals, where: amount > 10, columns: "deal, amount", sort: "-stage,deal"}
      rotten: segment == "A"
      wrong: segmnt == "A"
""")
ACME = account(
    """
    name: Acme
    segment: A
    owner: ada
    contacts: {reed: Ann Reed}
    plans: {meet: {for: reed, owner: bo}}
    deals:
      b: {amount: 20.50, stages: {2026-01-01: contacting}}
      a: {amount: 30, owner: bo, stages: {2026-01-01: presenting}}
      c: {amount: 5, stages: {2026-01-01: closing}}
      d: {amount: 40}
    log:
      - {date: 2026-06-03, type: visit, by: ada}
      - {date: 2026-05-03, type: call, by: ada, what: hello}
    """,
    "acme",
)
ZEN = account("name: Zen\nsegment: B\nlog: [{date: 2026-05-04, type: visit}]\n", "zen")
NEW = account("name: New\nsegment: A\n", "new")
BOOK = (ZEN, ACME, NEW)


def rows(text, *accounts, **asked):
    return [
        list(row) for row in ask(query, *(accounts or BOOK), rules=RULES, text=text, **asked).rows
    ]


def test_accounts_are_rows_in_the_order_of_their_ids():
    assert [["acme", "Acme", "ada"], ["new", "New", None], ["zen", "Zen", None]] == rows("true")


def test_what_the_condition_asks_is_shown_beside_what_names_the_row_but_not_what_stands_in_a_function():
    table = ask(
        query,
        *BOOK,
        rules=RULES,
        text='segment == "A" and last_touch is not null and any(deals, amount > 3)',
    )
    assert (["account", "name", "owner", "segment", "last_touch"], ["Acme", "A"]) == (
        [column.field for column in table.columns],
        [table.rows[0].name, table.rows[0].segment],
    )


def test_a_narrow_terminal_keeps_what_was_asked_for():
    usual, chosen = (
        ask(query, ACME, rules=RULES, text="segment is not null", columns=columns)
        for columns in ((), ("name", "owner"))
    )
    assert ([9, 6, 6, 9], [9, 9]) == (
        [column.keep for column in usual.columns],
        [column.keep for column in chosen.columns],
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("contacts", [["acme", "reed", "Ann Reed", None]]),
        (
            "deals",
            [
                ["acme", "a", "presenting", 30, "bo"],
                ["acme", "b", "contacting", 20.5, "ada"],
                ["acme", "c", "closing", 5, "ada"],
                ["acme", "d", None, 40, "ada"],
            ],
        ),
        ("plans", [["acme", "meet", "reed", "bo", None]]),
    ],
)
def test_other_records_are_named_by_their_own_columns(on, expected):
    assert expected == rows("true", on=on)


def test_entries_of_the_log_are_rows():
    assert [["acme", "call", "hello"], ["acme", "visit", None], ["zen", "visit", None]] == rows(
        "true", on="log", columns=("account", "type", "what")
    )


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (("amount",), "c b a d"),
        (("-amount",), "d a b c"),
        (("stage",), "b a c d"),
        (("-stage",), "c a b d"),
        (("owner", "-amount"), "d b c a"),
        (("name",), "a b c d"),
    ],
)
def test_rows_are_sorted_as_asked_stages_by_their_order_and_what_is_not_known_comes_last(
    sort, expected
):
    assert expected.split() == [
        row[0] for row in rows("true", on="deals", columns=("deal",), sort=sort)
    ]


def test_a_limit_cuts_the_rows_and_says_so_but_totals_count_all():
    table = ask(query, *BOOK, rules=RULES, text="true", limit=2)
    assert (2, 1, {"rows": 3, "accounts": 3}, (Message("note-query-cut", (2, 3)),)) == (
        len(table.rows),
        table.cut,
        table.totals,
        table.notes,
    )


def test_no_row_is_said():
    assert (Message("note-query-nothing"),) == ask(query, *BOOK, rules=RULES, text="false").notes


def test_explained_rows_name_their_records():
    refs = {
        on: ask(query, ACME, rules=RULES, text="true", on=on, explain=True).evidence[0]["record"]
        for on in ("accounts", "contacts", "deals", "log", "plans")
    }
    assert {
        "accounts": ("acme",),
        "contacts": ("acme/contacts.reed",),
        "deals": ("acme/a",),
        "log": ("acme log 2026-05-03 call",),
        "plans": ("acme/plans.meet",),
    } == refs


def test_the_owner_of_a_row_is_that_of_its_deal_or_plan_else_of_the_account():
    found = {
        on: [fact.owner for fact in query.gather(ACME, RULES, query_day(), asking(on))]
        for on in ("accounts", "contacts", "deals", "plans")
    }
    assert {
        "accounts": ["ada"],
        "contacts": ["ada"],
        "deals": ["ada", "bo", "ada", "ada"],
        "plans": ["bo"],
    } == found


def query_day():
    from books import AS_OF

    return AS_OF


def asking(on):
    from books import Ask

    return Ask(text="true", on=on)


@pytest.mark.parametrize("name", ["quiet", "@quiet", " @quiet "])
def test_a_saved_query_is_asked_by_its_name(name):
    assert [[row[0], str(row[1])] for row in rows(name)] == [
        ["acme", "2026-06-03"],
        ["zen", "2026-05-04"],
    ]


def test_names_in_a_saved_query_may_stand_in_one_text():
    assert [["a", 30], ["b", 20.5], ["d", 40]] == rows("big")


def test_options_come_before_what_a_saved_query_says():
    assert [["New"], ["Acme"]] == rows("@rotten", columns=("name",), sort=("-name",))


def test_a_saved_query_comes_before_an_expression_of_the_same_text():
    assert ["acme", "new"] == [row[0] for row in rows("rotten")]


@pytest.mark.parametrize(
    ("name", "key", "status", "hint"),
    [
        ("@quite", "error-query-not-saved", 4, "quiet"),
        ("@xyzzy", "error-query-not-saved", 4, "quiet, big, rotten, wrong"),
        ("wrong", "error-query-no-name", 2, "segment"),
    ],
)
def test_a_saved_query_that_is_none_or_wrong_is_told(name, key, status, hint):
    with pytest.raises(QueryError) as caught:
        rows(name)
    assert (key, status, (hint,)) == (
        caught.value.message.key,
        caught.value.status,
        caught.value.hint.args,
    )


def test_without_any_saved_query_that_is_said():
    with pytest.raises(QueryError) as caught:
        ask(query, ACME, text="@x")
    assert "hint-query-none-saved" == caught.value.hint.key


def test_saved_queries_are_listed_with_their_meaning_if_one_has_any():
    table = queries.tabulate(RULES, query_day())
    assert [
        ("quiet", {"en": "Quiet", "ko": "조용함"}, "accounts", "last_touch > 30d"),
        ("big", None, "deals", "amount > 10"),
    ] == list(table.rows[:2])
    assert ["query", "on", "where"] == [
        column.field
        for column in queries.tabulate(policy("queries: {a: open}\n"), query_day()).columns
    ]
    assert (Message("hint-query-none-saved"),) == queries.tabulate(policy(), query_day()).notes


def test_another_policy_asks_another_question():
    other = policy('queries: {rotten: segment == "B"}\n')
    assert [["acme", "new"], ["zen"], ["acme", "new"]] == [
        [row.account for row in ask(query, *BOOK, rules=rules, text="rotten").rows]
        for rules in (RULES, other, RULES)
    ]
