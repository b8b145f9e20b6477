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
