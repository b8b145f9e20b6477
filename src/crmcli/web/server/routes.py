"""What is answered under which address: pages, answers to take along, our own files, the book's
state.
"""

from collections.abc import Callable, Sequence
from datetime import date
from http import HTTPStatus
from importlib.resources import files
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from crmcli.app.answering import LeftOut
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.messages import Phrases
from crmcli.store.book.opening import PolicyBroken
from crmcli.web.html.frame import Surroundings
from crmcli.web.html.frame import page as written
from crmcli.web.html.links import ServedLinks
from crmcli.web.html.taken import FORMS, taken
from crmcli.web.server.books import Books
from crmcli.web.server.onward import onward, path_of
from crmcli.web.server.preferences import Preferences, remember, wished
from crmcli.web.server.refusals import Refusals
from crmcli.web.server.written import Written
from crmcli.web.views.asked import Asked, asked, day_of
from crmcli.web.views.desk import Desk
from crmcli.web.views.named_report import lacking, named
from crmcli.web.views.page import Page
from crmcli.web.views.registry import BY_PATH, module

KINDS = {
    "charts.css": "text/css",
    "page.css": "text/css",
    "dark.css": "text/css",
    "asking.css": "text/css",
    "page.js": "text/javascript",
    "write.css": "text/css",
    "write.js": "text/javascript",
    "asking.js": "text/javascript",
    "days.js": "text/javascript",
    "icon.svg": "image/svg+xml",
    "long.css": "text/css",
}
NO_PAST = ("error-past-nothing-by", "error-past-no-repository", "error-past-no-book")
_A_YEAR = "public, max-age=31536000, immutable"


class Served(NamedTuple):
    """What is served, and how: the book, preferences, what says no, the day said at the start, and
    what our own files have in their address, which another version of them has not.
    """

    books: Books
    preferences: Preferences
    refusals: Refusals
    as_of: date | None
    version: str
    writes: bool = False


async def static(request: Request) -> Response:
    """One of our own files."""
    name = request.path_params["name"]
    if name not in KINDS:
        return nothing(request)
    data = (files("crmcli.web") / "static" / name).read_bytes()
    return Response(data, media_type=KINDS[name], headers={"cache-control": _A_YEAR})


async def state(request: Request) -> Response:
    """Which state of the book the pages show now."""
    served: Served = request.app.state.served
    return JSONResponse({"state": served.books.state})


async def page(request: Request) -> Response:
    """A page by its path, for the day and the records that the address says."""
    served: Served = request.app.state.served
    name, _, subject = request.path_params["path"].partition("/")
    found = BY_PATH.get(name)
    if found is None or found.of_one != bool(subject):
        return nothing(request)
    pairs = request.query_params.multi_items()
    elsewhere = turned(request, pairs)
    if elsewhere is not None:
        return elsewhere

    def make() -> Response:
        said = _asked(served, pairs, subject)
        try:
            desk, session = served.books.desk(said.without(found.without))
        except CrmError as error:
            if error.message.key not in NO_PAST or not (said.at and said.as_of):
                raise
            return _known(request, said)  # git has nothing of that day: then as known today
        with session.awake():
            return _page(request, served, desk, found, said)

    return await answered(request, served, make)


async def answer(request: Request) -> Response:
    """A report's answer as the command writes it."""
    served: Served = request.app.state.served
    name, form = request.path_params["name"], request.path_params["form"]
    pairs = request.query_params.multi_items()
    if form not in FORMS:
        return nothing(request)

    def make() -> Response:
        said = _asked(served, pairs, name)
        missing = lacking(said)
        if missing:
            raise CrmError(Message("page-needs", (Message("list", missing),)))
        desk, session = served.books.desk(said)
        with session.awake():
            found = desk.answer(named(said))
            language = served.preferences.language(request, session.book.policy.language)
        text = taken(found, form, Phrases(language), explained=said.explain)
        return Response(
            text.encode("utf-8", "surrogateescape"),
            media_type=f"{FORMS[form]}; charset=utf-8",
            headers={"content-disposition": f'attachment; filename="{name}.{form}"'},
        )

    return await answered(request, served, make)


def _known(request: Request, said: Asked) -> Response:
    """To the same page of that day without the files of then."""
    return onward(request.scope, said._replace(at="").pairs())


def _asked(served: Served, pairs: Sequence[tuple[str, str]], subject: str) -> Asked:
    """What the address says, as of the day that was said at the start where it says none."""
    said = asked(pairs, subject)
    if said.as_of is None and not said.at and served.as_of is not None:
        return said._replace(as_of=served.as_of)
    return said


def turned(request: Request, pairs: Sequence[tuple[str, str]]) -> Response | None:
    """Where a switch or the day's form leads: to the address that says what was chosen."""
    wishes = wished(pairs)
    on = [value for name, value in pairs if name == "goto" and value]
    if not wishes and not on:
        return None
    rest = [(name, value) for name, value in pairs if name not in (*wishes, "goto", "how")]
    if on:
        try:
            day_of(on[0])
        except CrmError:
            on = []
    if on:
        then = any(name == "how" and value == "then" for name, value in pairs)
        rest = [pair for pair in rest if pair[0] not in ("as_of", "at")]
        rest += [("as_of", on[0]), *([("at", on[0])] if then else [])]
    found = onward(request.scope, [pair for pair in rest if pair[1]])
    remember(found, wishes)
    return found


async def answered(request: Request, served: Served, make: Callable[[], Response]) -> Response:
    """What it makes, in the thread that owns the book; or the page that says why not."""
    refusals, books = served.refusals, served.books
    try:
        return await books.run(make)
    except CrmError as error:
        return refusals.wrong(request, error, books.state)
    except PolicyBroken as error:
        return refusals.broken(request, error, books.state)
    except LeftOut as error:
        return refusals.unread(request, error.files)


def _page(request: Request, served: Served, desk: Desk, found: Page, whole: Asked) -> Response:
    """The page; its links keep the whole of what was asked, also where it goes by less."""
    session, said = desk.session, desk.asked
    policy = session.book.policy
    view = module(found).view(desk, said)
    around = Surroundings(
        phrases=Phrases(served.preferences.language(request, policy.language)),
        links=ServedLinks(
            path_of(request.scope), whole, version=served.version, writes=served.writes
        ),
        theme=served.preferences.theme(request),
        book=served.books.name(),
        state=served.books.state,
        today=session.now.date(),
        as_of=desk.as_of,
        offers=desk.offers(),
        saved=tuple(policy.queries),
        recorded=desk.recorded,
    )
    return Written(written(view, found, said, around, desk.answers))


def nothing(request: Request) -> Response:
    """There is no page under this address."""
    served: Served = request.app.state.served
    words = [Message("page-not-found-why")]
    title = Message("page-not-found")
    return served.refusals.page(request, HTTPStatus.NOT_FOUND, title, words)
