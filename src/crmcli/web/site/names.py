"""How files of a site are called: as what they are about, as far as every system can hold that."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from posixpath import dirname, relpath
from urllib.parse import quote

from crmcli.domain.text.portable import unportable
from crmcli.store.files.digest import digest_of
from crmcli.web.views.page import Page

ROOM = 60  # characters of a name that are kept; what is longer ends in a digest
_PLAIN = re.compile(r"[a-z0-9가-힣][a-z0-9가-힣_-]*")
_ODD = re.compile(r"[^a-z0-9가-힣]+")
STATIC, ANSWERS = "static", "answer"


@lru_cache(maxsize=4096)
def token(said: str) -> str:
    """A part of a file's name: what was said where that is plain, in small letters and no device of
    Windows; else what of it is, and a digest, so that no two share one.
    """
    if _PLAIN.fullmatch(said) and len(said) <= ROOM and unportable(said, ".html") is None:
        return said
    rest = _ODD.sub("-", unicodedata.normalize("NFC", said).casefold()).strip("-")[: ROOM - 20]
    kept = rest.strip("-")
    digest = digest_of(said.encode("utf-8", "surrogateescape")).hex()[:10]
    return f"{kept}~{digest}" if kept else f"~{digest}"


def page_file(page: Page, subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Where the page stands; `pairs` are what is asked of it."""
    base = page.path or "index"
    if page.of_one:
        base = f"{base}/{token(subject)}"
    return f"{base}{_asked(pairs)}.html"


def answer_file(report: str, pairs: Iterable[tuple[str, str]], form: str) -> str:
    """Where an answer to take along stands."""
    return f"{ANSWERS}/{report}{_asked(pairs)}.{form}"


def _asked(pairs: Iterable[tuple[str, str]]) -> str:
    said = "".join(f".{name}={token(value)}" for name, value in pairs)
    if len(said) > 2 * ROOM:
        return f".{token(said)}"
    return said


def link(target: str, seen_from: str) -> str:
    """The address of a file, as one beside it or in another folder says it."""
    return _from_folder(target, dirname(seen_from))


@lru_cache(maxsize=4096)
def _from_folder(target: str, folder: str) -> str:
    return quote(relpath(target, folder or "."), safe="/~=", errors="surrogateescape")
