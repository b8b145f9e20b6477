"""Rows over time: from when until when each row of a table stayed as it is."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from crmcli.tables.table import Table, columns

Row = tuple[Any, ...]
SUFFIX = "_history"
_SPAN = columns("Span", "valid_from moment\nvalid_to moment\ncommit id")
# With what changed since a commit: delete the rows of these accounts, then take in those that came.
CHANGES = Table("changes", columns("Change", "account id\nchange text"), ("account",))


class State(NamedTuple):
    """From this moment and commit on these were the rows of every table; None where there were
    none.
    """

    moment: str
    commit: str
    parts: Sequence[Iterable[Row]] | None


def historic(table: Table) -> Table:
    """The table that has the rows of another over time."""
    key = (*table.key, "valid_from")
    return Table(f"{table.name}{SUFFIX}", (*table.columns, *_SPAN), key, day=table.day)


def spanned(states: Sequence[State], tables: int) -> list[list[Row]]:
    """Of every table the rows, each with its span and the commit that brought it; what lasted no
    moment is left out.
    """
    found: list[list[Row]] = [[] for _ in range(tables)]
    valid: list[dict[Row, tuple[str, str]]] = [{} for _ in range(tables)]
    for state in states:
        for place in range(tables):
            rows = dict.fromkeys(state.parts[place]) if state.parts is not None else {}
            before = valid[place]
            for row in [row for row in before if row not in rows]:
                since, commit = before.pop(row)
                if since != state.moment:
                    found[place].append((*row, since, state.moment, commit))
            for row in rows:
                before.setdefault(row, (state.moment, state.commit))
    for place in range(tables):
        found[place] += [
            (*row, since, None, commit) for row, (since, commit) in valid[place].items()
        ]
    return found
