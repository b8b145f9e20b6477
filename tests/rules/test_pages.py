"""What is told in brackets has a page in both languages, and the pages of reading keep what they promise."""

from pathlib import Path

import pytest
from docs_rules import files, problems_of

from crmcli.messages.en import rules as rules_en
from crmcli.messages.ko import rules as rules_ko
from crmcli.rules import reading, registry
from crmcli.rules.choice import chosen, members
from crmcli.rules.groups import DAYS, GROUP_OF, GROUPS, HARMLESS, WORDS
from crmcli.rules.pages import MARK, page
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.reading import read

IDS = sorted(
    key.removeprefix("about-") for key in rules_en.TEXTS if key.startswith("about-")
)  # every rule that a finding may be called by, as tests/messages holds it to the code
OF_READING = sorted(
    path.stem.replace("_", "-")
    for path in Path(reading.__file__).parent.glob("*.py")
    if path.stem != "__init__"
)


@pytest.mark.parametrize("rule", IDS)
def test_what_is_told_in_brackets_has_a_page_in_both_languages(rule):
    found = page(rule)
    assert found is not None, (
        f"rules/reading/{rule.replace('-', '_')}.py: its page, as of the others; and a group in rules/groups.py"
    )
    assert found.what == rules_en.TEXTS[f"about-{rule}"]
    assert f"about-{rule}" in rules_ko.TEXTS
    assert found.why["en"].endswith((".", "?")), "its docstring says `Why: …`"
    assert found.why["ko"].endswith("."), "its docstring says `왜: …`, in Korean, below `Why: …`"
    assert any("가" <= char <= "힣" for char in found.why["ko"])
    assert not any(
        "가" <= char <= "힣" for char in found.why["en"].replace("만", "").replace("주식회사", "")
    )
    assert bool(found.bad) == bool(found.good)


def test_each_rule_is_in_one_group_and_each_of_them_is_a_rule():
    assert sorted(GROUP_OF) == IDS
    assert len(GROUP_OF) == sum(map(len, GROUPS.values()))
    assert all(sorted(rules) == list(rules) for rules in GROUPS.values())
    assert len(set(WORDS)) == len(WORDS)
    for texts in (rules_en.TEXTS, rules_ko.TEXTS):
        assert {f"rules-{group}" for group in (*GROUPS, DAYS)} == {
            key for key in texts if key.startswith("rules-")
        }


def test_a_word_stands_for_the_rules_of_its_group_or_for_one_rule():
    assert members("files") == set(GROUPS["files"])
    assert members(DAYS) == registry.OF_DAYS
    assert members("bad-date") == {"bad-date"}
    assert members("bad-dates") == frozenset()


def test_a_page_of_reading_is_no_rule_s_and_a_rule_needs_none_there():
    assert sorted([*registry.RULES, *OF_READING]) == IDS


def test_what_nothing_is_called_has_no_page():
    assert [None] * 3 == [page(word) for word in ("registry", "days", "../x")]


SHOWN = [rule for rule in OF_READING if page(rule).bad]


@pytest.mark.parametrize("rule", SHOWN)
def test_the_bad_example_is_found_on_the_marked_line(rule):
    known = page(rule)
    (text,) = files(known.bad).values()
    found = problems_of(text)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.endswith(MARK)] or [
        2
    ]
    assert {(rule, known.severity)} == {(each.rule, each.severity) for each, _ in found}
    assert lines == [place.line for _, place in found]


@pytest.mark.parametrize("rule", SHOWN)
def test_in_the_good_example_nothing_is_found(rule):
    (text,) = files(page(rule).good).values()
    assert [] == problems_of(text)


@pytest.mark.parametrize("rule", SHOWN)
def test_what_reading_finds_and_reads_on_all_the_same_may_be_silenced(rule):
    (text,) = files(page(rule).bad).values()
    is_read = read(text.replace("<tab>", "\t").encode(), ACCOUNT).record is not None
    assert is_read == (rule in HARMLESS)


@pytest.mark.parametrize(
    ("select", "ignore", "inside", "outside"),
    [
        ((), (), {"bad-date", "plan-overdue", "unused-ignore"}, set()),
        (("days",), (), {"plan-overdue"}, {"bad-date", "role-without-rep"}),
        ((), ("days",), {"bad-date", "role-without-rep"}, {"plan-overdue"}),
        (("upkeep",), ("days",), {"role-without-rep"}, {"plan-overdue", "bad-date"}),
        (("upkeep", "bad-date"), ("plan-overdue",), {"bad-date", "stale-stance"}, {"plan-overdue"}),
        (("plan-overdue",), ("days",), {"plan-overdue"}, {"stale-stance"}),
        (("plan-overdue",), ("days", "plan-overdue"), set(), {"plan-overdue"}),
        (("yaml", "values"), (), {"yaml-syntax", "bad-date"}, {"missing-key"}),
    ],
)
def test_rules_are_chosen_by_name_and_by_group_and_a_name_beats_a_group(
    select, ignore, inside, outside
):
    found = chosen(select, ignore)
    assert inside <= found
    assert not outside & found
