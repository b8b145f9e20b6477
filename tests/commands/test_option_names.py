"""One name, one meaning: the table of options holds over every command, and docs/options.md shows it."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from crmcli.commands.shared.help import korean
from crmcli.commands.shared.option_names import ALIASES, MAIN, MEANINGS, names
from crmcli.commands.shared.words import Words

from .registry import commands, params

PAGE = Path(__file__).parents[2] / "docs" / "options.md"
OPTIONS = [each for each in params() if each.is_option]
HANGUL = re.compile("[가-힣ㄱ-ㅎ]")


def value(each):
    """How the option's value is shown: nothing for a switch, WORD for a fixed word."""
    if each.param.is_flag:
        return ""
    return "WORD" if isinstance(each.parser, Words) and not each.parser.tail else each.param.metavar


def mains(each):
    """What the option is called in the table."""
    return sorted({MAIN.get(name, name) for name in each.names})


def test_no_name_and_no_short_form_has_two_meanings():
    wrong = [
        (each.command, each.names)
        for each in OPTIONS
        if len(mains(each)) > 1 + bool(each.param.secondary_opts)
    ]
    assert [] == wrong
    strange = [
        (each.command, name, value(each))
        for each in OPTIONS
        for name in mains(each)
        if name not in MEANINGS or value(each) not in MEANINGS[name].values
    ]
    assert [] == strange
    assert set(MEANINGS) == {name for each in OPTIONS for name in mains(each)}, (
        "a meaning that no option has"
    )


def test_every_other_name_is_taken_wherever_the_option_is():
    short = [
        (each.command, each.names)
        for each in OPTIONS
        for name in mains(each)
        if not set(names(name)) <= set(each.names) and name in ALIASES
    ]
    assert [] == short
    assert [] == [
        name
        for each in OPTIONS
        for name in each.names
        if not name.startswith("--") and name not in MAIN
    ]
    assert not set(MAIN) & set(MEANINGS)
    for name, command in commands():
        said = Counter(
            each
            for param in command.params
            for each in (*param.opts, *param.secondary_opts)
            if each.startswith("-")
        )
        assert {} == {option: count for option, count in said.items() if count > 1}, name


def test_the_page_shows_the_table():
    lines = ["| Option | Value | What it says |", "|---|---|---|"]
    for name, meaning in MEANINGS.items():
        called = ", ".join(f"`{each}`" for each in names(name))
        shown = " or ".join(f"`{each}`" for each in meaning.values if each).replace("|", "\\|")
        lines.append(f"| {called} | {shown} | {meaning.text} |")
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition("| Option | Value |")
    whole = f"{head}{chr(10).join(lines)}\n"
    if os.environ.get("UPDATE"):
        PAGE.write_text(whole, encoding="utf-8")
    assert whole == PAGE.read_text(encoding="utf-8"), rest[:80]


def test_the_korean_page_lists_the_same_options():
    text = (PAGE.parent / "ko" / PAGE.name).read_text(encoding="utf-8")
    told = re.findall(r"^\| `(--[a-z-]+)`.* \| (.*) \|$", text, re.MULTILINE)
    assert list(MEANINGS) == [option for option, _ in told]
    assert [] == [option for option, said in told if not HANGUL.search(said)]


# What an argument is, in the order in which arguments stand: where from or to, whose, which of
# theirs, what is said of it.
FILES = "FILE DIR BASE OURS THEIRS PATH EXAMPLE SHELL COMMAND TOPIC ROW METRIC EXPR A B".split()
WHOSE = "ACCOUNT FROM PERSON COMPANY".split()
WHICH = "CONTACT ROLE PLAN DEAL CONTRACT CASE PRODUCT TO ID nps csat trust".split()
SAID = "NAME WHAT STANCE STATUS AMOUNT DATE PERCENT STAGE STEP CRITERION RESULT RESOLUTION SCORE VALUE NEW-ID TEXT OBJECTION".split()
RANKS = {word: rank for rank, words in enumerate((FILES, WHOSE, WHICH, SAID)) for word in words}


def arguments():
    """By command, what stands for each argument, in their order."""
    found = {
        name: [each.metavar for each in command.params if each.param_type_name == "argument"]
        for name, command in commands()
    }
    return {name: said for name, said in found.items() if said}


def test_arguments_of_every_command_stand_in_one_order():
    for name, said in arguments().items():
        for way in " ".join(said).split(" | "):
            words = re.findall(r"[A-Za-z][A-Za-z-]*", way.replace("=STATUS", ""))
            unknown = [word for word in words if word not in RANKS]
            assert [] == unknown or name == "schema", (name, unknown)
            ranks = [RANKS.get(word, 0) for word in words]
            assert ranks == sorted(ranks), (name, way)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_shows_the_arguments_in_their_order(language):
    page = PAGE if language == "en" else PAGE.parent / "ko" / PAGE.name
    head = {"en": "| Command | Arguments |", "ko": "| 명령 | 값 |"}[language]
    called = korean.named if language == "ko" else str
    rows = [
        f"| `crm {name}` | `{' '.join(map(called, said)).replace('|', chr(92) + '|')}` |"
        for name, said in arguments().items()
    ]
    table = "\n".join([head, "|---|---|", *rows]) + "\n"
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(f"{head}\n")
    whole = f"{before}{table}\n{rest.partition(chr(10) * 2)[2]}"
    if os.environ.get("UPDATE"):
        page.write_text(whole, encoding="utf-8")
    assert whole == page.read_text(encoding="utf-8")


ACME = "name: Acme\ncontacts: {ann: {name: Ann}, bob: {name: Bob}}\ndeals: {d: {stages: {2026-01-01: closing}}}\n"
WHERE = [
    (("log", "acme", "x", "-t", "call"), "ann"),
    (("deal", "next", "acme", "d", "2026-03-01 call"), "ann"),
    (("case", "open", "acme", "slow"), "ann"),
    (("survey", "acme", "nps", "9"), "ann"),
    (("role", "acme", "cfo"), "ann"),
    (("deal", "edit", "acme", "d"), "ann=champion"),
    (("deal", "new", "acme", "New"), "ann=champion"),
]


@pytest.mark.parametrize(
    ("words", "said"),
    WHERE,
    ids=lambda each: " ".join(each[:2]) if isinstance(each, tuple) else each,
)
def test_a_person_of_theirs_is_named_alike_everywhere(crm, words, said):
    crm.write({"acme": ACME}, "language: en\n")
    found = {
        crm(*words, option, said, "--dry-run").text
        for option in ("--with", "-w", "--contact", "--person")
    }
    assert (1, True) == (len(found), "ann" in found.pop())


@pytest.mark.parametrize(
    "words",
    [
        ("log", "acme", "x", "{}", "call"),
        ("deal", "new", "acme", "N", "{}", "upsell"),
        ("deal", "edit", "acme", "d", "{}", "upsell"),
        ("case", "open", "acme", "x", "{}", "question"),
        (
            "plan",
            "add",
            "acme",
            "--for",
            "ann",
            "--how",
            "x",
            "--due",
            "2027-01-01",
            "{}",
            "convert",
        ),
    ],
    ids=lambda each: " ".join(each[:2]),
)
def test_t_is_the_type_everywhere(crm, words):
    crm.write({"acme": ACME}, "language: en\n")
    found = {
        (ran.status, ran.text)
        for option in ("-t", "--type", "--kind")
        for ran in [crm(*(each.format(option) for each in words), "--dry-run")]
    }
    assert (1, 0) == (len(found), next(iter(found))[0])


def test_help_in_english_has_no_korean():
    assert [] == [
        (each.command, each.param.help)
        for each in params()
        if HANGUL.search(f"{getattr(each.param, 'help', '')} {each.param.metavar}")
    ]
    assert [] == [name for name, command in commands() if HANGUL.search(command.help or "")]
