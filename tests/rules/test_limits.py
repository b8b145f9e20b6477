"""Where each rule begins and ends to find something: of each value of its own example, by how many days or numbers more or less the answer becomes another one; and what it answers without each part, in another order, in other words. limits/*.txt has all of it: UPDATE=1 writes it anew, read what changed."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from importlib.resources import files as resources
from pathlib import Path
from textwrap import dedent
from typing import Any

import one_day
import pytest
from docs_rules import doc, files
from golden import recorded

from varied import moved, places, put, renamed

from crmcli.domain.finding import Finding, Mend
from crmcli.domain.records.policy import Policy
from crmcli.rules import registry
from crmcli.rules.book_facts import book_fact
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY, over_defaults
from crmcli.store.yaml.shape import DecodeError
from crmcli.store.yaml.tree import read_tree

FOLDER = Path(__file__).with_name("limits")
NO_BOOK = "no book"
AS_OF = date(2026, 8, 1)
DAYS = (-30000, -4000, -400, -31, -1, 0, 1, 31, 400, 4000)
TIMES = (0, 0.001, 0.01, 0.1, 0.5, 0.9, 1, 1.1, 2, 10, 100, 1000)
Tree = dict[str, Any]
CHANGES: Mapping[str, Callable[[Any], Any]] = {
    "left out": lambda value: None,
    "in reverse": lambda value: (
        dict(reversed(value.items())) if isinstance(value, dict) else value[::-1]
    ),
    "first twice": lambda value: [value[0], *value],
    "with x": lambda value: f"{value}x",
    "in capitals": lambda value: value.upper(),
}
OF = {dict: ("left out", "in reverse"), list: ("left out", "in reverse", "first twice")}
DEFAULTS = read_tree((resources("crmcli.store.book") / "default.yaml").read_bytes())


@lru_cache(maxsize=64)
def rules_of(text: str) -> Policy:
    found: Policy = POLICY.decode(over_defaults(DEFAULTS, json.loads(text)))
    return found


def written(finding: Finding) -> str:
    def mend(each: Mend) -> str:
        return f"{each.text!r}{'!' * each.is_safe}{f'@{each.at}' if each.at else ''}"

    parts = [
        ".".join(map(str, finding.path)) + "!" * finding.at_key,
        finding.key if finding.key != finding.rule else "",
        ", ".join(map(str, finding.args)),
        " ".join(map(mend, finding.mends)),
        " ".join(f"{each.key}:{each.at}{'!' * each.at_key}" for each in finding.related),
    ]
    return " | ".join(parts)


def answer(rule: str, trees: Mapping[str, Tree], as_of: date) -> str:
    module = registry.RULES[rule]
    try:
        policy = rules_of(json.dumps(trees["crm"]))
        accounts = [
            ACCOUNT.decode(tree)._replace(id=name) for name, tree in trees.items() if name != "crm"
        ]
    except DecodeError:
        return NO_BOOK
    found = []
    if hasattr(module, "check"):
        found += [f"{each.id}: {written(one)}" for each in accounts for one in module.check(each, policy, as_of)]  # fmt: skip
    if hasattr(module, "check_book"):
        told = module.check_book([book_fact(each) for each in accounts], policy)
        found += [f"{name}: {written(one)}" for name, one in told]
    if hasattr(module, "check_policy"):
        found += [written(one) for one in module.check_policy(policy, as_of)]
    return "; ".join(found)


def steps(value: Any) -> list[int]:
    """By how much a day or a number is moved at first."""
    digits = str(value).replace("_", "")
    if not digits.isdecimal():
        return list(DAYS)
    return sorted({*(round(int(digits) * times) - int(digits) for times in TIMES), -1, 1})


def limits(ask: Callable[[int], str], steps: list[int]) -> Iterator[tuple[int, str]]:
    """The steps at which the answer becomes another one but for its numbers, each with it."""
    known: dict[int, str] = {}

    def at(step: int) -> str:
        if step not in known:
            known[step] = ask(step)
        return known[step]

    def between(low: int, high: int) -> Iterator[int]:
        if re.sub("[0-9]+", "0", at(low)) == re.sub("[0-9]+", "0", at(high)):
            return
        if high - low == 1:
            yield high
            return
        middle = (low + high) // 2
        yield from between(low, middle)
        yield from between(middle, high)

    yield steps[0], at(steps[0])
    for low, high in pairwise(steps):
        for step in between(low, high):
            yield step, at(step)


def answers(rule: str, trees: Mapping[str, Tree]) -> Iterator[str]:
    usual = answer(rule, trees, AS_OF)

    def told(found: str) -> str:
        return "the same" if found == usual else found or "nothing"

    def moving(where: str, value: Any, ask: Callable[[int], str]) -> Iterator[str]:
        found = list(limits(ask, steps(value)))
        if len(found) > 1:
            yield f"{where}: " + "; ".join(f"[{step:+}] {told(said)}" for step, said in found)

    yield f"as it is: {usual}"
    yield from moving("as of", AS_OF, lambda by: answer(rule, trees, AS_OF + timedelta(by)))
    for path, value in places(trees):
        where, key = ".".join(map(str, path)), path[-1]
        if moved(value, 0) is not None:
            yield from moving(
                where,
                value,
                lambda by, path=path, value=value: answer(
                    rule, put(trees, path, moved(value, by)), AS_OF
                ),
            )
        if len(path) > 1 and isinstance(key, str) and moved(key, 0) is not None:
            yield from moving(
                f"{where} (key)",
                key,
                lambda by, path=path, key=key: answer(
                    rule, renamed(trees, path, str(moved(key, by))), AS_OF
                ),
            )
        for change in OF.get(type(value), ("left out", "with x", "in capitals")):
            if len(path) == 1 if change == "left out" else not value:
                continue
            found = answer(rule, put(trees, path, CHANGES[change](value)), AS_OF)
            if found not in (usual, NO_BOOK):
                yield f"{where}, {change}: {told(found)}"


@pytest.mark.parametrize("rule", registry.RULES)
def test_a_rule_begins_and_ends_there(rule):
    found = []
    page = doc(registry.RULES[rule])
    for which, text in (("bad", page.bad), ("good", page.good)):
        named = (
            {name: read_tree(each.encode()) for name, each in files(text).items()} if text else {}
        )
        policy = read_tree(page.policy.encode()) if page.policy else {}
        trees = {"crm": {**policy, **named.pop("crm", {})}, **named}
        found += [which, *(f"  {each}" for each in answers(rule, trees))]
    assert found == recorded(FOLDER / f"{rule}.txt", found)


def all_told(trees: Mapping[str, Tree], wanted: str, as_of: date) -> frozenset[str]:
    """What the rules find in an account alone, or in crm.yaml, each account and between them."""
    try:
        policy = rules_of(json.dumps(trees["crm"]))
        accounts = [
            ACCOUNT.decode(tree)._replace(id=name)
            for name, tree in trees.items()
            if name != "crm" and wanted in (name, "crm")
        ]
    except DecodeError:
        return frozenset([NO_BOOK])
    found = {
        f"{each.id}: {one.rule} {written(one)}"
        for each in accounts
        for one in registry.check_account(each, policy, as_of)
    }
    if wanted == "crm":
        found |= {f"{one.rule} {written(one)}" for one in registry.check_policy(policy, as_of)}
        facts = [book_fact(each) for each in accounts]
        found |= {
            f"{name}: {one.rule} {written(one)}" for name, one in registry.check_book(facts, policy)
        }
    return frozenset(found)


@pytest.mark.parametrize(
    ("name", "as_of"),
    [*((name, one_day.DAY) for name in one_day.TEXTS), ("acme", AS_OF), ("crm", one_day.DAY)],
)
def test_of_a_whole_file_each_value_makes_and_ends_what_is_told(name, as_of):
    texts = {"crm": one_day.POLICY, **one_day.TEXTS}
    trees = {each: read_tree(dedent(text).encode()) for each, text in texts.items()}
    usual = all_told(trees, name, as_of)

    def ask(changed: Tree, as_of: date = as_of) -> str:
        told = all_told({**trees, name: changed}, name, as_of)
        if NO_BOOK in told:
            return NO_BOOK
        parts = [*(f"+{each}" for each in told - usual), *(f"-{each}" for each in usual - told)]
        return "; ".join(sorted(parts))

    def moving(where: str, value: Any, at: Callable[[int], str]) -> Iterator[str]:
        found = list(limits(at, [-1, 0, 1] if name == "crm" or as_of == AS_OF else steps(value)))
        if len(found) > 1:
            yield from (where, *(f"  [{step:+}] {said}" for step, said in found))

    told = [*sorted(usual)]
    told += moving("as of", as_of, lambda by: ask(trees[name], as_of + timedelta(by)))
    for path, value in places(trees[name]):
        where, key = ".".join(map(str, path)), path[-1]
        for change in OF.get(type(value), ("left out", "with x", "in capitals")):
            if value or change == "left out":
                said = ask(put(trees[name], path, CHANGES[change](value)))
                if said and said != NO_BOOK:
                    told.append(f"{where}, {change}: {said}")
        if moved(value, 0) is not None:
            told += moving(
                where,
                value,
                lambda by, path=path, value=value: ask(put(trees[name], path, moved(value, by))),
            )
        if isinstance(key, str) and moved(key, 0) is not None:
            told += moving(
                f"{where} (key)",
                key,
                lambda by, path=path, key=key: ask(renamed(trees[name], path, str(moved(key, by)))),
            )
    assert told == recorded(FOLDER / f"{name}-{as_of:%d}.txt", told)
