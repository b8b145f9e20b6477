"""Where a view asks: one open book, on one day, for one page."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from crmcli.app import linting
from crmcli.app.account_file import AccountFile, account_file
from crmcli.app.answering import Answer, answer
from crmcli.app.filters import let_through
from crmcli.app.linting import Linted
from crmcli.app.morning import morning_page
from crmcli.app.past.beginning import beginning
from crmcli.app.past.registry import UNDATED, PastReport
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.domain.label import Label
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message, Table
from crmcli.reports.options import NO_FILTERS, ExplainOptions, Filters
from crmcli.store.files.scan import POLICY
from crmcli.web.views.askable import find
from crmcli.web.views.asked import Asked
from crmcli.web.views.command_lines import WAYS
from crmcli.web.views.page import Question

T = TypeVar("T")
MOST = 40_000  # rows of answers that are kept until the book changes
OTHERS = 16  # what else is kept: findings of a day, what may be filtered by
FEWEST = 8  # answers that are kept however long they are: what one page asks


class Kept:
    """Answers to what was asked of a book as it is: asked once, whoever looks. Forgotten with the
    session they are of.
    """

    def __init__(self) -> None:
        self._answers: OrderedDict[object, tuple[Answer, int]] = OrderedDict()
        self._rows = 0
        self._others: OrderedDict[str, Any] = OrderedDict()

    def take(self, key: object, make: Callable[[], Answer]) -> Answer:
        """The answer to that question."""
        known = self._answers.get(key)
        if known is not None:
            self._answers.move_to_end(key)
            return known[0]
        found = make()
        size = 1 + len(found.table.rows) + sum(len(part.rows) for part in found.table.sections)
        self._answers[key] = (found, size)
        self._rows += size
        while self._rows > MOST and len(self._answers) > FEWEST:
            _, (_, gone) = self._answers.popitem(last=False)
            self._rows -= gone
        return found

    def other(self, key: str, make: Callable[[], T]) -> T:
        """The same of what is no answer of a report."""
        if key not in self._others:
            self._others[key] = make()
        self._others.move_to_end(key)
        found: T = self._others[key]
        while len(self._others) > OTHERS:
            self._others.popitem(last=False)
        return found


class Offers(NamedTuple):
    """What may be filtered by: members with their names, segments, tags."""

    owners: tuple[tuple[str, Label], ...]
    segments: tuple[str, ...]
    tags: tuple[str, ...]


class Desk:
    """What a view may ask."""

    def __init__(self, session: Session, asked: Asked, kept: Kept) -> None:
        self.session, self.asked, self._kept = session, asked, kept
        self.answers: list[Answer] = []  # all that was asked, for what has to be told with them

    @property
    def as_of(self) -> date:
        """The day of the answers."""
        return self.asked.as_of or self.session.today

    @property
    def is_empty(self) -> bool:
        """Has the book no account yet?"""
        library = self.session.book.library
        return not any(entry[0] != POLICY for entry in library.entries) and not library.skipped

    @property
    def shows_files(self) -> bool:
        """May a file be shown as it is written?"""
        return not self.session.hides

    @property
    def policy(self) -> Policy:
        """What the team agreed on."""
        return self.session.policy(self.as_of)

    @cached_property
    def filters(self) -> Filters:
        """Whose records count. Raises CrmError for an owner, segment or tag that nobody has."""
        asked = self.asked
        team = self.session.book.policy.team
        if not (asked.owners or asked.segments or asked.tags):
            return NO_FILTERS
        return let_through(team, asked.owners, asked.segments, asked.tags, self._accounts)

    def answer(self, question: Question, *, within: str | None = None) -> Answer:
        """What the command says that asks the same; `within` one account where the question is
        about no other, or only its part of the answer is shown. Raises CrmError, or LeftOut for an
        account whose file cannot be read.
        """
        # a page of one account has no filters, as its command has none
        account = question.account or within
        filters = NO_FILTERS if account else self.filters
        as_of = self.asked.as_of if question.report in UNDATED else self.as_of
        key = (question, as_of, filters, within)
        found = self._kept.take(key, lambda: self._ask(question, filters, account, as_of))
        self.answers.append(found)
        return found

    def file(self, account: str) -> AccountFile:
        """The account's file and what is wrong in it. Raises CrmError for one that is not there,
        and where something is left out of the book, which the file would say.
        """
        if self.session.hides:
            raise CrmError(Message("error-file-without"))
        return account_file(self.session, account, as_of=self.as_of)

    def linted(self, question: Question) -> Linted:
        """What is wrong in the files, to be looked at a few at a time. Raises CrmError where
        something is left out of the book, which findings may quote.
        """
        if self.session.hides:
            raise CrmError(Message("error-file-without"))
        key = f"lint {question} {self.as_of} {self.filters}"
        options = linting.Options(*question.options)  # type: ignore[arg-type]
        return self._kept.other(
            key, lambda: Linted(self.session, options, self.as_of, self.filters, self._placed)
        )

    @property
    def _placed(self) -> linting.Placed:
        return self._kept.other(f"placed {self.as_of}", linting.Placed)

    def _ask(
        self, question: Question, filters: Filters, account: str | None, as_of: date | None
    ) -> Answer:
        report = find(question.report)
        if question.report == "morning":
            return morning_page(
                self.session, report.options(*question.options), as_of=self.as_of, filters=filters
            )
        if question.report == "lint":
            if self.session.hides:
                raise CrmError(Message("error-file-without"))
            options = linting.Options(*question.options)  # type: ignore[arg-type]
            return linting.ask(
                self.session, options, as_of=self.as_of, filters=filters, placed=self._placed
            )
        if isinstance(report, PastReport):
            return report.ask(self.session, question.options, as_of=as_of, filters=filters)
        return answer(
            self.session,
            report,
            question.options,
            as_of=self.as_of,
            account=account,
            filters=filters,
        )

    def by_name(self, table: Table) -> Table:
        """The table with its accounts by their names, where it has but their ids. One that the book
        has no more keeps its id.
        """
        fields = {column.field for column in table.columns}
        if not table.rows or "account" not in fields or fields & {"name", "account.name"}:
            return table
        called = self._kept.other(
            f"names {self.as_of}", lambda: {row.account: {"": row.name} for row in self._accounts()}
        )
        columns = tuple(
            each._replace(kind="label") if each.field == "account" else each
            for each in table.columns
        )
        return table._replace(columns=columns, labels={**table.labels, "account": called})

    def _accounts(self) -> list[Any]:
        return self._kept.other(f"accounts {self.as_of}", self._gathered)

    def _gathered(self) -> list[Any]:
        from crmcli.reports.queries import accounts

        return [
            each.row for each in self.session.gather(accounts.FACTS, ExplainOptions(), self.as_of)
        ]

    @property
    def recorded(self) -> date | None:
        """The first day that git has of the book; None where it has none."""
        return self._kept.other("recorded", lambda: beginning(self.session))

    def offers(self) -> Offers:
        """What may be filtered by, over the whole book."""
        return self._kept.other(f"offers {self.as_of}", self._offers)

    def _offers(self) -> Offers:
        rows, team = self._accounts(), self.session.book.policy.team
        owners = {row.owner for row in rows if row.owner}
        return Offers(
            tuple(
                (each, {"": (team[each].name if each in team else None) or each})
                for each in sorted(owners | {*team})
            ),
            tuple(sorted({row.segment for row in rows if row.segment})),
            tuple(sorted({tag for row in rows for tag in row.tags})),
        )


def question(name: str, options: tuple[object, ...], account: str | None = None) -> Question:
    """The question, with what the command asks where nothing is said. Raises CrmError for a report
    that there is not.
    """
    if name not in WAYS:
        raise CrmError(Message("page-error-report", (name,)), status=4)
    return Question(name, options, account)
