"""docs/tables.md and its Korean twin list every table of `crm export tables`, from its declaration."""

import os

import pytest
from runner import ROOT
from table_texts import EN, KO

from crmcli.exports.ddl import DUCKDB, SQLITE
from crmcli.messages import Phrases
from crmcli.tables.registry import TABLES
from crmcli.tables.table import Table

DOCS = ROOT / "docs"
HEAD = {
    "en": """# The tables

[한국어](ko/tables.md)

What [crm export tables](exporting.md) writes. Columns in bold are the key: no two rows have the same. An arrow names the column that an id is found in; within an account's own records together with `account`. Ids may point to nothing, as they may in the files: `crm lint` tells which. This page is made of the declarations that the files are made of.

| type | CSV, JSON lines | SQLite | Parquet |
|---|---|---|---|
""",
    "ko": """# 표

[English](../tables.md)

[crm export tables](exporting.md)가 쓰는 표입니다. 굵은 열은 키여서 같은 행이 둘 있지 않습니다. 화살표는 그 id를 찾을 열입니다. 한 거래처의 기록에서는 `account`와 함께 찾습니다. 파일에서처럼 가리키는 것이 없는 id도 있을 수 있고, `crm lint`가 알려 줍니다. 이 페이지는 표를 만드는 선언에서 나옵니다.

| 자료형 | CSV, JSON lines | SQLite | Parquet |
|---|---|---|---|
""",
}
TYPES = {
    "en": {
        "id": "text",
        "text": "text",
        "day": "`YYYY-MM-DD`",
        "whole": "digits",
        "truth": "`true`, `false`",
        "number": "exact decimal",
        "amount": "exact decimal",
    },
    "ko": {
        "id": "글",
        "text": "글",
        "day": "`YYYY-MM-DD`",
        "whole": "숫자",
        "truth": "`true`, `false`",
        "number": "정확한 십진수",
        "amount": "정확한 십진수",
    },
}
SQLITE_MORE = {
    "en": {"day": " `YYYY-MM-DD`", "": "INTEGER where it is whole, else TEXT with all its digits"},
    "ko": {"day": " `YYYY-MM-DD`", "": "정수면 INTEGER, 아니면 모든 자리가 있는 TEXT"},
}
COLUMNS = {"en": "| column | type | what it holds |", "ko": "| 열 | 자료형 | 뜻 |"}


def page(language: str) -> str:
    own, phrases = {"en": EN, "ko": KO}[language], Phrases(language)
    text = HEAD[language]
    for kind, said in TYPES[language].items():
        lite = SQLITE[kind] or SQLITE_MORE[language][""]
        text += (
            f"| {kind} | {said} | {lite}{SQLITE_MORE[language].get(kind, '')} | {DUCKDB[kind]} |\n"
        )
    return text + "".join(section(table, language, own, phrases) for table in TABLES)


def section(table: Table, language: str, own: dict[str, str], phrases: Phrases) -> str:
    lines = [f"\n## `{table.name}`\n", f"{own[table.name]}\n", COLUMNS[language], "|---|---|---|"]
    for column in table.columns:
        name = f"**`{column.name}`**" if column.name in table.key else f"`{column.name}`"
        said = own.get(column.means) or phrases(f"field-{column.means}").split("\n")[0]
        to = f" → `{column.of}`" if column.of and column.of != f"{table.name}.{column.name}" else ""
        lines.append(f"| {name} | {column.kind} | {said}{to} |")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_lists_every_table_and_every_column(language: str) -> None:
    path = DOCS / "tables.md" if language == "en" else DOCS / "ko" / "tables.md"
    if os.environ.get("UPDATE"):
        path.write_text(page(language), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == page(language)


def test_nothing_is_told_of_a_table_or_a_column_that_there_is_not() -> None:
    told = {each.name for each in TABLES} | {
        column.means for each in TABLES for column in each.columns if column.means[:6] == "table-"
    }
    assert told == EN.keys() == KO.keys()
