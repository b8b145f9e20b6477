"""What `crm` says of itself, what it says to words it does not know, and what the shell completes."""

import importlib
import pkgutil
import os
import re
import subprocess
import sys

import pytest

from crmcli import commands
from crmcli.commands.directory import groups, topics
from crmcli.reports.registry import OF_COMMANDS
from crmcli import __version__
from crmcli.commands.shared import complete
from crmcli.domain.text.width import cells

WRITERS = [
    "new",
    "account",
    "research",
    "log",
    "contact",
    "role",
    "plan",
    "deal",
    "contract",
    "case",
    "survey",
    "asset",
    "status",
    "done",
    "edit",
    "rename",
    "handover",
    "fmt",
    "forget",
    "apply",
    "undo",
    "import",
]
COMMANDS = [*groups.COMMANDS]
REPORTS = [*OF_COMMANDS, "lint"]
GROUPS = {
    "contact": ["list", "stance", "add", "edit", "left", "move"],
    "plan": ["list", "add", "progress", "done", "drop"],
    "deal": [
        "list",
        "new",
        "edit",
        "qualify",
        "stage",
        "next",
        "amount",
        "close",
        "probability",
        "step",
        "verbal",
        "win",
        "lose",
        "reopen",
    ],
    "contract": ["list", "add", "renew", "end"],
    "case": ["list", "open", "close"],
    "asset": ["list", "add", "edit"],
    "team": ["add"],
    "cache": ["info", "clear"],
    "import": ["book", "calendar", "mail", "cards", "accounts", "files"],
    "export": ["tables", "cards", "agenda"],
}
LISTS = [[group, "list"] for group, names in GROUPS.items() if "list" in names]
PAGES = [
    *([name] for name in COMMANDS),
    *([group, name] for group, names in GROUPS.items() for name in names),
]
SHARED = [
    "--as-of",
    "--at",
    "--owner",
    "--segment",
    "--tag",
    "--output",
    "--json",
    "--explain",
    "--lang",
    "--book",
    "--no-cache",
    "--no-pager",
    "--bom",
]
TEAM = "team: {kim-mj: {name: 김민지}, lee-js: {name: 이준서}}\n"
ACCOUNTS = {
    "hanbit": "name: 한빛전자㈜\naliases: [HBE]\nsegment: A\ndeals: {pt2: {stages: {2026-05-01: contacting}}, mes: {}}\n",
    "sub/haeon": "name: 해온시설\n",
    "daehan": "name: Daehan Steel\n",
}


@pytest.fixture(scope="module")
def book(shared):
    shared.write(ACCOUNTS, TEAM)
    return shared


@pytest.mark.parametrize("language", ["en", "ko"])
def test_help_names_every_command_in_its_group_with_a_whole_line(book, language):
    ran = book("--lang", language, "--help")
    above = re.split(r"^(?:Options|옵션):$", ran.text, flags=re.M)[0]
    listed = re.findall(r"^  ([a-z-]+)  +(\S.*)$", above, re.M)
    assert (0, b"", COMMANDS) == (ran.status, ran.err, [name for name, _ in listed])
    assert [] == [line for _, line in listed if line[-1] not in ".?"]
    assert [] == [line for line in above.splitlines() if cells(line) > 80]
    assert len(re.findall(r"^\S.*:$", above, re.M)) == len(groups.GROUPS)
    assert ran == book("--lang", language, "-h")


def test_no_word_that_others_use_is_a_command_and_each_means_one():
    assert set(groups.OTHER_WORDS).isdisjoint(COMMANDS)
    assert set(groups.OTHER_WORDS.values()) <= {*COMMANDS}
    assert set(topics.OTHER_NAMES).isdisjoint({*topics.TOPICS, *COMMANDS})
    assert set(topics.OTHER_NAMES.values()) <= {*topics.TOPICS, "topics"}


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_every_command_has_help_with_a_question_and_an_example_and_says_nothing_of_tracebacks(
    forks, book, words
):
    ran = forks(book, *words, "--help")
    assert (0, b"") == (ran.status, ran.err)
    assert ran == forks(book, *words, "-h")
    assert f"Usage: crm {' '.join(words)} [OPTIONS]" in ran.text
    assert (
        words[0] in GROUPS
        and len(words) == 1
        or f"Example: crm {' '.join(words)}" in re.sub(r"\s+", " ", ran.text)
    )
    assert not re.search("traceback|exception|CRM_DEBUG", ran.text, re.I)
    assert [] == [line for line in ran.text.splitlines() if len(line) > 80]


def test_every_report_has_the_same_shared_options(book):
    left_out = {
        **dict.fromkeys(("show", "brief", "map"), {"--owner", "--segment", "--tag"}),
        "lint": {"--at"},
        "trend": {"--at"},
    }
    for name in REPORTS:
        text = book(name, "--help").text
        assert (name, [option for option in SHARED if option not in left_out.get(name, ())]) == (
            name,
            [
                option
                for option in SHARED
                if f"{option} " in text or f"{option}," in text or f", {option}" in text
            ],
        )


def test_a_group_of_commands_names_its_commands(forks, book):
    for group, names in GROUPS.items():
        listed = re.findall(
            r"^  ([a-z-]+)  +(\S.*)$",
            forks(book, group, "--help").text.partition("Commands:")[2],
            re.M,
        )
        assert names == [name for name, _ in listed]


def test_version_is_told(book):
    assert (0, f"crm {__version__}\n".encode(), b"") == book("--version")


def test_without_a_command_the_morning_page_is_shown(book):
    ran = book("--as-of", "2026-08-01", "--lang", "en")
    assert (0, b"") == (ran.status, ran.err)
    assert ran.text.startswith("2026-08-01, due: ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nothing"], "there is no command `nothing`"),
        (["xyz"], "hint: `crm --help` lists all commands"),
        (["coverag"], "hint: did you mean `crm coverage`?"),
        (["pipline"], "hint: did you mean `crm pipeline`?"),
        (["search"], "hint: did you mean `crm find`?"),
        (["deal", "ㅣㅑㄴㅅ"], "hint: did you mean `crm deal list`?"),
        (["여ㄷ"], "hint: did you mean `crm due`?"),
        (["ㅔㅑㅔ디ㅑㅜㄷ"], "hint: did you mean `crm pipeline`?"),
        (["할일"], "hint: did you mean `crm due`?"),
        (["win"], "hint: did you mean `crm deal win`, `crm winrate`?"),
        (["Lose", "acme"], "hint: did you mean `crm deal lose`, `crm losses`?"),
        (["--lang", "ko", "단계"], "찾으시는 명령: `crm deal stage`, `crm stages`"),
        (["목록"], "hint: did you mean `crm list`?"),
        (["파이프라인"], "hint: did you mean `crm pipeline`?"),
        (["가져오기"], "hint: did you mean `crm import`?"),
        (["ahrfhr"], "hint: did you mean `crm list`?"),
        (["--lang", "ko", "covrage"], "`covrage` 명령은 없습니다"),
        (["help", "역활"], "hint: did you mean `crm help 역할`?"),
        (["help", "개인정버"], "hint: did you mean `crm help 개인정보`?"),
        (["help", "걋ㄷㄴ"], "there is no page about `걋ㄷㄴ`"),
        (["help", "../README"], "there is no page about `../README`"),
        (["cache", "inof"], "hint: did you mean `crm cache info`?"),
        (["deal", "add"], "hint: did you mean `crm deal new`?"),
        (["case", "new", "acme"], "hint: did you mean `crm case open`?"),
        (["deal", "add"], "there is no command `deal add`"),
        (["contract", "xyz"], "hint: there are: `crm contract list`, `crm contract add`"),
        (["--lang", "ko", "deal", "won"], "찾으시는 명령: `crm deal win`"),
        (["coverage", "--nothing"], "No such option"),
        (["coverage", "a", "b"], "unexpected extra argument"),
        (["show"], "crm: ACCOUNT is missing\n"),
        (["list", "-o", "xml"], "`xml` is not known to --output; one of: table, spoken, plain"),
        (["list", "--lang", "fr"], "`fr` is not known to --lang; one of: ko, en"),
        (["due", "--days", "-1"], "-1 is not in the range"),
        (["due", "--days", "x"], "'x' is not a valid int"),
        (
            ["due", "--limit"],
            "Try 'crm due -h' for help.\n\nError: Option '--limit' requires an argument",
        ),
        (["--lang", "ko", "due", "--limit"], "자세한 내용은 `crm due -h`에 있습니다."),
        (["help", "topisc"], "hint: did you mean `crm help topics`?"),
        (["bant", "--below", "9"], "9 is not in the range"),
        (["lint", "--format", "xml"], "`xml` is not known to --format"),
        (["lint", "--fail-on", "never"], "`never` is not known to --fail-on"),
        (["schema", "nothing"], "`nothing` is not known to KIND"),
        (["schema"], "crm: KIND is missing\n"),
        (["--lang", "fr", "list"], "`fr` is not known to --lang"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_words_that_are_not_understood_exit_2_with_what_is_wrong_and_no_traceback(
    book, words, told
):
    ran = book(*words)
    assert (2, b"", True) == (ran.status, ran.out, told in ran.told), ran.told
    assert "Traceback" not in ran.told


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("group", GROUPS)
def test_the_lines_of_the_commands_within_one_are_whole(book, group, language):
    told = book("--lang", language, group, "--help").text.split("\n\n")[-1]
    assert all(f"\n  {name} " in told for name in GROUPS[group])
    assert "..." not in told
    assert max(map(cells, told.splitlines())) <= 80


@pytest.mark.parametrize("group", [each for each in GROUPS if each != "team"])  # a report itself
def test_a_group_alone_tells_its_commands(book, group):
    ran = book(group)
    assert (2, b"") == (ran.status, ran.out)
    assert all(f"\n  {name} " in ran.told for name in GROUPS[group]), ran.told


def test_options_of_every_command_may_stand_before_it_too(book, tmp_path):
    expected = book("list", "--lang", "ko", "--as-of", "2026-08-01")
    assert expected == book("--lang", "ko", "list", "--as-of", "2026-08-01")
    assert expected == book(
        "-C",
        str(book.book),
        "--no-cache",
        "--lang",
        "ko",
        "list",
        "--as-of",
        "2026-08-01",
        cwd=tmp_path,
    )
    assert expected == book(
        "-C", str(book.book), "--lang", "ko", "list", "--as-of", "2026-08-01", cwd=tmp_path
    )
    assert b"crm.yaml" in book("-C", "nowhere", "list").err


def test_the_option_after_the_command_is_the_one_that_counts(book):
    assert book("list", "--lang", "en").out == book("--lang", "ko", "list", "--lang", "en").out


def test_help_and_version_need_no_book(book, tmp_path):
    for words in (
        ["--help"],
        ["--version"],
        ["due", "--help"],
        ["schema", "account"],
        ["schema", "policy"],
    ):
        assert 0 == book(*words, cwd=tmp_path).status


def test_a_schema_is_json_that_says_which_dialect_it_is(book):
    for kind in ("account", "policy"):
        schema = book("schema", kind).json
        assert ("https://json-schema.org/draft/2020-12/schema", True) == (
            schema["$schema"],
            "$defs" in schema,
        )


# Completion


def test_completions_are_ids_of_the_book_at_hand(book, monkeypatch):
    monkeypatch.chdir(book.book)
    monkeypatch.setenv("CRM_CACHE_DIR", str(book.cache))
    for name in ("CRM_BOOK", "COMP_WORDS"):
        monkeypatch.delenv(name, raising=False)
    assert {"hanbit": "한빛전자㈜", "haeon": "해온시설", "daehan": "Daehan Steel"} == dict(
        complete.accounts("")
    )
    assert ["haeon", "hanbit"] == sorted(name for name, _ in complete.accounts("ha"))
    assert [("kim-mj", "김민지"), ("lee-js", "이준서")] == complete.members("")
    assert ["hanbit/mes", "hanbit/pt2"] == sorted(name for name, _ in complete.deals("hanbit/"))
    assert {"ceo", "cfo", "cto", "cio"} == {name for name, _ in complete.roles("c")}


def test_completion_outside_a_book_is_silent(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("CRM_BOOK", raising=False)
    assert (
        []
        == complete.accounts("")
        == complete.members("")
        == complete.deals("")
        == complete.roles("")
    )


def completed(crm, line, cwd=None, **env):
    """What bash would be offered after this line."""
    words = line.split(" ")
    more = {
        "_CRM_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        **env,
    }
    ran = crm(cwd=cwd, env=more)
    assert b"" == ran.err
    return sorted(ran.text.split())


def test_the_shell_completes_commands_options_and_ids(book, tmp_path):
    assert ["pipeline"] == completed(book, "crm pi")
    assert ["haeon", "hanbit"] == completed(book, "crm show ha")
    assert ["haeon", "hanbit"] == completed(book, "crm coverage ha")
    assert ["kim-mj", "lee-js"] == completed(book, "crm due --owner ")
    assert ["--no-cache"] == completed(book, "crm list --no-c")
    assert ["family", "owner", "owner_tag", "product", "segment", "type"] == completed(
        book, "crm pipeline --by "
    )
    assert ["json"] == completed(book, "crm list -o js")
    assert ["haeon", "hanbit"] == completed(book, f"crm show -C {book.book} ha", cwd=tmp_path)
    assert ["haeon", "hanbit"] == completed(book, f"crm -C {book.book} show ha", cwd=tmp_path)
    assert [] == completed(book, "crm show ha", cwd=tmp_path)


def test_completion_over_a_broken_book_is_silent(crm):
    crm.write({"a": "name: [\n", "ab": "name: Fine\n"})
    assert ["ab"] == completed(crm, "crm show a")
    crm.write({}, "stages: [\n")
    assert [] == completed(crm, "crm show a")


@pytest.mark.skipif(sys.platform == "win32", reason="no console script of this name")
def test_the_installed_script_is_the_same_program(book):
    script = os.path.join(os.path.dirname(sys.executable), "crm")
    if not os.path.exists(script):
        pytest.skip("crm is not installed beside this Python")
    done = subprocess.run(
        [script, "--version"], env=book.environment(), capture_output=True, check=False
    )
    assert (0, f"crm {__version__}\n".encode()) == (done.returncode, done.stdout)


def test_every_commands_module_can_be_imported():
    for each in pkgutil.walk_packages(commands.__path__, "crmcli.commands."):
        importlib.import_module(each.name)
