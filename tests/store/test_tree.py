"""The quick reader takes plain data only: what would need a closer look is left to the one that tells what is wrong."""

import pytest

from crmcli.store.files.scan import MAX_BYTES
from crmcli.store.yaml.tree import Unreadable, read_tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: b\n", {"a": "b"}),
        ("a: {b: c, d: [e, f]}\n", {"a": {"b": "c", "d": ["e", "f"]}}),
        ("a:\n  - b: c\n  - [d]\n", {"a": [{"b": "c"}, ["d"]]}),
        ("a: !b\n", None), ("a: !b c\n", None), ("a: !b {c: d}\n", None), ("a: !!map {c: d}\n", None), ("a: ! [c]\n", None), ("a: !!seq [c]\n", None), ("a:\n  !b\n  - c\n", None), ("!b\na: c\n", None),
        ("a: &b c\n", None), ("a: &b {c: d}\n", None), ("a: &b [c]\n", None), ("a: &b\n  - c\n", None), ("&b a: c\n", None), ("!b a: c\n", None), ("? !b [c]\n: d\n", None),
        ("a: &b !c {d: e}\n", None), ("a: &b c\nd: *b\n", None),
    ],
)  # fmt: skip
def test_tags_and_anchors_on_anything_are_not_read(text, tree):
    if tree is None:
        with pytest.raises(Unreadable):
            read_tree(text.encode())
    else:
        assert tree == read_tree(text.encode())


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not():
    most = b"a: b #" + b"x" * (MAX_BYTES - 7) + b"\n"
    assert (MAX_BYTES, {"a": "b"}) == (len(most), read_tree(most))
    with pytest.raises(Unreadable):
        read_tree(b" " + most)
