"""What is let through to the pages, and what every answer says to the browser: this machine's own
address only, no other site's requests, only who has the secret, nothing large, not all at once.
"""

import hmac
from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple, Protocol
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crmcli.web.server.onward import onward

LONGEST_ADDRESS = 8192  # bytes of path and question together
DIGITS = 12  # of a number of bytes
MOST = 128  # requests at a time: so many wait for the book, one more is told to come again
AGAIN = 2  # seconds after which
KEY = "key"  # in the printed address, before the secret
READING = frozenset(("GET", "HEAD"))
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Refused(Protocol):
    """Makes the answer for what is not let through."""

    def __call__(self, scope: Scope, status: HTTPStatus, why: str) -> Response:
        """By a status, and a word for why."""


class Rules(NamedTuple):
    """Under which names the server is asked (host and port), the secret, and which methods there
    are. `free`: paths without a secret in them, which are shown to anybody who asks this machine.
    """

    hosts: frozenset[str]
    secret: str
    port: int
    methods: frozenset[str] = READING
    largest: int = 0  # bytes of a body: questions have none
    free: tuple[str, ...] = ("/static/",)

    @property
    def cookie(self) -> str:
        """A browser tells cookies of this machine apart by their names only, not by the port."""
        return f"crm-{self.port}"


class Guard:
    """Stands before the application. `refused` makes the page for what is not let through."""

    def __init__(self, app: ASGIApp, rules: Rules, refused: Refused) -> None:
        self.app, self.rules, self.refused = app, rules, refused
        self._waiting = 0  # requests that are being answered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, let in, or hand on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here speaks anything else

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
            await send(message)

        answer = self._refusal(scope) or self._entrance(scope) or self._crowded(scope)
        self._waiting += 1
        try:
            await (answer or self.app)(scope, receive, sending)
        finally:
            self._waiting -= 1

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to what is not let through, whoever asks."""
        headers, rules = Headers(scope=scope), self.rules
        if headers.getlist("host") not in [[host] for host in rules.hosts]:
            return self.refused(scope, HTTPStatus.MISDIRECTED_REQUEST, "host")
        origins = headers.getlist("origin")
        if any(origin not in {f"http://{host}" for host in rules.hosts} for origin in origins):
            return self.refused(scope, HTTPStatus.FORBIDDEN, "origin")
        if headers.get("sec-fetch-site") == "cross-site" and scope["method"] not in READING:
            return self.refused(scope, HTTPStatus.FORBIDDEN, "origin")
        if scope["method"] not in rules.methods:
            answer = self.refused(scope, HTTPStatus.METHOD_NOT_ALLOWED, "method")
            answer.headers["allow"] = ", ".join(sorted(rules.methods))
            return answer
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return self.refused(scope, HTTPStatus.REQUEST_URI_TOO_LONG, "long")
        if self._is_large(headers, scope["method"]):
            return self.refused(scope, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "large")
        return None

    def _is_large(self, headers: Headers, method: str) -> bool:
        """Does it bring more than it may? What does not say how much is not taken."""
        if "transfer-encoding" in headers:
            return True
        said = headers.get("content-length", "0")
        most = 0 if method in READING else self.rules.largest
        is_number = said.isascii() and said.isdigit() and len(said) <= DIGITS
        return not is_number or int(said) > most

    def _entrance(self, scope: Scope) -> Response | None:
        """Who comes by the printed address gets the cookie and the address without the secret; who
        has neither stays outside.
        """
        rules = self.rules
        if scope["path"].startswith(rules.free):
            return None
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in pairs if name == KEY]
        if given and all(self._is_secret(value) for value in given):
            answer = onward(scope, [pair for pair in pairs if pair[0] != KEY])
            answer.set_cookie(rules.cookie, rules.secret, httponly=True, samesite="strict")
            return answer
        if self._is_secret(HTTPConnection(scope).cookies.get(rules.cookie, "")):
            return None
        return self.refused(scope, HTTPStatus.FORBIDDEN, "key")

    def _crowded(self, scope: Scope) -> Response | None:
        if self._waiting < MOST:
            return None
        answer = self.refused(scope, HTTPStatus.SERVICE_UNAVAILABLE, "crowded")
        answer.headers["retry-after"] = f"{AGAIN}"
        return answer

    def _is_secret(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.rules.secret.encode())
