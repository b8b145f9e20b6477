"""A key that a record has not: which of its own was meant, or where it belongs."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import east_asian_width

from crmcli.domain.finding import Finding, Mend
from crmcli.domain.text.headings import ACCOUNTS, CARDS, KEYS
from crmcli.domain.text.spelling import squeezed
from crmcli.domain.text.unseen import odd_character, unmixed
from crmcli.messages import everywhere
from crmcli.messages.meanings import shown_as, told_words, with_meaning
from crmcli.store.yaml.meaning.spot import AnyRecord, spot
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.shape import LONGEST, ById, Many, Shape, quoted
from crmcli.store.yaml.tree import Node, Tree
from crmcli.store.yaml.written import word

_MOST_PLACES = 3  # more are no help
_MOST_KEYS = 14


class Unknown(NamedTuple):
    """A key, its value, the record it stands in, and those around that, the outermost first."""

    key: str
    value: Node
    record: AnyRecord
    around: tuple[AnyRecord, ...]
    depths: tuple[int, ...]  # steps of the path that lead to each of them
    beside: Tree  # the record as it stands in the file


def explained(finding: Finding, shape: AnyRecord, tree: Node) -> Finding:
    """The finding with the key that was meant, or with where it belongs."""
    path = finding.path
    at = spot(shape, tree, path)
    above = spot(shape, tree, path[:-1]).node
    key = str(path[-1])
    if not at.around or not isinstance(above, dict):
        return finding._replace(key="", args=(quoted(key),))
    record, fields = at.around[-1], at.around[-1].fields
    head, colon, tail = key.partition(":")
    if colon and tail and head in fields:  # `{type:call}` is a key and no value
        return finding._replace(key="slip-space", args=(f"{head}:", f"{head}: {quoted(tail)}"))
    unknown = Unknown(key, at.node, record, at.around, at.depths, above)
    if key != (inner := key.lstrip()) and inner:  # plain spaces before a key are no part of it
        wide = sum(1 + (east_asian_width(char) == "F") for char in key[: -len(inner)])
        mend = Mend(" " * wide + word(inner, in_flow=True), is_safe=True)
        return finding._replace(key="slip-odd-space", args=(f"U+{ord(key[0]):04X}",), mends=(mend,))
    if len(key) <= LONGEST:
        return (
            _own(finding, unknown)
            or _elsewhere(finding, unknown, shape)
            or _alike(finding, unknown)
        )
    return _listed(finding, unknown)


def _own(finding: Finding, unknown: Unknown) -> Finding | None:
    """A key of this very record, written in another way."""
    seen = unmixed(unknown.key)
    odd = odd_character(unknown.key)
    if odd and seen in unknown.record.fields:
        args: tuple[object, ...] = (quoted(unknown.key), odd.told())
        return _written(
            finding._replace(key="odd-character", args=args), unknown, seen, is_safe=True
        )
    found = meant_key(seen, unknown.record, unknown.value)
    if len(found) > 1:
        shown = told_words(found)
        return finding._replace(key="key-either", args=(quoted(unknown.key), shown))
    if not found:
        return None
    is_label = not _forms(squeezed(seen)).isdisjoint(_same(found[0]) | _shown(found[0]))
    return _written(finding._replace(key="key-form"), unknown, found[0], is_safe=is_label)


def meant_key(said: str, record: AnyRecord, value: Node = None) -> list[str]:
    """The keys of a record that may be meant: by another case or form, by what answers and tables
    call them, or by what people do; those before others below which the value may stand.
    """
    wanted = squeezed(said)
    if not wanted:
        return []
    forms = _forms(wanted)
    named = _cards if record.name == "Contact" else _accounts
    first: list[str] = []
    for ways in (_same, _shown, named, _commonly):
        found = [key for key in record.fields if not forms.isdisjoint(ways(key))]
        fitting = [key for key in found if _fits(record, key, value)]
        exact = [key for key in fitting if wanted in ways(key)]
        if fitting:
            return exact if len(exact) == 1 else fitting
        first = first or found
    return first


@lru_cache(maxsize=512)
def _same(key: str) -> frozenset[str]:
    return _forms(squeezed(key))


@lru_cache(maxsize=512)
def _shown(key: str) -> frozenset[str]:
    texts = [
        text
        for form in (key, _one(key))
        for text in (*shown_as(form), *everywhere(f"field-{form}").values())
    ]
    return frozenset(form for text in texts for form in _forms(squeezed(text)))


@lru_cache(maxsize=512)
def _cards(key: str) -> frozenset[str]:
    return frozenset(map(squeezed, (*CARDS.get(key, ()), *CARDS.get(_one(key), ()))))


@lru_cache(maxsize=512)
def _accounts(key: str) -> frozenset[str]:
    return frozenset(map(squeezed, (*ACCOUNTS.get(key, ()), *ACCOUNTS.get(_one(key), ()))))


@lru_cache(maxsize=512)
def _commonly(key: str) -> frozenset[str]:
    texts = KEYS[key].split(", ") if key in KEYS else []
    return frozenset(form for text in texts for form in _forms(squeezed(text)))


def _one(key: str) -> str:
    return key.removesuffix("s")


def _forms(text: str) -> frozenset[str]:
    """A word, and what it is the plural of."""
    if len(text) < 4 or not text.endswith("s"):
        return frozenset((text,))
    ends = ("ies", "y"), ("es", ""), ("s", "")
    return frozenset(
        (text, *(text.removesuffix(end) + one for end, one in ends if text.endswith(end)))
    )


def _written(finding: Finding, unknown: Unknown, key: str, *, is_safe: bool) -> Finding:
    """The key to write; not where it is there already, or where the value cannot stand below it."""
    args = (
        finding.args if finding.key == "odd-character" else (quoted(unknown.key), with_meaning(key))
    )
    if unknown.beside.get(key) is not None and finding.key == "did-you-mean":
        return finding._replace(args=args)
    if unknown.beside.get(key) is not None:
        return finding._replace(key="key-twice", args=(quoted(unknown.key), with_meaning(key)))
    return finding._replace(
        args=args,
        mends=(Mend(word(key, in_flow=True), is_safe=is_safe),)
        if _fits(unknown.record, key, unknown.value)
        else (),
    )


def _fits(record: AnyRecord, key: str, value: Node) -> bool:
    """Is the value of the form that the key needs? What is wrong within it, is told there."""
    shape = record.fields[key].shape
    while isinstance(shape, Many):
        shape, value = shape.item, value[0] if isinstance(value, list) and value else value
    if value is None:
        return True
    if isinstance(shape, ById):
        return isinstance(value, dict)
    if isinstance(shape, Record):
        return isinstance(value, dict) or (bool(shape.main) and not isinstance(value, list))
    return isinstance(value, str) or (isinstance(shape, Dated) and isinstance(value, dict))


def _elsewhere(finding: Finding, unknown: Unknown, shape: AnyRecord) -> Finding | None:
    """The key of another record: one around this, else one that is reached by few ways."""
    seen = unmixed(unknown.key)
    levels = range(len(unknown.around) - 2, -1, -1)
    for level, found in (
        *((level, seen if seen in unknown.around[level].fields else "") for level in levels),
        *(
            (level, _only(meant_key(seen, unknown.around[level], unknown.value)))
            for level in levels
        ),
    ):
        if found and level == 0:
            shown = (quoted(unknown.key), with_meaning(found))
            return finding._replace(key="key-of-file", args=shown)
        if found:
            owner = ".".join(map(str, finding.path[: unknown.depths[level]]))
            args: tuple[object, ...] = (quoted(unknown.key), with_meaning(found), owner)
            return finding._replace(key="key-further-out", args=args)
    ways = _ways(shape).get(unknown.key, ())
    if 1 <= len(ways) <= _MOST_PLACES:
        return finding._replace(key="key-elsewhere", args=(quoted(unknown.key), ", ".join(ways)))
    return None


def _only(found: Sequence[str]) -> str:
    return found[0] if len(found) == 1 else ""


@lru_cache
def _ways(shape: AnyRecord) -> dict[str, tuple[str, ...]]:
    """By key: the ways, as `deals.bant`, to the records below this one which have it."""
    found: dict[str, dict[str, None]] = {}
    for way, record in _below(shape):
        for key in record.fields:
            found.setdefault(key, {})[".".join(way)] = None
    return {key: tuple(ways) for key, ways in found.items()}


def _below(shape: Shape) -> Iterator[tuple[tuple[str, ...], AnyRecord]]:
    """The records below, each with the keys that lead there."""
    record = _bare(shape)
    if not isinstance(record, Record):
        return
    for name, field in record.fields.items():
        inner = _bare(field.shape)
        if isinstance(inner, Record):
            yield (name,), inner
        yield from (((name, *way), each) for way, each in _below(field.shape))


def _bare(shape: Shape) -> Shape:
    while isinstance(shape, Many | ById):
        shape = shape.item if isinstance(shape, Many) else shape.value
    return shape


def _alike(finding: Finding, unknown: Unknown) -> Finding:
    """The key spelled most like it, else all there are."""
    from crmcli.domain.text.likeness import most_alike

    near = most_alike(unknown.key, unknown.record.fields)
    if near:
        return _written(finding._replace(key="did-you-mean"), unknown, near[0], is_safe=False)
    found = meant_key_by_sense(unknown)
    if found:
        return _written(finding._replace(key="did-you-mean"), unknown, found, is_safe=False)
    return _listed(finding, unknown)


def meant_key_by_sense(unknown: Unknown) -> str:
    """The key that answers call as they call this one of the format: `people` for `contact`."""
    said = _shown(unknown.key) | _shown(f"{unknown.key}s")
    found = [key for key in unknown.record.fields if said & _shown(key)]
    return _only(found)


def _listed(finding: Finding, unknown: Unknown) -> Finding:
    keys = list(unknown.record.fields)
    shown = ", ".join(keys[:_MOST_KEYS]) + (" …" if len(keys) > _MOST_KEYS else "")
    return finding._replace(key="", args=(quoted(unknown.key), shown))
