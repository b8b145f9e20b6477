"""One question to a book, and its answer as a table."""

from datetime import date
from typing import NamedTuple, cast

from crmcli.app.accounts import find_account
from crmcli.app.session import Session
from crmcli.domain.finding import Problem
from crmcli.domain.table import Message, Table
from crmcli.reports.options import NO_FILTERS, Filters, Limits
from crmcli.reports.report import F, FactSource, O, Report, W
from crmcli.store.book.load import Skipped


class Answer(NamedTuple):
    """The table; the files that it had to leave out, and those with something wrong in them that
    count all the same; what this clone lacks of the past that was asked about. `status` as a
    command would exit: 0, or 1 where something was left out.
    """

    table: Table
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[Skipped, ...] = ()
    policy_problems: tuple[Problem, ...] = ()
    lacks: tuple[Message, ...] = ()

    @property
    def status(self) -> int:
        """0 when everything counted."""
        return 1 if self.skipped or self.lacks else 0


class LeftOut(Exception):
    """The one account that was asked for cannot be read."""

    def __init__(self, files: tuple[Skipped, ...]) -> None:
        super().__init__(*(each.path for each in files))
        self.files = files


def answer(
    session: Session,
    report: Report[F, W, O],
    options: O | None = None,
    *,
    as_of: date | None = None,
    account: str | None = None,
    filters: Filters = NO_FILTERS,
) -> Answer:
    """Ask the book, or one account of it by any of its names, as of a day.

    The day is today where the book is by default. Raises CrmError for an account that is not there
    and for options that mean nothing, LeftOut where the account's file cannot be read.
    """
    session.look_again()
    day, asked = as_of or session.today, report.options() if options is None else options
    policy = session.policy(day)
    if report.check is not None:
        report.check(policy, day, asked)
    wanted = report.facts.wanted(asked)
    if account is None:
        cut = cast("Limits", asked) if report.facts.condense is not None else None
        facts = session.gather(report.facts, wanted, day, filters, cut)
    else:
        facts = _of_one(session, report.facts, wanted, day, account)
    if getattr(asked, "explain", False):
        # the records behind a figure are told in one order, whatever was remembered
        facts.sort(key=_account)
    table = report.tabulate(facts, policy, day, asked)
    book = session.book
    left_out = tuple(sorted(book.library.skipped))
    return Answer(table, left_out, tuple(book.library.warnings), tuple(book.problems))


def _of_one(
    session: Session, source: FactSource[F, W], options: W, as_of: date, name: str
) -> list[F]:
    library = session.book.library
    path = find_account(name, session.book, lambda: session.names(as_of))
    account = library.account(path)
    if account is None:
        raise LeftOut(tuple(each for each in library.skipped if each.path.endswith(path)))
    return list(source.gather(account, session.policy(as_of), as_of, options))


def _account(fact: object) -> str:
    """The account a fact is of; nothing for one that counts what was left out."""
    return str(getattr(fact, "account", "") or getattr(getattr(fact, "row", None), "account", ""))
