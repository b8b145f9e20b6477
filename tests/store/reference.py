"""What a document means, by the reference: ruamel.yaml, pure, YAML 1.2, composed to nodes and read as text."""

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode

from crmcli.store.source import Source
from crmcli.store.tree import Node, Unreadable, read_tree

NULL = "tag:yaml.org,2002:null"


class Refused(Exception):
    """The reference does not take the text for YAML."""


def meaning(data: bytes) -> Node:
    """The text's tree: scalars are their text, plain nulls None, keys always text. Raises Refused."""
    try:
        root = YAML(typ="rt", pure=True).compose(data.decode("utf-8"))
    except (YAMLError, ValueError, AttributeError, AssertionError, IndexError, TypeError) as error:
        raise Refused(f"{type(error).__name__}: {error}") from error
    return None if root is None else _tree(root)


def _tree(node) -> Node:
    if isinstance(node, ScalarNode):
        return None if node.tag == NULL and not node.style else node.value
    if isinstance(node, MappingNode):
        for key, _ in node.value:
            if not isinstance(key, ScalarNode):
                raise Refused("a key is not text")
        found = {key.value: _tree(value) for key, value in node.value}
        if len(found) != len(node.value):
            raise Refused("duplicate key")
        return found
    return [_tree(each) for each in node.value]


def theirs(data: bytes) -> Node | str:
    """The reference's tree, or the exception's first words, as one value to compare with."""
    try:
        return meaning(data)
    except Refused as refused:
        return refused


def fast(data: bytes) -> Node | Unreadable:
    try:
        return read_tree(data)
    except Unreadable as refused:
        return refused
