"""The newer of two states can be made from the older one and the changes told to programs: every path is one of the file, every value is there."""

import json

import pytest
from books import account, policy
from hypothesis import given, settings
from states import pairs

from crmcli.domain.records import account as r
from crmcli.history.changes import changes
from crmcli.history.parts import file_key, plain
from crmcli.history.policies import policy_changes
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY as POLICY_SHAPE
from crmcli.store.yaml.shape import ById, Many
from crmcli.store.yaml.record_shape import Dated, Record

POLICY = policy()
LISTS = ("log", "surveys", "resting")


def steps(field: str) -> list[str]:
    """The keys of a path; one with a dot in it stands in quotes."""
    found, rest = [], field
    while rest:
        if rest.startswith('"'):
            key, end = json.JSONDecoder().raw_decode(rest)
            found.append(key)
            rest = rest[end + 1 :]
        else:
            key, _, rest = rest.partition(".")
            found.append(key)
    return found


def applied(data: dict, parts: list) -> dict:
    """The data with each change made in it, as a reader of the JSON would."""
    for part in json.loads(json.dumps(parts, default=str)):
        field, old, new = part
        if field == "id":
            continue  # the file's name, and nothing in it
        if field in LISTS:
            items = data.setdefault(field, [])
            if old is not None:
                items.remove(old)
            items += [] if new is None else [new]
            continue
        *way, last = steps(field)
        place = data
        for step in way:
            if place.get(step) is None:
                place[step] = {}
            place = place[step]
        if new is None:
            assert place.pop(last, None) == old
        else:
            assert place.get(last) in (old, None), field
            place[last] = new
    return data


def data_of(record: r.Account) -> dict:
    found = json.loads(json.dumps(plain(record), default=str))
    return found | {field: found.get(field) or [] for field in LISTS}


DEFAULTS = ("status", "direction", "kind", "qty")  # say the same where they are left out


def meaning(node):
    """Without what says nothing, and the items of the log and of surveys in one order."""
    if isinstance(node, dict):
        found = {key: meaning(each) for key, each in node.items() if key not in DEFAULTS}
        return {key: each for key, each in found.items() if each not in ({}, [], None)}
    if isinstance(node, list) and node and isinstance(node[0], dict):
        return sorted(map(meaning, node), key=repr)
    return node


def assert_is_made(one: r.Account, other: r.Account) -> None:
    parts = [part for change in changes(one, other, POLICY) for part in change.parts]
    assert meaning(data_of(other)) == meaning(applied(data_of(one), parts))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("roles: {ceo: null}", "roles: {ceo: {contact: lee, rep: ada}}\nrole_set: [a]"),
        (
            "plans: {p: {for: lee, done: {date: 2026-01-01, result: a}}}",
            "plans: {p: {for: lee, done: {date: 2026-01-01, result: b}}}",
        ),
        (
            "plans: {p: {for: lee}}",
            "plans: {p: {for: lee, dropped: {date: 2026-01-01, why: b}, progress: {2026-01-02: {value: x, by: ada}}}}",
        ),
        (
            "deals: {a.b: {amount: 5}}",
            "deals: {a.b: {amount: {undated: 5, 2026-01-02: {value: 6, by: ada, why: w}, 2026-01-03: 7}}}",
        ),
        (
            "contacts: {lee: {name: L, reports_to: kim}, kim: K}\nlog: [{date: 2026-01-01, type: call, with: kim}]",
            "contacts: {lee: {name: L, reports_to: kim-2}, kim-2: K}\nlog: [{date: 2026-01-01, type: call, with: kim-2}]",
        ),
        (
            "roles: {ceo: {contact: [kim, lee]}, cfo: lee}\ncontacts: {lee: L}",
            "roles: {cfo: park}\ncontacts: {park: L}",
        ),
        (
            "surveys: [{date: 2026-01-01, kind: nps, score: 9, contact: lee}]",
            "surveys: [{date: 2026-01-01, kind: nps, score: 8, contact: lee}]",
        ),
        ("referred_by: zeta", "referred_by: zeta/kim"),
        (
            "deals: {d: {stages: {2026-01-01: closing}, amount: 5}}\nlog: [{date: 2026-01-01, type: call, deal: d}]",
            "deals: {e: {stages: {2026-01-01: closing}, amount: 6}}\nlog: [{date: 2026-01-01, type: call, deal: e}]",
        ),
        (
            "deals: {d: {outcome: {result: lost, date: 2026-01-01}}}",
            "deals: {d: {outcome: {result: won, date: 2026-01-05, note: back}}}",
        ),
        (
            "custom: {a: b}\nassets: {x: 1}",
            "custom: {c: [d]}\nassets: {x: 2, y: }\nnot_eligible: {z: why}",
        ),
    ],
)
def test_the_newer_file_is_the_older_one_with_its_changes(before, after):
    one, other = (account(f"name: A\n{text}\n") for text in (before, after))
    assert_is_made(one, other)
    assert_is_made(other, one)


@settings(max_examples=300, deadline=None)
@given(pairs())
def test_whatever_differs_can_be_made_from_what_is_told(pair):
    assert_is_made(*pair)


def test_a_new_account_comes_with_all_of_it():
    (change,) = changes(
        None,
        account("name: A\ncontacts: {lee: {name: L, stance: {2026-01-01: neutral}}}\n"),
        POLICY,
    )
    assert {
        "name": "A",
        "contacts": {"lee": {"name": "L", "stance": {"2026-01-01": "neutral"}}},
    } == change.parts[0].new


def shapes(shape, under=""):
    """Every record of a file with the key it stands at."""
    if isinstance(shape, Record):
        yield shape, under
        for key, field in shape.fields.items():
            yield from shapes(field.shape, key)
    elif isinstance(shape, ById):
        yield from shapes(shape.value, under)
    elif isinstance(shape, Many):
        yield from shapes(shape.item, under)
    elif isinstance(shape, Dated):
        yield from shapes(shape.fact, under)


@pytest.mark.parametrize("root", [ACCOUNT, POLICY_SHAPE], ids=["account", "policy"])
def test_every_path_is_made_of_the_files_own_keys(root):
    for shape, under in shapes(root):
        empty = tuple.__new__(shape.make, [None] * len(shape.make._fields))
        assert {key: key for key in shape.attributes()} == {
            key: file_key(empty, field, under) for key, field in shape.attributes().items()
        }


def test_the_policys_changes_make_the_newer_policy_and_its_order():
    one = policy(
        "stages: {a: {probability: 5}, b: {probability: 9}}\nteam: {ada: Ada}\nproducts: {x: {list_price: 5}}"
    )
    other = policy(
        "stages: {b: {probability: 9}, a: {probability: 5}, c: C}\nteam: {ada: {name: Ada, left: 2026-01-01}}\nproducts: {x: {list_price: 6}}"
    )
    (change,) = policy_changes(one, other)
    parts = {part.field: part.new for part in change.parts}
    assert ["b", "a", "c"] == list(parts["stages"])
    assert {"stages", "team.ada.left", "products.x.list_price"} == set(parts)
    assert [] == policy_changes(one, one)
