"""Which keys of an account are called otherwise now? Only what can be nothing else."""

import pytest

from books import account
from crmcli.history.renames import Renames, called_anew, renames

STAGE = "stages: {2026-01-01: talk}"


def found(before: str, after: str) -> dict[str, dict[str, str]]:
    """What is called otherwise, by section."""
    told = renames(account(f"name: A\n{before}"), account(f"name: A\n{after}"))
    return {section: dict(each) for section, each in told._asdict().items() if each}


@pytest.mark.parametrize(
    ("section", "before", "after", "is_same"),
    [
        ("contacts", "name: Lee", "name: Lee, title: CEO", True),
        ("contacts", "name: Lee", "name: Li", False),
        ("contacts", 'name: Lee, phones: ["02-1"]', 'name: Li, phones: ["02-2", "02-1"]', True),
        ("contacts", "name: Lee, emails: a@a.example", "name: Li, emails: a@a.example", True),
        ("contacts", 'name: Lee, phones: ["02-1"]', 'name: Li, phones: ["02-2"]', False),
        # deals: the same first stage, and the same name where both have one
        ("deals", f"name: x, {STAGE}", f"name: x, {STAGE}, note: n", True),
        ("deals", f"name: x, {STAGE}, note: n", f"name: y, {STAGE}, note: n", False),
        ("deals", f"name: x, {STAGE}, note: n", "name: x, stages: {2026-01-02: talk}", False),
        ("deals", f"name: x, {STAGE}, note: n", f"{STAGE}, note: n", True),
        ("deals", f"{STAGE}, note: n", f"{STAGE}, note: n, type: new", True),
        ("deals", f"{STAGE}, note: n, type: new", f"{STAGE}, note: m, type: upsell", False),
        ("deals", STAGE, f"{STAGE}, note: n", False),  # one thing alone tells nothing
        ("deals", "name: x", "name: x, note: n", True),
        ("deals", "note: n, type: new", "note: n, type: new, owner: kim", False),
        ("deals", "note: n, type: new", "note: n, type: new", True),
        ("deals", "", "", False),
        ("plans", "for: ceo, how: lunch", "for: ceo, how: lunch, owner: kim", True),
        ("plans", "for: ceo, how: lunch", "for: cio, how: lunch", False),
        ("plans", "for: ceo, how: lunch", "for: ceo, how: dinner", False),
        ("contracts", "start: 2026-01-01, amount: 5", "start: 2026-01-01, amount: 5, per: year", True),
        ("contracts", "start: 2026-01-01, amount: 5", "start: 2026-01-02, amount: 5", False),
        ("contracts", "start: 2026-01-01, amount: 5", "start: 2026-01-01, amount: 6", False),
        ("cases", "opened: 2026-01-01, what: slow", "opened: 2026-01-01, what: slow, owner: kim", True),
        ("cases", "opened: 2026-01-01, what: slow", "opened: 2026-01-02, what: slow", False),
    ],
)  # fmt: skip
def test_what_is_the_same_under_another_id(section, before, after, is_same):
    expected = {section: {"old": "new"}} if is_same else {}
    assert expected == found(
        f"{section}: {{old: {{{before}}}}}", f"{section}: {{new: {{{after}}}}}"
    )


@pytest.mark.parametrize("section", ["contacts", "deals", "plans", "contracts", "cases"])
def test_what_is_still_there_or_may_be_two_is_called_nothing_else(section):
    said = {
        "contacts": "name: Lee",
        "deals": f"name: x, {STAGE}",
        "plans": "for: ceo, how: lunch",
        "contracts": "start: 2026-01-01, amount: 5",
        "cases": "opened: 2026-01-01, what: slow",
    }[section]
    one, both = f"{section}: {{old: {{{said}}}}}", f"{section}: {{a: {{{said}}}, b: {{{said}}}}}"
    assert {} == found(one, f"{section}: {{old: {{{said}}}, new: {{{said}}}}}")
    assert {} == found(one, both)
    assert {} == found(both, one)
    assert {} == found(one, "")
    assert {} == found("", one)


def test_everything_that_names_what_is_called_otherwise_follows():
    before = account("""
        name: A
        research: {decision_maker: lee}
        roles: {ceo: [lee, park]}
        contacts: {lee: Lee, park: {name: Park, reports_to: lee}}
        plans: {p: {for: lee, via: lee}, q: {for: ceo}}
        deals: {d: {people: {lee: user}, next: {date: 2026-01-01, with: [lee]}}}
        contracts: {c: {start: 2026-01-01, deal: d}}
        cases: {k: {opened: 2026-01-01, contact: lee, deal: d}}
        surveys: [{date: 2026-01-01, kind: nps, score: 9, contact: lee}]
        log: [{date: 2026-01-01, type: call, with: [lee, park], deal: d, next: {date: 2026-02-01, with: lee}}]
    """)
    after = account("""
        name: A
        research: {decision_maker: li}
        roles: {ceo: [li, park]}
        contacts: {li: Lee, park: {name: Park, reports_to: li}}
        plans: {pp: {for: li, via: li}, q: {for: ceo}}
        deals: {dd: {people: {li: user}, next: {date: 2026-01-01, with: [li]}}}
        contracts: {cc: {start: 2026-01-01, deal: dd}}
        cases: {kk: {opened: 2026-01-01, contact: li, deal: dd}}
        surveys: [{date: 2026-01-01, kind: nps, score: 9, contact: li}]
        log: [{date: 2026-01-01, type: call, with: [li, park], deal: dd, next: {date: 2026-02-01, with: li}}]
    """)
    by = Renames({"lee": "li"}, {"d": "dd"}, {"p": "pp"}, {"c": "cc"}, {"k": "kk"})
    assert after == called_anew(before, by)
    assert before == called_anew(before, Renames())


def test_one_name_after_the_other_leads_from_the_first_to_the_last():
    first = Renames({"a": "b", "c": "d"}, {"x": "y"})
    later = Renames({"b": "bb", "e": "f", "d": "c"}, {}, {"p": "q"})
    assert Renames({"a": "bb", "c": "c", "e": "f"}, {"x": "y"}, {"p": "q"}) == first.then(later)
    assert first == first.then(Renames())
    assert later == Renames().then(later)
