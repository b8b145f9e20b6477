"""A file that cannot be opened or written: what to do next is told, whatever the reason, in either
language.
"""

import errno
import os

import pytest

from crmcli.commands.typed import typed_command
from crmcli.commands.shared.telling.say import say_error
from crmcli.commands.shared.telling.way_out import _ALWAYS
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.messages.en.errors import TEXTS
from crmcli.messages.korean_words import _REASONS
from next_command import NO_COMMAND, see_help

BOOK = {"acme": "name: Acme\n"}
OF_FILES = {"error-cannot-open", "error-cannot-save", "error-tables-unwritten"}


@pytest.fixture
def book(crm):
    crm.write(BOOK, "")
    (crm.book / "cards.vcf").write_text("BEGIN:VCARD\nEND:VCARD\n", "utf-8")
    (crm.book / "folder").mkdir()
    return crm


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("import files card.vcf", "did you mean cards.vcf?"),
        ("import cards ./card.vcf", "did you mean ./cards.vcf?"),
        ("import mail none.mbox", "it was looked for in {book};"),
        ("import calendar gone/days.ics", "there is no folder gone either;"),
        ("import book none.jsonl", "it was looked for in {book};"),
        ("import files cards.vcf --map map.yaml", "it was looked for in {book};"),
        ("import files cards.vcf/x", "a part of its path is a file, and no folder;"),
        ("apply folder", "name a file in it"),
        ("apply none.json", "it was looked for in {book};"),
        ("lint accounts/acme.yml", "did you mean accounts/acme.yaml?"),
        ("lint none.yaml", "it was looked for in {book};"),
        ("merge-file a b c", "it was looked for in {book};"),
        ("export tables cards.vcf/x", "a part of its path is a file, and no folder;"),
    ],
)
def test_the_next_thing_to_do_is_told(book, words, hint):
    ran = book(*words.split())
    assert ran.status in (2, 4)
    *_, last = ran.told.splitlines()
    assert last.startswith("hint: " + hint.format(book=os.path.realpath(book.book))), ran.told
    *_, last = book("--lang", "ko", *words.split()).told.splitlines()
    assert last.startswith("도움말: ")


@pytest.mark.parametrize(("named", "folder"), [("crm.yaml", "."), ("./accounts/acme.yaml", ".")])
def test_of_a_file_in_place_of_a_book_its_folder_is_named(book, named, folder):
    told = book("-C", named, "list").told
    assert f"hint: this is a file; name the book's folder: `-C {folder}`\n" in told
    assert f"`-C {folder}`" in book("list", "--lang", "ko", env={"CRM_BOOK": named}).told


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be read")
def test_a_file_that_may_not_be_read_is_told_whom_to_ask(book):
    (book.book / "cards.vcf").chmod(0)
    told = book("import", "files", "cards.vcf").told
    assert "hint: ask whoever owns the file for the permission to read it" in told


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("key", sorted(OF_FILES))
@pytest.mark.parametrize("code", sorted({*_REASONS, errno.ENOEXEC, errno.ENOTTY}))
def test_no_reason_is_without_a_hint(key, code, language):
    told = CrmError(Message(key, ("a", os.strerror(code))))
    assert 2 == len(say_error(told, language).splitlines())


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        (errno.EACCES, "hint: name a place that you may write to"),
        (errno.EISDIR, "hint: a folder has that name"),
        (errno.ENOENT, "hint: make the folder first"),
        (errno.ENOSPC, "hint: make room on the disk"),
        (errno.EROFS, "hint: name a place that you may write to"),
        (errno.ENOTTY, "hint: this is what the system said"),
    ],
)
def test_where_nothing_can_be_written_another_place_is_asked_for(code, hint):
    told = say_error(CrmError(Message("error-cannot-save", ("a", os.strerror(code)))), "en")
    assert hint in told


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("key", sorted(_ALWAYS))
def test_an_error_of_one_way_out_tells_it_in_both_languages(key, language):
    assert key in TEXTS
    said, hint = say_error(CrmError(Message(key, ("a", "b", "c", "d"))), language).split("\n")
    assert hint.startswith({"en": "hint: ", "ko": "도움말: "}[language])


def test_an_error_that_knows_its_own_way_out_keeps_it():
    own = Message("hint-cannot-save")
    told = say_error(CrmError(Message("error-cannot-save", ("a", "x")), own), "en")
    assert told.endswith("hint: the file is as it was; what would have changed is printed above")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_error_that_ends_a_command_tells_what_to_do_and_names_a_command(key, language):
    told = say_error(CrmError(Message(key, ("a",) * 9)), language, "list")
    hint = told.split("\n")[-1]
    assert hint.startswith({"en": "hint: ", "ko": "도움말: "}[language])
    assert (key not in NO_COMMAND) == ("crm " in hint)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("key", sorted(TEXTS))
def test_a_hint_that_names_no_command_is_followed_by_the_one_that_was_typed(key, language):
    own = CrmError(Message(key, ("a",) * 9), Message("hint-edit-choose-id"))
    hints = say_error(own, language, "deal new").split("\n")[1:]
    assert (key not in NO_COMMAND) == ("`crm deal new -h`" in hints[-1])
    assert len(hints) == 1 + (key not in NO_COMMAND)


@pytest.mark.parametrize("named", ["`crm list` names them", "crm due --json", "`crm --help`"])
def test_a_command_that_is_named_is_enough(named):
    own = CrmError(Message("error-edit-no-text", ("a",)), Message("hint-known", (named,)))
    assert say_error(own, "en", "list").endswith(f"hint: there are: {named}")


@pytest.mark.parametrize("named", ["crm", "crm.yaml", "crm 명령", "--id", "git log"])
def test_what_only_looks_like_a_command_is_not(named):
    own = CrmError(Message("error-edit-no-text", ("a",)), Message("hint-known", (named,)))
    assert "`crm list -h`" in say_error(own, "en", "list")


def test_where_the_book_keeps_the_command_line_all_commands_are_named():
    own = CrmError(Message("error-edit-no-text", ("a",)), Message("hint-edit-choose-id"))
    assert "`crm --help`" in say_error(own, "en", "").split("\n")[-1]


def test_the_help_of_the_command_that_was_typed_is_named(book):
    told = see_help("list")
    assert book("list", "--bom").told.endswith(told)
    assert book("--no-cache", "--lang", "en", "list", "--bom").told.endswith(told)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("due", "due"),
        ("-C list due", "due"),
        ("--book=list --lang ko due x", "due"),
        ("--json --no-pager deal list", "deal list"),
        ("deal", "deal"),
        ("deal lst", "deal"),
        ("contact -C here edit acme", "contact edit"),
        ("team add", "team add"),
        ("team --json", "team"),
        ("import sold.csv", "import files"),
        ("import cards files", "import cards"),
        ("monday list", ""),
        ("--no-cache", ""),
        ("", ""),
    ],
)
def test_the_command_is_the_first_words_that_no_option_takes(line, command):
    assert command == typed_command(line.split())
