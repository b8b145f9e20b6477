"""What takes one value is told once: every option of every command, and every pair of the same key."""

import pytest
import typer

from crmcli.commands.app import app
from crmcli.commands.directory.groups import COMMANDS

POLICY = "language: en\nrole_sets: {}\nteam: {ada: Ada}\nproducts: {core: {}}\n"
ACME = "name: Acme\ncontacts: {a: {name: Ann}, b: {name: Bob}}\ndeals: {d: {stages: {2026-01-01: closing}}}\n"


def _commands():
    """Every command with its words, those within others too."""
    root = typer.main.get_command(app)
    found = [("", root)]
    for name in COMMANDS:
        command = root.get_command(None, name)
        found.append((name, command))
        found += [
            (f"{name} {each}", inner) for each, inner in getattr(command, "commands", {}).items()
        ]
    return found


def _single(option):
    return (
        option.param_type_name == "option"
        and not option.multiple
        and (not option.is_flag or option.secondary_opts)
    )


OPTIONS = [
    (words, command, option, name)
    for words, command in _commands()
    for option in command.params
    if _single(option)
    for name in (*option.opts, *option.secondary_opts)
]


def test_there_are_such_options_in_every_command_that_has_any():
    assert len(OPTIONS) > 500
    assert {"", "log", "deal next", "due", "bant", "lint", "export agenda"} <= {
        words for words, *_ in OPTIONS
    }


@pytest.mark.parametrize(
    ("words", "command", "option", "name"),
    OPTIONS,
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_an_option_of_one_value_given_twice_is_an_error_that_names_it(words, command, option, name):
    said = [name] if option.is_flag else [name, *["1"] * option.nargs]
    with pytest.raises(typer.BadParameter) as error:
        command.make_context(f"crm {words}", [*said, *said])
    assert "is given twice" in error.value.format_message()
    assert max(option.opts, key=len) in error.value.format_message()


@pytest.mark.parametrize(
    "words",
    [
        ("log", "acme", "x", "-t", "call", "--said", "one", "--said", "two"),
        ("log", "acme", "x", "-t", "call", "--type", "visit"),
        ("deal", "next", "acme", "d", "fri x", "--channel", "call", "--channel", "email"),
        ("due", "-o", "json", "-o", "csv"),
        ("due", "-o", "csv", "--json"),
        ("due", "--as-of", "2026-01-01", "--as-of=2026-01-02"),
        ("bant", "acme", "d", "budget=met", "--commit", "--no-commit"),
        ("bant", "acme", "d", "budget=unmet", "budget=met"),
        ("log", "acme", "x", "-t", "call", "--stance", "a=friendly", "--stance", "Ann=negative"),
        (
            "log",
            "acme",
            "x",
            "-t",
            "call",
            "--objection",
            "price=raised",
            "--objection",
            "price=resolved",
        ),
        ("deal", "new", "acme", "N", "--product", "core=1", "--product", "core=2"),
        ("deal", "new", "acme", "N", "--person", "a=user", "--person", "a=champion"),
        ("deal", "edit", "acme", "d", "--person", "a=user", "--person", "a=champion"),
        ("deal", "edit", "acme", "d", "--product", "core=1", "--product", "core=2"),
        (
            "deal",
            "edit",
            "acme",
            "d",
            "--product",
            "core",
            "--unit-price",
            "core=1",
            "--unit-price",
            "core=2",
        ),
        ("account", "acme", "--not-eligible", "core=a", "--not-eligible", "core=b"),
    ],
    ids=" ".join,
)
def test_nothing_of_what_is_told_is_lost_but_refused_with_status_2(crm, words):
    crm.write({"acme": ACME}, POLICY)
    ran = crm(*words)
    assert (2, b"") == (ran.status, ran.out)
    assert ACME == (crm.book / "accounts/acme.yaml").read_text()


def test_what_may_be_repeated_and_a_switch_that_says_the_same_stay(crm):
    crm.write({"acme": ACME}, POLICY)
    ran = crm(
        "log",
        "acme",
        "x",
        "-t",
        "call",
        "--gave",
        "one",
        "--gave",
        "two",
        "-n",
        "-n",
        "--date",
        "2026-02-01",
    )
    assert (0, True) == (ran.status, "gave: [one, two]" in ran.text)


@pytest.mark.parametrize("words", [words for words, _ in _commands() if words])
def test_what_holds_for_every_command_is_understood_behind_each(shared, words):
    shared.write({}, POLICY)
    ran = shared(*words.split(), "--no-pager", "--no-cache", "--lang", "ko", "--help")
    assert (0, "") == (ran.status, ran.told)
    assert "사용법: " in ran.text


def test_behind_a_command_it_says_what_it_says_before_it(crm):
    crm.write({}, POLICY)
    before = crm("--lang", "ko", "cache", "info")
    assert before.text == crm("cache", "info", "--lang", "ko", "--no-cache").text
    assert before.text != crm("cache", "info").text
    twice = crm("cache", "info", "--lang", "ko", "--lang", "en")
    assert (2, b"") == (twice.status, twice.out)
    wrong = crm("cache", "info", "--lang", "fr")
    assert (2, b"") == (wrong.status, wrong.out)


def test_a_value_that_looks_like_it_stays_a_value(crm):
    crm.write({"acme": ACME}, POLICY)
    ran = crm("log", "acme", "-t", "call", "--date", "2026-02-01", "--", "--no-pager")
    assert 0 == ran.status
    assert "--no-pager" in (crm.book / "accounts/acme.yaml").read_text()
