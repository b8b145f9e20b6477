"""What changed in the book, when, and who did it: commit by commit, in sales terms."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from crmcli.app.accounts import find_account
from crmcli.app.answering import Answer
from crmcli.app.past.moments import told
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Table
from crmcli.history.timeline import author_of, history_row, history_table, is_by
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.options import NO_FILTERS, Filters
from crmcli.store.files.scan import ACCOUNTS
from crmcli.store.past.commits import Commit
from crmcli.store.past.log import Chronicle
from crmcli.store.past.versions import Past
from crmcli.store.shapes.reading import account_id

COMMITS = 20  # that people are shown at once


class Options(NamedTuple):
    """What may be asked: an account by any of its names, days, a member or an author, a kind of
    change, at most so many commits, and those that come after one of the list.
    """

    account: str | None = None
    since: date | None = None
    until: date | None = None
    who: str | None = None
    type: str | None = None
    before: str | None = None
    limit: int | None = None
    explain: bool = False


def ask(
    session: Session,
    options: Options,
    *,
    as_of: date | None = None,
    filters: Filters = NO_FILTERS,
) -> Answer:
    """The changes, newest first; with a day up to its end. Raises CrmError for an account or a
    commit that there is not.
    """
    session.look_again()
    day = as_of or session.today
    with session.past() as past:
        past.repository()
        chronicle = Chronicle(past, session.book.policy, filters.accounts(), day)
        table = _told(session, past, chronicle, options, as_of, day)
    return told(session, table, past, tuple(chronicle.unread.values()))


def _told(
    session: Session,
    past: Past,
    chronicle: Chronicle,
    options: Options,
    last: date | None,
    day: date,
) -> Table:
    policy, rows, whole = session.book.policy, [], True
    path = account_path(session, past, options.account, day) if options.account else None
    is_asked = _asked(past, options, last, policy)
    count = 0
    for commit, every in chronicle.commits(path, is_asked):
        found = [each for each in every if options.type in (None, each.kind)]
        if options.limit and found and count == options.limit:
            whole = False
            break
        count += bool(found)
        author = author_of(commit.who, commit.email, policy)
        rows += [history_row(each, commit.id, commit.when, author, policy) for each in found]
    if whole:
        past.reach(options.since)
    labels = team_labels(policy, day)
    team = {each.name or key: labels[key] for key, each in policy.team.items() if key in labels}
    limit = options.limit or 0
    return history_table(rows, day, whole=whole, limit=limit, team=team, explain=options.explain)


def _asked(
    past: Past, options: Options, last: date | None, policy: Policy
) -> Callable[[Commit], bool]:
    """Is that commit asked for? Asked of all of them, the newest first."""
    end = min(filter(None, (options.until, last)), default=None)
    wanted = _called(options.who, policy)
    begins = past.resolve(options.before).id if options.before else None
    waits = begins is not None

    def is_asked(commit: Commit) -> bool:
        nonlocal waits
        if waits:
            waits = commit.id != begins
            return False
        day = commit.when.date()
        in_time = (options.since is None or day >= options.since) and (end is None or day <= end)
        return in_time and (
            wanted is None or is_by(author_of(commit.who, commit.email, policy), wanted, policy)
        )

    return is_asked


def _called(who: str | None, policy: Policy) -> str | None:
    """A member's name for an id; anything else as it stands."""
    said = who and who.strip()
    return (policy.team[said].name or said) if said and said in policy.team else said


def account_path(session: Session, past: Past, name: str, as_of: date) -> str:
    """The file of the account that is meant: one of the book, else one that git remembers under
    this id. Raises CrmError.
    """
    try:
        return find_account(name, session.book, lambda: session.names(as_of))
    except CrmError as unknown:
        if unknown.message.key not in ("error-no-account", "error-account-not-here"):
            raise
        gone = next((path for path in _remembered(past) if account_id(path) == name), None)
        if gone is None:
            raise
        return gone


def _remembered(past: Past) -> list[str]:
    """Every account's file that ever was, newest first."""
    return [
        path
        for _, moved in past.log(first_parent=False)
        for each in moved
        for path in (each.new_path, each.old_path)
        if path and path.startswith(f"{ACCOUNTS}/")
    ]
