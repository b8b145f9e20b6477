"""Every rule keeps what its docstring promises, and can be told in both languages."""

import re
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from docs_rules import doc, files

from crmcli.domain.finding import Severity
from crmcli.messages.en import findings as findings_en
from crmcli.messages.ko import findings as findings_ko
from crmcli.rules import registry
from crmcli.rules.pages import MARK
from crmcli.store.yaml.source import Source

FOLDER = Path(registry.__file__).parent
NOT_RULES = {
    "__init__",
    "answered",
    "book_facts",
    "causes",
    "choice",
    "closest",
    "days",
    "deal_ends",
    "groups",
    "likely_day",
    "odd_texts",
    "open_deals",
    "pages",
    "paths",
    "policy_references",
    "references",
    "registry",
}


@pytest.fixture(params=registry.RULES, name="rule")
def each_rule(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_bad_example_is_found_on_the_marked_line(rule, lint):
    parts = doc(registry.RULES[rule])
    marked = {
        (name, number)
        for name, text in files(parts.bad).items()
        for number, line in enumerate(text.split("\n"), 1)
        if line.endswith(MARK)
    }
    texts = {"crm": parts.policy, **files(parts.bad)}
    found = [
        (name, finding)
        for name, finding in lint(files(parts.bad), parts.policy)
        if finding.rule == rule
    ]
    actual = {
        (name, Source(texts[name].encode()).place(finding.path, at_key=finding.at_key).line)
        for name, finding in found
    }
    assert marked == actual != set()


def test_the_good_example_is_not_found(rule, lint):
    parts = doc(registry.RULES[rule])
    assert [] == [
        finding for _, finding in lint(files(parts.good), parts.policy) if finding.rule == rule
    ]


def test_the_examples_break_no_other_rule_that_is_an_error(rule, lint):
    parts = doc(registry.RULES[rule])
    found = [*lint(files(parts.bad), parts.policy), *lint(files(parts.good), parts.policy)]
    assert set() == {finding.rule for _, finding in found if finding.severity == "error"} - {rule}


def test_turned_off_it_finds_nothing(rule, lint):
    parts = doc(registry.RULES[rule])
    found = lint(files(parts.bad), f"{parts.policy}lint: {{{rule}: off}}\n")
    assert [] == [finding for _, finding in found if finding.rule == rule]


@pytest.mark.parametrize("severity", ["info", "warning", "error"])
def test_the_policy_decides_how_much_it_weighs(rule, severity, lint):
    parts = doc(registry.RULES[rule])
    found = lint(files(parts.bad), f"{parts.policy}lint: {{{rule}: {severity}}}\n")
    assert {severity} == {finding.severity for _, finding in found if finding.rule == rule}


def test_without_a_word_in_the_policy_it_weighs_its_default(rule, lint):
    parts = doc(registry.RULES[rule])
    found = [finding for _, finding in lint(files(parts.bad), parts.policy) if finding.rule == rule]
    assert {registry.DEFAULT_SEVERITIES[rule]} == {finding.severity for finding in found}
    assert registry.DEFAULT_SEVERITIES[rule] in set(get_args(Severity)) - {"off"}


def test_only_rules_of_days_find_something_new_in_a_file_nobody_touched(rule, lint):
    parts = doc(registry.RULES[rule])
    for example in (parts.bad, parts.good):
        now = {
            (where, finding.rule, finding.path)
            for where, finding in lint(files(example), parts.policy)
        }
        for day in (date(2026, 8, 2), date(2026, 9, 30), date(2036, 1, 1)):
            later = {
                (where, finding.rule, finding.path)
                for where, finding in lint(files(example), parts.policy, as_of=day)
            }
            assert {name for _, name, _ in later - now} <= registry.OF_DAYS, day


def test_a_day_of_leaving_that_was_written_ahead_brings_findings_of_days_only(lint):
    book = (
        "name: A\nowner: ben\nservice_contact: ben\nroles: {ceo: {contact: kim, rep: ben}}\ncontacts: {kim: {name: Kim, left: 2027-01-31, stance: {2026-07-01: friendly}}}\n"
        "plans: {p: {for: ceo, via: kim, kind: access, owner: ben, due: 2027-06-01}}\ndeals: {d: {owner: ben, stages: {2026-07-01: prospecting}, next: {date: 2027-06-01, owner: ben, with: kim}}}\n"
    )
    policy = "team: {ben: {name: Ben, left: 2027-02-28}, cy: {manager: ben}}\n"
    now = {finding.rule for _, finding in lint(book, policy)}
    later = {finding.rule for _, finding in lint(book, policy, as_of=date(2027, 8, 1))}
    assert (
        {
            "owner-left",
            "rep-left",
            "left-contact-in-role",
            "left-contact-named",
            "left-member-named",
        }
        <= later - now
        <= registry.OF_DAYS
    )


def test_the_rules_of_days_are_those_that_the_page_on_ci_names():
    page = (Path(__file__).parents[2] / "docs" / "ci.md").read_text(encoding="utf-8")
    (line,) = (line for line in page.splitlines() if line.startswith("| `--timeless` |"))
    assert registry.OF_DAYS == set(
        re.findall(r"`([a-z-]+)`", line.removeprefix("| `--timeless` |"))
    )


def test_it_has_a_message_under_its_own_name(rule):
    assert f"finding-{rule}" in findings_en.TEXTS
    assert f"finding-{rule}" in findings_ko.TEXTS


def test_its_docstring_says_everything_in_whole_sentences(rule):
    parts = doc(registry.RULES[rule])
    assert parts.what.endswith(".")
    assert "\n" not in parts.what
    assert parts.why["en"].endswith((".", "?"))
    assert MARK in parts.bad
    assert MARK not in parts.good


def test_every_file_in_the_room_is_a_rule_and_its_name_is_the_rule_s():
    files_there = {path.stem for path in FOLDER.glob("*.py")} - NOT_RULES
    assert files_there == {rule.replace("-", "_") for rule in registry.RULES}


def test_the_rules_stand_in_alphabetical_order():
    assert sorted(registry.RULES) == list(registry.RULES)


def test_both_languages_say_the_same_things_with_the_same_placeholders():
    assert findings_en.TEXTS.keys() == findings_ko.TEXTS.keys()
    assert {key: placeholders(text) for key, text in findings_en.TEXTS.items()} == {
        key: placeholders(text) for key, text in findings_ko.TEXTS.items()
    }


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("alone", [False, True])
def test_every_rule_that_is_not_off_is_asked(alone, policy_of):
    of_account = {name for name, rule in registry.RULES.items() if hasattr(rule, "check")}
    every = registry.judging(policy_of(""), alone=alone)
    assert every >= {name for name in of_account if registry.severity(name, policy_of("")) != "off"}
    for name in sorted(every):
        assert name not in registry.judging(policy_of(f"lint: {{{name}: off}}\n"), alone=alone)
