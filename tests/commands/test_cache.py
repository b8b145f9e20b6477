"""The cache changes how long an answer takes, and nothing else."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from crmcli.store.cache import database as memory
from crmcli.store.book import replay

AS_OF = ("--as-of", "2026-08-01")
SETTLED = 0.05  # seconds after which a file that was touched is trusted, in the tests that do not want to wait for two

POLICIES = [
    "",
    "language: ko\n",
    "freshness: {contact_days: 10, stance_days: 10}\n",
    "team: {kim: {name: Kim, function: sales}, lee: {name: Lee}}\n",
    "team: {kim: {name: Kin, function: sales}, lee: {name: Leo}}\n",
    "role_sets: {s: {ceo: {label: CEO, level: executive, weight: 3}}}\ndefault_role_set: s\n",
    "lint: {undated-stance: off}\nstrange: 1\n",
    "holidays: {country: KR, extra: [2026-07-31]}\n",
    "stages: [\n",
]
ACCOUNTS = [
    "name: Alpha\nowner: kim\nsegment: A\n",
    "name: Alphb\nowner: lee\nsegment: B\n",  # as long as the one above
    "name: 한빛전자㈜\naliases: [Alpha]\nowner: kim\ntags: [x]\nroles: {ceo: {contact: p, rep: kim}}\ncontacts: {p: {name: 박재형, stance: friendly}}\n"
    "log:\n  - {date: 2026-07-01, type: call, by: kim, with: p, what: 인사}\n",
    "name: Dealer\nowner: lee\nsegment: A\nsource: event\ndeals:\n  d1:\n    amount: 1000\n    close: 2026-07-01\n    stages: {2026-05-01: contacting}\n"
    "    next: 2026-07-30\n  d2:\n    amount: 70\n    stages: {2026-01-01: closing}\n    outcome: {result: won, date: 2026-02-01}\n"
    "  d3:\n    stages: {2026-01-01: closing}\n    outcome: {result: lost, date: 2026-03-01, reason: price}\n",
    "name: Typo\nownr: kim\nreferred_by: a\n",
    "name: Refers\nreferred_by: d\nowner: kim\n",
    "name: Broken\nowner: [\n",
    "<<<<<<< HEAD\nname: Mine\n=======\nname: Theirs\n>>>>>>> other\n",
    "",
    'name: "tab\\there"\n',
    b"name: \xff\n",
]
# what rules find within a file and between files, in some of them silenced or where the form is wrong too
WRONG = [
    "name: Alpha\nowner: kim\nroles: {ceo: p, cfo: lee}\ncontacts: {p: {name: Park, emails: [p@a.example]}}\n",
    "name: Beta\nroles: {ceo: p}\ncontacts: {lee: {name: Lee, emails: [p@a.example], stance: friendly}}\n",
    "name: Gamma\nroles: {ceo: lee}  # crm: ignore[unknown-reference]\ncontacts: {q: {name: Q, stance: neutral}}\n",
    "name: Delta\n# crm: ignore[stale-stance]\nreferred_by: c\ncontacts:\n  lee: {name: Lee, stance: {2026-01-01: friendly}}\n",
    "name: Alpha\nreferred_by: a\ndeals: {d: {close: 2026-07-20, stages: {2026-07-01: closing}}}\n",
    "name: Alpha\nreferred_by: link/lee\nstrange: 1\nroles: {ceo: lee}\n",
    "name: [Alpha\nroles: {ceo: lee}\ncontacts: {p: {name: Park, stance: friendly}}\n",
    "name: 한빛\nparent: sub/d\nbusiness_no: 123-45-67890\nlog:\n  - {date: 2026-07-31, type: call, with: lee, what: 인사}\n",
]
PATHS = [
    "a",
    "b",
    "c",
    "sub/d",
    "sub/a",
    "sub/deep/e",
    "한빛",
    unicodedata.normalize("NFD", "한빛"),
    "A",
    "crm",
    "b.x",
    "bad name",
    "z\udcff",
]
QUESTIONS = [
    ("coverage",),
    ("coverage", "--by", "owner"),
    ("coverage", "--by", "role", "-o", "plain"),
    ("coverage", "a"),
    ("coverage", "--gaps", "--owner", "kim"),
    ("coverage", "--explain"),
    ("due",),
    ("due", "--limit", "3"),
    ("due", "--days", "30", "--json"),
    ("due", "--limit", "2", "-o", "plain"),
    ("pipeline",),
    ("pipeline", "--by", "owner"),
    ("pipeline", "--exits"),
    ("bant",),
    ("losses", "--by", "month"),
    ("winrate",),
    ("list",),
    ("list", "--segment", "A"),
    ("list", "--tag", "x", "--json"),
    ("list", "-o", "csv"),
    ("list", "--lang", "en"),
    ("show", "a"),
    ("show", "Alpha"),
    ("show", "d"),
    ("lint",),
    ("lint", "--format", "json"),
    ("lint", "accounts/a.yaml"),
    ("lint", "--owner", "kim"),
    ("pipeline", "--explain"),
    ("winrate", "--by", "owner", "--explain"),
    ("stance", "--since", "2026-01-15"),
    ("plans",),
    ("blind",),
    ("team", "--explain"),
    ("cooling",),
    ("orphans",),
    ("knows", "kim"),
    ("stages", "--explain"),
    ("objections",),
    ("attempts",),
    ("playbook",),
    ("cadence",),
    ("cadence", "--by", "account"),
    ("renewals",),
    ("retention", "--explain"),
    ("balance",),
    ("referrals",),
    ("satisfaction",),
    ("whitespace",),
    ("assets",),
    ("forecast", "--by", "owner"),
    ("velocity",),
    ("focus",),
    ("goals",),
    ("review",),
    ("find", "a"),
    ("query", "open_deals > 0"),
    ("query", "amount > 10", "--on", "deals"),
    ("brief", "a"),
    ("map", "a"),
    ("-C", ".", "coverage", "--by", "segment", "--explain"),
]
LINTED = [
    ("lint",),
    ("lint", "-o", "json"),
    ("lint", "--lang", "ko"),
    ("lint", "--format", "github"),
    ("lint", "--format", "gitlab"),
    ("lint", "-o", "csv"),
    ("lint", "--statistics"),
    ("lint", "--select", "unknown-reference,duplicate-contact"),
    ("lint", "--ignore", "structure,yaml"),
    ("lint", "--timeless", "--explain"),
    ("lint", "accounts/a.yaml"),
    ("lint", "accounts/sub", "-o", "json"),
    ("lint", "--segment", "A"),
    ("coverage",),
]
DAYS = [AS_OF, ("--as-of", "2026-02-15")]


class Book:
    """A book, and how it may be treated between two questions."""

    def __init__(self, crm, forks):
        self.crm, self.forks = crm, forks
        crm.write({}, "")

    def path(self, name):
        return self.crm.book / "accounts" / f"{name}.yaml"

    def write(self, name, text):
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def ask(self, *words, racy=2.0):
        """The cached answer, which has to be the one without a cache."""
        if racy == SETTLED:
            time.sleep(SETTLED + 0.01)
        cached = self.forks(self.crm, *words, racy=racy)
        assert self.forks(self.crm, *words, "--no-cache", racy=racy) == cached, words
        assert b"bug" not in cached.err, cached.told
        return cached

    def answers(self):
        """The answers remembered, the latest first."""
        (path,) = self.crm.cache.glob("*.sqlite")
        with closing(sqlite3.connect(path)) as db:
            keys = [key for (key,) in db.execute("select key from answer order by at desc")]
            return [memory.remembered_answer(memory.Cache(db, str(path)), key) for key in keys]

    def change_answers(self, **changes):
        """Remember something else than what was printed, as if it had been."""
        (path,) = self.crm.cache.glob("*.sqlite")
        known = self.answers()
        with closing(sqlite3.connect(path)) as db:
            for each in known:
                memory.remember_answer(memory.Cache(db, str(path)), each._replace(**changes))
            db.commit()

    def kept(self, query):
        (path,) = self.crm.cache.glob("*.sqlite")
        with closing(sqlite3.connect(path)) as db:
            return db.execute(query).fetchall()


@pytest.fixture
def book(crm, forks):
    return Book(crm, forks)


def walking(crm_type, home, forks, questions=QUESTIONS, accounts=ACCOUNTS):
    """A machine that edits a book in every way and asks in between."""

    class Walk(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.home = Path(tempfile.mkdtemp(dir=home))
            self.book = Book(crm_type(self.home), forks)
            self.stash = self.home / "stash"
            self.write("a", ACCOUNTS[0])
            self.write("sub/d", ACCOUNTS[3])

        def teardown(self):
            shutil.rmtree(os.fsencode(self.home), ignore_errors=True)

        def there(self):
            return sorted(
                path
                for path in (self.book.crm.book / "accounts").rglob("*.yaml")
                if path.is_file() and not path.is_symlink()
            )

        @initialize(few=st.lists(st.sampled_from(questions), min_size=2, max_size=4, unique=True))
        def choose_what_is_asked_again_and_again(self, few):
            self.few = few

        @rule(
            data=st.data(),
            day=st.sampled_from([*DAYS[:1] * 3, *DAYS]),
            racy=st.sampled_from([2.0, SETTLED, SETTLED, SETTLED]),
        )
        def ask(self, data, day, racy):
            self.book.ask(*data.draw(st.sampled_from(self.few)), *day, racy=racy)

        @rule(data=st.data())
        def ask_twice(self, data):
            question = data.draw(st.sampled_from(self.few))
            assert self.book.ask(*question, *AS_OF, racy=SETTLED) == self.book.ask(
                *question, *AS_OF, racy=SETTLED
            )

        @rule(name=st.sampled_from(PATHS), text=st.sampled_from(accounts))
        def write(self, name, text):
            self.book.write(name, text)

        @rule(text=st.sampled_from(POLICIES))
        def write_policy(self, text):
            (self.book.crm.book / "crm.yaml").write_text(text)

        @rule(data=st.data())
        @precondition(lambda self: self.there())
        def touch(self, data):
            os.utime(data.draw(st.sampled_from(self.there())))

        @rule(data=st.data(), keep=st.booleans())
        @precondition(lambda self: self.there())
        def edit_to_the_same_size(self, data, keep):
            path = data.draw(st.sampled_from(self.there()))
            before, text = path.stat(), path.read_bytes()
            path.write_bytes(
                text.replace(b"a", b"e") if b"a" in text[6:] else text.replace(b"e", b"a")
            )
            if keep:
                os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

        @rule(data=st.data(), name=st.sampled_from(PATHS))
        @precondition(lambda self: self.there())
        def rename(self, data, name):
            path = data.draw(st.sampled_from(self.there()))
            target = self.book.path(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)

        @rule(data=st.data())
        @precondition(lambda self: len(self.there()) > 1)
        def swap(self, data):
            first = data.draw(st.sampled_from(self.there()))
            second = data.draw(st.sampled_from(self.there()))
            if first != second:
                first.rename(self.home / "swap")
                second.rename(first)
                (self.home / "swap").rename(second)

        @rule(data=st.data())
        @precondition(lambda self: self.there())
        def delete(self, data):
            data.draw(st.sampled_from(self.there())).unlink()

        @rule(data=st.data())
        @precondition(lambda self: self.there() and not self.stash.exists())
        def take_away(self, data):
            path = data.draw(st.sampled_from(self.there()))
            self.taken = path
            path.rename(self.stash)

        @rule()
        @precondition(lambda self: self.stash.exists())
        def restore(self):
            self.taken.parent.mkdir(parents=True, exist_ok=True)
            self.stash.rename(self.taken)

        @rule()
        @precondition(
            lambda self: (
                (self.book.crm.book / "accounts/sub").is_dir()
                and not (self.book.crm.book / "accounts/moved").exists()
            )
        )
        def rename_a_folder(self):
            (self.book.crm.book / "accounts/sub").rename(self.book.crm.book / "accounts/moved")

        @rule(
            name=st.sampled_from(["link", "c"]),
            aim=st.sampled_from(["a.yaml", "../../swap", "nowhere.yaml"]),
        )
        def link(self, name, aim):
            path = self.book.path(name)
            path.unlink(missing_ok=True)
            path.symlink_to(aim)

        @rule(kind=st.sampled_from(["pipe", "folder", "book", "huge", "file", "nothing"]))
        def put_something_odd(self, kind):
            path = self.book.path("odd")
            if path.is_dir():
                shutil.rmtree(path)
            path.unlink(missing_ok=True)
            if kind == "pipe":
                os.mkfifo(path)
            elif kind == "huge":
                path.write_bytes(b"name: Huge\n#" + b"x" * (1 << 22))
            elif kind == "file":
                path.write_bytes(b"name: Odd\n")
            elif kind != "nothing":
                (path / "accounts").mkdir(parents=True)
                (path / "accounts/inside.yaml").write_bytes(b"name: Inside\n")
                (path / "crm.yaml").write_bytes(
                    b"language: ko\n" if kind == "book" else b"name: Folder\n"
                )

        @rule(damage=st.sampled_from(["delete", "empty", "garbage", "truncate"]))
        def damage_the_cache(self, damage):
            for path in self.book.crm.cache.glob("*.sqlite"):
                harm(path, damage)

    return Walk


def harm(path, damage):
    if damage == "delete":
        for each in path.parent.glob(f"{path.name}*"):
            each.unlink()
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "garbage":
        path.write_bytes(b"not a database at all " * 500)
    elif damage == "truncate":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif damage == "holes":
        data = bytearray(path.read_bytes())
        data[4096:] = bytes(len(data) - 4096)
        path.write_bytes(bytes(data))
    elif damage == "values":
        with closing(sqlite3.connect(path)) as db:
            db.execute("update facts set value = x'00ff'")
            db.execute("update tree set value = x'00ff'")
            db.execute("update meta set value = x'00ff' where key != 'owner'")
            db.execute("update answer set key = key || '!'")
            db.commit()


@pytest.mark.parametrize(
    ("questions", "accounts"),
    [(QUESTIONS, ACCOUNTS), (LINTED, [*WRONG, *WRONG, *ACCOUNTS])],
    ids=["all questions", "lint"],
)
def test_whatever_happens_to_the_files_between_questions_the_answer_is_the_one_without_a_cache(
    crm, forks, tmp_path, questions, accounts
):
    # add Phase.shrink for the shortest way to a failure; it takes minutes
    run_state_machine_as_test(
        walking(type(crm), tmp_path, forks, questions, accounts),
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )


def test_an_answer_given_before_an_edit_is_not_given_again_after_another_question_saw_the_edit(
    book,
):
    book.write("a", "name: Before\n")
    book.ask("list", *AS_OF, racy=SETTLED)
    book.ask("list", *AS_OF, racy=SETTLED)
    book.write("a", "name: After, and longer\n")
    book.ask("winrate", *AS_OF, racy=SETTLED)
    assert "After" in book.ask("list", *AS_OF, racy=SETTLED).text


def test_an_answer_given_under_one_policy_is_not_given_again_under_another(book):
    book.write("a", "name: A\nowner: kim\n")
    (book.crm.book / "crm.yaml").write_text("team: {kim: {name: Kim One}}\n")
    assert "Kim One" in book.ask("list", *AS_OF, racy=SETTLED).text
    (book.crm.book / "crm.yaml").write_text("team: {kim: {name: Kim Two}}\n")
    book.ask("winrate", *AS_OF, racy=SETTLED)
    assert "Kim Two" in book.ask("list", *AS_OF, racy=SETTLED).text


def test_an_edit_of_the_same_size_that_restores_the_modification_time_is_seen(book):
    book.write("a", "name: Left\n")
    path = book.path("a")
    for racy in (SETTLED, 2.0):
        before = path.stat()
        book.ask("list", *AS_OF, racy=racy)
        book.ask("list", *AS_OF, racy=racy)
        path.write_text(
            path.read_text().replace("Left", "Rght") if racy == SETTLED else "name: Rite\n"
        )
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert {SETTLED: "Rght", 2.0: "Rite"}[racy] in book.ask("list", *AS_OF, racy=racy).text


def test_a_question_asked_again_is_answered_from_memory(book):
    book.write("a", "name: Alpha\n")
    first = book.ask("list", *AS_OF, racy=SETTLED)
    assert [(first.out, first.err, 0)] == [
        (each.out, each.err, each.status) for each in book.answers() if "no-cache" not in each.key
    ]
    marked = b"from memory\n"
    book.change_answers(out=marked)
    assert marked == book.forks(book.crm, "list", *AS_OF, racy=SETTLED).out
    assert marked == book.crm("list", *AS_OF).out


def test_what_is_behind_a_figure_stands_in_one_order_whatever_is_remembered(book):
    names = [f"a{number:02}" for number in range(40)]
    deal = "name: Alpha\ndeals: {d1: {stages: {2026-07-01: contacting}}}\n"
    for name in names:
        book.write(name, deal)
    words = ("stages", "--explain", *AS_OF)
    first = book.ask(*words, racy=SETTLED)
    assert all(f"{name}/d1" in first.text for name in names)
    for name in names[::7]:
        book.write(name, deal + "# touched\n")
    assert first == book.ask(*words, racy=SETTLED)


def test_one_account_asked_again_is_answered_from_memory_until_any_file_changes(book):
    """Such an answer reads no other file, so that nothing tells it what the others say."""
    book.write("a", "name: Alpha\n")
    book.write("b", "name: Beta\n")
    words = ("show", "a", *AS_OF)
    book.ask("list", *AS_OF, racy=SETTLED)
    book.write("b", "name: Gamma\n")
    assert "Alpha" in book.ask(*words, racy=SETTLED).text
    marked = b"from memory\n"
    book.change_answers(out=marked)
    assert marked == book.forks(book.crm, *words, racy=SETTLED).out
    book.write("b", "name: Delta\n")
    assert "Alpha" in book.ask(*words, racy=SETTLED).text
    book.write("a", "name: Omega\n")
    assert "Omega" in book.ask(*words, racy=SETTLED).text


def test_what_was_told_and_the_status_are_remembered_with_the_answer(book):
    book.write("a", "name: Alpha\n")
    book.write("b", "name: [\n")
    first = book.ask("list", *AS_OF, racy=SETTLED)
    assert (1, True, True) == (
        first.status,
        b"accounts/b.yaml:" in first.err,
        b"Alpha" in first.out,
    )
    assert [1] == [each.status for each in book.answers()]
    assert first == book.ask("list", *AS_OF, racy=SETTLED) == book.crm("list", *AS_OF)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a disk that is always full")
def test_an_answer_from_memory_that_finds_no_room_ends_as_the_first_one_did(book):
    book.write("a", "name: Alpha\nnmae: Beta\n")
    time.sleep(2.1)
    words = [sys.executable, "-m", "crmcli", "list", *AS_OF]
    for out, err, status, told in (("", "2>/dev/full", 0, False), (">/dev/full", "2>&1", 2, True)):
        ran = [
            subprocess.run(
                ["sh", "-c", f'"$@" {err} {out}', "sh", *words, *more],
                cwd=book.crm.book,
                env=book.crm.environment(),
                capture_output=True,
                check=False,
            )
            for more in ((), (), ("--no-cache",))
        ]
        assert [(each.returncode, each.stdout) for each in ran] == [(status, ran[2].stdout)] * 3
        assert (b"No space left on device" in ran[0].stdout) is told
        assert 1 == len(book.kept("select key from answer"))


@pytest.mark.parametrize("words", [("list",), ("show", "a")])
def test_no_answer_is_remembered_while_a_file_may_still_change_unseen(book, words):
    book.write("a", "name: Alpha\n")
    book.ask(*words, *AS_OF, racy=3600)
    book.ask(*words, *AS_OF, racy=3600)
    assert [] == book.kept("select key from answer")


def test_where_a_path_leads_that_is_not_of_the_book_is_looked_at_each_time(book):
    book.write("a", "name: Alpha\n")
    book.write("b", "name: Beta\nnmae: x\n")
    (book.crm.book / "link").symlink_to("accounts/a.yaml")
    assert (
        0
        == book.ask("lint", "link", racy=SETTLED).status
        == book.ask("lint", "link", racy=SETTLED).status
    )
    (book.crm.book / "link").unlink()
    (book.crm.book / "link").symlink_to("accounts/b.yaml")
    assert 1 == book.ask("lint", "link", racy=SETTLED).status


def test_no_cache_reads_anew_and_remembers_nothing(book):
    book.write("a", "name: Alpha\n")
    book.forks(book.crm, "list", "--no-cache", racy=SETTLED)
    assert not book.crm.cache.exists()


def test_an_answer_for_today_is_not_given_again_on_another_day(book):
    book.write("a", "name: Alpha\n")
    time.sleep(SETTLED)
    book.forks(book.crm, "list", racy=SETTLED)
    (known,) = book.answers()
    since, until = known.since, known.until
    assert since <= time.time() < until
    assert 23 * 3600 <= until - since <= 25 * 3600
    for day, expected in ((0, b"stale"), (86400, None), (-86400, None)):
        book.change_answers(out=b"stale", since=since + day, until=until + day)
        answer = book.forks(book.crm, "list", racy=SETTLED).out
        assert (answer == b"stale") is (expected == b"stale")


def test_an_answer_for_a_named_day_lasts(book):
    book.write("a", "name: Alpha\n")
    time.sleep(SETTLED)
    book.forks(book.crm, "list", *AS_OF, racy=SETTLED)
    (known,) = book.answers()
    assert (True, True) == (known.since == 0, known.until > time.time() + 365 * 86400)


@pytest.mark.parametrize(
    "change",
    [
        {"COLUMNS": "40"},
        {"LANG": "ko_KR.UTF-8"},
        {"FORCE_COLOR": "1"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "ko_KR.UTF-8"},
    ],
    ids=str,
)
def test_the_screen_and_the_language_are_part_of_the_question(book, change):
    book.write(
        "a",
        "name: 한빛전자 주식회사 평택 사업장\nowner: kim\nroles: {ceo: p}\ncontacts: {p: {name: 박재형, stance: negative}}\n",
    )
    time.sleep(2.1)
    plain = book.crm("coverage", *AS_OF)
    assert plain == book.crm("coverage", *AS_OF)
    changed = book.crm("coverage", *AS_OF, env=change)
    assert plain != changed
    assert changed == book.crm("coverage", *AS_OF, "--no-cache", env=change)


def test_the_folder_the_user_stands_in_is_part_of_the_question(book):
    book.write("b", "name: [\n")
    time.sleep(2.1)
    here, there = (
        book.crm("list", cwd=folder).told for folder in (book.crm.book, book.crm.book / "accounts")
    )
    assert here.startswith("accounts/b.yaml:")
    assert there.startswith("b.yaml:")


@pytest.mark.parametrize("damage", ["delete", "empty", "garbage", "truncate", "holes", "values"])
def test_a_damaged_cache_is_made_anew(book, damage):
    book.write("a", "name: Alpha\nowner: kim\n")
    book.write("b", "name: Beta\nownr: kim\n")
    expected = [book.ask(*words, *AS_OF, racy=SETTLED) for words in (("list",), ("coverage",))]
    (path,) = book.crm.cache.glob("*.sqlite")
    harm(path, damage)
    assert expected == [
        book.ask(*words, *AS_OF, racy=SETTLED) for words in (("list",), ("coverage",))
    ]
    book.write("a", "name: Gamma\nowner: kim\n")
    assert "Gamma" in book.ask("list", *AS_OF, racy=SETTLED).text


def test_a_cache_with_any_one_page_gone_is_made_anew(book):
    for number in range(8):
        book.write(f"a{number}", f"name: Account {number}\nowner: kim\nnote: {'long ' * 300}\n")
    expected = [book.ask(*words, *AS_OF, racy=SETTLED) for words in (("list",), ("coverage",))]
    (path,) = book.crm.cache.glob("*.sqlite")
    with closing(sqlite3.connect(path)) as db:
        db.execute("delete from answer")
        db.execute("delete from facts where key like '%coverage%'")
        db.commit()
        db.execute("pragma wal_checkpoint(truncate)")
        db.execute("pragma journal_mode = delete")
    whole = path.read_bytes()
    wrong = []
    for page in range(len(whole) // 4096):
        path.write_bytes(whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :])
        actual = [
            book.forks(book.crm, *words, *AS_OF, racy=SETTLED)
            for words in (("list",), ("coverage",))
        ]
        wrong += [
            (page, ran.status, ran.told.splitlines()[:1])
            for ran, right in zip(actual, expected, strict=True)
            if ran != right
        ]
    assert [] == wrong


@pytest.mark.parametrize(
    ("tables", "questions"),
    [
        (
            ("past", "blob"),
            (("trend", "coverage"), ("history",), ("list", "--at", "HEAD"), ("slips",)),
        ),
        (
            ("facts", "tree", "chunk", "meta"),
            (
                ("pipeline", "--change", "2026-01-01", "2026-08-01"),
                ("review",),
                ("list",),
                ("lint",),
            ),
        ),
    ],
    ids=["of the past", "of the files"],
)
def test_damage_to_what_is_remembered_costs_time_only(book, tables, questions):
    book.write("a", "name: Alpha\nowner: kim\n")
    book.crm.git("init", "-q")
    book.crm.git("add", "-A")
    book.crm.git("commit", "-qm", "one")
    questions = [(*words, *AS_OF) for words in questions]
    expected = [book.ask(*words, racy=SETTLED) for words in questions]
    (path,) = book.crm.cache.glob("*.sqlite")
    with closing(sqlite3.connect(path)) as db:
        db.execute("delete from answer")
        db.commit()
        db.execute("pragma wal_checkpoint(truncate)")
        pages = [
            number
            for number, table in db.execute("select rootpage, tbl_name from sqlite_master")
            if table in tables
        ]
    harmed = bytearray(path.read_bytes())
    for page in pages:
        harmed[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    for words, right in zip(questions, expected, strict=True):
        harm(path, "delete") if path.exists() else None
        path.write_bytes(harmed)
        assert right == book.forks(book.crm, *words, racy=SETTLED), words


def test_random_damage_never_changes_what_is_printed(book):
    """Bytes changed anywhere in the file: what was kept is given whole, or asked anew."""
    for number in range(6):
        book.write(
            f"a{number}",
            f"name: Account {number}\nowner: kim\nroles: {{ceo: p}}\ncontacts: {{p: {{name: Person {number}, stance: friendly}}}}\n",
        )
    book.write("b", "name: Beta\nownr: kim\n")
    book.write("c", "name: [\n")
    questions = [("list",), ("coverage",), ("list", "--tag", "x")]
    expected = [book.ask(*words, *AS_OF, racy=SETTLED) for words in questions]
    (path,) = book.crm.cache.glob("*.sqlite")
    with closing(sqlite3.connect(path)) as db:
        db.execute("delete from answer where key like '%no-cache%' or key like '%coverage%'")
        db.execute("delete from facts where key like '%coverage%' and chunk % 2")
        db.commit()
        db.execute("pragma wal_checkpoint(truncate)")
        db.execute("pragma journal_mode = delete")
    whole, luck, wrong = path.read_bytes(), random.Random(5), []
    for number in range(60):
        harmed = bytearray(whole)
        for _ in range(luck.choice((1, 3, 40))):
            place, length = luck.randrange(len(whole)), luck.choice((1, 2, 8))
            harmed[place : place + length] = luck.randbytes(len(harmed[place : place + length]))
        path.write_bytes(harmed)
        actual = [book.forks(book.crm, *words, *AS_OF, racy=SETTLED) for words in questions]
        wrong += [
            (number, words)
            for words, ran, right in zip(questions, actual, expected, strict=True)
            if ran != right
        ]
        harm(path, "delete")
    assert [] == wrong


@pytest.mark.parametrize("table", ["tree", "chunk"])
def test_a_row_that_went_missing_leaves_no_account_out(book, table):
    for number in range(6):
        book.write(f"a{number}", f"name: Account {number}\nowner: kim\n")
    expected = book.ask("list", *AS_OF, racy=SETTLED)
    (path,) = book.crm.cache.glob("*.sqlite")
    with closing(sqlite3.connect(path)) as db:
        db.execute("delete from answer")
        db.execute("delete from facts")
        db.execute(f"delete from {table}")
        db.commit()
    assert expected == book.forks(book.crm, "list", *AS_OF, racy=SETTLED)


def marked_cache(book):
    """A cache whose answer would put a terminal's escape on the screen, and the file it is in."""
    book.write("a", "name: Alpha\n")
    right = book.ask("list", *AS_OF, racy=SETTLED)
    book.change_answers(out=b"\x1b]0;owned\x07")
    (path,) = book.crm.cache.glob("*.sqlite")
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    return right, path


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o604], ids=oct)
def test_a_cache_that_others_may_read_or_write_is_not_believed_and_made_anew(book, mode):
    right, path = marked_cache(book)
    path.chmod(mode)
    assert right == book.forks(book.crm, "list", *AS_OF, racy=SETTLED)
    assert 0o600 == path.stat().st_mode & 0o777


def test_a_cache_that_is_a_link_is_not_believed_and_what_it_leads_to_is_left_alone(book):
    right, path = marked_cache(book)
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    kept = elsewhere.read_bytes()
    assert right == book.forks(book.crm, "list", *AS_OF, racy=SETTLED)
    assert (kept, False) == (elsewhere.read_bytes(), path.is_symlink())


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="only the system's owner may give files away",
)
def test_a_cache_of_another_owner_is_not_believed(book):
    right, path = marked_cache(book)
    os.chown(path, 12345, 12345)
    assert right == book.forks(book.crm, "list", *AS_OF, racy=SETTLED)
    assert os.geteuid() == path.stat().st_uid


@pytest.mark.parametrize("mode", [0o777, 0o770], ids=oct)
def test_a_folder_that_others_may_write_into_holds_no_cache_and_the_doctor_says_so(book, mode):
    right, path = marked_cache(book)
    path.parent.chmod(mode)
    assert right == book.forks(book.crm, "list", *AS_OF, racy=SETTLED)
    assert "others may write into" in book.crm("doctor").text
    path.parent.chmod(0o700)


def test_a_cache_of_another_book_is_not_believed(crm, forks, tmp_path):
    for name in ("one", "two"):
        crm.write({"a": f"name: {name.title()}\n"}, book=tmp_path / name)
    paths = {}
    for name in ("one", "two"):
        crm.book = tmp_path / name
        time.sleep(SETTLED)
        forks(crm, "list", racy=SETTLED)
        (paths[name],) = set(crm.cache.glob("*.sqlite")) - set(paths.values())
    for end in ("", "-wal", "-shm"):
        Path(f"{paths['two']}{end}").unlink(missing_ok=True)
    shutil.copy(paths["one"], paths["two"])
    assert "Two" in forks(crm, "list", racy=SETTLED).text


def test_a_cache_written_by_another_version_is_not_believed(book):
    book.write("a", "name: Alpha\n")
    book.ask("list", *AS_OF, racy=SETTLED)
    book.change_answers(out=b"old")
    (path,) = book.crm.cache.glob("*.sqlite")
    with closing(sqlite3.connect(path)) as db:
        owner = memory.Cache(db, str(path)).get("owner")
        memory.Cache(db, str(path)).put(
            "owner", [owner[0], owner[1].replace(owner[1].split()[0], "0.0.0")]
        )
        db.commit()
    assert "Alpha" in book.ask("list", *AS_OF, racy=SETTLED).text


def test_a_cache_directory_that_cannot_be_written_costs_time_only(book):
    book.write("a", "name: Alpha\n")
    book.crm.cache.mkdir()
    book.crm.cache.chmod(0o500)
    assert "Alpha" in book.ask("list", *AS_OF).text
    book.crm.cache.chmod(0o700)


def test_where_there_can_be_no_cache_directory_the_answer_comes_without_one(book):
    book.write("a", "name: Alpha\n")
    book.crm.cache.write_text("a file, not a folder")
    assert (0, True, b"") == (lambda ran: (ran.status, "Alpha" in ran.text, ran.err))(
        book.ask("list", *AS_OF)
    )
    book.crm.env["CRM_CACHE_DIR"] = "/dev/null/cache"
    assert (0, b"") == (lambda ran: (ran.status, ran.err))(book.ask("list", *AS_OF))


def test_a_cache_file_that_is_a_folder_costs_time_only(book):
    book.write("a", "name: Alpha\n")
    book.ask("list", *AS_OF)
    (path,) = book.crm.cache.glob("*.sqlite")
    harm(path, "delete")
    path.mkdir()
    assert (0, True) == (lambda ran: (ran.status, "Alpha" in ran.text))(book.ask("list", *AS_OF))


def test_the_cache_stays_out_of_the_book_and_is_for_its_owner_only(book):
    book.write("a", "name: Alpha\n")
    before = sorted(book.crm.book.rglob("*"))
    book.ask("list", *AS_OF)
    assert before == sorted(book.crm.book.rglob("*"))
    assert {0o600} == {path.stat().st_mode & 0o777 for path in book.crm.cache.glob("*.sqlite")}
    assert 0o700 == book.crm.cache.stat().st_mode & 0o777


def test_without_a_name_it_is_in_the_users_cache_folder(book):
    book.write("a", "name: Alpha\n")
    xdg = str(book.crm.home / "xdg")
    book.crm("list", env={"CRM_CACHE_DIR": None, "XDG_CACHE_HOME": xdg})
    if sys.platform == "linux":
        assert 1 == len(list(Path(xdg, "crm").glob("*.sqlite")))


def test_eight_processes_at_once_on_a_cold_cache_all_answer_alike(book):
    for number in range(60):
        book.write(
            f"a{number}",
            f"name: Account {number}\nowner: kim\n"
            + ("nmae: x\n" if number % 20 == 0 else "")
            + ("owner: [\n" if number == 7 else ""),
        )
    words = [sys.executable, "-m", "crmcli", "coverage", *AS_OF]
    running = [
        subprocess.Popen(
            words,
            cwd=book.crm.book,
            env=book.crm.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(8)
    ]
    answers = {(*process.communicate(), process.returncode) for process in running}
    expected = book.forks(book.crm, "coverage", *AS_OF, "--no-cache")
    assert {(expected.out, expected.err, expected.status)} == answers
    assert expected == book.ask("coverage", *AS_OF)


def test_a_locked_cache_is_done_without(book):
    book.write("a", "name: Alpha\n")
    book.ask("list", *AS_OF, racy=SETTLED)
    book.write("a", "name: Beta\n")
    (path,) = book.crm.cache.glob("*.sqlite")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("begin immediate")
        assert "Beta" in book.ask("list", *AS_OF, racy=SETTLED).text
        db.execute("rollback")
    assert "Beta" in book.ask("list", *AS_OF, racy=SETTLED).text


def test_only_so_many_answers_are_kept(book):
    book.write("a", "name: Alpha\n")
    time.sleep(SETTLED)
    for number in range(memory.KEPT_ANSWERS + 5):
        book.forks(
            book.crm,
            "list",
            "--as-of",
            f"2026-{1 + number // 28:02}-{1 + number % 28:02}",
            racy=SETTLED,
        )
    assert memory.KEPT_ANSWERS == len(book.kept("select key from answer"))


def test_cache_info_says_where_and_cache_clear_forgets(book):
    book.write("a", "name: Alpha\n")
    book.ask("list", *AS_OF)
    (path,) = book.crm.cache.glob("*.sqlite")
    info = book.crm("cache", "info")
    assert (0, str(path)) == (info.status, info.text.splitlines()[0])
    assert (0, b"", b"") == book.crm("cache", "clear")
    assert not path.exists()
    assert (0, b"", b"") == book.crm("cache", "clear")


def test_the_cache_that_is_told_and_cleared_is_that_of_the_book_named_before_the_command_too(
    crm, tmp_path
):
    for name in ("one", "two"):
        crm.write({"a": "name: Alpha\n"}, book=tmp_path / name)
        assert 0 == crm("list", cwd=tmp_path / name).status
    one, two = (crm("cache", "info", cwd=tmp_path / name) for name in ("one", "two"))
    assert [one] * 3 == [
        crm(*words, cwd=tmp_path / "two")
        for words in (
            ("-C", "../one", "cache", "info"),
            ("cache", "info", "-C", "../one"),
            ("-C", "../two", "cache", "info", "-C", "../one"),
        )
    ]
    assert 0 == crm("-C", "../one", "cache", "clear", cwd=tmp_path / "two").status
    assert [False, True] == [os.path.exists(ran.text.splitlines()[0]) for ran in (one, two)]


def test_the_book_is_found_at_a_glance_as_the_command_line_finds_it(monkeypatch, tmp_path):
    (tmp_path / "crm.yaml").touch()
    (tmp_path / "accounts").mkdir()
    monkeypatch.chdir(tmp_path / "accounts")
    monkeypatch.delenv("CRM_BOOK", raising=False)
    assert str(tmp_path) == replay.root_in(["list"])
    assert ["/x"] * 4 == [
        replay.root_in(words)
        for words in (
            ["list", "-C", "/x"],
            ["list", "--book", "/x"],
            ["list", "--book=/x"],
            ["list", "-C/x"],
        )
    ]
    assert replay.root_in(["list", "-C"]) is None
    monkeypatch.setenv("CRM_BOOK", "/y")
    assert "/y" == replay.root_in(["list"])


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--book", "one", "--book", "two"],
        ["list", "-C", "one", "--book=two"],
        ["list", "-Cone", "-C", "two"],
        ["list", "-ojson", "-C", "two"],
        ["show", "--book", "two", "-C"],
        ["list", "--owner", "-C", "one", "-C", "two"],
        ["show", "--", "-Cone"],
    ],
    ids=" ".join,
)
def test_odd_command_lines_mean_the_same_with_and_without_a_cache(crm, forks, tmp_path, words):
    for name in ("one", "two"):
        crm.write({"a": f"name: {name.title()}\n"}, book=tmp_path / name)
    crm.book = tmp_path
    (tmp_path / "crm.yaml").touch()
    time.sleep(SETTLED + 0.01)
    anew = [*words[:1], "--no-cache", *words[1:]]
    answers = [
        forks(crm, *words, racy=SETTLED),
        forks(crm, *words, racy=SETTLED),
        forks(crm, *words, racy=SETTLED),
    ]
    assert [forks(crm, *anew)] * 3 == answers


@pytest.mark.parametrize("explained", [(), ("--explain",)])
def test_every_report_says_the_same_from_files_from_trees_and_from_facts(book, explained):
    for name, text in zip(PATHS[:7], ACCOUNTS, strict=False):
        book.write(name, text)
    for words in (each for each in QUESTIONS if each[0] != "map"):
        for day in DAYS:
            book.ask(*words, *(() if "--explain" in words else explained), *day, racy=0.0)
