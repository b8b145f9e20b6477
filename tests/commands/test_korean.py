"""In a Korean session everything that the program says of itself is Korean: help, what is wrong with the words, messages, questions, a new book, and what the shell completes."""

import re
from importlib import import_module

import pytest
import typer

from crmcli.commands.app import app
from crmcli.commands.shared.help import korean
from crmcli.commands.shared.help.usage import in_words
from crmcli.domain.text.width import cells
from crmcli.messages import FILES, Phrases
from crmcli.messages.ko.help import deals, files, names, options, reading, records

from .registry import commands, params

ROOMS = (options, reading, records, deals, files)
KOREAN = {"LANG": "ko_KR.UTF-8"}
# what only the parser's library says, which it makes when help is asked for
MADE = {"Show this message and exit."}
# Latin words beside each other that are one name everywhere
NAMES = {
    "A B",  # two revisions, as they are typed
    "Git LFS",
    "JSON Schema",
    "Page Down",  # as it stands on the key
    "Page Up",
    "git filter-repo",
    "crm init",  # told of in a sentence
    "crm apply",
}
PAGES = [name for name, _ in commands()]


def latin(text: str) -> list[str]:
    """Latin words in a row that are no command, option or value to be typed."""
    text = re.sub(r"`[^`]*`", "`", text)
    text = re.sub(r"\b(crm|git) [a-z][a-z-]*(?: [a-z][a-z-]*)?(?= |$)", "crm", text)
    text = re.sub(r"(?<![\w-])--?[A-Za-z][\w-]*(=\S+)?", "-", text)
    text = re.sub(r"\S*[/@._=<>|:\[\]$]\S*", "-", text)
    for name in NAMES:
        text = text.replace(name, "-")
    return re.findall(r"(?<![\w-])[A-Za-z][A-Za-z0-9'-]*(?: [A-Za-z][A-Za-z0-9'-]*)+(?!\w)", text)


def used() -> set[str]:
    """Every paragraph of help, as the commands are built with it."""
    every = [
        *(each.help or "" for _, each in commands()),
        *(getattr(each.param, "help", None) or "" for each in params()),
    ]
    return {
        each
        for text in every
        for each in korean.paragraphs(text)
        if each and not each.startswith("\b")
    }


def test_every_text_of_help_has_its_korean_and_no_korean_is_left_over():
    known = set(korean.texts())
    assert (set(), set()) == (used() - known, known - used() - MADE)


def test_no_english_text_has_its_korean_twice():
    assert len(korean.texts()) == sum(len(each.TEXTS) for each in ROOMS)


def test_every_name_of_a_value_has_its_korean_or_is_typed_as_it_is():
    typed = {"A", "B", "N"}
    wanted = {
        each.group()
        for param in params()
        for each in re.finditer(r"(?<![A-Za-z_-])[A-Z]+(-[A-Z]+)*", param.param.metavar or "")
    }
    assert set() == wanted - typed - set(names.METAVARS)
    metavars = {param.param.metavar for param in params()} | wanted | {"TOPIC", "COMMAND"}
    assert set() == set(names.METAVARS) - metavars


def test_what_examples_say_in_quotes_is_korean_and_no_example_is_left_over():
    lines = {
        line.removeprefix("Example: ")
        for _, each in commands()
        for line in (each.help or "").split("\n")
        if line.startswith("Example: ")
    }
    assert set() == set(names.EXAMPLES) - lines
    said = [
        quoted
        for line in lines
        for _, quoted in re.findall(r"""(["'])(.*?)\1""", korean.sample(line))
    ]
    assert [] == [each for each in said if latin(each)]
    assert [] == [line for line, told in names.EXAMPLES.items() if line == told]


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "crm")
def test_help_is_korean_and_fits_the_screen(crm, name):
    crm.write({}, "")
    for width in (80, 60):
        ran = crm(*name.split(), "--help", env={**KOREAN, "COLUMNS": str(width)})
        assert (0, b"") == (ran.status, ran.err)
        assert ran.text.startswith(f"사용법: crm {name}".rstrip())
        assert [] == [
            found
            for line in ran.text.splitlines()
            if not line.startswith(("  # yaml", "  예: "))
            for found in latin(line)
        ]
        assert [] == [
            line
            for line in ran.text.splitlines()
            if cells(line) > width
            and not re.fullmatch(r" *(-\S+, )?(--?\S+|예:) .*|  [^ 가-힣].*", line)
        ]


def test_the_language_of_help_is_asked_for_or_the_books(crm):
    crm.write({}, "language: ko\n")
    assert crm("due", "--help", env={"LANG": None}).text.startswith("사용법")
    assert crm("--lang", "ko", "due", "--help").text.startswith("사용법")
    assert crm("due", "--help", "--lang", "ko").text.startswith("사용법")
    assert crm("--lang", "en", "due", "--help", env=KOREAN).text.startswith("Usage")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("deal stagee x", "`deal stagee` 명령은 없습니다"),
        ("deal add x", "찾으시는 명령: `crm deal new`"),
        ("due --nothing", "`--nothing`: 없는 옵션입니다."),
        ("due --limt 3", "`--limt`: 없는 옵션입니다. 찾으시는 옵션: --limit"),
        ("show", "crm: 거래처: 값을 적어 주세요\n"),
        ("coverage a b", "쓸 데가 없는 값이 더 있습니다: b"),
        ("due --days x", "--days: `x`: 정수를 적어야 합니다."),
        ("due --days -1", "--days: `-1`: 0에서 3650까지의 수를 적어야 합니다."),
        ("serve --port 99999", "--port: `99999`: 0에서 65535까지의 수를 적어야 합니다."),
        ("cooling --factor x", "--factor: `x`: 숫자를 적어야 합니다."),
        ("due --limit", "--limit: 옵션 뒤에 값을 적어야 합니다."),
        ("pipeline --change 2026-01-01", "--change: 옵션 뒤에 값을 2개 적어야 합니다."),
        ("due --json=x", "--json: 값을 적지 않는 옵션입니다."),
        ("due --json -o csv", "--output: --json과 다른 출력 방식을 적었습니다."),
        ("due --limit 1 --limit 2", "--limit: 값을 하나만 받는데 두 번 적었습니다."),
        ("--mine due", "--mine: 명령 이름 뒤에 적어야 합니다: crm due --mine"),
        ("case", "사용법: crm case"),
    ],
)
def test_what_is_wrong_with_the_words_is_told_in_korean(crm, words, told):
    crm.write({"acme": "name: Acme\n"}, "")
    ran = crm(*words.split(), env=KOREAN)
    assert (2, True, []) == (ran.status, told in ran.told, latin(ran.told)), ran.told
    assert 2 == crm(*words.split()).status


def test_what_the_library_says_that_nobody_has_translated_stays_readable():
    assert "a sentence of tomorrow" == in_words("a sentence of tomorrow")


@pytest.mark.parametrize("file", sorted(set(FILES.values())))
def test_no_message_is_a_latin_sentence(file):
    texts = import_module(f"crmcli.messages.ko.{file}").TEXTS
    # what may be asked in a query is typed as it is; below its first line a key of records has an example, which is a file's
    first = {
        key: text.split("\n")[0] for key, text in texts.items() if not key.startswith("query-use-")
    }
    typed = re.compile(r"""crm .*|git .*|"…".*|segment in .*""")
    assert {} == {
        key: found
        for key, text in first.items()
        if not typed.match(text) and (found := latin(text))
    }


def offered(crm, line):
    """What zsh would be offered, with what it says of each."""
    more = {**KOREAN, "_CRM_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line}
    return crm(env=more).text


def test_what_the_shell_completes_is_described_in_korean(crm):
    crm.write({"acme": "name: 아크메\n"}, "")
    for line in ("crm ", "crm deal ", "crm due --", "crm log --", "crm lint --", "crm -"):
        told = offered(crm, line)
        assert re.search("[가-힣]", told), line
        assert [] == [found for each in told.splitlines() for found in latin(each)], line


def test_the_language_of_a_completion_is_that_of_the_line(crm):
    crm.write({"acme": "name: 아크메\n"}, "language: ko\n")
    line = {"_CRM_COMPLETE": "complete_zsh", "LANG": None}
    assert "이 도움말을" in crm(env={**line, "_TYPER_COMPLETE_ARGS": "crm due --"}).text
    asked = {**line, "_TYPER_COMPLETE_ARGS": "crm --lang en due --"}
    assert "Show this message" in crm(env=asked).text


def test_a_new_book_is_korean(crm, tmp_path):
    ran = crm("init", "new", "--lang", "ko", cwd=tmp_path)
    assert (0, []) == (ran.status, latin(ran.told)), ran.told
    policy = (tmp_path / "new" / "crm.yaml").read_text("utf-8")
    comments = [line.partition("# ")[2] for line in policy.splitlines()]
    prose = [each for each in comments if re.search(r"\.$|[a-z] [a-z]+ [a-z]+ [a-z]", each)]
    assert [] == [each for each in prose if not re.search("[가-힣]", each)]


def test_a_broken_file_is_told_in_korean(crm):
    crm.write({"acme": "name: [\n", "beta": "name: Beta\nstatus: zzz\ndeals: 3\n"}, "")
    told = crm("lint", "--lang", "ko").told
    assert "오류" in told
    assert [] == [
        found
        for line in told.splitlines()
        if not re.match(r"\s*\d* ?\|", line)
        for found in latin(re.sub(r"\[[a-z-]+\]$", "", line))
    ]


DISCOUNTED = """\
name: 아크메
deals:
  d1:
    stages: {2026-05-05: contacting}
    amount: 500000
    products: {core: {qty: 1, unit_price: 800000}}
    next: {date: 2026-06-01}
"""


def test_fixed_words_in_findings_and_checks_are_korean(crm):
    crm.write(
        {"acme": DISCOUNTED},
        "products: {core: {list_price: 1000000, floor_pct_off: 5}}\ndiscounts: {approval: {5: manager}}\n",
    )
    for words in (["lint"], ["lint", "--statistics"], ["lint", "--explain", "stale-stance"]):
        ran = crm(*words, "--as-of", "2026-08-01", "--lang", "ko")
        told = re.sub(r"`[^`]*`|^ .*$|^\s*lint: .*$", "", ran.told + ran.text, flags=re.M)
        assert [] == re.findall(r"\b(?:error|warning|info|manager|information)\b", told), words
    assert "관리자 이상" in crm("lint", "--as-of", "2026-08-01", "--lang", "ko").text
    rows = crm("doctor", "--lang", "ko").text.splitlines()[2:]
    names = [row[:14].split("  ")[0] for row in rows if row[:1].strip()]
    assert len(names) > 5
    assert [] == [name for name in names if not re.search("[가-힣]", name)]


def test_yes_and_no_are_korean_where_they_are_asked():
    korean_texts = Phrases("ko")
    for key in ("ask-usually-no", "ask-usually-yes", "ask-yes-or-no"):
        assert "예" in korean_texts(key) and "아니요" in korean_texts(key)


def test_the_program_itself_is_a_command_like_the_others():
    assert isinstance(app, typer.Typer)


def test_how_large_the_cache_is_is_told_in_korean(crm):
    crm.write({"acme": "name: 아크메\n"}, "")
    assert 0 == crm("list").status
    assert re.search(r"\n[\d,]+바이트\n$", crm("cache", "info", env=KOREAN).text)
    assert re.search(r"\n[\d,]+ bytes\n$", crm("cache", "info").text)
