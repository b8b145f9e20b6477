"""A bug of ours is told once, with its place, and costs nobody what is remembered."""

import subprocess
import sys

import pytest

# crm with a report that cannot gather its facts, and writes down how often it was tried
BROKEN = """
import sys
from crmcli.reports.coverage import coverage

def raises(*_):
    with open("../asked", "a") as file:
        file.write(".")
    return coverage.by_group(1, 2, 3, 4, 5)

coverage.FACTS = coverage.FACTS._replace(gather=raises)
coverage.REPORT = coverage.REPORT._replace(facts=coverage.FACTS)
from crmcli.__main__ import main
main()
"""


@pytest.mark.parametrize("words", [(), ("--no-cache",), ("--by", "owner")])
def test_a_bug_in_a_report_is_told_with_its_place_and_not_tried_twice(crm, words):
    crm.write({"acme": "name: Acme\nowner: ada\n"}, "language: en\nteam: {ada: Ada}\n")
    assert 0 == crm("due").status  # what is remembered of the book
    kept = {path.name: path.stat().st_ino for path in crm.cache.iterdir()}
    ran = subprocess.run(
        [sys.executable, "-c", BROKEN, "coverage", *words],
        cwd=crm.book,
        env=crm.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (3, "") == (ran.returncode, ran.stdout)
    assert "crm: this is a bug of crm, not of your book: TypeError: " in ran.stderr
    assert "(crmcli/reports/grouping.py:" in ran.stderr
    assert "." == (crm.home / "asked").read_text()
    assert kept.items() <= {path.name: path.stat().st_ino for path in crm.cache.iterdir()}.items()


# crm without one of its texts
WORDLESS = """
import sys
from importlib import import_module

file, key = sys.argv.pop(1), sys.argv.pop(1)
del import_module(f"crmcli.messages.en.{file}").TEXTS[key]
from crmcli.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("file", "key", "words"),
    [
        ("common", "common-amounts-in", ("list",)),
        ("errors", "error-no-account", ("show", "nobody")),
        ("hints", "hint-policy-broken", ("--broken", "list")),
    ],
)
def test_a_text_that_is_missing_is_told_as_a_bug(crm, file, key, words):
    policy = "language: en\nteam: 3\n" if words[0] == "--broken" else "language: en\n"
    crm.write({"acme": "name: Acme\n"}, policy)
    ran = subprocess.run(
        [sys.executable, "-c", WORDLESS, file, key, *(w for w in words if w != "--broken")],
        cwd=crm.book,
        env=crm.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (3, "") == (ran.returncode, ran.stdout)
    assert f"crm: this is a bug of crm, not of your book: KeyError: '{key}'" in ran.stderr
