"""A person is forgotten in an account: texts lose the name, ids and words of the format stay, and everybody else is as before."""

from collections.abc import Iterator
from typing import Any

import pytest
from books import account
from edits.drafting import after

from crmcli.domain.edit import Set
from crmcli.edits.record_editor import Draft
from crmcli.edits.forgetting import forget, hide, needed_by
from crmcli.edits.identifiers import traces
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.yaml.scalars import TEXT
from crmcli.store.yaml.shape import ById, Many, Shape
from crmcli.store.yaml.record_shape import Dated, Record

HOME = """\
name: 한빛전자㈜
note: 이동현 실장이 결정한다
roles:
  cio: lee-dh
  cfo: {contact: [lee-dh, park-jh], rep: kim}
  cto: {contact: null, waived: 이동현이 겸함}
contacts:
  lee-dh: {name: 이동현, title: 실장, phones: ["010-1234-5671", "02-555-0100"], emails: [dh.lee@hanbit.example], channel: call, reports_to: park-jh,
    stance: {2026-01-20: neutral, 2026-05-02: {value: negative, by: kim, why: 이동현이 화를 냄}}, left: 2026-07-01, note: 골프, custom: {birthday: 0101}}
  park-jh: {name: 박재형, reports_to: lee-dh, note: 이동현의 상사, phones: ["02-555-0100"]}
  lee-dhs: {name: 이동현수}
plans:
  meet: {for: lee-dh, via: park-jh, how: 이동현님 골프, progress: {2026-06-01: 이동현과 통화}}
deals:
  pt2: {people: {lee-dh: decision_maker}, next: {date: 2026-08-05, what: 이동현에게 전화, with: lee-dh}, referred_by: other/lee-dh, note: "mail DH.LEE@hanbit.example"}
cases:
  down: {opened: 2026-05-01, contact: lee-dh, what: 이동현씨 불만}
surveys: [{date: 2026-06-01, kind: nps, score: 3, contact: lee-dh}]
log:
  - {date: 2026-05-02, type: visit, by: kim, with: [lee-dh, park-jh], what: 이동현황 보고, said: "이동현입니다. 010 1234 5671로"}
  - {date: 2026-05-03, type: call, with: lee-dh, what: "이동현이 말했다 이동현수도"}
custom: {vip: 이동현}
"""


def forgotten(text: str, key: str = "lee-dh", *, name: bool = True):
    known = traces(account(text), key)
    tree = after(text, lambda draft, record: forget(draft, record, key, known, name=name))
    return tree, known.pseudonym


def test_name_addresses_numbers_and_the_id_are_gone_and_every_reference_follows() -> None:
    tree, who = forgotten(HOME)
    assert {
        "name": "한빛전자㈜",
        "note": f"{who} 실장이 결정한다",
        "roles": {
            "cio": who,
            "cfo": {"contact": [who, "park-jh"], "rep": "kim"},
            "cto": {"contact": None, "waived": f"{who}이 겸함"},
        },
        "contacts": {
            who: {
                "name": who,
                "reports_to": "park-jh",
                "stance": {
                    "2026-01-20": "neutral",
                    "2026-05-02": {"value": "negative", "by": "kim", "why": f"{who}이 화를 냄"},
                },
                "left": "2026-07-01",
            },
            "park-jh": {
                "name": "박재형",
                "reports_to": who,
                "note": f"{who}의 상사",
                "phones": ["02-555-0100"],
            },
            "lee-dhs": {"name": "이동현수"},
        },
        "plans": {
            "meet": {
                "for": who,
                "via": "park-jh",
                "how": f"{who}님 골프",
                "progress": {"2026-06-01": f"{who}과 통화"},
            }
        },
        "deals": {
            "pt2": {
                "people": {who: "decision_maker"},
                "next": {"date": "2026-08-05", "what": f"{who}에게 전화", "with": who},
                "referred_by": "other/lee-dh",
                "note": f"mail {who}",
            }
        },
        "cases": {"down": {"opened": "2026-05-01", "contact": who, "what": f"{who}씨 불만"}},
        "surveys": [{"date": "2026-06-01", "kind": "nps", "score": "3", "contact": who}],
        "log": [
            {
                "date": "2026-05-02",
                "type": "visit",
                "by": "kim",
                "with": [who, "park-jh"],
                "what": "이동현황 보고",
                "said": f"{who}입니다. {who}로",
            },
            {
                "date": "2026-05-03",
                "type": "call",
                "with": who,
                "what": f"{who}이 말했다 이동현수도",
            },
        ],
        "custom": {"vip": who},
    } == tree


def test_ids_and_words_of_the_format_are_not_taken_for_the_name() -> None:
    text = """\
    name: Acme
    owner: won
    source: referral
    role_set: [won]
    contacts: {c1: {name: Won, stance: {2026-01-01: {value: friendly, by: won, why: won told}}}}
    roles: {ceo: {contact: c1, rep: [won]}}
    plans: {p: {for: c1, owner: won, how: ask Won}}
    deals: {d: {owner: won, stages: {2026-01-01: won}, outcome: {result: won, date: 2026-02-01, reason: won, note: Won signed}, next: {date: 2026-03-01, owner: won}}}
    log: [{date: 2026-01-01, type: call, by: won, with: c1, deal: won, what: won won}]
    """
    tree, who = forgotten(text, "c1")
    assert ("won", ["won"], {"contact": who, "rep": ["won"]}) == (
        tree["owner"],
        tree["role_set"],
        tree["roles"]["ceo"],
    )
    assert {"2026-01-01": {"value": "friendly", "by": "won", "why": f"{who} told"}} == tree[
        "contacts"
    ][who]["stance"]
    assert {"for": who, "owner": "won", "how": f"ask {who}"} == tree["plans"]["p"]
    assert {
        "owner": "won",
        "stages": {"2026-01-01": "won"},
        "outcome": {
            "result": "won",
            "date": "2026-02-01",
            "reason": "won",
            "note": f"{who} signed",
        },
        "next": {"date": "2026-03-01", "owner": "won"},
    } == tree["deals"]["d"]
    assert {
        "date": "2026-01-01",
        "type": "call",
        "by": "won",
        "with": who,
        "deal": "won",
        "what": f"{who} {who}",
    } == tree["log"][0]


def words_of_somebody(
    shape: Shape, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[str | int, ...]]:
    """Every place of an account that holds a text of somebody's own."""
    if isinstance(shape, Record):
        for key, field in shape.fields.items():
            yield from words_of_somebody(field.shape, (*path, key))
    elif isinstance(shape, Dated):
        yield from words_of_somebody(shape.fact, (*path, "2026-01-01"))
    elif isinstance(shape, ById):
        yield from words_of_somebody(shape.value, (*path, "k"))
    elif isinstance(shape, Many):
        yield from words_of_somebody(shape.item, (*path, 0))
    elif shape is TEXT and path[-1] not in ("by", "segment"):
        yield path


@pytest.mark.parametrize(
    "path", [*words_of_somebody(ACCOUNT)], ids=lambda path: ".".join(map(str, path))
)
def test_nothing_that_somebody_wrote_keeps_the_name(path: tuple[str | int, ...]) -> None:
    known, draft = traces(account(HOME), "lee-dh"), Draft({})
    tree: Any = "이동현이 그랬다"
    for step in reversed(path):
        tree = {step: tree} if isinstance(step, str) else [tree]
    draft.tree = tree
    hide(draft, account("name: Other\n"), known, name=True)
    assert [Set(path, f"{known.pseudonym}이 그랬다")] == draft.edits


def test_an_amount_is_no_number_to_call() -> None:
    text = 'name: Acme\ncontacts: {ada: {name: Ada, phones: ["555-0100"]}}\nnote: 5550100\ndeals: {d: {amount: {2026-01-01: {value: 5550100, why: 5550100}}}}\n'
    tree, who = forgotten(text, "ada")
    assert (who, {"value": "5550100", "why": who}) == (
        tree["note"],
        tree["deals"]["d"]["amount"]["2026-01-01"],
    )


def test_where_somebody_else_has_the_same_name_texts_keep_it_and_only_addresses_go() -> None:
    text = """\
    name: Acme
    contacts:
      a: {name: Ada, phones: ["010-1234-5671"]}
      b: {name: Ada, phones: ["010-9999-9999"]}
    note: Ada, 010-1234-5671
    """
    tree, who = forgotten(text, "a", name=False)
    assert {
        "name": "Acme",
        "contacts": {who: {"name": who}, "b": {"name": "Ada", "phones": ["010-9999-9999"]}},
        "note": f"Ada, {who}",
    } == tree


def test_a_contact_written_as_a_bare_name() -> None:
    tree, who = forgotten(
        "name: Acme\ncontacts: {ada: Ada Ferris}\nlog: [{date: 2026-01-01, type: call, with: ada, what: Ada Ferris rang}]\n",
        "ada",
    )
    assert {
        "name": "Acme",
        "contacts": {who: {"name": who}},
        "log": [{"date": "2026-01-01", "type": "call", "with": who, "what": f"{who} rang"}],
    } == tree


def test_in_another_account_texts_lose_the_name_and_other_contacts_keep_theirs() -> None:
    known = traces(account(HOME), "lee-dh")
    text = 'name: Other\naliases: [이동현 상사]\ncontacts: {lee-dh: {name: 이동현수, phones: ["02-555-0100"], note: 이동현의 동생}}\nlog: [{date: 2026-01-01, type: call, with: lee-dh, what: 이동현 소개}]\n'
    who = known.pseudonym
    assert {
        "name": "Other",
        "aliases": [f"{who} 상사"],
        "contacts": {
            "lee-dh": {"name": "이동현수", "phones": ["02-555-0100"], "note": f"{who}의 동생"}
        },
        "log": [{"date": "2026-01-01", "type": "call", "with": "lee-dh", "what": f"{who} 소개"}],
    } == after(text, lambda draft, record: hide(draft, record, known, name=True))


@pytest.mark.parametrize(
    ("deal", "needed"),
    [
        ("{people: {ada: influencer}}", ["d"]),
        ("{next: {date: 2026-08-05, with: [bob, ada]}}", ["d"]),
        ("{next: 2026-08-05}", []),
        ("{people: {bob: influencer}}", []),
        (
            "{people: {ada: influencer}, outcome: {result: lost, date: 2026-01-01, reason: price}}",
            [],
        ),
    ],
)
def test_who_has_a_part_in_an_open_deal_is_needed(deal: str, needed: list[str]) -> None:
    assert needed == needed_by(
        account(f"name: Acme\ncontacts: {{ada: Ada, bob: Bob}}\ndeals: {{d: {deal}}}\n"), "ada"
    )


def test_records_called_like_another_contact_lose_the_name_too() -> None:
    text = """\
    name: Acme
    contacts: {a: {name: Ada Ferris}, bob: {name: Bob}}
    deals: {bob: {name: Ada Ferris again}}
    cases: {bob: {opened: 2026-05-01, what: Ada Ferris called}}
    """
    tree, who = forgotten(text, "a")
    assert f"{who} again" == tree["deals"]["bob"]["name"]
    assert f"{who} called" == tree["cases"]["bob"]["what"]
    assert {"name": "Bob"} == tree["contacts"]["bob"]
