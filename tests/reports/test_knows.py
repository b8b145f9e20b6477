"""Who knows whom: pairs of one of us and one of them, two-way touches apart from the others."""

from datetime import date

import pytest
from books import account, ask, policy
from crmcli.domain.naming import Called, surest
from crmcli.reports.relations import knows, knows_member
from crmcli.reports.queries import people
from crmcli.reports.relations.knows import KnowsRow

RULES = policy("team: {kim: 김민지, choi: 최상무}")
ACME = account(
    """
    name: Acme
    owner: kim
    contacts: {reed: {name: 박재형, phones: ["010-1234-5671"], emails: [A@acme.example]}, cole: Bob Cole, gone: {name: Gone, left: 2026-01-01, phones: ["010-9999-0000"]}, quiet: Quiet}
    log:
      - {date: 2026-06-11, type: review, by: [choi, kim], with: [reed, cole]}
      - {date: 2026-01-20, type: meeting, by: choi, with: reed}
      - {date: 2026-07-22, type: call, by: kim, with: cole, outcome: no_answer}
      - {date: 2026-07-23, type: email, by: kim, with: cole, direction: inbound}
      - {date: 2026-07-24, type: email, with: cole}
      - {date: 2026-07-24, type: info, by: kim, with: quiet}
      - {date: 2026-07-25, type: call, by: kim}
      - {date: 2026-08-02, type: call, by: kim, with: quiet}
    """,
    "acme",
)


def test_every_pair_is_counted_two_way_touches_apart():
    rows = ask(knows, ACME, rules=RULES).rows
    expected = [
        KnowsRow(
            "acme",
            "Acme",
            "cole",
            "Bob Cole",
            False,
            "kim",
            2,
            1,
            date(2026, 6, 11),
            date(2026, 7, 23),
            date(2026, 7, 23),
            "email",
            "kim",
        ),
        KnowsRow(
            "acme",
            "Acme",
            "reed",
            "박재형",
            False,
            "choi",
            2,
            0,
            date(2026, 1, 20),
            date(2026, 6, 11),
            date(2026, 6, 11),
            "review",
            "kim",
        ),
        KnowsRow(
            "acme",
            "Acme",
            None,
            None,
            False,
            "kim",
            1,
            0,
            date(2026, 7, 25),
            date(2026, 7, 25),
            date(2026, 7, 25),
            "call",
            "kim",
        ),
        KnowsRow(
            "acme",
            "Acme",
            "cole",
            "Bob Cole",
            False,
            "choi",
            1,
            0,
            date(2026, 6, 11),
            date(2026, 6, 11),
            date(2026, 6, 11),
            "review",
            "kim",
        ),
        KnowsRow(
            "acme",
            "Acme",
            "reed",
            "박재형",
            False,
            "kim",
            1,
            0,
            date(2026, 6, 11),
            date(2026, 6, 11),
            date(2026, 6, 11),
            "review",
            "kim",
        ),
        KnowsRow(
            "acme",
            "Acme",
            "cole",
            "Bob Cole",
            False,
            None,
            0,
            1,
            date(2026, 7, 24),
            None,
            date(2026, 7, 24),
            "email",
            "kim",
        ),
    ]
    assert expected == rows


def test_the_grid_has_everybody_who_is_still_there_and_each_of_us_with_a_touch():
    grid, _ = ask(knows, ACME, rules=RULES).sections
    assert ["kim", "choi", ""] == [column.item for column in grid.columns[1:]]
    cells = {
        row.person: [
            cell.args if (cell := row.item(column.item)) else None for column in grid.columns[1:]
        ]
        for row in grid.rows
    }
    assert {
        "박재형": [(1,), (2,), None],
        "Bob Cole": [(2, 1), (1,), (0, 1)],
        "Quiet": [None, None, None],
        None: [(1,), None, None],
    } == cells


def test_those_nobody_spoke_with_are_named():
    note, *_ = ask(knows, ACME, rules=RULES).notes
    assert ("note-knows-nobody", ("Quiet",)) == (note.key, note.args[0].args)


def test_one_of_theirs_has_a_row_for_each_of_us():
    table = ask(knows, ACME, rules=RULES, text="reed")
    assert (["choi", "kim"], (), ()) == (
        [row.member for row in table.rows],
        table.sections,
        table.notes,
    )


def test_one_of_theirs_nobody_touched_is_said_to_be_so():
    table = ask(knows, ACME, rules=RULES, text="quiet")
    assert ([], "note-knows-nobody") == (table.rows, table.notes[0].key)


def test_one_of_ours_has_a_row_for_each_of_theirs_in_every_account():
    other = account(
        "{name: Zenith, contacts: {yoo: Dan Yoo}, log: [{date: 2026-07-30, type: call, by: choi, with: yoo}]}",
        "zenith",
    )
    table = ask(knows_member, ACME, other, rules=RULES, text="choi", explain=True)
    assert [("acme", "reed", 2), ("zenith", "yoo", 1), ("acme", "cole", 1)] == [
        (row.account, row.contact, row.two_way) for row in table.rows
    ]
    assert {"pairs": 3, "members": 1, "contacts": 3, "accounts": 2} == table.totals
    assert {
        "two_way": ("log 2026-06-11 review", "log 2026-01-20 meeting"),
        "one_way": (),
    } == table.evidence[0]


def found(said):
    (fact,) = people.gather(ACME, RULES, date(2026, 8, 1), None)
    return (
        [each.id for each in surest(said, fact.known())[1]]
        if fact.may_have(people.traces(said))
        else []
    )


def test_people_are_found_by_id_name_part_address_phone_and_initials():
    assert [["reed"]] * 6 == [
        found(said)
        for said in ("reed", "박재형", "재형", "a@ACME.example", "+82 10-1234-5671", "ㅂㅈㅎ")
    ]
    assert [] == found("nobody at all")


def test_a_number_belongs_to_nobody_who_left():
    assert ([], ["gone"]) == (found("010-9999-0000"), found("Gone"))


def test_a_surer_match_is_told_apart_from_a_less_sure_one():
    known = [Called("kim", ("Kim Lee",)), Called("lee", ("Ann",))]
    assert [(0, ["lee"]), (4, ["kim"]), (8, [])] == [
        (place, [each.id for each in matches])
        for place, matches in (surest(said, known) for said in ("lee", "kim l", "zzz"))
    ]


def aged(text, *, as_of=date(2026, 8, 1)):
    table = ask(knows, account(text, "a"), rules=RULES, as_of=as_of)
    return table, [
        (note.key, [arg.args if hasattr(arg, "args") else arg for arg in note.args])
        for note in table.notes
    ]


def test_a_relation_lasts_since_the_first_contract_won_deal_or_entry():
    contract, log = (
        "contracts: {c: {start: 2023-08-02}}\n",
        "log: [{date: 2026-07-22, type: call}]\n",
    )
    assert ("note-knows-since", [date(2023, 8, 2), (2, 11)]) == aged(f"name: A\n{contract}{log}")[
        1
    ][0]
    assert ("note-knows-since", [date(2023, 8, 1), (3, 0)]) == aged(
        f"name: A\n{contract}log: [{{date: 2023-08-01, type: email}}]\n"
    )[1][0]
    assert ("note-knows-customer", [date(2023, 8, 2), (2, 11)]) == aged(
        f"name: A\n{contract}log: [{{date: 2023-08-01, type: email}}]\n"
    )[1][1]
    won = "deals: {d: {stages: {2020-01-01: closing}, outcome: {result: won, date: 2020-02-01}}}\n"
    assert [
        ("note-knows-since", [date(2020, 2, 1), (6, 6)]),
        ("note-knows-customer", [date(2020, 2, 1), (6, 6)]),
        ("note-knows-never", []),
    ] == aged(f"name: A\n{won}")[1]


def test_when_we_spoke_last_counts_two_way_touches_only():
    text = "name: A\nlog: [{date: 2026-07-22, type: call}, {date: 2026-07-30, type: email}]\n"
    assert ("note-knows-spoken", [date(2026, 7, 22), 10]) == aged(text)[1][-1]
    assert ("note-knows-never", []) == aged("name: A\nlog: [{date: 2026-07-30, type: email}]\n")[1][
        -1
    ]


def test_every_entry_counts_once_in_its_year_and_a_year_without_any_is_seen():
    text = "name: A\nlog:\n  - {date: 2024-12-31, type: call, by: [kim, choi]}\n  - {date: 2026-01-01, type: call}\n  - {date: 2026-07-30, type: email}\n  - {date: 2026-08-02, type: call}\n"
    table, _ = aged(text)
    assert (
        [(2024, 1, 0), (2025, 0, 0), (2026, 1, 1)]
        == [*table.totals["years"]]
        == [*table.sections[1].rows]
    )


def test_years_without_an_entry_are_told_for_ten_years_only():
    table, _ = aged("name: A\nlog: [{date: 1999-01-01, type: call}]\n")
    assert [1999, *range(2017, 2027)] == [each.year for each in table.totals["years"]]


def test_an_account_without_any_record_has_no_age():
    table, told = aged("name: A\n")
    assert ([], (None, None, None, ())) == (
        told,
        tuple(table.totals[key] for key in ("since", "customer_since", "last_two_way", "years")),
    )


def test_who_leaves_later_had_not_left_by_then():
    text = "{name: A, contacts: {p: {name: 박, left: 2026-08-01}, q: {name: 곽, left: 2026-08-02}}, log: [{date: 2026-07-01, type: call, by: kim, with: [p, q]}]}"
    assert {"p": True, "q": False} == {
        row.contact: row.left for row in ask(knows, account(text), rules=RULES).rows
    }


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("type: visit", "type: call", "call"),
        ("type: visit", "type: call, outcome: no_answer", "visit"),
    ],
)
def test_of_one_day_a_two_way_touch_was_the_last_then_the_first_by_type_in_any_order(
    one, other, expected
):
    for first, second in ((one, other), (other, one)):
        (row,) = ask(
            knows,
            account(
                f"{{name: A, log: [{{date: 2026-07-01, {first}, by: kim}}, {{date: 2026-07-01, {second}, by: kim}}]}}"
            ),
            rules=RULES,
        ).rows
        assert expected == row.last_type
