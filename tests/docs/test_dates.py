"""docs/dates.md promises nothing that is not so: every day of its table is understood as it says."""

import re
from datetime import date

from runner import ROOT
from tables import tables

from crmcli.domain.time.when import day_said

TEXT = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8")
ROWS = tables(TEXT)["What is understood"]
TODAY = date(2026, 8, 5)


def words(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_row_means_the_day_or_days_it_says():
    for row in ROWS:
        days = [date.fromisoformat(day) for day in row["Day"].split(", ")]
        for column in ("English", "Korean"):
            found = [day_said(said, TODAY) for said in words(row[column])]
            assert found, row
            if len(days) == 1 or len(found) != len(days):
                assert set(found) == set(days), (row, found)
            else:
                assert found == days, (row, found)


def test_what_the_page_calls_ambiguous_is_not_understood():
    (line,) = [line for line in TEXT.split("\n") if line.startswith("- What could be two days")]
    assert len(words(line)) > 4
    assert [] == [said for said in words(line) if day_said(said, TODAY) is not None]


def test_every_row_of_the_korean_page_means_the_day_or_days_it_says():
    text = (ROOT / "docs" / "ko" / "dates.md").read_text(encoding="utf-8")
    rows = tables(text)["알아듣는 말"]
    assert len(rows) > 20
    for row in rows:
        days = [date.fromisoformat(day) for day in row["날"].split(", ")]
        found = [day_said(said, TODAY) for said in words(row["말"])]
        assert found in (days, days * len(found)), (row, found)
    (line,) = [line for line in text.split("\n") if line.startswith("- 두 날일 수 있는 말")]
    assert [] == [said for said in words(line) if day_said(said, TODAY) is not None]
