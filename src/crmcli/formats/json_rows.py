"""A table for programs: one JSON object, English field names, exact values.

Its shape is a contract.
"""

from collections.abc import Sequence

from crmcli.domain.table import Row, Table
from crmcli.domain.text.visible import json_safe
from crmcli.formats import explain
from crmcli.formats.cells import raw
from crmcli.formats.exact import encoded
from crmcli.messages import Phrases


def render(
    table: Table,
    phrases: Phrases,
    skipped: Sequence[dict[str, object]],
    *,
    explained: bool = False,
    lacks: Sequence[str] = (),
) -> str:
    """The object {report, as_of, rows, totals, skipped}, one row a line; {currency} where there are
    amounts; with --explain also {explain}, and where the history is not all here {lacks}.
    """
    rows = ",\n".join([encoded(_row(row, phrases)) for row in table.rows])
    totals = encoded(
        raw(dict(table.totals) if isinstance(table.totals, dict) else table.totals, phrases)
    )
    currency = f'"currency": {encoded(table.currency)}, ' if table.currency else ""
    day = table.as_of.isoformat()
    head = f'{{"report": {encoded(table.report)}, "as_of": "{day}", {currency}"rows": ['
    more = ""
    if explained:
        behind = [
            {field: list(refs) for field, refs in sources.items()} for sources in table.evidence
        ]
        told = {"definitions": explain.definitions(table, phrases), "rows": behind}
        more = f', "explain": {encoded(told)}'
    if lacks:
        more += f', "lacks": {encoded(list(lacks))}'
    body = f"\n{rows}\n" if rows else ""
    return (
        json_safe(f'{head}{body}], "totals": {totals}, "skipped": {encoded(list(skipped))}{more}}}')
        + "\n"
    )


def _row(row: Row, phrases: Phrases) -> dict[str, object]:
    return {
        field.rstrip("_"): value
        if value is None or type(value) in (str, int, bool)
        else raw(value, phrases)
        for field, value in zip(row._fields, row, strict=True)
    }
