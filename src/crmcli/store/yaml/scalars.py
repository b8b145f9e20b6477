"""The leaves of the format: what a date, an amount, an id or one word of a list looks like in a
file.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from crmcli.store.yaml.shape import DecodeError, Scalar, plain, quoted
from crmcli.store.yaml.tree import Node, nfc

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_INTEGER = r"[0-9]{1,15}(?:_[0-9]{1,15}){0,4}"
_MONEY = re.compile(rf"{_INTEGER}(?:\.[0-9]{{1,4}})?\Z")
_COUNT_PATTERN = r"[0-9]{1,9}(?:_[0-9]{1,9}){0,2}"
_COUNT = re.compile(rf"{_COUNT_PATTERN}\Z")
_ID = re.compile(r"[^\W_][\w.-]*\Z|_[\w.-]*\Z")
# The letters of the scripts people write names in; a schema's regular expressions have no word for
# "letter".
ID_SCHEMA = (
    r"^[A-Za-z0-9_\u00AA-\u02AF\u0370-\u1FFF\u2C00-\u2DFF\u3005-\uD7FF\uF900-\uFAFF\uFF10-\uFFDC]"
    r"[A-Za-z0-9_.\-\u00AA-\u02AF\u0300-\u1FFF\u2C00-\u2DFF\u3005-\uD7FF\uF900-\uFAFF\uFF10-\uFFDC]*$"
)
_days: dict[Node, date] = {}
_ids: dict[Node, str] = {}
# how many days and ids are remembered: enough for a book, bounded for a hostile one
_MEMORY = 50_000


def _shown(node: Node) -> str:
    """A value as a message quotes it."""
    if isinstance(node, str):
        return quoted(node)
    return "[…]" if isinstance(node, list) else "{…}"


def _wrong(rule: str, key: str, node: Node, *more: str) -> DecodeError:
    """What is wrong with a value; that there is none is told as that."""
    return (
        DecodeError(rule, "needs-value")
        if node is None
        else DecodeError(rule, key, _shown(node), *more)
    )


def _text(node: Node) -> str:
    if type(node) is str:
        return node
    raise _wrong("bad-type", "needs-text", node)


def _time(node: Node) -> str:
    """A time of the day, with two digits for the hour however it is written."""
    if type(node) is str and (found := _TIME.fullmatch(node)) is not None:
        return node if len(node) == len("00:00") else f"0{found[0]}"
    raise _wrong("bad-value", "bad-time", node)


def _day(node: Node) -> date:
    try:
        return _days[node]
    except (KeyError, TypeError):
        pass
    if type(node) is not str or not _DAY.match(node):
        raise _wrong("bad-date", "", node)
    try:
        day = date.fromisoformat(node)
    except ValueError:
        raise DecodeError("bad-date", "no-such-day", node) from None
    if len(_days) < _MEMORY:
        _days[node] = day
    return day


def _id(node: Node) -> str:
    try:
        return _ids[node]
    except (KeyError, TypeError):
        pass
    if type(node) is not str:
        raise _wrong("bad-type", "needs-id", node)
    name = nfc(node)
    if len(name) > 200 or not (_ID.match(name) or _has_marks(name)):
        raise _wrong("bad-id", "", node)
    if len(_ids) < _MEMORY:
        _ids[node] = name
    return name


def _has_marks(name: str) -> bool:
    """Is it an id of a script that writes vowels as marks, such as Devanagari?

    The expression above knows letters only.
    """
    bare = "".join(char for char in name if unicodedata.category(char) not in ("Mn", "Mc"))
    return name[:1].isalpha() and _ID.match(bare) is not None


def _money(node: Node) -> int | Decimal:
    if type(node) is str:
        if len(node) <= 15 and node.isdigit() and node.isascii():
            return int(node)
        if len(node) <= 25 and _MONEY.match(node):
            plain = node.replace("_", "")
            return Decimal(plain) if "." in plain else int(plain)
    raise _wrong("bad-amount", "", node)


def _percent(node: Node) -> int | Decimal:
    try:
        value = _money(node)
    except DecodeError:
        value = 101
    if value > 100:
        raise _wrong("bad-percent", "", node)
    return value


def _count(node: Node) -> int:
    if type(node) is str and len(node) <= 12 and _COUNT.match(node):
        count = int(node.replace("_", ""))
        if count < 1_000_000_000:
            return count
    raise _wrong("bad-number", "", node)


def at_most(limit: int) -> Scalar[int]:
    """A whole number from 1 to a limit that keeps arithmetic on it sane."""

    def decode(node: Node) -> int:
        count = _count(node)
        if not 1 <= count <= limit:
            raise _wrong("bad-number", "number-range", node, str(limit))
        return count

    return Scalar(
        decode,
        {
            "type": ["string", "integer"],
            "minimum": 1,
            "maximum": limit,
            "pattern": f"^{_COUNT_PATTERN}$",
        },
    )


def _truth(node: Node) -> bool:
    if node in ("true", "True", "TRUE"):
        return True
    if node in ("false", "False", "FALSE"):
        return False
    raise _wrong("bad-value", "needs-truth", node)


def _language_id(node: Node) -> str:
    if node in ("ko", "en"):
        return str(node)
    raise _wrong("bad-value", "", node, "ko, en")


TEXT = Scalar(_text, plain(), name="Text")
DATE = Scalar(
    _day,
    {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    _days,
    name="Date",
)
TIME = Scalar(_time, {"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$"}, name="Time")
ID = Scalar(_id, plain(pattern=ID_SCHEMA, maxLength=200, minimum=0), _ids, name="Id")
KEY = Scalar(_id, {"pattern": ID_SCHEMA, "maxLength": 200}, _ids, name="Key")
MONEY = Scalar(
    _money,
    {
        "type": ["string", "number"],
        "minimum": 0,
        "pattern": rf"^{_INTEGER}(\.[0-9]{{1,4}})?$",
        "maxLength": 25,
    },
    name="Money",
)
PERCENT = Scalar(
    _percent,
    {
        "type": ["string", "number"],
        "minimum": 0,
        "maximum": 100,
        "pattern": r"^(100|[0-9]{1,2})(\.0{1,4})?$|^[0-9]{1,2}\.[0-9]{1,4}$",
    },
    name="Percent",
)
COUNT = Scalar(
    _count,
    {
        "type": ["string", "integer"],
        "minimum": 0,
        "maximum": 999_999_999,
        "pattern": f"^{_COUNT_PATTERN}$",
        "maxLength": 11,
    },
    name="Count",
)
COUNT_KEY = Scalar(_count, {"pattern": f"^{_COUNT_PATTERN}$", "maxLength": 11})
TRUTH = Scalar(
    _truth,
    {"type": ["string", "boolean"], "pattern": "^([Tt]rue|TRUE|[Ff]alse|FALSE)$"},
    name="Truth",
)
LANGUAGE = Scalar(_language_id, {"enum": ["ko", "en"]})


def one_of(words: Iterable[str], extra: Iterable[str] = ()) -> Scalar[str]:
    """One word of a fixed list; a near miss is told what it may have meant."""
    known: dict[Node, str] = {word: word for word in words}

    def decode(node: Node) -> str:
        try:
            return known[node]
        except (KeyError, TypeError):
            raise _not_one_of(node, [*known.values()]) from None

    return Scalar(decode, {"enum": [*known, *extra]}, known)


def _not_one_of(node: Node, words: list[str]) -> DecodeError:
    close = _closest(node, tuple(words)) if isinstance(node, str) else ""
    if close:
        return _wrong("bad-value", "did-you-mean-value", node, close)
    return _wrong("bad-value", "", node, ", ".join(words))


@lru_cache(maxsize=256)  # the same slip is often made in every line
def _closest(said: str, words: tuple[str, ...]) -> str:
    """The word that may have been meant; none is like a text far longer than each of them."""
    if len(said) > 2.5 * max(map(len, words), default=0):
        return ""
    from crmcli.domain.text.likeness import most_alike

    return next(iter(most_alike(said, words)), "")
