"""Pages that show no book: what is not let through, not there, not understood, or broken."""

from collections.abc import Callable, Sequence
from http import HTTPStatus

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

from crmcli.app.left_out import gravest
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.messages import Phrases
from crmcli.store.book.load import Skipped
from crmcli.store.book.opening import PolicyBroken
from crmcli.web.html.environment import environment
from crmcli.web.html.frame import styles
from crmcli.web.html.links import ServedLinks
from crmcli.web.html.menu import menu
from crmcli.web.server.preferences import Preferences
from crmcli.web.server.written import Written
from crmcli.web.views.asked import Asked

AGAIN = 3  # seconds after which a page about a broken book looks again, without a script


class Refusals:
    """Makes them, in the language of whoever asks."""

    def __init__(
        self, preferences: Preferences, version: str, book_language: Callable[[], str | None]
    ) -> None:
        self.preferences, self._version = preferences, version
        self._book_language = book_language
        self._links = ServedLinks("/", Asked(), version=version)

    def phrases(self, request: HTTPConnection) -> Phrases:
        """In the language of whoever asks, else of the book that was open last."""
        return Phrases(self.preferences.language(request, self._book_language()))

    def __call__(self, scope: Scope, status: HTTPStatus, why: str) -> Response:
        """What is not let through, by the word for why."""
        title, words = Message(f"page-refused-{why}"), Message(f"page-refused-{why}-why")
        return self.page(HTTPConnection(scope), status, title, [words], home="")

    def page(
        self,
        request: HTTPConnection,
        status: HTTPStatus,
        title: Message,
        words: Sequence[Message],
        *,
        findings: Sequence[str] = (),
        home: str = "/",
        state: str = "",
    ) -> Response:
        """The page, with the menu where there is a book to go on in. With `state` it looks again by
        itself until the book is another one.
        """
        phrases = self.phrases(request)
        theme, static = self.preferences.theme(request), f"/static/{self._version}"
        text = (
            environment()
            .get_template("plain.html")
            .render(
                say=phrases,
                lang=phrases.language,
                theme=theme,
                title=phrases.say(title),
                book="",
                state=state,
                of_files=None,
                styles=styles(theme, lambda name: f"{static}/{name}"),
                script=f"{static}/page.js" if state else "",
                icon=f"{static}/icon.svg",
                home=home,
                menu=menu("", (), phrases, self._links) if home else (),
                languages=[],
                themes=[],
                words=[phrases.say(each) for each in words],
                findings=findings,
                again=AGAIN if state else "",
            )
        )
        return Written(text, status)

    def wrong(self, request: HTTPConnection, error: CrmError, state: str) -> Response:
        """What was asked means nothing, or is not there: 400 and 404; or there is no book: 503."""
        words = [error.message, *([error.hint] if error.hint else [])]
        if error.message.key in ("error-no-book-there", "error-policy-not-here"):
            title = Message("page-no-book")
            return self.page(
                request, HTTPStatus.SERVICE_UNAVAILABLE, title, words, home="", state=state or "-"
            )
        is_gone = error.status == 4
        status = HTTPStatus.NOT_FOUND if is_gone else HTTPStatus.BAD_REQUEST
        return self.page(
            request, status, Message("page-not-found" if is_gone else "page-wrong"), words
        )

    def broken(self, request: HTTPConnection, error: PolicyBroken, state: str) -> Response:
        """The book's crm.yaml cannot be read: what is wrong with it, until it is mended."""
        phrases = self.phrases(request)
        findings = [
            f"crm.yaml:{place.line}:{place.column}: {phrases.say(finding.message)}"
            for finding, place in error.problems
        ]
        return self.page(
            request,
            HTTPStatus.SERVICE_UNAVAILABLE,
            Message("page-broken"),
            [Message("page-broken-why")],
            findings=findings,
            home="",
            state=state or "-",
        )

    def unread(self, request: HTTPConnection, files: Sequence[Skipped]) -> Response:
        """The file of the one account that was asked for cannot be read."""
        phrases = self.phrases(request)
        findings = []
        for each in files:
            finding, place = gravest(each.problems)
            said = phrases.say(finding.message)
            findings.append(f"{each.path}:{place.line}:{place.column}: {said}")
        return self.page(
            request,
            HTTPStatus.CONFLICT,
            Message("page-unread"),
            [Message("page-unread-why")],
            findings=findings,
        )

    def bug(self, request: HTTPConnection) -> Response:
        """Our own fault."""
        words = [Message("page-bug-why")]
        return self.page(request, HTTPStatus.INTERNAL_SERVER_ERROR, Message("page-bug"), words)
