"""A value that is not what its field needs: what it says in the format's form."""

from collections.abc import Callable
from typing import NamedTuple

from crmcli.domain.finding import Finding, Mend, Path
from crmcli.domain.records.currencies import code_of
from crmcli.domain.records.written_amount import (
    WrittenNumber,
    written_amount,
    written_count,
    written_percent,
)
from crmcli.domain.text.synonyms import meant
from crmcli.domain.text.unseen import odd_character, unmixed
from crmcli.domain.time.written import written_day
from crmcli.messages.meanings import nearest, shown_as, told_words, with_meaning
from crmcli.store.yaml.meaning.context import Context
from crmcli.store.yaml.scalars import DATE, ID, KEY, LANGUAGE, TRUTH
from crmcli.store.yaml.shape import LONGEST, DecodeError, Scalar, Shape, quoted
from crmcli.store.yaml.written import word

# Days of which one looks ahead where the year is left open.
_TO_COME = frozenset(("due", "next", "close", "revisit", "replace", "end", "to"))
_NUMBERS: dict[str, Callable[[str, str], WrittenNumber]] = {
    "bad-amount": written_amount,
    "bad-number": lambda said, _: written_count(said),
    "bad-percent": lambda said, _: written_percent(said),
}
MOST = 4 * LONGEST  # characters of what is looked at; more is no word, day or name
_DAY_KEYS = {
    "form": "day-form",
    "year": "day-year",
    "moves": "day-moves",
    "period": "day-period",
    "either": "day-either",
}


class Value(NamedTuple):
    """A text and the shape it does not fit."""

    said: str
    shape: Scalar[object]

    def takes(self, text: str) -> bool:
        """Would this fit?"""
        try:
            self.shape.decode(text)
        except DecodeError:
            return False
        return True


def explained(finding: Finding, value: Value, context: Context) -> Finding:
    """The finding with what was meant, as far as that can be told."""
    if len(value.said) > MOST:
        return finding
    seen = _unseen(finding, value)
    if seen is not None:
        return seen
    if finding.rule == "bad-date":
        return _day(finding, value, context)
    if finding.rule in _NUMBERS:
        return _number(finding, value, _NUMBERS[finding.rule](value.said, context.currency))
    if value.shape is TRUTH:
        return _word(finding, value, ("true", "false"))
    if value.shape is LANGUAGE:
        return _word(finding, value, ("ko", "en"))
    if finding.key == "needs-currency":
        return _currency(finding, value)
    words = known_words(value.shape)
    return _word(finding, value, words) if words else finding


def known_words(shape: Shape | None) -> tuple[str, ...]:
    """The words of a fixed list; nothing for what has none."""
    if not isinstance(shape, Scalar) or shape in (DATE, ID, KEY) or shape.known is None:
        return ()
    return tuple(map(str, shape.known))


def _unseen(finding: Finding, value: Value) -> Finding | None:
    """It would fit without a character that is not what it seems."""
    odd = odd_character(value.said)
    if odd is None:
        return None
    text = unmixed(value.said)
    if text == value.said or not value.takes(text):
        return None
    return told(finding, "odd-character", text, quoted(value.said), odd.told(), is_safe=True)


def told(finding: Finding, key: str, text: str, *args: object, is_safe: bool) -> Finding:
    """The finding with another sentence, and with what to write instead."""
    mend = Mend(word(text, in_flow=True), is_safe=is_safe)
    return finding._replace(key=key, args=args, mends=(mend,))


def _day(finding: Finding, value: Value, context: Context) -> Finding:
    past = _TO_COME.isdisjoint(map(str, finding.path))
    found = written_day(value.said, context.today, past=past)
    shown = quoted(value.said)
    if found.why == "calendar":
        if found.other:
            return finding._replace(key="month-ends", args=(shown, found.other.isoformat()))
        return finding._replace(key="no-such-day", args=(shown,))
    if found.why == "open":
        return finding._replace(key="still-open", args=(shown, last_key(finding.path)))
    key = _DAY_KEYS.get(found.why, "")
    if not key:
        return finding
    if found.day is None:
        key = "day-year-open" if found.why == "year" else "day-moves-open"
        return finding._replace(key=key, args=(shown,))
    day = found.day.isoformat()
    if found.other:
        return finding._replace(key=key, args=(shown, day, found.other.isoformat()))
    return told(finding, key, day, shown, day, is_safe=found.is_safe)


def _number(finding: Finding, value: Value, found: WrittenNumber) -> Finding:
    shown = quoted(value.said)
    if found.why == "open":
        return finding._replace(key="still-open", args=(shown, last_key(finding.path)))
    if found.why == "range":
        return finding._replace(key="number-choose", args=(shown,))
    if found.why == "negative":
        return finding._replace(key="number-negative", args=(shown,))
    if found.why == "either" and found.more:
        return finding._replace(key="number-either", args=(shown, found.more))
    if not found.text or not value.takes(found.text):
        return finding
    key = "number-about" if found.why == "about" else "number-form"
    return told(finding, key, found.text, shown, found.text, is_safe=found.is_safe)


def _word(finding: Finding, value: Value, words: tuple[str, ...]) -> Finding:
    """The word that the commands would take it for, else the one spelled most like it."""
    found = meant(value.said, words, shown_as)
    shown = quoted(value.said)
    if len(found) == 1:
        return told(finding, "form-of-word", found[0], shown, with_meaning(found[0]), is_safe=True)
    if found:
        return finding._replace(key="either-word", args=(shown, told_words(found)))
    near = nearest(value.said, words, most=1, cutoff=0.7)
    if near:
        key = "did-you-mean-value"
        return told(finding, key, near[0], shown, with_meaning(near[0]), is_safe=False)
    return finding._replace(key="bad-value", args=(shown, told_words(words)))


def _currency(finding: Finding, value: Value) -> Finding:
    """A code in small letters, or a sign or a name that one currency alone has."""
    found = code_of(value.said)
    if not found or not value.takes(found):
        return finding
    return told(finding, "form-of-word", found, quoted(value.said), found, is_safe=True)


def last_key(path: Path) -> str:
    """The key that a value stands at."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")
