"""Several processes draw the pages of accounts as one does."""

import os
import time
import subprocess
from datetime import date

import pytest
from web.site.making import DAY, contents

from crmcli.app.session import Session
from crmcli.app.without import Without
from crmcli.web.site import drawing
from crmcli.web.site.build import Site
from crmcli.web.site.folder import Folder
from crmcli.web.site.pages import Pages, Settings

ACCOUNT = """name: 회사 {0}
owner: kim
contacts:
  lee: {{name: 이정우, phones: [010-1234-567{0}], roles: {{fab: owner}}}}
log:
- {{date: 2026-07-0{0}, type: call, who: kim, with: lee, note: 다시 전화하기로 했다, said: 좋다}}
"""


@pytest.fixture
def book(tmp_path, monkeypatch):
    """One with a file that cannot be read, which every page tells; all of it committed."""
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    found = tmp_path / "book"
    (found / "accounts").mkdir(parents=True)
    (found / "crm.yaml").write_text("currency: KRW\nteam: {kim: {name: 김하나}}\n", "utf-8")
    for number in range(1, 10):
        (found / "accounts" / f"f{number}.yaml").write_text(ACCOUNT.format(number), "utf-8")
    (found / "accounts" / "broken.yaml").write_text("name: [", "utf-8")
    git = ["git", "-C", str(found), "-c", "user.name=K", "-c", "user.email=k@example.com"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "a"]):
        subprocess.run([*git, *words], check=True)
    return found


def site(book, into, monkeypatch, jobs, **opened):
    """The site as so many processes draw it; in how many the pages were."""
    monkeypatch.setenv("CRM_JOBS", str(jobs))
    drew = set()
    drawn = drawing.drawn

    def watched(*words):
        for made in drawn(*words):
            drew.add(made.files.pop("drawn by"))
            yield made

    of_account = Pages.of_account

    def signed(self, name):
        made = of_account(self, name)
        made.files["drawn by"] = os.getpid()
        return made

    with monkeypatch.context() as during:
        during.setattr("crmcli.web.site.build.drawn", watched)
        during.setattr(Pages, "of_account", signed)
        settings = Settings(date.fromisoformat(DAY), opened.get("at") or "", "ko", "hanbit")
        with Session(str(book), **opened) as session, Folder(str(into), str(book)) as folder:
            Site(session, folder, settings).build(None)
    return contents(into), drew - {os.getpid()}, os.getpid() in drew


@pytest.mark.parametrize(
    "opened", [{}, {"without": Without(("phones", "said"))}, {"at": "HEAD"}], ids=str
)
def test_the_bytes_are_the_same(book, tmp_path, monkeypatch, opened):
    alone, others, here = site(book, tmp_path / "alone", monkeypatch, 1, **opened)
    assert (others, here) == (set(), True)
    together, others, here = site(book, tmp_path / "together", monkeypatch, 2, **opened)
    assert others
    assert not here
    assert together == alone
    assert any(
        b"broken.yaml" in data for name, data in alone.items() if name.startswith("account/")
    )


def test_without_memory_nobody_reads_the_book_twice(book, tmp_path, monkeypatch):
    _, others, here = site(book, tmp_path / "site", monkeypatch, 2, use_cache=False)
    assert (others, here) == (set(), True)


def test_nobody_goes_on_when_the_site_cannot_be_written(book, tmp_path, monkeypatch):
    """As on a full disk, or when somebody presses Ctrl-C."""
    from multiprocessing import active_children

    put = Folder.put

    def full(self, name, data):
        if name.startswith("account/"):
            assert active_children()
            raise KeyboardInterrupt
        put(self, name, data)

    monkeypatch.setattr(Folder, "put", full)
    with pytest.raises(KeyboardInterrupt):
        site(book, tmp_path / "site", monkeypatch, 2)
    # a thread of the pool may have seen its end a moment before it can be seen here
    since = time.monotonic()
    while active_children() and time.monotonic() - since < 30:
        time.sleep(0.01)
    assert active_children() == []
    assert not (tmp_path / "site").exists()


def test_pages_of_the_whole_book_are_drawn_meanwhile(book, tmp_path, monkeypatch):
    """The others draw accounts as long as this process draws something itself."""
    drew = []
    common, group = Site._common, Folder.group
    monkeypatch.setattr(Site, "_common", lambda *a: (drew.append("common"), common(*a)))
    monkeypatch.setattr(Folder, "group", lambda *a: (drew.append("account"), group(*a)))
    site(book, tmp_path / "site", monkeypatch, 2)
    assert drew[:18] == ["common", "account"] * 9
    assert set(drew[18:]) == {"common"}
