"""Which shape, and which value, does a path lead to?"""

from typing import Any, NamedTuple

from crmcli.domain.finding import Path
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.shape import ById, Many, Scalar, Shape
from crmcli.store.yaml.tree import Node

AnyRecord = Record[Any]


class Spot(NamedTuple):
    """A place of a file: what should stand there, what does, and the records it is in, the
    outermost first.
    """

    shape: Shape | None
    node: Node
    around: tuple[AnyRecord, ...]
    depths: tuple[int, ...]  # how many steps of the path lead to each of them

    @property
    def leaf(self) -> tuple[Shape | None, Path]:
        """What the value itself should be, of what may be written shorter, and the keys that are
        left out.
        """
        return leaf(self.shape, self.node)


def spot(shape: Shape, tree: Node, path: Path) -> Spot:
    """The place that a path leads to; without a shape where the format has no such place."""
    at: Shape | None = shape
    node, around, depths = tree, list[AnyRecord](), list[int]()
    for depth, step in enumerate(path):
        at = _entered(at, node, step)
        if isinstance(at, Record):
            around.append(at)
            depths.append(depth)
        at = _inside(at, step)
        node = _below(node, step)
    return Spot(at, node, tuple(around), tuple(depths))


def key_shape(shape: Shape, tree: Node, path: Path) -> Scalar[Any] | None:
    """What the last key of a path should be, where it is the author's own."""
    if not path:
        return None
    above = spot(shape, tree, path[:-1])
    at = _entered(above.shape, above.node, path[-1])
    return at.key if isinstance(at, ById | Dated) else None


def leaf(shape: Shape | None, node: Node) -> tuple[Shape | None, Path]:
    """The same for a value in no list and no mapping."""
    keys: Path = ()
    while True:
        if isinstance(shape, Many) and not isinstance(node, list):
            shape = shape.item
        elif isinstance(shape, Dated) and not isinstance(node, dict):
            shape = shape.fact
        elif isinstance(shape, Record) and shape.main and not isinstance(node, dict):
            keys = (*keys, shape.main)
            shape = shape.fields[shape.main].shape
        else:
            return shape, keys


def _entered(shape: Shape | None, node: Node, step: str | int) -> Shape | None:
    """The shape in which a step of a path is one: lists and facts of one may be left out."""
    while True:
        if isinstance(shape, Many) and not isinstance(step, int):
            shape = shape.item
        elif isinstance(shape, Dated) and isinstance(node, dict) and step in shape.fact.fields:
            shape = shape.fact
        elif isinstance(shape, Record) and isinstance(step, int) and shape.main:
            shape = shape.fields[shape.main].shape
        else:
            return shape


def _inside(shape: Shape | None, step: str | int) -> Shape | None:
    if isinstance(shape, Many):
        return shape.item
    if isinstance(shape, Dated):
        return shape.fact
    if isinstance(shape, ById):
        return shape.value
    if isinstance(shape, Record):
        field = shape.fields.get(str(step))
        return field.shape if field else None
    return None


def _below(node: Node, step: str | int) -> Node:
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None
