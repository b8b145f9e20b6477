"""One run of a command that answers, between it and the rooms below: opens the book, asks the
report, prints, remembers, and sets the exit status.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from crmcli.app.answering import Answer, LeftOut, answer
from crmcli.app.filters import let_through
from crmcli.app.left_out import left_out
from crmcli.app.session import Session
from crmcli.commands.shared.common import Common, is_iso
from crmcli.commands.shared.numbering import in_plain_data, number
from crmcli.commands.shared.telling.say import language_of
from crmcli.commands.shared.telling.skipped_files import (
    beside,
    lacking,
    lines,
    shown_path,
)
from crmcli.commands.shared.terminal import Screen
from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message, Table
from crmcli.messages import Phrases
from crmcli.reports.options import NO_FILTERS, ExplainOptions, Filters, Limits
from crmcli.reports.report import F, FactSource, O, Report, W
from crmcli.store.book.load import Library, Progress, Skipped
from crmcli.store.book.opening import Book, locate

if TYPE_CHECKING:
    from crmcli.reports.queries.accounts import AccountRow
    from crmcli.reports.queries.names import NameRow
    from crmcli.store.cache.database import Cache
    from crmcli.store.past.versions import Past


class ReportSession:
    """One command's run."""

    def __init__(
        self,
        common: Common,
        *,
        memorable: bool = True,
        opened: Session | None = None,
        of_past: bool = False,
    ) -> None:
        # a branch moves without any file changing
        self.common, self.memorable = common, memorable and common.at is None
        self.of_past, self.history = of_past, ""  # does git's record count, and where did it stand?
        if common.bom and common.output != "csv":
            raise CrmError(Message("error-bom-without-csv"))
        self.screen = Screen(
            "file"
            if common.bom
            else {"json": "json", "html": "file", "svg": "file"}.get(common.output, "text")
        )
        self.phrases = Phrases(language_of(common.lang, None))
        self.request: tuple[object, ...] | None = None  # what the command line meant, in plain data
        # may the same words mean something else tomorrow, or once files changed?
        self.may_mean_another = False
        self._pasts: list[Past] = []
        self._glance = opened  # enough until all files are asked for
        if opened is not None:
            _ = self.opened  # which decides the language

    @cached_property
    def opened(self) -> Session:
        """The book at hand, open, or with --at the one that was committed. Raises CrmError when
        there is none, PolicyBroken when its crm.yaml cannot be read.
        """
        common = self.common
        opened = self._glance or Session(
            locate(common.book),
            at=common.at,
            use_cache=not common.no_cache,
            opening=common.opening,
            progress=self.progress(),
        )
        self.phrases = Phrases(language_of(common.lang, opened.book.policy.language))
        if self.of_past and self.memorable:
            from crmcli.store.git.head import history_of

            self.history = history_of(opened.book.root)
        return opened

    def look_at_all(self) -> None:
        """See every file of the book from now on."""
        self._glance = None
        self.__dict__.pop("opened", None)

    def on(self, day: date) -> "ReportSession":
        """The same run, over the very same book, with another day of the answer."""
        _ = self.opened
        other = copy(self)
        other.__dict__.pop("policy", None)
        other.as_of = day
        return other

    @property
    def book(self) -> Book:
        """What is open: its files, its policy, and what is remembered of them."""
        return self.opened.book

    def past(self) -> "Past":
        """The book's history. What it lacks for the answer is told with the answer."""
        past = self.opened.past()
        self._pasts.append(past)
        return past

    def progress(self) -> Progress | None:
        return self.screen.progress(lambda: self.phrases("common-reading"))

    @cached_property
    def as_of(self) -> date:
        """The day of the answer: the one asked for, else that of the commit asked for, else today
        where the book is.
        """
        asked = self.common.as_of
        if asked is None and self.book.recorded is not None:
            return self.book.recorded
        return (
            self.now.date()
            if asked in (None, "today")
            else self.day(asked, "common-day-as-of") or self.now.date()
        )

    @property
    def now(self) -> datetime:
        """The time in the book's zone."""
        return self.opened.now

    @cached_property
    def policy(self) -> Policy:
        """The book's policy, with its days off around the day of the answer."""
        return self.opened.policy(self.as_of)

    def names(self) -> "list[NameRow]":
        """What every account answers to."""
        return self.opened.names(self.as_of)

    def gather(
        self,
        source: FactSource[F, W],
        options: W,
        filters: Filters = NO_FILTERS,
        cut: Limits | None = None,
    ) -> list[F]:
        """A report's facts over the whole book, or over what the filters let through."""
        return self.opened.gather(source, options, self.as_of, filters, cut)

    def show(
        self,
        report: Report[F, W, O],
        options: O,
        account: str | None = None,
        owners: frozenset[str] = frozenset(),
    ) -> NoReturn:
        """Answer one question over the book, or over one account, print it, and end the program.

        `owners`: whose records count besides those that --owner names.
        """
        if not self.may_mean_another:
            self.request = in_plain_data(report.name, options, account, owners, self.common)
        if "explain" in options._fields:  # type: ignore[attr-defined]
            options = options._replace(explain=self.common.explain)  # type: ignore[attr-defined]
        try:
            found = answer(
                self.opened,
                report,
                options,
                as_of=self.as_of,
                account=account,
                filters=self.filters(owners),
            )
        except LeftOut as left_out:
            self.tell_skipped(left_out.files)
            self.finish(b"", 1)
        except CrmError as refused:
            # what was not found may stand in what could not be read, unless it says itself where
            if refused.status == 4 and refused.message.key != "error-account-not-here":
                self.tell_skipped(sorted(self.book.library.skipped))
            raise
        if found.table.numbered:
            self.number(found.table)
        self.put(found.table)

    def number(self, table: Table) -> None:
        """From now on a row's number means a row of this list, if it is one that a person reads."""
        kept = number(table, self.book, self.common)
        if kept:
            self.request = (*(self.request or ()), *kept)

    def filters(self, owners: frozenset[str] = frozenset(), *, of_today: bool = True) -> Filters:
        """Whose records count: the filters every command has, and these owners.

        Raises CrmError for one that no account answers to, unless the past may know it.
        """
        common = self.common
        named = let_through(
            self.book.policy.team,
            common.owner,
            common.segment,
            common.tag,
            self._accounts if of_today else None,
        )
        return named._replace(owners=named.owners | owners)

    def _accounts(self) -> "list[AccountRow]":
        """What is asked whether anybody answers to a filter."""
        from crmcli.reports.queries import accounts

        return [each.row for each in self.gather(accounts.FACTS, ExplainOptions())]

    def day(self, asked: str | None, says: str = "") -> date | None:
        """A day as people say it; `says` is the key of what tells the day that was understood.
        Raises CrmError for anything that is none.

        Reports look back: `fri` is last Friday. Days are counted from the day of the answer, and
        that one from today.
        """
        if asked is None:
            return None
        if is_iso(asked):
            return date.fromisoformat(asked)
        self.may_mean_another |= says != "common-day-as-of"
        from crmcli.domain.time.when import day_said

        day = day_said(
            asked, self.now.date() if says == "common-day-as-of" else self.as_of, past=True
        )
        if day is None:
            raise CrmError(Message("error-bad-as-of", (asked,)), Message("hint-bad-as-of"))
        if says:
            self.tell_day(says, day)
        return day

    def tell_day(self, says: str, day: date) -> None:
        """Tell the day that is meant, in the language that the answer will have."""
        _ = self.book  # which decides the language
        self.screen.tell(self.phrases(says, day))

    def put(self, table: Table, *, status: int = 0, lacks: Sequence[Message] = ()) -> NoReturn:
        """Print the table in the form asked for, tell on stderr what was left out of it, and exit
        0, or 1 if anything was. `lacks`: what was not there of the past, known already.
        """
        library = self.book.library
        skipped = sorted(library.skipped)
        lacks = [*lacks, *lacking(self._pasts)]
        self.memorable = self.memorable and not lacks  # git may be given what it has not
        if self.common.output in ("table", "spoken", "markdown", "html"):
            table = table._replace(notes=(*table.notes, *left_out(skipped, lacks)))
        pieces = self.pieces(table, skipped, lacks)
        for line in dict.fromkeys(map(self.phrases.say, lacks)):
            self.screen.tell(line)
        self.tell_skipped(skipped)
        self.tell_skipped(library.warnings, "warning")
        if self.book.problems:
            self.tell_skipped([library.told("crm.yaml", self.book.problems)], "warning")
        for told in beside(table) if self.common.output == "plain" else ():
            self.screen.tell(self.phrases.say(told))
        self.finish(
            (piece.encode("utf-8", "surrogateescape") for piece in pieces),
            1 if skipped or lacks else status,
            self._first_steps(),
            may_page=self.common.output == "table",
        )

    def put_past(self, found: Answer, *, status: int = 0) -> NoReturn:
        """Print an answer that asked git, as `put` does. What it had to leave out of the past is
        told with the files of today.
        """
        self.book.library.skipped[:] = found.skipped
        self.put(found.table, status=status, lacks=found.lacks)

    def _first_steps(self) -> str:
        """What to do next, for a person whose book has hardly begun."""
        if self.common.output not in ("table", "spoken"):
            return ""
        from crmcli.commands.shared.telling.first_steps import first_steps

        return "\n".join(first_steps(self.book, self.phrases, self.screen))

    def render(self, table: Table) -> str:
        """The table in the form asked for."""
        return "".join(self.pieces(table))

    def pieces(
        self, table: Table, skipped: Sequence[Skipped] = (), lacks: Sequence[Message] = ()
    ) -> Iterable[str]:
        """The same piece by piece."""
        from crmcli.commands.shared.rendering import pieces

        return pieces(
            table, self.phrases, self.common, self.screen, skipped, lacks, lambda: self.book
        )

    def tell_skipped(self, files: Iterable[Skipped], severity: str = "error") -> None:
        """One line a file: where its first grave problem stands, and how many more there are. Of
        those that are not in this checkout, which may be most, the first few.
        """
        for line in lines(files, self.shown_path, severity, self.phrases):
            self.screen.tell(line)

    def shown_path(self, path: str) -> str:
        """A file of the book as seen from where the user stands."""
        return shown_path(self.book.root, path)

    def finish(
        self, out: bytes | Iterable[bytes], status: int, after: str = "", *, may_page: bool = False
    ) -> NoReturn:
        """Write, tell what comes after it, remember the answer if that is safe, and end. Only lists
        for people go through a pager.
        """
        may_page = may_page and not self.common.no_pager
        self.screen.write(out, may_page=may_page)
        if after:
            self.screen.tell(after)
        if "opened" in self.__dict__ and self.book.cache is not None:
            self._remember(self.book.cache, status, may_page=may_page)
        raise SystemExit(status)

    def close(self) -> None:
        """Keep what was read for the next run, where this one ends without an answer."""
        if "opened" in self.__dict__:
            self.opened.close()

    def _remember(self, cache: "Cache", status: int, *, may_page: bool) -> None:
        from crmcli.commands.shared.remembering import remember, validity
        from crmcli.store.cache.database import RememberedAnswer
        from crmcli.store.git.head import stands_at

        opening, screen, library = self.common.opening, self.screen, self.book.library
        may_come_again = (
            self.memorable
            and opening.key
            and screen.is_replayable
            and (not self.of_past or stands_at(self.book.root, self.history))
        )

        def answer() -> RememberedAnswer:
            since, until = validity(self.common, self.now)
            told, known = (screen.written, screen.told, status), cache.get("generation")
            return RememberedAnswer(
                opening.key,
                since,
                until,
                *told,
                known,
                None if self.of_past else self.request,
                may_page,
                self.history,
            )

        files = library if may_come_again and isinstance(library, Library) else None
        remember(cache, files, answer)
