"""Trees near a shape: mostly what its table asks for, with slips. A generator for hypothesis."""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from crmcli.store.yaml.shape import ById, Many, Scalar, Shape, DecodeError
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.tree import Node

# Texts of every kind the format knows, and near misses of each. As plain scalars of YAML 1.2 they mean the same to an editor.
WORDS = (
    "2026-01-05",
    "2024-02-29",
    "2026-02-29",
    "2026-1-5",
    "2026-13-01",
    "0",
    "1",
    "3",
    "5",
    "6",
    "12",
    "100",
    "101",
    "365",
    "400",
    "9:05",
    "14:30",
    "24:00",
    "1_000",
    "72_000_000",
    "18_450.50",
    "12.5",
    "-1",
    "99999999999",
    "1.23",
    "twelve",
    "kim-mj",
    "park-jh",
    "한빛전자",
    "daehan-steel/oh-sy",
    "a b",
    "-a",
    "a/b/c",
    "",
    "x",
    "true",
    "false",
    "yes",
    "KRW",
    "krw",
    "Asia/Seoul",
    "UTC",
    "ko",
    "en",
    "fr",
    "off",
    "no_decision",
)
SLIPS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.just([]),
    st.just({}),
    st.just({"a": "b"}),
    st.just(["a", "b"]),
    st.just({"value": "1"}),
    st.just({"ko": "가", "en": "a"}),
)
UNKNOWN = st.sampled_from(["x-own", "ownr", "dat", "value", "by", "why", "name ", "X-own", "이름"])


@cache
def _good(shape: Scalar) -> tuple[Node, ...]:
    """The words, and the words of its own list, that a leaf takes."""
    found: list[Node] = []
    for word in (
        *WORDS,
        *shape.schema({}).get("enum", ()),
        {"ko": "가"},
        {"en": "a", "ko": "나"},
        {"field-1": "x"},
    ):
        try:
            shape.decode(word)
        except DecodeError:
            continue
        found.append(word)
    return tuple(found)


@st.composite
def near(draw: Any, shape: Shape, slips: int = 12) -> Node:
    """A tree that often decodes; one choice in `slips` goes wrong (0: none ever does, and nothing is empty)."""

    def slipped() -> bool:
        return bool(slips) and draw(st.integers(1, slips)) == 1

    def leaf(scalar: Scalar) -> Node:
        return draw(SLIPS) if slipped() else draw(st.sampled_from(_good(scalar)))

    def build(shape: Shape) -> Node:
        if isinstance(shape, Scalar):
            return leaf(shape)
        if slipped():
            return draw(SLIPS)
        if isinstance(shape, Many):
            return (
                build(shape.item)
                if draw(st.integers(0, 3)) == 0
                else [build(shape.item) for _ in range(draw(st.integers(0, 3)))]
            )
        if isinstance(shape, ById):
            return {
                _key(leaf(shape.key)): build(shape.value) for _ in range(draw(st.integers(0, 2)))
            }
        if isinstance(shape, Dated):
            if draw(st.booleans()):
                return build(shape.fact)
            return {
                _key(leaf(shape.key)): build(shape.fact) for _ in range(draw(st.integers(1, 3)))
            }
        assert isinstance(shape, Record)
        if shape.main and draw(st.booleans()):
            return build(shape.fields[shape.main].shape)
        return record(shape)

    def record(shape: Record) -> Node:
        required = [key for key, field in shape.fields.items() if field.required]
        names = [key for key in required if not slipped()] + draw(
            st.lists(st.sampled_from([*shape.fields]), max_size=3)
        )
        tree: dict[str, Node] = {
            key: build(shape.fields[key].shape) for key in dict.fromkeys(names)
        }
        if slipped():
            tree[draw(UNKNOWN)] = draw(SLIPS)
        return tree

    return record(shape) if isinstance(shape, Record) and not slipped() else build(shape)


def _key(node: Node) -> str:
    return node if isinstance(node, str) else "k"
