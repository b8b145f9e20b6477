"""One account's roles: who holds them, who of ours stands for them, what is planned."""

from datetime import date

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.coverage import roles
from crmcli.reports.coverage.roles import RoleRow

RULES = policy("""
    role_sets:
      r: {ceo: {label: {ko: 대표}, level: executive, weight: 3}, cfo: {weight: 2}, cto: {}, cio: {}, buyer: {required: false}}
    default_role_set: r
""")
BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    roles:
      ceo: {contact: [park, oh], rep: choi}
      cfo: {contact: park, rep: choi}
      cto: {contact: park, rep: [choi, kim-mj]}
      cio: lee
    contacts:
      park: {name: 박재형, title: 본부장, stance: {2026-06-11: friendly}}
      lee: {name: 이동현, left: 2026-08-02}
      oh: 오세영
    plans: {who: {for: lee, owner: kim-mj, due: 2026-08-20}}
    log: [{date: 2026-06-11, type: review, with: park}]
""")


def test_a_row_per_required_role_in_the_order_of_the_role_set():
    expected = [
        RoleRow(
            "ceo",
            {"ko": "대표"},
            "executive",
            3,
            "friendly",
            ("park", "oh"),
            ("박재형", "오세영"),
            ("본부장",),
            "choi",
            "friendly",
            date(2026, 6, 11),
            date(2026, 6, 11),
            None,
            None,
            (),
            None,
        ),
        RoleRow(
            "cfo",
            {"": "cfo"},
            "practitioner",
            2,
            "friendly",
            ("park",),
            ("박재형",),
            ("본부장",),
            "choi",
            "friendly",
            date(2026, 6, 11),
            date(2026, 6, 11),
            None,
            None,
            (),
            None,
        ),
        RoleRow(
            "cto",
            {"": "cto"},
            "practitioner",
            1,
            "met",
            ("park",),
            ("박재형",),
            ("본부장",),
            None,
            "friendly",
            date(2026, 6, 11),
            date(2026, 6, 11),
            None,
            None,
            ("no-rep",),
            None,
        ),
        RoleRow(
            "cio",
            {"": "cio"},
            "practitioner",
            1,
            "named",
            ("lee",),
            ("이동현",),
            (),
            None,
            None,
            None,
            None,
            "who",
            None,
            ("not-met", "no-rep"),
            None,
        ),
    ]
    assert expected == list(ask(roles, BOOK, rules=RULES).rows)


def test_the_figures_stand_below_floored_and_the_single_thread_is_named():
    # named 7/7, reachable and friendly 5/7 = 71.4 %, composite (14 + 5 + 5) / 28 = 85.7 %; three people, two gaps, one planned
    expected = (
        Message("note-coverage-account", ("100%", "71%", "71%", "85%")),
        Message("note-coverage-people", (3, 2, 1)),
        Message("note-single-threaded", ("박재형",)),
    )
    assert expected == ask(roles, BOOK, rules=RULES).notes


def test_a_contact_who_left_frees_the_role_on_that_day():
    row = ask(roles, BOOK, rules=RULES, as_of=date(2026, 8, 2)).rows[3]
    assert ("unknown", (), None) == (row.rung, row.holders, row.plan)


def test_a_waived_role_says_why():
    row = ask(roles, account("{name: A, roles: {ceo: {waived: 지주사가 담당}}}"), rules=RULES).rows[
        0
    ]
    assert ("waived", "지주사가 담당", ()) == (row.rung, row.waived, row.gaps)


def test_without_required_roles_the_figures_are_not_available():
    table = ask(roles, account("{name: A, role_set: nobody}"), rules=RULES)
    assert ((), Message("note-coverage-account", (Message("common-n-a"),) * 4)) == (
        tuple(table.rows),
        table.notes[0],
    )


def test_explain_names_what_is_known_of_each_role_and_from_when():
    behind = ask(roles, BOOK, rules=RULES, explain=True).evidence
    cfo = {
        "holders": ("park",),
        "stance": ("contacts.park.stance.2026-06-11",),
        "plan": (),
        "waived": (),
    }
    assert cfo == {field: refs for field, refs in behind[1].items() if field != "last_touch"}
    assert ["log 2026-06-11"] == [ref.rpartition(" ")[0] for ref in behind[1]["last_touch"]]
    assert (("contacts.lee",), ("roles.cio.rep",), ("plans.who",)) == (
        behind[3]["not-met"],
        behind[3]["no-rep"],
        behind[3]["plan"],
    )
    assert () == ask(roles, BOOK, rules=RULES).evidence


def test_the_site_of_a_role_is_shown_where_one_is_told():
    table = ask(roles, account("{name: A, roles: {cio: {unit: 연구소}}}"), rules=RULES)
    assert [None, None, None, "연구소"] == [row.unit for row in table.rows]
    assert "unit" in [column.field for column in table.columns]
    assert "unit" not in [column.field for column in ask(roles, BOOK, rules=RULES).columns]
