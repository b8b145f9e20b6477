"""The work list of relations: every gap, the most painful first."""

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.coverage import gaps
from crmcli.reports.coverage.gaps import GapRow

RULES = policy(
    "{role_sets: {r: {ceo: {weight: 1}, cfo: {weight: 2}, cto: {weight: 3}, cio: {weight: 5}}}, default_role_set: r}"
)
BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    roles:
      cfo: {contact: park, rep: choi}
      cto: {contact: lee, rep: choi}
      cio: {contact: han, rep: choi}
    contacts:
      park: {name: 박재형, stance: {2026-07-01: negative}}
      lee: 이동현
      han: {name: 한지우, stance: {2026-07-01: neutral}}
    plans: {meet: {for: cto, owner: choi, due: 2026-08-20}}
    log: [{date: 2026-07-01, type: meeting, with: [park, han]}]
""")


def test_weight_times_pain_orders_the_list():
    # cfo 2 x 5 (negative) = 10, cto 3 x 3 (not met) = 9, then 5 each: cio 5 x 1 (neutral), ceo 1 x 5 (unknown)
    expected = [
        GapRow(
            "hanbit",
            "한빛전자",
            "cfo",
            {"": "cfo"},
            2,
            "reachable",
            "negative",
            ("negative",),
            "박재형",
            "park",
            "choi",
            None,
            "convert",
            "kim-mj",
        ),
        GapRow(
            "hanbit",
            "한빛전자",
            "cto",
            {"": "cto"},
            3,
            "named",
            "not-met",
            ("not-met",),
            "이동현",
            "lee",
            "choi",
            "meet",
            "access",
            "kim-mj",
        ),
        GapRow(
            "hanbit",
            "한빛전자",
            "ceo",
            {"": "ceo"},
            1,
            "unknown",
            "unknown",
            ("unknown", "no-rep"),
            None,
            None,
            None,
            None,
            "identify",
            "kim-mj",
        ),
        GapRow(
            "hanbit",
            "한빛전자",
            "cio",
            {"": "cio"},
            5,
            "reachable",
            "neutral",
            ("neutral",),
            "한지우",
            "han",
            "choi",
            None,
            "convert",
            "kim-mj",
        ),
    ]
    assert expected == ask(gaps, BOOK, rules=RULES).rows


def test_the_note_counts_gaps_and_those_with_a_live_plan():
    table = ask(gaps, BOOK, rules=RULES)
    assert ({"gaps": 4, "planned": 1}, (Message("note-gaps-planned", (4, 1)),)) == (
        table.totals,
        table.notes,
    )


def test_among_equals_those_without_a_plan_come_first():
    planned = account("{name: A, plans: {p: {for: ceo, owner: x, due: 2026-08-01}}}", "a")
    bare = account("name: B", "b")
    rules = policy("{role_sets: {r: {ceo: {}}}, default_role_set: r}")
    assert ["b", "a"] == [row.account for row in ask(gaps, planned, bare, rules=rules).rows]


def test_a_waived_role_and_a_friendly_one_are_no_gaps():
    book = account("""
        name: A
        roles: {ceo: {waived: x}, cfo: {contact: a, rep: choi}, cto: {waived: x}, cio: {waived: x}}
        contacts: {a: {name: A, stance: {2026-07-01: friendly}}}
        log: [{date: 2026-07-01, type: call, with: a}]
    """)
    assert [] == ask(gaps, book, rules=RULES).rows


def test_explain_names_the_records_that_make_each_gap():
    expected = [
        {"negative": ("contacts.park.stance.2026-07-01",)},
        {"not-met": ("contacts.lee",), "plan": ("plans.meet",)},
        {"unknown": ("roles.ceo",), "no-rep": ("roles.ceo.rep",)},
        {"neutral": ("contacts.han.stance.2026-07-01",)},
    ]
    assert expected == ask(gaps, BOOK, rules=RULES, explain=True).evidence


def test_explain_names_who_left_who_is_out_of_touch_and_too_many_reps():
    book = account("""
        name: 한빛전자
        roles: {ceo: {contact: seo, rep: choi}, cfo: {contact: park, rep: [choi, kim-mj]}, cto: {contact: lee, rep: choi}}
        contacts: {seo: {name: 서영민, left: 2026-07-01}, park: 박재형, lee: {name: 이동현, stance: friendly}}
        log: [{date: 2026-01-10, type: visit, with: lee}, {date: 2026-01-10, type: call, with: park}, {date: 2026-07-10, type: call, with: park}]
    """)
    found = {
        row.role: each
        for row, each in zip(
            *(lambda table: (table.rows, table.evidence))(
                ask(gaps, book, rules=RULES, explain=True)
            ),
            strict=True,
        )
    }
    assert {"unknown": ("contacts.seo.left",)} == found["ceo"]
    assert {"no-rep": ("choi", "kim-mj")} == found["cfo"]
    assert {"not-reachable": ("log 2026-01-10 visit",), "stale": ("contacts.lee.stance",)} == found[
        "cto"
    ]
