"""Pages of a site as bytes: what each is called, and what it is."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from crmcli.app.answering import LeftOut
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.web.html.frame import OfFiles, Surroundings
from crmcli.web.html.frame import page as written
from crmcli.web.html.taken import taken
from crmcli.web.site.links import FileLinks
from crmcli.web.site.names import STATIC, link
from crmcli.web.site.placeless import Placeless
from crmcli.web.site.plan import Plan, Wanted, of_every_account
from crmcli.web.site.watched import Watched
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Kept, Offers
from crmcli.web.views.registry import module

# `file:` because not every browser takes what lies beside a file for its own
POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self' file:" for kind in ("script", "style", "img")),
        "base-uri 'none'",
        "form-action 'none'",
    )
)
NAMES = "names.js"
_NO_OFFERS = Offers((), (), ())


class Settings(NamedTuple):
    """Of which day, and of which commit if of one; in which language; and the book's name."""

    as_of: date
    at: str
    language: str
    book: str

    @property
    def base(self) -> Asked:
        """What every page is asked."""
        return Asked(as_of=self.as_of, at=self.at)


class OfAccount(NamedTuple):
    """Every file of one account; `is_wide` where they are made of more than its own record."""

    account: str
    is_wide: bool
    files: dict[str, bytes]


class Pages:
    """Those of one book, as the plan has them."""

    def __init__(self, session: Session, settings: Settings, plan: Plan) -> None:
        self._session, self._settings, self._plan = session, settings, plan
        self._phrases = Placeless(settings.language)
        self._saved = tuple(session.book.policy.queries)

    def one(
        self,
        wanted: Wanted,
        kept: Kept,
        put: Callable[[str, bytes], None],
        has: Callable[[str], bool],
    ) -> tuple[Watched, FileLinks]:
        """Put one page, and the answers that it offers to take along where nobody has them yet:
        other pages of a table offer the same.
        """
        desk = Watched(self._session, wanted.asked, kept)
        view = module(wanted.page).view(desk, wanted.asked)
        desk.seen(view)
        links = FileLinks(self._plan, wanted)
        around = self._around(links, wanted.file)
        put(wanted.file, _bytes(written(view, wanted.page, wanted.asked, around, desk.answers)))
        for file, (question, form) in links.offered.items():
            desk.note(question)
            if not has(file):
                answer = desk.answer(question)
                put(file, _bytes(taken(answer, form, self._phrases, explained=False)))
        return desk, links

    def of_account(self, name: str) -> OfAccount:
        """The pages of one account, and those that they lead to; without those that cannot be."""
        kept, is_wide = Kept(), False
        asked = self._plan.base._replace(subject=name)
        waiting = [Wanted(page, asked) for page in of_every_account()]
        files: dict[str, bytes] = {}
        for wanted in waiting:  # grows while it is walked
            if wanted.file in files:
                continue
            try:
                desk, links = self.one(wanted, kept, files.__setitem__, files.__contains__)
            except (CrmError, LeftOut):
                continue
            is_wide = is_wide or desk.is_wide
            waiting += links.led
        return OfAccount(name, is_wide, files)

    def _around(self, links: FileLinks, file: str) -> Surroundings:
        settings = self._settings
        root = "../" * file.count("/")
        return Surroundings(
            phrases=self._phrases,
            links=links,
            theme="",
            book=settings.book,
            state="",
            today=settings.as_of,
            as_of=settings.as_of,
            offers=_NO_OFFERS,
            saved=self._saved,
            of_files=OfFiles(POLICY, root, link(f"{STATIC}/{NAMES}", file)),
        )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
