"""The pages as one application, for whatever serves it."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from crmcli.store.files.digest import digest_of
from crmcli.web.server import routes
from crmcli.web.server.books import Books
from crmcli.web.server.guard import READING, Guard, Rules
from crmcli.web.server.preferences import Preferences
from crmcli.web.server.refusals import Refusals


class Settings(NamedTuple):
    """What is said at the start: where it is served, the secret of the address, the language and
    the day of the answers where an address says none.

    `more`: routes besides those that only read, with the methods they need; none but with --write.
    """

    port: int
    secret: str
    language: str | None = None
    as_of: date | None = None
    more: tuple[BaseRoute, ...] = ()
    methods: frozenset[str] = READING
    largest: int = 0


def application(books: Books, settings: Settings) -> ASGIApp:
    """The application over one book."""
    version = _version()
    preferences = Preferences(settings.language)
    refusals = Refusals(preferences, version, lambda: books.language)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        books.start()
        yield
        books.close()

    async def failed(request: Request, _: Exception) -> Response:
        return refusals.bug(request)

    async def missed(request: Request, _: Exception) -> Response:
        return routes.nothing(request)

    inner = Starlette(
        routes=[*settings.more, *_reading()],
        lifespan=lifespan,
        exception_handlers={Exception: failed, HTTPException: missed},
    )
    inner.state.served = routes.Served(
        books, preferences, refusals, settings.as_of, version, writes=bool(settings.more)
    )
    hosts = frozenset(f"{name}:{settings.port}" for name in ("127.0.0.1", "localhost"))
    rules = Rules(hosts, settings.secret, settings.port, settings.methods, settings.largest)
    return Guard(inner, rules, refusals)


def _reading() -> Iterable[BaseRoute]:
    return (
        Route("/static/{version}/{name}", routes.static),
        Route("/state", routes.state),
        Route("/answer/{name}.{form}", routes.answer),
        Route("/{path:path}", routes.page),
    )


def _version() -> str:
    """Another one as soon as one of our own files is: they are kept by browsers."""
    from importlib.resources import files

    static = files("crmcli.web") / "static"
    return digest_of(b"".join((static / name).read_bytes() for name in routes.KINDS)).hex()[:12]
