"""A site, page by page."""

from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from crmcli.app.answering import LeftOut
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.store.book.load import Progress
from crmcli.store.files.digest import digest_of
from crmcli.web.site.drawing import Told, drawn
from crmcli.web.site.folder import Folder
from crmcli.web.site.index import known, script
from crmcli.web.site.made_of import Digests, Made, remember, remembered
from crmcli.web.site.names import STATIC, link
from crmcli.web.site.ours import program, static
from crmcli.web.site.pages import NAMES, OfAccount, Pages, Settings
from crmcli.web.site.placeless import Placeless
from crmcli.web.site.plan import Plan, Wanted
from crmcli.web.site.watched import Watched
from crmcli.web.views.desk import Kept
from crmcli.web.views.parts import Notice
from crmcli.web.views.registry import BY_NAME, PAGES, module


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
        self._lacking: list[tuple[str, CrmError]] = []
        self._accounts = known(session, settings.as_of)
        self._base = settings.base
        ids = frozenset(each.id for each in self._accounts)
        self._plan = Plan(self._base, ids, self._can)
        self._pages = Pages(session, settings, self._plan)
        # pages of another language may be made in between
        self._name = f"site {settings.language} {session.without}"
        self._before, self._made = remembered(session, self._name), dict[str, Made]()
        self._digests = Digests(session, self._base, self._kept, self._of_book())

    def build(self, step: Progress | None) -> None:
        """Every page. `step` is told how far it is."""
        self._plan.begin(self._session.book.policy.queries)
        menu = tuple(self._plan.files)  # which is all that an account's pages lead to
        keys = self._keys(menu)
        changed = [
            name
            for name, own in keys.items()
            if not any(self._folder.keep(name, key) for key in own)
        ]
        total, commons = len(self._accounts) + len(PAGES), self._commons()
        with closing(drawn(self._session, self._told(menu), changed)) as accounts:
            for done, made in enumerate(accounts, start=total - len(changed) - len(PAGES) + 1):
                common = next(commons, len(PAGES))  # while others draw the next accounts
                self._of_account(made, keys[made.account][made.is_wide])
                if step:
                    step(done + common, total)
        for common in commons:
            if step:
                step(len(self._accounts) + common, total)
        remember(self._session, self._name, self._made)
        self._beside()

    def _of_account(self, made: OfAccount, key: str) -> None:
        """Put one account's pages."""
        for file, data in made.files.items():
            if not self._folder.has(file):  # pages of the menu may offer the same answer
                self._folder.put(file, data)
        self._folder.group(made.account, key, made.files)

    def _commons(self) -> Iterator[int]:
        """Every page of the whole book, one after the other; how many of the menu's length."""
        for done, wanted in enumerate(self._plan.waiting(), start=1):
            self._common(wanted)
            yield min(done, len(PAGES))

    def _common(self, wanted: Wanted) -> None:
        """One page of the whole book, drawn where anything that it shows is another than before."""
        file, folder, made = wanted.file, self._folder, self._same(wanted)
        if not (made and self._leads_on(made) and folder.keep_files(made.files)):
            desk, links = self._pages.one(wanted, self._kept, folder.put, folder.has)
            made = Made(
                self._digests.key(desk.asks),
                tuple(desk.asks),
                tuple(links.leads.items()),
                folder.digests((file, *links.offered)),
            )
        self._made[file] = made

    def _same(self, wanted: Wanted) -> Made | None:
        """What the page was made of, if that is the same still."""
        made = self._before.get(wanted.file)
        return made if made and self._digests.key(made.asks) == made.key else None

    def _leads_on(self, made: Made) -> bool:
        """Is there what the page leads to, and nothing else? What it leads to is found by this."""
        found = [self._plan.leads(lead) == has for lead, has in made.leads]
        return all(found)

    def _told(self, menu: tuple[str, ...]) -> Told:
        session, ids = self._session, tuple(each.id for each in self._accounts)
        return Told(session.root, session.commit, session.without, self._settings, ids, menu)

    def _keys(self, menu: tuple[str, ...]) -> dict[str, tuple[str, str]]:
        """Of each account what its pages are made of: as far as they are narrow, and as far as they
        are wide.
        """
        found, (narrow, wide) = {}, self._of_all(menu)
        for account in self._accounts:
            own = f"{account.digest} {self._file_digest(account.id)}"
            found[account.id] = (
                digest_of(f"{narrow} {own}".encode()).hex(),
                digest_of(f"{wide} {own}".encode()).hex(),
            )
        return found

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
        if self._same(wanted):
            return True
        desk = Watched(self._session, wanted.asked, self._kept)
        try:
            view = module(wanted.page).view(desk, wanted.asked)
        except (CrmError, LeftOut) as error:
            if isinstance(error, CrmError) and not wanted.asked.said and not wanted.page.of_one:
                self._lacking.append((self._phrases.say(wanted.page.title), error))
            return False
        return any(not isinstance(part, Notice) for part in view.parts)

    def _of_all(self, menu: tuple[str, ...]) -> tuple[str, str]:
        """What every account's pages are made of beside its record; and where they are made of
        more than that, of the whole book.
        """
        narrow = repr((self._of_book(), menu))
        return narrow, narrow + repr([each.digest for each in self._accounts])

    def _of_book(self) -> str:
        """What every page is made of."""
        session, settings = self._session, self._settings
        days_off = sorted(session.policy(settings.as_of).holiday_dates)
        hidden = session.without.kinds if session.without else ()
        told = (program(), self._policy_digest(), days_off, hidden, *settings)
        return repr((told, [each.id for each in self._accounts]))

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
