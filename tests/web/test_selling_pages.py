"""Pipeline, win and loss, forecast and goals: what each page shows is what its command says."""

import html
import json
import re
import shlex
import shutil
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
import warm
from docs.runner import ROOT
from web.client import Browser

from crmcli.reports.pipeline import velocity

BOOKS = ("hanbit", "northwind")
EN = {"accept-language": "en"}
SOME = {
    "hanbit": ("owner=kim-mj", "segment=A", "as_of=2026-06-30", "owner=lee-js&as_of=2026-07-15"),
    "northwind": ("owner=luis-o", "segment=A", "as_of=2026-06-30", "owner=dana-k&tag=food"),
}
ASKED = [(book, said) for book in BOOKS for said in ("", *SOME[book])]


class Shown(HTMLParser):
    """What stands in figures, lanes, cards and rows of tables."""

    KEPT = ("figure", "lane", "card", "tr")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = {each: [] for each in self.KEPT}
        self.open: list[tuple[str, str]] = []
        self.drawn = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        self.drawn += tag == "svg"
        if tag == "tr" and "behind" in classes:
            return
        for each in self.KEPT:
            if each in classes or tag == each == "tr":
                self.found[each].append([])
                self.open.append((each, tag))

    def handle_endtag(self, tag):
        self.drawn -= tag == "svg"
        if self.open and self.open[-1][1] == tag and tag != "section":
            self.open.pop()
        elif self.open and self.open[-1] == ("lane", tag):
            self.open.pop()

    def handle_data(self, data):
        if self.open and not self.drawn and data.strip():
            self.found[self.open[-1][0]][-1].append(" ".join(data.split()))

    def figures(self) -> dict[str, str]:
        return {each[0]: each[1] for each in self.found["figure"]}


@pytest.fixture(scope="module")
def browsers():
    with Browser(ROOT / "examples/hanbit") as one, Browser(ROOT / "examples/northwind") as other:
        yield {"hanbit": one, "northwind": other}


def look(browser: Browser, path: str, said: str = "") -> tuple[str, Shown]:
    sign = "&" if "?" in path else "?"
    got = browser.ask(f"{path}{sign}{said}" if said else path, headers=EN)
    assert got.status == 200, got.text
    return got.text, Shown(got.text)


def ran(book: str, words: list[str], tmp_path) -> dict:
    at = words.index("--") if "--" in words else len(words)
    found = warm.run(
        [*words[1:at], "-o", "json", "--lang", "en", *words[at:]],
        cwd=ROOT / "examples" / book,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "CRM_CACHE_DIR": str(tmp_path / "c")},
    )
    assert found.status == 0, found.err.decode()
    return json.loads(found.out, parse_float=Decimal)


def same(text: str) -> list[str]:
    """The command line that the page names."""
    return shlex.split(html.unescape(re.search(r"<code[^>]*>(.*?)</code>", text).group(1)))


def other(text: str, *words: str) -> list[str]:
    """Another command, with the page's filters and day."""
    line, kept = same(text), []
    for at, word in enumerate(line):
        if word in ("--owner", "--segment", "--tag", "--as-of"):
            kept += line[at : at + 2]
    return ["crm", *words, *kept]


def deals_day(said: str) -> str:
    found = re.search(r"as_of=([\d-]+)", said)
    return found.group(1) if found else "2026-08-01"


def money(amount, cents: bool) -> str:
    return f"{Decimal(amount):,.2f}" if cents else f"{int(amount):,}"


def cents(rows, *fields: str) -> bool:
    return any(each[name] is not None and each[name] % 1 for each in rows for name in fields)


@pytest.mark.parametrize(("book", "said"), ASKED)
def test_the_board_has_each_open_deal_in_its_lane_and_the_sums_of_the_command(
    browsers, book, said, tmp_path
):
    text, shown = look(browsers[book], "/pipeline", said)
    deals = ran(book, same(text), tmp_path)["rows"]
    whole = ran(book, other(text, "pipeline"), tmp_path)
    odd = cents([*whole["rows"], whole["totals"]], "amount")
    figures = shown.figures()
    assert figures["deals"] == str(whole["totals"]["deals"])
    assert figures["amount"] == money(whole["totals"]["amount"], odd)
    for name, field in (("rotten", "rotten"), ("Close date passed", "overdue"), ("blind", "blind")):
        assert figures[name] == str(whole["totals"][field])
    sums = [f"{row['deals']} open · {money(row['amount'], odd)}" for row in whole["rows"]]
    assert [lane[1] for lane in shown.found["lane"]] == sums
    assert len(shown.found["card"]) == len(deals) == whole["totals"]["deals"]
    cards = [" | ".join(card) for card in shown.found["card"]]
    odd = cents(deals, "amount")
    for row in deals:
        mine = [card for card in cards if card.startswith(f"{row['account.name']} | {row['name']}")]
        assert len(mine) == 1
        amount = "No amount" if row["amount"] is None else money(row["amount"], odd)
        assert f" | {amount} · {row['stage_days']} d in stage" in mine[0]
        assert ("Stands still" in mine[0]) == row["rotten"]
        assert ("No next step" in mine[0]) == (row["next.date"] is None)
        is_late = row["next.date"] is not None and row["next.date"] < deals_day(said)
        assert ("Next step overdue" in mine[0]) == is_late
        assert (row["next.date"] or "") in mine[0]
        assert (row["close"] or "") in mine[0]
        for name, sign in (("met", "✓"), ("unmet", "✕"), ("partial", "△"), ("unknown", "?")):
            given = [value for field, value in row.items() if field.startswith("qualification.")]
            assert mine[0].count(f"{sign} ") == given.count(name)


@pytest.mark.parametrize("sort", ["amount", "stage_days", "close", "owner"])
@pytest.mark.parametrize("book", BOOKS)
def test_the_list_is_sorted_as_the_address_says(browsers, book, sort, tmp_path):
    text, shown = look(browsers[book], "/pipeline?show=list", f"sort={sort}")
    rows = ran(book, same(text), tmp_path)["rows"]
    told = [row[0] for row in shown.found["tr"][1:]]
    assert told == [row["account.name"] for row in rows]
    values = [row[sort] for row in rows if row[sort] is not None]
    assert values == sorted(values, reverse=sort in ("amount", "stage_days"))


@pytest.mark.parametrize(("book", "said"), ASKED)
def test_the_change_between_two_days_is_the_commands(browsers, book, said, tmp_path):
    text, shown = look(browsers[book], "/pipeline?show=change&since=2026-05-01", said)
    assert same(text)[:4] == ["crm", "pipeline", "--change", "2026-05-01"]
    rows = ran(book, same(text), tmp_path)["rows"]
    odd = cents(rows, "amount")
    told = [row[-2:] for row in shown.found["tr"][1:]]
    assert told == [[str(row["deals"]), money(row["amount"], odd)] for row in rows]
    ends = [money(rows[at]["amount"], odd) for at in (0, -1)]
    assert [each[1] for each in shown.found["figure"]] == ends


def test_an_answer_to_a_criterion_reads_as_in_bant(browsers):
    got = browsers["hanbit"].ask("/pipeline?show=list", headers={"accept-language": "ko"})
    rows = [row[-5:-1] for row in Shown(got.text).found["tr"][1:]]
    assert {each for row in rows for each in row} == {"충족", "일부", "미충족", "?"}


def test_the_change_begins_a_month_before_where_nothing_is_said(browsers):
    text, _ = look(browsers["hanbit"], "/pipeline?show=change")
    assert same(text)[3:5] == ["2026-07-01", "2026-08-01"]
    text, _ = look(browsers["hanbit"], "/pipeline?show=change", "as_of=2026-03-31")
    assert same(text)[3:5] == ["2026-02-28", "2026-03-31"]


@pytest.mark.parametrize(("book", "said"), ASKED)
def test_wins_and_losses_are_the_commands(browsers, book, said, tmp_path):
    text, shown = look(browsers[book], "/winloss", said)
    found = ran(book, same(text), tmp_path)
    total, figures = found["totals"], shown.figures()
    assert figures["lost"] == str(total["lost"])
    odd = cents([*found["rows"], total], "won_amount")
    assert figures["won amount"] == money(total["won_amount"], odd)
    decided = total["won"] + total["lost"]
    rate = figures["win rate"]
    assert rate == "n/a" if not decided else rate.startswith(f"{total['won']}/{decided} (")
    rows = [" | ".join(row) for row in shown.found["tr"]]
    for row in found["rows"]:
        start = f"{row['group']} | {row['won']} | {row['lost']} | {row['no_decision']}"
        assert sum(each.startswith(start) for each in rows) == 1
    window_of_pace = f"of the last {velocity.TRAILING} days"
    assert window_of_pace in text
    assert f"Sold a day, last {velocity.TRAILING} days" in figures
    window = (("losses",), ("losses", "--by", "competitor"), ("stages",), ("objections",))
    for words in window:
        for row in ran(book, other(text, *words), tmp_path)["rows"]:
            count = row.get("deals", row.get("reached", row.get("raised")))
            assert any(f" | {count} | " in each for each in rows)


@pytest.mark.parametrize("by", ["quarter", "owner", "competitor", "met"])
def test_the_win_rate_is_drawn_by_what_is_asked(browsers, by):
    text, _ = look(browsers["hanbit"], "/winloss", f"by={by}&since=2025-06-01")
    assert same(text)[1:6] == ["winrate", "--by", by, "--since", "2025-06-01"]
    assert text.count("<svg") == 6  # three drawings, wide and narrow


@pytest.mark.parametrize(("book", "said"), ASKED)
def test_the_forecasts_range_is_that_of_its_methods(browsers, book, said, tmp_path):
    text, shown = look(browsers[book], "/forecast", said)
    figures = shown.figures()
    for method, fields in (
        ("category", {"Commit": "commit", "Best case": "best_case", "Everything open": "pipeline"}),
        ("stage", {"By stage": "weighted", "Won this month": "won_amount"}),
        ("history", {"By our own odds": "weighted"}),
    ):
        found = ran(book, other(text, "forecast", "--method", method), tmp_path)
        for name, field in fields.items():
            odd = cents([*found["rows"], found["totals"]], field)
            assert figures[name] == money(found["totals"][field], odd)
    rows = ran(book, same(text), tmp_path)["rows"]
    assert len(shown.found["tr"]) >= len(rows) + 1
    assert [row[1] for row in shown.found["tr"][1 : len(rows) + 1]] == [
        str(row["deals"]) for row in rows
    ]


@pytest.mark.parametrize("book", BOOKS)
def test_a_forecast_is_put_to_the_test_and_followed_only_when_asked(browsers, book, tmp_path):
    text, shown = look(browsers[book], "/forecast?show=tested&method=history")
    assert same(text)[1:5] == ["forecast", "--backtest", "--method", "history"]
    rows = ran(book, same(text), tmp_path)["rows"]
    assert [row[0] for row in shown.found["tr"][1:]] == [row["month"] for row in rows]
    text, shown = look(browsers[book], "/forecast?show=moved&months=3")
    rows = ran(book, same(text), tmp_path)["rows"]
    assert [row[0] for row in shown.found["tr"][1:]] == [row["day"] for row in rows]
    assert len(rows) == 4
    # the examples lie in a repository that had none of these days
    assert "No month end before this day is on record" in text


@pytest.mark.parametrize("book", BOOKS)
def test_goals_stand_beside_the_time_that_passed(browsers, book, tmp_path):
    text, shown = look(browsers[book], "/goals")
    rows = ran(book, same(text), tmp_path)["rows"]
    assert rows
    for row, told in zip(rows, shown.found["tr"][1:], strict=True):
        assert told[0] == (row["why"]["en"] if isinstance(row["why"], dict) else row["why"])
        gone = date(2026, 8, 1) - date.fromisoformat(row["from_date"])
        way = date.fromisoformat(row["to_date"]) - date.fromisoformat(row["from_date"])
        assert row["elapsed"] == pytest.approx(Decimal(gone.days / way.days))
        assert f">{int(row['elapsed'] * 100)}%<" in text


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/pipeline?show=everything", "everything"),
        ("/pipeline?colour=red", "colour"),
        ("/pipeline?show=list&stage=nowhere", "nowhere"),
        ("/pipeline?show=list&sort=luck", "luck"),
        ("/pipeline?show=change&since=2026-08-01&until=2026-07-01", "2026-07-01"),
        ("/pipeline?show=change&since=lately", "lately"),
        ("/winloss?by=weather", "weather"),
        ("/forecast?method=dice", "dice"),
        ("/forecast?show=moved&months=many", "many"),
        ("/goals?owner=nobody-here", "nobody-here"),
    ],
)
def test_what_means_nothing_is_told(browsers, path, word):
    got = browsers["hanbit"].ask(path, headers=EN)
    assert got.status in (400, 404)
    assert word in got.text


BAD = "</p><script>alert(1)</script><img src=x onerror=alert(2)>"
POLICY = """currency: KRW
stages: {talk: {label: Talking, probability: 20}, sign: {label: Signing, probability: 80}}
team: {ada: {name: Ada}}
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    root = tmp_path_factory.mktemp("book")
    (root / "accounts").mkdir()
    (root / "crm.yaml").write_text(POLICY)
    deals = "\n".join(
        f"  d{n}: {{name: {json.dumps(BAD)}, amount: {n}000, stages: {{2026-01-01: talk}},"
        f" next: {{date: 2026-09-01, what: {json.dumps(BAD)}}}}}"
        for n in range(1, 16)
    )
    lost = (
        f"  gone: {{name: x, amount: 1, stages: {{2026-01-01: talk}},"
        f" outcome: {{result: lost, date: 2026-02-01, competitor: {json.dumps(BAD)}}}}}\n"
        "  odd: {amount: 5, stages: {2026-01-01: elsewhere}}\n"
    )
    (root / "accounts/acme.yaml").write_text(
        f"name: {json.dumps(BAD + chr(0x202E))}\nowner: ada\ndeals:\n{deals}\n{lost}"
    )
    with Browser(root) as browser:
        yield browser


@pytest.mark.parametrize(
    "path",
    [
        *("/pipeline", "/pipeline?show=list", "/pipeline?show=change&since=2025-01-01"),
        *("/winloss", "/winloss?by=competitor", "/forecast", "/forecast?by=owner", "/goals"),
    ],
)
def test_names_are_never_markup(hostile, path):
    text, _ = look(hostile, path)
    assert "<script>alert" not in text
    assert "<img" not in text
    assert chr(0x202E) not in text


def test_a_lane_shows_its_largest_deals_and_leads_to_the_rest(hostile):
    text, shown = look(hostile, "/pipeline")
    assert "&lt;script&gt;" in text
    assert [lane[0] for lane in shown.found["lane"]] == ["Talking", "Signing", "elsewhere"]
    assert len(shown.found["card"]) == 12 + 1
    assert "15,000" in shown.found["card"][0][2]
    more = re.search(r'class="more"><a href="([^"]+)">All 15 deals<', text)
    _, listed = look(hostile, html.unescape(more.group(1)))
    assert len(listed.found["tr"]) == 15 + 1
    _, listed = look(hostile, "/pipeline?show=list")
    assert len(listed.found["tr"]) == 16 + 1


def test_odds_of_crm_yaml_are_told_where_too_few_deals_closed(hostile, tmp_path):
    told = "too few closed deals: crm.yaml&#39;s odds are used"
    text, shown = look(hostile, "/forecast")
    figures = shown.figures()
    assert figures["By our own odds"] == figures["By stage"]
    assert told in text
    enough = tmp_path / "enough"
    shutil.copytree(ROOT / "examples/northwind", enough)
    policy = enough / "crm.yaml"
    policy.write_text(policy.read_text().replace("min_sample: 15", "min_sample: 3"))
    with Browser(enough) as browser:
        text, _ = look(browser, "/forecast")
    assert told not in text
    assert "how often we won" in text


def test_a_next_step_whose_day_is_past_is_marked(hostile):
    assert "Next step overdue" not in look(hostile, "/pipeline")[0]
    _, shown = look(hostile, "/pipeline?as_of=2026-09-02")
    assert "Next step overdue" in shown.found["card"][0]
