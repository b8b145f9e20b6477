"""The file of one account as it is written, and what is wrong in it, each at its place."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmcli.app.accounts import find_account
from crmcli.app.judging import judge
from crmcli.app.session import Session
from crmcli.store.yaml.source import Source

if TYPE_CHECKING:
    from crmcli.store.shapes.finding_places import Located


class AccountFile(NamedTuple):
    """`path` is from the book's folder; the findings are in the order of the lines."""

    path: str
    lines: tuple[str, ...]
    findings: "tuple[Located, ...]"


def account_file(session: Session, name: str, *, as_of: date | None = None) -> AccountFile:
    """The file of the account that is called so, also one that cannot be read; of a book of the
    past as it was then.

    Raises CrmError for an account that is not there, OSError where the file is gone meanwhile.
    """
    day = as_of or session.today
    path = find_account(name, session.book, lambda: session.names(day))
    data = session.book.library.data(path)
    lines = Source(data, parse=False).lines
    if lines and not lines[-1]:
        lines = lines[:-1]
    return AccountFile(path, tuple(lines), tuple(judge(session, path, data, as_of=day)))
