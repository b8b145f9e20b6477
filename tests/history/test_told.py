"""What is told of every value of the book of one day that goes, comes or becomes another one, of every list and mapping whose order changed, and of all values below a key at once: told/*.txt. UPDATE=1 (without -n) writes them anew: read what changed."""

from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent
from typing import Any

import one_day
import pytest
from golden import recorded

from crmcli.history.change import Change, Part
from crmcli.history.changes import changes
from crmcli.history.policies import policy_changes
from crmcli.messages import Phrases
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.extras import extras
from crmcli.store.shapes.policy import POLICY
from crmcli.store.yaml.shape import DecodeError
from crmcli.store.yaml.tree import read_tree

TOLD = Path(__file__).parent / "told"
PHRASES = Phrases("en")
DAY = one_day.DAY
# words of lists, and ids, of which one takes the place of the other
PAIRS = [
    pair.split("/")
    for pair in "true/false met/unmet negative/friendly call/visit email/message kim/han boss/gone "
    "mia/max park/lee early/late core/more price/time dear/late sales/support lost/no_decision "
    "cio/ceo customer/prospect access/convert complaint/question csat/nps month/year north/steel".split()
]


def without(tree: Any) -> Iterator[tuple[str, Any]]:
    """The tree without each key and each item of it, all the way down."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield f".{key}", {name: each for name, each in tree.items() if name != key}
            for path, less in without(value):
                yield f".{key}{path}", tree | {key: less}
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            yield f"[{place}]", [*tree[:place], *tree[place + 1 :]]
            for path, less in without(value):
                yield f"[{place}]{path}", [*tree[:place], less, *tree[place + 1 :]]


def otherwise(tree: Any) -> Iterator[tuple[str, Any]]:
    """The tree with another value in each place, and with each mapping and list turned around."""
    if isinstance(tree, dict):
        if len(tree) > 1:
            yield "", dict(reversed(tree.items()))
        for key, value in tree.items():
            for path, other in otherwise(value):
                yield f".{key}{path}", tree | {key: other}
    elif isinstance(tree, list):
        if len(tree) > 1:
            yield "", tree[::-1]
        for place, value in enumerate(tree):
            for path, other in otherwise(value):
                yield f"[{place}]{path}", [*tree[:place], other, *tree[place + 1 :]]
    elif isinstance(tree, str):
        yield "", another(tree)


def several(tree: Any) -> Iterator[tuple[str, Any]]:
    """The tree with other values for all that stands right below a key."""
    if isinstance(tree, dict):
        texts = {key: another(each) for key, each in tree.items() if isinstance(each, str)}
        if len(texts) > 1:
            yield "", tree | texts
        for key, value in tree.items():
            for path, other in several(value):
                yield f".{key}{path}", tree | {key: other}
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            for path, other in several(value):
                yield f"[{place}]{path}", [*tree[:place], other, *tree[place + 1 :]]


def another(value: str) -> str:
    with suppress(ValueError):
        return (date.fromisoformat(value) + timedelta(days=400)).isoformat()
    for pair in PAIRS:
        if value in pair:
            return pair[1 - pair.index(value)]
    return str(int(value) + 1) if value.isdecimal() else f"{value} x"


def decoded(shape: Any, tree: Any) -> Any:
    try:
        return shape.decode(deepcopy(tree))
    except DecodeError:
        return None


def said(found: list[Change]) -> Iterator[str]:
    for each in found:
        yield f"{each.kind} {each.subject}: {PHRASES.say(each.message)}"
        yield from (f"    {part.field}: {part.old} -> {part.new}" for part in each.parts)


def mirrored(found: list[Change]) -> list[Part]:
    return [Part(part.field, part.new, part.old) for each in found for part in each.parts]


def lines(shape: Any, text: str, compared: Any) -> Iterator[str]:
    tree = read_tree(dedent(text).encode())
    whole = decoded(shape, tree)
    for sign, trees in (("-", without(tree)), ("~", otherwise(tree)), ("*", several(tree))):
        for path, other in trees:
            record = decoded(shape, other)
            if record is None or record == whole:
                continue
            there, back = compared(whole, record), compared(record, whole)
            yield f"{sign} {path}"
            yield from (f"  {line}" for line in said(there))
            if mirrored(there) != [part for each in back for part in each.parts]:
                yield from (f"  back {line}" for line in said(back))
            else:
                yield from (f"  back {PHRASES.say(each.message)}" for each in back)


def of_account(old: Any, new: Any) -> list[Change]:
    return changes(old._replace(id="a"), new._replace(id="a"), one_day.RULES, DAY)


@pytest.mark.parametrize("name", ["acme", "kay", "crm"])
def test_what_becomes_different_is_told_in_just_these_words_and_values(name):
    found = list(
        lines(POLICY, one_day.POLICY, policy_changes)
        if name == "crm"
        else lines(ACCOUNT, one_day.TEXTS[name], of_account)
    )
    golden = TOLD / f"{name}.txt"
    assert recorded(golden, found) == found


LONG = "word " * 15 + "ends"  # 79 characters
ENTRY = "{{date: 2026-0{0}-01, type: {1}, what: {2}}}"
SIX = [
    ENTRY.format(each, kind, "w")
    for each, kind in zip((5, 3, 4, 1, 6, 2), ("call", "visit") * 3, strict=True)
]
# sections of a file as they were, and as they are
ODD: list[tuple[str, str]] = [
    *(
        (
            "contracts: {a: {start: 2025-01-01, end: 2025-12-31}}",
            f"contracts: {{a: {{start: 2025-01-01, end: 2025-12-31}}, b: {{start: {day}}}}}",
        )
        for day in ("2025-01-01", "2025-12-30", "2025-12-31", "2026-04-02", "2026-04-03")
    ),
    (
        "contracts: {a: {start: 2025-01-01}}",
        "contracts: {a: {start: 2025-01-01}, b: {start: 2025-02-01}}",
    ),
    *(
        (
            "contracts: {a: {start: 2025-01-01, end: 2025-06-30}}",
            f"contracts: {{a: {{start: 2025-01-01{end}}}}}",
        )
        for end in (", end: 2025-06-29", ", end: 2025-07-01", "")
    ),
    ("log: []", f"log: [{', '.join(SIX[:5])}]"),
    ("log: []", f"log: [{', '.join(SIX)}]"),
    (
        f"log: [{', '.join(SIX[:2])}]",
        f"log: [{SIX[1]}, {ENTRY.format(5, 'call', 'other')}, {ENTRY.format(5, 'email', 'w')}]",
    ),
    (
        f"log: [{ENTRY.format(5, 'call', 'a')}, {ENTRY.format(5, 'call', 'b')}]",
        f"log: [{ENTRY.format(5, 'call', 'c')}, {ENTRY.format(5, 'call', 'd')}]",
    ),
    (
        "log: [{date: 2026-05-01, type: call, ids: {crm: 7}}]",
        "log: [{date: 2026-06-01, type: visit}, {date: 2026-07-01, type: email, ids: {crm: 7}}]",
    ),
    *(
        (f"segment: {LONG}{one}", f"segment: {LONG}{other}")
        for one, other in (("", "x"), ("x", "xx"), ("xxx", "xxy"), ("xxx", "xxxx"))
    ),
    ("custom: {a: 'x, y'}", "custom: {a: [x, y]}"),
    ("custom: {a: [x, y]}", "custom: {a: 'x, y'}"),
    ("custom: {a: [x, y]}", "custom: {a: [x, z]}"),
    ("custom: {a: ''}", "custom: {a: b}"),
    ("contacts: {kim: {name: Kim}}", "contacts: {lee: {name: Kim}}"),
    (
        "contacts: {kim: {name: Kim, phones: ['1234567']}}",
        "contacts: {lee: {name: Lee, phones: ['1234567']}}",
    ),
    ("contacts: {kim: {name: Kim, ids: {a: '1'}}}", "contacts: {lee: {name: Lee, ids: {a: '1'}}}"),
    ("contacts: {kim: {name: Kim, ids: {a: '1'}}}", "contacts: {lee: {name: Lee, ids: {a: '2'}}}"),
    (
        "cases: {a: {opened: 2026-01-01, kind: question, what: Hm}}",
        "cases: {b: {opened: 2026-01-01, kind: question, what: Hm}}",
    ),
    (
        "plans: {a: {for: ceo, how: Lunch, due: 2026-09-01}}",
        "plans: {b: {for: ceo, how: Lunch, due: 2026-09-01}}",
    ),
    (
        "plans: {a: {for: ceo, how: Lunch, due: 2026-09-01}}",
        "plans: {b: {for: ceo, how: Dinner, due: 2026-09-02}}",
    ),
    (
        "plans: {a: {for: ceo, how: Lunch, due: 2026-09-01}}",
        "plans: {b: {for: cfo, how: Lunch, due: 2026-09-01}}",
    ),
    (
        "contracts: {a: {start: 2025-01-01, amount: 5}}",
        "contracts: {b: {start: 2025-01-01, amount: 5}}",
    ),
    ("contracts: {a: {start: 2025-01-01}}", "contracts: {b: {start: 2025-01-01}}"),
    (
        "deals: {a: {stages: {2026-01-01: early}, competitors: [X, Y]}}",
        "deals: {b: {stages: {2026-01-01: early}, competitors: [X, Y]}}",
    ),
    (
        "deals: {a: {stages: {2026-01-01: early}, competitors: [X, Y, Z]}}",
        "deals: {b: {stages: {2026-01-01: early}, competitors: [V, W, X], amount: 3}}",
    ),
    (
        "deals: {a: {name: D, ids: {x: 7}, stages: {2026-01-01: early}}}",
        "deals: {b: {name: E, ids: {x: 7}, stages: {2026-02-01: late}}}",
    ),
    ("deals: {a: {name: D}}", "deals: {b: {name: D}}"),
    ("deals: {a: {amount: 5}}", "deals: {b: {amount: 5}}"),
    (
        "contacts: {kim: {name: Kim}}\ndeals: {a: {stages: {2026-01-01: early}, people: {kim: champion}, amount: 5}}\nlog: [{date: 2026-05-01, type: call, with: kim, deal: a, x-note: x}]\nresting: [{date: 2026-05-01, kind: next, subject: kim, until: 2026-09-01}, {date: 2026-05-01, kind: next, subject: a, until: 2026-09-01}, {date: 2026-05-01, kind: plan, subject: kim, until: 2026-09-01}]",
        "contacts: {lee: {name: Kim}}\ndeals: {b: {stages: {2026-01-01: early}, people: {lee: champion}, amount: 5}}\nlog: [{date: 2026-05-01, type: call, with: lee, deal: b, x-note: x}]\nresting: [{date: 2026-05-01, kind: next, subject: lee, until: 2026-09-01}, {date: 2026-05-01, kind: next, subject: b, until: 2026-09-01}, {date: 2026-05-01, kind: plan, subject: kim, until: 2026-09-01}]",
    ),
    (
        "contacts: {a: {name: Kim}, b: {name: Kim}}\nroles: {ceo: a}",
        "contacts: {a: {name: Kim}, b: {name: Kim}}\nroles: {ceo: b}",
    ),
    (
        "contacts: {a: {name: Kim}, b: {name: Lee}}\nroles: {ceo: [a, b]}",
        "contacts: {a: {name: Kim}, b: {name: Lee}}\nroles: {ceo: [b, a]}",
    ),
    (
        "contacts: {a: {name: Kim, stance: {2026-01-01: {value: neutral, by: kim}}}}",
        "contacts: {a: {name: Kim, stance: {2026-01-01: {value: neutral, by: han, why: Lunch}}}}",
    ),
    (
        "contacts: {a: {name: Kim, stance: neutral}}",
        "contacts: {a: {name: Kim, stance: {2026-01-01: neutral}}}",
    ),
    (
        "contacts: {a: {name: Kim, stance: {2026-01-01: neutral}}}",
        "contacts: {a: {name: Kim, stance: neutral}}",
    ),
    ("contacts: {a: {name: Kim, stance: neutral}}", "contacts: {a: {name: Kim, stance: friendly}}"),
    (
        "contacts: {a: {name: Kim, stance: {2026-01-01: neutral}}}",
        "contacts: {a: {name: Kim, stance: {2025-01-01: negative, 2026-01-01: neutral}}}",
    ),
    (
        "deals: {a: {amount: {2026-01-01: 72_000_000}}}",
        "deals: {a: {amount: {2026-01-01: 72_000_001}}}",
    ),
    ("x-own: 1\nx-more: {a: 1, b: [1, 2]}", "x-own: 2\nx-more: {b: [2, 1], c: 1}"),
]
POLICIES: list[tuple[str | None, str | None]] = [
    (None, "currency: KRW"),
    ("currency: KRW", None),
    (None, None),
    (
        "qualification: {name: Q, gate: 1, criteria: {a: {label: A}, b: {label: B}}}",
        "qualification: {name: Q, gate: 1, criteria: {b: {label: B}, a: {label: C}}}",
    ),
    (
        "role_sets: {r: {ceo: {weight: 1}, cio: {weight: 2}}, s: {ceo: {weight: 1}}}",
        "role_sets: {r: {cio: {weight: 2}, ceo: {weight: 1}}, s: {ceo: {weight: 3}}, t: {cto: {weight: 1}}}",
    ),
    (
        "role_sets: {r: {ceo: {weight: 1}}, s: {ceo: {weight: 1}}}",
        "role_sets: {s: {ceo: {weight: 1}}, r: {ceo: {weight: 1}}}",
    ),
    ("team: {a: {name: A}, b: {name: B}}", "team: {b: {name: B}, a: {name: A}}"),
    ("team: {}", f"team: {{{', '.join(f'm{each}: {{name: M}}' for each in range(5))}}}"),
    ("team: {}", f"team: {{{', '.join(f'm{each}: {{name: M}}' for each in range(6))}}}"),
    (
        "stages: {a: {probability: 10}, b: {probability: 20}}",
        "stages: {b: {probability: 20}, a: {probability: 10}, c: {probability: 30}}",
    ),
    (
        "stages: {a: {probability: 10}, b: {probability: 20}}",
        "stages: {c: {probability: 30}, a: {probability: 10}, b: {probability: 20}}",
    ),
]


def test_odd_changes_are_told_in_just_these_words_and_values():
    found: list[str] = []
    for one, other in (*ODD, *((after, before) for before, after in ODD)):
        trees = [read_tree(f"name: A\n{text}\n".encode()) for text in (one, other)]
        old, new = (
            ACCOUNT.decode(deepcopy(tree))._replace(extra=extras(tree, ACCOUNT)) for tree in trees
        )
        found += [
            f"{one}  =>  {other}".replace("\n", " / "),
            *(f"  {line}" for line in said(of_account(old, new))),
        ]
    for before, after in POLICIES:
        rules = [
            each if each is None else POLICY.decode(read_tree(each.encode()))
            for each in (before, after)
        ]
        found += [f"{before}  =>  {after}", *(f"  {line}" for line in said(policy_changes(*rules)))]
    assert recorded(TOLD / "odd.txt", found) == found
