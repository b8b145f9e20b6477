"""How somebody prefers the pages: the language and the colours, as the browser remembers them."""

from collections.abc import Sequence
from typing import NamedTuple

from starlette.requests import HTTPConnection
from starlette.responses import Response

from crmcli.messages import LANGUAGES
from crmcli.web.html.frame import THEMES

LANG, THEME = "lang", "theme"
_COOKIES = {LANG: "crm-lang", THEME: "crm-theme"}
_KNOWN: dict[str, Sequence[str]] = {LANG: LANGUAGES, THEME: (*THEMES, "system")}
_LONG = 365 * 24 * 3600


class Preferences(NamedTuple):
    """The language that was said at the start, if one was; and the book's, once it is known."""

    said: str | None

    def language(self, request: HTTPConnection, book: str | None) -> str:
        """The one chosen by the switch, else at the start, else the browser's, else the book's."""
        chosen = request.cookies.get(_COOKIES[LANG], "")
        if chosen in LANGUAGES:
            return chosen
        return self.said or _browser(request) or book or LANGUAGES[0]

    def theme(self, request: HTTPConnection) -> str:
        """The colours chosen by the switch; nothing where the system's are meant."""
        chosen = request.cookies.get(_COOKIES[THEME], "")
        return chosen if chosen in THEMES else ""


def _browser(request: HTTPConnection) -> str | None:
    """The first of our languages that the browser asks for."""
    for each in request.headers.get("accept-language", "").split(",")[:8]:
        language = each.partition(";")[0].strip().partition("-")[0].lower()
        if language in LANGUAGES:
            return language
    return None


def wished(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What the address of a switch says from now on."""
    return {name: value for name, value in pairs if value in _KNOWN.get(name, ())}


def remember(answer: Response, wishes: dict[str, str]) -> None:
    """Have the browser remember it."""
    for name, value in wishes.items():
        answer.set_cookie(_COOKIES[name], value, max_age=_LONG, httponly=True, samesite="strict")
