"""Rows that were written as CSV lines are read as they were, and batches keep their borders."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from crmcli.exports.batches import SIZE, batches
from crmcli.exports.rows import rows
from crmcli.tables.forms import csv_text
from crmcli.tables.table import Table, columns

TABLE = Table("some", columns("Some", "one id\ntwo text\nthree truth\nfour amount"), ("one",))
TEXTS = st.text(alphabet='ab,"\n\r\0\u2028 가')
ROWS = st.tuples(
    TEXTS.filter(bool),
    st.none() | TEXTS,
    st.sampled_from((None, 0, 1)),
    st.none() | st.decimals(allow_nan=False, allow_infinity=False),
)


def said(row):
    one, two, three, four = row
    return [
        one,
        two,
        {None: None, 0: "false", 1: "true"}[three],
        None if four is None else f"{four:f}",
    ]


@given(st.lists(st.lists(ROWS)))
def test_what_is_written_is_read_again(accounts):
    texts = [csv_text(TABLE, each)[1] for each in accounts]
    assert [said(row) for each in accounts for row in each] == rows(texts)


@given(st.lists(ROWS))
def test_any_reader_of_csv_finds_the_same_texts(found):
    count, text = csv_text(TABLE, found)
    expected = [[cell or "" for cell in said(row)] for row in found]
    assert len(found) == count
    assert expected == list(csv.reader(StringIO(text, newline="")))


def test_a_cell_may_be_longer_than_a_reader_of_csv_takes():
    row = ("one", 'a,"b"' * 50_000, None, None)
    assert [said(row)] == rows([csv_text(TABLE, [row])[1]])


def test_an_account_that_comes_changes_the_batch_it_comes_into_only():
    accounts = [(f"a{number:05}", b"%d" % number) for number in range(20 * SIZE)]
    before = [tuple(each) for each in batches(accounts)]
    after = [tuple(each) for each in batches(sorted([*accounts, ("a00777x", b"new")]))]
    assert len({*after} - {*before}) <= 2
    assert [packed for _, packed in accounts] == [each for batch in before for each in batch]
    assert max(map(len, before)) <= 4 * SIZE
