"""Serves the pages on this machine until somebody ends it."""

import asyncio
import gc
import secrets
import socket
from collections.abc import Callable
from typing import NamedTuple

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.web.server.application import Settings, application
from crmcli.web.server.books import Books
from crmcli.web.server.guard import KEY

HERE = "127.0.0.1"
WAITS = 10  # seconds that somebody may take to say what he wants


class Patient(H11Protocol):
    """Lets go of who begins a request and does not end it."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """From here on a request is waited for."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """A request that is whole, with all that it sends, is answered, however long that takes."""
        super().data_received(data)
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete and not cycle.more_body:
            self._enough()
        elif self._late is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is waited for any more."""
        self._enough()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._late = self.loop.call_later(WAITS, self._give_up)

    def _enough(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.close()


class Place(NamedTuple):
    """Where it is served."""

    listening: socket.socket
    port: int
    secret: str

    @property
    def address(self) -> str:
        """What somebody opens: it has the secret in it."""
        return f"http://{HERE}:{self.port}/?{KEY}={self.secret}"


def listen(port: int) -> Place:
    """Take a port of this machine; a free one for 0. Raises CrmError for one that is taken."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HERE, port))
    except OSError as error:
        listening.close()
        raise CrmError(
            Message("error-port-taken", (port, reason_of(error))),
            Message("hint-port-taken"),
            status=4,
        ) from None
    found: int = listening.getsockname()[1]
    return Place(listening, found, secrets.token_urlsafe(24))


def serve(books: Books, place: Place, settings: Settings, ready: Callable[[], object]) -> None:
    """Answer until Ctrl-C; `ready` is called once somebody may ask."""
    gc.enable()  # this run is a long one
    app: ASGIApp = application(books, settings)
    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=16 * 1024,
    )
    server = _Server(config, ready)
    server.run(sockets=[place.listening])


class _Server(uvicorn.Server):
    """Tells when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then tell."""
        await super().startup(sockets)
        if self.started:
            self._ready()
