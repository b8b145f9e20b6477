"""Which items of three lists are the same ones?

An item has no id: what it says is what it is, and how often it is said counts.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from crmcli.domain.edit import Value
from crmcli.history.merge.order import inserted, is_day, runs_backwards
from crmcli.history.merge.values import GONE, Held, identity, likeness

_MOST = 10_000  # pairs of items looked at for being the same one, edited
_SAME_DAY, _ANY_DAY = 0.5, 0.75  # how alike two entries must be for one to be the other, edited

Key = tuple[Hashable, int]  # what an item says, and which of those saying it


class Slot(NamedTuple):
    """One item before, with us, with them; GONE where it is not."""

    base: Held
    ours: Held
    theirs: Held


def aligned(
    base: Sequence[Value],
    ours: Sequence[Value],
    theirs: Sequence[Value],
    in_full: Callable[[Value], Hashable],
) -> list[Slot]:
    """The items of three lists side by side, in the order of the merged list: ours, with theirs
    among them by day or by neighbour.

    An item that only one side changed stands beside the one it was. `in_full` gives what an item
    means, however short it is written.
    """
    old, mine, yours = _keyed(base), _keyed(ours), _keyed(theirs)
    _same_meaning(old, mine, yours, in_full)
    was_mine, was_yours = _edited(old, mine), _edited(old, yours)
    slots = {
        key: Slot(
            old.get(was_mine.get(key, key), GONE),
            item,
            yours.get(key, yours.get(was_mine.get(key, key), GONE)),
        )
        for key, item in mine.items()
    }
    now_mine = {was: key for key, was in was_mine.items()}
    for key, item in yours.items():
        was = was_yours.get(key, key)
        beside = now_mine.get(was, was)
        if key in slots:
            continue
        if beside in slots:
            slots[beside] = slots[beside]._replace(theirs=item)
        elif was not in old or was != key:
            slots[key] = Slot(old.get(was, GONE), GONE, item)
    return [slots[key] for key in _ordered(slots, mine, yours, was_yours, now_mine)]


def _keyed(items: Sequence[Value]) -> dict[Key, Value]:
    seen: Counter[Hashable] = Counter()
    found = {}
    for item in items:
        what = identity(item)
        found[what, seen[what]] = item
        seen[what] += 1
    return found


def _same_meaning(
    old: dict[Key, Value],
    mine: dict[Key, Value],
    yours: dict[Key, Value],
    in_full: Callable[[Value], Hashable],
) -> None:
    """What both made new, and only wrote differently, counts as the same: theirs takes our key."""
    left = [key for key in mine if key not in old and key not in yours]
    right = [key for key in yours if key not in old and key not in mine]
    if not left or not right:
        return
    days = {_day(mine[key]) for key in left}
    meant = (
        {(in_full(mine[key]), number): key for key, number in _numbered(left, mine, in_full)}
        if any(_day(yours[key]) in days for key in right)
        else {}
    )
    again = {
        key: meant[in_full(yours[key]), number]
        for key, number in _numbered(right, yours, in_full)
        if meant and (in_full(yours[key]), number) in meant
    }
    if again:
        renewed = {
            again.get(key, key): mine[again[key]] if key in again else item
            for key, item in yours.items()
        }
        yours.clear()
        yours.update(renewed)


def _numbered(
    keys: Sequence[Key], items: dict[Key, Value], in_full: Callable[[Value], Hashable]
) -> list[tuple[Key, int]]:
    seen: Counter[Hashable] = Counter()
    found = []
    for key in keys:
        what = in_full(items[key])
        found.append((key, seen[what]))
        seen[what] += 1
    return found


def _edited(old: dict[Key, Value], new: dict[Key, Value]) -> dict[Key, Key]:
    """Which new items are old ones, edited: by the key of each, the key it had.

    Only where it can be no other.
    """
    gone = [key for key, item in old.items() if key not in new and isinstance(item, dict)]
    come = [key for key, item in new.items() if key not in old and isinstance(item, dict)]
    if not gone or not come or len(gone) * len(come) > _MOST:
        return {}
    scores = {(now, was): likeness(new[now], old[was]) for now in come for was in gone}
    found = {}
    for now in come:
        was = max(gone, key=lambda each: scores[now, each])
        score = scores[now, was]
        enough = _SAME_DAY if _day(new[now]) == _day(old[was]) else _ANY_DAY
        if (
            score >= enough
            and not any(scores[now, each] == score for each in gone if each != was)
            and not any(scores[each, was] >= score for each in come if each != now)
        ):
            found[now] = was
    return found


def _day(item: object) -> str:
    day = item.get("date") if isinstance(item, dict) else None
    return str(day) if is_day(day) else ""


def _ordered(
    slots: dict[Key, Slot],
    mine: dict[Key, Value],
    yours: dict[Key, Value],
    was_yours: dict[Key, Key],
    now_mine: dict[Key, Key],
) -> list[Key]:
    days = {
        key: _day(slot.ours if slot.ours is not GONE else slot.theirs)
        for key, slot in slots.items()
    }
    theirs = []
    for key in yours:
        was = was_yours.get(key, key)
        theirs.append(now_mine.get(was, was) if now_mine.get(was, was) in mine else key)
    known = [key for key in theirs if key in slots]
    settled = {key for key, slot in slots.items() if slot.base is not GONE}
    return inserted(
        list(mine),
        known,
        settled,
        lambda key: days[key],
        backwards=runs_backwards((list(mine), known), lambda key: days[key]),
    )
