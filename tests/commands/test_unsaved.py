"""When a command cannot write, it says why, leaves the file as it was, and prints what it would have written: nothing typed is lost."""

import json
import os
import resource
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from crmcli.app.requests.log import LogEntry
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write
from crmcli.domain.errors import CrmError
from crmcli.store.files import lock

ACME = "name: Acme\nlog:\n  - {date: 2026-08-01, type: call, what: first}\n"
LOG = ("log", "acme", "a long talk", "--type", "call", "--date", "2026-08-03")
ENTRY = LogEntry("acme", "call", date(2026, 8, 3), what="a long talk")
ADDED = "+  - {date: 2026-08-03, type: call, what: a long talk}\n"


def path(crm) -> Path:
    return crm.book / "accounts" / "acme.yaml"


class Meanwhile(NamedTuple):
    """The entry, of an account whose file somebody saves between its reading and its writing."""

    path: Path

    def stage(self, work):
        ENTRY.stage(work)
        self.path.write_text(ACME + "# theirs\n", encoding="utf-8")


def written_by_an_editor_meanwhile(crm, output="text"):
    """A command whose file somebody saves between its reading and its writing."""
    pen = EditSession(Write(book=str(crm.book), output=output))
    pen.page("acme")
    with pytest.raises(CrmError) as error:
        pen.submit(Meanwhile(path(crm)))
    return error.value.message.key, error.value.hint.key, error.value.status


@pytest.fixture
def here(crm, monkeypatch):
    crm.write({"acme": ACME})
    monkeypatch.setenv("CRM_CACHE_DIR", str(crm.cache))
    return crm


def test_a_file_somebody_saved_meanwhile_is_theirs_and_the_entry_is_printed_as_a_diff(here, capsys):
    assert ("error-file-moved", "hint-file-moved", 4) == written_by_an_editor_meanwhile(here)
    assert ACME + "# theirs\n" == path(here).read_text(encoding="utf-8")
    out, err = capsys.readouterr()
    assert (["--- a/accounts/acme.yaml", "+++ b/accounts/acme.yaml"], True, "") == (
        out.splitlines()[:2],
        out.endswith(ADDED),
        err,
    )


def test_a_program_that_reads_json_gets_none_and_the_diff_beside_it(here, capsys):
    written_by_an_editor_meanwhile(here, output="json")
    out, err = capsys.readouterr()
    assert ("", True) == (out, err.endswith(ADDED))


def test_a_book_that_stays_locked_is_refused_with_the_diff(here, capsys, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    pen = EditSession(Write(book=str(here.book)))
    with lock.locked(str(here.book)), pytest.raises(CrmError) as error:
        pen.submit(ENTRY)
    assert ("error-lock-held", 4) == (error.value.message.key, error.value.status)
    assert (True, ACME) == (
        capsys.readouterr().out.endswith(ADDED),
        path(here).read_text(encoding="utf-8"),
    )


def no_room():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30, 30))


def test_a_full_disk_is_told_and_the_entry_is_printed(here):
    # nothing of Python's own is to be cut short
    environment = here.environment({"PYTHONDONTWRITEBYTECODE": "1"})
    done = subprocess.run(
        [sys.executable, "-m", "crmcli", *LOG],
        cwd=here.book,
        env=environment,
        preexec_fn=no_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (4, True) == (done.returncode, done.stdout.endswith(ADDED))
    assert [
        "crm: accounts/acme.yaml cannot be written: File too large",
        "hint: the file is as it was; what would have changed is printed above",
    ] == done.stderr.splitlines()
    assert (ACME, ["acme.yaml"]) == (
        path(here).read_text(encoding="utf-8"),
        os.listdir(here.book / "accounts"),
    )


def test_a_file_nobody_may_write_is_told_and_the_entry_is_printed(here):
    path(here).chmod(0o444)
    ran = here(*LOG)
    assert (4, True) == (ran.status, ran.text.endswith(ADDED))
    assert "crm: accounts/acme.yaml cannot be written: Permission denied\n" in ran.told
    assert ACME == path(here).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "broken",
    ["name: [\n", "name: A\nlog: [{date: never, type: call}]\n", "name: A\nname: B\n"],
    ids=["broken", "wrong", "twice"],
)
def test_a_file_that_cannot_be_read_is_not_written_to_and_what_is_wrong_is_named(here, broken):
    path(here).write_text(broken, encoding="utf-8")
    for words in (
        LOG,
        ("contact", "add", "acme", "Ada"),
        ("forget", "acme", "ada"),
        ("log", "acme", "x", "-n", "--type", "call"),
    ):
        ran = here(*words)
        assert (4, b"") == (ran.status, ran.out)
        assert ran.told.startswith("accounts/acme.yaml:")
        assert "crm: accounts/acme.yaml cannot be read, so nothing is written to it\n" in ran.told
    assert (broken, ["acme.yaml"]) == (
        path(here).read_text(encoding="utf-8"),
        os.listdir(here.book / "accounts"),
    )


def test_a_link_out_of_the_book_is_not_written_through(here):
    outside = here.home / "outside.yaml"
    path(here).rename(outside)
    path(here).symlink_to(outside)
    ran = here(*LOG)
    assert (4, b"") == (ran.status, ran.out)
    assert ACME == outside.read_text(encoding="utf-8")


def test_a_link_within_the_book_stays_one(here):
    path(here).rename(here.book / "accounts" / "real.yaml")
    path(here).symlink_to("real.yaml")
    assert 0 == here(*LOG).status
    assert (True, ACME + ADDED[1:]) == (
        path(here).is_symlink(),
        path(here).read_text(encoding="utf-8"),
    )


def test_what_a_dry_run_shows_is_what_is_written_then(here):
    shown = json.loads(here(*LOG, "--dry-run", "--json").out)
    assert (ACME, True) == (path(here).read_text(encoding="utf-8"), shown["totals"]["dry_run"])
    done = json.loads(here(*LOG, "--json").out)
    assert shown["rows"] == done["rows"]
    assert ACME + ADDED[1:] == path(here).read_text(encoding="utf-8")


def test_what_somebody_writes_while_a_rename_waits_for_its_turn_moves_along(here):
    theirs = ACME + "note: precious\n"
    path(here).chmod(0o600)
    with lock.locked(str(here.book)):
        waiting = subprocess.Popen(
            [sys.executable, "-m", "crmcli", "rename", "acme", "zenith"],
            cwd=here.book,
            env=here.environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(1.5)
        path(here).write_text(theirs, encoding="utf-8")
    assert ("Acme: file renamed: acme -> zenith\n", 0) == (
        waiting.communicate()[0],
        waiting.returncode,
    )
    moved = here.book / "accounts" / "zenith.yaml"
    assert (["zenith.yaml"], theirs, 0o100600) == (
        os.listdir(here.book / "accounts"),
        moved.read_text(encoding="utf-8"),
        moved.stat().st_mode,
    )


def test_a_renamed_account_that_names_itself_follows_too(here):
    here.write(
        {"acme": ACME + "contacts: {lee: {name: Lee}}\ndeals: {d: {referred_by: acme/lee}}\n"}
    )
    assert 0 == here("rename", "acme", "zenith").status
    assert ACME + "contacts: {lee: {name: Lee}}\ndeals: {d: {referred_by: zenith/lee}}\n" == (
        here.book / "accounts" / "zenith.yaml"
    ).read_text(encoding="utf-8")


def test_a_link_is_not_renamed_into_a_copy(here):
    (here.book / "accounts" / "short.yaml").symlink_to("acme.yaml")
    ran = here("rename", "short", "shorter")
    assert (4, True) == (
        ran.status,
        "accounts/short.yaml is a link to another account's file" in ran.told,
    )
    assert ["acme.yaml", "short.yaml"] == sorted(os.listdir(here.book / "accounts"))


def test_who_is_forgotten_is_forgotten_once_in_a_file_with_two_names(here):
    here.write({"acme": "name: Acme\ncontacts: {lee: {name: 이동현, note: 이동현}}\n"})
    (here.book / "accounts" / "short.yaml").symlink_to("acme.yaml")
    ran = here("forget", "acme", "lee")
    assert (0, False, False) == (
        ran.status,
        "이동현" in path(here).read_text(encoding="utf-8"),
        "may still name" in ran.told,
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("ended", [True, False])
def test_git_applies_the_difference_that_is_shown(here, end, ended):
    text = ACME.replace("\n", end)
    here.write({"acme": (text if ended else text.removesuffix(end)).encode()})
    shown = here(*LOG, "--next", "2026-08-05 answer", "--dry-run")
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn"],
        cwd=here.book,
        env=here.environment(),
        input=shown.out,
        check=True,
    )
    applied = path(here).read_bytes()
    path(here).write_bytes((text if ended else text.removesuffix(end)).encode())
    assert 0 == here(*LOG, "--next", "2026-08-05 answer").status
    assert applied == path(here).read_bytes()
