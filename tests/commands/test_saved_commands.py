"""Saved command lines of crm.yaml: run by their names, and never more than a look into the book."""

import unicodedata

import pytest

from crmcli.commands.directory.groups import COMMANDS
from crmcli.commands.shared.option_names import MAIN
from crmcli.domain.records.reading_commands import BARE, OTHERS, READING, TAKEN
from crmcli.domain.records.saved_line import fault
from crmcli.reports.registry import OF_COMMANDS

from .registry import commands

DAY = ("--as-of", "2026-08-01")
ACME = "name: Acme\nowner: ada\ndeals: {d: {amount: 5, stages: {2026-07-01: contacting}}}\n"
POLICY = """\
language: en
team: {ada: {name: Ada}}
aliases:
  open: deal list
  월요일: {line: crm deal list -o csv, label: 월요일}
  quoted: query 'amount > 1' --on deals -o csv
"""
# what a saved line may not say although its command reads
LEFT_OUT = {"--help", "-h", "--book", "-C", "--fix", "--unsafe", "--diff", "--split"}
MAY_WRITE = {"bant", "qualify", "stance"}


@pytest.fixture
def book(crm):
    crm.write({"acme": ACME}, POLICY)
    return crm


def test_a_name_runs_its_line_and_takes_further_words(book):
    for words, same in (
        (("open",), ("deal", "list")),
        (("open", "--owner", "ada", "--json"), ("deal", "list", "--owner", "ada", "--json")),
        (("월요일",), ("deal", "list", "-o", "csv")),
        ((unicodedata.normalize("NFD", "월요일"),), ("deal", "list", "-o", "csv")),
        (("quoted",), ("query", "amount > 1", "--on", "deals", "-o", "csv")),
    ):
        assert book(*words, *DAY) == book(*same, *DAY)
    assert book("open", "--help").text == book("deal", "list", "-h").text


def test_a_name_means_what_crm_yaml_says_now(book):
    first = book("open", *DAY).text
    book.write({"acme": ACME}, POLICY.replace("open: deal list", "open: list"))
    assert first != book("open", *DAY).text == book("list", *DAY).text


def test_a_name_is_looked_for_in_the_book_that_is_meant(book, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "crm.yaml").write_text("aliases: {mine: list}\n", encoding="utf-8")
    assert 0 == book("-C", str(other), "mine", *DAY).status
    assert 2 == book("mine", *DAY).status
    assert 2 == book("open", *DAY, cwd=tmp_path).status


BAD = {
    "due --dyas 3": "option-near",
    "forget acme": "writes",
    "deal win acme d": "writes-group",
    "deal": "writes-group",
    "edit acme": "writes",
    "lint --fix": "option",
    "due -C /tmp": "book",
    "due -C/tmp": "book",
    "due --book=/tmp": "book",
    "-C /tmp due": "first",
    "due -hC/tmp": "option",
    "due --owner": "value",
    "pipeline --change 2026-01-01": "value",
    "open": "saved",
    "me": "saved",
    "! rm -rf .": "unknown",
    "revew": "unknown-near",
    '"due --owner \'ada"': "quotes",
    "stance acme lee friendly": "writes",
    "help due": "writes",
    "team add kim Kim": "writes",
    "team --by tag add kim Kim": "writes",
}


@pytest.mark.parametrize("line", BAD)
def test_a_line_that_may_do_more_than_read_is_told_by_lint_and_not_run(book, line):
    said = line if line.startswith('"') else f'"{line}"'
    book.write({"acme": ACME}, f"language: en\naliases:\n  open: list\n\n  me: {said}\n")
    ran = book("me", *DAY)
    assert (2, True) == (ran.status, "`me` cannot be run" in ran.told)
    found = book("lint", *DAY).text
    assert "crm.yaml:5:7: error: " in found and "saved-command" in found
    assert ACME == (book.book / "accounts" / "acme.yaml").read_text(encoding="utf-8")


def test_why_a_line_cannot_be_run_is_what_it_says():
    found = {line: fault("me", line.strip('"'), ("open", "me")) for line in BAD}
    keys = {line: meant.key if meant else "" for line, meant in found.items()}
    assert {line: f"finding-saved-command-{key}" for line, key in BAD.items()} == keys
    empty = fault("me", " ", ())
    assert empty is not None and empty.key == "finding-saved-command-empty"


def test_what_a_shell_would_read_is_a_word_for_the_command(book, tmp_path):
    mark = book.book / "made"
    line = f"find '$(touch {mark}); x | tee {mark} > {mark}'"
    book.write({"acme": ACME}, f'language: en\naliases:\n  me: "{line}"\n')
    assert 2 != book("me", *DAY).status
    assert not mark.exists()


@pytest.mark.parametrize("name", ["due", "help", "merge-file"])
def test_a_command_is_never_shadowed(book, name):
    book.write({"acme": ACME}, f"language: en\naliases: {{{name}: list}}\n")
    assert book(name, "--help").text != book("list", "--help").text
    assert f"`{name}` is a command of crm" in book("lint", *DAY).text


def test_a_name_with_a_space_is_no_name(book):
    book.write({"acme": ACME}, "language: en\naliases: {open deals: list}\n")
    assert "crm.yaml:2:" in book("lint", *DAY).text


def test_a_crm_yaml_that_cannot_be_read_keeps_no_names(book):
    book.write({"acme": ACME}, "aliases: [\n")
    assert 2 == book("open", *DAY).status


def test_help_shows_them_at_the_end_and_nothing_of_them_outside_a_book(book, tmp_path):
    told = book("--help").text
    assert "Saved in crm.yaml:\n" in told and "crm deal list -o csv" in told
    assert told.index("Saved in crm.yaml") > told.index("query")
    assert "Saved in" not in book("--help", cwd=tmp_path).text


def test_the_shell_completes_names_with_their_lines(book):
    shells = {"_CRM_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    offered = book(env={**shells, "_TYPER_COMPLETE_ARGS": "crm 월"}).text
    assert "월요일\tcrm deal list -o csv" in offered
    assert "--status" in book(env={**shells, "_TYPER_COMPLETE_ARGS": "crm open --st"}).text


def test_the_commands_that_read_and_their_options_are_those_there_are():
    real = {
        name: command
        for name, command in commands()
        if not hasattr(command, "list_commands") or name in BARE
    }
    assert set(READING) <= set(real)
    assert {each for each in OF_COMMANDS if each not in MAY_WRITE} <= set(READING)
    assert {*COMMANDS, "help"} == set(TAKEN)
    assert not {each.partition(" ")[0] for each in READING} & set(OTHERS)
    for name, options in READING.items():
        found = {}
        for param in real[name].params:
            if param.param_type_name == "option":
                takes = 0 if param.is_flag or name == "lint" and not param.required else param.nargs
                found |= dict.fromkeys({*param.opts, *param.secondary_opts} - LEFT_OUT, takes)
        assert set(found) == set(options), name
        if name != "lint":
            assert found == options, name
    assert set(MAIN) & LEFT_OUT == {"-C"}
