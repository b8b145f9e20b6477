"""docs/lint-rules.md says what the rules' docstrings say. UPDATE=1 rewrites it."""

import os
from pathlib import Path

from docs_rules import PAGE, render

ROOT = Path(__file__).parents[2]


def test_the_page_about_lint_rules_is_what_the_rules_say() -> None:
    page = ROOT / PAGE
    if os.environ.get("UPDATE"):
        page.write_text(render(), encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == render()
