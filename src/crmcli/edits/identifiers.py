"""How is a person named in a text?

By name, addresses and numbers, however they are written; and what takes their place.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Literal, NamedTuple

from crmcli.domain.records.account import Account, Contact
from crmcli.domain.text.phones import folded_phone

# What may follow a Korean name without a space: a form of address and a particle. A syllable else
# makes it another word.
_TITLES = (
    "님|씨|군|양|프로|선생|(?:대표|사장|부사장|회장|부회장|의장|원장|소장|국장|처장|단장"
    "|센터장|전무|상무|이사장|이사|실장|본부장|부장|차장|과장|팀장|파트장|대리|주임|사원"
    "|책임|수석|선임|매니저|교수|박사|주무관|사무관)님?"
)
_PARTICLES = (
    "(?:이(?=는|가|를|의|도|와|한테|에게))?"
    "(?:은|는|이|가|을|를|과|와|의|에게서|에게|한테서|한테|께서|께|도|만|로|으로|부터|까지|보다|처럼|이랑|랑|이나|나|이며|며|이고|이라고|라고|이라|라|입니다|인데|뿐|밖에|조차|마저|측|쪽|네|들)"
    "(?:은|는|이|도|만|의|을|에)?"
)
_BETWEEN = r"[-. ()]{0,2}"  # between two digits of a phone number
_LEAST = 7  # digits that make a phone number; fewer are any number
_SYLLABLE = r"[\xea-\xed][\x80-\xbf][\x80-\xbf]"  # a Hangul syllable in UTF-8
_LETTER = r"\xe1[\x84-\x87][\x80-\xbf]"  # a part of one, decomposed as macOS does it
# what a line of rules shows as it is
_SHOWN = re.compile("[ -~\u00c0-\u024f\u4e00-\u9fff\uac00-\ud7a3]")


class Edges(NamedTuple):
    """What may not stand before and after a name, as regular expressions."""

    before: str
    after: str


IN_TEXT = Edges(r"(?<!\w)", r"(?!\w)")
IN_BYTES = Edges(rf"(?<!\w)(?<!{_SYLLABLE})", rf"(?!\w|{_SYLLABLE})")
DECOMPOSED = Edges(rf"{IN_BYTES.before}(?<!{_LETTER})", rf"(?!\w|{_SYLLABLE}|{_LETTER})")


class Traces(NamedTuple):
    """What a person is known by, and the pseudonym that takes its place."""

    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]  # folded
    pseudonym: str

    def hidden(self, text: str, *, name: bool = True) -> str:
        """The text without the person; without `name`, only addresses and numbers go."""
        for pattern in _patterns(self, name=name):
            text = pattern.sub(self.pseudonym, text)
        return text

    def named_in(self, text: str) -> bool:
        """Is anything of the person there at all, also as a part of something else?"""
        folded, digits = _folded(text), re.sub(r"[^0-9]", "", text)
        return any(_folded(word) in folded for word in (self.name, *self.emails)) or any(
            number.lstrip("0+") in digits for number in self.phones
        )

    def is_same(self, contact: Contact) -> bool:
        """Is it the same person, at another account? The name alone does not tell."""
        return not {*map(_folded, contact.emails)}.isdisjoint(map(_folded, self.emails)) or not {
            *_numbers(contact)
        }.isdisjoint(self.phones)

    def is_called_so(self, name: str | None) -> bool:
        """Is it the same name?"""
        return name is not None and _folded(name) == _folded(self.name)

    def is_namesake(self, contact: Contact) -> bool:
        """Is it somebody else of the same name, as far as addresses and numbers tell?"""
        return self.is_called_so(contact.name) and not self.is_same(contact)


def traces(account: Account, key: str) -> Traces:
    """By what is the person known in the book?"""
    contact = account.contacts[key]
    return Traces(
        unicodedata.normalize("NFC", contact.name),
        contact.emails,
        tuple(_numbers(contact)),
        pseudonym_of(account.id, key),
    )


def pseudonym_of(account: str, contact: str) -> str:
    """The same for the same contact, on every machine."""
    return f"forgotten-{sha256(f'{account}/{contact}'.encode()).hexdigest()[:8]}"


def is_forgotten(key: str, contact: Contact) -> bool:
    """Was the contact forgotten already?"""
    return key == contact.name and re.fullmatch("forgotten-[0-9a-f]{8}", key) is not None


def purge_rules(known: Traces, key: str | None) -> list[str]:
    """Lines for `git filter-repo --replace-text`, which reads bytes.

    `key` is the contact's id, where nobody else is called so.
    """
    return [
        f"regex:(?i){source}==>{known.pseudonym}"
        for source in (*_sources(known, IN_BYTES, name=True), *(() if key is None else _id(key)))
    ]


def _id(key: str) -> Iterator[str]:
    for form, edges in _forms(key, IN_BYTES):
        before, after = ("", "") if key.isascii() else edges
        yield rf"(?<![\w.-]){before}{_spelled(unicodedata.normalize(form, key))}(?![\w.-]){after}"


def _numbers(contact: Contact) -> Iterator[str]:
    folded = (folded_phone(number) for number in contact.phones)
    return (number for number in folded if len(number.lstrip("+")) >= _LEAST)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@cache
def _patterns(known: Traces, *, name: bool) -> list[re.Pattern[str]]:
    return [re.compile(source, re.IGNORECASE) for source in _sources(known, IN_TEXT, name=name)]


def _sources(known: Traces, edges: Edges, *, name: bool) -> Iterator[str]:
    """Regular expressions: addresses first, which may hold the name."""
    spelled = re.escape if edges is IN_TEXT else _spelled
    for email in known.emails:
        yield rf"(?<![A-Za-z0-9_.@+-]){spelled(email)}(?![A-Za-z0-9_@-]|\.[A-Za-z0-9])"
    for number in known.phones:
        start, rest = (
            (rf"(?:\+?82[-. ()]{{0,3}}0?|0){_BETWEEN}", number[1:])
            if number.startswith("0")
            else (r"\+?", number.lstrip("+"))
        )
        yield rf"(?<!\d){start}{_BETWEEN.join(rest)}(?!\d)"
    if name and len(known.name.strip()) > 1:
        yield from _named(known.name, edges)


def _named(name: str, edges: Edges) -> Iterator[str]:
    spelled = re.escape if edges is IN_TEXT else _spelled
    for form, (before, after) in _forms(name, edges):
        core = r"\s+".join(map(spelled, unicodedata.normalize(form, name).split()))
        is_korean = "\uac00" <= name.strip()[-1] <= "\ud7a3"
        tail = (
            unicodedata.normalize(form, rf"(?=(?:{_TITLES})?(?:{_PARTICLES})?{after})")
            if is_korean
            else after
        )
        yield f"{before}{core}{tail}"


def _forms(text: str, edges: Edges) -> Iterator[tuple[Literal["NFC", "NFD"], Edges]]:
    """The spellings of Unicode that a text is written in, and what may stand around each."""
    yield "NFC", edges
    if unicodedata.normalize("NFD", text) != text:
        yield "NFD", DECOMPOSED if edges is IN_BYTES else edges


def _spelled(text: str) -> str:
    """For a pattern over bytes; what does not show is written as its bytes."""
    return "".join(
        re.escape(char)
        if _SHOWN.match(char)
        else "".join(rf"\x{byte:02x}" for byte in char.encode())
        for char in text
    )
