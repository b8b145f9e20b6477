"""Where a book lies stands in no byte of its site, and no text is changed for it."""

import os
import shutil
import subprocess

import pytest
from web.site.making import ROOT, contents, made

from crmcli.messages import LANGUAGES, Phrases
from crmcli.web.site.build import Site
from crmcli.web.site.folder import Folder
from crmcli.web.site.pages import Settings
from crmcli.web.site.placeless import Placeless


def test_a_site_does_not_say_where_its_book_lies(tmp_path):
    book = tmp_path / "qq-secret-place" / "book"
    shutil.copytree(ROOT / "examples" / "hanbit", book)
    made(book, tmp_path / "site", tmp_path)
    files = contents(tmp_path / "site")
    assert [name for name, data in files.items() if b"qq-secret-place" in data] == []
    past = files["stance.html"].decode()
    assert Placeless("en")("error-past-no-repository", str(book)) in past


def test_a_short_place_is_taken_out_of_no_text(tmp_path, monkeypatch):
    from datetime import date

    from crmcli.app.session import Session

    (tmp_path / "a" / "accounts").mkdir(parents=True)
    (tmp_path / "a" / "crm.yaml").write_text("currency: USD\nteam: {kim: {name: Kim}}\n", "utf-8")
    account = "name: Lakeview/a\nowner: kim\nwebsite: https://ogden.example/a/bookings\n"
    (tmp_path / "a" / "accounts" / "lake.yaml").write_text(account, "utf-8")
    with Session(str(tmp_path / "a"), use_cache=False) as session:
        # as a book in a folder at the very top
        monkeypatch.setattr(session, "book", session.book._replace(root="/a"))
        with Folder(str(tmp_path / "site"), str(tmp_path / "a")) as folder:
            Site(session, folder, Settings(date(2026, 8, 1), "", "en", "Book")).build(None)
    page = (tmp_path / "site" / "account" / "lake.html").read_text("utf-8")
    assert page.count("<a ") == page.count("</a>") > 0
    assert "https://ogden.example/a/bookings" in page


def test_messages_of_the_past_name_no_place(tmp_path):
    """Each error that a book's past can have, as it is raised."""
    from crmcli.app.past.diff import has_commits
    from crmcli.domain.errors import CrmError
    from crmcli.store.git.git import untrusted
    from crmcli.store.past.versions import Past

    said = [untrusted(str(tmp_path))]
    with pytest.raises(CrmError) as none:
        Past(str(tmp_path), None, None).repository()
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    with pytest.raises(CrmError) as empty:
        has_commits(Past(str(tmp_path), None, None))
    said += [none.value, empty.value, untrusted(os.path.join(tmp_path, "accounts"))]
    for lang in LANGUAGES:
        assert any(str(tmp_path) in Phrases(lang).say(each.message) for each in said)
        for each in said:
            for message in filter(None, (each.message, each.hint)):
                assert str(tmp_path) not in Placeless(lang).say(message)
