"""An answer to take along: the bytes that its command writes."""

from crmcli.app import linting
from crmcli.app.answering import Answer
from crmcli.app.left_out import skipped_row
from crmcli.formats import json_rows, spreadsheet
from crmcli.formats.findings import json as findings
from crmcli.messages import Phrases
from crmcli.reports.pages import morning

FORMS = {"json": "application/json", "csv": "text/csv"}


def taken(found: Answer, form: str, phrases: Phrases, *, explained: bool) -> str:
    """What `-o json` and `-o csv` write."""
    table = found.table
    if table.report == "lint":
        spots = linting.as_told(table.rows, phrases)
        if form == "json":
            about = {
                row.rule: phrases(f"about-{row.rule}")
                for row in sorted(spots, key=lambda row: row.rule)
            }
            files = table.totals["files"]
            return findings.render(
                spots, table.as_of, files, definitions=about if explained else None
            )
        table = table._replace(rows=[each._replace(excerpt="") for each in spots])
    if form == "csv":
        return spreadsheet.render(table, phrases)
    if table.report == "morning":
        table = morning.as_one(table)
    rows = [skipped_row(each, phrases) for each in found.skipped]
    lacks = list(dict.fromkeys(map(phrases.say, found.lacks)))
    return json_rows.render(table, phrases, rows, explained=explained, lacks=lacks)
