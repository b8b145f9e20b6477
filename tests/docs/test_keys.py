"""One key has one type in the JSON of all reports, but for those that docs/output.md lists."""

import json
import re
from collections import defaultdict

import warm
from runner import ROOT

from crmcli.reports.registry import OF_COMMANDS

ASKED = {
    "coverage": ["", "--gaps", "--by role", "hanbit"],
    "pipeline": ["", "--rotten", "--exits", "--by owner"],
    "losses": ["", "--counter"],
    "stance": ["", "--since 2025-01-01", "--by role", "hanbit"],
    "brief": ["hanbit"],
    "show": ["hanbit"],
    "map": ["hanbit"],
    "knows": ["hanbit"],
    "find": ["a"],
    "due": ["--days 60"],
    "query": ["true", *(f"true --on {kind}" for kind in ("deals", "log", "contacts", "plans"))],
}
REPORTS = [each for each in OF_COMMANDS if each not in ("trend", "slips")]  # which ask git
TYPES = {bool: "truth", int: "number", float: "number", str: "text", list: "list", dict: "mapping"}


def _walk(row, seen):
    for key, value in row.items():
        if value is not None:
            seen[key].add(TYPES[type(value)])
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                _walk(each, seen)


def test_a_key_has_one_type_in_all_reports_but_for_those_that_the_page_lists(tmp_path):
    seen = defaultdict(set)
    for report in REPORTS:
        for words in ASKED.get(report, [""]):
            asked = [report, *words.split(), "--json", "--no-cache", "--as-of", "2026-08-03"]
            ran = warm.run(
                asked,
                cwd=ROOT / "examples/hanbit",
                env={"LANG": "C.UTF-8", "CRM_CACHE_DIR": str(tmp_path)},
            )
            for row in json.loads(ran.out)["rows"]:
                _walk(row, seen)
    page = (
        (ROOT / "docs/output.md")
        .read_text(encoding="utf-8")
        .partition("### One key, one meaning")[2]
        .partition("\n### ")[0]
    )
    listed = {
        key: set(types.split(", "))
        for key, types in re.findall(r"^\| `(\w+)` \| ([a-z, ]+) \|", page, re.M)
    }
    assert listed == {key: types for key, types in seen.items() if len(types) > 1}
