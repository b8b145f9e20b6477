"""One of the three texts of a merge: what it says, and where everything stands in it."""

from typing import overload

from crmcli.store.yaml.syntax_tree import Outline
from crmcli.store.yaml.tree import Node, Tree, Unreadable, nfc, read_tree


class Side:
    """A text that the reader accepts.

    Keys of the tree are in their composed spelling; the text is as it was written.
    """

    __slots__ = ("_outline", "text", "tree")

    def __init__(self, text: str, tree: Tree) -> None:
        self.text, self.tree = text, tree
        self._outline: Outline | None = None

    @property
    def outline(self) -> Outline:
        """Where everything stands."""
        if self._outline is None:
            self._outline = Outline(self.text)
        return self._outline


def side_of(text: str) -> Side | None:
    """The text read; None if it is not a file of the format, or has one id twice in two
    spellings.
    """
    try:
        tree = read_tree(text.encode())
        return Side(text, composed(tree))
    except (Unreadable, ValueError):
        return None


@overload
def composed(node: Tree) -> Tree: ...


@overload
def composed(node: Node) -> Node: ...


def composed(node: Node) -> Node:
    """The tree with its keys in their composed spelling.

    Raises ValueError if two of a mapping are the same then.
    """
    if isinstance(node, dict):
        found = {nfc(key): composed(value) for key, value in node.items()}
        if len(found) != len(node):
            raise ValueError(node)
        return found
    return [composed(each) for each in node] if isinstance(node, list) else node
