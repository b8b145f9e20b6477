"""The views in Spark say what the commands say, now and at month ends. It runs where there are pyspark and Java (Debian's
default-jre-headless is one), which no extra brings.
"""

import importlib.util
import os
import pickle
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from growing import grown, month_ends

from commands.test_export_views import DAYS, EXAMPLES, compared
from crmcli.app import open_book

ASKING = Path(__file__).parents[2] / "benchmarks" / "spark_views.py"
JAVA = shutil.which("java") or "JAVA_HOME" in os.environ
LACKS = not (JAVA and importlib.util.find_spec("pyspark"))
pytestmark = pytest.mark.skipif(LACKS, reason="no pyspark or no Java on this machine")


def asked(folder, days):
    """By day, what a view answers to its query."""
    out = folder.parent / "answers"
    subprocess.run(
        [sys.executable, str(ASKING), str(folder), str(out), *map(str, days)],
        cwd=folder.parent,
        check=True,
        capture_output=True,
        timeout=1800,
    )
    found = pickle.loads(out.read_bytes())  # noqa: S301 - ours
    for day in days:
        views = {view: (names, rows) for view, names, rows in found[str(day)]}
        yield day, lambda query, views=views: views[query.rpartition(" ")[2]]


@pytest.fixture
def export(crm, tmp_path):
    """Write the tables of a book and their views; what was told."""
    crm.write({"acme": "name: Acme\n"}, "")

    def run(root, *more):
        words = ("--format", "parquet", "--views", *more)
        return crm("-C", str(root), "export", "tables", str(tmp_path / "lake"), *words).told

    return run


@pytest.mark.parametrize("example", ["hanbit", "northwind"])
def test_spark_says_what_the_commands_say(export, example, tmp_path):
    assert not export(EXAMPLES / example)
    with open_book(str(EXAMPLES / example), use_cache=False) as session:
        for day, run in asked(tmp_path / "lake", DAYS[-1:]):
            assert compared(run, session, day) > 200


@pytest.mark.parametrize("example", ["hanbit", "northwind"])
def test_spark_says_of_month_ends_what_the_commands_said(export, example, tmp_path):
    days = month_ends(date(2026, 9, 1), 24)
    root = grown(example, tmp_path / "book", days).book
    assert "accounts/" in export(root, "--history")  # one file was broken for a month
    for day, run in asked(tmp_path / "lake", days[11::12]):
        with open_book(str(root), at=day.isoformat(), use_cache=False) as session:
            assert compared(run, session, day) > 30
