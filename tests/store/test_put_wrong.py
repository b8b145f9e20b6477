"""Every value of the book of one day, put wrong in one way after another: what is told of it, where, and what it becomes when it is mended. put_wrong/*.txt has all of it: UPDATE=1 writes it anew, read what changed."""

import zlib
from copy import deepcopy
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import one_day
import pytest
import yaml
from golden import recorded

from crmcli.messages import Phrases
from crmcli.store.book.opening import policy_reading
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.store.shapes.reading import account_reading
from crmcli.store.yaml.explaining import decode_or_explain
from crmcli.store.yaml.tree import read_tree

FOLDER = Path(__file__).with_name("put_wrong")
LONGEST = 180  # characters of a line; what is cut off is only known by its checksum
PHRASES = Phrases("en")
TEXTS = {"acme": one_day.TEXTS["acme"], "crm": one_day.POLICY}
# a value in the place of each that is no mapping and no list, of each list, and of each mapping
VALUES: dict[str, Callable[[Any], Any]] = {
    "nothing": lambda value: None,
    "an empty text": lambda value: "",
    "a mark": lambda value: "-",
    "true": lambda value: True,
    "a number": lambda value: -5.5,
    "words": lambda value: "two odd words",
    "in capitals": lambda value: str(value).upper(),
    "a letter too many": lambda value: f"{value}x",
    "with a reason": lambda value: f"{value} (why not)",
    "between stars": lambda value: f"*{value}*",
    "a day": lambda value: "3.8.2026",
    "an amount": lambda value: "1억 2천",
    "in a list": lambda value: [value],
    "twice in a list": lambda value: [value, value],
    "below a key": lambda value: {"value": value},
    "below another key": lambda value: {"odd": value},
    "with commas": lambda value: f"{value}, {value}",
    "an empty list": lambda value: [],
    "an empty mapping": lambda value: {},
}
LISTS: dict[str, Callable[[list[Any]], Any]] = {
    "in one text": lambda items: ", ".join(map(str, items)),
    "in lines": lambda items: "".join(f"- {each}\n" for each in items),
    "in brackets": lambda items: f"[{', '.join(map(str, items))}]",
    "by ids": lambda items: {f"k{place}": each for place, each in enumerate(items)},
    "by themselves": lambda items: {str(each): None for each in items},
    "each in a list": lambda items: [[each] for each in items],
    "each below a key": lambda items: [{"id": each} for each in items],
    "with nothing": lambda items: [*items, None],
    "the first alone": lambda items: items[0],
}
MAPPINGS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a text": lambda items: "some text",
    "a list of its values": lambda items: list(items.values()),
    "a list of its keys": lambda items: list(items),
    "a list of ids": lambda items: [
        {"id": key, **(each if isinstance(each, dict) else {"value": each})}
        for key, each in items.items()
    ],
    "a list of pairs": lambda items: [{key: each} for key, each in items.items()],
    "in one text": lambda items: ", ".join(f"{key}: {each}" for key, each in items.items()),
    "with one key more": lambda items: {**items, "odd": 1},
    "each key in capitals": lambda items: {key.upper(): each for key, each in items.items()},
    "each key with a letter less": lambda items: {key[:-1]: each for key, each in items.items()},
    "below a key": lambda items: {"value": items},
}


def leaves(node: Any, wrong: Callable[[Any], Any]) -> Any:
    if isinstance(node, dict):
        return {key: leaves(each, wrong) for key, each in node.items()}
    if isinstance(node, list):
        return [leaves(each, wrong) for each in node]
    return wrong(node)


def lists(node: Any, wrong: Callable[[list[Any]], Any]) -> Any:
    if isinstance(node, dict):
        return {key: lists(each, wrong) for key, each in node.items()}
    if isinstance(node, list):
        return wrong([lists(each, wrong) for each in node])
    return node


def mappings(node: Any, wrong: Callable[[dict[str, Any]], Any], depth: int) -> Any:
    """Those of this depth."""
    if isinstance(node, dict):
        if not depth:
            return wrong(node)
        return {key: mappings(each, wrong, depth - 1) for key, each in node.items()}
    if isinstance(node, list):
        return [mappings(each, wrong, depth - 1) for each in node]
    return node


def wrongs(tree: Any) -> Iterator[tuple[str, Any]]:
    for name, wrong in VALUES.items():
        yield f"values: {name}", leaves(tree, wrong)
    for name, of_list in LISTS.items():
        yield f"lists: {name}", lists(tree, of_list)
    for name, of_mapping in MAPPINGS.items():
        for depth in (0, 1, 2):
            yield f"mappings {depth}: {name}", mappings(tree, of_mapping, depth)


def told(reading: Any) -> Iterator[str]:
    """What is said, and of which values, each with the column where it begins."""
    found: dict[str, list[str]] = {}
    for finding, place in reading.problems:
        mends = "; ".join(
            f"{each.text!r}{' surely' * each.is_safe}{f' at {each.at}' if each.at is not None else ''}"
            for each in finding.mends
        )
        said = PHRASES.say(finding.message)
        where = ".".join(map(str, finding.path))
        found.setdefault(f"{finding.rule}: {said}{f' => {mends}' if mends else ''}", []).append(
            f"{where}:{place.column}{'+' if place.end_line > place.line else '-'}{place.end_column}"
        )
    for said, places in found.items():
        line = f"  {said} [{' '.join(places)}]"
        rest = f"… {zlib.crc32(line.encode()):08x}" if len(line) > LONGEST else ""
        yield line[:LONGEST] + rest


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_put_wrong_is_told_so(name):
    tree = read_tree(dedent(TEXTS[name]).encode())
    found = []
    for what, wrong in wrongs(tree):
        data = yaml.safe_dump(wrong, sort_keys=False, allow_unicode=True, width=200).encode()
        reading = (
            policy_reading(data)
            if name == "crm"
            else account_reading(f"accounts/{name}.yaml", data)
        )
        found += [f"{what}", *told(reading)]
    assert found == recorded(FOLDER / f"{name}.txt", found)


def without(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[str, Any]]:
    """The tree without each of its keys and items."""
    inner = (
        list(node.items() if isinstance(node, dict) else enumerate(node))
        if isinstance(node, dict | list)
        else []
    )
    for step, value in inner:
        where = ".".join(map(str, (*path, step)))
        if isinstance(node, dict):
            yield where, {key: each for key, each in node.items() if key != step}
            yield from (
                (there, {**node, step: less}) for there, less in without(value, (*path, step))
            )
        else:
            yield where, [*node[:step], *node[step + 1 :]]
            yield from (
                (there, [*node[:step], less, *node[step + 1 :]])
                for there, less in without(value, (*path, step))
            )


@pytest.mark.parametrize("name", ["acme", "kay", "crm"])
def test_what_is_missing_is_told_so(name):
    tree = read_tree(dedent({**one_day.TEXTS, **TEXTS}[name]).encode())
    shape = POLICY if name == "crm" else ACCOUNT
    found = []
    for where, less in without(tree):
        _, findings = decode_or_explain(shape, deepcopy(less))
        if findings:
            said = "; ".join(
                f"{PHRASES.say(each.message)} [{'.'.join(map(str, each.path))}]"
                for each in findings
            )
            found.append(f"{where}: {said}")
    assert found == recorded(FOLDER / f"{name}-without.txt", found)
