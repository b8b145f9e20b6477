"""Merges three versions of an account's file: by what they say, with the bytes that people wrote.

First line by line: what git would do is right more often than not. Where lines clash, or say
together what nobody meant, the text is brought to what the merge of the records wants, with pieces
of both texts. Every result is read again and must say exactly that; one that does not, or that
would lose a comment, becomes a marked conflict.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from crmcli.domain.edit import Value, inside
from crmcli.domain.finding import Path
from crmcli.history.merge.records import Form, FormOf, Merge, merge
from crmcli.history.merge.values import GONE, Held, identity
from crmcli.store.files.diff3 import Chunk, as_text, both_ways, chunks, lines_of, whole
from crmcli.store.merge.frame import framed
from crmcli.store.merge.rebuild import rebuilt
from crmcli.store.merge.renames import Followed, followed
from crmcli.store.shapes.reading import sealed
from crmcli.store.write.fragments import Stuck
from crmcli.store.write.side import Side, side_of


class Merged(NamedTuple):
    """The file after a merge.

    `conflicts` says where people must decide; `by_lines` that not all three could be read, so that
    only lines were compared; `is_sealed` that one of them is encrypted, so that ours was left as it
    is.
    """

    data: bytes
    is_clean: bool
    conflicts: tuple[Path, ...] = ()
    by_lines: bool = False
    is_sealed: bool = False


def merged(base: bytes, ours: bytes, theirs: bytes, path: str = "") -> Merged:
    """Both sides' changes to one file.

    Nothing of either side is lost: what does not go together stands between marks.
    """
    if theirs in (ours, base):
        return Merged(ours, is_clean=True)
    if base == ours:
        return Merged(theirs, is_clean=True)
    if any(map(sealed, (base, ours, theirs))):
        return Merged(ours, is_clean=False, is_sealed=True)  # marks would destroy it
    try:
        found = _by_meaning(base, ours, theirs, path)
    except Exception:  # noqa: BLE001 - whatever is wrong with a file or with us, its lines can be merged
        found = None
    if found is None:
        data, is_clean = as_text(base, ours, theirs)
        return Merged(data, is_clean, by_lines=True)
    return found


def _by_meaning(base: bytes, ours: bytes, theirs: bytes, path: str) -> Merged | None:
    frame = framed(base, ours, theirs)
    sides = [side_of(text) for text in frame.texts] if frame else []
    if frame is None or not all(sides):
        return None
    known: Followed = followed(*sides)  # type: ignore[arg-type]
    wanted = _set_apart(
        merge(known.base.tree, known.ours.tree, known.theirs.tree, _forms(path)), known.apart
    )
    made = _Making(known, wanted).made()
    if made is not None and made[0] == made[1]:
        return Merged(frame.closed(made[0]), is_clean=True)
    text = whole(known.ours.text, known.theirs.text) if made is None else both_ways(*made)
    return Merged(frame.closed(text), False, wanted.conflicts)


def _forms(path: str) -> FormOf:
    def form_of(where: Path) -> Form:
        from crmcli.store.shapes.short_forms import account_form, policy_form

        return (policy_form if path.endswith("crm.yaml") else account_form)(where)

    return form_of


def _set_apart(wanted: Merge, apart: Sequence[tuple[bool, str, str]]) -> Merge:
    """What one side renamed and the other deleted, or called otherwise: a conflict."""
    mine, yours, conflicts = wanted
    for is_ours, section, key in apart:
        if (section,) in conflicts or (section, key) in conflicts:
            continue
        if is_ours:
            yours = _without(yours, section, key)
        else:
            mine = _without(mine, section, key)
        conflicts = (*conflicts, (section, key))
    return Merge(mine, yours, conflicts)


def _without(tree: Value, section: str, key: str) -> Value:
    """The tree, and in this section everything but that."""
    if not isinstance(tree, dict):
        return tree
    return {**tree, section: {name: each for name, each in tree[section].items() if name != key}}


class _Making:
    """The two texts that a merge leads to: one for each side, the same where they do not contradict
    each other.
    """

    def __init__(self, known: Followed, wanted: Merge) -> None:
        self.base, self.ours, self.theirs = known.base, known.ours, known.theirs
        self.wanted = wanted
        self.chunks = list(chunks(*(lines_of(side.text) for side in known[:3])))

    def made(self) -> tuple[str, str] | None:
        """None if there is no way of which it is sure that it says what is wanted and keeps every
        comment.
        """
        if not self.wanted.conflicts and all(chunk.settled is not None for chunk in self.chunks):
            side = side_of(self._lines(_never))
            if side is not None and _unordered(side.tree) == _unordered(self.wanted.ours):
                return side.text, side.text
        for start in (side_of(self._lines(_never)), self.ours):
            try:
                found = self._from(start) if start else None
            except Stuck:
                continue
            if found is not None:
                return found
        return None

    def _from(self, start: Side) -> tuple[str, str] | None:
        """Both texts, made from this one."""
        mine, yours = self._pair(start)
        lost = self._lost(mine, yours)
        if not lost:
            return mine.text, yours.text
        text = self._lines(
            lambda chunk: any(comment in line for line in chunk.theirs for comment in lost)
        )
        other = side_of(text)  # where their comments stand, begin with their lines instead
        try:
            again, yours = self._pair(other) if other else (mine, yours)
        except Stuck:
            again = mine
        if not self._lost(again, yours):
            return again.text, yours.text
        if not self._lost(mine, yours):
            return mine.text, yours.text
        return self._beside(mine, text, lost)

    def _beside(self, mine: Side, text: str, lost: "Counter[str]") -> tuple[str, str] | None:
        """A comment on what the other side took away: the lines with it are the other way to go
        on.
        """
        if self.wanted.conflicts:
            text = self._lines(_always)
            other = side_of(text)
            if other is None or any(
                _at(other.tree, path) != _at(self.wanted.theirs, path)
                for path in self.wanted.conflicts
            ):
                return None
        return (mine.text, text) if all(comment in text for comment in lost) else None

    def _pair(self, start: Side) -> tuple[Side, Side]:
        mine = rebuilt(start, self.wanted.ours, (self.ours, self.theirs))
        return mine, rebuilt(
            start, self.wanted.theirs, (self.theirs, self.ours)
        ) if self.wanted.conflicts else mine

    def _lines(self, takes_theirs: Callable[[Chunk], bool]) -> str:
        """Line by line: what is settled; of the rest ours, or theirs."""
        return "".join(
            line
            for chunk in self.chunks
            for line in (
                chunk.settled
                if chunk.settled is not None
                else chunk.theirs
                if takes_theirs(chunk)
                else chunk.ours
            )
        )

    def _lost(self, mine: Side, yours: Side) -> "Counter[str]":
        """Comments that somebody wrote or kept, and that would stand in neither text."""
        if not any("#" in side.text for side in (self.base, self.ours, self.theirs)):
            return Counter()
        base, left, right = map(_comments, (self.base, self.ours, self.theirs))
        expected = (base + ((left - base) | (right - base))) - ((base - left) | (base - right))
        return expected - (_comments(mine) | _comments(yours))


def _never(chunk: Chunk) -> bool:
    del chunk
    return False


def _always(chunk: Chunk) -> bool:
    del chunk
    return True


def _at(tree: Value, path: Path) -> Held:
    for step in path:
        try:
            tree = inside(tree, step)
        except LookupError:
            return GONE
    return tree


def _comments(side: Side) -> "Counter[str]":
    return (
        Counter(comment.rstrip() for _, comment in side.outline.comments())
        if "#" in side.text
        else Counter()
    )


def _unordered(node: Value) -> Hashable:
    """What a tree says if the order of lists says nothing: where lines merged by themselves,
    everybody's order is kept anyway.
    """
    if isinstance(node, dict):
        return frozenset((key, _unordered(value)) for key, value in node.items())
    return (
        frozenset(Counter(map(_unordered, node)).items())
        if isinstance(node, list)
        else identity(node)
    )
