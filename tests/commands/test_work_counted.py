"""One change costs one change, in every report: one file is read, one part of the book is gathered,
and no cell is written more often than it has to be. Counted, not timed.
"""

import importlib
import time
from pathlib import Path

import pytest

from crmcli.app.answering import answer
from crmcli.app.session import Session
from crmcli.formats import terminal
from crmcli.messages import Phrases, cells
from crmcli.reports import registry
from crmcli.store.book import remembering, workers
from crmcli.store.cache import chunks

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
ACCOUNTS = 500
RACY = 0.05  # seconds after which a file that was touched is trusted
# what a report has to be told
ASKED = {"query": {"text": "open_deals > 0"}, "find": {"text": "a"}}
OF_PAST = {"pipeline_change", "backtest", "slips", "trend", "queries"}  # which go to git, or list
OF_ONE = {"objection"}  # of which the books have none
REPORTS = [
    name
    for names in registry.OF_COMMANDS.values()
    for name in names
    if name not in OF_PAST | OF_ONE
]


class Counted:
    """What was done since it was last looked at."""

    def __init__(self, monkeypatch):
        self.files, self.gathered, self.cells = [], [], 0
        read, gather, text = workers.read_files, remembering.Remembering._chunk, cells.text

        def read_files(root, paths, want, *, remember):
            self.files += paths
            return read(root, paths, want, remember=remember)

        def chunk(self_, number, fresh):
            self.gathered.append(number)
            return gather(self_, number, fresh)

        def cell_text(*given):
            self.cells += 1
            return text(*given)

        monkeypatch.setattr(workers, "read_files", read_files)
        monkeypatch.setattr(remembering.Remembering, "_chunk", chunk)
        monkeypatch.setattr(cells, "text", cell_text)

    def taken(self):
        found = len(self.files), len(self.gathered)
        self.files, self.gathered, self.cells = [], [], 0
        return found


class Asking:
    """A book that is asked all there is, and what that costs."""

    def __init__(self, folder, monkeypatch, books):
        monkeypatch.setenv("CRM_CACHE_DIR", str(folder / "cache"))
        monkeypatch.setenv("CRM_JOBS", "1")
        monkeypatch.setattr(chunks, "RACY", RACY)
        self.counted, self.day, self.book = Counted(monkeypatch), books.TODAY, folder / "book"
        books.write_book(self.book, ACCOUNTS)
        time.sleep(2 * RACY)
        self.tables = {name: self.table(name) for name in REPORTS}
        self.at_first = self.counted.taken()

    def table(self, name):
        report = registry.find(name)
        with Session(str(self.book)) as session:
            options = report.options(**ASKED.get(name, {}))
            return answer(session, report, options, as_of=self.day).table

    def costs(self):
        """Of every report: how many files were read, and how many parts were gathered."""
        found = {}
        for name in REPORTS:
            self.table(name)
            found[name] = self.counted.taken()
        return found


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.syspath_prepend(str(BENCHMARKS))
        books = importlib.import_module("generate")
        yield Asking(tmp_path_factory.mktemp("counted"), monkeypatch, books)


def test_one_change_reads_one_file_and_gathers_one_part(asking):
    assert asking.at_first[0] == ACCOUNTS  # each once, whatever was asked
    path = min((asking.book / "accounts").glob("*.yaml"))
    path.write_text(f"{path.read_text()}# changed\n")
    time.sleep(2 * RACY)
    assert dict.fromkeys(REPORTS, (0, 1)) | {REPORTS[0]: (1, 1)} == asking.costs()
    assert {(0, 0)} == set(asking.costs().values())


def size(table):
    """How many cells it has, those of its parts too."""
    rows = len(table.rows) + (table.totals is not None)
    return rows * len(table.columns) + sum(map(size, table.sections))


@pytest.mark.parametrize("width", [80, 140])
def test_no_cell_is_written_more_than_twice(asking, width):
    """Once to know how wide its column is, and once more where two rows had to be told apart."""
    for name, table in asking.tables.items():
        asking.counted.taken()
        "".join(terminal.drawn(table, Phrases("en"), width=width, color=False))
        assert asking.counted.cells <= 2 * size(table) + 20, name
