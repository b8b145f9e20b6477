"""A site that is written again over an earlier one is, byte by byte, the site that the book has now; what shows nothing else than before is not drawn."""

import random
import shutil
from datetime import date

import pytest
from web.site.making import DAY, ROOT, contents

from crmcli.app.session import Session
from crmcli.web.site.build import Site
from crmcli.web.site.folder import Folder
from crmcli.web.site.pages import Pages, Settings

EXAMPLE = ROOT / "examples" / "northwind"
NEW = """name: Nova Mills
owner: {owner}
status: customer
contacts: {{x: {{name: Ada Lund, roles: {{ceo: null}}}}}}
log:
- {{date: 2026-07-2{0}, type: call, with: x, what: "<b>Asked & answered {0}</b>"}}
"""


def _log(book, dice):
    path = _some(book, dice)
    day = f"2026-07-{dice.randrange(10, 31)}"
    entry = f"  - {{date: {day}, type: call, what: Talked again, next: {{what: call, due: 2026-08-0{dice.randrange(1, 9)}}}}}\n"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\nlog:\n", f"\nlog:\n{entry}", 1), "utf-8")


def _comment(book, dice):
    path = _some(book, dice)
    path.write_text("# looked at\n" + path.read_text("utf-8"), "utf-8")


def _name(book, dice):
    path = _some(book, dice)
    path.write_text(path.read_text("utf-8").replace("name: ", "name: Old ", 1), "utf-8")


def _owner(book, dice):
    path, other = _some(book, dice), _some(book, dice)
    path.write_text(path.read_text("utf-8").replace("owner: ", "owner: x", 1), "utf-8")
    other.write_text(other.read_text("utf-8").replace("amount: ", "amount: 1", 1), "utf-8")


def _new(book, dice):
    text = NEW.format(dice.randrange(10), owner="dana-k")
    (book / "accounts" / "nova-mills.yaml").write_text(text, "utf-8")


def _gone(book, dice):
    _some(book, dice).unlink()


def _broken(book, dice):
    path = _some(book, dice)
    path.write_text(path.read_text("utf-8") + "name: [\n", "utf-8")


def _policy(book, _):
    path = book / "crm.yaml"
    path.write_text(path.read_text("utf-8") + "\nlint: {stale-stance: off}\n", "utf-8")


def _nothing(_book, _dice):
    pass


CHANGES = [_log, _comment, _log, _name, _nothing, _owner, _new, _log, _gone, _broken, _policy]


def _some(book, dice):
    return dice.choice(sorted((book / "accounts").glob("*.yaml")))


def _site(book, into):
    settings = Settings(date.fromisoformat(DAY), "", "en", "northwind")
    with Session(str(book)) as session, Folder(str(into), str(book)) as folder:
        Site(session, folder, settings).build(None)


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("CRM_JOBS", "1")
    return shutil.copytree(EXAMPLE, tmp_path / "book")


def test_after_any_change_it_is_what_a_new_one_is(book, tmp_path, monkeypatch):
    dice = random.Random(20261130)
    _site(book, tmp_path / "site")
    for number, change in enumerate(CHANGES):
        change(book, dice)
        _site(book, tmp_path / "site")
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv("CRM_CACHE_DIR", str(tmp_path / f"cache-{number}"))
            _site(book, tmp_path / f"fresh-{number}")
        again, fresh = contents(tmp_path / "site"), contents(tmp_path / f"fresh-{number}")
        assert again.keys() == fresh.keys(), change.__name__
        assert [each for each in fresh if again[each] != fresh[each]] == [], change.__name__


def test_only_what_shows_the_change_is_drawn(book, tmp_path, monkeypatch):
    drawn = []
    one = Pages.one

    def noted(self, wanted, *words):
        drawn.append(wanted.file)
        return one(self, wanted, *words)

    monkeypatch.setattr(Pages, "one", noted)
    _site(book, tmp_path / "site")
    whole = {each for each in drawn if not each.startswith(("account/", "brief/", "source/"))}
    drawn.clear()
    _site(book, tmp_path / "site")
    assert drawn == []
    path = book / "accounts" / "lakeview-foods.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("\nlog:\n", "\nlog:\n  - {date: 2026-07-30, type: call, what: Again}\n"),
        "utf-8",
    )
    _site(book, tmp_path / "site")
    changed = {each for each in drawn if each in whole}
    assert "accounts.html" in changed
    assert "forecast.html" not in changed
    assert len(changed) < len(whole) / 2


def test_a_page_that_somebody_took_away_is_there_again(book, tmp_path):
    _site(book, tmp_path / "site")
    before = contents(tmp_path / "site")
    (tmp_path / "site" / "forecast.html").unlink()
    (tmp_path / "site" / "answer" / "coverage.csv").unlink()
    _site(book, tmp_path / "site")
    assert contents(tmp_path / "site") == before


def test_pages_that_come_leave_those_of_accounts_as_they_are(book, tmp_path, monkeypatch):
    """They lead to the menu alone, saved queries included."""
    with monkeypatch.context() as before:
        before.setattr("crmcli.web.site.plan.OTHERS", 1)  # which is the book's saved query
        _site(book, tmp_path / "site")
    few, drawn = contents(tmp_path / "site"), []
    monkeypatch.setattr(Pages, "of_account", lambda _, name: drawn.append(name))
    _site(book, tmp_path / "site")
    assert drawn == []
    more = contents(tmp_path / "site")
    assert len(more) > len(few)
    query = next(each for each in few if each.startswith("query.text="))
    accounts = [each for each in few if each.startswith("account/")]
    assert accounts
    for each in accounts:
        assert few[each] == more[each]
        assert query.encode() in few[each]
