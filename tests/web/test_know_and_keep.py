"""The pages of stance, care and the team show what the commands say, as filtered, as of the day."""

import json
import re
import shutil
from html import unescape

import pytest
from docs.runner import ROOT
from web.client import Browser
from web.test_account_page import EVIL, hostile, runs_nothing
from web.test_pages import BOOKS, Cells

KNOWN = {"hanbit": "jang-th", "northwind": "luis-o"}


@pytest.fixture(scope="module", params=BOOKS)
def book(request):
    with Browser(ROOT / "examples" / request.param) as browser:
        browser.name = request.param
        yield browser


def page(book, path: str) -> str:
    got = book.ask(path, headers={"accept-language": "en"})
    assert got.status == 200, got.text
    return got.text


def asked(book, report: str, said: str = "") -> dict:
    got = book.ask(f"/answer/{report}.json?{said}")
    assert got.status == 200, got.text
    return json.loads(got.text)


def section(text: str, anchor: str) -> str:
    return text.partition(f'id="{anchor}"')[2].partition('class="section"')[0]


def rows(text: str) -> list[list[str]]:
    parser = Cells()
    parser.feed(text)
    return [row for row in parser.rows if row]


SAID = ["", "owner={member}", "segment=A", "as_of=2026-05-31"]


@pytest.mark.parametrize("said", SAID)
def test_the_calendar_marks_each_period_of_the_command(book, said):
    said = said.format(member=KNOWN[book.name])
    text = section(page(book, f"/care?{said}"), "calendar")
    told = asked(book, "cadence_calendar", said)["rows"]
    shown = rows(text)
    assert len(shown) == len(told)
    for row, line in zip(told, shown, strict=True):
        assert line[0] == row["name"]
        done = {day[:7] for each in row["periods"] for day in each["days"]}
        assert line.count("●") == len(done & set(months(book, said)))


def months(book, said: str) -> list[str]:
    year, month = map(int, asked(book, "cadence_calendar", said)["as_of"].split("-")[:2])
    at = year * 12 + month - 1
    return [f"{each // 12}-{each % 12 + 1:02d}" for each in range(at - 11, at + 1)]


def test_the_least_kept_rep_stands_first(book):
    told = asked(book, "cadence")["rows"]
    shown = rows(section(page(book, "/care"), "reps"))
    assert [line[5:7] for line in shown] == [[str(r["missed"]), str(r["at_risk"])] for r in told]
    assert [int(re.search(r"(\d+)%", line[4]).group(1)) for line in shown] == [
        int(100 * row["satisfied"] / row["completed"]) for row in told
    ]


def test_renewals_are_those_of_the_command(book):
    told = asked(book, "renewals")["rows"]
    shown = rows(section(page(book, "/care"), "renewals"))
    assert [line[0] for line in shown] == [row["end"] for row in told]


@pytest.mark.parametrize("said", SAID)
def test_the_index_of_every_account_is_that_of_the_command(book, said):
    said = said.format(member=KNOWN[book.name])
    told = asked(book, "stance", said)
    text = page(book, f"/stance?months=1&{said}")
    shown = rows(section(text, "accounts"))[: len(told["rows"])]
    assert [line[0] for line in shown] == [row["name"] for row in told["rows"]]
    for row, line in zip(told["rows"], shown, strict=True):
        assert line[5:8] == [str(row[each]) for each in ("friendly", "neutral", "negative")]
    values = [unescape(each) for each in re.findall(r'<dd class="value">(.*?)</dd>', text)]
    assert values[3:6] == [
        str(told["totals"][each]) for each in ("friendly", "neutral", "negative")
    ]


def test_who_has_to_be_won_first_is_against_us_or_undecided(book):
    text = section(page(book, "/stance"), "first")
    gaps = asked(book, "gaps")["rows"]
    wanted = [row for row in gaps if {"negative", "neutral"} & {*row["kinds"]}]
    assert [line[0] for line in rows(text)] == [row["name"] for row in wanted[:15]]


def test_changes_since_a_day_are_those_of_the_command(book):
    told = asked(book, "stance_changes", "since=2026-06-01")["rows"]
    shown = rows(section(page(book, "/stance?since=2026-06-01"), "changes"))
    assert [line[2] for line in shown[: min(20, len(told))]] == [row["person"] for row in told[:20]]


def test_the_team_is_that_of_the_command(book):
    for said in ("", "since=2026-06-01", "as_of=2026-05-31"):
        told = asked(book, "team", f"by=function&{said}")["rows"]
        people = asked(book, "team", f"by=member&{said}")["rows"]
        shown = rows(section(page(book, f"/team?{said}"), "work"))
        assert len(shown) == len(told) + len(people)
        assert [line[3] for line in shown[: len(told)]] == [str(row["touches"]) for row in told]
        assert [line[4] for line in shown[len(told) :]] == [str(r["touches"]) for r in people]


def test_whom_one_of_us_knows(book):
    member = KNOWN[book.name]
    told = asked(book, "knows_member", f"text={member}")["rows"]
    shown = rows(section(page(book, f"/team?member={member}"), "knows"))
    assert len(shown) == min(50, len(told)) > 0


@pytest.mark.parametrize(
    "address", ["/stance?colour=red", "/stance?months=many", "/team?since=x", "/team?colour=1"]
)
def test_what_means_nothing_is_told(book, address):
    got = book.ask(address, headers={"accept-language": "en"})
    assert got.status == 400
    assert "Traceback" not in got.text


@pytest.mark.parametrize("name", EVIL)
def test_names_are_never_markup(tmp_path, name):
    with Browser(hostile(tmp_path, name)) as browser:
        for path in ("/care", "/stance", "/team", "/accounts"):
            runs_nothing(browser.ask(path).text)


def test_an_empty_book_has_these_pages_too(tmp_path):
    (tmp_path / "crm.yaml").write_text("currency: USD\n")
    with Browser(tmp_path) as browser:
        for path in ("/care", "/stance", "/team", "/accounts"):
            assert browser.ask(path).status == 200, path


def test_a_file_that_cannot_be_read_is_told_on_each(tmp_path):
    book = shutil.copytree(ROOT / "examples" / "northwind", tmp_path / "book")
    (book / "accounts" / "broken.yaml").write_text("name: [\n")
    with Browser(book) as browser:
        for path in ("/care", "/stance", "/team", "/accounts"):
            assert "accounts/broken.yaml" in browser.ask(path).text


def test_the_chart_of_the_team_stands_in_the_order_of_its_figure(book):
    text = section(page(book, "/team"), "work")
    assert "Talks both ways, by member" in text
    drawn = text.partition("<svg")[2].partition("</svg>")[0]
    figures = [int(each.replace(",", "")) for each in re.findall(r">([\d,]+)</text>", drawn)]
    told = sorted(
        (row["touches"] for row in asked(book, "team", "by=member")["rows"]), reverse=True
    )
    assert figures == told[: len(figures)]
    assert len(figures) > 1


def test_a_member_has_to_be_chosen(book):
    text = section(page(book, "/team"), "knows")
    assert '<option value="" selected>Choose a member</option>' in text
