"""Asks the pages like a browser, without a server and without a network: what is sent is what the test says, byte by byte."""

import asyncio
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from crmcli.web.server.application import Settings, application
from crmcli.web.server.books import Books

PORT, SECRET = 8000, "secret-of-the-test"
HOST = f"127.0.0.1:{PORT}"
DAY = date(2026, 8, 1)


class Got(NamedTuple):
    """One answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Browser:
    """Somebody who looks at a book: with the cookie unless `cookie` says otherwise."""

    def __init__(
        self, book: Path, *, lang: str | None = None, as_of: date | None = DAY, **settings: object
    ) -> None:
        self.books = Books(str(book))
        self.app = application(self.books, Settings(PORT, SECRET, lang, as_of, **settings))
        self.cookie = f"crm-{PORT}={SECRET}"

    def __enter__(self) -> "Browser":
        self.books.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.books.close()

    def ask(
        self,
        address: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        host: str | None = HOST,
        body: bytes = b"",
    ) -> Got:
        """What is answered under the address."""
        return asyncio.run(self._ask(address, method, headers or {}, host, body))

    async def _ask(self, address, method, headers, host, body) -> Got:
        path, _, query = address.partition("?")
        sent = {"host": host, "cookie": self.cookie, **headers}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path, errors="surrogateescape"),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [
                (name.encode(), value.encode()) for name, value in sent.items() if value is not None
            ],
            "server": ("127.0.0.1", PORT),
            "client": ("127.0.0.1", 1),
        }
        told: list[dict] = []
        waiting = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict:
            return waiting.pop(0) if waiting else {"type": "http.disconnect"}

        async def send(message: dict) -> None:
            told.append(message)

        try:
            await self.app(scope, receive, send)
        except Exception:
            if not told:  # after our own page about it, it is raised on for the terminal
                raise
        start = told[0]
        return Got(
            start["status"],
            {name.decode(): value.decode() for name, value in start["headers"]},
            b"".join(message.get("body", b"") for message in told[1:]),
        )
