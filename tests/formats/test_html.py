"""Tables as pages of their own: record text stays text, nothing is loaded, nothing runs."""

from datetime import date
from html.parser import HTMLParser
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.table import Column, Message, Table
from crmcli.formats.html import render
from crmcli.messages import Phrases

EN, KO = Phrases("en"), Phrases("ko")
DAY = date(2026, 8, 1)
HOSTILE = '<script>alert(1)</script> & "x" \'</td>\x1b[31m\u202e'


class Row(NamedTuple):
    name: str | None
    owner: str | None
    amount: Any
    share: float | None


COLUMNS = (
    Column("name", "text", 9),
    Column("owner", "label", 6),
    Column("amount", "money", 4),
    Column("share", "bar", 7),
)


def table(*rows: Row, **more: Any) -> Table:
    return Table("losses", DAY, rows, COLUMNS, **more)


class Parts(HTMLParser):
    """The tags of a page, and the text within them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.said: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th", "h1", "h2", "p", "li", "span"):
            self.said.append(data)


def test_a_table_has_headings_rows_totals_and_notes():
    page = render(
        table(
            Row("한빛", "kim", 72_000_000, 0.5),
            Row("A", None, None, None),
            totals=Row(None, None, 72_000_000, 0.25),
            labels={"owner": {"kim": {"": "김민지"}}},
            notes=(Message("note-losses-invalid", (1,)),),
        ),
        EN,
    )
    expected = [
        "crm losses",
        "2026-08-01",
        "name",
        "owner",
        "amount",
        "share",
        "한빛",
        "김민지",
        "72,000,000",
        "50%",
        "A",
        "(none)",
        "n/a",
        "total",
        "72,000,000",
        "25%",
        "1 invalid, outside every share.",
    ]
    assert expected == [text for text in Parts(page).said if text.strip()]


def test_what_a_record_says_stays_text_and_shows_what_is_hidden():
    page = render(
        table(
            Row(HOSTILE, HOSTILE, 1, None),
            title=Message("title-account", (HOSTILE, "x")),
            notes=(Message("note-map-circle", (HOSTILE,)),),
        ),
        EN,
    )
    assert "\\x1b[31m\\u202e" in page
    assert not {"\x1b", "\u202e"} & set(page)
    assert not {"script", "b", "img"} & set(Parts(page).tags)
    assert 2 == sum(
        text.startswith('<script>alert(1)</script> & "x" \'</td>')
        for text in Parts(page).said
        if "(x)" not in text
    )


@given(st.text())
def test_no_text_whatever_opens_a_tag_or_an_attribute(name):
    plain, odd = (
        Parts(
            render(table(Row(text, None, 1, 0.5), title=Message("title-account", (text, "x"))), EN)
        )
        for text in ("x", name)
    )
    assert (plain.tags, plain.attributes, []) == (odd.tags, odd.attributes, odd.open)


def test_nothing_is_loaded_and_nothing_runs():
    page = render(table(Row("A", None, 1, 0.5)), EN)
    parts = Parts(page)
    assert not {"script", "link", "img", "iframe", "object"} & set(parts.tags)
    assert not {name for name, _ in parts.attributes} & {
        "src",
        "href",
        "onclick",
        "onload",
        "style",
    }
    assert "url(" not in page
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in parts.attributes


def test_the_page_is_in_the_readers_language_and_prints_and_goes_dark():
    page = render(table(Row("A", None, 1, 0.5)), KO)
    assert '<html lang="ko">' in page
    assert "@media print" in page
    assert "prefers-color-scheme: dark" in page


def test_a_share_has_a_bar_and_one_that_is_not_there_has_none():
    page = render(table(Row("A", None, 1, 0.5), Row("B", None, 1, None)), EN)
    assert [("max", "100"), ("value", "50"), ("aria-hidden", "true")] == [
        each for each in Parts(page).attributes if each[0] in ("max", "value", "aria-hidden")
    ]


def test_sections_have_their_own_headings_and_tables():
    section = table(Row("B", None, 1, 0.5), title=Message("title-people"))
    tags = Parts(
        render(
            table(
                Row("A", None, 1, 0.5),
                title=Message("title-account", ("A", "a")),
                sections=(section,),
            ),
            EN,
        )
    ).tags
    assert (1, 1, 2) == (tags.count("h1"), tags.count("h2"), tags.count("table"))


def test_what_was_left_out_of_a_section_is_told_right_below_it():
    section = table(Row("B", None, 1, 0.5), title=Message("title-people"))._replace(
        more=Message("note-review-more", (3, HOSTILE))
    )
    page = render(table(Row("A", None, 1, 0.5), sections=(section,)), EN)
    assert ('</table></div>\n<p class="note">3 more: &lt;script&gt;' in page, "\u202e" in page) == (
        True,
        False,
    )


def test_an_empty_table_says_so():
    assert EN("common-no-rows") in render(table(), EN)


def test_explain_adds_the_definitions_and_the_sources():
    page = render(
        table(Row("A", None, 1, 0.5), evidence=[{"amount": ("a/<deal>",)}]), EN, explained=True
    )
    assert [EN("explain-losses-share"), "A · amount (1): a/<deal>"] == [
        text.removeprefix("share: ") for text in Parts(page).said[-2:]
    ]
