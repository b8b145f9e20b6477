"""An import killed at any moment has taken nothing or all: accounts, policy, mapping and memory."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

FIRMS, KILLS = 300, 10
POLICY = "currency: USD\nlanguage: en\nrole_sets: {}\ntimezone: UTC\n"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")


@pytest.fixture
def export(tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    owners = [f"005{n}" for n in range(5)]
    users = "".join(f"{id_},u{id_},Ann,Lee{id_},u{id_}@us.example\n" for id_ in owners)
    (folder / "User.csv").write_text("Id,Username,FirstName,LastName,Email\n" + users)
    firms = "".join(f"001{n},Firm {n} Works,Customer,{owners[n % 5]}\n" for n in range(FIRMS))
    (folder / "Account.csv").write_text("Id,Name,Type,OwnerId\n" + firms)
    return folder


def run(book, *words):
    command = [sys.executable, "-m", "crmcli", "-C", str(book), *words]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"CRM_CACHE_DIR": str(book) + "-cache"},
        start_new_session=True,
    )


def taken(book):
    """How many accounts there are, and what came with them."""
    accounts = len(list((book / "accounts").glob("*.yaml")))
    said = (
        "team:" in (book / "crm.yaml").read_text(),
        (book / "imports" / "salesforce.seen").exists(),
        (book / "imports" / "salesforce.yaml").exists(),
    )
    return accounts, *said


def test_nothing_or_all(tmp_path, export):
    start = tmp_path / "start"
    (start / "accounts").mkdir(parents=True)
    (start / "crm.yaml").write_text(POLICY)
    words = ("import", str(export), "--extend-policy")
    whole = shutil.copytree(start, tmp_path / "whole")
    began = time.monotonic()
    process = run(whole, *words)
    out, err = process.communicate()
    lasts = time.monotonic() - began
    assert process.returncode == 0, err.decode()
    assert taken(whole) == (FIRMS, True, True, True)

    moment, found = random.Random(14), []
    for number in range(KILLS):
        book = shutil.copytree(start, tmp_path / f"book{number}")
        process = run(book, *words)
        # mostly in the second half, where files are written
        time.sleep(lasts * (0.4 + 0.65 * moment.random()))
        with_all = signal.SIGKILL if number % 2 else signal.SIGTERM
        os.killpg(process.pid, with_all) if process.poll() is None else None
        process.communicate()
        after = run(book, "list", "--json")
        after.communicate()
        assert after.returncode == 0
        found.append(taken(book))
        if found[-1][0]:
            # what was begun is finished by the next command
            assert sorted(p.read_bytes() for p in (book / "accounts").iterdir()) == sorted(
                p.read_bytes() for p in (whole / "accounts").iterdir()
            )
        again = run(book, *words)
        _, err = again.communicate()
        assert again.returncode == 0, err.decode()
        assert taken(book) == (FIRMS, True, True, True)
    assert set(found) <= {(0, False, False, False), (FIRMS, True, True, True)}
