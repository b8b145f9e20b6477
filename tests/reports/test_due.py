"""The agenda of the book: one order, how late, and room for relation work when the list is cut."""

from datetime import date, timedelta

import pytest

from books import AS_OF, Ask, account, ask, policy
from crmcli.domain.relations.task import RELATION
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.reports.pages import due
from crmcli.reports.pages.due import DueRow

ROLES = policy(
    "{role_sets: {r: {cio: {}}}, default_role_set: r, cadences: {m: {for: {status: customer}, touches: {type: call, per_year: 12}}}}"
)
QUIET = policy("{role_sets: {}, cadences: {}}")

BUSY = account("""
    name: 한빛전자
    status: customer
    owner: kim-mj
    roles: {cio: {contact: lee}}
    contacts: {lee: {name: 이동현, stance: {2025-06-12: neutral}}}
    plans: {who: {for: cio, due: 2026-07-30}}
    cases: {batch: {opened: 2026-07-31, what: 배치 장애}}
    contracts: {c: {start: 2025-08-31, end: 2026-08-30}}
    deals:
      call-back: {stages: {2026-07-20: contacting}, next: {date: 2026-07-31, what: 통화}}
      silent: {stages: {2026-06-30: contacting}}
    log:
      - {date: 2026-07-01, type: call, deal: silent, outcome: no_answer}
      - {date: 2026-07-02, type: call, deal: silent, outcome: no_answer}
      - {date: 2026-07-03, type: call, deal: silent, outcome: no_answer}
      - {date: 2026-07-04, type: call, deal: silent, outcome: no_answer}
      - {date: 2026-07-05, type: call, deal: silent, outcome: no_answer}
""")


def test_the_list_goes_from_broken_promises_down_to_roles_without_rep():
    rows = ask(due, BUSY, rules=ROLES).rows
    expected = [
        ("next", "call-back", date(2026, 7, 31), 1),
        ("case", "batch", date(2026, 7, 31), 1),
        ("final", "silent", date(2026, 7, 8), 24),  # the fifth attempt and three days
        ("renewal", "c", date(2026, 7, 31), 1),  # 30 days before the end
        ("cadence", "m/call", date(2026, 7, 30), 2),  # the period from 06-30 to 07-30 was missed
        ("plan", "who", date(2026, 7, 30), 2),
        ("rotten", "silent", date(2026, 7, 15), 17),  # 32 days idle, 14 allowed
        ("stance", "lee", date(2025, 12, 10), 234),  # the day after 180 days from 2025-06-12
        ("rep", "cio", None, None),
    ]
    assert expected == [(row.kind, row.subject, row.date, row.days_late) for row in rows]


def test_every_row_says_why():
    whys = {row.kind: row.why for row in ask(due, BUSY, rules=ROLES).rows}
    assert Message("why-next", ("통화",)) == whys["next"]
    assert Message("why-final", (5, 5, date(2026, 7, 5))) == whys["final"]
    assert Message("why-renewal", (date(2026, 8, 30), 29)) == whys["renewal"]
    assert Message("why-rotten", (32, 14)) == whys["rotten"]
    assert Message("why-complaint", ("배치 장애", 1)) == whys["case"]


def test_the_totals_count_every_kind_that_there_is():
    expected = {
        "due": 9,
        "next": 1,
        "case": 1,
        "final": 1,
        "renewal": 1,
        "cadence": 1,
        "plan": 1,
        "rotten": 1,
        "stance": 1,
        "rep": 1,
    }
    assert expected == ask(due, BUSY, rules=ROLES).totals


def promises(*days: str, name: str = "hanbit") -> Account:
    deals = "".join(
        f"  d{place}: {{stages: contacting, next: 2026-{day}}}\n" for place, day in enumerate(days)
    )
    return account(f"name: 한빛전자\ndeals:\n{deals}", name)


def test_of_one_kind_the_latest_comes_first():
    rows = ask(due, promises("07-30", "07-01", "07-31"), rules=QUIET).rows
    assert ["d1", "d0", "d2"] == [row.subject for row in rows]


def test_what_is_coming_stands_below_what_is_due_the_soonest_first():
    book = account(
        "{name: A, deals: {a: {stages: contacting, next: 2026-08-05}, b: {stages: contacting, next: 2026-08-04}}, plans: {p: {for: cio, due: 2026-07-31}}}"
    )
    rows = ask(due, book, rules=QUIET, days=7).rows
    assert [("p", 1), ("b", -3), ("a", -4)] == [(row.subject, row.days_late) for row in rows]


def test_a_promise_for_today_is_zero_days_late():
    assert [0] == [
        row.days_late
        for row in ask(due, promises("08-05"), rules=QUIET, as_of=date(2026, 8, 5)).rows
    ]


def test_nothing_due_says_so():
    table = ask(due, account("name: A"), rules=QUIET)
    assert ([], (Message("note-due-nothing"),), {"due": 0}) == (
        table.rows,
        table.notes,
        table.totals,
    )


# --- the cut list


def plans(count: int, name: str = "mir") -> Account:
    listed = "".join(
        f"  p{place}: {{for: cio, due: 2026-07-{30 - place:02}}}\n" for place in range(count)
    )
    return account(f"name: 미르\nplans:\n{listed}", name)


# ten promises: more urgent than any plan
MANY = promises(*[f"07-{day:02}" for day in range(1, 11)])
MORE = promises(*[f"07-{day:02}" for day in range(1, 11)], name="mirae")


def kinds(limit: int, *accounts: Account) -> list[str]:
    return [row.kind for row in ask(due, *accounts, rules=QUIET, limit=limit).rows]


def test_a_list_within_the_limit_is_not_cut():
    table = ask(due, MANY, plans(2), rules=QUIET, limit=12)
    assert (12, 0, ()) == (len(table.rows), table.cut, table.notes)


@pytest.mark.parametrize(("limit", "kept"), [(1, 0), (3, 0), (4, 1), (7, 1), (8, 2), (12, 3)])
def test_a_cut_list_keeps_a_fourth_for_relation_rows_and_three_at_most(limit, kept):
    assert ["next"] * (limit - kept) + ["plan"] * kept == kinds(limit, MANY, MORE, plans(5))


def test_the_most_urgent_rows_stay_however_short_the_list_is():
    assert ["next", "case", "final"] == kinds(3, BUSY, plans(5))


def test_a_cut_list_keeps_all_relation_rows_if_there_are_fewer_than_three():
    assert ["next"] * 6 + ["plan"] * 2 == kinds(8, MANY, plans(2))


def test_a_cut_list_without_relation_rows_is_simply_cut():
    assert ["next"] * 8 == kinds(8, MANY)


def test_relation_rows_that_are_urgent_enough_need_no_reserve():
    assert ["plan"] * 4 + ["rotten"] == kinds(
        5,
        plans(4),
        account(
            "{name: A, deals: {a: {stages: {2026-01-01: contacting}}, b: {stages: {2026-01-01: contacting}}}}"
        ),
    )


def test_the_reserved_rows_are_the_most_urgent_relation_rows_and_the_dropped_ones_the_least_urgent_others():
    rows = ask(due, MANY, plans(5), rules=QUIET, limit=5).rows
    # plans due 07-30, 29, … 26: the latest first; a weekend day comes forward (07-26 is a Sunday: 07-24)
    assert ["d0", "d1", "d2", "d3", "p4"] == [row.subject for row in rows]


def test_a_cut_list_tells_how_many_there_are():
    table = ask(due, MANY, plans(5), rules=QUIET, limit=8)
    assert (7, {"due": 15, "next": 10, "plan": 5}, (Message("note-due-cut", (8, 15)),)) == (
        table.cut,
        table.totals,
        table.notes,
    )


# --- condensed chunk by chunk, as the library does


BOOK = [
    promises(*[f"07-{day:02}" for day in range(first, first + 3)], name=f"a{first}")
    for first in range(1, 20, 3)
] + [plans(3, "x"), plans(2, "y"), BUSY]


def in_chunks(size: int, limit: int):
    options = Ask(limit=limit)
    parts = [BOOK[start : start + size] for start in range(0, len(BOOK), size)]
    condensed = [
        due.condense(
            [row for each in part for row in due.gather(each, ROLES, AS_OF, options)], options
        )
        for part in parts
    ]
    return due.tabulate([fact for part in condensed for fact in part], ROLES, AS_OF, options)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 8, 13, 30, 100])
@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_condensed_in_chunks_the_answer_is_the_same(size, limit):
    whole, parts = ask(due, *BOOK, rules=ROLES, limit=limit), in_chunks(size, limit)
    assert whole == parts
    everything = ask(due, *BOOK, rules=ROLES).rows
    assert len(everything) == whole.totals["due"]
    first = [
        [row._replace(n=0) for row in rows if row.kind in RELATION][: min(3, limit // 4)]
        for rows in (everything, whole.rows)
    ]
    assert first[0] == first[1]


def test_condensing_again_what_was_condensed_loses_no_count():
    options = Ask(limit=2)
    parts = [due.condense(due.gather(each, ROLES, AS_OF, options), options) for each in BOOK]
    again = due.condense([fact for part in parts for fact in part], options)
    assert ask(due, *BOOK, rules=ROLES, limit=2) == due.tabulate(again, ROLES, AS_OF, options)


def test_without_a_limit_nothing_is_condensed():
    rows = due.gather(BUSY, ROLES, AS_OF, Ask())
    assert rows == due.condense(rows, Ask())


def test_a_row_belongs_to_who_has_to_do_it():
    (row,) = due.gather(
        account(
            "{name: A, owner: kim-mj, plans: {p: {for: cio, how: 소개, owner: choi, due: 2026-07-31}}}"
        ),
        QUIET,
        AS_OF,
        Ask(),
    )
    assert (
        DueRow(
            date(2026, 7, 31),
            1,
            "plan",
            "hanbit",
            "A",
            "p",
            "choi",
            Message("why-plan", ("cio", "소개")),
            ("plans.p",),
            about="p",
        )
        == row
    )
    assert AS_OF - timedelta(days=1) == row.date


def test_what_a_row_is_about_reads_as_people_say_it():
    text = "{name: A, owner: kim-mj, contacts: {lee: {name: 이동현}}, deals: {d: {stages: {2026-06-01: contacting}, next: {date: 2026-07-31, what: x}}}}"
    (row,) = [
        row
        for row in due.gather(account(text), QUIET, AS_OF, Ask())
        if isinstance(row, DueRow) and row.kind == "next"
    ]
    assert ("d", "d") == (row.subject, row.about)
    promise = "{name: A, owner: kim-mj, contacts: {lee: {name: 이동현}, lee-2: {name: PAT}}, log: [{date: 2026-07-01, type: call, with: lee-2, next: {date: 2026-07-31, what: x}}]}"
    for other, said in (("김", "이동현"), ("이동현", "이동현 (lee-2)")):
        rows = due.gather(
            account(promise.replace("이동현", other).replace("PAT", "이동현")), QUIET, AS_OF, Ask()
        )
        assert [("lee-2", said)] == [
            (row.subject, row.about)
            for row in rows
            if isinstance(row, DueRow) and row.kind == "next"
        ]
    roles = [row for row in ask(due, BUSY, rules=ROLES).rows if row.kind == "rep"]
    assert [("cio", "")] == [(row.subject, row.about) for row in roles]


def test_explain_shows_the_records_that_every_row_has_anyway():
    table = ask(due, BUSY, rules=ROLES, explain=True, limit=3)
    assert [{"records": row.records} for row in table.rows] == table.evidence
    assert [("deals.call-back.next",), ("cases.batch",), ("roles.cio",)] == [
        row.records
        for row in ask(due, BUSY, rules=ROLES).rows
        if row.kind in ("next", "case", "rep")
    ]
    assert () == ask(due, BUSY, rules=ROLES).evidence


# When work on relations became less


def worked(
    recent: tuple[int, int], before: tuple[int, int], name: str = "a", owner: str = "kim-mj"
) -> Account:
    """So many entries about no deal, and about one, in the last 30 days and in the 90 before."""
    days = (("2026-07-03", recent), ("2026-07-02", before))
    entries = [
        f"  - {{date: {day}, type: call{deal}}}\n"
        for day, counts in days
        for deal, count in zip(("", ", deal: d"), counts, strict=True)
        for _ in range(count)
    ]
    return account(
        f"name: A\nowner: {owner}\nstatus: churned\ndeals: {{d: {{stages: contacting, outcome: {{result: won, date: 2026-07-04}}}}}}\nlog:\n{''.join(entries)}",
        name,
    )


FELL = Message("note-relation-fell", (40, 2, 5, 60, 3, 5))


def test_that_work_on_relations_became_less_is_told_below_the_list_and_in_the_totals():
    table = ask(due, worked((2, 3), (3, 2)), rules=QUIET)
    assert ((Message("note-due-nothing"), FELL), {"due": 0, "relation_fell": (2, 5, 3, 5)}) == (
        table.notes,
        table.totals,
    )


def test_where_it_did_not_nothing_is_said_of_it():
    table = ask(due, worked((3, 2), (3, 2)), rules=QUIET)
    assert ((Message("note-due-nothing"),), {"due": 0}) == (table.notes, table.totals)


def test_a_cut_list_tells_it_of_all_accounts_put_together_part_by_part():
    book = [
        worked((1, 2), (2, 1), "a"),
        worked((1, 1), (1, 1), "b"),
        promises("07-30", "07-01", "07-31"),
    ]
    options = Ask(limit=2)
    parts = [due.condense(due.gather(each, QUIET, AS_OF, options), options) for each in book]
    table = due.tabulate([fact for part in parts for fact in part], QUIET, AS_OF, options)
    assert (Message("note-due-cut", (2, 3)), FELL) == table.notes
    assert ask(due, *book, rules=QUIET, limit=2) == table


def test_of_one_owner_only_the_work_at_their_accounts_counts():
    facts = due.gather(worked((2, 3), (3, 2), "a", "choi"), QUIET, AS_OF, Ask())
    assert ["choi"] == [fact.owner for fact in facts]


CARE = policy(
    "{role_sets: {r: {cio: {}}}, cadences: {v: {for: {status: customer}, touches: [{type: visit, every_months: 4}]}}}"
)
CONTENT = """
    name: {0}
    status: customer
    contacts: {{lee: {{name: 이동현, stance: {{2026-07-01: friendly}}}}}}
    deals: {{won: {{outcome: {{result: won, date: 2025-12-01}}}}}}
    surveys: [{{date: 2026-07-01, contact: lee, kind: nps, score: 10}}]
    log: [{{date: 2026-07-01, type: visit, with: lee}}]
"""


def test_asking_for_a_referral_comes_last_of_all_that_is_due_and_pushes_nothing_out_of_a_cut_list():
    content = [account(CONTENT.format(name), name) for name in ("a", "b")]
    rows = ask(due, BUSY, *content, rules=CARE).rows
    assert [("a", "lee", "이동현", None, None), ("b", "lee", "이동현", None, None)] == [
        (row.account, row.subject, row.about, row.date, row.days_late) for row in rows[-2:]
    ]
    assert {"referral_ask": 2} == {
        kind: n
        for kind, n in ask(due, *content, rules=CARE).totals.items()
        if kind.startswith("referral")
    }
    cut = ask(due, BUSY, *content, rules=CARE, limit=len(rows) - 2)
    assert rows[:-2] == cut.rows
    assert "referral_ask" not in RELATION


def test_a_deal_a_case_or_a_contract_that_is_called_as_one_of_us_or_of_theirs_keeps_its_own_id():
    rules = policy("{role_sets: {}, cadences: {}, team: {kim: Kim Minji, lee: {left: 2026-07-01}}}")
    same = account("""
        name: A
        contacts: {kim: {name: Kim Jane, stance: {2025-06-12: neutral}}, jo: {name: Jo Kim}}
        roles: {}
        deals: {kim: {owner: lee, stages: {2026-07-20: contacting}, next: {date: 2026-07-31, what: call}}}
        cases: {kim: {opened: 2026-07-31, what: stop}}
        plans: {kim: {for: jo, due: 2026-07-30}}
        log: [{date: 2026-07-02, type: call, with: kim, next: {date: 2026-07-30, what: paper}}]
        """)
    found = {(row.kind, row.records[0]): row.about for row in ask(due, same, rules=rules).rows}
    assert {
        ("next", "deals.kim.next"): "kim",
        ("next", "log.2026-07-02.next"): "Kim Jane",
        ("case", "cases.kim"): "kim",
        ("plan", "plans.kim"): "kim",
        ("owner-left", "deals.kim.owner"): "lee",
    } == found
