"""`crm init`: a book that is right from the first command on, and an example that is as old as one says."""

import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crmcli.domain.errors import CrmError
from crmcli.store.book.example_book import EXAMPLE_BOOKS, THEIR_DAY, example_book
from crmcli.store.files import package_files
from crmcli.store.git.attributes import ATTRIBUTES
from crmcli.store.git.committing import MIXED, TRAILER

AS_OF = ("--as-of", "2026-08-01")


def texts(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("accounts/*.yaml")}


def made(crm, tmp_path, name, *words):
    ran = crm("init", str(tmp_path / name), "--example", *words, cwd=tmp_path)
    assert 0 == ran.status, ran.told
    return texts(tmp_path / name)


def test_the_examples_days_are_told_from_the_day_that_is_named(crm, tmp_path):
    first, later = (
        made(crm, tmp_path, "a", *AS_OF),
        made(crm, tmp_path, "b", "--as-of", "2026-08-02"),
    )
    assert first == made(crm, tmp_path, "c", *AS_OF)
    assert "next: {date: 2026-07-30" in first["kestrel.yaml"]
    assert "next: {date: 2026-07-31" in later["kestrel.yaml"]


def test_without_a_day_the_example_is_told_from_today(crm, tmp_path):
    assert made(crm, tmp_path, "a") == made(crm, tmp_path, "b", "--as-of", "today")
    assert not re.search(r"<[+-]\d", "".join(made(crm, tmp_path, "c").values()))


def test_a_new_example_has_no_errors_and_something_to_do_on_its_day(crm, tmp_path):
    for language in ("en", "ko"):
        made(crm, tmp_path, language, *AS_OF, "--lang", language)
        book = tmp_path / language
        assert 0 == crm("lint", *AS_OF, cwd=book).status
        assert crm("due", *AS_OF, "--json", cwd=book).json["totals"]["due"] > 3


def test_what_is_no_day_is_refused_and_nothing_is_written(crm, tmp_path):
    ran = crm(
        "init",
        str(tmp_path / "a"),
        "--example",
        "--as-of",
        "2026-13-01",
        "--lang",
        "en",
        cwd=tmp_path,
    )
    assert (2, b"", "crm: `2026-13-01` is not a day") == (
        ran.status,
        ran.out,
        ran.told.splitlines()[0],
    )
    assert not (tmp_path / "a").exists()


def test_the_two_goals_it_proposes_are_read_once_their_marks_are_taken_away(crm, tmp_path):
    for language in ("en", "ko"):
        made(crm, tmp_path, language, *AS_OF, "--lang", language)
        policy = tmp_path / language / "crm.yaml"
        lines = policy.read_text(encoding="utf-8").splitlines()
        start = lines.index("# goals:")
        lines[start : start + 3] = [line.removeprefix("# ") for line in lines[start : start + 3]]
        policy.write_text("\n".join(lines) + "\n", encoding="utf-8")
        rows = crm("goals", *AS_OF, "--json", cwd=policy.parent).json["rows"]
        told = [
            tuple(
                row[key]
                for key in ("goal", "metric", "from", "from_date", "to", "to_date", "expected")
            )
            for row in rows
        ]
        expected = [
            ("expansion", "expansion_share", 20, "2026-08-01", 30, "2027-08-01", 20.0),
            ("win-rate", "win_rate", 30, "2026-08-01", 40, "2027-08-01", 30.0),
        ]
        assert expected == told
        assert 0 == crm("lint", *AS_OF, cwd=policy.parent).status
        assert all(row["why"] for row in rows)


def test_a_book_without_the_example_proposes_them_too_and_has_none_yet(crm, tmp_path):
    assert 0 == crm("init", str(tmp_path / "new"), *AS_OF, "--lang", "en", cwd=tmp_path).status
    assert "#   win-rate:  {why: Fewer deals lost for good" in (
        tmp_path / "new" / "crm.yaml"
    ).read_text(encoding="utf-8")
    assert [] == crm("goals", *AS_OF, "--json", cwd=tmp_path / "new").json["rows"]


def no_room():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))


@pytest.mark.parametrize("was_there", [True, False])
def test_without_room_nothing_is_left_that_would_stand_in_the_way(crm, tmp_path, was_there):
    if was_there:
        (tmp_path / "new").mkdir()
    command = [sys.executable, "-m", "crmcli", "init", "new", "--lang", "en"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=crm.environment({"PYTHONDONTWRITEBYTECODE": "1"}),
        preexec_fn=no_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (4, True) == (done.returncode, done.stderr.startswith("crm: ")), done.stderr
    assert ("bug" not in done.stderr, was_there) == (True, (tmp_path / "new").exists())
    assert 0 == crm("init", "new", "--lang", "en", cwd=tmp_path).status


def test_where_no_folder_can_be_made_that_is_told(crm, tmp_path):
    (tmp_path / "file").touch()
    ran = crm("init", "file/new", "--lang", "en", cwd=tmp_path)
    assert (4, True) == (ran.status, "cannot be written: Not a directory" in ran.told), ran.told


def test_where_a_file_stands_no_book_is_made(crm, tmp_path):
    (tmp_path / "file").write_text("mine")
    ran = crm("init", "file", "--lang", "en", cwd=tmp_path)
    assert (4, True) == (ran.status, "file exists already" in ran.told), ran.told
    assert "mine" == (tmp_path / "file").read_text()


def test_a_file_of_gits_keeps_its_bytes_and_gets_our_line(crm, tmp_path):
    book = tmp_path / "new"
    book.mkdir()
    (book / ".gitattributes").write_bytes(b"# \xff\r\n*.png binary")
    assert 0 == crm("init", "new", cwd=tmp_path).status
    assert f"*.png binary\r\n{ATTRIBUTES}\r\n".encode() == (
        book / ".gitattributes"
    ).read_bytes().removeprefix(b"# \xff\r\n")


def test_the_book_that_is_named_before_the_command_is_the_one_made(crm, tmp_path):
    assert "a book in there" in crm("-C", "there", "init", cwd=tmp_path).told
    assert ["there"] == [path.parent.name for path in tmp_path.rglob("crm.yaml")]


def test_the_language_may_be_named_before_the_command_too(crm, tmp_path):
    ran, expected = (
        crm("--lang", "ko", "init", "jangbu-1", cwd=tmp_path),
        crm("init", "jangbu-2", "--lang", "ko", cwd=tmp_path),
    )
    assert ran.told == expected.told.replace("jangbu-2", "jangbu-1")
    texts = [
        (tmp_path / name / "crm.yaml").read_text(encoding="utf-8")
        for name in ("jangbu-1", "jangbu-2")
    ]
    assert texts[0] == texts[1].replace("jangbu-2", "jangbu-1")


def test_the_command_to_go_on_with_may_be_typed_as_it_is_told(crm, tmp_path):
    assert ["next: cd my-book && crm coverage", 'next: cd "my book" && crm coverage'] == [
        crm("init", "--example", name, cwd=tmp_path).told.splitlines()[-1]
        for name in ("my-book", "my book")
    ]
    assert (
        'next: cd empty, add yourself with `crm team add`, then: crm new "A customer"'
        == crm("init", "empty", cwd=tmp_path).told.splitlines()[-1]
    )


IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "a@x",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "a@x",
}


def git(folder, *words):
    return subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, text=True, check=False
    ).stdout


def test_the_first_commit_is_made_when_asked_and_is_no_change_to_be_taken_back(crm, tmp_path):
    ran = crm("init", "new", "--example", "--commit", "--lang", "en", cwd=tmp_path, env=IDENTITY)
    assert (0, True) == (ran.status, "committed as" in ran.told), ran.told
    book = tmp_path / "new"
    assert ("A new book\n", "") == (git(book, "log", "--format=%s"), git(book, "status", "--short"))
    undone = crm("undo", cwd=book, env=IDENTITY)
    assert (4, True) == (undone.status, "the last change made this book" in undone.told)
    assert 0 == crm("init", "other", cwd=tmp_path).status
    assert "" == git(tmp_path / "other", "log", "--format=%s")


def test_a_first_commit_in_a_repository_that_was_there_has_the_books_files_only(crm, tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / ".gitattributes").write_text("*.png binary\n", encoding="utf-8")
    assert 0 == crm("init", "--commit", cwd=tmp_path, env=IDENTITY).status
    assert "?? mine.txt\n" == git(tmp_path, "status", "--short")


@pytest.mark.parametrize("name", [".gitattributes", ".gitignore", None])
def test_a_first_commit_over_files_of_gits_that_were_there_says_so(crm, tmp_path, name):
    git(tmp_path, "init", "-q")
    if name:
        (tmp_path / name).write_text("*.png\n", encoding="utf-8")
    assert 0 == crm("init", "--commit", cwd=tmp_path, env=IDENTITY).status
    said = git(tmp_path, "log", "-1", "--format=%B").splitlines()
    assert (name is None, name is not None) == (TRAILER in said, MIXED in said)


def test_a_repository_it_made_knows_how_to_merge_and_one_that_was_there_is_left_alone(
    crm, tmp_path
):
    assert (
        "git merges and compares account files"
        in crm("init", "new", "--lang", "en", cwd=tmp_path).told
    )
    assert "crm merge-file" in git(tmp_path / "new", "config", "--local", "merge.crm.driver")
    (tmp_path / "old").mkdir()
    git(tmp_path / "old", "init", "-q")
    assert "crm doctor --fix" in crm("init", "old", "--lang", "en", cwd=tmp_path).told
    assert "" == git(tmp_path / "old", "config", "--local", "merge.crm.driver")


@pytest.mark.parametrize(
    ("lang", "locale", "line"),
    [
        ("ko", "C.UTF-8", "holidays: {country: KR}"),
        ("ko", "en_US.UTF-8", "holidays: {country: KR}"),
        ("en", "en_GB.UTF-8", "holidays: {country: GB}"),
        ("en", "C.UTF-8", "# holidays: {country: US}"),
        ("en", "en", "# holidays: {country: US}"),
        ("en", "en_XX", "# holidays: {country: US}"),
    ],
)
def test_days_off_are_those_of_the_language_or_of_the_locales_country(
    crm, tmp_path, lang, locale, line
):
    env = {"LC_ALL": None, "LC_TIME": None, "LANG": locale}
    assert 0 == crm("init", "new", "--lang", lang, cwd=tmp_path, env=env).status
    told = (tmp_path / "new" / "crm.yaml").read_text(encoding="utf-8").splitlines()
    assert [line] == [
        each.partition("}")[0] + "}"
        for each in told
        if "holidays: {country" in each and each.startswith(line[:3])
    ]
    assert 0 == crm("lint", cwd=tmp_path / "new").status


def test_in_a_new_book_the_owner_stands_for_the_roles(crm, tmp_path):
    assert 0 == crm("init", "new", "--lang", "en", cwd=tmp_path).status
    book = tmp_path / "new"
    assert 0 == crm("new", "Acme", "--owner", "ada", cwd=book).status
    assert "  ceo: {contact: null, rep: ada}\n" in (book / "accounts" / "acme.yaml").read_text(
        encoding="utf-8"
    )


def test_a_korean_book_is_commented_in_korean(crm, tmp_path):
    assert 0 == crm("init", str(tmp_path / "book"), "--lang", "ko", cwd=tmp_path).status
    lines = (tmp_path / "book" / "crm.yaml").read_text(encoding="utf-8").splitlines()
    told = [line.lstrip("# ").rpartition("# ")[2] for line in lines if "# " in line.lstrip("# ")]
    assert len(told) >= 8
    assert [] == [each for each in told if not re.search("[가-힣]", each)]


@pytest.mark.parametrize(
    ("name", "title"),
    [("plain", "plain"), ('a"b\\c', "abc"), ('"', "crm"), ("\\", "crm"), ("한빛", "한빛")],
)
def test_a_books_title_is_its_folders_name_without_what_a_text_in_quotes_cannot_hold(
    crm, tmp_path, name, title
):
    assert 0 == crm("init", name, cwd=tmp_path).status
    assert (
        f'title: "{title}"'
        in (tmp_path / name / "crm.yaml").read_text(encoding="utf-8").splitlines()[:20]
    )


BOOKS = Path(__file__).parents[2] / "examples"


def test_a_copy_of_an_example_book_is_the_book_but_for_where_its_schema_lies(crm, tmp_path):
    assert {each.name for each in BOOKS.iterdir()} == set(EXAMPLE_BOOKS)
    for name in EXAMPLE_BOOKS:
        ran = crm("init", "--example", name, "--commit", cwd=tmp_path, env=IDENTITY)
        assert 0 == ran.status, ran.told
        for path in (each for each in (BOOKS / name).rglob("*") if each.is_file()):
            copied = tmp_path / name / path.relative_to(BOOKS / name)
            lines, expected = copied.read_bytes().split(b"\n"), path.read_bytes().split(b"\n")
            start = expected[0].startswith(b"# yaml-language-server")
            assert lines[start:] == expected[start:]
            if start:
                schema = copied.parent / lines[0].decode().partition("$schema=")[2]
                assert schema.is_file()
        book = tmp_path / name
        assert ("A new book\n", "") == (
            git(book, "log", "--format=%s"),
            git(book, "status", "--short"),
        )
        asked = ("coverage", "--as-of", THEIR_DAY, "--json")
        assert crm(*asked, cwd=book).json == crm(*asked, cwd=BOOKS / name).json


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        (("--example", "northwind"), "northwind"),
        (("--example", "northwind", "there"), "there"),
        (("there", "--example", "northwind"), "there"),
        (("-C", "there", "--example", "northwind"), "there"),
        (("northwind", "--example", "northwind"), "northwind"),
        (("--example", "two words"), None),
    ],
)
def test_the_word_after_the_example_is_the_book_or_the_folder(crm, tmp_path, words, folder):
    before, after = (words[:2], words[2:]) if words[0] == "-C" else ((), words)
    ran = crm(*before, "init", *after, "--lang", "en", cwd=tmp_path)
    assert 0 == ran.status, ran.told
    made = tmp_path / (folder or "two words")
    assert (folder is not None) == (made / "accounts" / "ogden-dairy.yaml").exists()
    told = ran.told.splitlines()
    if folder:
        assert told[-3:] == [
            f"next: cd {folder}",
            "  crm coverage --as-of 2026-08-01    who must be known, and whom do we know?",
            "  crm due --as-of 2026-08-01         what is due on the book's own day?",
        ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--example", "nordwind", "there"), "no example book is called `nordwind`"),
        (("my", "book"), "`book`: one folder is enough"),
        (("--example", "hanbit", "my", "book"), "`book`: one folder is enough"),
        (
            ("--example", "hanbit", "--as-of", "today"),
            "the days of hanbit stay as they are: it is told as of 2026-08-01",
        ),
    ],
)
def test_a_word_or_a_day_too_many_is_told_and_nothing_is_written(crm, tmp_path, words, told):
    ran = crm("init", *words, "--lang", "en", cwd=tmp_path)
    assert (2, f"crm: {told}") == (ran.status, ran.told.splitlines()[0])
    assert "hint: " in ran.told
    assert [] == list(tmp_path.iterdir())


def test_a_file_that_a_copy_would_overwrite_stays(crm, tmp_path):
    (tmp_path / "cards.vcf").write_text("mine", encoding="utf-8")
    ran = crm("init", "--example", "hanbit", ".", cwd=tmp_path)
    assert 4 == ran.status
    assert ["cards.vcf"] == [each.name for each in tmp_path.iterdir()]
    assert "mine" == (tmp_path / "cards.vcf").read_text(encoding="utf-8")


def test_an_example_that_was_packaged_away_is_told(crm, tmp_path, monkeypatch):
    monkeypatch.setattr(package_files, "folder", lambda name: str(tmp_path / "nowhere"))
    with pytest.raises(CrmError) as raised:
        example_book("hanbit")
    assert ("error-no-example", 4) == (raised.value.message.key, raised.value.status)
