"""8,800 real-shaped deals: every figure that others have published about them must come out.

The data is not part of the project; these tests run where `shared/` lies beside the checkout.
"""

import subprocess
import sys
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Table
from crmcli.reports.pipeline import losses, pipeline, winrate
from books import Ask
from crmcli.store.book.opening import open_book
from crmcli.store.book.facts import FactRequest

SHARED = Path(__file__).parents[3] / "shared"
AS_OF = date(2017, 12, 31)

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="shared/ does not lie beside this checkout"
)


class Maven(NamedTuple):
    """What each report makes of the book."""

    policy: Policy
    facts: dict[ModuleType, list[Any]]

    def answer(self, report: ModuleType, **asked: Any) -> Table:
        table: Table = report.tabulate(self.facts[report], self.policy, AS_OF, Ask(**asked))
        return table


@pytest.fixture(scope="module")
def maven(tmp_path_factory: pytest.TempPathFactory) -> Maven:
    root = tmp_path_factory.mktemp("maven")
    subprocess.run(
        [
            sys.executable,
            str(SHARED / "tools" / "maven_book.py"),
            str(root),
            str(SHARED / "data" / "maven"),
        ],
        check=True,
        capture_output=True,
    )
    book = open_book(str(root), use_cache=False)
    facts = {
        report: book.library.facts(
            FactRequest(
                report.FACTS, book.policy, AS_OF, report.FACTS.wanted(report.REPORT.options())
            ),
            book.policy_digest,
        )
        for report in (winrate, pipeline, losses)
    }
    assert ([], [], ()) == (book.library.skipped, book.library.warnings, book.problems)
    return Maven(book.policy, facts)


def expected(mark: str) -> dict[str, dict[str, float]]:
    """A table of EXPECTED.md by its first column; the other columns are numbers."""
    text = (SHARED / "data" / "maven" / "EXPECTED.md").read_text(encoding="utf-8")
    section = text.split(f"## {mark} ")[1].split("\n## ")[0]
    header, *lines = section.split("```")[3].strip().splitlines()
    _, *columns = header.split()
    rows = [line.split() for line in lines]
    found = {
        " ".join(row[: -len(columns)]): dict(
            zip(columns, map(float, row[-len(columns) :]), strict=True)
        )
        for row in rows
    }
    assert len(found) == len(lines) > 0
    return found


def named(table: Table) -> dict[str, Any]:
    """The rows by the readable name of their group."""
    return {table.labels["group"][row.group][""]: row for row in table.rows}


def rounded(value: float, places: int = 2) -> float:
    """Half up, as the database rounds."""
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def wr(row: Any) -> float:
    return rounded(100 * row.narrow)


def test_m01_every_deal_stands_where_it_stands(maven: Maven) -> None:
    stages = {name: int(row["n"]) for name, row in expected("M01").items()}
    totals = maven.answer(winrate).totals
    assert (stages["Won"], stages["Lost"], 0, stages["Engaging"] + stages["Prospecting"]) == totals[
        1:5
    ]
    rows = {row.stage: row.deals for row in maven.answer(pipeline).rows}
    assert {"prospecting": stages["Prospecting"], "engaging": stages["Engaging"]} == rows


def test_m01_open_deals_without_an_account_are_on_an_account_of_their_own(maven: Maven) -> None:
    without = {name.lower(): int(row["no_account"]) for name, row in expected("M01").items()}
    table = pipeline.tabulate(
        [fact for fact in maven.facts[pipeline] if fact.account == "unassigned"],
        maven.policy,
        AS_OF,
        Ask(),
    )
    assert {stage: without[stage] for stage in ("prospecting", "engaging")} == {
        row.stage: row.deals for row in table.rows
    }


def test_m04_the_overall_win_rate(maven: Maven) -> None:
    (row,) = ({"won": float(won), **rest} for won, rest in expected("M04").items())
    totals = maven.answer(winrate).totals
    assert (row["won"], row["lost"], row["won_value"]) == (
        totals.won,
        totals.lost,
        totals.won_amount,
    )
    assert row["wr_count_pct"] == rounded(100 * totals.narrow, 4) == rounded(100 * totals.broad, 4)
    assert row["avg_won"] == rounded(totals.average_won, 4)


def test_m04_the_interval_around_the_rate_is_narrow_and_holds_it(maven: Maven) -> None:
    totals = maven.answer(winrate).totals
    assert 0.61 < totals.low < totals.narrow < totals.high < 0.65


def test_m05_the_cycle_is_of_won_deals_only(maven: Maven) -> None:
    ((won_avg, row),) = expected("M05").items()
    assert float(won_avg) == rounded(maven.answer(winrate).totals.average_cycle_days, 4)
    assert row["lost_med"] == maven.answer(losses).totals.median_days


def test_m06_by_product(maven: Maven) -> None:
    rows = named(maven.answer(winrate, by="product"))
    found = {
        name: {
            "all_n": row.won + row.lost + row.open,
            "won": row.won,
            "lost": row.lost,
            "wr": wr(row),
            "rev": row.won_amount,
            "avg_won": rounded(row.average_won),
            "won_days": rounded(row.average_cycle_days),
        }
        for name, row in rows.items()
    }
    assert expected("M06") == found
    assert [*expected("M06")] == [*found]  # the highest won amount first


def test_m07_by_series(maven: Maven) -> None:
    series = {
        "gtx-basic": "GTX",
        "gtx-pro": "GTX",
        "gtx-plus-basic": "GTX",
        "gtx-plus-pro": "GTX",
        "mg-special": "MG",
        "mg-advanced": "MG",
        "gtk-500": "GTK",
    }
    policy = maven.policy._replace(
        products={
            name: product._replace(family=series[name])
            for name, product in maven.policy.products.items()
        }
    )
    rows = Maven(policy, maven.facts).answer(winrate, by="family").rows
    assert expected("M07") == {
        row.group: {"won": row.won, "lost": row.lost, "wr": wr(row), "rev": row.won_amount}
        for row in rows
    }


def test_m09_by_office(maven: Maven) -> None:
    rows = maven.answer(winrate, by="owner_tag").rows
    found = {
        row.group: {
            "won": row.won,
            "lost": row.lost,
            "wr": wr(row),
            "rev": row.won_amount,
            "won_days": rounded(row.average_cycle_days),
        }
        for row in rows
    }
    assert expected("M09") == found
    assert [*expected("M09")] == [*found]


def test_m08_by_manager(maven: Maven) -> None:
    rows = named(maven.answer(winrate, by="manager"))
    found = {
        name: {
            "won": row.won,
            "lost": row.lost,
            "wr": wr(row),
            "rev": row.won_amount,
            "open_n": row.open,
        }
        for name, row in rows.items()
    }
    assert expected("M08") == found
    assert [*expected("M08")] == [*found]


def test_m10_by_agent(maven: Maven) -> None:
    rows = named(maven.answer(winrate, by="owner"))
    found = {
        name: {
            "won": row.won,
            "lost": row.lost,
            "wr": wr(row),
            "rev": row.won_amount,
            "won_days": rounded(row.average_cycle_days),
            "open_n": row.open,
        }
        for name, row in rows.items()
    }
    assert expected("M10") == found
    assert [*expected("M10")] == [*found]


def test_m12_the_top_accounts(maven: Maven) -> None:
    found = {}
    for account, own in groupby(
        sorted(maven.facts[winrate], key=lambda fact: fact.account), key=lambda fact: fact.account
    ):
        totals = winrate.tabulate([*own], maven.policy, AS_OF, Ask()).totals
        found[account] = {"won": totals.won, "lost": totals.lost, "rev": totals.won_amount}
    for name, row in expected("M12").items():
        assert row == found[name.lower()]
    assert (
        min(row["rev"] for row in expected("M12").values())
        == sorted((row["rev"] for row in found.values()), reverse=True)[11]
    )


def test_losses_without_any_reason_are_one_row_for_all_of_them(maven: Maven) -> None:
    lost = int(expected("M01")["Lost"]["n"])
    table = maven.answer(losses)
    assert [(None, lost, 1.0, 0.0)] == [
        (row.reason, row.deals, row.share, row.verified) for row in table.rows
    ]
    assert () == table.notes


def test_losses_by_product_and_owner_add_up_to_the_tables_of_the_win_rate(maven: Maven) -> None:
    assert {name: row["lost"] for name, row in expected("M06").items()} == {
        name: row.deals for name, row in named(maven.answer(losses, by="product")).items()
    }
    assert {name: row["lost"] for name, row in expected("M10").items()} == {
        name: row.deals for name, row in named(maven.answer(losses, by="owner")).items()
    }


def test_the_open_deals_by_owner_are_the_agents_open_deals(maven: Maven) -> None:
    still_open = {name: row["open_n"] for name, row in expected("M10").items() if row["open_n"]}
    assert still_open == {
        name: row.deals for name, row in named(maven.answer(pipeline, by="owner")).items()
    }


def test_quarters_are_by_close_date_and_add_up(maven: Maven) -> None:
    table = maven.answer(winrate, by="quarter")
    assert ["2017Q1", "2017Q2", "2017Q3", "2017Q4"] == [row.group for row in table.rows]
    assert (table.totals.won, table.totals.lost) == (
        sum(row.won for row in table.rows),
        sum(row.lost for row in table.rows),
    )


def test_without_required_roles_no_deal_is_blind(maven: Maven) -> None:
    assert 0 == maven.answer(pipeline).totals.blind
