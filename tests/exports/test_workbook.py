"""A workbook is read by others as the tables say it: cell by cell, from pieces made batch by batch."""

import datetime as dt
import re
import tempfile
import zipfile
import zlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from crmcli.exports import workbook
from crmcli.exports.batches import Making
from crmcli.exports.deflated import END, deflated, joined_crc
from crmcli.exports.sheet_rows import LONGEST
from crmcli.store.cache.batches import KeptBatches
from crmcli.tables.forms import csv_text, packed
from crmcli.tables.table import Table, columns

TABLE = Table(
    "some", columns("Some", "one id\ntwo text\nthree truth\nfour amount\nfive day"), ("one",)
)
TEXTS = st.text(alphabet="a_x04Fr<>/&]\"'=\n\r\t\0\x1f\x85\u2028 \u3000가\U0001f600") | st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
)
ROWS = st.tuples(
    TEXTS.filter(bool),
    st.none() | TEXTS,
    st.sampled_from((None, 0, 1)),
    st.none() | st.integers(-(10**15) + 1, 10**15 - 1),
    st.none() | st.dates(dt.date(1900, 3, 1)),
)


class Folder:
    """Where a workbook is written."""

    def __init__(self, path):
        self.path = str(path)

    def file(self, name):
        return str(Path(self.path) / name)


def written(path, accounts):
    """The workbook's file, and what was told of it."""
    batch = [(name, packed([csv_text(TABLE, rows)])) for name, rows in accounts.items()]
    told = workbook.write(Folder(path), [], [TABLE], batch, Making(KeptBatches(None, ""), map))
    file = Path(path) / workbook.FILE
    with zipfile.ZipFile(file) as found:
        assert found.testzip() is None
    return file, told


def read(file):
    found = CalamineWorkbook.from_path(file)
    return {name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names}


@given(st.lists(st.lists(ROWS, max_size=5), max_size=3))
def test_what_is_written_is_read_again(accounts):
    with tempfile.TemporaryDirectory() as path:
        file, told = written(path, dict(zip("abc", accounts, strict=False)))
        found = read(file)
    rows = [
        [
            one,
            two or "",
            "" if three is None else bool(three),
            "" if four is None else float(four),
            five or "",
        ]
        for account in accounts
        for one, two, three, four, five in account
    ]
    assert ({"some": len(rows)}, 0) == told
    assert {"some": [[*TABLE.names], *rows]} == found


def test_what_no_spreadsheet_holds_is_text(tmp_path):
    rows = [("1", "", 1, 12345678901234567, dt.date(1899, 12, 31)), ("2", "=1+1", 0, 10**20, None)]
    file, _ = written(tmp_path, {"a": rows})
    assert [
        ["1", "", True, "12345678901234567", "1899-12-31"],
        ["2", "=1+1", False, 1e20, ""],
    ] == read(file)["some"][1:]


def test_longer_texts_than_a_cell_holds_are_cut_and_counted(tmp_path):
    fits, long, wide = "a" * LONGEST, "b" * (LONGEST + 1), "\U0001f600" * (LONGEST // 2 + 1)
    rows = [(str(place), text, *[None] * 3) for place, text in enumerate((fits, long, wide, long))]
    file, (_, cut) = written(tmp_path, {"a": rows})
    assert 3 == cut
    assert [fits, long[: LONGEST // 2], wide[: LONGEST // 2], long[: LONGEST // 2]] == [
        row[1] for row in read(file)["some"][1:]
    ]


def test_more_rows_than_a_sheet_has_go_on_in_another(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)  # with the heading
    texts = [f"{place}</row>\n" for place in range(8)]
    rows = [(text, *[None] * 4) for text in texts]
    file, told = written(tmp_path, {"a": rows[:2], "b": rows[2:]})
    found = read(file)
    assert ({"some": 8}, 0) == told
    assert ["some", "some_2", "some_3"] == list(found)
    assert [texts[:3], texts[3:6], texts[6:]] == [
        [row[0] for row in sheet[1:]] for sheet in found.values()
    ]
    assert all([*TABLE.names] == sheet[0] for sheet in found.values())


def test_a_sheet_holds_as_many_rows_as_spreadsheets_have(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    file, _ = written(tmp_path, {"a": [(str(place), *[None] * 4) for place in range(3)]})
    assert ["some"] == list(read(file))


def test_texts_have_the_format_of_texts_and_days_that_of_days(tmp_path):
    file, _ = written(tmp_path, {"a": [("0012", None, None, None, dt.date(2026, 1, 5))]})
    with zipfile.ZipFile(file) as found:
        sheet = found.read("xl/worksheets/sheet1.xml").decode()
        styles = found.read("xl/styles.xml").decode()
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    text, day = (
        re.search(rf'<c s="(\d)"{rest}', sheet)[1] for rest in (' t="inl[^>]*><is><t>0', "><v>")
    )
    assert "49" == formats[int(text)]  # the format @, which every spreadsheet knows
    assert f'numFmtId="{formats[int(day)]}" formatCode="yyyy\\-mm\\-dd"' in styles


@given(st.binary(), st.binary())
def test_the_checksum_of_two_texts_is_made_of_both(one, other):
    assert zlib.crc32(one + other) == joined_crc(zlib.crc32(one), zlib.crc32(other), len(other))


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]))))
def test_pieces_are_read_as_one(texts):
    data = b"".join(deflated(text).data for text in texts) + END
    assert "".join(texts) == zlib.decompress(data, wbits=-zlib.MAX_WBITS).decode()


class Kept(dict):
    """What is remembered of batches."""

    has = dict.__contains__
    get = dict.__getitem__
    put = dict.__setitem__

    def only(self, digests):
        assert digests == {*self}


def test_what_was_made_once_is_not_made_again(tmp_path):
    kept, tasks = Kept(), []

    def spread(encode, batches):
        for batch in batches:
            tasks.append(batch)
            yield encode(batch)

    batch = [("a", packed([csv_text(TABLE, [("1", "one", None, None, None)])]))]
    found = []
    for _ in range(2):
        told = workbook.write(Folder(tmp_path), [], [TABLE], batch, Making(kept, spread))
        assert ({"some": 1}, 0) == told
        found.append((tmp_path / workbook.FILE).read_bytes())
    assert 1 == len(tasks)
    assert found[0] == found[1]
