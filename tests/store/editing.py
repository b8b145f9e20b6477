"""Edits of a tree as anybody might ask for them: a generator for hypothesis."""

from typing import Any

from hypothesis import strategies as st
from store.writing import WORDS, texts

from crmcli.domain.edit import Edit, Insert, Prose, Quoted, Remove, Rename, Set
from crmcli.store.yaml.tree import Node, nfc

plain = st.one_of(
    st.sampled_from(
        ["kim-mj", "2026-08-05", "72_000_000", "a b", "it's", "가: 나", "x #y", "null", "", "- a"]
    ),
    texts,
)
lines = st.lists(st.one_of(st.just(""), st.sampled_from(WORDS)), min_size=1, max_size=4).map(
    "\n".join
)
leaves = st.one_of(st.none(), plain, plain.map(Prose), plain.map(Quoted), lines.map(Prose))
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(plain.filter(lambda text: text != "<<"), inner, max_size=3),
    ),
    max_leaves=5,
)


def spots(node: Node, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Node]]:
    """Everything in a tree, with its path."""
    found = [(path, node)]
    if isinstance(node, dict):
        found += [each for key, value in node.items() for each in spots(value, (*path, key))]
    elif isinstance(node, list):
        found += [each for place, value in enumerate(node) for each in spots(value, (*path, place))]
    return found


@st.composite
def edits(draw: Any, tree: dict[str, Node]) -> Edit:
    """One edit that the tree allows."""
    path, node = draw(st.sampled_from(spots(tree)))
    kinds = ["set", "remove"] if path else []
    if path and isinstance(path[-1], str):
        kinds.append("rename")
    if isinstance(node, list):
        kinds += ["insert", "insert"]
    if isinstance(node, dict):
        kinds += ["key", "key"]
    kind = draw(st.sampled_from(kinds))
    if kind == "set":
        return Set(path, draw(values))
    if kind == "remove":
        return Remove(path)
    new = plain.filter(lambda text: text != "<<")
    if kind == "rename":
        above: Any = tree
        for step in path[:-1]:
            above = above[step]
        taken = {nfc(key) for key in above}
        return Rename(path, draw(new.filter(lambda text: nfc(text) not in taken)))
    if kind == "insert":
        assert isinstance(node, list)
        return Insert(path, draw(st.sampled_from([0, len(node), len(node) // 2])), draw(values))
    assert isinstance(node, dict)
    return Set(
        (*path, draw(new.filter(lambda text: nfc(text) not in {nfc(key) for key in node}))),
        draw(values),
    )
