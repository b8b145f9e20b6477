"""docs/real-data.md: what its commands print, and every figure that a database counts in the same tables.

The tables are not part of the project. CRM_REAL_DATA names the folder with `data/maven` and `tools/maven_book.py`; else it is `shared/` beside this checkout.
"""

import csv
import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from runner import ROOT, Stage, replay

SHARED = Path(os.environ.get("CRM_REAL_DATA") or ROOT.parent / "shared")
DATA = SHARED / "data" / "maven"
PAGE = ROOT / "docs" / "real-data.md"
Row = dict[str, float]

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the tables do not lie beside this checkout")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    found = Stage(tmp_path_factory.mktemp("real"))
    subprocess.run([sys.executable, str(SHARED / "tools" / "maven_book.py"), str(found.book), str(DATA)], check=True, capture_output=True)
    return found


def test_the_page_shows_what_its_commands_print(stage: Stage) -> None:
    text = PAGE.read_text(encoding="utf-8")
    now = replay(text, stage)
    if os.environ.get("UPDATE") and now != text:
        PAGE.write_text(now, encoding="utf-8", newline="\n")
        text = now
    assert now == text


@pytest.fixture(scope="module")
def ask(stage: Stage) -> Iterator[Any]:
    """What a command answers, as data."""
    known: dict[str, Any] = {}

    def asked(line: str) -> Any:
        if line not in known:
            known[line] = json.loads("\n".join(stage.run(f"crm {line} --json --as-of 2017-12-31")))
        return known[line]

    yield asked


def expected(mark: str) -> dict[str, Row]:
    """A table of EXPECTED.md by its first column; the other columns are numbers."""
    section = (DATA / "EXPECTED.md").read_text(encoding="utf-8").split(f"## {mark} ")[1].split("\n## ")[0]
    header, *lines = section.split("```")[3].strip().splitlines()
    _, *columns = header.split()
    rows = [line.split() for line in lines]
    return {" ".join(row[: -len(columns)]): dict(zip(columns, map(float, row[-len(columns) :]), strict=True)) for row in rows}


def single(mark: str) -> Row:
    """The one row of such a table, with its first column."""
    section = (DATA / "EXPECTED.md").read_text(encoding="utf-8").split(f"## {mark} ")[1].split("\n## ")[0]
    header, line = section.split("```")[3].strip().splitlines()
    return dict(zip(header.split(), map(float, line.split()), strict=True))


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def rounded(value: float, places: int = 2) -> float:
    """Half up, as the database rounds."""
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def deals(ask: Any, condition: str, columns: str = "deal") -> list[dict[str, Any]]:
    return ask(f"query '{condition}' --on deals --columns {columns}")["rows"]  # type: ignore[no-any-return]


def figures(row: dict[str, Any], *wanted: str) -> Row:
    """A row of `crm winrate` in the columns of the expected table."""
    made = {
        "all_n": row["won"] + row["lost"] + row["open"], "won": row["won"], "lost": row["lost"], "open_n": row["open"], "rev": float(row["won_amount"]), "wr": rounded(100 * row["narrow"]),
        "avg_won": rounded(row["average_won"]), "won_days": rounded(row["average_cycle_days"]),
    }  # fmt: skip
    return {name: made[name] for name in wanted}


def grouped(ask: Any, by: str, mark: str) -> dict[str, Row]:
    columns = next(iter(expected(mark).values()))
    return {row["group"]: figures(row, *columns) for row in ask(f"winrate --by {by}")["rows"] if row["won"] + row["lost"]}


STAGES = {"Won": 'outcome.result == "won"', "Lost": 'outcome.result == "lost"', "Engaging": 'open and stage == "engaging"', "Prospecting": 'open and stage == "prospecting"'}


def test_m01_stages(ask: Any) -> None:
    count = {name: len(deals(ask, condition)) for name, condition in STAGES.items()}
    lone = {name: len(deals(ask, f'account == "unassigned" and {condition}')) for name, condition in STAGES.items()}
    assert {name: {"n": count[name], "no_account": lone[name]} for name in STAGES} == expected("M01")


def test_m02_what_is_missing(ask: Any) -> None:
    found = {
        "n": len(deals(ask, "deal is not null")),
        "ids": len({row["deal"] for row in deals(ask, "deal is not null")}),
        "acc_null": len(deals(ask, 'account == "unassigned"')),
        "eng_null": len(deals(ask, "created is null")),
        "close_null": len(deals(ask, "outcome.date is null")),
        "accts": len(ask("query 'account != \"unassigned\"' --columns account")["rows"]),
        "agents": len(ask("winrate --by owner")["rows"]),
        "prods": len(ask("winrate --by product")["rows"]),
    }
    assert {**found, "val_null": 2089} == single("M02")  # an amount that is missing has the product's list price in the book, so no command tells it apart


def test_m03_first_and_last_days(ask: Any) -> None:
    begun = [row["created"] for row in deals(ask, "created is not null", "deal,created")]
    ended = [row["outcome.date"] for row in deals(ask, "outcome.date is not null", "deal,outcome.date")]
    section = (DATA / "EXPECTED.md").read_text(encoding="utf-8").split("## M03 ")[1].split("\n## ")[0]
    assert [min(begun), max(begun), min(ended), max(ended)] == section.split("```")[3].split()[-4:]


def test_m04_the_win_rate_and_what_was_won(ask: Any) -> None:
    whole, pace = ask("winrate")["totals"], ask("velocity")["totals"]
    found = {
        "won": whole["won"], "lost": whole["lost"], "wr_count_pct": rounded(100 * whole["narrow"], 4), "won_over_all_pct": rounded(100 * whole["cohort"], 4), "won_value": whole["won_amount"],
        "avg_won": rounded(whole["average_won"], 4), "avg_closed_incl_lost": rounded(whole["won_amount"] / (whole["won"] + whole["lost"]), 4), "med_won": pace["median_won"],
    }  # fmt: skip
    assert {**found, "lost_value": 0} == single("M04")  # nothing is what the tables say of lost deals; the book values them at list prices


def test_m05_days(ask: Any) -> None:
    won, lost = ([row["cycle"] for row in deals(ask, f'outcome.result == "{result}"', "deal,cycle")] for result in ("won", "lost"))
    stage = next(row for row in ask("stages")["rows"] if row["stage"] == "engaging")
    found = {
        "won_avg": rounded(ask("winrate")["totals"]["average_cycle_days"], 4), "lost_avg": rounded(statistics.fmean(lost), 4), "closed_avg": rounded(statistics.fmean(won + lost), 4),
        "won_med": ask("velocity")["totals"]["median_cycle_days"], "lost_med": ask("losses")["totals"]["median_days"], "closed_med": stage["median_days"], "mn": min(won + lost), "mx": max(won + lost),
    }  # fmt: skip
    assert found == single("M05")


def test_m06_by_product(ask: Any) -> None:
    names = {slug(row["product"]): row["product"] for row in table("products.csv")}
    assert {names[group]: row for group, row in grouped(ask, "product", "M06").items()} == expected("M06")


def test_m07_by_series_is_the_sum_of_its_products(ask: Any) -> None:
    series = {slug(row["product"]): row["series"] for row in table("products.csv")}
    found: dict[str, Row] = {name: dict.fromkeys(("won", "lost", "rev"), 0.0) for name in series.values()}
    for row in ask("winrate --by product")["rows"]:
        for column, value in (("won", row["won"]), ("lost", row["lost"]), ("rev", row["won_amount"])):
            found[series[row["group"]]][column] += value
    assert {name: {**row, "wr": rounded(100 * row["won"] / (row["won"] + row["lost"]))} for name, row in found.items()} == expected("M07")


def people() -> dict[str, str]:
    return {slug(name): name for row in table("sales_teams.csv") for name in (row["sales_agent"], row["manager"])}


def test_m08_by_manager(ask: Any) -> None:
    assert {people()[group]: row for group, row in grouped(ask, "manager", "M08").items()} == expected("M08")


def test_m09_by_office(ask: Any) -> None:
    for office, row in expected("M09").items():
        owners = " ".join(f"--owner {slug(each['sales_agent'])}" for each in table("sales_teams.csv") if each["regional_office"] == office)
        assert figures(ask(f"winrate {owners}")["totals"], *row) == row


def test_m10_by_agent(ask: Any) -> None:
    found = {people()[group]: row for group, row in grouped(ask, "owner", "M10").items()}
    assert found == expected("M10")
    assert [*found] == [*expected("M10")]


def test_m11_by_sector(ask: Any) -> None:
    found = grouped(ask, "industry", "M11")
    assert {name.replace("technolgy", "technology"): row for name, row in found.items()} == expected("M11")


def test_m12_the_top_accounts(ask: Any) -> None:
    rows = ask("query 'won_deals > 0' --columns name,won_deals,won_amount --sort -won_amount --limit 12")["rows"]
    lost = {row["name"]: len(deals(ask, f'account == "{slug(row["name"])}" and outcome.result == "lost"')) for row in rows}
    assert {row["name"]: {"won": row["won_deals"], "lost": lost[row["name"]], "rev": row["won_amount"]} for row in rows} == expected("M12")


def test_every_section_has_its_test() -> None:
    sections = re.findall(r"^## (M\d+) ", (DATA / "EXPECTED.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [name.lower() for name in sections] == sorted({name[5:8] for name in globals() if name.startswith("test_m")})
