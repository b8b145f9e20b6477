"""What one side renamed is renamed on the other side and in what both began with, so that the same
things are compared with each other.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crmcli.domain.edit import Value
from crmcli.domain.finding import Path
from crmcli.history.merge.renames import Renamed, has, renames
from crmcli.store.write.side import Side, side_of
from crmcli.store.yaml.syntax_tree import Node
from crmcli.store.yaml.tree import nfc
from crmcli.store.yaml.written import word


class Followed(NamedTuple):
    """The three sides with each other's renames, and renames that cannot be followed: (was it ours,
    section, new key).
    """

    base: Side
    ours: Side
    theirs: Side
    apart: tuple[tuple[bool, str, str], ...]


def followed(base: Side, ours: Side, theirs: Side) -> Followed:
    """Let each side follow what the other one surely renamed.

    A rename of what the other side deleted or renamed too is not followed.
    """
    apart = []
    for is_ours in (True, False):
        done = True
        while done:
            done = False
            one, other = (ours, theirs) if is_ours else (theirs, ours)
            for each in renames(base.tree, one.tree):
                if has(other.tree, each.section, each.old) and not has(
                    other.tree, each.section, each.new
                ):
                    new_base, new_other = _after(base, each), _after(other, each)
                    if new_base is not None and new_other is not None:
                        base, done = new_base, True
                        ours, theirs = (ours, new_other) if is_ours else (new_other, theirs)
                        break  # another rename may show only now: a contact who reports to this one
                elif not has(other.tree, each.section, each.new):
                    apart.append((is_ours, each.section, each.new))
    return Followed(base, ours, theirs, tuple(dict.fromkeys(apart)))


def _after(side: Side, what: Renamed) -> Side | None:
    """The side with the new key, and with it wherever the old one was meant; None if that cannot be
    written.
    """
    edits = []
    try:
        places = list(_mentioned(side.tree, what))
    except (AttributeError, TypeError):
        return None  # not an account: something stands where a mapping should
    for path, at_key in places:
        node = _node(side, path, at_key=at_key)
        if node is None or nfc(node.value) != what.old:
            return None
        edits.append((node.start, node.end, word(what.new, in_flow=True, style=node.style)))
    text = side.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return side_of(text)


def _node(side: Side, path: Path, *, at_key: bool) -> Node | None:
    node, key = side.outline.root, None
    for step in path:
        place = node.place_of(step) if node else None
        if node is None or place is None:
            return None
        key, node = node.items[place].key, node.items[place].value
    return key if at_key else node


def _mentioned(tree: Mapping[str, Value], what: Renamed) -> Iterator[tuple[Path, bool]]:
    """Where the name stands: the key itself, keys and values that mean it."""
    yield (what.section, what.old), True
    if what.section == "contacts":
        yield from _people(tree, what.old)
    elif what.section == "deals":
        for section in ("contracts", "cases"):
            entries = tree.get(section)
            yield from (
                ((section, key, "deal"), False)
                for key, each in _pairs(entries)
                if _deal(each) == what.old
            )
        log = tree.get("log")
        yield from (
            (("log", place, "deal"), False)
            for place, each in enumerate(log if isinstance(log, list) else [])
            if _deal(each) == what.old
        )
        from crmcli.domain.relations.task import NAMED
        from crmcli.edits.names import is_called

        rests = tree.get("resting")
        yield from (
            (("resting", place, "subject"), False)
            for place, each in enumerate(rests if isinstance(rests, list) else [])
            if isinstance(each, dict)
            and NAMED.get(str(each.get("kind"))) == "deals"
            and is_called(each.get("subject"), what.old)
        )


def _people(tree: Mapping[str, Value], contact: str) -> Iterator[tuple[Path, bool]]:
    from crmcli.edits.contacts import mentions
    from crmcli.edits.names import is_called

    for path, value in mentions(tree, contact):
        if isinstance(value, list):
            yield from (
                ((*path, place), False)
                for place, each in enumerate(value)
                if is_called(each, contact)
            )
        else:
            yield path, False
    for name, deal in _pairs(tree.get("deals")):
        people = deal.get("people") if isinstance(deal, dict) else None
        if isinstance(people, dict) and contact in people:
            yield ("deals", name, "people", contact), True


def _pairs(node: Value) -> list[tuple[str, Value]]:
    return list(node.items()) if isinstance(node, dict) else []


def _deal(node: Value) -> str | None:
    deal = node.get("deal") if isinstance(node, dict) else None
    return nfc(deal) if isinstance(deal, str) else None
