"""What does it cost to hand the book over as tables, and do the views say what the commands say?

python benchmarks/warehouse.py [--accounts 10000] [--engines duckdb,sqlite,spark] [--book DIR]
python benchmarks/warehouse.py --spark    # the two examples, from Parquet and from JSON lines
python benchmarks/warehouse.py --months 24 [--commits 5000]    # from every state
(Spark needs pyspark and Java; what is measured and why: benchmarks/README.md)
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import generate
import spark_views

import history

CRM = os.path.join(os.path.dirname(sys.executable), "crm")
DAY = "2026-11-20"
EXAMPLES = Path(__file__).parents[1] / "examples"
EXAMPLES_DAY = "2026-08-01"
# each view with the field that tells its rows apart
VIEWS = {
    "coverage": "account",
    "pipeline": "stage",
    "winrate": "",
    "losses": "reason",
    "cadence": "rep",
    "retention": "",
}


def crm(book, *words):
    done = subprocess.run([CRM, "-C", str(book), *words], capture_output=True, check=True)
    return done.stdout


def export(book, out, form, *more):
    """Seconds, seconds of processors, and the megabytes of the largest process."""
    shutil.rmtree(out, ignore_errors=True)
    began = time.monotonic()
    words = [CRM, "-C", str(book), "export", "tables", str(out), "--format", form, *more]
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{form}: status {running.returncode}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def duckdb_answers(folder):
    import duckdb

    os.chdir(folder)
    db = duckdb.connect()
    db.execute(Path("views.sql").read_text(encoding="utf-8"))
    yield from views_of(db)


def sqlite_answers(folder):
    yield from views_of(sqlite3.connect(folder / "crm.sqlite"))


def spark_answers(folder, lines=None):
    spark = spark_views.started()
    spark_views.make_views(spark, folder, lines)
    yield from spark_views.answers(spark)


def differences(book, answers, day=DAY, *more):
    """How many figures there were, and which are not those of the command."""
    count, wrong = 0, []
    for view, names, rows in answers:
        key = VIEWS[view]
        told = json.loads(crm(book, view, "--json", "--as-of", day, *more))["rows"]
        found = {
            row[names.index(key)] if key else "": dict(zip(names, row, strict=True)) for row in rows
        }
        for row in told:
            for field, value in row.items():
                if field == "group":
                    continue
                count += 1
                other = found.get(row.get(key, ""), {}).get(field)
                other = float(other) if isinstance(other, Decimal) else other
                is_number = isinstance(value, int | float) and isinstance(other, int | float)
                if not (
                    abs(value - other) < 1.1e-9 * max(1, abs(value))
                    if is_number
                    else value == other
                ):
                    wrong.append((view, row.get(key), field, value, other))
    return count, wrong


ENGINES = {
    "duckdb": ("parquet", ("--views",), duckdb_answers),
    "sqlite": ("sqlite", (), sqlite_answers),
    "spark": ("parquet", ("--views",), spark_answers),
}


def with_spark(folder):
    for example in ("hanbit", "northwind"):
        book, lake, lines = EXAMPLES / example, folder / example, folder / f"{example}-lines"
        export(book, lake, "parquet", "--as-of", EXAMPLES_DAY, "--views")
        export(book, lines, "jsonl", "--as-of", EXAMPLES_DAY)
        for form, answers in (
            ("parquet", spark_answers(lake)),
            ("jsonl", spark_answers(lake, lines)),
        ):
            tell(f"{example}, {form}", book, answers, EXAMPLES_DAY)


def over_time(folder, accounts, commits, months):
    """A book that grew over two years: what its views say of each month's end is what the commands
    say of the book as it was then.
    """
    import duckdb

    book, out = folder / "grown", folder / "states"
    history.write_history(book, accounts, commits)
    took, spent, memory = export(book, out, "duckdb", "--history")
    print(f"every state: {took:.1f} s, {spent:.1f} s of processors, {memory} MB", flush=True)
    first, days = date.fromisoformat(DAY).replace(day=1), []
    while len(days) < months:
        days.append(first - timedelta(days=1))
        first = days[-1].replace(day=1)
    for day in days:
        with duckdb.connect(out / "crm.duckdb") as db:
            db.execute("DROP VIEW as_of")
            db.execute(f"CREATE VIEW as_of AS SELECT DATE '{day}' AS \"day\"")
            tell(str(day), book, views_of(db), str(day), "--at", str(day))


def views_of(db):
    for view in VIEWS:
        found = db.execute(f"SELECT * FROM {view}")
        yield view, [each[0] for each in found.description], found.fetchall()


def tell(name, book, answers, day=DAY, *more):
    began = time.monotonic()
    count, wrong = differences(book, answers, day, *more)
    took = time.monotonic() - began
    print(
        f"{name}: {count} figures, {len(wrong)} differ, {took:.1f} s",
        *wrong[:5],
        sep="\n  ",
        flush=True,
    )


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--accounts", type=int, default=10_000)
    asked.add_argument(
        "--forms", default="csv,csv,parquet,duckdb,jsonl,jsonl,sqlite,sqlite,xlsx,xlsx"
    )
    asked.add_argument("--engines", default="duckdb,sqlite")
    asked.add_argument("--book", type=Path)
    asked.add_argument("--spark", action="store_true")
    asked.add_argument("--months", type=int, default=0)
    asked.add_argument("--commits", type=int, default=5000)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CRM_CACHE_DIR"] = str(Path(folder) / "cache")
        if given.spark:
            with_spark(Path(folder))
            return
        if given.months:
            over_time(Path(folder), given.accounts, given.commits, given.months)
            return
        book = given.book or Path(folder) / "book"
        if given.book is None:
            generate.write_book(book, given.accounts)
        for form in given.forms.split(","):
            took, spent, memory = export(book, Path(folder) / "out", form)
            print(f"{form:8} {took:6.1f} s, {spent:6.1f} s of processors, {memory} MB", flush=True)
        for name in filter(None, given.engines.split(",")):
            form, more, answers = ENGINES[name]
            out = Path(folder) / name
            export(book, out, form, "--as-of", DAY, *more)
            tell(name, book, answers(out))
            os.chdir(folder)


if __name__ == "__main__":
    main()
