"""All addresses under which somebody writes. There are none of them without --write."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from crmcli.web.server.routes import Served
from crmcli.web.writing.entrance import Entrance
from crmcli.web.writing.form_room import FormRoom
from crmcli.web.writing.made_room import MadeRoom
from crmcli.web.writing.posted import MOST_TEXT
from crmcli.web.writing.text_room import TextRoom

METHODS = frozenset(("GET", "HEAD", "POST"))
LARGEST = MOST_TEXT  # bytes of anything that is sent


def routes(secret: str) -> tuple[BaseRoute, ...]:
    """Those of a file's text stand before those of any form."""
    entrance = Entrance(secret)
    return (
        *TextRoom(entrance).routes(),
        *FormRoom(entrance).routes(),
        *MadeRoom(entrance).routes(),
        Route("/{path:path}", _no_such, methods=["POST"]),
    )


async def _no_such(request: Request) -> Response:
    """Nothing takes a form under this address."""
    served: Served = request.app.state.served
    found = served.refusals(request.scope, HTTPStatus.METHOD_NOT_ALLOWED, "method")
    found.headers["allow"] = "GET, HEAD"
    return found
