"""Changes below the command line: plain data, together or not at all, previewed with what they were worked out from."""

import json
import subprocess
from datetime import date
from hashlib import sha256

import jsonschema
import pytest
import typer

from crmcli.app import change, open_book
from crmcli.app.changing import Committing
from crmcli.app.protocol import decoding, registry
from crmcli.app.requests.cases import CloseCase, OpenCase
from crmcli.app.requests.contacts import AddContact
from crmcli.app.protocol.shapes import fields_of
from crmcli.app.requests.files import Format, ReplaceText
from crmcli.app.protocol.schema import schema
from crmcli.commands.app import app
from crmcli.commands.directory.groups import COMMANDS
from crmcli.domain.errors import CrmError
from crmcli.store.write.rewriting import NotSaved

DAY = date(2026, 8, 1)
ACME = "name: Acme Inc.\nowner: ada\ncontacts:\n  lee: {name: Don Lee}   # mornings\n"
OPEN = OpenCase("acme", "Press stands still", opened=DAY)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def book(tmp_path):
    root = tmp_path / "book"
    (root / "accounts").mkdir(parents=True)
    (root / "crm.yaml").write_text("language: en\nrole_sets: {}\nteam: {ada: Ada}\n")
    (root / "accounts/acme.yaml").write_text(ACME)
    (root / "accounts/bolt.yaml").write_text("name: Bolt\n")
    return root


@pytest.fixture
def session(book):
    with open_book(str(book)) as found:
        yield found


def said(book):
    return {path.stem: path.read_text() for path in (book / "accounts").iterdir()}


def refused(session, *requests, **more):
    with pytest.raises(CrmError) as error:
        change(session, *requests, **more)
    return error.value


def test_a_dry_run_tells_what_would_change_and_writes_nothing(book, session):
    before = said(book)
    made = change(session, OPEN, dry_run=True)
    assert before == said(book)
    assert "+cases:\n+  complaint-2026-08-01: {opened: 2026-08-01" in made.diff
    assert [("acme", "case", "cases.complaint-2026-08-01")] == [
        (row.account, row.kind, row.subject) for row in made.rows
    ]
    assert {"accounts/acme.yaml": sha256(ACME.encode()).hexdigest()} == made.base
    assert ("", [], []) == (made.commit, [*made.told], made.warnings)


def test_what_is_made_is_what_the_dry_run_told_and_every_other_line_stays(book, session):
    told = change(session, OPEN, dry_run=True)
    made = change(session, OPEN, base=told.base)
    assert (told.diff, told.base) == (made.diff, made.base)
    assert said(book)["acme"].startswith(ACME)


def test_a_request_is_made_upon_those_before_it(book, session):
    made = change(
        session,
        AddContact("Acme Inc.", "Ines Roth"),
        OpenCase("acme", "Press stands still", contact="Ines", opened=DAY),
        CloseCase("acme", "complaint", "Cleaned", closed=DAY),
    )
    assert ["accounts/acme.yaml"] == [each.path for each in made.changed]
    assert "contact: ines-roth" in said(book)["acme"]
    assert "resolution: Cleaned" in said(book)["acme"]


def test_when_one_cannot_be_made_none_is_and_its_place_is_told(book, session):
    before = said(book)
    error = refused(session, OPEN, CloseCase("bolt", "nothing", "x"))
    assert ("error-request-of-many", 1, 4) == (
        error.message.key,
        error.message.args[0],
        error.status,
    )
    assert before == said(book)
    assert "error-no-such" == refused(session, CloseCase("bolt", "nothing", "x")).message.key


@pytest.mark.parametrize(
    "base", [{}, {"accounts/acme.yaml": "00"}, {"accounts/acme.yaml": None}, {"crm.yaml": "00"}]
)
def test_nothing_is_written_where_a_file_is_not_the_one_that_was_looked_at(book, session, base):
    before = said(book)
    assert "error-request-moved" == refused(session, OPEN, base=base).message.key
    assert "error-request-moved" == refused(session, OPEN, base=base, dry_run=True).message.key
    assert before == said(book)


def test_a_file_that_is_new_has_no_digest(book, session):
    asked = decoding.batch('{"operation": "new", "name": "Cask"}').requests
    told = change(session, *asked, dry_run=True)
    assert {"accounts/cask.yaml": None} == told.base
    change(session, *asked, base=told.base)
    assert "error-edit-exists" == refused(session, *asked[:0], _named("cask")).message.key


def test_a_name_that_an_account_has_is_not_given_to_another_unless_it_is_meant(book, session):
    (asked,) = decoding.batch('{"operation": "new", "name": "ACME"}').requests
    assert "error-new-same-name" == refused(session, asked).message.key
    change(session, asked._replace(again=True))
    assert {"acme", "acme-2", "bolt"} == said(book).keys()


def _named(key):
    return decoding.request({"operation": "new", "name": "Cask", "id": key})


def test_the_very_same_is_not_written_twice_unless_it_is_meant(book, session):
    change(session, OPEN)
    assert "error-told-already" == refused(session, OPEN).message.key
    change(session, OPEN._replace(again=True))
    assert 2 == said(book)["acme"].count("Press stands still")


def test_a_text_is_replaced_unless_somebody_else_wrote_meanwhile(book, session):
    base = sha256(ACME.encode()).hexdigest()
    change(session, ReplaceText("acme", ACME + "tags: [a]\n", base))
    with pytest.raises(NotSaved) as error:
        change(session, ReplaceText("acme", ACME + "tags: [b]\n", base))
    assert ["accounts/acme.yaml"] == [each.path for each in error.value.left]
    assert said(book)["acme"].endswith("tags: [a]\n")


def test_a_commit_is_made_where_it_is_wanted_alone(book, session):
    made = change(session, OPEN, committing=Committing(wanted=False))
    assert "" == made.commit
    error = refused(session, OPEN._replace(again=True), committing=Committing(wanted=True))
    assert "error-commit-no-repository" == error.message.key


def test_a_book_of_the_past_is_not_changed(book):
    git = ["git", "-C", str(book), "-c", "user.name=a", "-c", "user.email=a@us.example"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    with open_book(str(book), at="HEAD") as session:
        assert "error-request-past" == refused(session, OPEN).message.key


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ("[", "error-request-no-json", None),
        ('{"operation": "a", "operation": "b"}', "error-request-twice", "operation"),
        ("[1]", "error-request-no-operation", "requests[0]"),
        ('{"account": "acme"}', "error-request-no-operation", "requests[0]"),
        ('{"operation": "case opne"}', "error-request-operation", "case opne"),
        ('{"operation": "case open", "what": "x"}', "error-request-missing", "requests[0].account"),
        (
            '{"operation": "case open", "account": "", "what": "x"}',
            "error-request-missing",
            "requests[0].account",
        ),
        (
            '{"operation": "case open", "account": "acme", "what": "x", "knd": "question"}',
            "error-request-field",
            "requests[0].knd",
        ),
        (
            '{"operation": "case open", "account": "acme", "what": "x", "kind": "odd"}',
            "error-request-value",
            "requests[0].kind",
        ),
        (
            '{"operation": "case open", "account": "acme", "what": 3}',
            "error-request-value",
            "requests[0].what",
        ),
        (
            '{"operation": "case open", "account": "acme", "what": "x", "opened": "2026-8-1"}',
            "error-request-value",
            "requests[0].opened",
        ),
        (
            '{"operation": "case open", "account": "acme", "what": "x", "opened": "20260801"}',
            "error-request-value",
            "requests[0].opened",
        ),
        (
            '{"operation": "case open", "account": "acme", "what": "x", "again": "yes"}',
            "error-request-value",
            "requests[0].again",
        ),
        (
            '{"operation": "contact add", "account": "acme", "name": "x", "emails": "a@b.example"}',
            "error-request-value",
            "requests[0].emails",
        ),
        (
            '{"operation": "contact add", "account": "acme", "name": "x", "custom": ["a"]}',
            "error-request-value",
            "requests[0].custom",
        ),
        ('{"requests": [], "bases": {}}', "error-request-field", "bases"),
        ('{"requests": [], "base": {"a": 1}}', "error-request-value", "base"),
        ("[" * 5000, "error-request-no-json", None),
    ],
)
def test_what_is_wrong_with_a_request_is_told_with_its_place(text, key, place):
    with pytest.raises(CrmError) as error:
        decoding.batch(text)
    assert key == error.value.message.key
    assert place in (None, error.value.message.args[0])


def test_more_requests_than_anybody_means_are_refused():
    with pytest.raises(CrmError) as error:
        decoding.batch(json.dumps([{}] * (decoding.MOST + 1)))
    assert "error-request-too-many" == error.value.message.key


@pytest.mark.parametrize("name", list(registry.operations()))
def test_every_operation_is_called_like_the_command_and_says_what_it_does(name):
    assert name.split()[0] in COMMANDS
    kind = registry.find(name)
    assert kind.__doc__ and not kind.__doc__.startswith(kind.__name__)
    assert fields_of(kind)


def leaves(group, before=()):
    """Every command that writes, by its words."""
    context = typer.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if hasattr(command, "list_commands"):
            yield from leaves(command, (*before, name))
        elif any("--dry-run" in option.opts for option in command.params):
            yield " ".join((*before, name))


def test_every_command_that_edits_has_its_operation_but_those_that_take_files_or_say_the_same_in_another_place():
    known = {name.partition(" --")[0] for name in registry.operations()}
    # bant and deal qualify are the operation qualify, contact stance is stance
    others = {"apply", "bant", "deal qualify", "contact stance"}
    others |= {
        f"import {each}" for each in ("book", "calendar", "cards", "accounts", "files", "mail")
    }
    assert known == set(leaves(typer.main.get_command(app))) - others


def test_what_a_field_is_called_in_json_is_what_its_description_says():
    said = schema()["$defs"]["plan-add"]["description"]
    assert "`for`" in said and "`for_`" not in said


def test_the_schema_takes_what_is_taken_and_refuses_what_is_refused():
    found = schema()
    jsonschema.Draft202012Validator.check_schema(found)
    check = jsonschema.Draft202012Validator(found)
    good = {"operation": "case open", "account": "acme", "what": "x", "opened": "2026-08-01"}
    whole = {"requests": [good], "base": {"accounts/acme.yaml": None}}
    for each in (good, [good, good], whole):
        assert check.is_valid(each)
        decoding.batch(json.dumps(each))
    for each in (
        {**good, "wat": 1},
        {**good, "kind": "odd"},
        {**good, "again": "yes"},
        {"operation": "case open", "account": "acme"},
        {"operation": "nothing"},
        {"requests": [good], "more": 1},
    ):
        assert not check.is_valid(each)
        with pytest.raises(CrmError):
            decoding.batch(json.dumps(each))


def test_files_are_put_in_order_as_the_command_does(book, session):
    (book / "accounts/bolt.yaml").write_text("contacts: {a: {name: A}}\nname: Bolt\n")
    made = change(session, Format(("bolt",)))
    assert "name: Bolt\ncontacts: {a: {name: A}}\n" == said(book)["bolt"]
    assert ["accounts/bolt.yaml"] == [each.path for each in made.changed]
