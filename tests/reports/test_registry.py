"""Every report is in the registry once, and its facts are kept by all that they depend on."""

import inspect
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest
from report_modules import report_modules
from books import AS_OF, policy

from crmcli.commands.directory.groups import COMMANDS
from crmcli.reports import registry
from crmcli.reports.report import FactSource, Report
from crmcli.store.book.facts import FactRequest

ROOT = Path(__file__).parents[2]
MODULES = report_modules()
SOURCES = [each.FACTS for each in MODULES if hasattr(each, "FACTS")]
REPORTS = [each.REPORT for each in MODULES if hasattr(each, "REPORT")]
ANOTHER = {bool: True, int: 7, float: 0.5, str: "other", date: date(2026, 3, 1), tuple: ("other",)}


def another(options: type, field: str) -> object:
    """Another value than the default of an option."""
    hints = get_type_hints(options)[field]
    kinds = [kind for kind in ANOTHER if kind.__name__ in str(hints)]
    return next(
        ANOTHER[kind] for kind in kinds if ANOTHER[kind] != options._field_defaults.get(field)
    )


def test_every_report_answers_a_command_that_is_there():
    named = [name for names in registry.OF_COMMANDS.values() for name in names]
    asked = {"morning", "backtest", "trend", "slips", "queries", "pipeline_change"}
    parts = {"accounts", "cards", "names", "people", "referrals"}  # that no command shows alone
    known = {each.name for each in REPORTS}
    assert len(named) == len({*named})
    assert set() == {*registry.OF_COMMANDS} - {*COMMANDS}
    assert known - parts <= {*named, *asked}
    assert {*named} <= known | asked | {each.name for each in SOURCES}


@pytest.mark.parametrize("report", REPORTS, ids=lambda each: each.name)
def test_a_report_is_found_by_its_name_and_has_defaults(report: Report):
    assert registry.find(report.name) is report
    options = report.options()
    assert report.facts.options(*report.facts.wanted(options)) == report.facts.wanted(options)


@pytest.mark.parametrize("report", REPORTS, ids=lambda each: each.name)
def test_nothing_is_switched_on_that_nobody_asked_for(report: Report):
    for options in (report.options(), report.facts.wanted(report.options())):
        assert [] == [name for name, value in options._asdict().items() if value is True]
    for options in (
        each
        for each in vars(inspect.getmodule(report.tabulate)).values()
        if inspect.isclass(each) and each.__name__.endswith("Options")
    ):
        assert not any(value is True for value in options._field_defaults.values())


@pytest.mark.parametrize("source", SOURCES, ids=lambda each: each.name)
def test_facts_are_kept_by_every_option_that_they_may_depend_on(source: FactSource):
    usual = source.options._make([None] * len(source.options._fields))
    key = FactRequest(source, policy(), AS_OF, usual).key(b"")
    for field in source.options._fields:
        changed = usual._replace(**{field: another(source.options, field)})
        assert key != FactRequest(source, policy(), AS_OF, changed).key(b""), field


@pytest.mark.parametrize("source", SOURCES, ids=lambda each: each.name)
def test_gather_is_given_the_options_of_its_own_type_and_nothing_else(source: FactSource):
    hints = get_type_hints(source.gather)
    *first, last = inspect.signature(source.gather).parameters
    assert ["account", "policy", "as_of"] == first
    assert source.options is hints[last]


@pytest.mark.parametrize("report", REPORTS, ids=lambda each: each.name)
def test_what_a_report_is_asked_reaches_its_facts(report: Report):
    """An option of the facts that the report has not got would never be anything but its default."""
    assert {*report.facts.options._fields} <= {*report.options._fields}
    for field in report.facts.options._fields:
        value = another(report.facts.options, field)
        options = report.options()._replace(**{field: value})
        assert value == getattr(report.facts.wanted(options), field)


def test_every_report_has_its_page_and_the_readme_leads_to_it():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in registry.OF_COMMANDS:
        page = f"docs/{command}.md"
        assert (ROOT / page).is_file(), page
        assert f"[{command}]({page})" in readme, page
        assert f"crm {command}" in (ROOT / page).read_text(encoding="utf-8"), page
