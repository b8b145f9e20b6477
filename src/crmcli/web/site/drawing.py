"""The pages of accounts, drawn by several processes: each has the book open itself."""

from collections.abc import Generator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from crmcli.app.session import Session
from crmcli.app.without import Without
from crmcli.store.files.pool import spread
from crmcli.web.site.index import known
from crmcli.web.site.pages import OfAccount, Pages, Settings
from crmcli.web.site.plan import Plan

TOGETHER = 4  # accounts that are given to a process at once
WAITING = 24  # of these: work for as long as a large page of the whole book takes


class Told(NamedTuple):
    """What another process has to know: which book, and which pages its menu has. Plain data, so
    that it is known by what it says.
    """

    root: str
    commit: str | None
    without: Without | None
    settings: Settings
    accounts: tuple[str, ...]
    menu: tuple[str, ...]


class Drawing:
    """Draws what it is given: with the book at hand, or in another process with its own."""

    def __init__(self, told: Told, pages: Pages | None = None) -> None:
        self.told, self._pages = told, pages

    def __reduce__(self) -> tuple[type["Drawing"], tuple[Told]]:
        return Drawing, (self.told,)  # to another process go no pages, which have the book open

    def __call__(self, accounts: Sequence[str]) -> list[OfAccount]:
        """The pages of these accounts."""
        pages = self._pages or _opened(self.told)
        return [pages.of_account(each) for each in accounts]


def drawn(
    session: Session, told: Told, accounts: Sequence[str]
) -> Generator[OfAccount, None, None]:
    """Every account's pages, in their order; a few of them at a time in memory. Whoever takes them
    has time for something else in between.
    """
    drawing = Drawing(told, _pages(session, told))
    some = [accounts[at : at + TOGETHER] for at in range(0, len(accounts), TOGETHER)]
    cache = session.book.cache
    if cache is None:  # each process would read the whole book
        yield from chain.from_iterable(map(drawing, some))
    else:
        cache.rest()  # what is remembered by now is known to the others
        cache.begin_writing()  # which leave it to this one to remember more
        yield from chain.from_iterable(spread(drawing, some, WAITING))


@lru_cache(maxsize=1)
def _opened(told: Told) -> Pages:
    """In a process of the pool, which ends with its work."""
    session = Session(told.root, at=told.commit, without=told.without)
    known(session, told.settings.as_of)  # which files are left out is told on every page
    return _pages(session, told)


def _pages(session: Session, told: Told) -> Pages:
    """Those that lead to the menu, and to each other."""
    plan = Plan(told.settings.base, frozenset(told.accounts), lambda _: False)
    plan.close(told.menu)
    return Pages(session, told.settings, plan)
