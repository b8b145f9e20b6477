"""After one change one file is judged, placed and put into words, whatever lint found elsewhere."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from crmcli.app.book_findings import BookFindings
from crmcli.app.session import open_book
from crmcli.app.told_files import Telling, told_files
from crmcli.rules import registry
from crmcli.store.book import kept_places, workers
from crmcli.store.cache import chunks
from crmcli.store.cache.chunks import chunk_of

DAY = date(2026, 8, 1)
ACCOUNTS = 150  # in 64 chunks, so that most have several
WRONG = """name: Account {number}
contacts:
  p{number}: {{name: Person, emails: [p{number}@example.com], stance: friendly}}
roles: {{ceo: {ceo}}}
"""


class Work:
    """How often each kind of work was done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done = Counter[str]()
        for name, room, function in (
            ("parsed", workers, "read_account"),
            ("judged", registry, "told_once"),
            ("placed", kept_places, "locate_in"),
            ("held against each other", registry, "_OF_BOOK"),
        ):
            self._count(monkeypatch, name, room, function)

    def _count(
        self, monkeypatch: pytest.MonkeyPatch, name: str, room: object, function: str
    ) -> None:
        real = getattr(room, function)

        def counting(*arguments: object) -> object:
            self.done[name] += 1
            return real(*arguments)

        if isinstance(real, list):  # of the rules between accounts the first stands for all
            (rule, real), *others = real
            monkeypatch.setattr(room, function, [(rule, counting), *others])
        else:
            monkeypatch.setattr(room, function, counting)

    def lint(
        self, root: Path, key: str = "", wanted: set[str] | None = None, day: date = DAY
    ) -> dict[str, int]:
        """What was done for all findings, which are those that are found without a cache."""
        self.done.clear()
        with open_book(str(root)) as session:
            told = told_files(session, day, lambda _: True, Telling(key, self.words), wanted)
        done = dict(self.done)
        assert told is not None
        with open_book(str(root), use_cache=False) as session:
            book = BookFindings(session, day)
            texts = [(path, *self.words(path, book.of(path))) for path in book.paths(wanted)]
        assert [each for each in texts if each[1]] == [each[:3] for each in told]
        return done

    def words(self, path: str, located: "list[kept_places.Located]") -> tuple[str, tuple]:
        self.done["told"] += 1
        return "".join(f"{each}\n" for each in located), ((path, "", "", len(located)),)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book with something wrong in every file."""
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("CRM_JOBS", "1")
    monkeypatch.setattr(chunks, "RACY", -60.0)  # files are trusted at once
    book = tmp_path / "book"
    (book / "accounts").mkdir(parents=True)
    (book / "crm.yaml").write_text("")
    for number in range(ACCOUNTS):
        write(book, number)
    return book


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    return Work(monkeypatch)


def write(root: Path, number: int, ceo: str = "", more: str = "") -> None:
    text = WRONG.format(number=number, ceo=ceo or f"p{number}")
    (root / f"accounts/a{number}.yaml").write_text(text + more)


def test_one_change_is_one_file_parsed_judged_placed_and_told(root, work):
    first = work.lint(root)
    assert first["parsed"] == first["judged"] == first["placed"] == first["told"] == ACCOUNTS
    assert work.lint(root) == {}
    write(root, 7, more="# seen\n")
    assert work.lint(root) == {"parsed": 1, "judged": 1, "placed": 1, "told": 1}
    write(root, 7, ceo="nobody")
    assert work.lint(root) == {"parsed": 1, "judged": 1, "placed": 1, "told": 1}


def test_other_words_ask_for_no_file_again(root, work):
    work.lint(root, "en")
    assert work.lint(root, "ko") == {"told": ACCOUNTS}


def test_of_files_that_are_named_only_those_are_placed(root, work):
    work.lint(root, wanted={"accounts/a3.yaml"})
    assert work.lint(root, wanted={"accounts/a4.yaml"}) == {"placed": 1, "told": 1}


def test_what_other_accounts_mean_is_told_anew_of_those_it_concerns(root, work):
    write(root, 5, ceo="p9")  # which is a contact of another account
    work.lint(root)
    (root / "accounts/a9.yaml").unlink()
    assert work.lint(root) == {"held against each other": 1, "placed": 1, "told": 1}
    write(root, 9, more="parent: nowhere\n")
    again = {"parsed": 1, "judged": 1, "held against each other": 1, "placed": 2, "told": 2}
    assert work.lint(root) == again


def test_on_a_new_day_one_file_asks_for_its_own_part_of_the_book_only(root, work):
    write(root, 5, ceo="p9")
    work.lint(root)
    path, day = "accounts/a5.yaml", DAY + timedelta(1)
    parts = Counter(chunk_of(f"accounts/a{number}.yaml") for number in range(ACCOUNTS))
    # its finding names the day, so its place is looked for again too
    first = {"judged": parts[chunk_of(path)], "placed": 1, "told": 1}
    assert work.lint(root, wanted={path}, day=day) == first
    other = "accounts/a9.yaml"
    (root / other).unlink()
    left = parts[chunk_of(other)] - 1
    again = {"judged": left, "held against each other": 1, "placed": 1, "told": 1}
    assert work.lint(root, wanted={path}, day=day) == again
    write(root, 9, more="name: twice\n")  # a file that says nothing of its contacts either
    work.lint(root, wanted={path}, day=day + timedelta(1))
    write(root, 9)
    work.lint(root, wanted={path}, day=day + timedelta(2))
    work.lint(root, day=day + timedelta(2))
