"""The agenda: what is due, on which working day, and what is not due yet or no longer."""

from datetime import date, timedelta

import pytest

from books import AS_OF, account, policy
from crmcli.domain.relations.agenda import tasks
from crmcli.domain.relations.task import KINDS, Task
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.messages import Phrases

QUIET = policy("{role_sets: {}, cadences: {}}")
ROLES = policy("{role_sets: {r: {cio: {weight: 3}}}, default_role_set: r, cadences: {}}")
DAY = timedelta(days=1)


def due(text: str, as_of: date = AS_OF, rules: Policy = QUIET, days: int = 0) -> list[Task]:
    return [*tasks(account(text), rules, as_of, days)]


def days_of(
    text: str, as_of: date = AS_OF, rules: Policy = QUIET, days: int = 0
) -> list[tuple[str, str, date | None]]:
    return [(task.kind, task.subject, task.day) for task in due(text, as_of, rules, days)]


# --- next steps


NEXT = "{name: A, owner: kim-mj, deals: {pt2: {stages: contacting, next: {date: 2026-08-05, with: lee-dh}}}}"  # a Wednesday


def test_a_promise_is_due_on_its_day_and_not_before():
    assert [] == due(NEXT, date(2026, 8, 4))
    assert [("next", "pt2", date(2026, 8, 5))] == days_of(NEXT, date(2026, 8, 5))


def test_a_promise_stays_due_with_its_own_day():
    assert [("next", "pt2", date(2026, 8, 5))] == days_of(NEXT, date(2026, 9, 9))


def test_with_days_ahead_what_falls_due_within_them_is_listed():
    assert [] == due(NEXT, date(2026, 8, 4), days=0)
    assert [("next", "pt2", date(2026, 8, 5))] == days_of(NEXT, date(2026, 8, 4), days=1)


def test_a_promise_for_a_sunday_is_due_on_the_friday_before():
    book = NEXT.replace("2026-08-05", "2026-08-09")
    assert [] == due(book, date(2026, 8, 6))
    assert [("next", "pt2", date(2026, 8, 7))] == days_of(book, date(2026, 8, 7))


def test_a_promise_for_a_holiday_after_a_weekend_is_due_on_the_friday_before():
    rules = policy("{role_sets: {}, cadences: {}}", holidays=(date(2026, 8, 17),))
    book = NEXT.replace("2026-08-05", "2026-08-17")
    assert [] == due(book, date(2026, 8, 13), rules)
    assert [("next", "pt2", date(2026, 8, 14))] == days_of(book, date(2026, 8, 14), rules)


def test_a_promise_of_a_deal_that_ended_is_not_due():
    book = "{name: A, deals: {pt2: {stages: contacting, next: 2026-07-05, outcome: {result: lost, date: 2026-08-01}}}}"
    assert [] == due(book)
    # 07-05 is a Sunday
    assert [("next", "pt2", date(2026, 7, 3))] == days_of(book, date(2026, 7, 31))


def test_the_promises_owner_is_its_own_the_deals_or_the_accounts():
    assert "kim-mj" == due(NEXT, date(2026, 8, 5))[0].owner
    assert (
        "lee-js"
        == due(NEXT.replace("stages:", "owner: lee-js, stages:"), date(2026, 8, 5))[0].owner
    )
    assert "han-se" == due(NEXT.replace("with:", "owner: han-se, with:"), date(2026, 8, 5))[0].owner


OVER = """
    name: A
    status: {status}
    plans: {{p: {{for: cio, due: 2026-07-01}}}}
    cases: {{c: {{opened: 2026-07-01}}}}
    contracts: {{k: {{start: 2025-09-01, end: 2026-08-31}}}}
    log: [{{date: 2026-06-01, type: call, with: lee, next: 2026-07-01}}]
    deals:
      gone: {{stages: {{2026-05-01: contacting}}, next: 2026-06-01, outcome: {{result: lost, date: 2026-06-02}}}}
      pt2: {{stages: {{2026-07-01: contacting}}, next: {{date: 2026-07-31}}}}
"""


@pytest.mark.parametrize("status", ["churned", "disqualified"])
def test_an_account_that_is_over_asks_for_its_open_deals_and_for_nothing_else(status):
    rows = days_of(OVER.format(status=status))
    assert {("next", "pt2", date(2026, 7, 31)), ("rotten", "pt2", date(2026, 7, 16))} == {*rows}


@pytest.mark.parametrize("place", range(3))
def test_whatever_has_ended_leaves_the_rest_of_the_agenda_wherever_it_stands(place):
    """First, in the middle and last: no loop stops at what is over."""
    kinds = {
        "deals": (
            "{stages: contacting, next: 2026-07-01, outcome: {result: won, date: 2026-07-02}}",
            "{stages: contacting, next: 2026-07-01}",
        ),
        "cases": ("{opened: 2026-07-01, closed: 2026-07-02}", "{opened: 2026-07-01}"),
        "plans": ("{for: cio, due: 2026-07-01, done: 2026-07-01}", "{for: cio, due: 2026-07-01}"),
        "contracts": ("{start: 2020-01-01}", "{start: 2025-09-01, end: 2026-08-31}"),
    }
    for section, (over, alive) in kinds.items():
        names = ["a", "b", "c"]
        records = ", ".join(f"{name}: {over if name == names[place] else alive}" for name in names)
        found = [task.subject for task in due(f"{{name: A, {section}: {{{records}}}}}")]
        assert [name for name in names if name != names[place]] == sorted(found), section


@pytest.mark.parametrize("place", range(3))
def test_a_lost_deal_that_is_not_asked_again_hides_no_other(place):
    ends = [
        "{stages: contacting, outcome: {result: lost, date: 2026-01-01, revisit: 2026-07-01}}"
    ] * 3
    ends[place] = "{stages: contacting, outcome: {result: won, date: 2026-01-01}}"
    book = f"{{name: A, deals: {{{', '.join(f'd{at}: {each}' for at, each in enumerate(ends))}}}}}"
    assert [f"d{at}" for at in range(3) if at != place] == [task.subject for task in due(book)]


@pytest.mark.parametrize("place", range(3))
def test_a_kept_promise_hides_no_other(place):
    entries = [
        f"{{date: 2026-07-01, type: call, with: c{at}, next: 2026-07-10}}" for at in range(3)
    ]
    book = f"{{name: A, log: [{', '.join(entries)}, {{date: 2026-07-11, type: call, with: c{place}}}]}}"
    assert [f"c{at}" for at in range(3) if at != place] == [task.subject for task in due(book)]


@pytest.mark.parametrize("place", range(3))
def test_a_waived_role_a_role_with_a_rep_and_a_person_never_assessed_hide_no_other(place):
    rules = policy("{role_sets: {r: {a: {}, b: {}, c: {}}}, default_role_set: r, cadences: {}}")
    names = "abc"
    roles = ", ".join(
        f"{each}: {{contact: {each}{', waived: x' if at == place else ''}}}"
        for at, each in enumerate(names)
    )
    contacts = ", ".join(
        f"{each}: {{name: {each}, stance: {{2025-01-01: neutral}}}}" for each in names
    )
    rest = [each for at, each in enumerate(names) if at != place]
    found = due(f"{{name: A, roles: {{{roles}}}, contacts: {{{contacts}}}}}", AS_OF, rules)
    assert [("stance", each) for each in rest] + [("rep", ", ".join(rest))] == [
        task[1:3] for task in found
    ]
    led = roles.replace(", waived: x", ", rep: kim")
    assert ", ".join(rest) == due(f"{{name: A, roles: {{{led}}}}}", AS_OF, rules)[-1].subject


PROMISED = "{name: A, log: [{date: 2026-07-01, type: call, with: lee-dh, next: {date: 2026-07-10, what: 자료}}]}"


def after(entry: str, book: str = PROMISED) -> int:
    """So many promises stand once this entry is in the log."""
    return sum(task.kind == "next" for task in due(book.replace("log: [", f"log: [{{{entry}}}, ")))


def test_a_promise_from_the_log_is_due_until_it_is_kept():
    assert [("next", "lee-dh", date(2026, 7, 10))] == days_of(PROMISED)
    assert 0 == after("date: 2026-07-10, type: email, with: lee-dh")
    assert 1 == after("date: 2026-07-09, type: email, with: lee-dh")


@pytest.mark.parametrize(
    "entry",
    [
        "type: call, with: kay",  # somebody else
        "type: call, outcome: no_answer, with: lee-dh",
        "type: call, outcome: left_message, with: lee-dh",
        "type: meeting, outcome: cancelled, with: lee-dh",
        "type: info, with: lee-dh",  # a newsletter
        "type: call",  # with nobody of theirs
        "type: call, outcome: no_answer, with: kay, next: {date: 2026-09-01}",  # a promise to somebody else
    ],
)
def test_nothing_else_settles_a_promise(entry):
    assert 1 == after(f"date: 2026-07-15, {entry}")


@pytest.mark.parametrize(
    "entry",
    ["type: call", "type: email", "type: meeting", "type: visit, deal: pt2", "type: message"],
)
def test_an_entry_with_one_of_those_it_was_made_to_settles_it(entry):
    assert 0 == after(f"date: 2026-07-15, {entry}, with: [kay, lee-dh]")


def test_a_newer_promise_to_them_settles_it_also_before_its_day():
    newer = (
        "date: 2026-07-05, type: call, outcome: no_answer, with: lee-dh, next: {date: 2026-07-20}"
    )
    assert 1 == after(newer)
    # of one day neither is the newer one
    assert 2 == after(newer.replace("2026-07-05", "2026-07-01"))
    assert 2 == after(newer.replace("date: 2026-07-20", "date: 2026-07-20, with: kay"))


def test_a_promise_for_a_sunday_is_kept_on_the_friday_the_agenda_moves_it_to():
    assert 0 == after(
        "date: 2026-07-10, type: call, with: lee-dh", PROMISED.replace("07-10", "07-12")
    )


ABOUT = """
    name: A
    deals:
      pt2: {stages: contacting, next: {date: 2026-07-10, with: kay}}
    log: [{date: 2026-07-01, type: call, with: kay, deal: pt2}]
"""


def test_a_deals_promise_is_kept_by_an_entry_about_the_deal_with_them():
    assert 1 == after("date: 2026-07-15, type: call, with: kay", ABOUT)
    assert 1 == after("date: 2026-07-15, type: call, with: lee, deal: pt2", ABOUT)
    assert 1 == after("date: 2026-07-15, type: call, with: kay, deal: other", ABOUT)
    assert 1 == after(
        "date: 2026-07-15, type: call, outcome: no_answer, with: kay, deal: pt2", ABOUT
    )
    assert 0 == after("date: 2026-07-15, type: call, with: kay, deal: pt2", ABOUT)


def test_a_promise_told_in_an_entry_about_a_deal_stands_while_the_deal_does():
    told = "{name: A, deals: {pt2: {stages: contacting}}, log: [{date: 2026-07-01, type: call, with: kay, deal: pt2, next: 2026-07-10}]}"
    assert 1 == after("date: 2026-07-15, type: call, with: kay", told)
    assert 0 == after("date: 2026-07-15, type: call, with: kay, deal: pt2", told)
    assert [] == due(
        told.replace("contacting", "contacting, outcome: {result: won, date: 2026-07-20}")
    )


def test_asking_again_is_settled_by_the_same_kind_of_entry():
    lost = "{name: A, deals: {d: {stages: contacting, outcome: {result: lost, date: 2026-01-01, revisit: 2026-07-12}}}, log: [ENTRY]}"
    settled = ["type: call", "type: email", "type: call, deal: d"]
    not_settled = [
        "type: call, outcome: no_answer",
        "type: info",
        "type: meeting, outcome: cancelled",
        "type: call, deal: other",
    ]
    assert [0] * 3 + [1] * 4 == [
        len(due(lost.replace("ENTRY", f"{{date: 2026-07-10, {each}}}")))
        for each in settled + not_settled
    ]


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("created", "asks"),
    [
        ("2026-01-02", 0),
        ("2026-06-01", 0),
        ("2026-01-01", 1),
        ("2025-12-31", 1),
        ("undated: prospecting, 2026-06-01", 1),  # when it began is not known
        ("2025-12-31: prospecting, 2026-06-01", 1),
        ("2026-01-02: prospecting, 2026-06-01", 0),
    ],
)
def test_asking_again_is_settled_by_an_entry_about_a_deal_begun_later(first, created, asks):
    lost = "d: {stages: contacting, outcome: {result: lost, date: 2026-01-01, revisit: 2026-07-09}}"
    other = f"x: {{stages: {{{created}: contacting}}}}"
    deals = f"{other}, {lost}" if first else f"{lost}, {other}"
    text = f"{{name: A, deals: {{{deals}}}, log: [{{date: 2026-07-10, type: call, deal: x}}]}}"
    assert asks == len([task for task in due(text) if "revisit" in repr(task)])


# --- who has left

LEFT = policy(
    "{role_sets: {}, cadences: {}, team: {ada: {name: Ada}, boss: Boss, ben: {name: Ben, manager: boss, left: 2026-07-31}}}"
)
BENS = """
    name: A
    owner: ben
    deals: {pt2: {owner: ben, stages: {2026-07-25: contacting}, next: {date: 2026-08-01, owner: ben}}, old: {owner: ben, stages: contacting, outcome: {result: won, date: 2026-01-01}}}
    plans: {p: {for: cio, owner: ben, due: 2026-09-30}}
    cases: {c: {opened: 2026-07-30, owner: ben}}
"""


def test_whoever_has_left_is_told_with_what_is_still_theirs():
    (row,) = [task for task in due(BENS, rules=LEFT) if task.kind == "owner-left"]
    behind = [
        Message(f"why-left-{kind}", (1,))
        for kind in ("accounts", "deals", "plans", "cases", "promises")
    ]
    assert (date(2026, 7, 31), "ben", "boss") == (row.day, row.subject, row.owner)
    assert Message("why-owner-left", ("Ben", Message("list", tuple(behind)))) == row.why
    assert (
        "owner",
        "deals.pt2.owner",
        "plans.p.owner",
        "cases.c.owner",
        "deals.pt2.next.owner",
    ) == row.records


def test_what_was_theirs_falls_to_the_accounts_owner():
    rows = due(BENS.replace("owner: ben", "owner: ada", 1), rules=LEFT)
    assert [("next", "ada"), ("owner-left", "ada"), ("case", "ada")] == [
        (task.kind, task.owner) for task in rows
    ]


def test_with_days_ahead_who_will_leave_is_told_and_before_that_nobody():
    assert [] == [task for task in due(BENS, date(2026, 7, 29), LEFT) if task.kind == "owner-left"]
    rows = due(BENS, date(2026, 7, 29), LEFT, days=2)
    assert ["why-owner-leaves"] == [task.why.key for task in rows if task.kind == "owner-left"]


def test_a_day_agreed_with_somebody_who_has_left_parks_nothing():
    book = "{name: A, contacts: {kay: {name: Kay, left: 2026-07-20}}, deals: {pt2: {stages: {2026-07-01: contacting}, next: {date: 2026-09-01, with: kay}}}}"
    assert ["rotten"] == [task.kind for task in due(book)]
    assert [] == due(book.replace("2026-07-20", "2026-08-02"))
    assert [] == due(book.replace("with: kay", "with: [kay, lee]"))


@pytest.mark.parametrize("plan", ["for: kay", "for: cio, via: kay"])
def test_a_plan_that_counts_on_somebody_who_has_left_says_so(plan):
    book = f"{{name: A, contacts: {{kay: {{name: Kay, left: 2026-08-01}}}}, plans: {{p: {{{plan}, due: 2026-08-01}}}}}}"
    assert ["why-plan-left"] == [task.why.key for task in due(book)]
    assert ["why-plan"] == [
        task.why.key for task in due(book.replace("2026-08-01}}", "2026-08-02}}"))
    ]


# --- cases


CASE = "{name: A, cases: {batch: {opened: 2026-07-05, owner: han-se}}}"  # a Sunday


def test_an_open_complaint_is_listed_with_the_day_it_was_opened():
    assert [("case", "batch", date(2026, 7, 5))] == days_of(CASE)


def test_a_complaint_is_not_known_before_it_was_opened():
    assert [] == due(CASE, date(2026, 7, 4))
    assert 1 == len(due(CASE, date(2026, 7, 5)))


def test_a_complaint_closed_today_is_closed_and_one_closed_tomorrow_is_open():
    assert [] == due(CASE.replace("owner:", "closed: 2026-08-01, owner:"))
    assert 1 == len(due(CASE.replace("owner:", "closed: 2026-08-02, owner:")))


# --- attempts


def knocked(count: int, more: str = "") -> str:
    entries = [
        f"{{date: 2026-06-{day:02}, type: call, deal: pt2, outcome: no_answer}}"
        for day in range(1, count + 1)
    ]
    return f"{{name: A, deals: {{pt2: {{stages: contacting{more}}}}}, log: [{', '.join(entries)}]}}"


def test_after_five_attempts_the_final_message_is_due_after_the_gap():
    # the fifth on 06-05, three days later is Monday 06-08
    assert [] == due(knocked(5), date(2026, 6, 7))
    assert [("final", "pt2", date(2026, 6, 8))] == days_of(knocked(5), date(2026, 6, 8))


def test_the_next_attempt_is_due_after_the_gap_unless_a_next_step_stands():
    # the third on 06-03, three days later is Saturday 06-06
    assert [("attempt", "pt2", date(2026, 6, 5))] == days_of(knocked(3), date(2026, 6, 6))
    assert [] == due(knocked(3, ", next: 2026-06-15"), date(2026, 6, 6))


def test_after_the_final_message_and_its_grace_closing_is_proposed():
    book = knocked(5)[:-2] + ", {date: 2026-06-08, type: email, deal: pt2}]}"
    assert [] == due(book, date(2026, 6, 14))
    assert [("close", "pt2", date(2026, 6, 15))] == days_of(book, date(2026, 6, 15))


def test_letting_go_names_the_day_of_the_last_message_and_the_end_that_the_policy_says():
    book = (
        knocked(5)[:-2]
        + ", {date: 2026-06-08, type: email, deal: pt2}, {date: 2026-06-12, type: call, deal: pt2, outcome: no_answer}]}"
    )
    (task,) = due(
        book, date(2026, 6, 15), policy("{role_sets: {}, cadences: {}, attempts: {close_as: lost}}")
    )
    assert (date(2026, 6, 15), "no answer to the last message of 2026-06-08: close as lost") == (
        task.day,
        Phrases("en").say(task.why),
    )


def test_a_promise_made_to_several_is_about_the_first_by_id_in_whatever_order_they_stand():
    told = "{name: A, log: [{date: 2026-07-01, type: call, next: {date: 2026-07-10, with: [seo, lee]}}]}"
    assert [[("next", "lee", date(2026, 7, 10))]] * 2 == [
        days_of(text) for text in (told, told.replace("seo, lee", "lee, seo"))
    ]


# --- renewals


CONTRACT = "{name: A, contracts: {c: {start: 2026-01-15, end: 2027-01-14}}}"


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 10, 16),
        date(2026, 12, 15),
        date(2026, 12, 31),
        date(2027, 1, 7),
        date(2027, 1, 14),
    ],
)
def test_a_renewal_is_due_90_30_14_and_7_days_before_the_end_and_at_the_end(day):
    assert [("renewal", "c", day)] == days_of(CONTRACT, day)
    before = days_of(CONTRACT, day - DAY)
    assert before == [] or before[0][2] < day


def test_nothing_is_due_91_days_before_the_end():
    assert [] == due(CONTRACT, date(2026, 10, 15))


def test_a_notice_period_is_a_reminder_of_its_own():
    assert [("renewal", "c", date(2026, 9, 16))] == days_of(
        CONTRACT.replace("end:", "notice_days: 120, end:"), date(2026, 9, 16)
    )


def test_a_contract_renewed_ahead_is_not_asked_for_from_the_day_that_was_signed():
    ahead = CONTRACT.replace("14}}", "14}, d: {start: 2027-01-15, signed: 2026-12-01}}")
    assert [1, 0] == [len(due(ahead, day)) for day in (date(2026, 11, 30), date(2026, 12, 1))]


def test_a_reminder_on_a_sunday_comes_on_friday():
    book = CONTRACT.replace("2027-01-14", "2027-01-16")  # 90 days before is Sunday 2026-10-18
    assert [] == due(book, date(2026, 10, 15))
    assert [("renewal", "c", date(2026, 10, 16))] == days_of(book, date(2026, 10, 16))


def test_a_later_reminder_on_a_weekend_comes_on_friday_too_and_not_on_monday_after():
    book = CONTRACT.replace("2027-01-14", "2027-01-16")  # 14 days before is Saturday 2027-01-02
    assert [("renewal", "c", date(2026, 12, 17))] == days_of(book, date(2026, 12, 31))
    assert [("renewal", "c", date(2027, 1, 1))] == days_of(book, date(2027, 1, 1))


def test_a_contract_that_ended_is_listed_through_its_grace_and_no_longer():
    assert 1 == len(due(CONTRACT, date(2027, 4, 14)))
    assert [] == due(CONTRACT, date(2027, 4, 15))


def test_a_contract_that_another_has_taken_over_is_not_due():
    book = "{name: A, contracts: {c: {start: 2025-07-01, end: 2026-06-30}, d: {start: 2026-07-01, end: 2027-06-30}}}"
    assert [] == due(book, date(2026, 7, 1))


def test_a_contract_without_an_end_or_not_begun_is_not_due():
    assert [] == due("{name: A, contracts: {c: {start: 2026-01-15}}}", date(2030, 1, 1))
    assert [] == due("{name: A, contracts: {c: {start: 2026-08-02, end: 2026-08-20}}}")


def test_a_contract_without_a_foreseeable_end_is_not_due():
    assert [] == due("{name: A, contracts: {c: {start: 2026-01-15, end: 9999-12-31}}}")


def test_a_notice_period_longer_than_the_calendar_is_a_long_one():
    assert 1 >= len(
        due("{name: A, contracts: {c: {start: 2026-01-15, end: 2026-12-31, notice_days: 999_999}}}")
    )


# --- cadences


CUSTOMER = "{name: A, status: customer, owner: kim-mj, contracts: {c: {start: 2026-01-15}}}"
MONTHLY = "{{role_sets: {{}}, team: {{kim-mj: {{function: sales}}, han-se: {{function: support}}}}, cadences: {{m: {{for: {{status: customer}}, {}touches: {{type: call, per_year: 12}}}}}}}}"


def test_a_cadence_that_was_missed_is_due_since_the_end_of_its_period():
    # 06-14 is a Sunday
    assert [("cadence", "m/call", date(2026, 6, 12))] == days_of(
        CUSTOMER, date(2026, 6, 20), policy(MONTHLY.format(""))
    )


def test_a_cadence_is_listed_from_the_day_it_is_at_risk():
    # 30 days from 06-15: at risk from 07-08, due on Tuesday 07-14
    book = CUSTOMER[:-1] + ", log: [{date: 2026-06-10, type: call}]}"
    rules = policy(MONTHLY.format(""))
    assert [] == due(book, date(2026, 7, 7), rules, days=10)
    assert [("cadence", "m/call", date(2026, 7, 14))] == days_of(book, date(2026, 7, 14), rules)
    assert [("cadence", "m/call", date(2026, 7, 14))] == days_of(
        book, date(2026, 7, 8), rules, days=10
    )
    assert [("cadence", "m/call", date(2026, 7, 14))] == days_of(book, date(2026, 7, 8), rules)


def test_a_cadence_is_the_accounts_owners_or_of_the_first_with_the_function():
    assert "kim-mj" == due(CUSTOMER, date(2026, 6, 20), policy(MONTHLY.format("")))[0].owner
    assert (
        "han-se"
        == due(CUSTOMER, date(2026, 6, 20), policy(MONTHLY.format("owner: support, ")))[0].owner
    )
    assert (
        "kim-mj"
        == due(CUSTOMER, date(2026, 6, 20), policy(MONTHLY.format("owner: sales, ")))[0].owner
    )


def test_a_cadence_for_customers_asks_nothing_of_prospects():
    assert [] == due(
        CUSTOMER.replace("customer", "prospect"), date(2026, 6, 20), policy(MONTHLY.format(""))
    )


# --- relation work


def test_a_plan_is_due_on_its_day():
    book = "{name: A, plans: {who: {for: cio, owner: kim-mj, due: 2026-08-05}}}"
    assert [] == due(book, date(2026, 8, 4))
    assert [("plan", "who", date(2026, 8, 5))] == days_of(book, date(2026, 8, 5))
    assert [("plan", "who", date(2026, 8, 5))] == days_of(book, date(2026, 9, 5))


@pytest.mark.parametrize("ending", ["done", "dropped"])
def test_a_plan_that_ended_is_not_due(ending):
    assert [] == due(
        f"{{name: A, plans: {{who: {{for: cio, due: 2026-07-05, {ending}: 2026-08-01}}}}}}"
    )
    assert 1 == len(
        due(f"{{name: A, plans: {{who: {{for: cio, due: 2026-07-05, {ending}: 2026-08-02}}}}}}")
    )


STANCE = "{name: A, roles: {cio: {contact: lee-dh, rep: kim-mj}}, contacts: {lee-dh: {name: 이동현, stance: {2026-02-02: neutral}}}}"


def test_a_stance_is_stale_from_the_day_after_stance_days():
    assert [] == due(STANCE, AS_OF, ROLES)  # 180 days
    found = due(STANCE, AS_OF + DAY, ROLES)
    assert [("stance", "lee-dh", AS_OF + DAY, "kim-mj")] == [
        (task.kind, task.subject, task.day, task.owner) for task in found
    ]


def test_a_stance_that_becomes_stale_stands_ahead_and_on_its_day():
    assert [("stance", "lee-dh", AS_OF + DAY)] == days_of(STANCE, AS_OF, ROLES, days=1)
    assert [] == days_of(STANCE, AS_OF - DAY, ROLES, days=1)


def test_the_stale_stance_of_every_holder_is_told_in_any_order():
    for order in ("lee-dh, jung-wk", "jung-wk, lee-dh"):
        text = STANCE.replace("contact: lee-dh", f"contact: [{order}]").replace(
            "contacts: {", "contacts: {jung-wk: {name: J, stance: {2026-02-02: friendly}}, "
        )
        assert {("stance", "jung-wk"), ("stance", "lee-dh")} == {
            (task.kind, task.subject) for task in due(text, AS_OF + DAY, ROLES)
        }


def test_a_stale_stance_is_told_once_for_a_person_in_two_roles():
    rules = policy("{role_sets: {r: {cio: {}, cfo: {}}}, default_role_set: r, cadences: {}}")
    book = STANCE.replace("roles: {", "roles: {cfo: {contact: lee-dh, rep: kim-mj}, ")
    assert [("stance", "lee-dh", AS_OF + DAY)] == days_of(book, AS_OF + DAY, rules)


@pytest.mark.parametrize(
    "role",
    ["{}", "{cio: null}", "{cio: lee-dh}", "{cio: {contact: lee-dh, rep: [kim-mj, lee-js]}}"],
)
def test_a_required_role_without_exactly_one_rep_is_listed_without_a_day(role):
    assert [("rep", "cio", None)] == days_of(
        f"{{name: A, roles: {role}, contacts: {{lee-dh: 이동현}}}}", rules=ROLES
    )


def test_several_roles_without_rep_are_one_row_in_the_order_of_the_role_set():
    rules = policy(
        "{role_sets: {r: {ceo: {}, cfo: {}, cio: {}}}, default_role_set: r, cadences: {}}"
    )
    assert [("rep", "ceo, cio", None)] == days_of(
        "{name: A, roles: {cio: null, cfo: {rep: kim-mj}}}", rules=rules
    )


def test_a_waived_role_asks_for_no_rep():
    assert [] == due("{name: A, roles: {cio: {waived: 그룹이 담당}}}", rules=ROLES)


# --- rotten deals


def test_a_rotten_deal_is_listed_from_its_first_rotten_day_also_on_a_weekend():
    book = "{name: A, deals: {pt2: {stages: {2026-07-17: contacting}}}}"
    assert [] == due(book, date(2026, 7, 31))
    assert [("rotten", "pt2", AS_OF)] == days_of(book)
    assert [("rotten", "pt2", AS_OF)] == days_of(book, date(2026, 8, 11))


def test_a_parked_deal_is_not_listed_as_rotten():
    assert [] == due(
        "{name: A, deals: {pt2: {stages: {2026-01-01: contacting}, next: {date: 2026-08-05, with: lee-dh}}}}"
    )


# --- the records behind each


def records(text: str, as_of: date = AS_OF, rules: Policy = QUIET) -> list[tuple[str, ...]]:
    return [task.records for task in due(text, as_of, rules)]


def test_every_thing_to_do_names_its_records():
    assert [("deals.pt2.next",)] == records(NEXT, date(2026, 8, 5))
    assert [("log.2026-07-01.next",)] == records(PROMISED)
    assert [("cases.batch",)] == records(CASE)
    assert [("contracts.c",)] == records(CONTRACT, date(2026, 10, 16))
    assert [("plans.who",)] == records("{name: A, plans: {who: {for: cio, due: 2026-07-30}}}")
    assert [("contacts.lee-dh.stance",)] == records(STANCE, AS_OF + DAY, ROLES)
    assert [("deals.pt2",)] == records(
        "{name: A, deals: {pt2: {stages: {2026-07-17: contacting}}}}"
    )


def test_attempts_name_every_entry_that_counts_once():
    entries = tuple(f"log.2026-06-0{day}" for day in range(1, 6))
    twice = knocked(5)[:-2] + ", {date: 2026-06-05, type: message, deal: pt2}]}"
    assert [entries] == records(knocked(5), date(2026, 6, 8)) == records(twice, date(2026, 6, 8))
    closing = knocked(5)[:-2] + ", {date: 2026-06-08, type: email, deal: pt2}]}"
    assert [(*entries, "log.2026-06-08")] == records(closing, date(2026, 6, 15))


def test_a_cadence_names_the_policys_and_the_touches_that_counted():
    rules = policy(MONTHLY.format(""))
    calls = (
        CUSTOMER[:-1]
        + ", log: [{date: 2026-01-20, type: call}, {date: 2026-06-01, type: call, outcome: no_answer}]}"
    )
    assert [("policy.cadences.m",)] == records(CUSTOMER, date(2026, 6, 20), rules)
    assert [("policy.cadences.m", "log.2026-01-20")] == records(calls, date(2026, 6, 20), rules)


def test_roles_without_a_rep_are_all_named_however_many():
    rules = policy(
        "{role_sets: {r: {a: {}, b: {}, c: {}, d: {}, e: {}}}, default_role_set: r, cadences: {}}"
    )
    assert [("roles.a", "roles.b", "roles.c", "roles.d", "roles.e")] == records(
        "{name: A}", rules=rules
    )


def test_the_kinds_stand_in_the_order_of_urgency():
    named = ("next", "case", "final", "renewal", "cadence", "plan", "rotten", "stance", "rep")
    assert [*named] == [kind for kind in KINDS if kind in named]


# --- deals to ask about again


REVISIT = "{name: A, owner: kim-mj, deals: {mes: {stages: {2025-09-01: closing}, owner: lee-js, outcome: {result: lost, date: 2026-01-15, reason: price, revisit: 2026-08-05}}}LOG}"


def revisit(log: str = "", more: str = "") -> str:
    return REVISIT.replace("LOG", f", log: [{log}]" if log else "").replace(
        "{name: A,", f"{{name: A, {more}"
    )


def test_a_lost_deal_is_asked_about_again_on_its_day_by_its_owner():
    assert [] == due(revisit(), date(2026, 8, 4))
    (task,) = due(revisit(), date(2026, 8, 5))
    why = Message(
        "why-revisit", (Message("word-lost"), date(2026, 1, 15), {"ko": "가격", "en": "Price"})
    )
    assert (
        Task(
            date(2026, 8, 5),
            "revisit",
            "mes",
            "lee-js",
            why,
            ("deals.mes.outcome.revisit",),
            fact=date(2026, 8, 5),
        )
        == task
    )


def test_one_that_fizzled_out_is_asked_about_too_and_one_that_was_won_or_never_real_is_not():
    kinds = {
        result: [
            task.kind
            for task in due(
                revisit().replace("result: lost", f"result: {result}"), date(2026, 8, 5)
            )
        ]
        for result in ("no_decision", "won", "invalid")
    }
    assert {"no_decision": ["revisit"], "won": [], "invalid": []} == kinds


def test_before_its_outcome_nothing_is_asked_again():
    assert [] == [
        task for task in due(revisit(), date(2026, 1, 14), days=365) if task.kind == "revisit"
    ]


def test_a_revisit_on_a_sunday_comes_forward():
    assert [("revisit", "mes", date(2026, 8, 7))] == days_of(
        revisit().replace("revisit: 2026-08-05", "revisit: 2026-08-09"), date(2026, 8, 7)
    )


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ("{date: 2026-08-05, type: call, deal: mes}", 0),
        ("{date: 2026-08-05, type: call}", 0),
        ("{date: 2026-08-04, type: call, deal: mes}", 1),
    ],
)
def test_the_first_interaction_from_that_day_on_settles_it(entry, left):
    assert left == len(due(revisit(entry), date(2026, 8, 6)))


def test_an_interaction_about_another_deal_settles_it_only_if_that_is_a_newer_one():
    book = revisit("{date: 2026-08-05, type: visit, deal: NAME}").replace(
        "deals: {",
        "deals: {older: {stages: {2025-01-01: closing}, outcome: {result: won, date: 2025-02-01}}, newer: {stages: {2026-07-30: closing}}, ",
    )
    assert [1, 0] == [
        sum(task.kind == "revisit" for task in due(book.replace("NAME", name), date(2026, 8, 6)))
        for name in ("older", "newer")
    ]


@pytest.mark.parametrize(
    ("status", "left"), [("prospect", 1), ("dormant", 1), ("churned", 1), ("disqualified", 0)]
)
def test_a_churned_account_may_be_won_back_and_a_disqualified_one_is_left_alone(status, left):
    assert left == len(due(revisit(more=f"status: {status}, "), date(2026, 8, 5)))


def test_a_revisit_stands_after_renewals_and_before_the_cadence():
    assert KINDS.index("renewal") + 1 == KINDS.index("revisit") == KINDS.index("cadence") - 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("kind: convert, ", Message("word-convert")),
        ("", Message("word-plan")),
        ("kind: convert, how: lunch, ", "lunch"),
    ],
)
def test_a_plan_that_does_not_say_how_says_what_kind_it_is(said, told):
    (task,) = due(
        f"{{name: A, contacts: {{kay: {{name: Kay}}}}, plans: {{p: {{for: kay, {said}due: 2026-08-01}}}}}}"
    )
    assert ("Kay", told) == task.why.args
