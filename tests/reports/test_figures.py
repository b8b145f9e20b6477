"""Every report over a small book, on a day that much of it falls on: figures.txt; and over one whose days all fall on one, on that day: one_day.txt. `UPDATE=1 pytest tests/reports/test_figures.py` renews both; read what changed."""

import os
import re
from datetime import date
from pathlib import Path

import one_day
import pytest

from crmcli.formats import plain
from crmcli.messages import Phrases
from crmcli.reports import forecast, forecast_quantity, objection

from books import Ask
from reports.test_evidence import ALL, BOLT, options_said
from reports.test_left_out import BOOK, RULES
from reports.test_order import OF_ONE

GOLDEN = Path(__file__).with_name("figures.txt")
THE_DAY = Path(__file__).with_name("one_day.txt")
DAY = date(
    2026, 7, 20
)  # a deal is won, a plan due, a promise to be kept: what is so from this day on, or until it
EN = Phrases("en")


def answer(report, asked, accounts=(BOOK, BOLT), rules=RULES, day=DAY):
    options = Ask(**asked | ({"text": "dear"} if report is objection else {}))
    book = accounts if (report, asked) not in OF_ONE else accounts[:1]
    facts = [
        fact
        for each in book
        for fact in (forecast if report is forecast_quantity else report).REPORT.facts.gather(
            each, rules, day, options
        )
    ]
    table = report.tabulate(facts, rules, day, options)
    said = [
        *([EN.say(table.title)] if table.title else []),
        *plain.render(table, EN).splitlines(),
        *(f"note: {EN.say(note)}" for note in table.notes),
    ]
    totals = table.totals
    if totals is not None:
        shown = (
            totals
            if isinstance(totals, dict)
            else {name: getattr(totals, name) for name in totals._fields}
        )
        said.append(
            "total: "
            + re.sub(
                r"\d+\.\d{5,}",
                lambda found: f"{float(found[0]):.4f}",
                ", ".join(f"{name} {value}" for name, value in shown.items() if value is not None),
            )
        )
    return [
        f"{report.__name__.rpartition('.')[2]} {options_said(asked)}".rstrip(),
        *(f"  {line}".replace("\t", " | ").rstrip() for line in said),
    ]


@pytest.fixture(scope="module")
def found():
    return [line for report, asked in ALL for line in answer(report, asked)]


def test_every_report_says_just_this(found):
    if os.environ.get("UPDATE"):
        GOLDEN.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8").splitlines() == found


def test_every_report_says_just_this_on_the_day_on_which_everything_ends():
    """Once each: what is grouped adds the same rows up in other ways."""
    found = [
        line
        for report, asked in ALL
        if not asked.get("by")
        for line in answer(report, asked, one_day.BOOK, one_day.RULES, one_day.DAY)
    ]
    if os.environ.get("UPDATE"):
        THE_DAY.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    assert THE_DAY.read_text(encoding="utf-8").splitlines() == found
