"""No page works out a figure of its own: whatever number it shows, the commands of what it asked have said.

Every page and every one of its faces, both example books, both languages. A short amount is one of theirs, rounded; what a chart draws it may also tell in short.
"""

import json
import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
import warm
from docs.runner import ROOT
from web.client import Browser

from crmcli.web.views.command_lines import line
from crmcli.reports.options import ExplainOptions
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.registry import PAGES

DAY = "2026-08-01"
ACCOUNTS = {
    "hanbit": ("hanbit-electronics", "seodam-chem"),
    "northwind": ("lakeview-foods", "prairie-print"),
}
FACES = {
    "pipeline": ("", "show=list", "show=list&sort=close", "show=change"),
    "find": ("text=a",),
    "query": ("", "on=deals&text=open"),
    "winloss": ("", "by=owner", "since=2026-01-01"),
    "forecast": ("", "method=history"),
}
FIGURE = re.compile(r"\d[\d.,]*[KMBT%]?")
SIZES = {"%": 100.0, "K": 1e-3, "M": 1e-6, "B": 1e-9, "T": 1e-12}
KOREAN = re.compile(r"(?<![\d.,])(?:[\d,]+(?:조|억|만)\s?)+")
KOREAN_SIZES = {"조": 10**12, "억": 10**8, "만": 10**4}
# what a page says of what it asks: how far the pace looks back, examples of questions
OWN = {"winloss": {365}, "query": {30, 60}}
ASIDE = {"past", "file", "day", "legend", "paging", "unheard"}


class Seen(HTMLParser):
    """What a page says between <main> and </main>: not what may be asked or is quoted from a file."""

    EMPTY = ("input", "meta", "link", "br", "img", "hr")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag not in self.EMPTY:
            found = dict(attrs)
            hidden = "unheard" if found.get("aria-hidden") == "true" else ""
            self.open.append((tag, f"{found.get('class') or ''} {hidden}"))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = {tag for tag, _ in self.open}
        classes = {word for _, classes in self.open for word in classes.split()}
        aside = ASIDE & classes or {"form", "code", "select"} & tags
        if "main" in tags and not aside and data.strip():
            self.texts.append(" ".join(data.split()))


def numbers(text: str) -> set[Decimal]:
    return {Decimal(each.replace(",", "").strip(".KMBT%")) for each in FIGURE.findall(text)}


def is_said(shown: str, said: set[Decimal]) -> bool:
    """Is it one of those numbers: as it is, or rounded: 29,795 of 29795.45, 58% of 0.583, 1.21B?"""
    text, size = shown.strip("KMBT%").replace(",", "").strip("."), shown[-1]
    found = Decimal(text)
    if found in said:
        return True
    half, value = 0.5001 * 10.0 ** -len(text.partition(".")[2]), float(found)
    return any(abs(float(each) * SIZES.get(size, 1) - value) <= half for each in said)


def unsaid(text: str, said: set[Decimal]) -> list[str]:
    """The figures of a text that no command said."""
    lost = []

    def whole(found: re.Match[str]) -> str:
        amount = sum(
            int(number.replace(",", "")) * KOREAN_SIZES[size]
            for number, size in re.findall(r"([\d,]+)(조|억|만)", found[0])
        )
        if not any(round(each / 10_000) * 10_000 == amount for each in said):
            lost.append(found[0])
        return " "

    rest = KOREAN.sub(whole, text)
    return lost + [each for each in FIGURE.findall(rest) if not is_said(each, said)]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a command line says, as JSON and as a table; asked once."""
    known: dict[tuple[str, str], tuple[str, str]] = {}
    home = tmp_path_factory.mktemp("home")

    def tell(book: str, words: str) -> tuple[str, str]:
        if (book, words) not in known:
            found = shlex.split(words)[1:]
            at = found.index("--") if "--" in found else len(found)
            env = {"PATH": "/usr/bin:/bin", "HOME": str(home), "CRM_CACHE_DIR": str(home / "c")}
            both = []
            for form in ("json", "markdown"):
                asks = [*found[:at], "-o", form, "--lang", "en", *found[at:]]
                ran = warm.run(asks, cwd=ROOT / "examples" / book, env=env)
                assert ran.status in (0, 1), (words, ran.err.decode())
                both.append(ran.out.decode())
            known[book, words] = (both[0], both[1])
        return known[book, words]

    return tell


@pytest.fixture(scope="module", params=ACCOUNTS)
def book(request):
    with Browser(ROOT / "examples" / request.param, as_of=None) as browser:
        browser.name = request.param
        yield browser


def addresses(book: str) -> Iterator[str]:
    """Every page with its faces. What a page of one report takes along is its command's, byte for byte: test_pages.py."""
    for page in PAGES:
        subjects = ACCOUNTS[book] if page.of_account else ("",)
        for subject in subjects if page.name != "report" else ():
            for face in FACES.get(page.name, ("",)):
                yield f"/{page.path}{'/' * bool(subject)}{subject}?{face}"


def begun(book: Path) -> set[Decimal]:
    """The day on which git's history begins, and the eve of it: elsewhere it is still evening."""
    words = ["git", "-C", book, "log", "--reverse", "--format=%cs"]
    found = subprocess.run(words, capture_output=True, text=True, check=False).stdout.split()[:1]
    days = map(date.fromisoformat, found)
    return {
        each for day in days for known in (day, day - timedelta(1)) for each in numbers(f"{known}")
    }


def counted(said: str) -> set[Decimal]:
    """How many rows an answer has, and how many of them say the same in one field, or something else."""
    answer = json.loads(said)
    tables = [answer, *answer.get("sections", ())]
    rows = [table.get("rows", []) for table in tables]
    late = [
        sum(sign(row["days_late"]) for row in each if row.get("days_late") is not None)
        for each in rows
        for sign in (lambda days: days > 0, lambda days: days < 0)
    ]
    same = [
        count
        for each in rows
        for field in (each[0] if each else ())
        for values in (Counter(str(row.get(field)) for row in each),)
        for count in (len(values), *values.values())
    ]
    return set(map(Decimal, (*map(len, rows), *late, *same)))


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_page_shows_no_figure_that_no_command_says(book, lang, told, monkeypatch):
    asked = []

    def watched(method, called):
        def ask(self, what, **more):
            asked.append(called(self, what))
            return method(self, what, **more)

        return ask

    def of_file(_desk, account):
        return f"crm lint accounts/{account}.yaml --as-of {DAY}"

    def of_names(desk, _table):
        return line(question("accounts", ExplainOptions()), desk.asked)

    monkeypatch.setattr(Desk, "file", watched(Desk.file, of_file))
    monkeypatch.setattr(Desk, "by_name", watched(Desk.by_name, of_names))
    for name in ("answer", "linted"):
        by_line = watched(getattr(Desk, name), lambda desk, what: line(what, desk.asked))
        monkeypatch.setattr(Desk, name, by_line)
    lost, known = [], begun(ROOT / "examples" / book.name)
    for path in addresses(book.name):
        asked.clear()
        got = book.ask(f"{path}&as_of={DAY}", headers={"accept-language": lang})
        assert got.status == 200, path
        said, quoted = numbers(DAY) | known | OWN.get(path[1:].partition("?")[0], set()), ""
        for words in dict.fromkeys(asked):
            as_json, as_table = told(book.name, words)
            said |= numbers(as_json) | numbers(as_table) | counted(as_json)
            quoted += as_json
        for text in Seen(got.text).texts:
            if text not in quoted and (wrong := unsaid(text, said)):
                lost.append((path, text, wrong))
    assert lost == [], "\n".join(map(str, lost))
