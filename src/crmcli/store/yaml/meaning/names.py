"""A text where an id is needed: whom or what does it name?"""

import re
from collections.abc import Iterator, Mapping, Sequence

from crmcli.domain.finding import Finding, Mend, Path
from crmcli.domain.naming import Called, named
from crmcli.domain.text.spelling import squeezed
from crmcli.domain.text.unseen import unmixed
from crmcli.store.yaml.meaning.context import Context
from crmcli.store.yaml.meaning.scalars import Value, told
from crmcli.store.yaml.shape import quoted
from crmcli.store.yaml.tree import Node
from crmcli.store.yaml.written import word

# What the ids below these keys are of; the last key of a path that is here decides.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("contact", "with", "via", "reports_to", "decision_maker", "people"), "contact"
    ),
    **dict.fromkeys(("owner", "rep", "by", "service_contact", "approved_by", "manager"), "member"),
    **dict.fromkeys(("products", "assets", "not_eligible", "needs"), "product"),
    "audience": "member",
    "for": "target",
    "deal": "deal",
    "stages": "stage",
    "reason": "reason",
    "roles": "role",
    "objections": "objection",
    "role_set": "role-set",
    "default_role_set": "role-set",
}
_BETWEEN = re.compile(r"\s*(?:[·・、，,/&+;]|\s및\s|\sand\s)\s*")
_MOST_NAMES = 12
_OWN = {"contacts": "contact", "deals": "deal"}  # sections whose keys are named elsewhere


def explained(finding: Finding, value: Value, path: Path, context: Context) -> Finding:
    """The finding with the id that is meant; `path` is that of the value, its main key and all."""
    shown = quoted(value.said)
    if finding.at_key and finding.path[-2:-1] and finding.path[-2] in _OWN:
        return _new_id(finding, value, context)
    kind = kind_of(path)
    found = named(value.said, known_of(kind, context)) if kind else None
    if found:
        is_safe = found.is_spelling
        return told(finding, "id-of", found.id, shown, found.id, is_safe=is_safe)
    several = _several(value.said, known_of(kind, context)) if kind else []
    if several:
        return _each(finding, several, context)
    text = as_id(value.said)
    if text and value.takes(text) and not re.search(r"\s", value.said.strip()):
        return told(finding, "id-form", text, shown, text, is_safe=False)
    return finding


def _several(said: str, known: Sequence[Called]) -> list[str]:
    """The ids that a text names one after the other."""
    parts = [part for part in _BETWEEN.split(unmixed(said)) if part]
    found = [named(part, known) for part in parts] if 1 < len(parts) <= _MOST_NAMES else []
    return [each.id for each in found if each] if all(found) else []


def _each(finding: Finding, ids: Sequence[str], context: Context) -> Finding:
    """A list of them, with what else is in the list."""
    path, form = finding.path, f"[{', '.join(ids)}]"
    if path and isinstance(path[-1], int):
        items = _at(context.tree, path[:-1])
        if isinstance(items, list) and all(isinstance(each, str) for each in items):
            texts = [word(str(each), in_flow=True) for each in items]
            texts[path[-1] : path[-1] + 1] = ids
            path, form = path[:-1], f"[{', '.join(texts)}]"
    mends = (Mend(form, at=path),)
    args = (quoted(str(_at(context.tree, finding.path))), form)
    return finding._replace(key="ids-several", args=args, mends=mends)


def _at(node: Node, path: Path) -> Node:
    for step in path:
        if isinstance(node, dict) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int):
            node = node[step]
        else:
            return None
    return node


def kind_of(path: Path) -> str:
    """What is named at this place, as a word; nothing where it is unknown."""
    return next(
        (KINDS[step] for step in reversed(path) if isinstance(step, str) and step in KINDS), ""
    )


def known_of(kind: str, context: Context) -> Sequence[Called]:
    """What there is of a kind: in the file itself, and in what is known beside it."""
    own = {"contact": ("contacts",), "deal": ("deals",), "target": ("contacts",)}.get(kind, ())
    found = [each for section in own for each in _called(context.tree, section)]
    return [*found, *context.known.get("role" if kind == "target" else kind, ())]


def _called(tree: Node, section: str) -> list[Called]:
    entries = tree.get(section) if isinstance(tree, dict) else None
    if not isinstance(entries, dict):
        return []
    return [Called(key, _names(each)) for key, each in entries.items()]


def _names(entry: Node) -> tuple[str, ...]:
    if isinstance(entry, str):
        return (entry,)
    if not isinstance(entry, dict):
        return ()
    name, title = entry.get("name"), entry.get("title")
    if not isinstance(name, str):
        return ()
    if not isinstance(title, str):
        return (name,)
    return (name, f"{name} {title}", f"{title} {name}")


def _new_id(finding: Finding, value: Value, context: Context) -> Finding:
    """An id that a section gives: as the rest of the file writes it, else without what it may not
    hold.
    """
    shown = quoted(value.said)
    wanted = squeezed(value.said)
    used = [
        each for each in _texts(context.tree) if each != value.said and squeezed(each) == wanted
    ]
    missing = _led_nowhere(context.tree, str(finding.path[-2])) if not used else set[str]()
    fitting = next((each for each in used if value.takes(each)), "") or (
        missing.pop() if len(missing) == 1 else as_id(value.said)
    )
    if not fitting or not value.takes(fitting):
        return finding
    return told(finding, "id-form", fitting, shown, fitting, is_safe=bool(used))


def _led_nowhere(tree: Node, section: str) -> set[str]:
    """The ids that stand elsewhere for something of this section, and are not in it."""
    there = tree.get(section) if isinstance(tree, dict) else None
    own = there.keys() if isinstance(there, dict) else set[str]()
    return {each for each in _used(tree, _OWN[section]) if each not in own}


def _used(node: Node, kind: str) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _used(each, kind)
    elif isinstance(node, dict):
        for key, each in node.items():
            if key == "roles" and kind == "contact" and isinstance(each, dict):
                yield from _used([{kind: each[role]} for role in each], kind)
            elif KINDS.get(key) != kind:
                yield from _used(each, kind)
            elif isinstance(each, str):
                yield each
            elif isinstance(each, dict) and kind in each:
                yield from _used(each, kind)
            elif isinstance(each, list | dict):
                yield from (name for name in each if isinstance(name, str))


def as_id(said: str) -> str:
    """The text with hyphens for what no id may hold."""
    return re.sub(r"[^\w.]+", "-", unmixed(said)).strip("-.")


def _texts(node: Node) -> list[str]:
    """Every word that a file holds, as a value or a key."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        return [*node, *(text for each in node.values() for text in _texts(each))]
    return [text for each in node for text in _texts(each)] if isinstance(node, list) else []
