"""A site, page by page."""

from datetime import date
from typing import NamedTuple

from crmcli.app.answering import LeftOut
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.store.book.load import Progress
from crmcli.store.files.digest import digest_of
from crmcli.web.html.frame import OfFiles, Surroundings
from crmcli.web.html.frame import page as written
from crmcli.web.html.taken import taken
from crmcli.web.site.folder import Folder
from crmcli.web.site.index import known, script
from crmcli.web.site.links import FileLinks
from crmcli.web.site.names import STATIC, link
from crmcli.web.site.ours import program, static
from crmcli.web.site.placeless import Placeless
from crmcli.web.site.plan import Plan, Wanted, of_every_account
from crmcli.web.site.watched import Watched
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Kept, Offers
from crmcli.web.views.parts import Notice
from crmcli.web.views.registry import BY_NAME, PAGES, module

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


class Built(NamedTuple):
    """Of how many accounts; was there a site before, how many files were written and how many went;
    the pages that this book cannot have, with why; files that were to go, but are not ours.
    """

    accounts: int
    was_there: bool
    written: int
    removed: int
    lacking: tuple[tuple[str, CrmError], ...]
    left: tuple[str, ...]


class Site:
    """One site of one book, into one folder."""

    def __init__(self, session: Session, folder: Folder, settings: Settings) -> None:
        self._session, self._folder, self._settings = session, folder, settings
        self._phrases = Placeless(settings.language)
        self._kept = Kept()
        self._saved = tuple(session.book.policy.queries)
        self._lacking: list[tuple[str, CrmError]] = []
        self._accounts = known(session, settings.as_of)
        self._base = Asked(as_of=settings.as_of, at=settings.at)
        ids = frozenset(each.id for each in self._accounts)
        self._plan = Plan(self._base, ids, self._can)

    def build(self, step: Progress | None) -> None:
        """Every page. `step` is told how far it is."""
        self._plan.begin()
        total = len(self._accounts) + len(PAGES)
        for done, wanted in enumerate(self._plan.waiting(), start=1):
            self._page(wanted, self._kept)
            if step:
                step(min(done, len(PAGES)), total)
        self._plan.is_closed = True
        narrow, wide = self._of_all()
        for done, account in enumerate(self._accounts, start=len(PAGES) + 1):
            own = f"{account.digest} {self._file_digest(account.id)}"
            keys = [digest_of(f"{each} {own}".encode()).hex() for each in (narrow, wide)]
            if not any(self._folder.keep(account.id, key) for key in keys):
                self._account(account.id, keys)
            if step:
                step(done, total)
        self._beside()

    def built(self) -> Built:
        """What came of it, once the folder has it."""
        folder, lacking = self._folder, tuple(self._lacking)
        return Built(
            len(self._accounts),
            folder.was_site,
            folder.written,
            folder.removed,
            lacking,
            tuple(folder.left),
        )

    def _can(self, wanted: Wanted) -> bool:
        """Has the book an answer that is more than what one would have to say first?"""
        desk = Watched(self._session, wanted.asked, self._kept)
        try:
            view = module(wanted.page).view(desk, wanted.asked)
        except (CrmError, LeftOut) as error:
            if isinstance(error, CrmError) and not wanted.asked.said and not wanted.page.of_one:
                self._lacking.append((self._phrases.say(wanted.page.title), error))
            return False
        return any(not isinstance(part, Notice) for part in view.parts)

    def _of_all(self) -> tuple[str, str]:
        """What every account's pages are made of beside its record; and where they are made of
        more than that, of the whole book.
        """
        session, settings = self._session, self._settings
        days_off = sorted(session.policy(settings.as_of).holiday_dates)
        hidden = session.without.kinds if session.without else ()
        told = (program(), self._policy_digest(), days_off, hidden, *settings)
        narrow = repr((told, self._plan.files, [each.id for each in self._accounts]))
        return narrow, narrow + repr([each.digest for each in self._accounts])

    def _policy_digest(self) -> str:
        """Differs with crm.yaml; where something is left out, only with what is not."""
        book = self._session.book
        if not self._session.hides:
            return book.policy_digest.hex()
        policy = book.policy._replace(holiday_dates=frozenset())  # in no order; told beside it
        return digest_of(repr(policy).encode("utf-8", "surrogateescape")).hex()

    def _file_digest(self, account: str) -> str:
        """Differs with the account's file, where pages show it as it is written."""
        library = self._session.book.library
        if self._session.hides:
            return ""
        return digest_of(library.data(library.paths[account])).hex()

    def _account(self, name: str, keys: list[str]) -> None:
        """The pages of one account, and those that they lead to; without those that cannot be."""
        kept, is_wide = Kept(), False
        asked = self._base._replace(subject=name)
        waiting = [Wanted(page, asked) for page in of_every_account()]
        made: dict[str, list[str]] = {}
        for wanted in waiting:  # grows while it is walked
            if wanted.file in made:
                continue
            try:
                desk, links, made[wanted.file] = self._page(wanted, kept)
            except (CrmError, LeftOut):
                continue
            is_wide = is_wide or desk.is_wide
            waiting += links.led
        files = {file for each in made.values() for file in each}
        self._folder.group(name, keys[is_wide], files)

    def _page(self, wanted: Wanted, kept: Kept) -> tuple[Watched, FileLinks, list[str]]:
        """One page and the answers that it offers to take along."""
        desk = Watched(self._session, wanted.asked, kept)
        view = module(wanted.page).view(desk, wanted.asked)
        links = FileLinks(self._plan, wanted)
        around = self._around(links, wanted.file)
        self._put(wanted.file, written(view, wanted.page, wanted.asked, around, desk.answers))
        for file, (question, form) in links.offered.items():
            if not self._folder.has(file):  # other pages of a table offer the same
                answer = desk.answer(question)
                self._put(file, taken(answer, form, self._phrases, explained=False))
        return desk, links, [wanted.file, *links.offered]

    def _put(self, file: str, text: str) -> None:
        self._folder.put(file, text.encode("utf-8", "surrogateescape"))

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

    def _beside(self) -> None:
        """What pages use: style sheets, scripts, and the names that are searched."""
        for name, data in static().items():
            self._folder.put(f"{STATIC}/{name}", data)
        page = BY_NAME["account"]
        rows = [
            (each, link(Wanted(page, self._base._replace(subject=each.id)).file, ""))
            for each in self._accounts
        ]
        self._folder.put(f"{STATIC}/{NAMES}", script(rows).encode("utf-8", "surrogateescape"))
