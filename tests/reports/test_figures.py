"""Every report over a small book, on a day that much of it falls on: figures.txt; and over one whose days all fall on one, on that day: one_day.txt. `UPDATE=1 pytest tests/reports/test_figures.py` renews both; read what changed."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import one_day
import pytest
from golden import recorded

from crmcli.formats import plain
from crmcli.rules.registry import check_account
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.yaml.tree import read_tree
from crmcli.messages import Phrases
from crmcli.reports.queries import cards, people
from crmcli.reports.forecast import forecast, forecast_quantity, trend
from crmcli.reports.pages import morning, review
from crmcli.reports.pipeline import objection, pipeline_change, slips
from crmcli.reports.relations import referrals
from crmcli.reports.forecast.trend_metrics import METRICS

from books import Ask, ask
from reports.test_evidence import ALL, BOLT, options_said
from reports.test_left_out import BOOK, RULES
from reports.test_order import OF_ONE

GOLDEN = Path(__file__).with_name("figures.txt")
THE_DAY = Path(__file__).with_name("one_day.txt")
OPTIONS = Path(__file__).with_name("options.txt")
UNDATED = Path(__file__).with_name("undated.txt")
COLUMNS = Path(__file__).with_name("columns.txt")
DAY = date(
    2026, 7, 20
)  # a deal is won, a plan due, a promise to be kept: what is so from this day on, or until it
EN = Phrases("en")


def answer(report, asked, accounts=(BOOK, BOLT), rules=RULES, day=DAY):
    table = tabled(report, asked, accounts, rules, day)
    return shown(f"{report.__name__.rpartition('.')[2]} {options_said(asked)}".rstrip(), table)


def tabled(report, asked, accounts, rules, day):
    options = Ask(**asked | ({"text": "dear"} if report is objection else {}))
    book = accounts if (report, asked) not in OF_ONE else accounts[:1]
    facts = [
        fact
        for each in book
        for fact in (forecast if report is forecast_quantity else report).REPORT.facts.gather(
            each, rules, day, options
        )
    ]
    return report.tabulate(facts, rules, day, options)


def shown(name, table):
    """The table as plain text with its title, notes and totals, under the name."""
    said = [
        *([EN.say(table.title)] if table.title else []),
        *plain.render(table, EN).splitlines(),
        *(f"note: {EN.say(note)}" for note in table.notes),
    ]
    totals = table.totals
    if totals is not None:
        found = (
            totals
            if isinstance(totals, dict)
            else {name: getattr(totals, name) for name in totals._fields}
        )
        said.append(
            "total: "
            + re.sub(
                r"\d+\.\d{5,}",
                lambda found: f"{float(found[0]):.4f}",
                ", ".join(f"{name} {value}" for name, value in found.items() if value is not None),
            )
        )
    return [name, *(f"  {line}".replace("\t", " | ").rstrip() for line in said)]


@pytest.fixture(scope="module")
def found():
    return [line for report, asked in ALL for line in answer(report, asked)]


def test_every_report_says_just_this(found):
    assert recorded(GOLDEN, found) == found


def facts(report, day, options):
    return [
        fact for each in one_day.BOOK for fact in report.gather(each, one_day.RULES, day, options)
    ]


def made_of_several_days():
    """Reports that compare a day with those before it, and those that are made of others."""
    day, rules = one_day.DAY, one_day.RULES
    for report in (cards, people, referrals, morning, review):
        yield shown(
            report.__name__.rpartition(".")[2], ask(report, *one_day.BOOK, rules=rules, as_of=day)
        )
    for by in (None, "owner"):
        options = Ask(by=by)
        found = slips.tabulate(facts(slips, day, options), {}, rules, day, options)
        yield shown(f"slips {by}", found)
        for metric in METRICS if by is None else ("open", "stance"):
            options = Ask(by=by, metric=metric)
            months = [
                trend.Month(date(2026, 4, 30), None, None),
                trend.Month(date(2026, 5, 31), None, facts(trend, day, options), "KRW"),
                *(
                    trend.Month(each, None, facts(trend, each, options), rules.currency)
                    for each in (date(2026, 6, 30), date(2026, 7, 31), *one_day.DAYS)
                ),
            ]
            yield shown(f"trend {metric} {by}", trend.tabulate(months, rules, day, options))
    for start, end in pairwise((date(2026, 6, 30), *one_day.DAYS)):
        options = Ask()
        sides = [facts(pipeline_change, each, options) for each in (start, end)]
        found = pipeline_change.tabulate(*sides, rules, start, end, options)
        yield shown(f"pipeline_change {start} {end}", found)


def test_every_report_says_just_this_on_the_day_on_which_everything_ends():
    """Once each: what is grouped adds the same rows up in other ways."""
    found = [
        line
        for report, asked in ALL
        if not asked.get("by")
        for line in answer(report, asked, one_day.BOOK, one_day.RULES, one_day.DAY)
    ]
    found += [line for lines in made_of_several_days() for line in lines]
    assert recorded(THE_DAY, found) == found


def undated(node):
    """The tree, with the first day of everything that is said day by day not known."""
    if isinstance(node, list):
        return [undated(each) for each in node]
    if not isinstance(node, dict):
        return node
    days = sorted(key for key in node if re.fullmatch("[0-9-]{10}", str(key)))
    return {"undated" if key in days[:1] else key: undated(each) for key, each in node.items()}


def without_first_days(record):
    tree = undated(read_tree(one_day.TEXTS[record.id].encode()))
    return ACCOUNT.decode(tree)._replace(id=record.id)


def test_what_is_said_without_its_day_is_told_so():
    """Of each report the lines that are others than with all days known: undated.txt."""
    book = [without_first_days(each) for each in one_day.BOOK]
    found = []
    for report, asked in ALL:
        if not asked.get("by"):
            known = answer(report, asked, one_day.BOOK, one_day.RULES, one_day.DAY)
            head, *lines = answer(report, asked, book, one_day.RULES, one_day.DAY)
            others = [line for line in lines if line not in known]
            found += [head, *others, *([f"  {len(lines) - len(known) + 1} lines more"])]
    for day in one_day.DAYS:
        for record in book:
            found += [
                f"{day} {record.id} {finding.rule} {finding.path} {finding.args}"
                for finding in check_account(record, one_day.RULES, day)
            ]
    assert found == recorded(UNDATED, found)


def columns():
    """Of each table of each report, its columns in the order in which a narrow terminal loses them, the first to go first; what stays always is last."""
    day, rules = one_day.DAY, one_day.RULES
    pages = [
        *((report, tabled(report, asked, one_day.BOOK, rules, day)) for report, asked in ALL),
        *(
            (report, ask(report, *one_day.BOOK, rules=rules, as_of=day))
            for report in (morning, review)
        ),
    ]
    found = set()
    for report, table in pages:
        for part in (table, *table.sections):
            going = sorted(part.columns, key=lambda column: column.keep)
            kept = " ".join(column.field for column in going if column.keep == 9)
            goes = " ".join(f"{each.field}:{each.keep}" for each in going if each.keep < 9)
            found.add(f"{report.__name__.rpartition('.')[2]}: {goes} | {kept}")
    return sorted(found)


def test_a_narrow_terminal_loses_columns_in_just_this_order():
    found = columns()
    assert recorded(COLUMNS, found) == found


# a value of each option that a report may have; those of one account or one thing have tests of their own
GIVEN = {
    "since": one_day.DAY,
    "until": one_day.DAYS[0],
    "days": 30,
    "limit": 2,
    "below": 2,
    "floor": 20,
    "months": 3,
    "over": True,
    "overdue": True,
    "matrix": True,
    "all_": True,
    "stage": "late",
    "role": "ceo",
    "product": "core",
    "method": "history",
    "quantity": True,
    "sort": ("-account",),
}
ELSEWHERE = {
    "by",
    "called",
    "status",
    "account",
    "deal",
    "factor",
    "text",
    "on",
    "columns",
    "within",
    "explain",
    "filters",
    "metric",
}
YEAR_AGO = date(2025, 8, 4)


def with_options():
    """Each report with each of its options, where that makes another answer of it."""
    for report, asked in ALL:
        made_of = forecast if report is forecast_quantity else report
        if asked.get("by") or (report, asked) in OF_ONE or asked.get("on", "deals") != "deals":
            continue
        usual = of_the_day(report, asked)
        for field in made_of.REPORT.options._fields:
            assert field in ELSEWHERE | {*GIVEN}, "an option that is not asked"
            values = [YEAR_AGO, GIVEN[field]] if field == "since" else [GIVEN.get(field)]
            for value in values if field in GIVEN and field not in asked else ():
                found = of_the_day(report, asked | {field: value})
                yield found[0], field, found[1:] if found[1:] != usual[1:] else []


def of_the_day(report, asked):
    return answer(report, asked, one_day.BOOK, one_day.RULES, one_day.DAY)


def test_every_option_of_a_report_says_just_this():
    asked = list(with_options())
    found = [line for head, _, lines in asked if lines for line in (head, *lines)]
    assert recorded(OPTIONS, found) == found


def test_every_option_makes_another_answer_of_some_report():
    told = {}
    for _, field, lines in with_options():
        told[field] = told.get(field, False) or bool(lines)
    assert {field for field, is_other in told.items() if not is_other} == set()
