"""The control of days, and two days side by side."""

import json
import re
import shlex
from datetime import date
from html import unescape

import pytest
import warm
from web.client import Browser
from web.histories import HOSTILE, recorded

from crmcli.domain.time.calendar import ONE_DAY
from crmcli.web.views.registry import PAGES

ENGLISH = {"accept-language": "en"}


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    folder = recorded(tmp_path_factory.mktemp("past") / "book")
    with Browser(folder, as_of=None) as browser:
        browser.folder = folder
        yield browser


def links(got, words: str) -> str:
    return unescape(re.search(rf'href="([^"]+)"[^>]*>{words}', got.text).group(1))


@pytest.mark.parametrize(
    "page", [page for page in PAGES if not page.of_one], ids=lambda page: page.name
)
def test_every_page_has_the_control_and_leads_to_both_ways(past, page):
    got = past.ask(f"/{page.path}", headers=ENGLISH)
    assert got.status == 200
    assert 'name="goto"' in got.text
    assert got.text.count('name="how"') == 2
    assert 'class="past"' not in got.text
    ends = re.findall(r'<li><a href="([^"]+)"[^>]*>(\d{4}-\d\d-\d\d)</a></li>', got.text)
    assert ends[0][1] == "2026-06-30"
    for href, day in ends:
        assert f"as_of={day}&amp;at={day}" in href
        assert (date.fromisoformat(day) + ONE_DAY).day == 1


def test_a_day_of_the_past_is_told_and_leads_to_today_to_the_other_way_and_to_comparing(past):
    got = past.ask("/report/pipeline?as_of=2026-06-30&at=2026-06-30", headers=ENGLISH)
    assert "Looking at 2026-06-30: the book as it was then" in got.text
    assert links(got, "Back to today") == "/report/pipeline"
    other = past.ask(links(got, "See it as known today"), headers=ENGLISH)
    assert "Looking at 2026-06-30: what happened by then" in other.text
    assert (
        links(other, "See the book as it was") == "/report/pipeline?as_of=2026-06-30&at=2026-06-30"
    )
    compared = past.ask(links(got, "Compare with today"), headers=ENGLISH)
    assert compared.status == 200
    assert "From 2026-06-30" in compared.text
    assert "Compare with today" not in compared.text


def test_steps_go_month_by_month_and_end_today(past):
    path, seen = "/report/pipeline?as_of=2026-06-30&at=2026-06-30", []
    for _ in range(30):
        got = past.ask(path, headers=ENGLISH)
        after = re.search(r'href="([^"]+)"[^>]*aria-label="Month end after: ([\d-]+)"', got.text)
        if after is None:
            break
        path = unescape(after.group(1))
        seen.append(after.group(2))
    assert path == "/report/pipeline"
    assert seen == sorted(set(seen))
    assert seen[-1] == past.books._present.session.now.date().isoformat()


def test_before_the_first_commit_only_what_is_known_today_can_be_seen(past):
    got = past.ask("/report/pipeline?goto=2026-05-31&how=then", headers=ENGLISH)
    assert got.status == 303
    again = past.ask(got.headers["location"], headers=ENGLISH)
    assert (again.status, again.headers["location"]) == (303, "/report/pipeline?as_of=2026-05-31")
    shown = past.ask("/report/pipeline?as_of=2026-05-31", headers=ENGLISH)
    assert "what happened by then" in shown.text
    assert "See the book as it was" not in shown.text


@pytest.mark.parametrize(
    "said",
    [
        "goto=never",
        "goto=2026-02-31&how=then",
        "goto=&how=known",
        "at=%00",
        "at=--all",
        "as_of=0001-01-01",
        "as_of=9999-12-31",
        "at=9999-12-31&as_of=9999-12-31",
    ],
)
def test_days_that_are_none_or_at_the_ends_of_the_calendar_break_nothing(past, said):
    got = past.ask(f"/report/pipeline?{said}", headers=ENGLISH)
    assert got.status in (200, 303, 400, 404)


def test_a_book_without_git_knows_only_what_it_says_today(tmp_path):
    (tmp_path / "b" / "accounts").mkdir(parents=True)
    (tmp_path / "b" / "crm.yaml").write_text("language: en\n")
    with Browser(tmp_path / "b", as_of=None) as browser:
        got = browser.ask("/", headers=ENGLISH)
        assert 'value="then" disabled' in got.text
        assert "not in git" in got.text
        assert "at=" not in "".join(re.findall(r'class="step" href="([^"]+)"', got.text)).replace(
            "at=2", ""
        )
        compared = browser.ask("/compare", headers=ENGLISH)
        assert compared.status == 200
        assert "not in git" in compared.text


@pytest.mark.parametrize(
    "said", ["", "before=2026-06-10&after=2026-06-20", "before=2026-06-10&owner=ben"]
)
def test_compare_shows_what_the_command_says(past, said, tmp_path):
    got = past.ask(f"/compare?{said}", headers=ENGLISH)
    assert got.status == 200
    line = unescape(re.search(r"<code data-copy[^>]*>(.*?)</code>", got.text).group(1))
    words = shlex.split(line)[1:]
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "CRM_CACHE_DIR": str(tmp_path / "c")}
    ran = warm.run([*words, "-o", "json", "--lang", "en"], cwd=past.folder, env=env)
    told = json.loads(ran.out)
    assert f"What changed ({len(told['rows'])})" in got.text
    for row in told["rows"]:
        assert row["change"] in unescape(got.text)
    amounts = [
        each
        for each in told["totals"]["figures"]
        if (each["part"], each["by"], each["figure"]) == ("pipeline", None, "amount")
    ]
    for side in ("before", "now") if told["rows"] else ():
        assert f"{amounts[0][side]:,}" in got.text
    for each in told["totals"]["findings"]:
        assert each["rule"] in got.text
    assert HOSTILE not in got.text
    taken = re.search(r'href="(/answer/diff.json[^"]+)"', got.text).group(1)
    assert past.ask(unescape(taken), headers=ENGLISH).body == ran.out


@pytest.mark.parametrize(
    "said",
    [
        "before=x",
        "before=2020-01-01",
        "before=2026-06-20&after=2026-06-10",
        "after=2026-06-10&before=2026-06-10",
    ],
)
def test_days_that_cannot_be_compared_are_told(past, said):
    got = past.ask(f"/compare?{said}", headers=ENGLISH)
    assert got.status in (200, 400, 404)


@pytest.mark.parametrize("path", ["/report/pipeline", "/pipeline", "/compare"])
def test_a_day_that_git_has_not_is_not_compared(past, path):
    got = past.ask(f"{path}?as_of=2026-05-31", headers=ENGLISH)
    assert "Looking at 2026-05-31" in got.text
    assert "Compare with today" not in got.text


def test_compare_takes_the_day_that_is_looked_at_as_the_later_one(past):
    got = past.ask("/compare?as_of=2026-06-15&before=2026-06-10", headers=ENGLISH)
    assert "From 2026-06-10 to 2026-06-15, both counted as of the later day" in got.text
    assert "Looking at 2026-06-15" in got.text
    line = unescape(re.search(r"<code data-copy[^>]*>(.*?)</code>", got.text).group(1))
    assert "2026-06-10..2026-06-15" in line
    usual = past.ask("/compare?as_of=2026-07-10", headers=ENGLISH)
    assert "From 2026-06-30 to 2026-07-10, both" in usual.text
    other = past.ask("/compare?as_of=2026-07-10&before=2026-06-10&after=2026-06-15")
    assert "2026-06-10..2026-06-15" in unescape(other.text)


@pytest.mark.parametrize("page", ["compare", "history"])
def test_before_git_began_a_page_says_since_when_there_is_a_history(past, page):
    got = past.ask(f"/{page}?as_of=2026-05-31", headers=ENGLISH)
    assert got.status == 200
    assert links(got, "The history begins on 2026-06-01") == f"/{page}"
