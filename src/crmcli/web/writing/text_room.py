"""The text of an account's file, edited in the page: what is wrong is told while one types, and it
is written by the same way as any other change.
"""

from collections.abc import Callable, Sequence
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from crmcli.app.changing import Change, digest
from crmcli.app.judging import judge
from crmcli.app.requests.files import ReplaceText
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.web.writing.changing import make, meanwhile, preview
from crmcli.web.writing.entrance import ONCE, Entrance, Fields, one, shown_preview
from crmcli.web.writing.posted import MOST_TEXT
from crmcli.web.writing.shown import diff_lines, exact
from crmcli.web.writing.sitting import File, Sitting
from crmcli.web.writing.texts import as_text, merged, restored

MOST_FINDINGS = 200
TEXT, WAS = "text", "was"  # the typed text, and the digest of the file that it was made from


class TextRoom:
    """The addresses of it."""

    def __init__(self, entrance: Entrance) -> None:
        self.entrance = entrance

    def routes(self) -> tuple[BaseRoute, ...]:
        """They stand before those of any form."""
        post = self.entrance.post
        return (
            Route("/write/text", self.form, methods=["GET"]),
            post("/write/text", self.preview, MOST_TEXT),
            post("/write/text/form", self.again, MOST_TEXT),
            post("/write/text/judge", self.judged, MOST_TEXT),
            post("/write/text/make", self.make, MOST_TEXT),
            post("/judge", self.judging, MOST_TEXT),
        )

    async def form(self, request: Request) -> Response:
        """The text as the file has it."""
        said = request.query_params.get("account", "")

        def answer(sitting: Sitting) -> Response:
            file = sitting.file(said)
            text = as_text(file.data)
            if text is None:
                raise CrmError(Message("page-write-text-cannot", (file.path,)))
            self.entrance.memory.look(file.data)
            return self._form(sitting, file, text, digest(file.data) or "")

        return await self.entrance.look(request, answer)

    def again(self, sitting: Sitting, fields: Fields) -> Response:
        """With what was typed, to be changed."""
        file = sitting.named(one(fields, "account"))
        return self._form(sitting, file, one(fields, TEXT), one(fields, WAS))

    def judged(self, sitting: Sitting, fields: Fields) -> Response:
        """The same, and what is wrong with it: where no script asks."""
        return self.again(sitting, fields)

    def judging(self, sitting: Sitting, fields: Fields) -> Response:
        """What is wrong with a text, for a script."""
        file = sitting.named(one(fields, "account"))
        data = restored(file.data, one(fields, TEXT))
        return JSONResponse({"findings": findings(sitting, file, data)})

    def preview(self, sitting: Sitting, fields: Fields) -> Response:
        """What would be written."""

        def answer(file: File, asks: ReplaceText) -> Response:
            would = _readable(preview(sitting.session, asks), file)
            told = findings(sitting, file, asks.text.encode("utf-8", "surrogateescape"))
            return shown_preview(sitting, "text", file, would, fields, findings=told)

        return self._asked(sitting, fields, answer)

    def make(self, sitting: Sitting, fields: Fields) -> Response:
        """Write it, unless it was written already."""

        def answer(file: File, asks: ReplaceText) -> Response:
            _readable(preview(sitting.session, asks), file)
            made = make(sitting.session, asks, {file.path: asks.base}, sitting.phrases)
            return self.entrance.written(sitting, file.id, made, once=one(fields, ONCE))

        return self.entrance.made_of(fields) or self._asked(sitting, fields, answer)

    def _asked(
        self, sitting: Sitting, fields: Fields, answer: Callable[[File, ReplaceText], Response]
    ) -> Response:
        """The answer to what was typed; the form again where that cannot be read, or the file was
        changed meanwhile.
        """
        file = sitting.named(one(fields, "account"))
        typed, was = one(fields, TEXT), one(fields, WAS)
        text = restored(file.data, typed).decode("utf-8", "surrogateescape")
        try:
            return answer(file, ReplaceText(file.id, text, was))
        except CrmError as error:
            now = sitting.named(file.id)
            if digest(now.data) != was:
                return self._moved(sitting, now, typed, was)
            return self._form(sitting, file, typed, was, error)

    def _moved(self, sitting: Sitting, file: File, typed: str, was: str) -> Response:
        """Somebody else wrote: what, and the typed text with that in it, where both can stand."""
        memory = self.entrance.memory
        moved = meanwhile(sitting.session, memory, {file.path: was})
        before = memory.seen(was)
        both = None
        if before is not None:
            both = merged(before, restored(before, typed), file.data)
        memory.look(file.data)
        text = as_text(both) if both is not None else None
        key = "page-write-moved-merged" if text is not None else "page-write-moved-both"
        return self._form(
            sitting,
            file,
            typed if text is None else text,
            digest(file.data) or "",
            CrmError(Message(key)),
            moved,
        )

    def _form(
        self,
        sitting: Sitting,
        file: File,
        text: str,
        was: str,
        wrong: CrmError | None = None,
        moved: Sequence[tuple[str, str]] = (),
    ) -> Response:
        phrases = sitting.phrases
        status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
        return sitting.page(
            "text",
            phrases("page-write-text"),
            HTTPStatus.CONFLICT if moved else status,
            action="/write/text",
            same="/write/text/form",
            account=sitting.account_link(file),
            account_id=exact(file.id),
            path=file.path,
            text=exact(text),
            was=exact(was),
            wrong=phrases.say(wrong.message) if wrong else "",
            findings=findings(sitting, file, restored(file.data, text)),
            moved=[(path, diff_lines(lines)) for path, lines in moved],
        )


def findings(sitting: Sitting, file: File, data: bytes) -> list[str]:
    """What is wrong with the text, a line each."""
    phrases = sitting.phrases
    today = sitting.session.now.date()
    return [
        f"{each.place.line}:{each.place.column} {phrases(f'severity-{each.finding.severity}')}: "
        f"{phrases.say(each.finding.message)}"
        for each in judge(sitting.session, file.path, data, as_of=today)[:MOST_FINDINGS]
    ]


def _readable(would: Change, file: File) -> Change:
    """The change itself. Raises CrmError where nobody could read the file after it."""
    if any(each.new is None for each in would.files):
        raise CrmError(Message("error-edit-still-wrong", (file.path,)))
    return would
