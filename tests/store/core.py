"""What an editor sees: the values of a file by the core schema of YAML 1.2, where days stay text."""

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode

from crmcli.store.yaml.tree import NULLS, Node

_INT = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")


def plain(text: str) -> Any:
    """The value of a scalar without quotes."""
    if text in NULLS:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return text.lower() == "true"
    if _INT.match(text):
        return int(text, 0 if text[:2] in {"0o", "0x"} else 10)
    if _FLOAT.match(text) or _NOT_FINITE.match(text):
        return float(
            text.replace(".inf", "inf")
            .replace(".nan", "nan")
            .replace(".Inf", "inf")
            .replace(".INF", "inf")
            .replace(".NaN", "nan")
            .replace(".NAN", "nan")
        )
    return text


def of_tree(tree: Node) -> Any:
    """A tree as an editor sees it if every scalar that can be is written without quotes."""
    if isinstance(tree, dict):
        return {key: of_tree(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return list(map(of_tree, tree))
    return plain(tree) if tree else tree


def of_file(data: bytes) -> Any:
    """A file as an editor sees it."""
    return _of_node(YAML(typ="safe", pure=True).compose(data.decode("utf-8")))


def _of_node(node: Any) -> Any:
    if isinstance(node, ScalarNode):
        return node.value if node.style else plain(node.value)
    if isinstance(node, MappingNode):
        return {key.value: _of_node(value) for key, value in node.value}
    return [_of_node(each) for each in node.value]
