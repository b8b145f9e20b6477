"""What charts read of a table: its figures as they are, in the words of its cells."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from crmcli.charts.svg import Head, shown
from crmcli.domain.records.short_amounts import short
from crmcli.domain.table import Column, Message, Table
from crmcli.messages import Phrases
from crmcli.messages.cells import cell, heading, naming_columns, value_of

MOST = 40  # rows of a chart: a longer list is read in the table
_NAMED = ("name", "purpose", "person")  # fields that people read rather than an id beside them


class Reader(NamedTuple):
    """A table and the language it is read in."""

    table: Table
    phrases: Phrases

    def column(self, field: str) -> Column:
        """The column of a field; one of text where the table shows none."""
        return next(
            (each for each in self.table.columns if each.field == field), Column(field, "text")
        )

    def value(self, field: str, row: Any) -> Any:  # noqa: ANN401 - its column's kind says what it is
        """The row's own value, to be measured: a number, or None where there is none."""
        value = value_of(self.column(field), row)
        return value if isinstance(value, int | float | Decimal) else None

    def said(self, field: str, row: object, place: int) -> str:
        """As it stands in the table."""
        text = cell(self.table, self.column(field), row, place, self.phrases)
        return text or self.phrases("common-none")

    def brief(self, field: str, row: object, place: int) -> str:
        """The same, with amounts as they are told in sentences: 1억 2,000만, 72M."""
        value = self.value(field, row)
        if self.column(field).kind == "money" and value is not None:
            return self.amount(value)
        return self.said(field, row, place)

    def amount(self, value: float | Decimal) -> str:
        """An amount in short; a mean of amounts is told without the fraction of its unit."""
        exact = value if isinstance(value, int | Decimal) else round(value)
        return self.phrases.label(short(exact))

    def full(self, field: str, row: object, place: int) -> str:
        """The heading and the cell."""
        return f"{self.heading(field)}: {self.said(field, row, place)}"

    def heading(self, field: str) -> str:
        """What stands above the column."""
        return heading(self.column(field), self.phrases)

    def naming(self) -> str:
        """The field by which a reader tells the rows apart."""
        fields = [column.field for column in self.table.columns]
        for field in _NAMED:
            if field in fields:
                return field
        told = naming_columns(self.table)
        return told[0].field if told else fields[0] if fields else ""

    def title(self, *fields: str) -> str:
        """What is asked for, else the table's own title, else the headings of what is shown."""
        if self.table.title:
            return self.phrases.say(self.table.title)
        return ", ".join(self.heading(field) for field in fields)

    def rest(self, rows: Sequence[object], most: int = MOST) -> str:
        """How many rows are not drawn, in words."""
        left = len(rows) - most + self.table.cut
        return self.phrases("picture-rest", left) if left > 0 else ""

    def head(self, title: str, desc: Message) -> Head:
        """The title and the sentence below it; of nothing that there is nothing."""
        told = desc if self.table.rows else Message("common-no-rows")
        return Head(shown(title), self.phrases.say(told))
