"""A value of another form than its place needs: what it would be in that form, with the person's
own words.
"""

import re
from collections.abc import Iterator

from crmcli.domain.finding import Finding, Mend, Path
from crmcli.domain.naming import named
from crmcli.domain.text.spelling import without_ending
from crmcli.domain.text.synonyms import meant
from crmcli.domain.time.written import written_day
from crmcli.messages.meanings import shown_as, with_meaning
from crmcli.store.yaml.meaning.context import Context
from crmcli.store.yaml.meaning.names import KINDS, as_id, known_of
from crmcli.store.yaml.meaning.scalars import known_words
from crmcli.store.yaml.meaning.spot import AnyRecord, Spot, spot
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.scalars import DATE, ID, KEY, TEXT
from crmcli.store.yaml.shape import ById, DecodeError, Many, Scalar, Shape
from crmcli.store.yaml.tree import Node
from crmcli.store.yaml.written import word

_LONGEST = 120  # characters of a text that is taken apart
_OPEN = "…"  # what only the author knows
_PROSE = (
    "what",
    "note",
    "why",
    "text",
    "how",
    "name",
)  # where somebody's words go, the first of them
_SHOWN = 3  # values of a list that a message shows


def explained(finding: Finding, at: Spot, context: Context) -> Finding:
    """The finding with what to write at its place."""
    shape, node = at.shape, at.node
    if isinstance(node, list) and (name := _section(finding.path, at, context.tree)):
        args = (name, with_meaning(name))
        return finding._replace(key="key-of-file", args=args, at_key=True)
    if name := _of_entry(finding.path, at, context.tree):
        return finding._replace(key="key-of-entry", args=(name,), at_key=True)
    while isinstance(shape, Many) and not isinstance(node, list):
        shape = shape.item
    if isinstance(node, str) and isinstance(shape, Record) and len(node) <= _LONGEST:
        return _record_of(finding, shape, node, context)
    if isinstance(node, list) and isinstance(shape, Dated):
        return _dated_of(finding, shape, node)
    if isinstance(node, list) and isinstance(shape, Record):
        return _one_of_list(finding, node)
    if isinstance(node, list) and isinstance(shape, ById):
        return _ids_of(finding, shape, node)
    if isinstance(node, str) and isinstance(shape, ById):
        form = f"{{{_key_of(shape, node)}: {_OPEN}}}"
        return finding._replace(key="needs-keys", args=(form,))
    if isinstance(node, list | dict) and isinstance(shape, Scalar):
        return _single(finding, node, shape)
    return finding


def _section(path: Path, at: Spot, tree: Node) -> str:
    """The section of the file that a list would be, which stands below an id of its name."""
    name = path[-1] if len(path) > 1 else ""
    if not at.around or not isinstance(spot(at.around[0], tree, path[:-1]).shape, ById):
        return ""
    if isinstance(at.shape, Record) and name in at.shape.fields:
        return ""  # the entry above has a list of that name, too, and is nearer
    field = at.around[0].fields.get(str(name))
    return str(name) if field and isinstance(field.shape, Many) else ""


def _of_entry(path: Path, at: Spot, tree: Node) -> str:
    """The key of an entry, such as a person, that stands beside it among the ids."""
    name = str(path[-1]) if len(path) > 1 else ""
    if not isinstance(at.shape, Record) or name not in at.shape.fields or not at.around:
        return ""
    return name if isinstance(spot(at.around[0], tree, path[:-1]).shape, ById) else ""


def _record_of(finding: Finding, shape: AnyRecord, said: str, context: Context) -> Finding:
    """A record of a text: what its words tell, and the rest in its prose."""
    told = dict(_told(shape, said, context))
    if not told:
        return finding
    prose = next((key for key in _PROSE if key in shape.fields and _is_text(shape, key)), "")
    rest = told.pop("", said)
    missing = [key for key, field in shape.fields.items() if field.required and key not in told]
    if prose and rest and prose not in told and not (len(told) == 1 and "contact" in told):
        told[prose] = word(rest, in_flow=True)
    told |= dict.fromkeys(missing, _OPEN)
    ordered = [f"{key}: {told[key]}" for key in shape.fields if key in told]
    form = f"{{{', '.join(ordered)}}}"
    mends = () if _OPEN in told.values() else (Mend(form),)
    return finding._replace(rule=finding.rule, key="needs-form", args=(form,), mends=mends)


def _told(shape: AnyRecord, said: str, context: Context) -> Iterator[tuple[str, str]]:
    """What the words of a text tell of a record's fields; the rest below the empty key."""
    rest = said
    for key, field in shape.fields.items():
        inner = field.shape.item if isinstance(field.shape, Many) else field.shape
        if inner is DATE and key == "date":
            day, rest = _leading_day(said)
            if day:
                yield key, day
                if rest:
                    yield "", rest
        elif (choices := known_words(inner) if field.required else ()) and (
            found := _word_in(rest, choices)
        ):
            yield key, found
        elif inner in (ID, KEY) and key in KINDS and key not in ("by", "owner"):
            found_id = named(rest, known_of(KINDS[key], context))
            if found_id:
                yield key, found_id.id
    if not any(field.required for field in shape.fields.values()) and shape.main:
        return
    if any(_is_text(shape, key) for key in _PROSE if key in shape.fields):
        yield from () if rest != said else [("", said)]


def _leading_day(said: str) -> tuple[str, str]:
    """The day that a text begins with, and the rest."""
    head, _, rest = said.partition(" ")
    found = written_day(head)
    return (found.day.isoformat(), rest.strip()) if found.is_safe and found.day else ("", said)


def _word_in(said: str, choices: tuple[str, ...]) -> str:
    """The one word of a list that the text has a word for."""
    found = {
        each[0]
        for part in re.split(r"[\s,.:()/]+", said)
        for stem in dict.fromkeys((part, without_ending(part)))
        if stem and len(each := meant(stem, choices, shown_as)) == 1
    }
    return found.pop() if len(found) == 1 else ""


def _is_text(shape: AnyRecord, key: str) -> bool:
    return shape.fields[key].shape is TEXT


def _dated_of(finding: Finding, shape: Dated, node: list[Node]) -> Finding:
    """`[2026-06-11, neutral]` and `[{2026-06-11: neutral}]` are days with values."""
    pairs: list[tuple[str, str]] = []
    texts = [each for each in node if isinstance(each, str)]
    for each in node:
        if isinstance(each, dict):
            pairs += [(key, value) for key, value in each.items() if isinstance(value, str)]
    if len(texts) == len(node) and len(node) % 2 == 0:
        pairs = list(zip(texts[::2], texts[1::2], strict=True))
    ordered = [(day, value) if _takes(DATE, day) else (value, day) for day, value in pairs]
    if not ordered or not all(_takes(DATE, day) and _takes(shape, value) for day, value in ordered):
        return finding._replace(key="needs-days", args=())
    form = "{" + ", ".join(f"{day}: {word(value, in_flow=True)}" for day, value in ordered) + "}"
    path = (*finding.path, 0) if isinstance(node[0], dict) else finding.path
    mends = (Mend(form, at=finding.path),)
    return finding._replace(path=path, key="needs-form", args=(form,), mends=mends)


def _takes(shape: Shape, node: Node) -> bool:
    try:
        shape.decode(node)
    except DecodeError:
        return False
    return True


def _one_of_list(finding: Finding, node: list[Node]) -> Finding:
    """Several where one is needed."""
    name = next((step for step in reversed(finding.path) if isinstance(step, str)), "")
    if len(node) == 1 and isinstance(node[0], dict):
        return finding._replace(key="one-without-dash", args=(name,))
    return finding._replace(
        path=(*finding.path, 1) if len(node) > 1 else finding.path,
        key="only-one",
        args=(name, str(len(node))),
    )


def _ids_of(finding: Finding, shape: ById, node: list[Node]) -> Finding:
    """Entries in a list where each stands below an id of its own."""
    name = next((step for step in reversed(finding.path) if isinstance(step, str)), "")
    first = node[0] if node else None
    form = f"{_key_of(shape, first)}:"
    path = (*finding.path, 0) if node else finding.path
    if isinstance(first, str):
        ids = [each for each in node if isinstance(each, str)][:_SHOWN]
        words_ = [each for each in ids if _takes(shape.key, each)]
        if len(words_) == len(ids) and len(node) <= _SHOWN and _takes(shape.value, None):
            form = "{" + ", ".join(f"{each}: {_OPEN}" for each in ids) + "}"
        return finding._replace(path=path, key="needs-keys", args=(form,))
    return finding._replace(path=path, key="entries-below-ids", args=(name, form))


def _key_of(shape: ById, node: Node) -> str:
    """An id for an entry that has none: the one it carries, else of its name."""
    if isinstance(node, dict):
        given = next((node[key] for key in ("id", "key") if isinstance(node.get(key), str)), None)
        alone = next(iter(node), "")
        if (
            given is None
            and alone not in getattr(shape.value, "fields", {})
            and _takes(shape.key, alone)
        ):
            return str(alone)
        name = given or node.get("name") or node.get("label")
        node = name if isinstance(name, str) else None
    text = as_id(node) if isinstance(node, str) else ""
    return text if text and _takes(shape.key, text) else _OPEN


def _single(finding: Finding, node: Node, shape: Scalar[object]) -> Finding:
    """A list or a mapping where one text is needed."""
    if (
        isinstance(node, list)
        and len(node) == 1
        and isinstance(node[0], str)
        and _takes(shape, node[0])
    ):
        form = word(node[0], in_flow=True)
        return finding._replace(key="needs-one", args=(form,), mends=(Mend(form),))
    if isinstance(node, dict) and len(node) == 1 and None in node.values():
        # `{무엇}` is a text in braces to whoever wrote it
        text = next(iter(node))
        if _takes(shape, text):
            form = word(text, in_flow=True)
            return finding._replace(key="needs-one", args=(form,), mends=(Mend(form),))
    if isinstance(node, list):
        texts = [each for each in node if isinstance(each, str)]
        if len(texts) == len(node) and shape is TEXT:
            form = word(", ".join(texts), in_flow=True)
            return finding._replace(key="needs-one", args=(form,), mends=(Mend(form),))
        return finding._replace(key="needs-one-of-list", args=())
    return finding._replace(key="needs-one-not-keys", args=())
