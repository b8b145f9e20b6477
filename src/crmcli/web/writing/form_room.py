"""The forms: drawn, previewed, made."""

import json
from collections.abc import Sequence
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from crmcli.app.work import Request as Asks
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.web.server.routes import nothing
from crmcli.web.writing.changing import make, meanwhile, preview
from crmcli.web.writing.entrance import BASE, ONCE, Entrance, Fields, one, shown_preview
from crmcli.web.writing.fields import Form, Here
from crmcli.web.writing.forms.registry import FORMS
from crmcli.web.writing.reading import Mistake, placed, read
from crmcli.web.writing.shown import diff_lines, exact, groups, troubles
from crmcli.web.writing.sitting import File, Sitting

ACCOUNTS = 300  # to choose from at once


class FormRoom:
    """The addresses of all of them."""

    def __init__(self, entrance: Entrance) -> None:
        self.entrance = entrance

    def routes(self) -> tuple[BaseRoute, ...]:
        """A form by its name, and what is sent from it."""
        post = self.entrance.post
        return (
            Route("/write/{name}", self.form, methods=["GET"]),
            post("/write/{name}", self.preview),
            post("/write/{name}/form", self.again),
            post("/write/{name}/make", self.make),
        )

    async def form(self, request: Request) -> Response:
        """The form, with what its address says already; first for whom, where that is not said."""
        name = request.path_params["name"]
        if name not in FORMS:
            return nothing(request)
        typed = {key: request.query_params.getlist(key) for key in request.query_params}

        def answer(sitting: Sitting) -> Response:
            said = one(typed, "account")
            if not said.strip():
                return _whom(sitting, name, None)
            try:
                file = sitting.file(said)
            except CrmError as error:
                return _whom(sitting, name, error)
            found = FORMS[name]
            known = {each.name for each in found.fields(sitting.here(file, typed))}
            here = sitting.here(file, {key: typed[key] for key in typed if key in known})
            return _form(sitting, found, file, here, [])

        return await self.entrance.look(request, answer)

    def again(self, sitting: Sitting, fields: Fields) -> Response:
        """The form with what was typed, to be changed."""
        found, file, here = _meant(sitting, fields)
        return _form(sitting, found, file, here, [])

    def preview(self, sitting: Sitting, fields: Fields) -> Response:
        """What would be written, or the form with what is wrong."""
        found, file, here = _meant(sitting, fields)
        asks, wrongs = read(found, here)
        if asks is None:
            return _form(sitting, found, file, here, wrongs)
        try:
            would = preview(sitting.session, asks)
        except CrmError as error:
            return _form(sitting, found, file, here, [placed(found, here, error)])
        return shown_preview(sitting, found.spec.name, file, would, fields)

    def make(self, sitting: Sitting, fields: Fields) -> Response:
        """Write it, unless it was written already or a file was changed meanwhile."""
        already = self.entrance.made_of(fields)
        if already is not None:
            return already
        found, file, here = _meant(sitting, fields)
        asks, wrongs = read(found, here)
        if asks is None:
            return _form(sitting, found, file, here, wrongs)
        base = base_of(fields, file)
        try:
            made = make(sitting.session, asks, base, sitting.phrases)
        except CrmError as error:
            moved = meanwhile(sitting.session, self.entrance.memory, base)
            if not moved:
                return _form(sitting, found, file, here, [placed(found, here, error)])
            return self._moved(sitting, found, file, here, asks, moved, fields)
        return self.entrance.written(sitting, file.id, made, once=one(fields, ONCE))

    def _moved(
        self,
        sitting: Sitting,
        found: Form,
        file: File,
        here: Here,
        asks: Asks,
        moved: Sequence[tuple[str, str]],
        fields: Fields,
    ) -> Response:
        """A file was changed since the preview: what, and what would be written upon that."""
        try:
            would = preview(sitting.session, asks)
        except CrmError as error:
            wrongs = [Mistake("", Message("page-write-moved")), placed(found, here, error)]
            return _form(sitting, found, file, here, wrongs, moved)
        return shown_preview(sitting, found.spec.name, file, would, fields, moved)


def _meant(sitting: Sitting, fields: Fields) -> tuple[Form, File, Here]:
    """The form, the file and what was typed. Raises CrmError."""
    name = sitting.request.path_params["name"]
    if name not in FORMS:
        raise CrmError(Message("page-not-found-why"), status=4)
    file = sitting.named(one(fields, "account"))
    known = {each.name for each in FORMS[name].fields(sitting.here(file, fields))}
    asked = {key: fields.get(key, ()) for key in known}
    return FORMS[name], file, sitting.here(file, asked)


def _whom(sitting: Sitting, name: str, error: CrmError | None) -> Response:
    """First for whom."""
    phrases = sitting.phrases
    return sitting.page(
        "whom",
        phrases(f"page-write-{name}"),
        HTTPStatus.OK if error is None else HTTPStatus.NOT_FOUND,
        action=f"/write/{name}",
        accounts=sitting.offered_accounts(ACCOUNTS),
        wrong=phrases.say(error.message) if error else "",
        hint=phrases.say(error.hint) if error and error.hint else "",
    )


def _form(
    sitting: Sitting,
    found: Form,
    file: File,
    here: Here,
    wrongs: Sequence[Mistake],
    moved: Sequence[tuple[str, str]] = (),
) -> Response:
    phrases = sitting.phrases
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrongs else HTTPStatus.OK
    return sitting.page(
        "form",
        phrases(f"page-write-{found.spec.name}"),
        HTTPStatus.CONFLICT if moved else status,
        action=f"/write/{found.spec.name}",
        same=f"/write/{found.spec.name}/form",
        account=sitting.account_link(file),
        account_id=exact(file.id),
        groups=groups(found, here, wrongs, phrases),
        troubles=troubles(found, here, wrongs, phrases),
        subject=here.one("subject") if found.spec.name in ("done", "rest") else "",
        moved=[(path, diff_lines(lines)) for path, lines in moved],
    )


def base_of(fields: Fields, file: File) -> dict[str, str | None]:
    """The digests of the files that the preview was made from. Raises CrmError for what is none."""
    try:
        found = json.loads(one(fields, BASE))
    except (ValueError, RecursionError):
        found = None
    is_base = isinstance(found, dict) and all(
        isinstance(each, str | None) for each in found.values()
    )
    if not is_base:
        raise CrmError(Message("page-write-no-base"))
    return {path: each for path, each in found.items() if path == file.path}
