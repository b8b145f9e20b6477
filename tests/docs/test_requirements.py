"""docs/requirements.md forgets nothing that was asked for, and each of its commands answers on an example book."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import warm
from runner import ROOT
from tables import tables
from warm import Ran

ROWS = [
    row
    for rows in tables((ROOT / "docs" / "requirements.md").read_text(encoding="utf-8")).values()
    for row in rows
]
ASKED = {"S0": 35, "S1": 28, "S2": 43, "S3": 37}
TIMELESS = {"schema"}  # tells the format, not the book


def command(row: dict[str, str]) -> list[str]:
    return shlex.split(row["Command"].strip("`").replace("\\|", "|"))


def git(book: Path, day: str, *words: str) -> None:
    moment = f"{day}T09:00:00+09:00"
    fixed = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_DATE": moment,
        "HOME": str(book),
    }
    who = (
        "-c",
        "user.name=Page",
        "-c",
        "user.email=mj.kim@hansol-it.example",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "core.autocrlf=false",
    )
    subprocess.run(
        [shutil.which("git") or "git", *who, *words],
        cwd=book,
        env=os.environ | fixed,
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the example books in git, as of July 1, with one more change on July 20."""
    place = tmp_path_factory.mktemp("requirements")
    for name in ("hanbit", "northwind"):
        book = place / "examples" / name
        shutil.copytree(ROOT / "examples" / name, book)
        changed = next((book / "accounts").glob("*.yaml"))
        now = changed.read_text(encoding="utf-8")
        changed.write_text(
            re.sub(r"^segment: \w", "segment: Z", now, flags=re.MULTILINE),
            encoding="utf-8",
            newline="\n",
        )
        git(book, "2026-07-01", "init", "-q")
        git(book, "2026-07-01", "add", "--all")
        git(book, "2026-07-01", "commit", "-q", "-m", "As it was")
        changed.write_text(now, encoding="utf-8", newline="\n")
        git(book, "2026-07-20", "commit", "-q", "-a", "-m", "One account sorted anew")
    return place


@pytest.fixture(scope="module")
def crm(folder: Path) -> Callable[..., Ran]:
    """`crm` in the folder of the examples."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "en_US.UTF-8",
        "COLUMNS": "80",
        "CRM_CACHE_DIR": str(folder / "cache"),
    }
    return lambda *words: warm.run(words, cwd=folder, env=env)


def test_every_number_stands_there_once() -> None:
    numbers = [row["No."] for row in ROWS]
    assert 143 == len(numbers) == sum(ASKED.values())
    assert sorted(numbers) == sorted(
        f"{source}.{number}" for source, last in ASKED.items() for number in range(1, last + 1)
    )


def test_no_two_lines_say_the_same() -> None:
    assert (
        len({row["What is asked for"] for row in ROWS})
        == len({row["Command"] for row in ROWS})
        == len(ROWS)
    )


def test_no_line_is_without_a_command_on_an_example_book() -> None:
    books = [["crm", "-C", f"examples/{name}"] for name in ("hanbit", "northwind")]
    assert [
        row["No."]
        for row in ROWS
        if not (row["What is asked for"] and command(row)[:3] in books and len(command(row)) > 3)
    ] == []


def test_no_command_depends_on_the_day_it_is_typed() -> None:
    """What reports is told its day; what writes is told it too, where it writes one, and writes nothing."""
    typed = [(row["No."], command(row)[3:]) for row in ROWS]
    loose = [
        (number, words)
        for number, words in typed
        if words[0] not in TIMELESS
        and not {"--as-of", "--dry-run"} & {*words}
        and ".." not in words[-1]
    ]
    assert loose == []


@pytest.mark.parametrize("row", ROWS, ids=[row["No."] for row in ROWS])
def test_the_command_answers(row: dict[str, str], crm: Callable[..., Ran]) -> None:
    ran = crm(*command(row)[1:])
    assert ran.status == 0, ran.told
    assert ran.text.strip()
    if "query" in command(row):
        assert len(ran.text.splitlines()) > 2  # a head alone is no answer


def test_the_book_of_the_tour_is_clean_but_for_what_comes_of_days_that_pass(
    crm: Callable[..., Ran],
) -> None:
    ran = crm("-C", "examples/hanbit", "lint", "--timeless", "--fail-on", "warning", "--lang", "en")
    assert (0, "15 files: no findings\n") == (ran.status, ran.text + ran.told)


def test_none_of_them_wrote_anything(folder: Path) -> None:
    """Last: every command above has run by then."""
    told = [
        subprocess.run(
            [shutil.which("git") or "git", "status", "--porcelain"],
            cwd=folder / "examples" / name,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for name in ("hanbit", "northwind")
    ]
    assert told == ["", ""]
