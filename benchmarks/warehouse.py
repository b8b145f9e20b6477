"""What does it cost to hand the book over as tables, and do the views say what the commands say?

python benchmarks/warehouse.py [--accounts 10000] [--engines duckdb,sqlite,spark] [--book DIR]
(Spark needs pyspark and Java; what is measured and why: benchmarks/README.md)
"""

import argparse
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import generate

CRM = os.path.join(os.path.dirname(sys.executable), "crm")
DAY = "2026-11-20"
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
    shutil.rmtree(out, ignore_errors=True)
    began, used = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    crm(book, "export", "tables", str(out), "--format", form, "--as-of", DAY, *more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    return time.monotonic() - began, spent, after.ru_maxrss // 1024


def duckdb_answers(folder):
    import duckdb

    os.chdir(folder)
    db = duckdb.connect()
    db.execute(Path("views.sql").read_text(encoding="utf-8"))
    for view in VIEWS:
        found = db.execute(f"SELECT * FROM {view}")
        yield view, [each[0] for each in found.description], found.fetchall()


def sqlite_answers(folder):
    db = sqlite3.connect(folder / "crm.sqlite")
    for view in VIEWS:
        found = db.execute(f"SELECT * FROM {view}")
        yield view, [each[0] for each in found.description], found.fetchall()


def spark_answers(folder):
    from pyspark.sql import SparkSession

    os.chdir(folder)
    # plans of many small parts: compiling each of them takes longer than running it
    options = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.codegen.wholeStage": "false",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in options.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    lines = Path("views.spark.sql").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("--"))
    for statement in filter(str.strip, text.split(";\n")):
        spark.sql(statement.rstrip().rstrip(";"))
    for view in VIEWS:
        found = spark.sql(f"SELECT * FROM {view}")
        yield view, found.columns, [tuple(row) for row in found.collect()]


def differences(book, answers):
    """How many figures there were, and which are not those of the command."""
    count, wrong = 0, []
    for view, names, rows in answers:
        key = VIEWS[view]
        told = json.loads(crm(book, view, "--json", "--as-of", DAY))["rows"]
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


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--accounts", type=int, default=10_000)
    asked.add_argument("--engines", default="duckdb,sqlite")
    asked.add_argument("--book", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = given.book or Path(folder) / "book"
        if given.book is None:
            generate.write_book(book, given.accounts)
        os.environ["CRM_CACHE_DIR"] = str(Path(folder) / "cache")
        for form in ("csv", "csv", "parquet", "parquet", "sqlite", "jsonl"):
            took, spent, memory = export(book, Path(folder) / "out", form)
            print(f"{form:8} {took:6.1f} s, {spent:6.1f} s of processors, {memory} MB")
        for name in given.engines.split(","):
            form, more, answers = ENGINES[name]
            out = Path(folder) / name
            export(book, out, form, *more)
            began = time.monotonic()
            count, wrong = differences(book, answers(out))
            took = time.monotonic() - began
            print(
                f"{name:8} {count} figures, {len(wrong)} differ, {took:.1f} s",
                *wrong[:5],
                sep="\n  ",
            )
            os.chdir(folder)


if __name__ == "__main__":
    main()
