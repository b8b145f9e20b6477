"""The examples of rules as Koreans see them: in Korean, and the same is found on the same line."""

import pytest
from docs_rules import files, problems_of

from commands.test_korean import latin
from crmcli.messages.ko.help.rule_examples import WORDS, in_korean
from crmcli.rules import registry
from crmcli.rules.groups import GROUP_OF
from crmcli.rules.pages import page

RULES = sorted(rule for rule in GROUP_OF if page(rule).bad)
# typed as they are: what a saved line or query says, and the English name of a Korean company
TYPED = (
    "Hanbit Electronics",
    "Co., Ltd",
    "phone call",
    "park jh",
    "stage_days > 30 andd open",
    "stage_days > 30 and open",
)


def found(rule, text, policy, lint):
    if rule in registry.RULES:
        return sorted(
            (name, *map(str, finding.path))
            for name, finding in lint(files(text), policy)
            if finding.rule == rule
        )
    return sorted((place.line,) for each, place in problems_of(text) if each.rule == rule)


@pytest.mark.parametrize("rule", RULES)
def test_it_is_korean(rule):
    for text in (page(rule).policy, page(rule).bad, page(rule).good):
        told = in_korean(text)
        for each in (*TYPED, "<- here"):
            told = told.replace(each, "")
        assert [] == [
            found
            for line in told.splitlines()
            if not line.strip().startswith(("where:", "#", "late:", "aliases:", "queries:"))
            for found in latin(line)
        ]


@pytest.mark.parametrize("rule", RULES)
def test_the_same_is_found(rule, lint):
    each = page(rule)
    policy = in_korean(each.policy)
    for text in (each.bad, each.good):
        was, now = found(rule, text, each.policy, lint), found(rule, in_korean(text), policy, lint)
        assert was == now
    assert found(rule, in_korean(each.bad), policy, lint)


def test_no_word_is_left_over():
    every = "\n".join(page(rule).policy + page(rule).bad + page(rule).good for rule in RULES)
    assert [] == [word for word in WORDS if word not in every]
