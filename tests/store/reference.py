"""What a document means, by the reference: ruamel.yaml, pure, YAML 1.2, composed to nodes and read as text."""

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode

from crmcli.store.shapes.reading import Reading, read
from crmcli.store.yaml.shape import Shape
from crmcli.store.yaml.tree import Node

_NULL = "tag:yaml.org,2002:null"


class _Reference(YAML):
    """It looks for no plug-ins: a search of folders for each text."""

    def official_plug_ins(self) -> list[str]:
        return []


class Refused(Exception):
    """The reference does not take the text for YAML."""


def meaning(data: bytes) -> Node:
    """The text's tree: scalars are their text, plain nulls None, keys always text; an empty document is an empty mapping. Raises Refused."""
    try:
        return _meaning(data, "rt")
    except Refused:
        # which has no comments to stumble over, but knows no tab after a colon
        return _meaning(data, "safe")


def _meaning(data: bytes, loader: str) -> Node:
    text = data.decode("utf-8")
    try:
        root = _Reference(typ=loader, pure=True).compose(text)
        return {} if root is None else _tree(root) or {}
    except Exception as error:  # it stumbles in many ways
        raise Refused(f"{type(error).__name__}: {error}") from error


def _tree(node) -> Node:
    if isinstance(node, ScalarNode):
        if node.style == ">":
            return node.value.replace("\a", "")  # its own marks, where lines were folded
        return None if node.tag == _NULL and not node.style else node.value
    if isinstance(node, MappingNode):
        if not all(isinstance(key, ScalarNode) for key, _ in node.value):
            raise ValueError("a key is not text")
        found = {key.value: _tree(value) for key, value in node.value}
        if len(found) != len(node.value):
            raise ValueError("a key comes twice")
        return found
    return [_tree(each) for each in node.value]


class _Anything(Shape):
    """A shape that takes every tree as it is."""

    def decode(self, node: Node) -> Node:
        return node


def ours(data: bytes) -> Reading:
    """What crm reads, by the fast way or the slow one, whatever the file is about."""
    return read(data, _Anything())


def rules(reading: Reading) -> set[str]:
    return {finding.rule for finding, _ in reading.problems}
