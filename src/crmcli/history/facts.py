"""How is a change of a dated fact told?

Every step with its day, who said so and why; then what was corrected before it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from crmcli.domain.table import Message
from crmcli.domain.time.dated import Fact
from crmcli.history.names import Names, clipped, field_name
from crmcli.history.values import leaf, pair

T = TypeVar("T")
Facts = tuple[Fact[object], ...]


def fact_pieces(
    field: str, old: Facts, new: Facts, names: Names, label: object, last: Sequence[object] = ()
) -> Iterator[Message]:
    """Two histories of one fact. `last` is said beside the source of the newest one."""
    told = _Telling(field, names, label)
    if _got_its_day(old, new):
        dated = (new[0], *old[1:])
        yield from fact_pieces(field, dated, new, names, label, last) if dated != new else ()
        yield Message("change-known-since", (label, new[0].date))
    elif new[: len(old)] == old:
        yield told.way(old[-1:], new[len(old) :], last)
    elif old[: len(new)] == new and new:
        yield told.withdrawn(old[-1], new[-1])
        yield from told.days(old[len(new) : -1], ())
    elif not new and len(old) == 1 and old[0].date is None:
        yield leaf(field, old[0].value, None, names, label)
    elif len(old) == len(new) == 1 and old[0].date is None and new[0].date is None:
        yield from told.undated(old[0], new[0], last)
    else:
        is_new = bool(old and new) and new[-1].date not in {fact.date for fact in old}
        if is_new and old[-1].value != new[-1].value:
            yield told.way(old[-1:], new[-1:], last)
            was = old[:-1] if old[-1].date is None and old[-1] not in new else old
            yield from told.days(was, new[:-1])
        else:
            yield from told.days(old, new)


def _got_its_day(old: Facts, new: Facts) -> bool:
    """Is the oldest fact the undated one, that has a day now?"""
    if not old or not new or old[0].date is not None or old[0][1:] != new[0][1:]:
        return False
    return new[0].date is not None and new[0].date not in {fact.date for fact in old}


class _Telling:
    """The words for one fact."""

    def __init__(self, field: str, names: Names, label: object) -> None:
        self.field, self.names, self.label = field, names, label

    def way(self, before: Facts, added: Facts, last: Sequence[object]) -> Message:
        """Every step of the way: Contacting -> Qualification (Ada, 2026-06-02) -> Presenting
        (2026-07-01).
        """
        facts = (*before, *added)
        if len(facts) == 2 and before and facts[0].value == facts[1].value:
            said = Message(
                "change-again", (self.label, self.names.show(self.field, facts[1].value))
            )
            return _since(said, self._source(facts[1], last))
        shown = [self._shown(facts, place) for place in range(len(facts))]
        start = len(before)
        for place, fact in enumerate(facts[start:], start):
            more = last if place == len(facts) - 1 else ()
            shown[place] = _since(shown[place], self._source(fact, more))
        if len(shown) == 2:
            return Message("change-part", (self.label, *shown))
        way = shown[0]
        for each in shown[1:]:
            way = Message("change-step", (way, each))
        return Message("change-new-part", (self.label, way))

    def _shown(self, facts: Facts, place: int) -> object:
        """A value beside the one before it, from which it must be told apart; the first beside the
        next.
        """
        if len(facts) == 1:
            return self.names.show(self.field, facts[0].value)
        first = max(place - 1, 0)
        return self.pair(facts[first].value, facts[first + 1].value)[place - first]

    def pair(self, old: object, new: object) -> tuple[object, object]:
        """Two values; days of one year without it."""
        if isinstance(old, date) and isinstance(new, date):
            return days(old, new)
        return pair(self.field, old, new, self.names)

    def withdrawn(self, gone: Fact[object], left: Fact[object]) -> Message:
        """The newest value was taken back, and the one before it holds again."""
        if gone.value == left.value:
            return self._on(gone, None)
        said = Message("change-part", (self.label, *self.pair(gone.value, left.value)))
        return Message("change-withdrawn", (said, gone.date))

    def undated(
        self, old: Fact[object], new: Fact[object], last: Sequence[object]
    ) -> Iterator[Message]:
        """One bare value in another's place."""
        if old.value != new.value:
            said = Message("change-part", (self.label, *self.pair(old.value, new.value)))
            yield _since(said, tuple(last))
        yield from self._sources(old, new, self.label)

    def days(self, old: Facts, new: Facts) -> Iterator[Message]:
        """Day by day, what stands for it otherwise than before."""
        was, now = {fact.date: fact for fact in old}, {fact.date: fact for fact in new}
        for day in sorted({**was, **now}, key=lambda day: day or date.min):
            if was.get(day) != now.get(day):
                yield self._on(was.get(day), now.get(day))

    def _on(self, was: Fact[object] | None, now: Fact[object] | None) -> Message:
        day = (was or now).date  # type: ignore[union-attr]
        on = (
            Message("change-on", (self.label, day))
            if day
            else Message("change-undated", (self.label,))
        )
        if was and now and was.value == now.value:
            return Message("change-about", (on, Message("list", tuple(self._sources(was, now)))))
        values = was.value if was else None, now.value if now else None
        said = leaf(self.field, *values, self.names, on)
        changed_source = now is not None and (was is None or was[2:] != now[2:])
        return (
            _since(said, self._source(now._replace(date=None))) if now and changed_source else said
        )

    def _sources(
        self, was: Fact[object], now: Fact[object], of: object = None
    ) -> Iterator[Message]:
        """Who said so and why, where that is said otherwise."""
        for field in ("by", "why"):
            old, new = getattr(was, field), getattr(now, field)
            if old != new:
                label = Message("change-of", (of, field_name(field))) if of else field_name(field)
                yield leaf(field, old, new, self.names, label)

    def _source(self, fact: Fact[object], more: Sequence[object] = ()) -> tuple[object, ...]:
        """Who said so, when and why; nothing that the file does not say."""
        by = self.names.member(fact.by) if fact.by else None
        why = clipped(fact.why) if fact.why else None
        return tuple(each for each in (by, fact.date, why, *more) if each is not None)


def _since(said: T, source: tuple[object, ...]) -> T | Message:
    """With its source in brackets."""
    if not source:
        return said
    return Message("change-since", (said, Message("change-brackets", (Message("list", source),))))


def days(before: date, after: date) -> tuple[object, object]:
    """Two days, without the year while it is the same."""
    return (f"{before:%m-%d}", f"{after:%m-%d}") if before.year == after.year else (before, after)
