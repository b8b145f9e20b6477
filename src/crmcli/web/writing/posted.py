"""What a form sends: let in only from our own pages, with the token, as a form, and no more than it
may be.
"""

import hmac
from collections.abc import Mapping, Sequence
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.requests import Request

from crmcli.store.files.scan import MAX_BYTES

FORM = "application/x-www-form-urlencoded"
TOKEN = "token"  # noqa: S105 - the name of the field
MOST = 256 * 1024  # bytes of a form
MOST_FIELDS = 1000
# bytes of a form with a file's text: a byte of it is three there
MOST_TEXT = 3 * MAX_BYTES + MOST


class NotTaken(Exception):
    """What was sent is not taken: the status, and the word for why."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def token_of(secret: str) -> str:
    """What stands in every form of a run, and nobody else knows."""
    return hmac.new(secret.encode(), b"forms", sha256).hexdigest()


async def posted(request: Request, token: str, most: int = MOST) -> Mapping[str, Sequence[str]]:
    """The fields. Raises NotTaken."""
    headers = request.headers
    origins = headers.getlist("origin")
    site = headers.get("sec-fetch-site", "same-origin")
    # the guard has looked at what an origin says; here it has to be said
    if len(origins) != 1 or site != "same-origin":
        raise NotTaken(HTTPStatus.FORBIDDEN, "origin")
    kind, _, rest = headers.get("content-type", "").partition(";")
    charset = rest.strip().lower().removeprefix("charset=").strip('"')
    if kind.strip().lower() != FORM or charset not in ("", "utf-8"):
        raise NotTaken(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "form")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise NotTaken(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "much")
    fields = _fields(bytes(body))
    given = fields.pop(TOKEN, [])
    if len(given) != 1 or not hmac.compare_digest(given[0].encode(), token.encode()):
        raise NotTaken(HTTPStatus.FORBIDDEN, "token")
    return fields


def _fields(body: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:  # also text that is no UTF-8
        raise NotTaken(HTTPStatus.BAD_REQUEST, "form") from None
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found
