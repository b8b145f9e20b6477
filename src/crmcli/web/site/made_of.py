"""What a page of the whole book is made of, so that it need not be drawn where that is the same:
the answers that it asked, the files that it shows, and the pages that it leads to.
"""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.app.answering import LeftOut
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.store.cache.safe_pickle import pack, unpack
from crmcli.store.cache.seal import SealBroken
from crmcli.store.files.digest import digest_of
from crmcli.store.files.scan import MAX_BYTES, read_bytes
from crmcli.web.site.plan import Lead
from crmcli.web.site.watched import FILE, RECORDED, Ask
from crmcli.web.views.askable import find
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk, Kept
from crmcli.web.views.page import Question


class Made(NamedTuple):
    """What one page asked, and whether there is what it may lead to; `key` differs when what it
    asked is answered otherwise. `files` are itself and the answers to take along, with their
    digests.
    """

    key: str
    asks: tuple[Ask, ...]
    leads: tuple[tuple[Lead, bool], ...]
    files: tuple[tuple[str, str], ...]


class Digests:
    """What each thing that pages ask is now, in a few bytes: asked once, however much of the
    answers is forgotten meanwhile.
    """

    def __init__(self, session: Session, asked: Asked, kept: Kept, book: str) -> None:
        self._session, self._asked, self._kept, self._book = session, asked, kept, book
        self._known: dict[Ask, str] = {}

    def key(self, asks: Iterable[Ask]) -> str:
        """Of all of them, in this book."""
        return _digest(self._book, [self._of(each) for each in asks])

    def _of(self, ask: Ask) -> str:
        if ask not in self._known:
            self._known[ask] = _digest(self._answered(ask))
        return self._known[ask]

    def _answered(self, ask: Ask) -> object:
        desk = Desk(self._session, self._asked, self._kept)
        if ask == RECORDED:
            return desk.recorded
        report, options, account, within = ask
        if report == FILE:
            try:
                return read_bytes(self._session.book.root, options[0], MAX_BYTES)
            except OSError:
                return None
        try:
            question = Question(report, find(report).options(*options), account)
            answer = desk.answer(question, within=within)
        except (CrmError, LeftOut) as error:
            return vars(error), error.args
        return answer.table, answer.skipped, answer.lacks  # warnings stand on no page


def _digest(*values: object) -> str:
    return digest_of(repr(values).encode()).hex()


def remembered(session: Session, name: str) -> dict[str, Made]:
    """What the pages of the last site of that name were made of, by their files; nothing where that
    is not known.
    """
    cache = session.book.cache
    found = cache.get(name) if cache else None
    try:
        return {file: Made(*each) for file, each in unpack(found).items()} if found else {}
    except SealBroken:
        return {}


def remember(session: Session, name: str, pages: dict[str, Made]) -> None:
    """For the next one."""
    if session.book.cache:
        plain = {file: tuple(each) for file, each in pages.items()}
        session.book.cache.put(name, pack(plain))
