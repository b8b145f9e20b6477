"""Which account of one state is which of another, by each sort of evidence, and up to where it is any."""

import pytest
from books import account

from crmcli.history.pairing import Found, paired


def found(id_: str, text: str | None) -> Found:
    return Found(id_, f"{id_}: {text}", account(text, id_) if text is not None else None)


def is_paired(before: str, after: str) -> bool:
    """Of an account of this text that is gone, and of one of that text that came; both ways."""
    there = paired({"a": found("a", before)}, {"b": found("b", after)})
    back = paired({"b": found("b", after)}, {"a": found("a", before)})
    assert bool(there) == bool(back)
    return there == {"a": "b"}


def people(*names: str) -> str:
    return f"contacts: {{{', '.join(f'c{place}: {name}' for place, name in enumerate(names))}}}\n"


def log(*what: str, type_: str = "call") -> str:
    return "".join(
        ["log:\n", *(f"  - {{date: 2026-05-01, type: {type_}, what: {each}}}\n" for each in what)]
    )


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        # one name, whoever is there
        ("name: Acme\n", "name: ACME\n", True),
        ("name: Acme\n" + people("Lee"), "name: Acme\n" + people("Kim"), True),
        ("name: Acme\n", "name: Other\n", False),
        # one of several names, unless strangers are there
        ("name: Acme\naliases: [Old]\n", "name: Old\n", True),
        ("name: Acme\naliases: [Old]\n" + people("Lee"), "name: Old\n" + people("Kim"), False),
        (
            "name: Acme\naliases: [Old]\n" + people("Lee"),
            "name: Old\n" + people("Kim", "Lee"),
            True,
        ),
        ("name: Acme\naliases: [Old]\n" + people("Lee"), "name: Old\n", True),
        # what another system calls it
        ('name: Acme\nids: {zoho: ["1", "2"]}\n', 'name: Other\nids: {zoho: "2"}\n', True),
        ('name: Acme\nids: {zoho: "1"}\n', 'name: Other\nids: {hubspot: "1"}\n', False),
        # half of the people
        ("name: A\n" + people("Lee"), "name: B\n" + people("Lee", "Kim"), True),
        ("name: A\n" + people("Lee"), "name: B\n" + people("Lee", "Kim", "Oh"), False),
        ("name: A\n" + people("Lee", "Park"), "name: B\n" + people("Lee", "Kim"), False),
        # two things that happened to both, and half of all that did
        ("name: A\n" + log("x", "y"), "name: B\n" + log("y", "x"), True),
        ("name: A\n" + log("x"), "name: B\n" + log("x"), False),
        ("name: A\n" + log("x", "y"), "name: B\n" + log("x", "y", "z", "w"), True),
        ("name: A\n" + log("x", "y"), "name: B\n" + log("x", "y", "z", "w", "v"), False),
        (
            "name: A\n" + log("x", "y", type_="info"),
            "name: B\n" + log("x", "y", type_="info"),
            False,
        ),
        ("name: A\n" + log("x", "y") + people("Lee"), "name: B\n" + log("x", "y"), True),
        (
            "name: A\n" + log("x", "y") + people("Lee"),
            "name: B\n" + log("x", "y") + people("Kim"),
            False,
        ),
        (
            "name: A\ncases: {c: {opened: 2026-05-01, what: x}}\ncontracts: {k: {start: 2026-01-01}}\n",
            "name: B\ncases: {d: {opened: 2026-05-01, what: x}}\ncontracts: {l: {start: 2026-01-01}}\n",
            True,
        ),
        (
            "name: A\nsurveys: [{date: 2026-05-01, kind: nps, score: 9}, {date: 2026-06-01, kind: nps, score: 9}]\n",
            "name: B\nsurveys: [{date: 2026-05-01, kind: nps, score: 9}, {date: 2026-06-01, kind: nps, score: 8}]\n",
            False,
        ),
    ],
)
def test_what_says_that_an_account_is_another_one_and_what_does_not(before, after, same):
    assert same == is_paired(before, after)


def test_the_same_id_and_the_same_content_say_it_even_of_what_cannot_be_read():
    broken = Found("a", "one", None)
    assert {"x/a": "y/a"} == paired({"x/a": broken}, {"y/a": Found("a", "two", None)})
    assert {"a": "b"} == paired({"a": broken}, {"b": Found("b", "one", None)})
    assert {} == paired({"a": broken}, {"b": Found("b", "two", None)})


def test_what_may_be_two_is_neither_and_the_surest_evidence_comes_first():
    acme, twin, other = (
        found(each, text)
        for each, text in (
            ("a", "name: Acme\n"),
            ("b", "name: Acme\nnote: x\n"),
            ("c", "name: Acme\nnote: y\n"),
        )
    )
    assert {} == paired({"a": acme}, {"b": twin, "c": other})
    assert {} == paired({"b": twin, "c": other}, {"a": acme})
    assert {"c": "c"} == paired({"c": other}, {"b": twin, "c": other})
    assert {"a": "b", "c": "c"} == paired({"a": acme, "c": other}, {"b": twin, "c": other})
