"""A page for `man` has the sections that man pages have, in either language, and stands at any width."""

import re
import shutil
import subprocess

import pytest

from crmcli.commands.directory.groups import COMMANDS
from crmcli.domain.text.width import cells
from crmcli.formats.man_page import Manual, Options, linked, man_page
from crmcli.messages import LANGUAGES, Phrases

PAGE = r"""# crm due

[한국어](ko/due.md)

What is **due**? See [stages](stages.md#exit), or `crm stages -o plain`.

## An example

```console
$ crm due
.5 \n 'quoted'
```

- a point

| Column | Type | What |
|---|---|---|
| `a` | text | One \| two. |

## Options

| `--days` | table of the page |
"""
MANUAL = Manual(
    "due",
    "What is due?",
    [("crm due", "[OPTIONS]")],
    [Options("", [("--days N", "Also what\nis due later.")])],
    ["crm due --days 7"],
    ["", "done"],
    "1.0",
)
SECTIONS = {
    "en": ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "SEE ALSO"],
    "ko": ["이름", "요약", "설명", "옵션", "예제", "종료 코드", "참고"],
}


def test_what_a_page_says_is_said_in_roff():
    made = man_page(PAGE, MANUAL, Phrases("en")).splitlines()
    assert made[: made.index(".SH EXIT STATUS")] == [
        '.TH "CRM-DUE" 1 "" "crm 1.0" "crm"',
        ".nh",
        ".ad l",
        ".SH NAME",
        r"crm\-due \- What is due?",
        ".SH SYNOPSIS",
        r"\fBcrm due\fR [OPTIONS]",
        ".SH DESCRIPTION",
        r"What is \fBdue\fR? See \fRstages\fR, or \fBcrm stages \-o plain\fR.",
        ".SS An example",
        ".RS 2",
        ".nf",
        "$ crm due",
        r"\&.5 \en 'quoted'",
        ".fi",
        ".RE",
        r".IP \(bu 4",
        "a point",
        ".TP",
        r"\fBa\fR",
        "Type: text",
        ".br",
        "What: One | two.",
        ".SH OPTIONS",
        ".TP",
        r"\fB\-\-days N\fR",
        "Also what is due later.",
        ".SH EXAMPLES",
        r"\fBcrm due \-\-days 7\fR",
    ]
    assert made[-1] == r"\fBcrm\fR(1), \fBcrm\-done\fR(1)"
    assert linked(PAGE) == ["stages"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_command_printed_is_shown_where_it_has_room(language):
    wide = "─" * 60
    made = man_page(f"# x\n\n```console\n{wide}\n```\n", MANUAL, Phrases(language))
    assert r".ie (\n(.l>0)&(\n(.l<58n) \{" in made
    folded = man_page(f"# x\n\n```yaml\n{'word ' * 40}\n```\n", MANUAL, Phrases(language))
    assert all(cells(line) <= 80 for line in folded.splitlines() if line.startswith("word"))


def test_what_stands_far_to_the_right_is_not_folded_letter_by_letter():
    made = man_page(f"# x\n\n```\n{' ' * 95}right of all\n```\n", MANUAL, Phrases("en"))
    assert [" " * 40 + "right of all"] == [line for line in made.splitlines() if "right" in line]


@pytest.fixture(scope="module", params=LANGUAGES)
def written(shared, request, tmp_path_factory):
    """The pages of all commands in a language."""
    shared.write({}, "")
    into = tmp_path_factory.mktemp("man")
    ran = shared("help", "--man", str(into), "--lang", request.param)
    assert 0 == ran.status, ran.told
    return request.param, {path.stem: path for path in into.iterdir()}


def test_every_page_has_the_sections_of_its_language(written):
    language, pages = written
    assert {*pages} == {"crm", *(f"crm-{name}" for name in COMMANDS)}
    for name, path in pages.items():
        text = path.read_text(encoding="utf-8")
        heads = re.findall(r"^\.SH (.*)$", text, re.MULTILINE)
        assert [each for each in SECTIONS[language] if each in heads] == heads, name
        assert {*SECTIONS[language]} - {*heads} <= {SECTIONS[language][4]}, name
        assert "Show this message" not in text or language == "en"


@pytest.mark.parametrize("width", [58, 78])
def test_no_line_is_wider_than_it_may_be_and_roff_is_content(written, width):
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("needs groff")
    _, pages = written
    for name in ("crm", "crm-due", "crm-deal", "crm-import"):
        words = [groff, "-man", "-ww", "-Tutf8", "-Kutf8", f"-rLL={width}n", str(pages[name])]
        done = subprocess.run(words, capture_output=True, check=True)
        # a list of words that has no place to end is told, and shown whole
        told = [each for each in done.stderr.splitlines() if b"break line" not in each]
        assert [] == told
        shown = re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout.decode())
        assert max(cells(line) for line in shown.splitlines()) <= width + 2
