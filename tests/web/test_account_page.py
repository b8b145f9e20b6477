"""The page of one account: what the commands say of it, with filters, whatever stands in its file."""

import json
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from docs.runner import ROOT
from web.client import Browser
from web.test_pages import BOOKS, Cells, command

EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 9973 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "</style></svg></title><script>",
    "\u202eevil\u202d",
]


class Elements(HTMLParser):
    """Names of elements and attributes, and where links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.attributes: set[str] = set()
        self.leads: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.attributes |= {name for name, _ in attrs}
        self.leads |= {value or "" for name, value in attrs if name in ("href", "src", "action")}


def runs_nothing(text: str) -> None:
    """No element or attribute that our own templates would not write."""
    found = Elements(text)
    assert not [each for each in found.attributes if each.startswith("on") or each == "style"]
    assert not [each for each in found.leads if not re.match(r"[/#?]|$", each)]
    assert "<img" not in text
    assert "<script>" not in text
    assert "\u202e" not in text


@pytest.fixture(scope="module", params=BOOKS)
def book(request):
    with Browser(ROOT / "examples" / request.param) as browser:
        browser.name, browser.account = request.param, BOOKS[request.param]
        yield browser


def page(book, said: str = "", account: str = "", lang: str = "en") -> str:
    got = book.ask(f"/account/{account or book.account}{said}", headers={"accept-language": lang})
    assert got.status == 200, got.text
    return got.text


def asked(book, report: str, said: str) -> dict:
    got = book.ask(f"/answer/{report}.json?{said}")
    assert got.status == 200, got.text
    return json.loads(got.text)


def log_of(book, more: str = "") -> list[dict]:
    text = f'account == "{book.account}"{more}'
    said = "&columns=".join(["", "date", "what", "said"]).lstrip("&")
    return asked(book, "query", f"text={quote(text)}&on=log&{said}&sort=-date")["rows"]


def entries(text: str) -> list[str]:
    """Each entry's text, without markup."""
    found = re.findall(r'<li class="entry">(.*?)</li>', text, re.S)
    return [" ".join(unescape(re.sub("<[^>]+>", " ", each)).split()) for each in found]


def test_every_entry_stands_there_the_newest_first(book):
    rows, shown = log_of(book), entries(page(book))
    assert len(shown) == min(20, len(rows))
    for row, text in zip(rows, shown, strict=False):
        assert text.startswith(row["date"])
    for row in rows[:15]:
        if row["what"]:
            assert any(" ".join(row["what"].split()) in text for text in shown)


def test_the_filters_of_the_timeline_are_those_of_the_query(book):
    whole = len(log_of(book))
    calls = log_of(book, ' and type == "call"')
    assert 0 < len(calls) < whole
    shown = entries(page(book, "?type=call"))
    assert len(shown) == min(20, len(calls))
    first = calls[-1]["date"]
    since = log_of(book, f" and date >= {first}")
    assert len(entries(page(book, f"?since={first}"))) == min(20, len(since))
    until = log_of(book, f" and date <= {first}")
    assert len(entries(page(book, f"?until={first}"))) == min(20, len(until))
    nobody = page(book, "?person=" + quote('nobody" or "x'))
    assert entries(nobody) == []


@pytest.mark.parametrize(
    "said", ["type=shout", "since=yesterday", "colour=red", "type=call&type=x"]
)
def test_what_means_nothing_is_refused(book, said):
    got = book.ask(f"/account/{book.account}?{said}", headers={"accept-language": "en"})
    assert got.status == 400
    assert "Traceback" not in got.text


def test_the_figures_are_those_of_the_commands(book):
    text, said = page(book), f"account={book.account}"
    shown = [unescape(each) for each in re.findall(r'<dd class="value">(.*?)</dd>', text)]
    totals = asked(book, "roles", said)["totals"]
    line = next(
        row for row in asked(book, "accounts", "")["rows"] if row["account"] == book.account
    )
    percents = [totals[each] for each in ("composite", "named_share", "friendly_share")]
    assert [int(each.rstrip("%")) for each in shown[:3]] == [int(each * 100) for each in percents]
    assert shown[3] == f"{line['open_amount']:,}"
    assert shown[4] == line["last_touch"]


def test_what_is_asked_for_is_what_due_asks_for_there(book):
    parser = Cells()
    parser.feed(page(book).partition('id="promises"')[2].partition('class="section"')[0])
    rows = [row for row in asked(book, "due", "days=60")["rows"] if row["account"] == book.account]
    assert len([row for row in parser.rows if row]) == len(rows)


def test_the_command_is_show(book):
    got = book.ask(f"/account/{book.account}", headers={"accept-language": "en"})
    assert command(got) == f"crm show --as-of 2026-08-01 {book.account}"


def test_each_finding_stands_beside_its_line(book):
    text = page(book)
    found = re.findall(r'<li id="line-(\d+)" class="(\w+)">(.*?)</li>', text, re.S)
    lines = (
        (ROOT / "examples" / book.name / "accounts" / f"{book.account}.yaml")
        .read_text()
        .split("\n")
    )
    for number, _, shown in found:
        code = re.search(r"<code>(.*?)</code>", shown, re.S).group(1)
        assert unescape(code) == lines[int(number) - 1]
        assert 'class="remark' in shown


def test_an_account_that_is_not_there_tells_of_the_nearest(book):
    wrong = book.account[:-1] + "xq"
    got = book.ask(f"/account/{wrong}", headers={"accept-language": "en"})
    assert got.status == 404
    assert book.account in got.text


def test_a_day_of_the_past_has_what_was_known_then(book):
    rows = log_of(book)
    day = rows[-1]["date"]
    shown = entries(page(book, f"?as_of={day}"))
    assert len(shown) == sum(row["date"] <= day for row in rows)


def test_the_brief_says_what_the_command_says(book):
    got = book.ask(f"/brief/{book.account}", headers={"accept-language": "en"})
    rows = asked(book, "brief", f"account={book.account}")["rows"]
    assert got.status == 200
    for each in (*rows[0]["people"], *rows[0]["said"], *rows[0]["objections"]):
        for value in (each.get("name"), each.get("said")):
            assert not value or value in unescape(got.text)


def hostile(tmp_path, name: str):
    """An account that has such a text in every place for one."""
    book = shutil.copytree(ROOT / "examples" / "northwind", tmp_path / "book")
    said = json.dumps(name)
    (book / "accounts" / "evil.yaml").write_text(
        f"""
name: {said}
aliases: [{said}]
segment: A
status: customer
owner: luis-o
tags: [{said}]
website: {said}
address: {said}
research: {{problems: [{said}], solution: {said}, icebreakers: [{said}]}}
contacts:
  p: {{name: {said}, title: {said}, emails: ["a@b.example"], stance: {{2026-06-01: {{value: negative, why: {said}}}}}}}
plans: {{x: {{for: p, kind: convert, how: {said}, owner: luis-o, due: 2026-09-01}}}}
deals:
  d: {{name: {said}, amount: 1000, stages: {{2026-06-01: contacting}}, competitors: [{said}], next: {{date: 2026-08-03, what: {said}}}}}
contracts: {{c: {{start: 2026-01-01, end: 2026-12-31, amount: 5}}}}
cases: {{k: {{opened: 2026-07-01, kind: complaint, what: {said}, contact: p}}}}
surveys: [{{date: 2026-07-01, contact: p, kind: csat, about: product, score: 4, scale: 5, note: {said}}}]
log:
  - {{date: 2026-07-02, type: call, by: luis-o, with: p, deal: d, what: {said}, said: {said}, note: {said}, gave: [{said}]}}
""".lstrip()
    )
    return book


@pytest.mark.parametrize("name", EVIL)
def test_no_text_of_a_record_is_markup(tmp_path, name):
    with Browser(hostile(tmp_path, name)) as browser:
        for path in ("/account/evil", "/brief/evil", "/source/evil"):
            text = page(browser, account="evil") if "account" in path else browser.ask(path).text
            assert "69811" not in text
            runs_nothing(text)


def test_a_file_that_cannot_be_read_is_shown_with_what_is_wrong_in_it(tmp_path):
    book = shutil.copytree(ROOT / "examples" / "northwind", tmp_path / "book")
    (book / "accounts" / "broken.yaml").write_text(
        "name: Broken\nowner: [luis-o\nstatus: customer\n"
    )
    with Browser(book) as browser:
        text = page(browser, account="broken")
        assert "cannot be read" in text
        assert re.search(r'<li id="line-\d" class="bad">', text)
        assert browser.ask("/source/broken").status == 200


def test_a_file_with_mistakes_is_read_all_the_same_and_told(tmp_path):
    book = shutil.copytree(ROOT / "examples" / "northwind", tmp_path / "book")
    (book / "accounts" / "odd.yaml").write_text("name: Odd\nstatus: custmer\nowner: luis-o\n")
    with Browser(book) as browser:
        got = browser.ask("/account/odd", headers={"accept-language": "en"})
        assert got.status == 200
        assert re.search(r'<li id="line-2" class="bad">.*?custmer', got.text, re.S)


def test_a_long_file_is_paged(tmp_path):
    book = shutil.copytree(ROOT / "examples" / "northwind", tmp_path / "book")
    log = "".join(
        f"  - {{date: 2026-01-{day:02d}, type: call, by: luis-o, what: Number {n}}}\n"
        for n in range(90)
        for day in range(1, 21)
    )
    (book / "accounts" / "long.yaml").write_text(f"name: Long\nowner: luis-o\nlog:\n{log}")
    with Browser(book) as browser:
        got = browser.ask("/account/long", headers={"accept-language": "en"})
        assert len(got.body) < 500_000
        assert len(entries(got.text)) == 20
        assert len(entries(browser.ask("/account/long?from=1790").text)) == 10
        assert "Number 89" in browser.ask("/source/long?from=1000").text
