"""A large table is read by two processes: the same rows in the same order as by one."""

import os
from decimal import Decimal

import pytest

from crmcli.app.importing import reading
from crmcli.app.importing.reading import rows_read
from crmcli.imports.card import Refused
from crmcli.imports.cells.dates import Dates
from crmcli.imports.cells.numbers import Numbers
from crmcli.imports.mapping.mapping import Column, FileMap, Ref
from crmcli.imports.rows import Formats, Reader
from crmcli.imports.table import Row, Table
from crmcli.imports.words import Words

HEADINGS = ["Id", "Name", "Stage", "Amount", "Created", "Firm", "Phone"]
MAP = FileMap(
    "deal",
    {
        "id": Column(("Id",)),
        "name": Column(("Name",)),
        "stage": Column(("Stage",)),
        "amount": Column(("Amount",), times=Decimal(10)),
        "created": Column(("Created",)),
    },
    {"account": Ref((), ("Firm",))},
    {"Phone": "phone"},
)


def rows():
    for n in range(400):
        cells = [f"d{n}", f"Deal {n}", ("lead", "", "한글")[n % 3], f"{n}.5", "2026-03-01", "A"]
        yield Row(n + 2, [*cells, f"010-{n}"] if n % 11 else [*cells, "", "", "too much"])


def reader():
    words = {"stage": Words("stage", {}, {"lead": ("Lead",)})}
    formats = Formats({4: Dates.of(["2026-03-01"])}, {3: Numbers.of(["1.5"], decimal=".")})
    return Reader(0, Table("deals.csv", HEADINGS, rows, 400), MAP, words, formats, "USD")


def reader_of_accounts():
    told = {"id": Column(("Id",)), "name": Column(("Name",))}
    table = Table("firms.csv", HEADINGS, rows, 400)
    return Reader(0, table, FileMap("account", told), {}, Formats({}, {}), "USD")


@pytest.fixture(params=[1, 2])
def made(request, monkeypatch):
    """What is read by so many processes."""
    monkeypatch.setenv("CRM_JOBS", str(request.param))
    monkeypatch.setattr(reading, "ALONE", 20)
    monkeypatch.setattr(reading, "_BATCH", 7)
    return lambda reader, is_same=None: list(rows_read(reader, is_same))


def test_every_row_comes_in_its_order_also_those_that_are_refused(made):
    found = made(reader())
    assert found == [reader().read(row) for row in rows()]
    assert [each.line for each in found] == list(range(2, 402))
    assert sum(isinstance(each, Refused) for each in found) == 37
    assert found[1].said["amount"] == "15"
    assert [each.key for each in found[2].left] == ["told-import-unknown-word"]


def test_a_row_that_says_what_it_said_is_only_named(made):
    asked = []

    def is_same(kind, id_, digest):
        asked.append((kind, id_, digest))
        return int(id_[1:]) % 2 == 0

    found = made(reader_of_accounts(), is_same)
    read = [each for each in found if not isinstance(each, Refused)]
    assert [each.line for each in found] == list(range(2, 402))
    assert all(bool(each.said) == (int(each.id[1:]) % 2 == 1) for each in read)
    assert {each.id: each.digest for each in read} == {id_: said for _, id_, said in asked}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")
def test_another_process_has_read_some_of_them(monkeypatch):
    monkeypatch.setenv("CRM_JOBS", "2")
    monkeypatch.setattr(reading, "ALONE", 20)
    monkeypatch.setattr(reading, "_BATCH", 7)
    monkeypatch.setattr(reading, "_batch", process_of_each)
    assert set(rows_read(reader(), None)) - {os.getpid()}


def process_of_each(task):
    return [os.getpid() for _ in task[1]]
