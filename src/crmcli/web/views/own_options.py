"""A page's own options, where it is more than one report; and its faces, of which one is shown."""

from collections.abc import Iterable, Sequence
from typing import Any

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.web.views.asked import Asked
from crmcli.web.views.decoding import Field, value
from crmcli.web.views.parts import Link, Links, To

SHOW = "show"  # names the face


def read(asked: Asked, fields: Iterable[Field], *, besides: Sequence[str] = ()) -> dict[str, Any]:
    """What the address says of each field, else what it is by default; `besides` names what is read
    elsewhere. Raises CrmError for a name that the page has not, and for a value that means nothing.
    """
    known = {each.name: each for each in fields}
    for name in asked.said:
        if name not in known and name not in besides:
            named = Message("list", (*known, *besides))
            raise CrmError(Message("page-error-option", (name, named)))
    return {
        name: value(each, asked) if name in asked.said else each.default
        for name, each in known.items()
    }


def face(asked: Asked, faces: Sequence[str]) -> str:
    """Which of a page's faces is asked for: the first where nothing is said. Raises CrmError for
    one that it has not.
    """
    said = asked.one(SHOW) or faces[0]
    if said not in faces:
        raise CrmError(Message("page-error-word", (SHOW, said, Message("list", tuple(faces)))))
    return said


def leading(page: str, faces: Sequence[str], shown: str) -> Links:
    """Links to all faces of the page."""
    return Links(
        tuple(
            Link(
                Message(f"page-{page}-{each}"),
                To(page, said={} if each == faces[0] else {SHOW: each}),
                is_here=each == shown,
            )
            for each in faces
        ),
        look="tabs",
    )
