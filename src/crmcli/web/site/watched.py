"""A desk that knows what a page was made of: of one account, or of more."""

from datetime import date
from typing import Any

from crmcli.app.answering import Answer
from crmcli.app.linting import Linted
from crmcli.app.session import Session
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk, Kept
from crmcli.web.views.page import Question, View
from crmcli.web.views.parts import Source

# One thing that a page asked, in plain values: a report, its options, of which account, and within
# which.
Ask = tuple[str, tuple[Any, ...], str | None, str | None]
FILE = "file"  # what one says, by its path: no report is called so
RECORDED: Ask = ("recorded", (), None, None)


class Watched(Desk):
    """`is_wide` as soon as anything was asked but one account's own record and file; `asks` is all
    that was asked, but for what an account's own pages ask of its file.
    """

    def __init__(self, session: Session, asked: Asked, kept: Kept) -> None:
        super().__init__(session, asked, kept)
        self.is_wide = False
        self.asks: dict[Ask, None] = {}

    def answer(self, question: Question, *, within: str | None = None) -> Answer:
        """What the command says that asks the same."""
        account = question.account or within
        self.is_wide = self.is_wide or account != self.asked.subject
        self.note(question, within)
        return super().answer(question, within=within)

    def linted(self, question: Question) -> Linted:
        """What is wrong in the files: as much as the report says."""
        self.note(question)
        return super().linted(question)

    @property
    def recorded(self) -> date | None:
        """The first day that git has of the book."""
        self.asks[RECORDED] = None
        return super().recorded

    def note(self, question: Question, within: str | None = None) -> None:
        """That is asked."""
        self.asks[question.report, tuple(question.options), question.account, within] = None

    def seen(self, view: View) -> None:
        """The files whose lines are shown are asked too."""
        for part in view.parts:
            if isinstance(part, Source):
                self.asks[FILE, (part.path,), None, None] = None
