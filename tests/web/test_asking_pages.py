"""Find, query, history and review show what their commands say."""

import json
import re
import shlex
from datetime import UTC, datetime
from html import unescape
from urllib.parse import quote

import pytest
import warm
from docs.runner import ROOT
from web.client import DAY, Browser
from web.histories import HOSTILE, commit, recorded

ENGLISH = {"accept-language": "en"}
BOOKS = ("hanbit", "northwind")


@pytest.fixture(scope="module", params=BOOKS)
def book(request):
    with Browser(ROOT / "examples" / request.param) as browser:
        browser.folder = ROOT / "examples" / request.param
        yield browser


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    folder = recorded(tmp_path_factory.mktemp("past") / "book")
    with Browser(folder, as_of=None) as browser:
        browser.folder = folder
        yield browser


def command(got) -> str:
    return unescape(re.search(r"<code data-copy[^>]*>(.*?)</code>", got.text).group(1))


def rows(browser, line: str, tmp_path):
    """What the command of the page says."""
    words = shlex.split(line)[1:]
    at = words.index("--") if "--" in words else len(words)
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "CRM_CACHE_DIR": str(tmp_path / "c")}
    ran = warm.run(
        [*words[:at], "-o", "json", "--limit", "0", "--lang", "en", *words[at:]],
        cwd=browser.folder,
        env=env,
    )
    assert ran.status == 0, ran.err.decode()
    return json.loads(ran.out)


def shown(got) -> str:
    """The text of the page, without marks."""
    return unescape(re.sub(r"</?mark>", "", got.text))


def test_find_shows_every_hit_of_the_command_and_marks_it(book, tmp_path):
    got = book.ask("/find?text=a", headers=ENGLISH)
    found = rows(book, command(got), tmp_path)
    assert found["rows"]
    for row in found["rows"][:50]:
        assert row["text"] in shown(got)
    assert f"Found: {found['totals']['hits']}, accounts: {found['totals']['accounts']}" in got.text
    assert "<mark>a</mark>" in got.text


def test_initials_and_digits_are_marked_where_they_were_found():
    with Browser(ROOT / "examples" / "hanbit") as browser:
        assert "<mark>한빛</mark>전자" in browser.ask(f"/find?text={quote('ㅎㅂ')}").text
        phones = browser.ask("/find?text=1000-1001&within=contacts")
        assert phones.status == 200


def test_nothing_typed_finds_nothing_and_says_how(book):
    for path in ("/find", "/find?text=+", "/query", "/query?text="):
        got = book.ask(path, headers=ENGLISH)
        assert got.status == 200
        assert "data-copy" not in got.text


@pytest.mark.parametrize("page", ["find", "query", "history?account=", "review"])
@pytest.mark.parametrize(
    "text", ['"><script>alert(1)</script>', "'--\u202e#", "((((", "@nowhere", "-x", "\u2028"]
)
def test_hostile_text_stays_text(book, page, text):
    name = {"review": "week"}.get(page, "text")
    path = f"/{page}{quote(text)}" if page.endswith("=") else f"/{page}?{name}={quote(text)}"
    got = book.ask(path, headers=ENGLISH)
    assert got.status in (200, 400, 404)
    assert "<script>alert" not in got.text
    assert "\u202e" not in got.text


def test_query_shows_every_record_of_the_command(book, tmp_path):
    got = book.ask("/query?text=open&on=deals&columns=deal,amount", headers=ENGLISH)
    found = rows(book, command(got), tmp_path)
    assert found["rows"]
    for row in found["rows"][:100]:
        assert f">{row['deal']}<" in got.text
    totals = found["totals"]
    assert f"Records: {totals['rows']}, accounts: {totals['accounts']}" in got.text


def test_a_condition_that_is_wrong_is_shown_where_it_is(book):
    got = book.ask("/query?text=segment+%3D%3D+%22A%22+and+ownr+%3D%3D+1", headers=ENGLISH)
    assert got.status == 200
    assert "and <mark>ownr</mark> ==" in got.text
    assert "Column 20" in got.text
    assert "owner" in got.text


def test_every_example_of_the_query_page_can_be_asked(book):
    text = book.ask("/query", headers=ENGLISH).text
    links = [each for each in re.findall(r'href="(/query\?[^"]+)"', text) if "text=" in each]
    assert len(links) >= 5
    for link in links:
        got = book.ask(unescape(link), headers=ENGLISH)
        assert got.status == 200
        assert 'class="part notice bad wrong"' not in got.text


def test_names_words_and_owners_are_offered(book):
    text = book.ask("/query", headers=ENGLISH).text
    listed = re.search(r'<datalist id="offers-text">(.*?)</datalist>', text).group(1)
    owner = next(iter(book.books._present.session.book.policy.team))
    for name in ("last_touch", "status", f"&#34;{owner}&#34;", "&#34;customer&#34;", "any("):
        assert f'value="{name}"' in listed


def test_the_history_is_paged_and_each_page_is_what_its_command_says(past, tmp_path):
    seen, path, pages = [], "/history", 0
    while path:
        got = past.ask(path, headers=ENGLISH)
        assert got.status == 200
        assert HOSTILE not in got.text
        found = shlex.split(command(got))
        words = [*found[1:], "-o", "json", "--limit", "20", "--lang", "en"]
        env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "CRM_CACHE_DIR": str(tmp_path / "c")}
        ran = warm.run(words, cwd=past.folder, env=env)
        told = json.loads(ran.out)["rows"]
        assert got.text.count("<tr>") - 1 == len(told)
        for row in told:
            assert row["commit"] in got.text
            assert row["change"] in shown(got)
        seen += told
        older = re.search(r'href="([^"]+)">Older', got.text)
        path, pages = unescape(older.group(1)) if older else "", pages + 1
    assert pages == 2
    every = rows(past, "crm history", tmp_path)["rows"]
    assert seen == every


def test_the_history_calls_accounts_by_their_names_and_leads_only_to_accounts(past):
    got = past.ask("/history", headers=ENGLISH)
    assert re.search(r'<a href="/account/acme">Acme Pumps</a>', got.text)
    assert "/account/crm.yaml" not in past.ask("/history?until=2026-06-01", headers=ENGLISH).text


def test_an_older_version_that_nobody_can_read_is_told_last_and_without_alarm(tmp_path):
    folder = tmp_path / "book"
    commit(folder, "2026-06-01", {"crm.yaml": "language: en\n", "accounts/a.yaml": "name: [\n"})
    commit(folder, "2026-06-02", {"accounts/a.yaml": "name: Alpha\n"})
    with Browser(folder, as_of=None) as browser:
        text = browser.ask("/history", headers=ENGLISH).text
    told = "An older version of accounts/a.yaml (commit "
    assert text.index("</table>") < text.index(told)
    assert "notice warning" not in text


def test_what_git_has_from_later_is_shown_again_where_no_day_is_asked_for(tmp_path):
    folder = recorded(tmp_path / "book")
    commit(folder, "2099-01-01", {"accounts/late.yaml": "name: Latecomer\n"})
    with Browser(folder, as_of=None) as browser:
        today = datetime.now(UTC).date()
        for path, is_there in ((f"/history?as_of={today}", False), ("/history", True)) * 2:
            got = browser.ask(path, headers=ENGLISH)
            assert got.status == 200
            assert ("Latecomer" in got.text) is is_there


def test_hostile_authors_are_text(past):
    got = past.ask("/history", headers=ENGLISH)
    assert "scriptalert(1)/script" in got.text  # git takes what looks like an address out of names
    assert "<script>alert" not in got.text
    assert "<b>x@" not in got.text


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("who=ada", 3),
        ("type=stance", 1),
        ("account=beta", 1),
        ("since=2026-07-01&until=2026-07-01", 1),
        ("who=nobody", 0),
    ],
)
def test_the_history_is_narrowed(past, said, counts):
    got = past.ask(f"/history?{said}", headers=ENGLISH)
    assert got.status == 200
    commits = set(re.findall(r"[0-9a-f]{10}(?=<)", got.text))
    assert len(commits) == (20 if said == "who=ada" else counts)


def test_a_book_without_git_says_so(tmp_path):
    (tmp_path / "b" / "accounts").mkdir(parents=True)
    (tmp_path / "b" / "crm.yaml").write_text("language: en\n")
    with Browser(tmp_path / "b") as browser:
        got = browser.ask("/history", headers=ENGLISH)
        assert got.status == 404
        assert "git" in got.text
        for page in (
            "review",
            "find?text=x",
            "query?text=true",
            "query?text=open&on=deals&by=owner",
        ):
            assert browser.ask(f"/{page}", headers=ENGLISH).status == 200


def test_the_week_shows_what_the_command_says(book, tmp_path):
    got = book.ask("/review", headers=ENGLISH)
    (row,) = rows(book, command(got), tmp_path)["rows"]
    assert row["week"] in got.text
    for part in ("won_over", "lost_over", "new", "closed", "losses", "blind", "plans", "slips"):
        for each in row[part][:15]:
            assert each["name"] in shown(got)
    before = book.ask("/review?week=2026-07-20", headers=ENGLISH)
    assert "2026-W30" in before.text
    assert "--week 2026-07-20" in command(before)
    assert DAY.isoformat() in command(got)


def test_accounts_are_called_by_their_names(book, tmp_path):
    got = book.ask("/query?text=open&on=deals", headers=ENGLISH)
    found = rows(book, command(got), tmp_path)
    names = {row["account"]: row["name"] for row in rows(book, "crm list", tmp_path)["rows"]}
    assert found["rows"]
    for row in found["rows"][:100]:
        link = re.search(rf'<a href="/account/{row["account"]}[^"]*">([^<]*)</a>', got.text)
        assert unescape(link.group(1)) == names[row["account"]]


@pytest.mark.parametrize("report", ["map", "brief"])
def test_a_report_of_one_account_offers_the_accounts(book, report, tmp_path):
    got = book.ask(f"/report/{report}", headers=ENGLISH)
    assert "this needs one of: Account" in got.text
    leads = re.findall(rf'href="(/report/{report}\?[^"]*account=[^"]+)"', got.text)
    assert len(leads) == min(100, len(rows(book, "crm list", tmp_path)["rows"])) > 0
    assert "data-copy" in book.ask(unescape(leads[0]), headers=ENGLISH).text
