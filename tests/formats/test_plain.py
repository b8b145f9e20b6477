"""Tables for pipes: one line a row, tabs between, ids and amounts as in the files."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from crmcli.domain.table import Column, Message, Table
from crmcli.formats.plain import render
from crmcli.messages import Phrases

EN, KO = Phrases("en"), Phrases("ko")


class Row(NamedTuple):
    account: str
    owner: str | None
    share: float | None
    amount: Any
    since: date | None
    kinds: tuple[str, ...]
    why: Message | None
    with_: tuple[str, ...] = ()


COLUMNS = (
    Column("account", "id"),
    Column("owner", "label"),
    Column("share", "share"),
    Column("amount", "money"),
    Column("since", "date"),
    Column("kinds", "status"),
    Column("why", "message"),
    Column("with_", "list", heading="with"),
)
ROWS = [
    Row(
        "hanbit",
        "kim-mj",
        0.295,
        72_000_000,
        date(2026, 6, 11),
        ("negative", "no-rep"),
        Message("why-next", ("a\tb\nc",)),
        ("x", "y\t"),
    ),
    Row("zeta", None, None, Decimal("1234.50"), None, (), None),
]
TABLE = Table(
    "t",
    date(2026, 8, 1),
    ROWS,
    COLUMNS,
    labels={"owner": {"kim-mj": {"": "김민지"}}},
    totals=ROWS[0],
    notes=(Message("note-due-nothing"),),
)


def test_a_heading_line_then_a_line_a_row_with_nothing_padded_folded_or_summed() -> None:
    expected = (
        "account\towner\tshare\tamount\tsince\tkinds\twhy\twith\n"
        "hanbit\tkim-mj\t29%\t72000000\t2026-06-11\tnegative, no-rep\ta b c\tx, y \n"
        "zeta\t\t\t1234.50\t\t\t\t\n"
    )
    assert expected == render(TABLE, EN)


def test_headings_ids_and_fixed_words_are_the_same_in_korean() -> None:
    assert render(TABLE, EN) == render(TABLE, KO)


def test_no_rows_are_no_text() -> None:
    assert "" == render(TABLE._replace(rows=[]), EN)


def test_every_line_has_as_many_fields_as_the_heading() -> None:
    hostile = ROWS[0]._replace(account="a\tb", owner="x\ny", kinds=("\t", "\n"))
    assert {7} == {
        line.count("\t") for line in render(TABLE._replace(rows=[hostile, *ROWS]), EN).splitlines()
    }


def test_sections_follow_after_an_empty_line() -> None:
    part = Table("t", TABLE.as_of, ROWS[1:], COLUMNS[:1])
    assert "account\nzeta\n\naccount\nzeta\n" == render(
        part._replace(sections=(part, part._replace(rows=[]))), EN
    )


def test_what_a_reader_has_a_name_for_is_its_id_and_its_own_field_is_read() -> None:
    columns = (Column("account", "id"), Column("why", "label", heading="role", key="owner"))
    assert "account\trole\nhanbit\tkim-mj\nzeta\t\n" == render(TABLE._replace(columns=columns), KO)
