"""Columns that become fields of the book's own: of the type that every cell fits."""

import pytest

from crmcli.imports.cells.dates import Dates
from crmcli.imports.cells.numbers import Numbers
from crmcli.imports.own_columns import Own, OwnColumn, own_columns, own_reader
from crmcli.imports.card import Refusal
from crmcli.imports.field_readers import RowRead
from crmcli.imports.table import Row, Table


def type_of(cells, called="Plants", currency="USD"):
    column = OwnColumn(called)
    for cell in cells:
        column.add(cell)
    numbers = Numbers.of(column.cells, heading=called, currency=currency)
    return column.type(Dates.of(column.cells), numbers, currency)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Yes", "no", "n/a"], "truth"),
        (["예", "아니요"], "truth"),
        (["1", "0"], "number"),
        (["2026-03-01", "2027-04-30"], "date"),
        (["31/12/2026", "01/02/2027"], "date"),
        (["01/02/2027", "03/04/2027"], "text"),  # of which nobody knows the order
        (["2026-03-01T00:00:00Z"], "date"),
        (["2026-03-01 10:30"], "text"),  # whose time a date would lose
        (["20260301", "20270430"], "date"),
        (["45000", "46000"], "number"),  # not days of a spreadsheet
        (["1,200", "3"], "number"),
        (["-3", "0.5"], "number"),
        (["1.5", "1,5"], "number"),  # each can be read in one way
        (["$1,200.50", "$900"], "money"),
        (["$1,200.50", "900"], "text"),  # dollars, and what?
        (["-$3"], "text"),  # no amount is below zero
        (["€5"], "text"),
        (["5%", "7%"], "text"),
        (["02134", "48104"], "text"),
        (["0", "0.25"], "number"),
        (["12345678901234"], "text"),
        (["big", "3"], "text"),
        (["n/a", "-"], "text"),
        ([], "text"),
    ],
)
def test_the_type_is_what_every_cell_is(cells, expected):
    assert type_of(cells) == expected


@pytest.mark.parametrize(
    "called", ["Zip", "ERP ID", "Account_Number__c", "우편번호", "고객코드", "Postal code", "Phone"]
)
def test_what_is_called_by_digits_is_no_number(called):
    assert type_of(["48104", "48105"], called) == "text"


@pytest.mark.parametrize("called", ["Paid", "Grid size", "Nodes", "점포수"])
def test_only_whole_words_of_a_heading_count(called):
    assert type_of(["48104", "48105"], called) == "number"


def test_won_of_a_korean_book_are_money():
    assert type_of(["1억 2,000만원", "₩300,000"], "예산", "KRW") == "money"


def test_one_cell_late_in_a_long_column_makes_it_text():
    assert type_of([*map(str, range(5000)), "many"]) == "text"
    assert type_of(map(str, range(5000))) == "number"


def test_all_columns_are_looked_through_once():
    passes = []

    def rows():
        passes.append(1)
        return iter([Row(2, ["1", "x", "Yes"]), Row(3, ["2", " "]), Row(4, [])])

    found = own_columns(Table("t", ["A", "B", "C"], rows, 3), [0, 1, 2])
    assert {place: [*column.cells] for place, column in found.items()} == {
        0: ["1", "2"],
        1: ["x"],
        2: ["Yes"],
    }
    assert len(passes) == 1
    own_columns(Table("t", ["A"], rows, 3), [])
    assert len(passes) == 1


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        ("number", "-1,200.50", "-1200.5"),
        ("money", "$1,200.50", "1200.5"),
        ("truth", "예", "true"),
        ("date", "2026-03-01T00:00:00Z", "2026-03-01"),
        ("choice", " SAP ", "sap"),
        ("text", "5%", "5%"),
    ],
)
def test_cells_are_written_as_the_format_has_them(kind, cell, expected):
    dates, numbers = Dates.of([cell]), Numbers.of([cell], currency="USD")
    read = own_reader(Own(kind, ("sap", "own")), dates, numbers, None, "USD", "USD")
    assert read(RowRead([cell]), [("H", cell)]) == expected


@pytest.mark.parametrize(
    ("kind", "cell"),
    [("number", "many"), ("money", "-$3"), ("truth", "perhaps"), ("date", "soon"), ("choice", "x")],
)
def test_what_a_declared_field_does_not_take_is_refused(kind, cell):
    dates, numbers = Dates.of([cell]), Numbers.of([cell], currency="USD")
    with pytest.raises(Refusal):
        own_reader(Own(kind, ("sap",)), dates, numbers, None, "USD", "USD")(
            RowRead([cell]), [("H", cell)]
        )
