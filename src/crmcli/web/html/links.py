"""Where things stand: served pages lead elsewhere than pages that are files."""

from typing import Protocol
from urllib.parse import quote, urlencode

from crmcli.web.views.asked import Asked
from crmcli.web.views.page import Question
from crmcli.web.views.parts import FORM, To
from crmcli.web.views.registry import BY_NAME

ODD = "surrogateescape"  # bytes of a name that are no text come back as they were


class Links(Protocol):
    """Where a page, one of its files, or an answer to take along stands. Empty where there is none,
    which is then no link.
    """

    def to(self, to: To) -> str:
        """A page, for the same day and the same records; a form, where something may be written."""

    def here(self, asked: Asked) -> str:
        """The page itself, asked otherwise; empty for what it is, where nobody answers."""

    def static(self, name: str) -> str:
        """A file of our own: page.css, page.js."""

    def download(self, question: Question, asked: Asked, form: str) -> str:
        """The answer itself as csv or json."""

    def prefer(self, name: str, value: str) -> str:
        """The page itself with another language or other colours, from now on."""


class ServedLinks:
    """Those of `crm serve`, seen from one page."""

    def __init__(self, path: str, asked: Asked, *, version: str, writes: bool = False) -> None:
        self.path, self.asked, self._version, self._writes = path, asked, version, writes
        self._bare: dict[bool, str] = {}  # what an address says that asks nothing of its own

    def to(self, to: To) -> str:
        """The day and the filters go along; not to a form, which writes into the book as it is."""
        if to.page == FORM:
            question = urlencode(to.said, doseq=True, errors=ODD)
            return f"/write/{to.subject}?{question}" if self._writes and not self.asked.at else ""
        page = BY_NAME[to.page]
        path = f"/{page.path}" + (
            f"/{quote(to.subject, safe='', errors=ODD)}" if page.of_one else ""
        )
        if not to.said:
            if to.today not in self._bare:
                self._bare[to.today] = _address("", self._kept(to))
            return path + self._bare[to.today]
        said = {
            name: (value,) if isinstance(value, str) else tuple(value)
            for name, value in to.said.items()
        }
        return _address(path, self._kept(to)._replace(said=said))

    def _kept(self, to: To) -> Asked:
        """The day and the records, which go along."""
        kept = self.asked.bare()
        return kept.without(("as_of", "at")) if to.today else kept

    def here(self, asked: Asked) -> str:
        """The same path."""
        return _address(self.path, asked)

    def static(self, name: str) -> str:
        """Fetched once for each version of the program."""
        return f"/static/{self._version}/{name}"

    def download(self, question: Question, asked: Asked, form: str) -> str:
        """The report by its name, with the options that were asked."""
        return _address(f"/answer/{question.report}.{form}", taken_along(question, asked))

    def prefer(self, name: str, value: str) -> str:
        """The server remembers it in a cookie and leads back here."""
        pairs = [*self.asked.pairs(), (name, value)]
        return f"{self.path}?{urlencode(pairs, errors=ODD)}"


def taken_along(question: Question, asked: Asked) -> Asked:
    """What an address says that asks the whole question, however much of it a page shows."""
    from crmcli.web.views.named_report import said_of

    return asked._replace(said=said_of(question), start=0)


def _address(path: str, asked: Asked) -> str:
    pairs = asked.pairs()
    return f"{path}?{urlencode(pairs, errors=ODD)}" if pairs else path
