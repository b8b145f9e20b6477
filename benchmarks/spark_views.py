"""What do the views of a folder of Parquet files say, asked in Spark?

python benchmarks/spark_views.py FOLDER OUT [DAY...] [--lines FOLDER]
(needs pyspark and Java; FOLDER is of `crm export tables FOLDER --format parquet --views`)
OUT gets a pickle: of each day the views' columns and rows; without a day, of the folder's own.
"""

import argparse
import pickle
from pathlib import Path

VIEWS = ("coverage", "pipeline", "winrate", "losses", "cadence", "retention")
# many small parts: compiling each and planning it anew takes longer than running it
OPTIONS = {
    "spark.driver.memory": "4g",  # planning alone takes more than the gigabyte it would have
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


def started():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]")
    for name, value in OPTIONS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def make_views(spark, folder, lines=None):
    """`lines`: the folder of the same tables as JSON lines, to be asked instead."""
    said = (folder / "views.spark.sql").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in said if not line.startswith("--"))
    # Spark counts from where it was started
    text = text.replace("(path '", f"(path '{folder.resolve()}/")
    for statement in filter(str.strip, text.split(";\n")):
        spark.sql(statement.rstrip().rstrip(";"))
        if lines and " USING parquet " in statement:
            name = statement.split("`")[1]
            rows = spark.read.schema(spark.table(name).schema).json(str(lines / f"{name}.jsonl"))
            rows.createOrReplaceTempView(name)


def answers(spark, day=None):
    """Each view with its columns and its rows."""
    if day:
        spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW as_of AS SELECT DATE '{day}' AS `day`")
    for view in VIEWS:
        found = spark.sql(f"SELECT * FROM {view}")
        yield view, found.columns, [tuple(row) for row in found.collect()]


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("days", nargs="*")
    asked.add_argument("--lines", type=Path)
    given = asked.parse_args()
    spark = started()
    make_views(spark, given.folder, given.lines)
    found = {day: [*answers(spark, day)] for day in given.days or [""]}
    given.out.write_bytes(pickle.dumps(found))
    spark.stop()


if __name__ == "__main__":
    main()
