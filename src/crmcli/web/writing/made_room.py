"""What was made: shown, and taken back."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.web.server.routes import nothing
from crmcli.web.views.parts import To, form
from crmcli.web.writing.changing import Made, take_back, told_lines
from crmcli.web.writing.entrance import Entrance, Fields, see
from crmcli.web.writing.shown import diff_lines
from crmcli.web.writing.sitting import Sitting


class MadeRoom:
    """The addresses of it."""

    def __init__(self, entrance: Entrance) -> None:
        self.entrance = entrance

    def routes(self) -> tuple[BaseRoute, ...]:
        """A change by the name under which it is remembered."""
        return (
            Route("/written/{made}", self.made, methods=["GET"]),
            self.entrance.post("/written/{made}/undo", self.undo),
        )

    async def made(self, request: Request) -> Response:
        """What was made, and the way back."""
        found = self.entrance.memory.made(request.path_params["made"])
        if found is None:
            return nothing(request)
        name = request.path_params["made"]
        return await self.entrance.look(request, lambda sitting: _made(sitting, name, found))

    def undo(self, sitting: Sitting, _: Fields) -> Response:
        """Take it back, unless something was built upon it."""
        name = sitting.request.path_params["made"]
        found = self.entrance.memory.made(name)
        if found is None:
            raise CrmError(Message("page-write-forgotten"), status=4)
        if found.undone:
            return see(f"/written/{found.undone}")
        try:
            back = take_back(sitting.session, found.change, sitting.who.member, sitting.phrases)
        except CrmError as error:
            return _made(sitting, name, found, error)
        return self.entrance.written(sitting, found.account, back, undoes=name)


def _made(sitting: Sitting, name: str, found: Made, error: CrmError | None = None) -> Response:
    phrases = sitting.phrases
    to = sitting.links.to
    named = {row.account: row.name for row in found.change.rows}
    return sitting.page(
        "made",
        phrases("page-write-undone" if found.undoes else "page-write-written"),
        HTTPStatus.CONFLICT if error else HTTPStatus.OK,
        action=f"/written/{name}/undo",
        rows=told_lines(found.change, phrases),
        diff=diff_lines(found.change.diff),
        told=[phrases.say(each) for each in (*found.change.warnings, *found.change.told)],
        commit=found.change.commit[:10],
        by=sitting.called(found.who),
        may_undo=not found.undoes and not found.undone and bool(found.change.changed),
        undone=f"/written/{found.undone}" if found.undone else "",
        wrong=phrases.say(error.message) if error else "",
        hint=phrases.say(error.hint) if error and error.hint else "",
        account=(named.get(found.account, found.account), to(To("account", found.account))),
        log=to(form("log", account=found.account)),
    )
