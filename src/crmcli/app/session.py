"""A book that is open: its files, its policy, the time where it is, and its past."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar, cast

from crmcli.app.clock import clock, zone_of
from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.reports.options import NO_FILTERS, Filters, Limits, NoOptions
from crmcli.reports.report import F, FactSource, W
from crmcli.store.book import opening as files
from crmcli.store.book.facts import Chunk, FactRequest
from crmcli.store.book.load import Library, Progress
from crmcli.store.book.opening import Book, with_holidays
from crmcli.store.book.replay import Opening

if TYPE_CHECKING:
    from crmcli.app.without import Without
    from crmcli.reports.queries.names import NameRow
    from crmcli.store.book.load import AnyLibrary
    from crmcli.store.past.versions import Past

T = TypeVar("T")


class Session:
    """One look at a book, and another after each change that is made with it. Close it, so that
    what was read is remembered for the next.

    `book` is the book at hand, or with `at` the one that was committed; of its records `without`
    takes out what is not to be seen. `records`: so many stay decoded, for who asks much of all.
    """

    def __init__(
        self,
        root: str,
        *,
        at: str | None = None,
        use_cache: bool = True,
        opening: Opening | None = None,
        progress: Progress | None = None,
        without: "Without | None" = None,
        records: int = 0,
    ) -> None:
        self.root, self.at, self.opening, self.progress = root, at, opening, progress
        self.use_cache, self.without, self.records = use_cache, without, records
        self.book: Book = self._opened(use_cache=use_cache)
        self._policies: tuple[Book, dict[date, Policy]] = (self.book, {})
        self.is_stale = False  # was the book changed since it was looked at?

    def look_again(self) -> None:
        """See what was changed by this session too."""
        if self.is_stale:
            self.close()
            self.opening = None
            for known in ("now", "commit"):
                self.__dict__.pop(known, None)
            self.book = self._opened(use_cache=self.use_cache)
            self.is_stale = False

    def _opened(self, *, use_cache: bool) -> Book:
        found = self._whole(use_cache=use_cache)
        if self.without is None:
            return found
        from crmcli.app.without import Lesser

        library = cast("AnyLibrary", Lesser(found.library, self.without))
        return found._replace(policy=self.without.policy(found.policy), library=library)

    def _whole(self, *, use_cache: bool) -> Book:
        present = self._present(use_cache=use_cache)
        if isinstance(present.library, Library):
            present.library.shelf.room = self.records
        if self.at is None:
            return present
        from crmcli.store.past.book_at import open_past

        today = clock(present.policy).date()
        return open_past(present, self.at, zone_of(present.policy), today, self.progress)

    def _present(self, *, use_cache: bool) -> Book:
        if use_cache:
            from crmcli.store.cache.database import DAMAGE

            try:
                return files.open_book(self.root, opening=self.opening, progress=self.progress)
            except DAMAGE:  # a damaged cache is not needed
                self._forget()
        opening = self.opening and self.opening._replace(cache=None)
        return files.open_book(self.root, use_cache=False, opening=opening, progress=self.progress)

    def _forget(self) -> None:
        """Delete a cache that cannot be trusted."""
        from crmcli.store.cache import database as memory

        with suppress(OSError):
            memory.remove(memory.file_for(self.root))

    @cached_property
    def now(self) -> datetime:
        """The time in the book's zone, when it was first asked for."""
        return clock(self.book.policy)

    @property
    def today(self) -> date:
        """The day of an answer when none is named: that of the commit which is looked at, else
        today where the book is.
        """
        return self.book.recorded or self.now.date()

    @property
    def zone(self) -> tzinfo | None:
        """Where the book is, for days of the past; None where it does not say, which is here with
        its summer time.
        """
        return zone_of(self.book.policy)

    def policy(self, as_of: date) -> Policy:
        """The book's policy, with its days off around that day."""
        book, known = self._policies
        if book is not self.book:
            book, known = self._policies = self.book, {}
        if as_of not in known:
            known[as_of] = with_holidays(book, as_of)
        return known[as_of]

    def past(self) -> "Past":
        """The book's history, on the line of the commit that is looked at, else of HEAD. Raises
        CrmError where something is left out of the book: the past would tell it.
        """
        if self.hides:
            raise CrmError(Message("error-past-without"))
        past = self._past()
        past.line = self.commit or past.line
        return past

    @cached_property
    def commit(self) -> str | None:
        """The id of the commit that is looked at, if one is: its name may be another's later."""
        return None if self.at is None else self._past().resolve(self.at, self.now.date()).id

    def _past(self) -> "Past":
        from crmcli.store.past.versions import Past

        return Past(self.book.root, self.zone, self.book.cache)

    def gather(
        self,
        source: FactSource[F, W],
        options: W,
        as_of: date,
        filters: Filters = NO_FILTERS,
        cut: Limits | None = None,
    ) -> list[F]:
        """A report's facts over the whole book, or over what the filters let through."""
        policy, lasts = self.policy(as_of), as_of == self.today
        return self.facts(FactRequest(source, policy, as_of, options, filters, cut, lasts))

    def facts(self, want: FactRequest[F, W]) -> list[F]:
        """What is wanted of every account.

        If what is remembered turns out to be damaged, the files are asked instead.
        """
        book = self.book
        if book.cache is None:
            return book.library.facts(want, book.policy_digest)
        from crmcli.store.cache.database import DAMAGE

        try:
            return book.library.facts(want, book.policy_digest)
        except DAMAGE:
            self._forget()
            self.book = self._opened(use_cache=False)
            return self.book.library.facts(want, self.book.policy_digest)

    def from_chunks(
        self,
        want: FactRequest[F, W],
        take: Callable[[Mapping[int, Chunk]], T],
        asked: Collection[int] | None = None,
    ) -> T | None:
        """What `take` makes of the chunks that are wanted, most of which it need not look into,
        least of all those that are not `asked` for; None where nothing is remembered, or what is
        turns out to be damaged: the files are asked then, here and from now on.
        """
        library = self.book.library
        if self.book.cache is None or not isinstance(library, Library):
            return None
        from crmcli.store.cache.database import DAMAGE

        try:
            chunks = library.chunks(want, self.book.policy_digest, asked)
            return None if chunks is None else take(chunks)
        except DAMAGE:
            self._forget()
            self.book = self._opened(use_cache=False)
            return None

    def stream(
        self,
        want: FactRequest[F, W],
        take: Callable[[list[F]], object],
        again: Callable[[], object],
    ) -> None:
        """Hand over what is wanted of every account part by part, so that it is never all in
        memory. `again` is called where all that was handed over has to be forgotten, because what
        is remembered turned out to be damaged.
        """
        if self.book.cache is not None:
            from crmcli.store.cache.database import DAMAGE

            try:
                for part in self.book.library.parts(want, self.book.policy_digest):
                    take(part)
            except DAMAGE:
                self._forget()
                self.book = self._opened(use_cache=False)
                again()
            else:
                return
        for part in self.book.library.parts(want, self.book.policy_digest):
            take(part)

    @property
    def hides(self) -> bool:
        """Is anything of the records left out?"""
        return self.without is not None and bool(self.without.kinds)

    def names(self, as_of: date) -> "list[NameRow]":
        """What every account answers to."""
        from crmcli.reports.queries import names

        return self.gather(names.FACTS, NoOptions(), as_of)

    @contextmanager
    def awake(self) -> Iterator[None]:
        """For who asks now and then for hours: what is remembered is held only meanwhile, and the
        time is looked at anew.
        """
        self.__dict__.pop("now", None)
        cache = self.book.cache
        if cache is None:
            yield
            return
        from crmcli.store.cache.database import DAMAGE

        try:
            cache.wake()
        except DAMAGE:
            self._forget()
            self.book = self._opened(use_cache=False)
        try:
            yield
        finally:
            if self.book.cache is cache:
                try:
                    cache.rest()
                except DAMAGE:
                    self._forget()
                    self.book = self._opened(use_cache=False)

    def close(self) -> None:
        """Keep what was read for the next look, and let go of the cache."""
        cache = self.book.cache
        if cache is not None:
            from crmcli.store.cache.database import DAMAGE

            with suppress(*DAMAGE):
                cache.commit()
            cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_book(
    path: str,
    *,
    at: str | None = None,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Session:
    """Open the book in this folder; with `at` as it was committed at a revision or on a day.

    Raises CrmError where no book is there, PolicyBroken when its crm.yaml cannot be read.
    """
    return Session(files.locate(path), at=at, use_cache=use_cache, progress=progress)
