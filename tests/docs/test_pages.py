"""Every page of the documentation does what it says. UPDATE=1 rewrites the outputs in place."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
import warm
from runner import ROOT, Stage, commands, locale_of, replay

from crmcli.commands.root import Commands

# recipes for other people's services, which tests/test_recipes.py reads; and a book that
# test_real_data.py makes from tables of others
NOT_RUN = {
    "ci.md",
    "real-data.md",
}
PAGES = sorted(
    page
    for page in (*ROOT.glob("docs/*.md"), *ROOT.glob("docs/ko/*.md"), *ROOT.glob("README*.md"))
    if page.name not in NOT_RUN
)
IDS = [str(page.relative_to(ROOT)).removeprefix("docs/") for page in PAGES]
# pages each of whose commands starts an interpreter of its own, as a reader's does
STARTED = {"README.md", "README.ko.md"}
TIMELESS = {"--help", "-h", "--version"}


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    renew = bool(os.environ.get("UPDATE"))
    crm = warm.started if page.name in STARTED else warm.run
    now = replay(text, Stage(tmp_path, crm, locale_of(page)), renew=renew)
    if renew and now != text:
        page.write_text(now, encoding="utf-8", newline="\n")
        text = now
    assert now == text


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_reports_in_pages_name_their_day(page: Path) -> None:
    """A page that asks for today rots."""
    asked = [
        words
        for words in map(str.split, commands(page.read_text(encoding="utf-8")))
        if "crm" in words and words[-1] != "crm"  # alone, outside a book, it tells how to begin
    ]
    reports = [
        words
        for words in asked
        if words[words.index("crm") + 1]
        not in {
            "init",
            "schema",
            "cache",
            "doctor",
            "help",
            "lint",
            "merge-file",
            "forget",
            "undo",
            "serve",
        }
        and not TIMELESS & set(words)
        # as of no day: what the files say, whenever it is dated
        and words[words.index("crm") + 1 :][:2] != ["export", "tables"]
    ]
    assert [words for words in reports if not _names_its_day(words[words.index("crm") + 1 :])] == []


def _names_its_day(words: list[str]) -> bool:
    """Is every option given with which this command is told its day? One that writes is told by --date or --since, or needs none."""
    command: Any = Commands(name="crm").get_command(None, words[0])
    if hasattr(command, "commands") and not command.invoke_without_command:
        command = command.commands.get(words[1])
    elif words[1:2] and words[1] in getattr(command, "commands", ()):
        command = command.commands[words[1]]
    known = (
        {option for parameter in command.params for option in parameter.opts} if command else set()
    )
    if "--dry-run" in known:
        return not known & {"--as-of", "--date", "--since"} or bool(
            {"--as-of", "--date", "--since"} & {*words}
        )
    return "--as-of" in words or "--as-of" not in known  # such as help, which has no day


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)", text):
        other = page.parent / target if target else page
        assert other.exists(), target
        if anchor and other.suffix == ".md":
            assert anchor in _anchors(other.read_text(encoding="utf-8")), f"{target}#{anchor}"


# English pages that show the Korean example book, or records with its names, and why
ABOUT_KOREAN = {
    "contributing.md": "a command's Korean page runs over it",
    "coverage.md": "a section shows Korean headings",
    "editing.md": "names, days and amounts in Korean",
    "errors.md": "an amount in Korean; and the names of the example books",
    "find.md": "names in Hangul and their initials",
    "init.md": "the names of the example books",
    "lint-rules.md": "the example of a rule is one record for both languages, as `crm lint --explain` tells it",
    "mending.md": "Korean words put right",
    "moving-from-remember.md": "the cards of a Korean app",
    "query.md": "names in Hangul",
    "requirements.md": "each demand comes from a Korean text, and is shown over a Korean team's book",
}


def test_english_pages_show_the_english_example_book() -> None:
    english = [page for page in PAGES if page.parent.name != "ko" and page.name != "README.ko.md"]
    korean = [page.name for page in english if "hanbit" in page.read_text(encoding="utf-8")]
    assert sorted(ABOUT_KOREAN) == sorted(korean)


def _anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


PAGE = """\
```yaml
# accounts/acme.yaml
name: Acme
```
```console
$ crm list -o plain --as-of 2026-08-01
{0}
$ crm list -o plain --as-of 2026-08-01 | head -1
account	name	segment	status	owner	contacts	open_deals	open_amount	last_touch	currency
```
"""
TRUE = "account\tname\tsegment\tstatus\towner\tcontacts\topen_deals\topen_amount\tlast_touch\tcurrency\nacme\tAcme\t\tprospect\t\t0\t0\t0\t\tKRW"
POLICY = "```yaml\n# crm.yaml\n```\n"


def test_a_page_that_is_true_stays_as_it_is(tmp_path: Path) -> None:
    page = POLICY + PAGE.format(TRUE)
    assert replay(page, Stage(tmp_path)) == page


def test_a_page_that_is_wrong_is_put_right(tmp_path: Path) -> None:
    assert replay(
        POLICY + PAGE.format("something else\n[exit 7]"), Stage(tmp_path)
    ) == POLICY + PAGE.format(TRUE)


def test_a_status_that_is_not_0_is_shown_after_the_output(tmp_path: Path) -> None:
    page = "```console\n$ crm list --as-of 2026-08-01\n```\n"
    assert replay(page, Stage(tmp_path)).split("\n")[2:5] == [
        "crm: no crm.yaml in /home/you/book or any folder above it",
        "hint: make a book with `crm init .`, or name one with -C DIR or CRM_BOOK",
        "[exit 2]",
    ]


def test_a_later_block_replaces_the_file(tmp_path: Path) -> None:
    book = (
        "```yaml\n# accounts/a.yaml\nname: One\n```\n```yaml\n# accounts/a.yaml\nname: Two\n```\n"
    )
    page = replay(
        POLICY + book + "```console\n$ crm list --json --as-of 2026-08-01\n```\n", Stage(tmp_path)
    )
    assert '"name": "Two"' in page
    assert '"name": "One"' not in page


def test_variables_and_example_books_hold_for_one_command_and_one_block(tmp_path: Path) -> None:
    page = "```console\n$ cd examples/hanbit\n$ LANG=en_US.UTF-8 crm list --as-of 2026-08-01 | head -1\n$ crm list --as-of 2026-08-01 | head -1\n```\n"
    assert [line.split()[0] for line in replay(page, Stage(tmp_path)).split("\n")[3:6:2]] == [
        "account",
        "거래처",
    ]
    assert "[exit 2]" in replay(
        "```console\n$ crm list --as-of 2026-08-01\n```\n", Stage(_folder(tmp_path, "b"))
    )


def test_an_example_book_is_as_young_as_the_test_so_its_reports_are_run_but_not_compared(
    tmp_path: Path,
) -> None:
    page = "```console\n$ crm init shop --example\n$ cd shop\n$ crm list | head -1\nwhatever\n```\n"
    now = replay(page, Stage(_folder(tmp_path, "a")))
    assert "shop/crm.yaml\n" in now
    assert now.endswith("| head -1\nwhatever\n```\n")
    assert "whatever" not in replay(page, Stage(_folder(tmp_path, "b")), renew=True)
    assert commands(page) == ["crm init shop --example"]


def test_a_page_can_give_its_book_a_past_and_the_ids_of_its_commits_are_the_same_everywhere(
    tmp_path: Path,
) -> None:
    book = "```yaml\n# accounts/a.yaml\nname: One\n```\n"
    git = "```console\n$ git init -q\n$ git add --all\n$ git commit -q --date 2026-07-01 --author 'Ada <ada@us.example>' -m first\n"
    page = POLICY + book + git + "$ crm history -o plain --as-of 2026-08-01 | head -2\n```\n"
    now = replay(page, Stage(_folder(tmp_path, "a")))
    assert now.split("\n")[-3].startswith(
        "2026-07-01\tAda\tcrm.yaml\tpolicy written for the first time\t"
    )
    assert replay(now, Stage(_folder(tmp_path, "b"))) == now


def test_a_page_may_not_do_everything_with_git(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="may only use"):
        replay("```console\n$ git config x.y z\n```\n", Stage(tmp_path))


def test_an_example_book_told_from_a_named_day_is_compared(tmp_path: Path) -> None:
    page = "```console\n$ crm init shop --example --as-of 2026-08-01\n$ cd shop\n$ crm due --as-of 2026-08-01 | head -1\nwhatever\n```\n"
    now = replay(page, Stage(tmp_path))
    assert "whatever" not in now
    assert replay(now, Stage(_folder(tmp_path, "again"))) == now
    assert commands(page)[1:] == ["cd shop", "crm due --as-of 2026-08-01 | head -1"]


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder
