"""Every option of every command that writes: left out, and given each of its words, it leaves exactly the file that stands in options/*.txt.

There, under each command line, stands how it changed the book of options_book.py, and the status it ended with where it refused; `today` is the day of the test.
After a change of either, UPDATE=1 writes them anew: read what changed as if somebody else had written it. A new option needs a line that gives it, and the test says which.
"""

import difflib
import os
import re
import shlex
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from commands.options_book import FILES
from crmcli.app.importing.presets import preset_names
from crmcli.commands.directory.groups import COMMANDS
from crmcli.commands.root import Commands
from crmcli.commands.shared.options import _SHARED
from crmcli.commands.shared.writing import _OPTIONS
from crmcli.domain.deals.charges import KINDS
from crmcli.domain.records.words import (
    CRITERION_STATUSES,
    CRITERIA,
    DEAL_PEOPLE,
    FUNCTIONS,
    MITIGATIONS,
    OBJECTION_STATES,
    STANCES,
    STATUSES,
    SURVEY_KINDS,
)

KEYBOARD = Path(__file__).with_name("keyboard.txt")  # the same, where git knows who types
PAGES = sorted((Path(__file__).parent / "options").glob("*.txt"))
# of every command that writes; tests/commands/test_writing.py and test_every_key.py have them
SHARED = {
    *_OPTIONS,
    "help",
}
# What these two commands can be told when they ask and do not write: of all that ask, and their own.
ASKED = {*_SHARED}
ASKING = {
    "bant": ASKED | {"below"},
    "done": {"mine", "owner"},
    "qualify": ASKED | {"below"},
    "stance": ASKED | {"by", "since", "matrix"},
}
NOT_WRITTEN = {("fmt", "check"), ("import files", "diff")}  # what it is for
# Words that need files of their own: every system has them in presets/
OWN_FILES = {("import files", "--from"): [*preset_names()]}
# Words that stand in a value or in an argument: completion cannot tell them from what surrounds them.
WITHIN = {
    ("log", "--objection"): [f"price={word}" for word in OBJECTION_STATES],
    ("log", "--stance"): [f"lee={word}" for word in STANCES],
    ("deal new", "--person"): [f"lee={word}" for word in DEAL_PEOPLE],
    ("deal edit", "--person"): [f"lee={word}" for word in DEAL_PEOPLE],
    ("bant", "--mitigate"): [*MITIGATIONS],
    ("qualify", "--mitigate"): [*MITIGATIONS],
    ("handover", "--only"): [*KINDS],
    ("deal new", "--sourced-by"): [*FUNCTIONS],
    ("deal edit", "--sourced-by"): [*FUNCTIONS],
    ("bant", ""): [
        f"{criterion}={status}" for criterion in CRITERIA for status in CRITERION_STATUSES
    ],
    ("stance", ""): [*STANCES],
    ("status", ""): [*STATUSES],
    ("survey", ""): [*SURVEY_KINDS],
}


class Row(NamedTuple):
    """A command line of the table, and what it left."""

    line: str
    left: str

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line)

    @property
    def is_written(self) -> bool:
        """Did it change a file?"""
        return "@@ -" in self.left


def rows(page: Path) -> list[Row]:
    """Every command line with what stands under it; lines that are no command's stand under the one before."""
    parts = re.split(r"^\$ crm ", page.read_text(encoding="utf-8"), flags=re.M)[1:]
    return [Row(line, left) for line, _, left in (part.partition("\n") for part in parts)]


ROWS = [row for page in PAGES for row in rows(page)]


@pytest.fixture(scope="module")
def left(forks, shared):
    """What a command line leaves in a book of its own: every file that changed, as a patch, and its status where that is not 0."""

    def run(line: str) -> str:
        ran = anew(forks, shared, shlex.split(line))
        after = {
            path.relative_to(shared.book).as_posix(): path.read_text(encoding="utf-8")
            for path in shared.book.rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }
        found = "".join(
            patch(name, FILES.get(name), after.get(name)) for name in sorted({*FILES, *after})
        )
        said = "" if ran.status == 0 else f"ends with {ran.status}\n"
        day = datetime.now(UTC).date().isoformat()
        return (said + found).replace(day, "today") or "nothing\n"

    return run


@pytest.fixture(scope="module")
def ran(forks, shared):
    """What a command line says over the same book."""
    return lambda words: anew(forks, shared, words)


def anew(forks, crm, words: list[str]) -> Any:
    """The command's run over the book as it is in options_book.py."""
    crm.env |= {"TZ": "UTC"}
    for path in [*crm.book.rglob("*")] if crm.book.exists() else ():
        if path.is_file():
            path.unlink()
    for name, text in FILES.items():
        crm._put(crm.book / name, text)
    return forks(crm, *words)


def patch(name: str, before: str | None, after: str | None) -> str:
    if before == after:
        return ""
    lines = difflib.unified_diff(
        (before or "").splitlines(keepends=True), (after or "").splitlines(keepends=True), n=0
    )
    head = f"new {name}\n" if before is None else f"no {name}\n" if after is None else f"{name}\n"
    return head + "".join(line for line in lines if not line.startswith(("---", "+++")))


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_command_line_leaves_exactly_this_file(left, page):
    written_as(page, left)


def test_who_sits_at_the_keyboard_is_written_down_where_nobody_is_named(left, shared):
    config = shared.home / "git-config"
    config.write_text("[user]\n\temail = Ada@us.example\n", encoding="utf-8")
    before = dict(shared.env)
    shared.env |= {"GIT_CONFIG_GLOBAL": str(config)}
    try:
        written_as(KEYBOARD, left)
    finally:
        shared.env = before


def written_as(page, left):
    """The page says what its command lines leave."""
    now = [Row(row.line, left(row.line)) for row in rows(page)]
    if os.environ.get("UPDATE"):
        page.write_text(
            "".join(f"$ crm {row.line}\n{row.left}" for row in now), encoding="utf-8", newline="\n"
        )
    assert rows(page) == now


def writers(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    for word, each in getattr(command, "commands", {}).items():
        yield from writers(each, f"{name} {word}")
    if not hasattr(command, "commands") and "dry_run" in {each.name for each in command.params}:
        yield name, command


WRITERS = {
    name: command
    for word in COMMANDS
    for name, command in writers(Commands(name="crm").get_command(None, word), word)
}
OPTIONS = [
    (name, each)
    for name, command in WRITERS.items()
    for each in command.params
    if each.param_type_name == "option" and each.name not in SHARED | ASKING.get(name, set())
]


def of(name: str) -> list[Row]:
    """The command lines of the table with this command."""
    words = name.split()
    return [row for row in ROWS if row.words[: len(words)] == words]


def given(name: str, option: Any) -> list[list[str]]:
    """Of each line that gives the option and is written, its values; [""] for one that takes none."""
    found = []
    for words in (
        row.words for row in of(name) if row.is_written or (name, option.name) in NOT_WRITTEN
    ):
        values = [
            words[at + 1] if not option.is_flag else ""
            for at, word in enumerate(words)
            if word in option.opts
        ]
        if values:
            found.append(values)
    return found


def offered(option: Any) -> list[str]:
    """The words that an option may be given, as far as no book is needed to know them."""
    complete = option._custom_shell_complete
    return (
        [each.value if hasattr(each, "value") else each for each in complete(None, option, "")]
        if complete
        else []
    )


def test_every_command_that_writes_is_in_the_table():
    assert [] == [name for name in WRITERS if not of(name)]


@pytest.mark.parametrize(
    ("name", "option"), OPTIONS, ids=[f"{name} {option.opts[0]}" for name, option in OPTIONS]
)
def test_every_option_is_in_the_table_left_out_and_given_with_each_of_its_words(name, option):
    lines, values = of(name), given(name, option)
    told = [value for each in values for value in each]
    assert [value for value in told if value != option.default], (
        "no line gives it, or none another value than the default"
    )
    assert [row for row in lines if not {*option.opts} & {*row.words}], "no line leaves it out"
    assert not option.multiple or [each for each in values if len(each) > 1], (
        "no line gives it twice"
    )
    elsewhere = OWN_FILES.get((name, option.opts[0]), [])
    assert [] == [word for word in offered(option) if word not in [*told, *elsewhere]], (
        "no line gives these words"
    )


# options whose days lie ahead; all others tell of the past
AHEAD = {"rest", "close", "due", "revisit", "end", "replace", "next_"}
ALSO_AHEAD = {("contract add", "start"), ("contract end", "date")}
OF_A_DAY = [
    (name, each, next(row for row in of(name) if row.is_written and {*each.opts} & {*row.words}))
    for name, each in OPTIONS
    if "DATE" in (each.metavar or "")
]


@pytest.mark.parametrize("word", ["mon", "thu"])
@pytest.mark.parametrize(
    ("name", "option", "row"), OF_A_DAY, ids=[f"{name} {each.name}" for name, each, _ in OF_A_DAY]
)
def test_a_day_of_the_week_is_the_last_or_the_next_one_as_the_option_looks(
    ran, name, option, row, word
):
    words = row.words
    at = next(at for at, each in enumerate(words) if each in option.opts) + 1
    words[at] = word if option.name != "next_" else f"{word} call"
    told = re.search(rf"^{word} = (\S+) ", ran(words).told, flags=re.M)
    assert told, "the day that is meant is not told"
    day, today = date.fromisoformat(told[1]), datetime.now(UTC).date()
    is_ahead = option.name in AHEAD or (name, option.name) in ALSO_AHEAD
    assert -7 <= (day - today).days <= 7  # on a Monday, Monday is a week away
    assert day >= today if is_ahead else day <= today


@pytest.mark.parametrize(("name", "option"), WITHIN)
def test_every_word_within_a_value_is_in_the_table(name, option):
    told = {
        word
        for words in (row.words for row in of(name) if row.is_written)
        for at, word in enumerate(words)
        if not option or words[at - 1] == option
    }
    assert [] == [word for word in WITHIN[name, option] if word not in told]
