"""The SQL views over the tables say what the commands say, to the digit: as the book is, and at the ends of 24 months from the tables
with every state.
"""

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from growing import grown, month_ends

from crmcli.app import answer, open_book
from crmcli.commands.read.tables_history import HISTORIC, HISTORIC_POLICY
from crmcli.domain.records.ratio import rounded
from crmcli.exports.views.script import script
from crmcli.reports.customers import cadence, retention
from crmcli.reports.coverage import coverage
from crmcli.reports.pipeline import losses, pipeline, winrate
from crmcli.tables.registry import TABLES


@pytest.fixture
def run(crm):
    crm.write({"acme": "name: Acme\n"}, "")
    return crm


EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = [date(2025, 12, 31), date(2026, 2, 28), date(2026, 8, 1)]
# each report with the field that tells its rows apart
REPORTS = {
    "coverage": (coverage, "account"),
    "pipeline": (pipeline, "stage"),
    "winrate": (winrate, ""),
    "losses": (losses, "reason"),
    "cadence": (cadence, "rep"),
    "retention": (retention, ""),
}


def plain(value):
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        return float(value)
    return rounded(value) if isinstance(value, float) else value


def told(session, day):
    """What the reports say, by report, row and field."""
    found = {}
    for name, (module, key) in REPORTS.items():
        table = answer(session, module.REPORT, module.Options(), as_of=day).table
        for row in table.rows:
            fields = {field: plain(getattr(row, field)) for field in row._fields}
            fields.pop("group", None)
            found[name, fields.get(key)] = fields
    return found


def asked(run):
    """The same of the views."""
    found = {}
    for name, (_, key) in REPORTS.items():
        names, rows = run(f"SELECT * FROM {name}")
        for row in rows:
            fields = dict(zip(names, map(plain, row), strict=True))
            found[name, fields.get(key)] = fields
    return found


def is_same(one, other):
    """Equal, or numbers that differ in less than the ninth decimal, the last that is told."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < 1.1e-9
    return one == other


def compared(run, session, day):
    """How many figures were the same; fails where one is not."""
    expected, actual = told(session, day), asked(run)
    assert expected.keys() == actual.keys()
    count = 0
    for key, fields in expected.items():
        count += len(fields)
        known = {field: actual[key][field] for field in fields}
        assert not {
            field: (value, known[field])
            for field, value in fields.items()
            if not is_same(value, known[field])
        }, key
    return count


def engine(db):
    def run(query):
        found = db.execute(query)
        return [each[0] for each in found.description], found.fetchall()

    return run


def in_duckdb(folder, tables, day):
    db = duckdb.connect()
    db.execute("SET threads = 1")
    text = script("duckdb", tables, day.isoformat(), "csv")
    text = text.replace("read_csv('", f"read_csv('{folder}/")
    for table in tables:  # read once
        text = text.replace(f'CREATE VIEW "{table.name}" AS', f'CREATE TABLE "{table.name}" AS')
    db.execute(text)
    return db


def at(db, day, said="DATE "):
    db.execute("DROP VIEW as_of")
    db.execute(f"CREATE VIEW as_of AS SELECT {said}'{day}' AS \"day\"")


@pytest.mark.parametrize("example", ["hanbit", "northwind"])
def test_views_say_what_the_commands_say(run, example, tmp_path):
    root = EXAMPLES / example
    for form in ("csv", "sqlite"):
        run("-C", str(root), "export", "tables", str(tmp_path / form), "--format", form)
    with open_book(str(root), use_cache=False) as session:
        duck = in_duckdb(tmp_path / "csv", TABLES, DAYS[0])
        with closing(sqlite3.connect(tmp_path / "sqlite" / "crm.sqlite")) as lite, duck:
            for day in DAYS:
                at(duck, day)
                at(lite, day, "")
                counts = [compared(engine(db), session, day) for db in (duck, lite)]
                assert min(counts) > 200


@pytest.mark.parametrize("example", ["hanbit", "northwind"])
def test_tables_with_every_state_say_what_the_commands_said_at_24_month_ends(
    run, example, tmp_path
):
    days = month_ends(date(2026, 9, 1), 24)
    root = grown(example, tmp_path / "book", days).book
    for form in ("csv", "sqlite"):
        out = tmp_path / form
        ran = run("-C", str(root), "export", "tables", str(out), "--format", form, "--history")
        assert b"accounts/" in ran.err  # one file was broken for a month
    duck = in_duckdb(tmp_path / "csv", (*HISTORIC_POLICY, *HISTORIC), days[0])
    with closing(sqlite3.connect(tmp_path / "sqlite" / "crm.sqlite")) as lite, duck:
        for place, day in enumerate(days):
            at(duck, day)
            at(lite, day, "")
            with open_book(str(root), at=day.isoformat(), use_cache=False) as session:
                assert compared(engine(duck), session, day) > 30
                if place % 6 == 5:
                    assert compared(engine(lite), session, day) > 30


def test_every_state_has_its_span_and_its_commit(run, tmp_path):
    days = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    book = grown("northwind", tmp_path / "book", days)
    commits = book.git("log", "--first-parent", "--reverse", "--format=%H").split()
    out = str(tmp_path / "out")
    run("-C", str(book.book), "export", "tables", out, "--history", "--format", "sqlite")
    with closing(sqlite3.connect(tmp_path / "out" / "crm.sqlite")) as db:
        assert {*commits} >= {row[0] for row in db.execute('SELECT "commit" FROM log_history')}
        assert (
            []
            == db.execute("SELECT * FROM accounts_history WHERE valid_to <= valid_from").fetchall()
        )
        # at any moment there is one row of an account at most
        assert (
            []
            == db.execute(
                """SELECT a.account FROM accounts_history a JOIN accounts_history b
            ON a.account = b.account AND a.valid_from < b.valid_from
            AND (a.valid_to IS NULL OR a.valid_to > b.valid_from)"""
            ).fetchall()
        )
