"""The keys of a file that begin with `x-`: nobody's but the author's, and kept out of every
record.
"""

import json
from collections.abc import Iterator
from marshal import dumps

from crmcli.domain.records.account import Extra
from crmcli.history.parts import below
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.shape import ById, Many, Shape
from crmcli.store.yaml.tree import Node

_MARK = "x-"


def extras(tree: Node, shape: Shape) -> dict[str, Extra]:
    """Every such key of a file, by what it stands in: an item of a list is what it says, wherever
    it stands.
    """
    if _MARK.encode() not in dumps(
        tree
    ):  # as in most files: a look at the bytes costs next to nothing
        return {}
    return {
        key: Extra(path, _frozen(value))
        for key, path, value in _found(tree, shape, "", "")
        if value is not None
    }


def _found(node: Node, shape: Shape, key: str, path: str) -> Iterator[tuple[str, str, Node]]:
    if isinstance(shape, Dated):
        inner: Shape | None = shape.fact if isinstance(node, dict) and "value" in node else None
        for name, each in node.items() if isinstance(node, dict) and inner is None else ():
            yield from _found(each, shape.fact, below(key, name), below(path, name))
        yield from _found(node, inner, key, path) if inner else ()
    elif isinstance(shape, Record) and isinstance(node, dict):
        for name, each in node.items():
            if name in shape.fields:
                yield from _found(
                    each, shape.fields[name].shape, below(key, name), below(path, name)
                )
            elif name.startswith(_MARK):
                yield below(key, name), below(path, name), each
    elif isinstance(shape, ById) and isinstance(node, dict):
        for name, each in node.items():
            yield from _found(each, shape.value, below(key, name), below(path, name))
    elif isinstance(shape, Many) and isinstance(node, list):
        yield from _of_items(node, shape.item, key, path)


def _of_items(
    node: list[Node], shape: Shape, key: str, path: str
) -> Iterator[tuple[str, str, Node]]:
    seen: dict[str, int] = {}
    for place, each in enumerate(node):
        if isinstance(each, dict):
            bare = {name: value for name, value in each.items() if not name.startswith(_MARK)}
            said = json.dumps(bare, sort_keys=True, ensure_ascii=False)
            seen[said] = seen.get(said, 0) + 1
            yield from _found(each, shape, f"{key}[{said} {seen[said]}]", f"{path}.{place}")


def _frozen(node: Node) -> object:
    """A tree as values that can be compared and shown."""
    if isinstance(node, dict):
        return {name: _frozen(each) for name, each in node.items()}
    return tuple(map(_frozen, node)) if isinstance(node, list) else node
