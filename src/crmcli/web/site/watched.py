"""A desk that knows what a page was made of: of one account, or of more."""

from crmcli.app.answering import Answer
from crmcli.app.session import Session
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk, Kept
from crmcli.web.views.page import Question


class Watched(Desk):
    """`is_wide` as soon as anything was asked but one account's own record and file."""

    def __init__(self, session: Session, asked: Asked, kept: Kept) -> None:
        super().__init__(session, asked, kept)
        self.is_wide = False

    def answer(self, question: Question, *, within: str | None = None) -> Answer:
        """What the command says that asks the same."""
        account = question.account or within
        self.is_wide = self.is_wide or account != self.asked.subject
        return super().answer(question, within=within)
