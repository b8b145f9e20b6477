"""One mail, as far as an entry of the log goes: who wrote to whom, when, about what; and which
mails nobody wrote.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import NamedTuple

from crmcli.imports.correspondence.encoded import cleaned, decoded

HEAD = 256 << 10  # bytes of a mail's headers; whatever is longer is cut there
LONGEST = 500  # characters of a subject
_BETWEEN = b"\x1f"
_MANY = 2000  # addresses of one mail
_NAME = re.compile(rb"([!-9;-~]+)[ \t]*:")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_ADDRESS = re.compile(r"[^\s<>,;:\"()@]{1,64}@[^\s<>,;:\"()@\[\]]{1,255}")
_COMMENT = re.compile(r"\([^()]{0,1000}\)")
_READ = b"""
    from sender to cc bcc date subject message-id received auto-submitted precedence list-id
    list-unsubscribe list-post x-autoreply x-autorespond x-auto-reply x-spam-flag x-spam-status
    content-type x-gmail-labels x-failed-recipients feedback-id x-mozilla-draft-info delivered-to
    x-original-to
    """
_TAKEN = frozenset(_READ.split())
_WHO = ("to", "cc", "bcc")


class Person(NamedTuple):
    """Whom a mail names: the address in small letters, and what it calls them."""

    address: str
    name: str = ""


class Mail(NamedTuple):
    """One mail. `when` is None where no header says it; `left` is why nobody is meant by it, empty
    for a mail that somebody wrote; `is_cleaned`: its subject was cut, or had hidden characters.
    """

    id: str
    when: datetime | None
    sender: Person | None
    to: tuple[Person, ...]
    cc: tuple[Person, ...]
    mailbox: tuple[Person, ...]  # in whose box it was put
    subject: str
    left: str = ""
    is_cleaned: bool = False


def mail_of(head: bytes) -> Mail | None:
    """The mail with these headers; None for what has none that a mail has."""
    said = headers(head)
    if not said.keys() & {"from", "date", "message-id", "received", "to"}:
        return None
    subject, is_cleaned = cleaned(decoded(_first(said, "subject")), LONGEST)
    sender = people(said.get("from", ()) or said.get("sender", ()))
    to, cc, bcc = (people(said.get(each, ())) for each in _WHO)
    mailbox = people((*said.get("delivered-to", ()), *said.get("x-original-to", ())))
    return Mail(
        _id(said),
        _when(said),
        sender[0] if sender else None,
        to,
        (*cc, *bcc),
        mailbox,
        subject,
        _left(said, sender[0].address if sender else ""),
        is_cleaned,
    )


def headers(head: bytes) -> dict[str, list[bytes]]:
    """The headers that count, unfolded, in the order in which they stand."""
    found: dict[str, list[bytes]] = {}
    if len(head) > HEAD:  # half an address is another one
        head = head[: max(head.rfind(b"\n", 0, HEAD), head.rfind(b",", 0, HEAD))]
    for line in _FOLD.sub(b"", head.replace(b"\0", b"")).split(b"\n"):
        match = _NAME.match(line)
        if match and (name := match[1].lower()) in _TAKEN:
            found.setdefault(name.decode(), []).append(line[match.end() :].strip())
    return found


def _first(said: Mapping[str, Sequence[bytes]], name: str) -> bytes:
    return next(iter(said.get(name, ())), b"")


def people(values: Sequence[bytes]) -> tuple[Person, ...]:
    """Whom the headers name, each once. Encoded words are read after the addresses are told apart,
    for a comma within one divides nobody.
    """
    found: dict[str, Person] = {}
    for value in values:
        text = value.decode("utf-8", "surrogateescape")
        begin, bare = 0, _blanked(text)
        for match in _ADDRESS.finditer(bare):
            address = match.group().strip("'.").casefold()
            raw = text[begin : match.start()].strip(" \t,;<>")
            begin = match.end()
            name = decoded(raw.encode("utf-8", "surrogateescape")).strip("\"' ,;<>:")
            if "@" in address and address not in found:
                found[address] = Person(address, cleaned(name, 100)[0])
            if len(found) >= _MANY:
                return tuple(found.values())
    return tuple(found.values())


def _blanked(text: str) -> str:
    """The same with quoted names and comments blank: addresses in them are nobody's."""
    text = re.sub(r'"(?:[^"\\]|\\.){0,1000}"(?!@)', lambda match: " " * len(match[0]), text)
    return _COMMENT.sub(lambda match: " " * len(match[0]), text)


def _id(said: Mapping[str, Sequence[bytes]]) -> str:
    """What the mail is called everywhere; a sum of what it says where nothing names it."""
    given = _first(said, "message-id").decode("utf-8", "replace")
    name, _ = cleaned(given.strip().strip("<>"), 250)
    if name and len(given) <= 250:
        return name
    parts = [_first(said, each) for each in ("message-id", "date", "from", "to", "subject")]
    return f"sha256:{sha256(_BETWEEN.join(parts)).hexdigest()[:32]}"


def _when(said: Mapping[str, Sequence[bytes]]) -> datetime | None:
    """When it was sent; where that cannot be read, when it came. None where nothing tells."""
    times = [_first(said, "date"), *(each.rpartition(b";")[2] for each in said.get("received", ()))]
    return next(filter(None, map(moment, times)), None)


def moment(said: bytes) -> datetime | None:
    """A moment as mails write it, also with a zone that nobody knows, which counts as Greenwich."""
    from email.utils import parsedate_tz

    try:
        found = parsedate_tz(said.decode("ascii", "replace")[:200])
        seconds = (found[9] or 0) if found else 0
        zone = timezone(timedelta(seconds=seconds)) if abs(seconds) < 86400 else UTC
        when = datetime(*found[:6], tzinfo=zone) if found else None
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return when if when and 1971 <= when.year < 9000 else None


def _left(said: Mapping[str, Sequence[bytes]], sender: str) -> str:
    """Why nobody is meant by it: a word of LEFT."""
    kind = _first(said, "content-type").lower()
    labels = decoded(_first(said, "x-gmail-labels")).casefold()
    local = sender.partition("@")[0]
    precedence = _first(said, "precedence").lower()
    if (
        kind.startswith(b"multipart/report")
        or local in ("mailer-daemon", "postmaster")
        or said.get("x-failed-recipients")
    ):
        return "bounce"
    auto = _first(said, "auto-submitted").lower()
    if (auto and not auto.startswith(b"no")) or precedence == b"auto_reply":
        return "auto"
    if said.keys() & {"x-autoreply", "x-autorespond", "x-auto-reply"}:
        return "auto"
    if said.keys() & {"list-id", "list-unsubscribe", "list-post", "feedback-id"}:
        return "list"
    if precedence in (b"bulk", b"list", b"junk"):
        return "list"
    is_spam = _first(said, "x-spam-flag").lower() == b"yes"
    if is_spam or _first(said, "x-spam-status").lower().startswith(b"yes") or "spam" in labels:
        return "spam"
    return "draft" if "draft" in labels or said.get("x-mozilla-draft-info") else ""


LEFT = ("bounce", "auto", "list", "spam", "draft")
