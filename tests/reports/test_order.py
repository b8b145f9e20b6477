"""No order changes a number: files, keys, lists and entries of one day may stand in any, and every report says the same."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from report_modules import report_modules, short
from books import Ask, policy
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from crmcli.domain.records.account import Account
from crmcli.reports.queries import accounts
from crmcli.reports.customers import assets, cadence, cadence_accounts, cadence_calendar, cohorts
from crmcli.reports.relations import attempts, attempts_by_channel, balance, cooling
from crmcli.reports.pipeline import bant, counter
from crmcli.reports.coverage import blind, coverage, coverage_by_role, coverage_grid
from crmcli.reports.pages import brief, directory, due, resting
from crmcli.reports.pipeline import exits, focus, losses, objection, objections, pipeline, qualify
from crmcli.reports.queries import find, names
from crmcli.reports.forecast import forecast, goals
from crmcli.reports.coverage import gaps, plans
from crmcli.reports.relations import knows, knows_member, map, orphans
from crmcli.reports.pages import playbook
from crmcli.reports.queries import quality, query
from crmcli.reports.relations import referral_funnel, referral_tree
from crmcli.reports.customers import renewals, retention, satisfaction
from crmcli.reports.coverage import roles, stance, stance_by_role, stance_changes
from crmcli.reports.pipeline import rotten, stages
from crmcli.reports.pages import show
from crmcli.reports.coverage import stance_roles
from crmcli.reports.relations import team
from crmcli.reports.pipeline import velocity, winrate
from crmcli.reports.customers import whitespace, whitespace_cells
from crmcli.reports.forecast.trend_metrics import METRICS, together
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.yaml.tree import read_tree
from reports.shuffled import RULES, books, moments, shuffled

SINCE = date(2026, 1, 1)
# making a failure smaller takes minutes, and its report names the reports
once = settings(max_examples=40, deadline=None, derandomize=True, phases=[Phase.generate])
# every report of the book, and the options that make another one of it
ASKED: list[tuple[Any, dict[str, Any]]] = [
    *(
        (report, {})
        for report in (
            accounts,
            assets,
            attempts,
            attempts_by_channel,
            balance,
            bant,
            blind,
            cadence,
            cadence_accounts,
            cadence_calendar,
            cohorts,
            cooling,
            counter,
            coverage_by_role,
            coverage_grid,
            directory,
            exits,
            focus,
            gaps,
        )
    ),
    *(
        (report, {})
        for report in (
            goals,
            names,
            orphans,
            referral_funnel,
            referral_tree,
            renewals,
            qualify,
            rotten,
            stance_by_role,
            stance_changes,
            whitespace,
            whitespace_cells,
        )
    ),
    *(
        (report, {"by": by})
        for report in (
            forecast,
            losses,
            objections,
            pipeline,
            plans,
            quality,
            retention,
            satisfaction,
            stages,
            stance,
            team,
            velocity,
            winrate,
        )
        for by in (None, *report.REPORT.groupings)
    ),
    *((coverage, {"by": by}) for by in (None, "owner", "segment")),
    *(
        (query, {"text": "true", "on": on})
        for on in ("accounts", "contacts", "deals", "log", "plans")
    ),
    (query, {"text": "stance_index < 1 or named_share < 1"}),
    (query, {"text": "true", "on": "deals", "by": "owner", "columns": ("n", "sum(amount)")}),
    (query, {"text": "true", "on": "log", "by": "type", "columns": ("n", "count(two_way)")}),
    (due, {"days": 60}),
    (due, {"limit": 4}),
    (resting, {}),
    (stance_changes, {"since": SINCE}),
    (stance_changes, {"since": SINCE, "matrix": True}),
    (balance, {"since": SINCE}),
    (knows_member, {"text": "kim"}),
    (objections, {"since": SINCE}),
    (find, {"text": "kim"}),
    (find, {"text": "dear"}),
    (objection, {"text": "dear"}),
    (playbook, {}),
    (forecast, {"quantity": True}),
    (attempts, {"over": True}),
]
OF_ONE: list[tuple[Any, dict[str, Any]]] = [
    (report, {}) for report in (roles, knows, stance_roles, map, show, brief)
] + [(attempts_by_channel, {"account": "account-0"})]
# told in the order of the file by definition: people, roles and deals of one account, and of its log what came later within a day
IN_THE_FILES_ORDER = (map, show, brief)
ENTRIES = {"log", "said"}


def decoded(forest: list[tuple[int, Any]]) -> list[Account]:
    return [ACCOUNT.decode(tree)._replace(id=f"account-{place}") for place, tree in forest]


def gather(report: Any) -> Any:
    return report.REPORT.facts.gather


def answer(report: Any, book: list[Account], as_of: date, asked: dict[str, Any]) -> Any:
    options = Ask(**asked)
    facts = [fact for each in book for fact in gather(report)(each, RULES, as_of, options)]
    table = report.tabulate(facts, RULES, as_of, options)
    return plain([table.rows, table.totals], in_files_order=report in IN_THE_FILES_ORDER)


def plain(value: Any, field: str = "", *, in_files_order: bool = False) -> Any:
    """As JSON has it; texts that repeat a list of the file (holders, tags, products) in one order, whatever the file's."""
    if in_files_order and field in ENTRIES:
        return None
    if hasattr(value, "_fields"):
        return {
            name: plain(getattr(value, name), name, in_files_order=in_files_order)
            for name in value._fields
            if name not in ("tree", "branch")
        }
    if isinstance(value, dict):
        return {
            name: plain(value[name], str(name), in_files_order=in_files_order)
            for name in sorted(value, key=str)
        }
    if isinstance(value, list | tuple):
        found = [plain(each, in_files_order=in_files_order) for each in value]
        return (
            sorted(found, key=str)
            if in_files_order or all(isinstance(each, str) for each in found)
            else found
        )
    return value


def metrics(book: list[Account], as_of: date) -> dict[str, Any]:
    """What trends and goals are made of."""
    return {
        name: sorted(
            together([part for each in book for part in measured(each, RULES, as_of)]), key=str
        )
        for name, measured in METRICS.items()
    }


def differing(
    asked: list[tuple[Any, dict[str, Any]]], one: list[Account], other: list[Account], as_of: date
) -> list[str]:
    """The reports that tell the two apart."""
    return [
        f"{report.__name__} {options}"
        for report, options in asked
        if answer(report, one, as_of, options) != answer(report, other, as_of, options)
    ]


@once
@given(books, moments, st.randoms(use_true_random=False))
def test_no_order_of_files_keys_lists_and_entries_changes_any_answer(forest, as_of, random):
    before = [*enumerate(forest)]
    after = random.sample([(place, shuffled(tree, random)) for place, tree in before], len(before))
    assert [] == differing(ASKED, decoded(before), decoded(after), as_of)
    assert metrics(decoded(before), as_of) == metrics(decoded(after), as_of)


@once
@given(books, moments, st.randoms(use_true_random=False))
def test_no_order_of_keys_lists_and_entries_changes_what_is_told_of_one_account(
    forest, as_of, random
):
    before, after = decoded([(0, forest[0])]), decoded([(0, shuffled(forest[0], random))])
    assert [] == differing(OF_ONE, before, after, as_of)


EXAMPLES = Path(__file__).parents[2] / "examples" / "hanbit" / "accounts"
# A little of everything: closed and open deals, surveys, assets, cases, plans, a referral.
RICH = [
    ACCOUNT.decode(read_tree((EXAMPLES / f"{name}.yaml").read_bytes()))
    for name in ("hanbit-electronics", "daehan-steel")
]
OURS = policy((EXAMPLES.parent / "crm.yaml").read_text(encoding="utf-8"))
ALIKE = ("c", "a", "b")
# Reports of one account, or made of others, or of figures that have tests of their own order.
NOT_ASKED = {
    "backtest",
    "cards",
    "forecast_quantity",
    "morning",
    "people",
    "pipeline_change",
    "queries",
    "query_groups",
    "referrals",
    "review",
    "slips",
    "trend",
}


def alike(names: tuple[str, ...]) -> list[Account]:
    """Accounts that differ in nothing but their ids."""
    return [
        each._replace(id=f"{name}{number}") for name in names for number, each in enumerate(RICH)
    ]


@pytest.mark.parametrize(
    ("report", "asked"),
    ASKED,
    ids=[f"{report.__name__.rpartition('.')[2]} {asked}" for report, asked in ASKED],
)
def test_accounts_that_are_alike_stand_in_the_order_of_their_ids(report, asked):
    as_of, options = (
        date(2026, 8, 1),
        Ask(**asked | ({"text": "reliability"} if report is objection else {})),
    )
    tables = []
    for book in (alike(ALIKE), alike(tuple(sorted(ALIKE)))):
        facts = [fact for each in book for fact in gather(report)(each, OURS, as_of, options)]
        tables.append(report.tabulate(facts, OURS, as_of, options))
    given, sorted_ = tables
    assert plain(
        [sorted_.rows, sorted_.totals, [section.rows for section in sorted_.sections]]
    ) == plain([given.rows, given.totals, [section.rows for section in given.sections]])


def test_no_report_is_left_out():
    found = {short(each) for each in report_modules() if hasattr(each, "tabulate")}
    assert found - {report.__name__.rpartition(".")[2] for report, _ in ASKED + OF_ONE} == NOT_ASKED
