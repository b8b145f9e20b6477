"""`crm merge-file` as git calls it, and by hand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from crmcli.store.git.clone import SETTINGS

POLICY = "team: {kim-mj: {name: Kim}, han-se: {name: Han}}\nrole_sets: {all: {cfo: CFO, cio: CIO}}\ndefault_role_set: all\n"
ACCOUNT = """\
name: Hanbit        # the biggest
status: prospect
owner: kim-mj

roles:
  cfo: {contact: park-jh, rep: kim-mj}
  cio: {contact: lee-dh, rep: kim-mj}

contacts:
  park-jh:
    name: Park Jae-hyung
    stance: {2026-01-20: neutral}
  lee-dh: {name: Lee Dong-hyun}

deals:
  pt2:
    owner: kim-mj
    amount: 72_000_000
    close: 2027-01-31
    stages: {2026-05-10: contacting}
    next: {date: 2027-01-05, what: call back, owner: kim-mj}

log:
  - {date: 2026-01-20, type: meeting, by: kim-mj, with: park-jh, what: first meeting}
  - {date: 2026-05-10, type: call, by: kim-mj, with: lee-dh, deal: pt2, what: plans for plant 2}
"""


@pytest.fixture
def team(crm):
    """A book in git with the driver installed, and one account."""
    crm.env["PATH"] = f"{_beside(crm.home)}{os.pathsep}{crm.env['PATH']}"
    crm.write({"hanbit": ACCOUNT}, POLICY)
    crm.git("init", "-q")
    assert b"merge.crm.driver" in crm("doctor", "--fix").err
    commit(crm, "start")
    return crm


def _beside(home: Path) -> Path:
    """A folder with a program called crm: this one."""
    folder = home / "bin"
    folder.mkdir()
    script = folder / "crm"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crmcli "$@"\n')
    script.chmod(0o755)
    return folder


def commit(crm, message: str) -> None:
    crm.git("add", "-A")
    crm.git("commit", "-q", "--allow-empty", "-m", message)


def text(crm) -> str:
    return (crm.book / "accounts" / "hanbit.yaml").read_text("utf-8")


def change(crm, branch: str, *pairs: tuple[str, str]) -> None:
    """On a branch from the start: these replacements, committed."""
    crm.git("checkout", "-q", "-b", branch, "main")
    now = text(crm)
    for old, new in pairs:
        assert old in now
        now = now.replace(old, new)
    crm.write({"hanbit": now})
    commit(crm, branch)


def merge(crm, one: str, other: str) -> subprocess.CompletedProcess[str]:
    crm.git("checkout", "-q", one)
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    return subprocess.run(
        ["git", *who, "merge", "-q", "--no-edit", other],
        cwd=crm.book,
        env=crm.environment(),
        capture_output=True,
        check=False,
        text=True,
    )


END = "what: plans for plant 2}\n"


def test_two_people_who_log_and_edit_on_the_same_day_merge_without_a_conflict(team):
    change(
        team,
        "ours",
        (
            END,
            END + "  - {date: 2026-07-20, type: call, by: kim-mj, with: park-jh, what: budget}\n",
        ),
        ("stance: {2026-01-20: neutral}", "stance: {2026-01-20: neutral, 2026-07-20: friendly}"),
        (
            "stages: {2026-05-10: contacting}",
            "stages: {2026-05-10: contacting, 2026-07-20: qualification}",
        ),
    )
    change(
        team,
        "theirs",
        (
            END,
            END
            + "  # he was angry\n  - date: 2026-07-20\n    type: visit\n    by: han-se\n    with: lee-dh\n    what: night batch\n",
        ),
        ("lee-dh: {name: Lee Dong-hyun}", "lee-dh: {name: Lee Dong-hyun, title: CIO}"),
        ("# the biggest", "# our biggest"),
    )
    done = merge(team, "ours", "theirs")
    assert (0, "") == (done.returncode, done.stderr)
    now = text(team)
    assert (
        1
        == now.count("budget")
        == now.count("night batch")
        == now.count("# he was angry")
        == now.count("title: CIO")
        == now.count("qualification")
    )
    assert (4, True) == (now.count("\n  - "), now.startswith("name: Hanbit        # our biggest\n"))
    ran = team("lint", "--as-of", "2026-07-25")
    assert (0, "") == (ran.status, ran.text)


def test_a_contact_renamed_here_and_met_there_is_one_person(team):
    change(team, "ours", ("park-jh", "park-jaehyung"))
    change(
        team,
        "theirs",
        (
            END,
            END + "  - {date: 2026-07-21, type: call, by: han-se, with: park-jh, what: invoice}\n",
        ),
        ("name: Park Jae-hyung", "name: Park Jae-hyung\n    title: CFO"),
    )
    assert 0 == merge(team, "ours", "theirs").returncode
    assert (False, True) == ("park-jh" in text(team), "title: CFO" in text(team))
    assert 0 == team("lint", "--as-of", "2026-07-25").status


def test_one_amount_in_two_ways_is_a_conflict_that_lint_names(team):
    change(
        team,
        "ours",
        ("72_000_000", "80_000_000"),
        (END, END + "  - {date: 2026-07-20, type: call, by: kim-mj, what: ours}\n"),
    )
    change(
        team,
        "theirs",
        ("72_000_000", "90_000_000"),
        (END, END + "  - {date: 2026-07-20, type: call, by: han-se, what: theirs}\n"),
    )
    done = merge(team, "ours", "theirs")
    assert (1, True) == (
        done.returncode,
        "accounts/hanbit.yaml: both sides changed deals.pt2.amount" in done.stderr + done.stdout,
    )
    marks = (
        "<<<<<<< ours\n    amount: 80_000_000\n=======\n    amount: 90_000_000\n>>>>>>> theirs\n"
    )
    entries = "  - {date: 2026-07-20, type: call, by: kim-mj, what: ours}\n  - {date: 2026-07-20, type: call, by: han-se, what: theirs}\n"
    assert ACCOUNT.replace("    amount: 72_000_000\n", marks) + entries == text(team)
    ran = team("lint", "--as-of", "2026-07-25")
    assert (1, 1) == (ran.status, ran.text.count("[conflict-marker]"))
    assert "UU accounts/hanbit.yaml" in team.git("status", "--short")


def test_the_same_account_made_on_two_branches_becomes_one(team):
    for branch, more in (("ours", "owner: kim-mj\n"), ("theirs", "segment: A\n")):
        team.git("checkout", "-q", "-b", branch, "main")
        team.write({"new": f"name: New\n{more}"})
        commit(team, branch)
    assert 0 == merge(team, "ours", "theirs").returncode
    assert (
        "name: New\nowner: kim-mj\nsegment: A\n"
        == (team.book / "accounts" / "new.yaml").read_text()
    )


def test_a_rebase_merges_the_same_way(team):
    change(
        team, "ours", (END, END + "  - {date: 2026-07-20, type: call, by: kim-mj, what: ours}\n")
    )
    change(
        team,
        "theirs",
        (END, END + "  - {date: 2026-07-21, type: call, by: han-se, what: theirs}\n"),
    )
    team.git("rebase", "-q", "ours")
    assert (
        ACCOUNT
        + "  - {date: 2026-07-20, type: call, by: kim-mj, what: ours}\n  - {date: 2026-07-21, type: call, by: han-se, what: theirs}\n"
        == text(team)
    )


def test_hunks_are_named_after_the_contact_or_deal_they_are_in(team):
    team.write(
        {
            "hanbit": ACCOUNT.replace("72_000_000", "1").replace(
                "2026-01-20: neutral", "2026-01-20: friendly"
            )
        }
    )
    heads = [
        line.rpartition("@@")[2]
        for line in team.git("diff", "-U0").splitlines()
        if line.startswith("@@")
    ]
    assert ["   park-jh:", "   pt2:"] == heads


# By hand


@pytest.fixture
def three(crm):
    crm.book.mkdir()

    def run(base: bytes, ours: bytes, theirs: bytes, *more: str, **how):
        for name, data in (("base", base), ("ours", ours), ("theirs", theirs)):
            (crm.book / name).write_bytes(data)
        ran = crm("merge-file", "base", "ours", "theirs", *more, **how)
        return ran, (crm.book / "ours").read_bytes()

    return run


def test_it_needs_no_book_and_says_nothing_when_all_is_well(three):
    ran, data = three(b"a: 1\nb: 1\n", b"a: 2\nb: 1\n", b"a: 1\nb: 2\n")
    assert (0, b"", b"", b"a: 2\nb: 2\n") == (*ran, data)


def test_conflicts_are_told_with_their_paths_and_the_files_name_in_both_languages(three):
    ran, data = three(b"a: {b: 1}\n", b"a: {b: 2}\n", b"a: {b: 3}\n", "accounts/x\x1b.yaml")
    assert (1, b"", "accounts/x\\x1b.yaml: both sides changed a.b, each in another way\n") == (
        ran.status,
        ran.out,
        ran.told,
    )
    assert b"<<<<<<< ours\na: {b: 2}\n=======\na: {b: 3}\n>>>>>>> theirs\n" == data
    ran, _ = three(b"a: 1\n", b"a: 2\n", b"a: 3\n", env={"LANG": "ko_KR.UTF-8"})
    assert "양쪽이 a 값을 서로 다르게 바꿈" in ran.told


def test_a_file_that_cannot_be_read_is_merged_by_lines_and_that_is_told(three):
    ran, data = three(b"a: [\nx\nm\nb\n", b"a: [\ny\nm\nb\n", b"a: [\nx\nm\nc\n")
    assert (0, b"a: [\ny\nm\nc\n", True) == (
        ran.status,
        data,
        "only lines were compared" in ran.told,
    )
    ran, data = three(b"\xff", b"\xfe", b"\xfd")
    assert (1, b"<<<<<<< ours\n\xfe\n=======\n\xfd\n>>>>>>> theirs\n") == (ran.status, data)


@pytest.mark.parametrize(
    ("many", "last"),
    [
        (10, "ours: both sides changed k9, each in another way"),
        (11, "ours: and 1 more"),
        (13, "ours: and 3 more"),
    ],
)
def test_many_conflicts_are_told_in_part(three, many, last):
    ran, _ = three(
        *("".join(f"k{key}: {value}\n" for key in range(many)).encode() for value in (1, 2, 3))
    )
    assert (1, min(many, 11), last) == (
        ran.status,
        len(ran.told.splitlines()),
        ran.told.splitlines()[-1],
    )


def test_a_missing_file_is_told_and_nothing_is_written(three, crm):
    three(b"a: 1\n", b"a: 2\n", b"a: 3\n")
    (crm.book / "ours").write_bytes(b"a: 2\n")
    ran = crm("merge-file", "base", "ours", "nowhere")
    assert (2, b"", b"a: 2\n", True) == (
        ran.status,
        ran.out,
        (crm.book / "ours").read_bytes(),
        "nowhere" in ran.told,
    )
    assert "Traceback" not in ran.told


def test_mode_and_neighbours_of_the_file_stay(three, crm):
    three(b"", b"", b"")
    (crm.book / "ours").chmod(0o640)
    ran, data = three(b"a: 1\n", b"a: 1\n", b"a: 2\n")
    assert (0, b"a: 2\n", 0o640) == (ran.status, data, (crm.book / "ours").stat().st_mode & 0o777)
    assert ["base", "ours", "theirs"] == sorted(path.name for path in crm.book.iterdir())


def test_a_large_file_is_merged_in_a_moment(three):
    """A megabyte of log on which both sides append."""
    base = "name: A\nlog:\n" + "".join(
        f"  - {{date: 2026-01-{1 + number % 28:02}, type: call, what: entry {number}}}\n"
        for number in range(18_000)
    )
    ran, data = three(
        base.encode(),
        f"{base}  - {{date: 2026-07-01, type: call}}\n".encode(),
        f"{base}  - {{date: 2026-07-02, type: call}}\n".encode(),
    )
    assert (
        0,
        f"{base}  - {{date: 2026-07-01, type: call}}\n  - {{date: 2026-07-02, type: call}}\n".encode(),
    ) == (ran.status, data)


def test_the_driver_is_called_as_the_settings_say():
    assert "crm merge-file %O %A %B %P" == SETTINGS["merge.crm.driver"]


@pytest.mark.parametrize(
    ("part", "becomes", "told"),
    [
        (0, "merged", ""),
        (1, "conflict", "both sides changed deals.line-1.amount, each in another way\n"),
    ],
)
def test_the_page_shows_what_becomes_of_its_examples(three, part, becomes, told):
    page = (Path(__file__).parents[2] / "docs" / "merging.md").read_text("utf-8")
    blocks = dict(re.findall(r"```yaml\n# (\w+)\n(.*?)```", page.split("## When")[part], re.S))
    ran, data = three(*(blocks[name].encode() for name in ("base", "ours", "theirs")))
    assert (part, blocks[becomes], told) == (
        ran.status,
        data.decode(),
        ran.told.removeprefix("ours: "),
    )


@pytest.mark.parametrize(
    "sealed", [b"\0GITCRYPT\0\1\xff\xfe\n", b"age-encryption.org/v1\n-> X25519 x\n"]
)
def test_what_is_encrypted_is_left_as_it_is(crm, sealed):
    crm.write({})
    sides = {name: sealed + name.encode() for name in ("base", "ours", "theirs")}
    for name, data in sides.items():
        (crm.book / name).write_bytes(data)
    ran = crm("merge-file", "base", "ours", "theirs", "accounts/acme.yaml")
    assert (1, b"") == (ran.status, ran.out)
    assert "accounts/acme.yaml: it is encrypted: ours was left as it is" in ran.told
    assert sides == {name: (crm.book / name).read_bytes() for name in sides}
