"""A change of very many files at once is as one of few: only that their contents lie beside memory."""

import os
import time

from crmcli.store.files.pool import streamed
from crmcli.store.write.shelved import MANY, Shelved
from crmcli.store.write.staging import Staging


def account(number):
    return f"name: Firm {number}\n".encode()


def changed(staging):
    return {each.path: (each.before, each.after, each.like) for each in staging.changes()}


def test_many_files_that_go_are_read_when_they_are_asked_for(tmp_path):
    files = [(f"accounts/f{n}.yaml", account(n), None) for n in range(MANY + 5)]
    staging = Staging(str(tmp_path))
    staging.replace(iter(files))
    made = staging.changes()
    assert {path: (before, None, "") for path, before, _ in files} == changed(staging)
    assert all(isinstance(each, Shelved) for each in made)
    assert [f"Firm {n}" for n in range(3)] == [each.old.name for each in made[:3]]
    assert {None} == {each.new for each in made}


def test_among_many_one_with_another_name_is_known_and_one_changed_twice_is_one(tmp_path):
    files = [(f"accounts/f{n}.yaml", None, account(n)) for n in range(MANY + 5)]
    moved = [
        ("accounts/old.yaml", b"name: Old\n", None),
        ("accounts/new.yaml", None, b"name: Old\n"),
    ]
    staging = Staging(str(tmp_path))
    staging.replace([*files, *moved])
    staging.replace([("accounts/f3.yaml", account(3), b"name: Other\n")])
    found = changed(staging)
    assert (None, b"name: Old\n", "accounts/old.yaml") == found["accounts/new.yaml"]
    assert (b"name: Old\n", None, "") == found["accounts/old.yaml"]
    assert (None, b"name: Other\n", "") == found["accounts/f3.yaml"]
    assert (None, account(4), "") == found["accounts/f4.yaml"]


def by_whom(number):
    time.sleep(0.02)
    return number, os.getpid()


def test_two_processes_share_the_work_and_its_order_stays():
    found = list(streamed(by_whom, range(60), 1, 12, here=True))
    assert list(range(60)) == [number for number, _ in found]
    counts = [sum(who == each for _, who in found) for each in {who for _, who in found}]
    assert len(counts) == 2
    assert min(counts) >= 10
