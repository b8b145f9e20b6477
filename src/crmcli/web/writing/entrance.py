"""The way in for whoever writes: a form is taken only from our own pages, and answered in the
thread that owns the book; what would be written is shown, and what was written is remembered.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from crmcli.app.changing import Change
from crmcli.web.server.routes import Served, answered, turned
from crmcli.web.views.asked import Asked
from crmcli.web.writing.changing import Made, Memory, told_lines
from crmcli.web.writing.posted import MOST, NotTaken, posted, token_of
from crmcli.web.writing.shown import diff_lines, exact
from crmcli.web.writing.sitting import File, Sitting

BASE, ONCE = "base", "once"  # beside what was typed: what a preview was made from, and its name
Fields = Mapping[str, Sequence[str]]
Answer = Callable[[Sitting, Fields], Response]


class Entrance:
    """That of one run."""

    def __init__(self, secret: str) -> None:
        self.token, self.memory = token_of(secret), Memory()

    def post(self, path: str, answer: Answer, most: int = MOST) -> Route:
        """Something that is only answered to a form of ours."""

        async def endpoint(request: Request) -> Response:
            served: Served = request.app.state.served
            try:
                fields = await posted(request, self.token, most)
            except NotTaken as error:
                return served.refusals(request.scope, error.status, error.why)
            return await self.sit(request, lambda sitting: answer(sitting, fields))

        return Route(path, endpoint, methods=["POST"])

    async def look(self, request: Request, answer: Callable[[Sitting], Response]) -> Response:
        """What stands under an address, once no switch is left in it."""
        return turned(request, request.query_params.multi_items()) or await self.sit(
            request, answer
        )

    async def sit(self, request: Request, answer: Callable[[Sitting], Response]) -> Response:
        """The answer, made in the thread that owns the book."""
        served: Served = request.app.state.served

        def run() -> Response:
            _, session = served.books.desk(Asked())
            with session.awake():
                sitting = Sitting(request, served, session, self.memory, self.token)
                found = answer(sitting)
            if sitting.wrote:
                served.books.forget()
            return found

        return await answered(request, served, run)

    def made_of(self, fields: Fields) -> Response | None:
        """On to the page of what was made of that preview already; None where nothing was."""
        name = self.memory.made_once(one(fields, ONCE))
        return see(f"/written/{name}") if name else None

    def written(
        self, sitting: Sitting, account: str, made: Change, *, once: str = "", undoes: str = ""
    ) -> Response:
        """On to the page of what was made: it may be reloaded without writing twice."""
        sitting.wrote = True
        found = Made(made, sitting.who.member or "", account, undoes)
        return see(f"/written/{self.memory.add(found, once)}")


def see(path: str) -> Response:
    """On to that page."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def one(fields: Fields, name: str) -> str:
    """What was said there; nothing where nothing was."""
    return next(iter(fields.get(name, ())), "")


def shown_preview(
    sitting: Sitting,
    name: str,
    file: File,
    would: Change,
    fields: Fields,
    moved: Sequence[tuple[str, str]] = (),
    findings: Sequence[str] = (),
) -> Response:
    """What would be written, and what to be told of it."""
    phrases = sitting.phrases
    sitting.memory.see(would)
    own = {key: values for key, values in fields.items() if key not in (BASE, ONCE)}
    told = [phrases.say(each) for each in would.warnings]
    told += [
        phrases("told-edit-reformatted", each.path) for each in would.files if each.reformatted
    ]
    return sitting.page(
        "preview",
        phrases(f"page-write-{name}"),
        HTTPStatus.CONFLICT if moved else HTTPStatus.OK,
        action=f"/write/{name}",
        same=f"/write/{name}",
        account=sitting.account_link(file),
        rows=told_lines(would, phrases),
        diff=diff_lines(would.diff),
        told=told,
        findings=findings,
        hidden=[(exact(key), exact(value)) for key, values in own.items() for value in values],
        base=exact(json.dumps(would.base)),
        once=token_urlsafe(9),
        is_nothing=not would.changed,
        commits=would.policy.commit.when == "auto",
        moved=[(path, diff_lines(lines)) for path, lines in moved],
    )
