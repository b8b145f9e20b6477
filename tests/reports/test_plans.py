"""Plans: which are live, which have stopped, and how many of the gaps somebody works on."""

from datetime import date

from books import account, ask, policy
from crmcli.reports.coverage import coverage, plans
from crmcli.reports.coverage.plans import PlanGroupRow

RULES = policy(
    """
    role_sets: {r: {ceo: {weight: 3}, cio: {weight: 1}, buyer: {weight: 1}}}
    default_role_set: r
    team: {kim: 김민지, choi: 최상무, baek: {name: 백승호, left: 2026-08-01}}
    """
)
ACME = account(
    """
    name: Acme
    owner: kim
    roles: {cio: {contact: cole, rep: kim}}
    contacts: {cole: {name: Bob Cole, stance: {2026-07-01: negative}}}
    plans:
      today: {for: ceo, kind: identify, owner: choi, due: 2026-08-01, progress: {2026-07-10: 초청, 2026-09-01: 미래}}
      late: {for: cole, kind: convert, owner: kim, due: 2026-07-31}
      gone: {for: buyer, kind: identify, owner: baek, due: 2026-07-01}
      nobodys: {for: buyer, due: 2026-09-01}
      someday: {for: elsewhere, kind: access, owner: choi}
      was: {for: ceo, kind: identify, owner: choi, due: 2026-01-01, done: 2026-01-02}
      not-yet: {for: ceo, kind: access, owner: choi, due: 2026-08-02, done: 2026-08-02}
      given-up: {for: ceo, kind: identify, owner: kim, due: 2026-01-01, dropped: {date: 2026-08-01, why: x}}
    """,
    "acme",
)


def test_every_open_plan_is_in_one_state_those_that_have_stopped_first():
    rows = ask(plans, ACME, rules=RULES).rows
    expected = [
        ("gone", "orphaned", 31),
        ("nobodys", "orphaned", -31),
        ("late", "slipped", 1),
        ("someday", "undated", None),
        ("today", "live", 0),
        ("not-yet", "live", -1),
    ]
    assert expected == [(row.plan, row.state, row.days_late) for row in rows]


def test_days_since_progress_count_from_the_last_note_that_is_not_in_the_future():
    rows = {row.plan: (row.progress, row.idle_days) for row in ask(plans, ACME, rules=RULES).rows}
    assert {(date(2026, 7, 10), 22)} == {rows["today"]}
    assert (None, None) == rows["late"]


def test_a_plan_is_called_after_its_role_or_person_or_as_written_where_there_is_none():
    labels = {row.plan: row.label for row in ask(plans, ACME, rules=RULES).rows}
    assert [{"": "ceo"}, {"": "Bob Cole"}, {"": "elsewhere"}] == [
        labels[plan] for plan in ("today", "late", "someday")
    ]


def test_a_plan_for_or_by_somebody_who_has_left_tells_so():
    book = account(
        """
        name: Acme
        contacts: {bob: {name: Bob, left: 2026-08-01}, eve: {name: Eve, left: 2026-08-02}}
        plans:
          a: {for: bob, owner: kim, due: 2026-09-01}
          b: {for: ceo, via: bob, owner: kim, due: 2026-09-02}
          c: {for: eve, via: bob, owner: kim, due: 2026-09-03}
          d: {for: eve, owner: kim, due: 2026-09-04}
          e: {for: bob, owner: kim, due: 2026-09-04, done: 2026-08-01}
        """
    )
    rows = ask(plans, book, rules=RULES).rows
    assert [
        ("Bob (left)", ("bob",)),
        ("ceo (Bob has left)", ("bob",)),
        ("Eve (Bob has left)", ("bob",)),
    ] == [(row.label["en"], row.left) for row in rows[:3]]
    assert [({"": "Eve"}, ())] == [(row.label, row.left) for row in rows[3:]]


def test_overdue_are_those_past_their_day_orphaned_ones_too_and_the_totals_stay():
    table = ask(plans, ACME, rules=RULES, overdue=True)
    assert ["gone", "late"] == [row.plan for row in table.rows]
    assert {
        "plans": 6,
        "orphaned": 2,
        "slipped": 1,
        "undated": 1,
        "live": 2,
        "done": 1,
        "dropped": 1,
        "gaps": 3,
        "planned": 1,
        "coverage": 1 / 3,
    } == table.totals


def test_plan_coverage_is_that_of_the_coverage_report():
    totals = ask(coverage, ACME, rules=RULES).totals
    assert (totals.gaps, totals.live_plans) == tuple(
        ask(plans, ACME, rules=RULES).totals[field] for field in ("gaps", "planned")
    )


def test_by_kind_a_gap_stands_under_the_kind_of_plan_that_closes_it():
    rows = ask(plans, ACME, rules=RULES, by="kind").rows
    expected = [
        PlanGroupRow("access", 2, 0, 0, 1, 1, 0, 0, 0, 0, None),
        PlanGroupRow("convert", 1, 0, 1, 0, 0, 0, 0, 1, 0, 0.0),
        PlanGroupRow("identify", 2, 1, 0, 0, 1, 1, 1, 2, 1, 0.5),
        PlanGroupRow(None, 1, 1, 0, 0, 0, 0, 0, 0, 0, None),
    ]
    assert expected == rows


def test_by_owner_plans_stand_under_their_own_owner_and_gaps_under_the_accounts():
    table = ask(plans, ACME, rules=RULES, by="owner")
    assert [("baek", 1, 0), ("choi", 3, 0), ("kim", 1, 3), (None, 1, 0)] == [
        (row.group, row.plans, row.gaps) for row in table.rows
    ]
    assert (6, 3, 1) == (table.totals.plans, table.totals.gaps, table.totals.planned)


def test_without_gaps_coverage_is_unknown_not_zero():
    assert (
        ask(plans, account("{name: A, role_set: none-such}"), rules=RULES).totals["coverage"]
        is None
    )
    assert ([], None) == (ask(plans, rules=RULES).rows, ask(plans, rules=RULES).totals["coverage"])


def test_explain_names_the_plan_its_last_progress_and_the_gaps_of_a_group():
    told = {
        row.plan: behind
        for row, behind in zip(
            *(lambda table: (table.rows, table.evidence))(
                ask(plans, ACME, rules=RULES, explain=True)
            ),
            strict=True,
        )
    }
    assert {"plan": ("plans.today",), "idle_days": ("plans.today.progress.2026-07-10",)} == told[
        "today"
    ]
    kim = ask(plans, ACME, rules=RULES, by="owner", explain=True).evidence[2]
    assert (["acme/late"], ["acme/ceo", "acme/cio", "acme/buyer"], ["acme/ceo"]) == (
        kim["slipped"],
        kim["gaps"],
        kim["planned"],
    )
    kinds = ask(plans, ACME, rules=RULES, by="kind", explain=True).evidence
    assert [([], []), (["acme/cio"], []), (["acme/ceo", "acme/buyer"], ["acme/ceo"]), ([], [])] == [
        (each["gaps"], each["planned"]) for each in kinds
    ]
