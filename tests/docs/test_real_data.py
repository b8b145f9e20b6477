"""docs/real-data.md: what its commands print, and every figure that a database counts in the same tables.

The tables are not part of the project. CRM_REAL_DATA names the folder with `data/maven` and `tools/maven_book.py`; else it is `shared/` beside this checkout.
"""

import csv
import json
import os
import re
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

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the tables do not lie beside this checkout"
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    found = Stage(tmp_path_factory.mktemp("real"))
    subprocess.run(
        [sys.executable, str(SHARED / "tools" / "maven_book.py"), str(found.book), str(DATA)],
        check=True,
        capture_output=True,
    )
    rules = found.book / "crm.yaml"
    text = rules.read_text(encoding="utf-8")
    for each in table("products.csv"):
        line = f"  {slug(each['product'])}: {{label: {each['product']},"
        assert text.count(line) == 1
        text = text.replace(line, f"{line} family: {each['series']},")
    rules.write_text(text, encoding="utf-8", newline="\n")
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
    section = (
        (DATA / "EXPECTED.md").read_text(encoding="utf-8").split(f"## {mark} ")[1].split("\n## ")[0]
    )
    header, *lines = section.split("```")[3].strip().splitlines()
    _, *columns = header.split()
    rows = [line.split() for line in lines]
    return {
        " ".join(row[: -len(columns)]): dict(
            zip(columns, map(float, row[-len(columns) :]), strict=True)
        )
        for row in rows
    }


def single(mark: str) -> Row:
    """The one row of such a table, with its first column."""
    section = (
        (DATA / "EXPECTED.md").read_text(encoding="utf-8").split(f"## {mark} ")[1].split("\n## ")[0]
    )
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


def figures(row: dict[str, Any], *wanted: str) -> Row:
    """A row of `crm winrate` in the columns of the expected table."""
    made = {
        "all_n": row["won"] + row["lost"] + row["open"],
        "won": row["won"],
        "lost": row["lost"],
        "open_n": row["open"],
        "rev": float(row["won_amount"]),
        "wr": rounded(100 * row["narrow"]),
        "avg_won": rounded(row["average_won"]),
        "won_days": rounded(row["average_cycle_days"]),
    }
    return {name: made[name] for name in wanted}


def grouped(ask: Any, by: str, mark: str) -> dict[str, Row]:
    columns = next(iter(expected(mark).values()))
    return {
        row["group"]: figures(row, *columns)
        for row in ask(f"winrate --by {by}")["rows"]
        if row["won"] + row["lost"]
    }


def query(ask: Any, columns: str, by: str = "", more: str = "") -> list[dict[str, Any]]:
    """Rows of `crm query` over all deals, by group and with the total last; a rate in percent."""
    answer = ask(f"query true --on deals{f' --by {by}' if by else ''} --columns '{columns}' {more}")
    rows = [*answer["rows"], *([answer["totals"]] if by else [])]
    return [
        {
            name: rounded(100 * value) if name == "wr" else value
            for name, value in row.items()
            if name != "wr_n"
        }
        for row in rows
    ]


def test_m01_stages(ask: Any) -> None:
    rows = query(ask, 'n,count(account == "unassigned") as no_account', "outcome.result,stage")[:-1]
    found = {(row.pop("outcome.result") or row["stage"]).title(): row for row in rows}
    assert {
        name: {"n": row["n"], "no_account": row["no_account"]} for name, row in found.items()
    } == expected("M01")


def test_m02_what_is_missing(ask: Any) -> None:
    columns = (
        'n,distinct(deal) as ids,count(account == "unassigned") as acc_null,count(created is null) as eng_null,count(outcome.date is null) as close_null,count(won_amount is null) as val_null,'
        'distinct(account, account != "unassigned") as accts,distinct(owner) as agents,distinct(products) as prods'
    )
    assert query(ask, columns) == [single("M02")]


def test_m03_first_and_last_days(ask: Any) -> None:
    (row,) = query(ask, "min(created),max(created),min(outcome.date),max(outcome.date)")
    section = (
        (DATA / "EXPECTED.md").read_text(encoding="utf-8").split("## M03 ")[1].split("\n## ")[0]
    )
    assert [*row.values()] == section.split("```")[3].split()[-4:]


def test_m04_the_win_rate_and_what_was_won(ask: Any) -> None:
    columns = (
        f'{WON} as won,{LOST} as lost,{RATE} as wr_count_pct,share(outcome.result == "won") as won_over_all_pct,sum(won_amount, outcome.result == "won") as won_value,'
        'sum(won_amount, outcome.result == "lost") as lost_value,mean(won_amount, outcome.result == "won") as avg_won,mean(won_amount) as avg_closed_incl_lost,median(won_amount, outcome.result == "won") as med_won'
    )
    (row,) = query(ask, columns)
    found = {
        name: rounded(100 * value if name.endswith("_pct") else value, 4)
        for name, value in row.items()
        if name not in ("n", "wr_count_pct_n")
    }
    assert found == single("M04")


def test_m04_comes_out_of_the_reports_of_every_day_too(ask: Any) -> None:
    whole, pace, wanted = ask("winrate")["totals"], ask("velocity")["totals"], single("M04")
    found = {
        "won": whole["won"],
        "lost": whole["lost"],
        "wr_count_pct": rounded(100 * whole["narrow"], 4),
        "won_over_all_pct": rounded(100 * whole["cohort"], 4),
        "won_value": whole["won_amount"],
        "avg_won": rounded(whole["average_won"], 4),
        "med_won": pace["median_won"],
    }
    assert found == {name: wanted[name] for name in found}


def test_m05_days(ask: Any) -> None:
    answer = ask(
        "query 'outcome.result is not null' --on deals --by outcome.result --columns 'mean(cycle),median(cycle),min(cycle),max(cycle)'"
    )
    rows = {**{row["outcome.result"]: row for row in answer["rows"]}, "closed": answer["totals"]}
    found = {
        f"{name}_{short}": rounded(row[f"{kind}(cycle)"], 4)
        for name, row in rows.items()
        for kind, short in (("mean", "avg"), ("median", "med"))
    }
    assert {
        **found,
        "mn": answer["totals"]["min(cycle)"],
        "mx": answer["totals"]["max(cycle)"],
    } == single("M05")


def test_m05_comes_out_of_the_reports_of_every_day_too(ask: Any) -> None:
    stage, wanted = (
        next(row for row in ask("stages")["rows"] if row["stage"] == "engaging"),
        single("M05"),
    )
    found = {
        "won_avg": rounded(ask("winrate")["totals"]["average_cycle_days"], 4),
        "won_med": ask("velocity")["totals"]["median_cycle_days"],
        "lost_med": ask("losses")["totals"]["median_days"],
        "closed_med": stage["median_days"],
    }
    assert found == {name: wanted[name] for name in found}


WON, LOST = 'count(outcome.result == "won")', 'count(outcome.result == "lost")'
RATE = 'share(outcome.result == "won", outcome.result in ["won", "lost"])'
COLUMNS = {
    "all_n": "n",
    "won": WON,
    "lost": LOST,
    "wr": RATE,
    "rev": "sum(won_amount)",
    "avg_won": 'mean(amount, outcome.result == "won")',
    "won_days": 'mean(cycle, outcome.result == "won")',
    "open_n": "count(open)",
}
GROUPS = {
    "M06": "products",
    "M07": "families",
    "M08": "manager",
    "M09": "owner_tags",
    "M10": "owner",
    "M11": "account.research.industry",
    "M12": "account.name",
}


@pytest.mark.parametrize("mark", GROUPS)
def test_each_table_by_group_comes_out_of_one_query_in_its_order(ask: Any, mark: str) -> None:
    wanted, names = (
        expected(mark),
        {
            **people(),
            **{slug(row["product"]): row["product"] for row in table("products.csv")},
            "technolgy": "technology",
        },
    )
    columns = [*next(iter(wanted.values()))]
    asked = ",".join(f"{COLUMNS[name]} as {name}" for name in columns)
    rows = query(ask, asked, GROUPS[mark], f"--sort -rev --limit {len(wanted)}")[:-1]
    found = {
        names.get(group := row[GROUPS[mark]], group): {name: rounded(row[name]) for name in columns}
        for row in rows
    }
    assert found == wanted
    assert [row["rev"] for row in found.values()] == [row["rev"] for row in wanted.values()]


def test_m06_by_product(ask: Any) -> None:
    names = {slug(row["product"]): row["product"] for row in table("products.csv")}
    assert {names[group]: row for group, row in grouped(ask, "product", "M06").items()} == expected(
        "M06"
    )


def test_m07_by_series(ask: Any) -> None:
    assert grouped(ask, "family", "M07") == expected("M07")


def people() -> dict[str, str]:
    return {
        slug(name): name
        for row in table("sales_teams.csv")
        for name in (row["sales_agent"], row["manager"])
    }


def test_m08_by_manager(ask: Any) -> None:
    assert {
        people()[group]: row for group, row in grouped(ask, "manager", "M08").items()
    } == expected("M08")


def test_m09_by_office(ask: Any) -> None:
    assert grouped(ask, "owner_tag", "M09") == expected("M09")


def test_m09_an_office_is_what_its_people_are_together(ask: Any) -> None:
    for office, row in expected("M09").items():
        owners = " ".join(
            f"--owner {slug(each['sales_agent'])}"
            for each in table("sales_teams.csv")
            if each["regional_office"] == office
        )
        assert figures(ask(f"winrate {owners}")["totals"], *row) == row


def test_m10_by_agent(ask: Any) -> None:
    found = {people()[group]: row for group, row in grouped(ask, "owner", "M10").items()}
    assert found == expected("M10")
    assert [*found] == [*expected("M10")]


def test_m11_by_sector(ask: Any) -> None:
    found = grouped(ask, "industry", "M11")
    assert {
        name.replace("technolgy", "technology"): row for name, row in found.items()
    } == expected("M11")


def test_m12_the_top_accounts(ask: Any) -> None:
    wanted = expected("M12")
    rows = ask(
        "query 'won_deals > 0' --columns name,won_deals,won_amount --sort -won_amount --limit 12"
    )["rows"]
    assert {row["name"]: {"won": row["won_deals"], "rev": row["won_amount"]} for row in rows} == {
        name: {"won": row["won"], "rev": row["rev"]} for name, row in wanted.items()
    }


def test_every_section_has_its_test() -> None:
    sections = re.findall(
        r"^## (M\d+) ", (DATA / "EXPECTED.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [name.lower() for name in sections] == sorted(
        {name[5:8] for name in globals() if name.startswith("test_m")}
    )
