"""`crm doctor`: what it looks at, what it says to do, and what --fix does."""

import json
import os

import pytest

from crmcli.store.git.clone import DRIVER, SECTIONS

LINE = "accounts/**/*.yaml merge=crm diff=crm\n"
SCHEMA = "# yaml-language-server: $schema=../account.schema.json\n"


@pytest.fixture
def book(crm):
    """A book in a git repository, with somebody who is of the team."""
    crm.write({"a": f"{SCHEMA}name: A\n"}, "team: {kim: {name: Kim, emails: [KIM@us.example]}}\n")
    (crm.book / "account.schema.json").write_text("{}")
    crm.git("init", "-q")
    crm.git("config", "user.email", "kim@us.example")
    crm.env |= {"PYTHONUTF8": "1", "PATH": f"{program(crm)}{os.pathsep}{crm.env['PATH']}"}
    return crm


def program(crm) -> str:
    folder = crm.home / "bin"
    folder.mkdir()
    (folder / "crm").write_text("#!/bin/sh\n")
    (folder / "crm").chmod(0o755)
    return str(folder)


def states(crm, *words, **how) -> dict[str, str]:
    return {
        row["check"]: row["state"] for row in crm("doctor", "--json", *words, **how).json["rows"]
    }


def config(crm, name: str) -> str:
    return crm.git("config", "--local", name).removesuffix("\n")


def test_a_fresh_clone_lacks_the_drivers_and_exits_1(book):
    found = states(book)
    assert 1 == book("doctor").status
    assert {"attributes", "merge", "diff"} == {
        check for check, state in found.items() if state == "missing"
    }
    assert [
        "book",
        "names",
        "parser",
        "git",
        "program",
        "repository",
        "checkout",
        "history",
        "attributes",
        "merge",
        "diff",
        "email",
        "cache",
        "schema",
        "encoding",
    ] == list(found)


def test_fix_installs_them_says_each_thing_and_then_all_is_well(book):
    ran = book("doctor", "--fix")
    assert (
        0,
        [
            "set merge.crm.name in this clone",
            "set merge.crm.driver in this clone",
            "set diff.crm.xfuncname in this clone",
            "added a line to .gitattributes; commit it",
        ],
    ) == (ran.status, ran.told.splitlines())
    assert (DRIVER, SECTIONS, LINE) == (
        config(book, "merge.crm.driver"),
        config(book, "diff.crm.xfuncname"),
        (book.book / ".gitattributes").read_text(),
    )
    assert {"ok"} == set(states(book).values())


def test_fixing_twice_changes_nothing_more(book):
    book("doctor", "--fix")
    before = (
        (book.book / ".git" / "config").read_bytes(),
        (book.book / ".gitattributes").read_bytes(),
    )
    assert (0, "") == ((ran := book("doctor", "--fix")).status, ran.told)
    assert before == (
        (book.book / ".git" / "config").read_bytes(),
        (book.book / ".gitattributes").read_bytes(),
    )


def test_another_driver_of_that_name_is_replaced_and_nothing_else_touched(book):
    book.git("config", "--add", "merge.crm.driver", "evil %A")
    book.git("config", "--add", "merge.crm.driver", "more")
    book.git("config", "merge.other.driver", "mine")
    assert "missing" == states(book)["merge"]
    book("doctor", "--fix")
    assert (DRIVER, "mine") == (
        config(book, "merge.crm.driver"),
        config(book, "merge.other.driver"),
    )
    assert DRIVER == book.git("config", "--get-all", "merge.crm.driver").strip()


def test_attributes_keep_their_bytes_and_their_line_ends(book):
    (book.book / ".gitattributes").write_bytes(b"*.png binary\r\n# \xff")
    book("doctor", "--fix")
    assert (
        b"*.png binary\r\n# \xff\r\n" + LINE.encode().replace(b"\n", b"\r\n")
        == (book.book / ".gitattributes").read_bytes()
    )


def test_attributes_of_a_folder_above_count(book):
    (book.book / ".gitattributes").write_text("*.yaml merge=crm diff=crm\n")
    assert "ok" == states(book)["attributes"]
    assert ".gitattributes" not in book("doctor", "--fix").told


def test_attributes_that_are_a_link_are_left_alone(book):
    outside = book.home / "outside"
    outside.write_text("keep\n")
    (book.book / ".gitattributes").symlink_to(outside)
    ran = book("doctor", "--fix")
    assert (1, "keep\n") == (ran.status, outside.read_text())


def test_outside_a_book_it_says_how_to_start(book, tmp_path):
    ran = book("doctor", "-o", "plain", cwd=tmp_path)
    assert (
        1,
        "book\tmissing\tno crm.yaml here or above\t`crm init my-book` makes one; -C names another",
    ) == (ran.status, ran.text.splitlines()[1])
    assert {"book", "parser", "git", "program", "encoding"} == states(book, cwd=tmp_path).keys()
    assert (2, b"") == (
        book("doctor", "--fix", cwd=tmp_path).status,
        book("doctor", "--fix", cwd=tmp_path).out,
    )


def test_outside_a_repository_it_says_so(crm):
    crm.write({"a": "name: A\n"})
    assert "missing" == states(crm)["repository"]
    assert "merge" not in states(crm)
    ran = crm("doctor", "--fix")
    assert (2, True) == (ran.status, "is in no git repository" in ran.told)


def test_files_that_cannot_be_read_are_counted(book):
    book.write({"b": "name: [\n", "c": "name: C\nstatus: nothing\n"})
    row = book("doctor", "--json").json["rows"][0]
    assert (
        "missing",
        f"accounts: 1, in {book.book}; files that cannot be read: 2",
        "`crm lint` shows what is wrong",
    ) == (row["state"], row["found"], row["todo"])


def test_a_broken_policy_is_told_and_the_rest_is_looked_at(book):
    book.write({}, "stages: [\n")
    found = states(book)
    assert ("missing", "warning", "ok") == (found["book"], found["email"], found["parser"])


@pytest.mark.parametrize(
    ("address", "policy", "state"),
    [("", None, "missing"), ("x@us.example", None, "warning"), ("kim@us.example", "", "warning")],
)
def test_who_works_here_must_be_of_the_team(book, address, policy, state):
    book.git("config", "user.email", address)
    if policy is not None:
        book.write({}, policy)
    assert state == states(book)["email"]


def test_without_crm_on_the_path_git_would_not_find_it(book):
    git = next(
        folder
        for folder in os.environ["PATH"].split(os.pathsep)
        if os.path.exists(os.path.join(folder, "git"))
    )
    assert not os.path.exists(os.path.join(git, "crm"))
    assert "missing" == states(book, env={"PATH": git})["program"]


def test_without_git_it_still_answers(book):
    found = states(book, env={"PATH": str(book.home)})
    assert ("missing", "ok", True) == (found["git"], found["book"], "merge" not in found)


def test_a_cache_that_cannot_be_written_and_a_terminal_without_utf_8_are_warnings(book):
    (book.home / "file").write_text("")
    found = states(
        book,
        env={
            "CRM_CACHE_DIR": str(book.home / "file" / "cache"),
            "PYTHONUTF8": "0",
            "PYTHONIOENCODING": "latin-1",
        },
    )
    assert ("warning", "warning") == (found["cache"], found["encoding"])


def test_editors_are_told_of_the_schema_by_a_line_or_by_settings(book):
    assert "ok" == states(book)["schema"]
    book.write({"b": "name: B\n"})
    assert "warning" == states(book)["schema"]
    (book.book / ".vscode").mkdir()
    (book.book / ".vscode" / "settings.json").write_text('{"yaml.schemas": {}}')
    assert "ok" == states(book)["schema"]


def schema_row(crm) -> dict:
    (row,) = [row for row in crm("doctor", "--json").json["rows"] if row["check"] == "schema"]
    return row


def test_a_schema_on_the_web_is_believed_and_one_that_is_not_there_is_told(book):
    book.write({"b": "# yaml-language-server: $schema=https://crm.example/account.json\nname: B\n"})
    assert "ok" == schema_row(book)["state"]
    (book.book / "account.schema.json").unlink()
    row = schema_row(book)
    assert ("warning", "the line at the top of 1 of 2 files leads nowhere", "crm fmt --all") == (
        row["state"],
        row["found"],
        row["todo"],
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_schema_of_the_book_is_right_in_either_language_and_told_when_another_version_wrote_it(
    book, language
):
    assert 0 == book("schema", "book", "--lang", language).status
    assert "ok" == schema_row(book)["state"]
    (book.book / ".crm" / "policy.schema.json").write_text("{}")
    row = schema_row(book)
    assert ("warning", ".crm/policy.schema.json: written by another version of crm") == (
        row["state"],
        row["found"],
    )
    assert "crm schema book" == row["todo"]


def test_a_new_book_without_accounts_has_what_its_editors_need(crm, tmp_path):
    assert 0 == crm("init", "new", "--lang", "en", cwd=tmp_path).status
    rows = crm("doctor", "--json", cwd=tmp_path / "new").json["rows"]
    assert ["ok"] == [row["state"] for row in rows if row["check"] == "schema"]


def test_every_form_and_both_languages(book):
    for form in ("table", "spoken", "plain", "csv", "markdown", "json"):
        ran = book("doctor", "-o", form)
        assert (1, b"", True) == (ran.status, ran.err, "crm doctor --fix" in ran.text)
    assert "`crm doctor --fix`를 실행하세요" in book("doctor", "--lang", "ko", "-o", "plain").text
    assert json.loads(book("doctor", "--json", "--lang", "ko").out)["rows"][1]["check"] == "names"


def test_a_hostile_repository_runs_nothing(book):
    trap = book.home / "trap"
    book.git("config", "core.fsmonitor", f"touch {trap}")
    book.git("config", "merge.crm.driver", f"touch {trap}")
    book.git("config", "core.hooksPath", str(book.home))
    book("doctor", "--fix")
    assert not trap.exists()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["a", "east/b"], []),
        (["con/b"], ["con/"]),
        (["con/b", "fine/c"], ["con/"]),
        (["deep/aux/b"], ["aux/"]),
        (["nul"], ["nul"]),
        (["nul", "con/b", "aux/c"], ["nul", "aux/", "con/"]),
        (["Same", "same"], ["same"]),
    ],
)
def test_names_that_some_system_cannot_hold_are_told_of_files_and_of_folders(crm, names, told):
    crm.write({name: f"name: {name}\n" for name in names})
    (row,) = [row for row in crm("doctor", "--json").json["rows"] if row["check"] == "names"]
    assert (not told, True) == (
        row["state"] == "ok",
        all(f"{each}" in json.dumps(row) for each in told),
    ), row


@pytest.mark.parametrize("gone", [["a"], ["z"], ["a", "b"], ["a", "b", "c", "z"]])
def test_files_that_git_has_and_this_checkout_has_not_are_counted_and_told(crm, gone):
    crm.write({name: f"name: {name}\n" for name in "abcz"}, "")
    crm.git("init", "-q")
    crm.git("add", "-A")
    crm.git("commit", "-q", "-m", "all")
    for name in gone:
        crm.git("update-index", "--skip-worktree", f"accounts/{name}.yaml")
        (crm.book / f"accounts/{name}.yaml").unlink()
    (row,) = [row for row in crm("doctor", "--json").json["rows"] if row["check"] == "checkout"]
    assert (True, True) == (
        row["state"] != "ok",
        all(f"accounts/{name}.yaml" in json.dumps(row) for name in gone[:3]),
    ), row
