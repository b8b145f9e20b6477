"""Which pages a site has: those of the menu, every account's, and what they lead to as far as it
can be answered beforehand.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from crmcli.web.html.menu import saved_query
from crmcli.web.site.names import page_file
from crmcli.web.views.asked import Asked
from crmcli.web.views.page import Page
from crmcli.web.views.parts import To
from crmcli.web.views.registry import BY_NAME, PAGES

PARTS = 50  # pages of one table; what comes behind them is in its CSV
OTHERS = 100  # pages that are asked something, such as by which role


# A page that may be led to, in plain values: its file, its name and subject, what is asked of it,
# and whether it is found by that.
Lead = tuple[str, str, str, tuple[tuple[str, tuple[str, ...]], ...], int, bool]


class Wanted(NamedTuple):
    """One page to be written."""

    page: Page
    asked: Asked

    @property
    def file(self) -> str:
        """Where it stands."""
        return page_file(self.page, self.asked.subject, said_pairs(self.asked))


def said_pairs(asked: Asked) -> list[tuple[str, str]]:
    """What makes this page another one than the page's own: not the day, which is that of all."""
    return asked._replace(as_of=None, at="").pairs()


def of_every_account() -> list[Page]:
    """The pages that every account has. What has no command of its own is there where it is led to
    by them.
    """
    return [page for page in PAGES if page.is_file and page.of_account and page.report]


class Plan:
    """The pages in the order in which they are found. `can` says whether one can be answered; it is
    asked once for each. Closed, a plan takes no more: pages of accounts find the menu's.
    """

    def __init__(
        self, base: Asked, accounts: frozenset[str], can: Callable[[Wanted], bool]
    ) -> None:
        self.base, self.accounts, self._can = base, accounts, can
        self._known: dict[str, bool] = {}
        self._waiting: list[Wanted] = []
        self._others = 0
        self.is_closed = False

    def close(self, files: Iterable[str]) -> None:
        """There are these files, and none is found any more."""
        self._known, self.is_closed = dict.fromkeys(files, True), True

    def begin(self, saved: Iterable[str]) -> None:
        """The pages of the menu: those of the book, and its saved queries."""
        for page in PAGES:
            if page.is_file and not page.of_one:
                self.has(Wanted(page, self.base))
        for to in map(saved_query, saved):
            if wanted := self.wanted(to):
                self.has(wanted)

    def waiting(self) -> Iterator[Wanted]:
        """Those that are to be written, and what is found meanwhile."""
        yield from self._waiting  # which grows while it is walked

    @property
    def files(self) -> list[str]:
        """What there is beside the pages of accounts."""
        return sorted(file for file, is_there in self._known.items() if is_there)

    def leads(self, lead: Lead) -> bool:
        """Is there the page that another one may lead to?"""
        file, page, subject, said, start, finds = lead
        if file in self._known:
            return self._known[file]
        asked = self.base._replace(subject=subject, said=dict(said), start=start)
        return self.has(Wanted(BY_NAME[page], asked), finds=finds)

    def wanted(self, to: To) -> Wanted | None:
        """The page that is meant; None where no file can be."""
        page = BY_NAME.get(to.page)
        if page is None or not page.is_file or page.of_one != bool(to.subject):
            return None
        said = {
            name: (value,) if isinstance(value, str) else tuple(value)
            for name, value in to.said.items()
        }
        start = said.pop("from", ("0",))[0]
        return Wanted(page, self.base._replace(subject=to.subject, said=said, start=int(start)))

    def has(self, wanted: Wanted, *, finds: bool = True) -> bool:
        """Is there such a page? One that can be is found by this, and will be written. Where it
        `finds` nothing, only what is known already is there: what pages that are asked something
        lead to would have no end, such as the week before.
        """
        page, asked = wanted.page, wanted.asked
        if page.of_account:
            is_plain = not asked.said and not asked.start and bool(page.report)
            return is_plain and asked.subject in self.accounts
        if asked.said.get("account"):
            return False
        file = wanted.file
        if file not in self._known:
            is_more = bool(asked.said)
            if self.is_closed or (is_more and (not finds or self._others >= OTHERS)):
                return False
            self._known[file] = self._can(wanted)
            if self._known[file]:
                self._others += is_more
                self._waiting.append(wanted)
        return self._known[file]
