"""On to another address of ours: the same path, asked otherwise."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.responses import RedirectResponse
from starlette.types import Scope

from crmcli.web.html.links import ODD


def path_of(scope: Scope) -> str:
    """The path as it was asked, with what is escaped in it; the first page's where a browser would
    look for it elsewhere.
    """
    path: str = scope["raw_path"].decode("latin-1")
    return path if path.startswith("/") and not path.startswith("//") else "/"


def onward(scope: Scope, pairs: Sequence[tuple[str, str]]) -> RedirectResponse:
    """To the same path with that question."""
    question = urlencode(pairs, errors=ODD)
    address = f"{path_of(scope)}?{question}" if question else path_of(scope)
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)
