"""Whose the files of a site's folder are: one run's at a time, and never somebody else's."""

import json
import signal
import subprocess
import sys

import pytest
from web.site.making import contents, crm

from crmcli.domain.errors import CrmError
from crmcli.store.files.digest import digest_of
from crmcli.web.site.folder import Folder


def run(site, files, *, stop=False):
    """A run that writes these; `stop`: it ends before anything is tidied up."""
    folder = Folder(str(site), str(site.parent / "book"))
    with folder:
        for name, text in files.items():
            folder.put(name, text.encode())
        if stop:
            folder._describe = _stopping(folder)
    return folder


class Stopped(BaseException):
    """As if the process were killed once the files are in place."""


def _stopping(folder):
    real, seen = folder._describe, []

    def describe(manifest):
        if seen:
            raise Stopped
        seen.append(manifest)
        real(manifest)

    return describe


def manifest(site, **files):
    said = {name.replace("__", "/"): each for name, each in files.items()}
    (site / "site.json").write_text(
        json.dumps({"crm_site": 1, "files": said, "made_of": {}}), "utf-8"
    )


@pytest.fixture
def site(tmp_path):
    run(tmp_path / "site", {"index.html": "one", "a/b.html": "two"})
    return tmp_path / "site"


def test_two_runs_do_not_mix(site, tmp_path):
    before = contents(site)
    with Folder(str(site), str(tmp_path / "book")) as first:
        first.put("index.html", b"new")
        with pytest.raises(CrmError) as told, Folder(str(site), str(tmp_path / "book")):
            pass
        assert told.value.message.key == "error-site-held"
        first.put("a/b.html", b"newer")
    assert contents(site).keys() == before.keys()
    assert (site / "index.html").read_bytes() == b"new"


def test_a_second_run_leaves_a_new_folder_to_the_first(tmp_path):
    site = tmp_path / "site"
    with Folder(str(site), str(tmp_path / "book")) as first:
        first.put("index.html", b"new")
        with pytest.raises(CrmError), Folder(str(site), str(tmp_path / "book")):
            pass
    assert (site / "index.html").read_bytes() == b"new"


HOLD = """
import sys, time
from crmcli.web.site.folder import Folder
with Folder(sys.argv[1], sys.argv[2]) as folder:
    folder.put("index.html", b"half")
    print("in", flush=True)
    time.sleep(60)
"""


def test_a_killed_run_holds_nothing(site, tmp_path):
    words = [sys.executable, "-c", HOLD, str(site), str(tmp_path / "book")]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"in\n"
        with pytest.raises(CrmError, match="error-site-held"):
            run(site, {"index.html": "mine"})
        other.send_signal(signal.SIGKILL)
    run(site, {"index.html": "mine"})
    assert {*contents(site)} == {"index.html", "site.json"}


def test_a_forged_manifest_removes_nothing(site):
    (site / "letters").mkdir()
    (site / "letters" / "will.txt").write_text("mine", "utf-8")
    (site / "CNAME").write_text("mine too", "utf-8")
    manifest(site, letters__will=1, **{"letters/will.txt": "0" * 32, "CNAME": "", "a/b.html": "x"})
    ran = run(site, {"news.html": "new"})
    assert sorted(ran.left) == ["CNAME", "a/b.html", "letters/will.txt"]
    assert ran.removed == 0
    assert (site / "letters" / "will.txt").read_text("utf-8") == "mine"
    assert (site / "CNAME").read_text("utf-8") == "mine too"
    assert "CNAME" not in json.loads((site / "site.json").read_text("utf-8"))["files"]


def test_a_forged_manifest_overwrites_nothing(site):
    (site / "index.html").write_text("mine", "utf-8")
    before = contents(site)
    with pytest.raises(CrmError, match="error-site-foreign-file"):
        run(site, {"a/b.html": "other", "index.html": "new"})
    assert contents(site) == before


def test_names_that_lead_elsewhere_are_none_of_ours(site, tmp_path):
    digest = digest_of(b"mine").hex()
    (tmp_path / "other").mkdir()
    (site / ".well-known").mkdir()
    (site / "sub" / ".git").mkdir(parents=True)
    kept = [tmp_path / "mine", tmp_path / "other" / "mine", site / ".well-known" / "mine"]
    kept += [site / "sub" / ".git" / "mine", site / "linked"]
    for path in kept[:-1]:
        path.write_text("mine", "utf-8")
    (site / "linked").symlink_to(tmp_path / "mine")
    (site / "way").symlink_to(tmp_path / "other")
    names = ["../mine", str(tmp_path / "mine"), "a/../../mine", "way/mine", "linked"]
    names += [".well-known/mine", "sub/.git/mine", "sub//.git/mine", "\0"]
    manifest(site, **dict.fromkeys(names, digest))
    run(site, {"news.html": "new"})
    assert all(path.read_text("utf-8") == "mine" for path in kept)
    assert (site / "way").is_symlink()


def test_what_a_stopped_run_left_is_ours(site):
    with pytest.raises(Stopped):
        run(site, {"index.html": "second", "c.html": "new"}, stop=True)
    (site / "index.html").write_text("one", "utf-8")  # as if it had not come so far
    ran = run(site, {"index.html": "third"})
    assert ran.left == []
    assert {*contents(site)} == {"index.html", "site.json"}
    assert "before" not in json.loads((site / "site.json").read_text("utf-8"))


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_command_tells_what_stays(tmp_path, lang):
    book, site = tmp_path / "book", tmp_path / "site"
    (book / "accounts").mkdir(parents=True)
    (book / "crm.yaml").write_text("currency: USD\nteam: {kim: {name: Kim}}\n", "utf-8")
    (book / "accounts" / "lake.yaml").write_text("name: Lake\nowner: kim\n", "utf-8")
    site.mkdir()
    (site / "will\x1b[2J.txt").write_text("mine", "utf-8")
    manifest(site, **{"will\x1b[2J.txt": "0"})
    ran = crm("site", str(site), "--as-of", "2026-08-01", cwd=book, cache=tmp_path, lang=lang)
    assert ran.status == 0
    assert b"\x1b" not in ran.out
    assert "[2J.txt" in ran.out.decode()
    assert (site / "will\x1b[2J.txt").is_file()
