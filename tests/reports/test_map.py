"""The map of an account: a tree of people, with stance and rep, and the places that are empty."""

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.relations import map as report
from crmcli.reports.relations.map import MapRow

RULES = policy(
    "{role_sets: {r: {ceo: {label: 대표}, cio: {label: 정보}, buyer: {label: 구매}, infra: {label: 인프라}}}, default_role_set: r}"
)
BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    roles: {ceo: {contact: reed, rep: choi}, cio: {contact: [cole, ito], rep: kim-mj}, infra: {waived: 없음}, buyer: {contact: gone, rep: lee}, extra: cole}
    contacts:
      reed: {name: Reed, title: 대표이사, stance: {2026-06-01: friendly, 2026-09-01: negative}}
      cole: {name: Cole, reports_to: reed}
      ito: {name: Ito, reports_to: cole}
      park: {name: Park, reports_to: reed}
      gone: {name: Gone, left: 2026-01-01}
""")


def test_a_row_per_person_from_the_top_down_then_the_empty_places():
    expected = [
        MapRow(
            "reed",
            "Reed",
            "대표이사",
            None,
            0,
            ("ceo",),
            "friendly",
            ("choi",),
            "Reed",
            "kim-mj",
            (),
        ),
        MapRow(
            "cole",
            "Cole",
            None,
            "reed",
            1,
            ("cio", "extra"),
            None,
            ("kim-mj",),
            "├─ Cole",
            "kim-mj",
            (),
        ),
        MapRow(
            "ito", "Ito", None, "cole", 2, ("cio",), None, ("kim-mj",), "│  └─ Ito", "kim-mj", ()
        ),
        MapRow("park", "Park", None, "reed", 1, (), None, (), "└─ Park", "kim-mj", ()),
        MapRow(None, None, None, None, 0, ("buyer",), None, ("lee",), "?", "kim-mj", ()),
    ]
    table = ask(report, BOOK, rules=RULES)
    assert expected == table.rows
    assert ({"people": 4, "empty": 1, "circles": 0}, (Message("note-map-empty", (1,)),)) == (
        table.totals,
        table.notes,
    )


def test_a_circle_is_told_by_names():
    table = ask(
        report,
        account(
            "{name: A, contacts: {a: {name: 가, reports_to: b}, b: {name: 나, reports_to: a}}}"
        ),
        rules=policy("{role_sets: {}}"),
    )
    assert (Message("note-map-circle", ("가 → 나 → 가",)),) == table.notes


def test_without_anybody_every_required_role_is_an_empty_place():
    assert [("ceo",), ("cio",), ("buyer",), ("infra",)] == [
        row.roles for row in ask(report, account("{name: A}"), rules=RULES).rows
    ]


def test_sites_are_those_of_the_roles_also_of_empty_ones_and_each_once():
    text = "{name: A, roles: {ceo: {contact: p, unit: 본사}, cio: {contact: p, unit: 본사}, buyer: {unit: 2공장}}, contacts: {p: 박, q: 문}}"
    table = ask(report, account(text), rules=RULES)
    assert [("본사",), (), ("2공장",), ()] == [row.units for row in table.rows]
    assert "units" in [column.field for column in table.columns]
    assert "units" not in [column.field for column in ask(report, BOOK, rules=RULES).columns]
