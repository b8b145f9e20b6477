"""The book of one day has every key of the format: what is recorded of it is recorded of each."""

from collections.abc import Iterator
from textwrap import dedent

import pytest
from yaml import CSafeLoader, load

from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.shape import ById, Many, Shape
from one_day import POLICY as RULES
from one_day import TEXTS


NOT_HERE = ("qualification",)  # takes the place of BANT: tests/domain/test_frameworks.py has it


def keys(shape: Shape, seen: frozenset[str] = frozenset()) -> Iterator[tuple[str, ...]]:
    """Every key, by the keys above it; ids and days are `*`."""
    if isinstance(shape, Record) and shape.name not in seen:
        for key, field in shape.fields.items():
            yield (key,)
            yield from ((key, *rest) for rest in keys(field.shape, seen | {shape.name}))
    elif isinstance(shape, Many):
        yield from keys(shape.item, seen)
    elif isinstance(shape, ById):
        yield from (("*", *rest) for rest in keys(shape.value, seen))
    elif isinstance(shape, Dated):
        yield from (("*", *rest) for rest in keys(shape.fact, seen))


def said(shape: Shape, node: object) -> Iterator[tuple[str, ...]]:
    """Those of them that a file has."""
    if isinstance(node, list):
        for each in node:
            yield from said(shape.item if isinstance(shape, Many) else shape, each)
    elif isinstance(shape, Many):
        yield from said(shape.item, node)
    elif isinstance(node, dict) and isinstance(shape, Record):
        for key, value in node.items():
            name = "on" if key is True else str(key)  # YAML 1.1 reads `on` as yes
            yield (name,)
            yield from ((name, *rest) for rest in said(shape.fields[name].shape, value))
    elif isinstance(node, dict) and isinstance(shape, ById):
        for value in node.values():
            yield from (("*", *rest) for rest in said(shape.value, value))
    elif isinstance(node, dict) and isinstance(shape, Dated):
        for value in node.values():
            yield from (("*", *rest) for rest in said(shape.fact, value))


@pytest.mark.parametrize(
    ("shape", "texts"), [(ACCOUNT, [*TEXTS.values()]), (POLICY, [dedent(RULES)])]
)
def test_every_key_of_the_format_is_in_the_book_of_one_day(shape, texts):
    there = {path for text in texts for path in said(shape, load(text, CSafeLoader))}
    lacking = {path for path in keys(shape) if path not in there}
    assert {path for path in lacking if shape is ACCOUNT or path[0] not in NOT_HERE} == set()
