"""A rule's page at a terminal and as Markdown."""

from crmcli.domain.text.width import cells
from crmcli.formats.findings.page import PageText, markdown, plain

PAGE = PageText(
    "bad-date",
    "error, of values",
    "A day is not written as YYYY-MM-DD.",
    "Days are compared and counted, and " + "날짜는 비교하고 셉니다 " * 8,
    [
        ("With this:", ""),
        ("Wrong:", "date: 8/5  # <- here\nlog: []\n"),
        ("Right:", "date: 2026-08-05\n"),
    ],
    "Nothing silences it.",
)


def test_prose_is_folded_and_examples_are_not() -> None:
    for width in (30, 60, 200):
        lines = plain(PAGE, width=width).splitlines()
        prose = [line for line in lines if not line.startswith("    ") and "bad-date" not in line]
        assert max(map(cells, prose)) <= min(width, 80)
        assert "    date: 8/5  # <- here" in lines
    assert "With this" not in plain(PAGE)
    assert plain(PAGE).endswith("\n\nNothing silences it.\n")
    assert plain(PAGE._replace(more="")).endswith("    date: 2026-08-05\n")


def test_only_headings_are_coloured_and_only_where_that_is_asked_for() -> None:
    assert "\x1b" not in plain(PAGE)
    painted = plain(PAGE, color=True)
    assert painted.startswith("\x1b[1mbad-date\x1b[0m (error, of values)\n")
    assert "\x1b[1mWrong:\x1b[0m" in painted


def test_markdown_has_the_examples_as_blocks() -> None:
    told = markdown(PAGE)
    assert told.startswith("A day is not written as YYYY-MM-DD.\n\nDays are")
    assert "Wrong:\n\n```yaml\ndate: 8/5  # <- here\nlog: []\n```\n\nRight:" in told
    assert told.endswith("Nothing silences it.\n")


def test_nothing_in_an_example_is_hidden() -> None:
    page = PAGE._replace(examples=[("Wrong:", "name: A\u200bB\n")])
    assert "A\\u200bB" in plain(page)
    assert "A\\u200bB" in markdown(page)
