"""The book's past: which commit is meant, which files it has, what changed, and that asking runs nothing of the repository's."""

import os
import shutil
import time
from datetime import UTC, date
from multiprocessing import get_context
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from books import policy
from recorded import Recorded

from crmcli.domain.errors import CrmError
from crmcli.store.cache import database as memory
from crmcli.store.past import blobs as past_blobs
from crmcli.store.book.opening import open_book
from crmcli.store.past.versions import Past
from crmcli.store.past.commits import _change
from crmcli.store.past.diff import committed, differences, present
from crmcli.store.past.promises import past_promises
from crmcli.store.files.scan import scan

SEOUL = ZoneInfo("Asia/Seoul")
ACME = "name: Acme\n"


@pytest.fixture
def repository(tmp_path: Path) -> Recorded:
    return Recorded(tmp_path / "repository")


def past(repository: Recorded, zone=UTC, cache=None) -> Past:
    return Past(str(repository.book), zone, cache)


def told(question) -> tuple[str, int]:
    """The error a question ends with."""
    with pytest.raises(CrmError) as raised:
        question()
    return raised.value.message.key, raised.value.status


# Which commit is meant


def test_a_day_means_the_last_commit_by_its_end_where_the_book_is(repository):
    # a second before midnight in Seoul
    first = repository.commit(
        "2026-06-30T14:59:59+00:00", {"crm.yaml": "", "accounts/acme.yaml": ACME}
    )
    second = repository.commit(
        "2026-06-30T15:00:00+00:00", {"accounts/acme.yaml": "name: Acme 2\n"}
    )
    with past(repository, SEOUL) as seoul, past(repository) as greenwich:
        assert [seoul.resolve(day).id for day in ("2026-06-30", "2026-07-01", "2027-01-01")] == [
            first,
            second,
            second,
        ]
        assert greenwich.resolve("2026-06-30").id == second
        assert seoul.resolve("2026-07-01").when.isoformat() == "2026-07-01T00:00:00+09:00"
        assert [
            found and found.id
            for found in seoul.at_days([date(2026, 7, 1), date(2026, 6, 29), date(2026, 6, 30)])
        ] == [second, None, first]


def test_a_day_follows_first_parents_only(repository):
    first = repository.commit("2026-06-01", {"crm.yaml": ""})
    repository.git("checkout", "-qb", "side")
    side = repository.commit("2026-06-05", {"accounts/side.yaml": "name: Side\n"})
    repository.git("checkout", "-q", "main")
    main = repository.commit("2026-06-10", {"accounts/acme.yaml": ACME})
    repository.git(
        "merge", "-q", "--no-ff", "-m", "merge", "side", when="2026-06-20T12:00:00+00:00"
    )
    with past(repository) as it:
        assert [it.resolve(day).id for day in ("2026-06-07", "2026-06-15")] == [first, main]
        assert it.resolve("side").id == side
        (merge, changes), *_ = it.log()
        assert (merge.subject, merge.parents, [change.new_path for change in changes]) == (
            "merge",
            (main, side),
            ["accounts/side.yaml"],
        )


def test_a_wrong_clock_hides_no_older_commit(repository):
    first = repository.commit("2026-06-01", {"crm.yaml": ""})
    repository.commit("2026-09-01", {"accounts/acme.yaml": ACME})
    back = repository.commit("2026-05-01", {"accounts/acme.yaml": "name: Acme 2\n"})
    with past(repository) as it:
        assert [
            found.id if found else None
            for found in it.at_days([date(2026, 5, 15), date(2026, 4, 1)])
        ] == [back, None]
        assert [commit.id for commit in it.commits(since=date(2026, 6, 1))] == [
            it.resolve("HEAD~1").id,
            first,
        ]


def test_revisions_are_whatever_git_understands_and_days_may_be_said(repository):
    first = repository.commit("2026-07-01", {"crm.yaml": ""})
    repository.git("tag", "-a", "v1", "-m", "one")
    second = repository.commit("2026-07-30", {"accounts/acme.yaml": ACME})
    repository.git("branch", "2026-07-01", second)
    with past(repository) as it:
        said = ["HEAD", "HEAD~1", "v1", "main", first, first[:8], "2026-07-01"]
        assert [it.resolve(each).id for each in said] == [
            second,
            first,
            first,
            second,
            first,
            first,
            first,
        ]
        assert it.resolve("yesterday", date(2026, 7, 30)).id == first
        commit = it.resolve("HEAD")
        assert (commit.who, commit.email, commit.subject, commit.parents) == (
            "Ada Moss",
            "ada@us.example",
            "change",
            (first,),
        )


@pytest.mark.parametrize(
    "said",
    [
        "nope",
        "-x",
        "--all",
        "",
        "HEAD:crm.yaml",
        "HEAD^{tree}",
        "2026-02-30",
        "HEAD\nmain",
        "yesterday",
    ],
)
def test_what_is_no_commit_is_told(repository, said):
    repository.commit("2026-07-01", {"crm.yaml": ""})
    with past(repository) as it:
        assert told(lambda: it.resolve(said)) == ("error-unknown-revision", 4)


def test_what_is_missing_is_told(repository, tmp_path):
    (tmp_path / "plain").mkdir()
    with Past(str(tmp_path / "plain"), UTC) as nowhere, past(repository) as empty:
        assert told(lambda: nowhere.resolve("HEAD")) == ("error-past-no-repository", 4)
        assert told(lambda: nowhere.commits()) == ("error-past-no-repository", 4)
        assert told(lambda: empty.resolve("HEAD")) == ("error-unknown-revision", 4)
        assert told(lambda: empty.resolve("2026-07-01")) == ("error-past-nothing-by", 4)
        assert empty.commits() == []
        repository.commit("2026-07-02", {"crm.yaml": ""})
        assert told(lambda: empty.resolve("2026-07-01")) == ("error-past-nothing-by", 4)


def test_a_clone_that_was_cut_off_says_so(repository, tmp_path):
    repository.commit("2026-07-01", {"crm.yaml": ""})
    repository.commit("2026-07-10", {"accounts/acme.yaml": ACME})
    repository.git(
        "clone", "-q", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "cut")
    )
    with Past(str(tmp_path / "cut"), UTC) as it:
        for said in ("2026-07-05", "HEAD~1"):
            with pytest.raises(CrmError) as raised:
                it.resolve(said)
            assert raised.value.hint.key == "hint-past-shallow"
        assert [found.subject for found in it.commits()] == ["change"]


def test_a_bare_repository_has_no_book(repository, tmp_path):
    repository.commit("2026-07-01", {"crm.yaml": ""})
    repository.git("clone", "-q", "--bare", str(repository.folder), str(tmp_path / "bare"))
    with Past(str(tmp_path / "bare"), UTC) as it:
        assert told(lambda: it.resolve("HEAD")) == ("error-past-no-repository", 4)


def test_the_ends_of_the_calendar_are_days_like_others(repository):
    first = repository.commit("2026-07-01", {"crm.yaml": ""})
    for zone in (UTC, SEOUL, None):
        with past(repository, zone) as it:
            assert [
                found and found.id for found in it.at_days([date.max, date.min, date(1970, 1, 1)])
            ] == [first, None, None]
            assert it.resolve("9999-12-31").id == first
            assert [
                len(it.commits(since=day)) for day in (date.min, date(1970, 1, 1), date.max)
            ] == [1, 1, 0]


def test_without_a_zone_a_day_is_this_machines_with_its_summer_time(repository, monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        # half past eleven in the evening
        winter = repository.commit("2026-01-16T04:30:00+00:00", {"crm.yaml": ""})
        summer = repository.commit("2026-07-16T03:30:00+00:00", {"accounts/acme.yaml": ACME})
        with past(repository, None) as it:
            assert [it.resolve(day).id for day in ("2026-01-15", "2026-07-15")] == [winter, summer]
            assert [commit.when.isoformat() for commit in it.commits()] == [
                "2026-07-15T23:30:00-04:00",
                "2026-01-15T23:30:00-05:00",
            ]
    finally:
        monkeypatch.undo()
        time.tzset()


# Which files it has


def test_the_files_of_a_commit_are_those_a_scan_finds(tmp_path):
    repository = Recorded(tmp_path / "repository", "team/2026 book")
    repository.commit(
        "2026-07-01",
        {
            "crm.yaml": "",
            "accounts/acme.yaml": ACME,
            "accounts/sub/한빛.yaml": "name: 한빛\n",
            "accounts/folder.yaml/inner.yaml": "name: Inner\n",
            "accounts/.hidden.yaml": ACME,
            "accounts/.git-keep/x.yaml": ACME,
            "accounts/note.txt": "",
            "accounts/other.yml": ACME,
            "x.yaml": ACME,
            "../outside.yaml": ACME,
        },
    )
    with past(repository) as it:
        found, on_disk = it.recorded(it.resolve("HEAD")), scan(str(repository.book))
        assert sorted(found.blobs) == sorted(entry[0] for entry in on_disk.entries)
        assert found.refused == on_disk.refused == [("accounts/other.yml", "file-suffix")]
        assert it.data(found.blobs["accounts/acme.yaml"]) == ACME.encode()
        assert (
            it.account(found.blobs["accounts/sub/한빛.yaml"], "accounts/sub/한빛.yaml").id == "한빛"
        )


def test_links_and_other_repositories_are_named_and_not_followed(repository):
    repository.commit("2026-07-01", {"crm.yaml": "", "accounts/acme.yaml": ACME})
    os.symlink("acme.yaml", repository.book / "accounts/link.yaml")
    repository.git(
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{repository.git('rev-parse', 'HEAD')},accounts/module.yaml",
    )
    repository.git("add", "accounts/link.yaml")
    repository.git("commit", "-qm", "odd")
    with past(repository) as it:
        found = it.recorded(it.resolve("HEAD"))
        assert sorted(found.blobs) == ["accounts/acme.yaml", "crm.yaml"]
        assert found.refused == [
            ("accounts/link.yaml", "file-link-past"),
            ("accounts/module.yaml", "file-special"),
        ]
        assert it.changes(it.resolve("HEAD").id) == []


def test_a_name_that_is_not_utf_8_is_named(repository):
    repository.commit("2026-07-01", {"crm.yaml": ""})
    blob = repository.git("hash-object", "-w", "--stdin", given=ACME.encode())
    folder = repository.git("mktree", "-z", given=b"100644 blob %b\tb\xff.yaml\0" % blob.encode())
    policy = repository.git("rev-parse", "HEAD:crm.yaml")
    tree = repository.git(
        "mktree", given=f"100644 blob {policy}\tcrm.yaml\n040000 tree {folder}\taccounts\n".encode()
    )
    commit = repository.git("commit-tree", "-m", "odd", tree)
    with past(repository) as it:
        assert it.recorded(commit).refused == [("accounts/b\udcff.yaml", "file-name-bytes")]
        assert it.changes(commit)[0].new_path == "accounts/b\udcff.yaml"


def test_folders_may_be_as_deep_in_a_commit_as_anywhere(repository):
    repository.commit("2026-07-01", {"crm.yaml": ""})
    tree = repository.git(
        "mktree",
        given=b"100644 blob %b\tacme.yaml\n"
        % repository.git("hash-object", "-w", "--stdin", given=ACME.encode()).encode(),
    )
    for _ in range(1100):
        tree = repository.git("mktree", given=f"040000 tree {tree}\td\n".encode())
    tree = repository.git(
        "mktree",
        given=f"100644 blob {repository.git('rev-parse', 'HEAD:crm.yaml')}\tcrm.yaml\n040000 tree {tree}\taccounts\n".encode(),
    )
    with past(repository) as it:
        found = it.recorded(repository.git("commit-tree", "-m", "deep", tree))
    assert (sorted(found.blobs), found.refused) == (
        [f"accounts/{'d/' * 1100}acme.yaml", "crm.yaml"],
        [],
    )


@pytest.mark.parametrize(
    "data", [b"100644", b"100644 a.yaml", b"xyz a.yaml\0" + b"a" * 20, b"100644 a.yaml\0aaa"]
)
def test_a_folder_that_is_none_is_told_like_one_that_is_missing(repository, data):
    repository.commit("2026-07-01", {"crm.yaml": ""})
    folder = repository.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=data)
    tree = repository.git(
        "mktree",
        given=f"100644 blob {repository.git('rev-parse', 'HEAD:crm.yaml')}\tcrm.yaml\n040000 tree {folder}\taccounts\n".encode(),
    )
    with past(repository) as it:
        assert told(lambda: it.recorded(repository.git("commit-tree", "-m", "odd", tree))) == (
            "error-past-object-missing",
            4,
        )
        assert it.data(repository.git("rev-parse", "HEAD:crm.yaml")) == b""


def test_a_book_that_began_later_was_not_there(repository):
    first = repository.commit("2026-07-01", {"../repository/readme": "x"})
    with past(repository) as it:
        assert it.files(first) == {}
        assert it.recorded(first).policy is None


# What changed


def test_every_commit_is_told_with_what_it_changed_and_renames_are_seen(tmp_path):
    repository = Recorded(tmp_path / "repository", "book")
    long = "name: Acme\n" + "".join(f"x-{n}: {n}\n" for n in range(20))
    ids = [
        repository.commit("2026-07-01", {"crm.yaml": "", "accounts/acme.yaml": long}, "one"),
        repository.commit("2026-07-02", {"../elsewhere": "x"}, "two"),
        repository.commit(
            "2026-07-03",
            {"accounts/acme.yaml": None, "accounts/sub/zenith.yaml": long + "x-a: 1\n"},
            "three",
        ),
        repository.commit("2026-07-04", {"accounts/sub/zenith.yaml": None}, "four"),
    ]
    with past(repository) as it:
        seen = [
            (commit.subject, [(each.status, each.old_path, each.new_path) for each in changes])
            for commit, changes in it.log()
        ]
        assert seen == [
            ("four", [("D", "accounts/sub/zenith.yaml", None)]),
            ("three", [("R", "accounts/acme.yaml", "accounts/sub/zenith.yaml")]),
            ("one", [("A", None, "accounts/acme.yaml"), ("A", None, "crm.yaml")]),
        ]
        assert [it.changes(commit) for commit in ids] == [
            dict((commit.id, changes) for commit, changes in it.log()).get(each, []) for each in ids
        ]
        assert [commit.subject for commit in it.commits(path="accounts/sub/zenith.yaml")] == [
            "four",
            "three",
            "one",
        ]
        assert [commit.subject for commit in it.commits(since=date(2026, 7, 3))] == [
            "four",
            "three",
        ]
        renamed = it.changes(ids[2])[0]
        assert (it.data(renamed.old_blob), it.data(renamed.new_blob)) == (
            long.encode(),
            (long + "x-a: 1\n").encode(),
        )


def test_odd_commits_do_not_confuse(repository):
    repository.commit(
        "2026-07-01",
        {"crm.yaml": "", "accounts/a b\n:c.yaml": ACME},
        ":100644 100644\n\nbody\x01\x1b[31m",
    )
    tree = repository.git("rev-parse", "HEAD^{tree}")
    raw = (
        b"tree %b\nauthor \xff\x1b <x> 99999999999999 +9999\ncommitter x <> 99999999999999 +0000\n\n\n"
        % tree.encode()
    )
    odd = repository.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=raw)
    with past(repository) as it:
        ((commit, changes),) = it.log()
        assert commit.subject == ":100644 100644"
        assert sorted(change.new_path for change in changes) == [
            "accounts/a b\n:c.yaml",
            "crm.yaml",
        ]
        assert it.resolve(odd).who == "\ufffd\x1b"


# What the files said


def test_every_content_is_parsed_once_ever(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    repository.commit(
        "2026-07-01",
        {
            "crm.yaml": "",
            "accounts/acme.yaml": 'name: Acme\ncontacts: {kim: {name: Kim, phones: [010-1, "010-2"]}}\n',
            "accounts/bad.yaml": "name: [\n",
            "accounts/odd.yaml": "name: Odd\nnmae: x\n",
        },
    )
    cache = memory.connect(str(repository.book))
    with past(repository, cache=cache) as it:
        blobs = it.files(it.resolve("HEAD"))
        first = {name: it.blobs.read(oid)[:3] for name, oid in blobs.items() if name != "crm.yaml"}
    shutil.rmtree(repository.folder / ".git")
    with past(repository, cache=cache) as it:
        assert {name: it.blobs.read(blobs[name])[:3] for name in first} == first
        acme = it.account(blobs["accounts/acme.yaml"], "accounts/acme.yaml")
        assert (acme.id, acme.contacts["kim"].name, acme.plain_phones) == (
            "acme",
            "Kim",
            ("010-1",),
        )
        assert (
            it.tree(blobs["accounts/bad.yaml"]),
            it.account(blobs["accounts/bad.yaml"], "accounts/bad.yaml"),
        ) == (None, None)
        assert [
            finding.rule for finding, _ in it.blobs.read(blobs["accounts/odd.yaml"]).problems
        ] == ["unknown-key"]
        assert told(lambda: it.blobs.read("0" * 40))[0] == "error-past-object-missing"
    cache.close()


def test_only_so_many_contents_are_kept_the_latest_ones(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(past_blobs, "KEPT", 2)
    repository.commit(
        "2026-07-01",
        {"crm.yaml": "", **{f"accounts/{name}.yaml": f"name: {name}\n" for name in "abcd"}},
    )
    cache = memory.connect(str(repository.book))
    with past(repository, cache=cache) as it:
        blobs = it.files(it.resolve("HEAD"))
        assert [it.tree(blobs[f"accounts/{name}.yaml"]) for name in "abcda"] == [
            {"name": name} for name in "abcda"
        ]
    assert {row[0].hex() for row in cache.db.execute("select id from blob")} == {
        blobs["accounts/d.yaml"],
        blobs["accounts/a.yaml"],
    }
    cache.close()


def test_a_damaged_memory_is_read_anew(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    repository.commit("2026-07-01", {"crm.yaml": "", "accounts/acme.yaml": ACME})
    cache = memory.connect(str(repository.book))
    with past(repository, cache=cache) as it:
        oid = it.files(it.resolve("HEAD"))["accounts/acme.yaml"]
        it.tree(oid)
        cache.db.execute("update blob set value = ?", (b"junk",))
        assert it.tree(oid) == {"name": "Acme"}
    cache.close()


def test_a_name_that_is_no_account_id_makes_no_account(repository):
    repository.commit("2026-07-01", {"crm.yaml": "", "accounts/a b.yaml": ACME})
    with past(repository) as it:
        (oid,) = {it.files(it.resolve("HEAD"))["accounts/a b.yaml"]}
        assert it.account(oid, "accounts/a b.yaml") is None
        assert [finding.rule for finding, _ in it.blobs.read(oid).wrong("accounts/a b.yaml")] == [
            "bad-file-name"
        ]
        assert it.account(oid, "accounts/ab.yaml").name == "Acme"


def test_a_content_larger_than_a_file_may_be_is_broken_and_the_next_one_is_read(repository):
    repository.commit(
        "2026-07-01",
        {
            "crm.yaml": "",
            "accounts/big.yaml": b"name: Big\n# " + b"x" * (5 << 20) + b"\n",
            "accounts/acme.yaml": ACME,
        },
    )
    with past(repository) as it:
        files = it.files(it.resolve("HEAD"))
        found = dict(it.blobs.read_all([files["accounts/big.yaml"], files["accounts/acme.yaml"]]))
        assert [finding.rule for finding, _ in found[files["accounts/big.yaml"]].problems] == [
            "too-large"
        ]
        assert found[files["accounts/acme.yaml"]].tree == {"name": "Acme"}


def test_a_clone_without_contents_fetches_nothing_and_says_so(repository, tmp_path):
    repository.commit("2026-07-01", {"crm.yaml": "", "accounts/acme.yaml": ACME})
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    repository.git(
        "clone",
        "-q",
        "--filter=blob:none",
        "--no-checkout",
        f"file://{repository.folder}",
        str(clone),
    )
    repository.git("-C", str(clone), "config", "protocol.file.allow", "always")
    with Past(str(clone), UTC) as it:
        blobs = it.files(it.resolve("HEAD"))
        assert told(lambda: it.tree(blobs["accounts/acme.yaml"])) == ("error-past-left-out", 4)


def test_promises_are_followed_on_the_days_of_the_books_zone(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    repository.commit(
        "2026-06-01",
        {
            "crm.yaml": "",
            "accounts/acme.yaml": "name: Acme\nplans: {p: {for: ceo, due: 2026-07-01}}\n",
        },
    )
    # the first of July in Seoul
    repository.commit(
        "2026-06-30T20:00:00+00:00",
        {"accounts/acme.yaml": "name: Acme\nplans: {p: {for: ceo, due: 2026-08-01}}\n"},
    )
    cache = memory.connect(str(repository.book))
    for _ in range(2):
        days = {
            zone: past_promises(past(repository, zone, cache), date(2026, 6, 30))
            .of["acme"]["plan", "p"]
            .days
            for zone in (UTC, SEOUL)
        }
        assert days == {UTC: (date(2026, 7, 1), date(2026, 8, 1)), SEOUL: (date(2026, 7, 1),)}
    cache.close()


def test_a_hidden_file_and_a_second_one_of_the_same_id_promise_nothing(repository):
    plan = "name: Acme\nplans: {{p: {{for: ceo, due: 2026-07-{:02}}}}}\n"
    repository.commit(
        "2026-06-01",
        {
            "crm.yaml": "",
            "accounts/b/acme.yaml": plan.format(1),
            "accounts/.old/acme.yaml": plan.format(2),
            "accounts/z/acme.yaml": plan.format(3),
            "accounts/acme.md": plan.format(4),
        },
    )
    repository.commit("2026-06-02", {"accounts/z/acme.yaml": plan.format(5)})
    with past(repository) as it:
        promises = past_promises(it, date(2026, 6, 30)).of
    assert {name: found["plan", "p"].days for name, found in promises.items()} == {
        "acme": (date(2026, 7, 1),)
    }


def test_of_two_files_of_one_id_the_same_one_counts_in_a_commit_and_on_disk(repository):
    commit = repository.commit(
        "2026-06-01",
        {
            "crm.yaml": "",
            "accounts/b/acme.yaml": "name: One\n",
            "accounts/a-b/acme.yaml": "name: Two\n",
            "accounts/a/acme.yaml": "name: Three\n",
        },
    )
    with past(repository) as it:
        old = committed(it, it.resolve(commit))
        assert old.account("acme").name == "Two"
        assert (
            list(
                differences(
                    old, present(open_book(str(repository.book), use_cache=False), old), policy()
                )
            )
            == []
        )


# What a repository may make us do


def test_nothing_of_a_repositorys_configuration_is_run(repository, tmp_path):
    ran = tmp_path / "ran"
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{ran}'\n")
    evil.chmod(0o755)
    repository.commit(
        "2026-07-01",
        {
            "crm.yaml": "",
            "accounts/acme.yaml": ACME,
            ".gitattributes": "*.yaml diff=evil filter=evil merge=evil\n",
        },
    )
    repository.commit("2026-07-02", {"accounts/acme.yaml": "name: Acme 2\n"})
    signed = repository.git("cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n", 1
    )
    commit = repository.git(
        "hash-object", "-t", "commit", "-w", "--stdin", given=f"{signed}\n".encode()
    )
    repository.git("update-ref", "refs/heads/main", commit)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.askPass",
        "core.editor",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "gpg.program",
        "credential.helper",
        "pager.log",
        "pager.cat-file",
        "core.alternateRefsCommand",
        "uploadpack.packObjectsHook",
        "core.gitProxy",
        "ssh.variant",
        "interactive.diffFilter",
    ):
        repository.git("config", key, str(evil))
    for key, value in {
        "log.showSignature": "true",
        "log.follow": "true",
        "diff.orderFile": "/nonexistent",
        "diff.relative": "false",
        "log.showRoot": "false",
        "diff.renames": "false",
        "color.ui": "always",
        "log.decorate": "full",
        "format.pretty": "fuller",
        "core.hooksPath": str(tmp_path),
        "log.mailmap": "true",
        "mailmap.file": "/nonexistent",
        "i18n.logOutputEncoding": "latin-1",
        "diff.noprefix": "true",
        "core.attributesFile": str(tmp_path / "nothing"),
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{evil} %S",
        "remote.origin.fetch": "+refs/heads/*:refs/remotes/origin/*",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
        "core.repositoryFormatVersion": "1",
    }.items():
        repository.git("config", key, value)
    with past(repository) as it:
        found = list(it.log())
        assert [[change.status for change in changes] for _, changes in found] == [
            ["M"],
            ["A", "A"],
        ]
        assert it.changes(commit) == found[0][1]
        assert it.resolve("2026-07-01").id == it.resolve("HEAD~1").id
        assert (
            it.account(it.files(commit)["accounts/acme.yaml"], "accounts/acme.yaml").name
            == "Acme 2"
        )
        assert told(lambda: it.tree("1" * 40))[0] == "error-past-left-out"
        assert len(it.commits(path="accounts/acme.yaml")) == 2
    assert not ran.exists(), ran.read_text()


def test_no_commit_or_content_stands_for_another(repository):
    first = repository.commit("2026-07-01", {"crm.yaml": "", "accounts/acme.yaml": ACME})
    second = repository.commit("2026-07-02", {"accounts/acme.yaml": "name: Other\n"})
    third = repository.commit("2026-07-03", {"accounts/acme.yaml": "name: Third\n"})
    repository.git("replace", second, first)
    repository.git(
        "replace",
        repository.git("rev-parse", f"{first}:accounts/acme.yaml"),
        repository.git("rev-parse", f"{third}:accounts/acme.yaml"),
    )
    (repository.folder / ".git/info").mkdir(exist_ok=True)
    (repository.folder / ".git/info/grafts").write_text(f"{third} {first}\n")
    with past(repository) as it:
        assert [commit.id for commit in it.commits()] == [third, second, first]
        assert (
            it.account(it.files(second)["accounts/acme.yaml"], "accounts/acme.yaml").name == "Other"
        )
        assert (
            it.account(it.files(first)["accounts/acme.yaml"], "accounts/acme.yaml").name == "Acme"
        )


@pytest.mark.parametrize(
    ("line", "names", "status", "paths"),
    [
        (b":000000 100644 a b A", [b"x"], "A", (None, "x")),
        (b":100644 000000 a b D", [b"x"], "D", ("x", None)),
        (b":100644 100755 a b M", [b"x"], "M", ("x", "x")),
        (b":100644 100644 a b R087", [b"x", b"y"], "R", ("x", "y")),
        (b":120000 100644 a b T", [b"x"], "A", (None, "x")),  # a link that became a file
        (b":100644 120000 a b T", [b"x"], "D", ("x", None)),
        (b":100644 100644 a b T", [b"x"], "M", ("x", "x")),
    ],
)
def test_a_line_of_git_is_a_change_of_files(line, names, status, paths):
    change = _change(line, iter(names))
    assert (status, paths) == (change.status, (change.old_path, change.new_path))


def test_what_is_a_file_on_neither_side_is_no_change():
    assert None is _change(b":120000 120000 a b M", iter([b"x"]))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process holds what another one opened")
def test_git_ends_although_a_process_forked_meanwhile_holds_its_input(repository):
    commit = repository.commit("2026-07-01T00:00:00+00:00", {"crm.yaml": ""})
    with past(repository) as asked:
        asked.objects.read(commit)
        git = asked.objects.process
        other = get_context("fork").Process(target=time.sleep, args=(60,))
        other.start()
        asked.objects.close()
        assert git.returncode is not None
        assert other.is_alive()
        other.kill()
        other.join()
