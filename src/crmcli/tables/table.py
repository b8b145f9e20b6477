"""What a table of the book is: its columns with their types, its key, what it refers to, and where
its rows come from.

Everything that has to know the tables reads these declarations: the writers of files, the
statements that make a database, the views, and docs/tables.md.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy

Cell = str | int | Decimal | date | None
Cells = tuple[Cell, ...]
# the columns of a record of crm.yaml that has a label of its own
LABELS = "label_en text =table-label-en\n        label_ko text =table-label-ko"


class Column(NamedTuple):
    """One column. `kind` is id (a text that means a record), text, day, moment, whole, truth, or
    one of the exact decimals number and amount. `means` is the key of the format whose text
    describes it, `Deal.close`, or the key of a text of its own; `of` is the column that an id is
    one of, `deals.deal`.
    """

    name: str
    kind: str = "text"
    means: str = ""
    of: str = ""


class Table(NamedTuple):
    """One table.

    `rows` makes them of one account (with the book's currency) or of the policy, as `per` says.
    `key` are the columns that tell a row from all others, `day` the one by which rows may be put
    into folders.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Account, str], Iterable[Cells]] | None = None
    of_policy: Callable[[Policy], Iterable[Cells]] | None = None
    day: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def parents(self) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        """The foreign keys: own columns, the table, and its columns.

        An id of an account's own record is one together with the account.
        """
        found: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = []
        for column in self.columns:
            if not column.of:
                continue
            table, _, target = column.of.partition(".")
            if table in _WHOLE_BOOK or target == "account":
                found.append(((column.name,), table, (target,)))
            else:
                found.append((("account", column.name), table, ("account", target)))
        return found


# tables whose ids mean something without an account
_WHOLE_BOOK = frozenset(
    ("accounts", "stages", "reasons", "products", "members", "objections", "cadences")
)


def columns(record: str, said: str) -> tuple[Column, ...]:
    """Columns as a table of names has them, a line each: `name kind`, then `=Record.key` where its
    text is that of another key, and `>table.column` where it is the id of something there.

    `record` is the format's name of what a row is.
    """
    found = []
    for line in said.strip().splitlines():
        name, kind, *more = line.split()
        means = next((word[1:] for word in more if word[0] == "="), f"{record}.{name}")
        of = next((word[1:] for word in more if word[0] == ">"), "")
        found.append(Column(name, kind, means, of))
    return tuple(found)


def joined(texts: Iterable[str]) -> str | None:
    """A list in one cell; None for an empty one."""
    return "; ".join(texts) or None


def truth(value: bool) -> int:  # noqa: FBT001 - the value itself
    """How a truth stands in a row."""
    return 1 if value else 0


def spoken(label: Label, language: str) -> str | None:
    """A label in that language, else as it was written without one."""
    return label.get(language) or label.get("")
