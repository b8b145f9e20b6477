"""One open deal as a card: what it is worth, how long it stands, what comes next, and what it is
qualified by.
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.frameworks import Framework
from crmcli.domain.table import Message, Table
from crmcli.web.views.forms import of_deal
from crmcli.web.views.parts import Card, Cell, To, Together

Mark = tuple[str, Message]
TONES = {"met": "good", "partial": "middle", "unmet": "bad"}


def card(table: Table, place: int, asked: Framework) -> Card:
    """The card of a row of the query that lists the open deals."""
    row = table.rows[place]
    columns = {column.field: column for column in table.columns}

    def cell(field: str) -> Cell:
        return Cell(columns[field], row, table, place)

    about = cell("name") if row.name else cell("deal")
    lines: list[Message | Cell | Together] = [about]
    amount = Message("page-card-no-amount") if row.amount is None else cell("amount")
    stands = () if row.stage_days is None else (Message("page-card-stage-days", (row.stage_days,)),)
    lines.append(Together((amount, *stands)))
    if _of(row, "next.date") is not None:
        lines.append(Message("page-card-next", (_of(row, "next.date"), _of(row, "next.what"))))
    closing = () if row.close is None else (Message("page-card-close", (row.close,)),)
    lines.append(Together((*closing, cell("owner"))))
    marks = (*_marks(row, table.as_of), *_answers(row, asked))
    return Card(
        cell("account.name"),
        tuple(lines),
        marks,
        To("account", row.account),
        of_deal(row.account, row.deal),
    )


def _of(row: object, field: str) -> object:
    return getattr(row, field)


def _marks(row: object, as_of: date) -> Iterator[Mark]:
    """What somebody has to look at."""
    if _of(row, "rotten"):
        yield "bad", Message("page-card-rotten", (_of(row, "idle"),))
    if _of(row, "overdue"):
        yield "bad", Message("page-card-overdue")
    coming = _of(row, "next.date")
    if coming is None:
        yield "middle", Message("page-card-no-next")
    elif isinstance(coming, date) and coming < as_of:
        yield "bad", Message("page-card-next-overdue")
    if _of(row, "parked"):
        yield "", Message("page-card-parked")


def _answers(row: object, asked: Framework) -> Iterator[Mark]:
    """Each criterion, and whether it is met: by a sign, and by a colour besides."""
    for name, spec in asked.criteria.items():
        answer = str(_of(row, f"qualification.{name}"))
        label = spec.label or {"": name}
        yield TONES.get(answer, "none"), Message(f"page-card-{answer}", (label,))
