"""The table of exit statuses in docs/output.md: each of them is given for what it says, and there is no other."""

import ast
import os
import re
from pathlib import Path

import pytest
import warm
from runner import ROOT

import crmcli
from crmcli import cli
from crmcli.commands import app

PAGE = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
TABLE = {
    int(status): meaning
    for status, meaning in re.findall(
        r"^\| (\d+) \| (.+) \|$",
        PAGE.partition("## Exit statuses")[2].partition("\n## ")[0],
        re.MULTILINE,
    )
}
# what a row of the table names, and a command line over the book below that does it
LINES = {
    "nothing to show": (0, "losses"),
    "nothing to change": (0, "status acme customer"),
    "the answer is without some files": (1, "list"),
    "`crm lint` found something": (1, "lint"),
    "`crm fmt --check` names a file": (1, "fmt --check acme"),
    "`crm doctor` something that is missing": (1, "doctor"),
    "`crm import` left lines out": (1, "import accounts list.csv"),
    "an unknown option": (2, "list --nothing"),
    "an option of one value given twice": (2, "list --as-of 2026-08-01 --as-of 2026-08-02"),
    "two forms at once": (2, "list --json -o csv"),
    "a day that does not exist": (2, "list --as-of 2026-02-30"),
    "a segment or tag that no account has": (2, "list --segment none"),
    "no book here": (2, "-C elsewhere list"),
    "no such account or member": (4, "show nobody"),
    "several accounts may be meant": (4, "show shop"),
    "nobody knows who `--mine` is": (4, "due --mine"),
    "a gate is shut": (4, "deal stage shop-a first presenting"),
    "something would be overwritten": (4, "init ."),
}


BROKEN = {"the answer is without some files", "`crm lint` found something"}


@pytest.fixture
def book(tmp_path):
    (tmp_path / "accounts").mkdir()
    for name, text in {
        "crm.yaml": "language: en\n",
        "accounts/acme.yaml": "status: customer\nname: Acme\n",
        "accounts/shop-a.yaml": "name: Shop A\ndeals: {first: {stages: {2026-07-01: contacting}}}\n",
        "accounts/shop-b.yaml": "name: Shop B\n",
        "list.csv": "name,segment\nZenith,A\n,B\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "home"),
        "LANG": "C.UTF-8",
        "CRM_CACHE_DIR": str(folder / "cache"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }


@pytest.mark.parametrize("said", LINES)
def test_what_a_row_names_ends_with_its_status(book, said):
    status, line = LINES[said]
    assert said in TABLE[status]
    if said in BROKEN:
        (book / "accounts" / "broken.yaml").write_text("name: [\n", encoding="utf-8")
    ran = warm.run(line.split(), cwd=book, env=environment(book))
    assert status == ran.status, ran.told


def test_a_crm_yaml_that_cannot_be_read_ends_with_one(book):
    (book / "crm.yaml").write_text("team: [\n", encoding="utf-8")
    assert "`crm.yaml` cannot be read" in TABLE[1]
    assert 1 == warm.run(["list"], cwd=book, env=environment(book)).status


@pytest.mark.parametrize(
    ("raised", "status", "said"),
    [
        (ValueError("odd"), 3, "A bug of `crm`"),
        (KeyboardInterrupt(), 130, "Interrupted"),
        (SystemExit(None), 0, "Fine"),
    ],
)
def test_what_ends_a_run_from_inside_has_its_status(monkeypatch, capfd, raised, status, said):
    def fails(**_):
        raise raised

    monkeypatch.setattr(app, "app", fails)
    assert status == cli.run(None)
    assert TABLE[status].startswith(said)
    assert ("this is a bug" in capfd.readouterr().err.lower()) == (status == 3)


def test_the_table_has_every_status_of_the_code_and_no_other():
    found = {0, 3, 130}  # what cli.run itself returns, see above
    for path in Path(crmcli.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = [each.value for each in node.keywords if each.arg == "status"]
            if name in {"Exit", "SystemExit"}:
                given += node.args
            found |= {
                each.value
                for value in given
                for each in ast.walk(value)
                if isinstance(each, ast.Constant) and type(each.value) is int
            }
    assert found | {2} == set(TABLE)  # 2: CrmError's own, and the parser's


def test_no_page_shows_another():
    shown = {
        int(status)
        for page in ROOT.glob("docs/**/*.md")
        for status in re.findall(
            r"^\[exit (\d+)\]$", page.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert {1, 2, 4} <= shown <= set(TABLE)
