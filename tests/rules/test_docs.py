"""docs/lint-rules.md and docs/ko/lint-rules.md say what the rules' docstrings say. UPDATE=1 rewrites them."""

import os
from pathlib import Path

import pytest
from docs_rules import PAGES, files, problems_of, render

from crmcli.app.mending.kinds import kind_of
from crmcli.domain.finding import Finding
from crmcli.rules.groups import GROUP_OF
from crmcli.rules.pages import page
from crmcli.rules.registry import RULES

ROOT = Path(__file__).parents[2]


@pytest.fixture
def mended(lint):
    """Of each rule whether what its example finds can be mended."""

    def kinds(rule):
        found = page(rule)
        if not found.bad:
            return {kind_of(Finding(rule, ()))}
        if rule in RULES:
            findings = [each for _, each in lint(files(found.bad), found.policy)]
        else:
            findings = [each for each, _ in problems_of(found.bad)]
        return {kind_of(each) for each in findings if each.rule == rule}

    return {
        rule: "safe" if "safe" in kinds(rule) else "unsafe" if "unsafe" in kinds(rule) else ""
        for rule in GROUP_OF
    }


@pytest.mark.parametrize("language", PAGES)
def test_the_page_about_lint_rules_is_what_the_rules_say(language, mended) -> None:
    path = ROOT / PAGES[language]
    if os.environ.get("UPDATE"):
        path.write_text(render(language, mended), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == render(language, mended)
