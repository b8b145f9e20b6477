"""One value as text: how each kind of column reads, in a language, with nothing of the record
interpreted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from crmcli.domain.label import Label
from crmcli.domain.records.money import told
from crmcli.domain.records.ratio import bound, percent, points, with_sign
from crmcli.domain.records.short_amounts import unit
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.text.visible import visible
from crmcli.messages import Phrases

RIGHT = frozenset(("days", "count", "money", "share", "number", "late", "index", "points", "heat"))
SPARKS = "▁▂▃▄▅▆▇█"
HEAT = "·░▒▓█"
STANCE_MARKS = {"friendly": "+", "neutral": "·", "negative": "−"}
RUNGS = ("unknown", "named", "met", "reachable", "friendly")


def heading(column: Column, phrases: Phrases) -> str:
    """What stands above the column."""
    if column.label is not None:
        return visible(phrases.word(column.label))
    key = f"col-{column.heading or column.field}"
    return phrases(key) if phrases.has(key) else visible(column.heading or column.field)


def value_of(column: Column, row: Any) -> Any:  # noqa: ANN401 - its column's kind says what it is
    """What the row holds in this column."""
    if isinstance(row, dict):
        return row.get(column.field)
    return getattr(row, column.field, None) if column.item is None else row.item(column.item)


def said_of(column: Column, row: object) -> Any:  # noqa: ANN401 - its column's kind says what it is
    """The same as people read it: a name in place of an id."""
    return value_of(read_as(column), row)


def read_as(column: Column) -> Column:
    """The column whose values people read in its place."""
    return column._replace(field=column.said) if column.said else column


def cell(table: Table, column: Column, row: object, place: int, phrases: Phrases) -> str:
    """A field of a row for a reader. `place` is the row's, -1 for the totals."""
    value = said_of(column, row)
    if value is None and place in table.silent and column.kind != "label":
        return ""
    if column.kind == "rate":
        return _rate(table, column.field, value, place, phrases)
    return text(value, column, table, phrases)


def texts(table: Table, column: Column, phrases: Phrases) -> list[str]:
    """The column's field of every row, each as `cell` has it; of values that come again and again
    one is written.
    """
    if column.kind == "rate" or table.silent:
        return [cell(table, column, row, place, phrases) for place, row in enumerate(table.rows)]
    said = read_as(column)
    values = (value_of(said, row) for row in table.rows)
    return each_once(values, lambda value: text(value, column, table, phrases))


# types of which equal values are written alike, which amounts are not: 1.0 and 1.00
ALIKE = frozenset((str, int, bool, date, type(None)))


def each_once(values: Iterable[object], write: Callable[[Any], str]) -> list[str]:
    """The values as they are written, those that come again and again only once."""
    known: dict[tuple[type, object], str] = {}
    found = []
    for value in values:
        kind = type(value)
        if kind not in ALIKE:
            found.append(write(value))
            continue
        written = known.get((kind, value))
        if written is None:
            written = known[kind, value] = write(value)
        found.append(written)
    return found


NAMES = ("label", "id", "text", "tree")  # kinds of columns that say which row it is


def naming_columns(table: Table) -> list[Column]:
    """The columns that tell a reader which row is meant."""
    if table.named_by:
        return [
            column for name in table.named_by for column in table.columns if column.field == name
        ]
    return [column for column in table.columns if column.kind in NAMES][:1]


def has_money(table: Table) -> bool:
    """Is one of its columns of amounts?"""
    return any(column.kind == "money" for column in table.columns)


def currency_notes(table: Table) -> list[Message]:
    """In what money the answer's amounts are, where it has some."""
    return (
        [Message("common-amounts-in", (unit(table.currency),))]
        if table.currency and any(part.rows for part in (table, *table.sections))
        else []
    )


def total_cells(table: Table, phrases: Phrases) -> list[str]:
    """The line below the rows: nothing where there is one row or none, or where the totals are no
    row or say nothing of these columns.

    The word `total` stands in a column that names rows, else in one for which there is no figure,
    and rather nowhere than over a figure.
    """
    if not hasattr(table.totals, "_fields") or len(table.rows) < 2:
        return []
    cells = [
        "" if column.kind in NAMES else cell(table, column, table.totals, -1, phrases)
        for column in table.columns
    ]
    if not any(cells):
        return []
    blank = [place for place, each in enumerate(cells) if not each]
    order = sorted(
        blank,
        key=lambda place: (
            table.columns[place].keep < 9,
            table.columns[place].kind not in NAMES,
            place,
        ),
    )
    if order:
        cells[order[0]] = phrases("common-total")
    return cells


def text(value: Any, column: Column, table: Table, phrases: Phrases) -> str:  # noqa: ANN401 - its column's kind says what it is
    """A value of the column's kind for a reader."""
    kind = column.kind
    if kind in ("share", "bar"):
        return phrases("common-n-a") if value is None else f"{percent(value)}%"
    if kind == "label":
        return _label(value, table.labels.get(column.field, {}), phrases)
    if value is None:
        return ""
    if kind == "money":
        return money(value, cents=column.field in table.cents)
    written = _WRITTEN.get(kind)
    if written is not None:
        return written(value, phrases)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        labels = table.labels.get(column.field, {})
        return ", ".join(_label(each, labels, phrases) for each in value)
    return visible(str(value))


def _late(value: int, phrases: Phrases) -> str:
    if value == 0:
        return phrases("common-today")
    return phrases("common-late", value) if value > 0 else phrases("common-ahead", -value)


def _rung(value: str, phrases: Phrases) -> str:
    if value not in RUNGS:
        return word(value, phrases)
    filled = RUNGS.index(value)
    return f"{'■' * filled}{'□' * (4 - filled)} {word(value, phrases)}"


def _heat(value: float, _: Phrases) -> str:
    return f"{percent(value)}% {HEAT[heat_level(value)]}"


def heat_level(share: float) -> int:
    """Which of the shades a share has: 0 to 4, each a fifth."""
    return max(0, min(int(share * len(HEAT)), len(HEAT) - 1))


def _status(value: str | tuple[str, ...], phrases: Phrases) -> str:
    if isinstance(value, tuple):
        return ", ".join(word(each, phrases) for each in value)
    return word(value, phrases)


def _mark(value: float | str, phrases: Phrases) -> str:
    return f"{percent(value)}%" if isinstance(value, float) else phrases(f"mark-{value}")


# How a kind is written that needs nothing but the value.
_WRITTEN: Mapping[str, Callable[[Any, Phrases], str]] = {
    "late": _late,
    "index": lambda value, _: with_sign(f"{value:+.2f}"),
    "points": lambda value, _: points(value),
    "spark": lambda value, _: spark(value),
    "days": lambda value, _: number(value),
    "number": lambda value, _: number(round(value, 1)),
    "stance": lambda value, phrases: f"{STANCE_MARKS.get(value, ' ')} {word(value, phrases)}",
    "rung": _rung,
    "mark": _mark,
    "heat": _heat,
    "answer": lambda value, phrases: phrases(f"answer-{value}"),
    "message": lambda value, phrases: visible(phrases.word(value)),
    "truth": lambda value, phrases: phrases("common-yes" if value else "common-no"),
    "status": _status,
    "severity": lambda value, phrases: phrases(f"severity-{value}"),
}


def word(value: str, phrases: Phrases) -> str:
    """A fixed word of the format, in the reader's language."""
    key = f"word-{value}"
    return phrases(key) if phrases.has(key) else visible(value)


def money(value: float | Decimal, *, cents: bool = False) -> str:
    """An amount with its thousands apart; cents where there are some, or where the column has
    some.
    """
    # round() refuses what has more than 28 digits
    exact = Decimal(f"{value:.2f}") if isinstance(value, float) else value
    return f"{exact:,.2f}" if cents else told(exact)


def with_cents(table: Table) -> Table:
    """The table, knowing in which of its money columns some amount has cents."""
    rows = [*table.rows, *((table.totals,) if hasattr(table.totals, "_fields") else ())]
    fields = [column.field for column in table.columns if column.kind == "money"]
    odd = {
        field
        for field in fields
        for row in rows
        if isinstance(value := getattr(row, field, None), Decimal | float) and value != int(value)
    }
    return table._replace(cents=frozenset(odd))


def number(value: float) -> str:
    """A number without a needless fraction."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.1f}"


def spark(values: Sequence[float | Decimal | None]) -> str:
    """A line of small bars from the lowest value to the highest; a dot where nothing was
    recorded.
    """
    known = [float(value) for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    return "".join(
        "·"
        if value is None
        else SPARKS[round((float(value) - low) / (high - low) * 7) if high > low else 3]
        for value in values
    )


def _label(value: Any, labels: Mapping[str, Label], phrases: Phrases) -> str:  # noqa: ANN401 - an id, a number, a label
    if value is None:
        return phrases("common-none")
    if isinstance(value, dict):
        return visible(phrases.label(value))
    label = labels.get(value)
    return visible(phrases.label(label) or str(value)) if label else visible(str(value))


def _rate(table: Table, field: str, value: float | None, place: int, phrases: Phrases) -> str:
    """A rate over a small sample shows its counts and its interval instead of a bare percentage."""
    if value is None:
        return phrases("common-n-a")
    samples: Sequence[tuple[int, int, float, float]] = table.samples.get(field, ())
    if samples:
        part, whole, low, high = samples[place]
        if whole < table.min_sample:
            return f"{part}/{whole} ({bound(low)}–{bound(high)}%)"
    return f"{percent(value)}%"
