"""Addresses of the reports, over the example books."""

from crmcli.web.views.command_lines import WAYS

BOOKS = {"hanbit": "hanbit-electronics", "northwind": "lakeview-foods"}
# what a report has to be told before it can be asked
SAID = {
    "find": "text=a",
    "query": "text=status+%3D%3D+%22customer%22",
    "objection": "text={objection}",
    "knows_member": "text={member}",
    "whitespace_cells": "account={account}",
    "stance_changes": "since=2026-01-01",
    "pipeline_change": "since=2026-07-01",
    "trend": "metric=open",
}
KNOWN = {
    "hanbit": {"objection": "price", "member": "kim-mj"},
    "northwind": {"objection": "in-house", "member": "luis-o"},
}


def address(book: str, report: str) -> str:
    """What has to be asked of the report, so that it has an answer in that book."""
    said = SAID.get(report, "")
    if WAYS[report].account == "must":
        said = "account={account}"
    return said.format(account=BOOKS[book], **KNOWN[book])
