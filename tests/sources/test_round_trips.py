"""What a CSV writer wrote in any dialect and encoding comes back cell by cell."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.domain.errors import CrmError
from crmcli.sources.opened import How
from crmcli.sources.opening import _Run

LETTERS = st.sampled_from("abcZ019 .-\"'\n,;|\t=가한빛전자éüß山田")
CELL = st.text(LETTERS, max_size=8)
HEADINGS = ["Id", "Account Name", "Stage", "Amount"]
ROWS = st.lists(
    st.lists(CELL, min_size=4, max_size=4).filter(lambda row: all(map(str.strip, row[:2]))),
    min_size=2,
    max_size=12,
)


def read(data, **how):
    run = _Run(How(**how))
    run.open(data, "t.csv")
    (table,) = run.tables
    return table


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    ROWS,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_every_cell_comes_back(rows, sign, end, quoting, encoding):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator=end, quoting=quoting)
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    table = read(out.getvalue().encode(encoding))
    assert (HEADINGS, sign) == (table.headings, table.separator)
    found = [list(row.cells) for row in table.rows()]
    assert rows == found
    assert len(rows) == table.count


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(
    st.binary(max_size=80)
    | st.text(LETTERS, max_size=60).map(lambda text: text.encode("cp949", "ignore"))
)
def test_any_bytes_are_a_table_whose_rows_can_be_had_again_or_an_error_in_words(data):
    try:
        table = read(data)
    except CrmError as error:
        assert error.message.key.startswith(("error-import-", "error-source-"))
        return
    first = [tuple(row.cells) for row in table.rows()]
    assert first == [tuple(row.cells) for row in table.rows()]
    assert len(first) == table.count
    assert all(len(cells) >= len(table.headings) for cells in first)
