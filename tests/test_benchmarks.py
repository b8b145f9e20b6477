"""The benchmark's books are books, and the benchmark runs. How fast anything is, no test says."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.store.shapes.reading import read

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


@pytest.fixture
def books(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("generate")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("run")


def test_the_same_number_gives_the_same_account(books: ModuleType) -> None:
    assert books.account(5) == books.account(5)
    assert books.account(5) != books.account(6)
    assert books.account(5) != books.account(5, seed="other")


def test_accounts_read_without_findings_and_have_the_size_of_real_ones(books: ModuleType) -> None:
    files = [books.account(number).encode() for number in range(20)]
    assert [read(data, ACCOUNT).problems for data in files] == [()] * 20
    assert read(books.policy().encode(), POLICY).problems == ()
    assert 6_000 < sum(map(len, files)) / 20 < 9_000


def test_a_book_is_written_once_and_anew_when_it_should_be_another(
    books: ModuleType, tmp_path: Path
) -> None:
    root = tmp_path / "book"
    assert [books.write_book(root, count) for count in (2, 2, 3)] == [True, False, True]
    assert sorted(path.name for path in (root / "accounts").iterdir()) == [
        "a00000.yaml",
        "a00001.yaml",
        "a00002.yaml",
    ]


def test_a_folder_that_is_no_book_of_the_benchmark_is_left_alone(
    books: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "accounts").mkdir()
    with pytest.raises(FileExistsError):
        books.write_book(tmp_path, 1)
    assert (tmp_path / "accounts").exists()


def test_another_program_may_write_the_book(books: ModuleType, tmp_path: Path) -> None:
    program = tmp_path / "writer.py"
    program.write_text(
        "import sys, pathlib\nfor n in range(int(sys.argv[2])): pathlib.Path(sys.argv[1], 'accounts', f'{n}.yaml').touch()\n",
        encoding="utf-8",
    )
    books.write_book(tmp_path / "book", 2, generator=program)
    assert sorted(path.name for path in (tmp_path / "book" / "accounts").iterdir()) == [
        "0.yaml",
        "1.yaml",
    ]


def test_a_changed_account_is_restored_to_the_byte(
    run: ModuleType, books: ModuleType, tmp_path: Path
) -> None:
    books.write_book(tmp_path / "book", 1)
    tree = run.Tree(tmp_path / "book", 1)
    before = tree.file.read_bytes()
    tree.change(1)
    tree.change(2)
    assert tree.file.read_bytes() == before + b"# touched 2\n"
    tree.restore()
    assert tree.file.read_bytes() == before


def test_sizes_are_given_as_a_list(run: ModuleType) -> None:
    options = run.arguments(["--accounts", "1_000,100", "--only", "due", "--only", "cold"])
    assert (options.accounts, options.only, options.rounds) == ([100, 1000], ["due", "cold"], 7)


@pytest.mark.parametrize(
    "words",
    [["--accounts", "0"], ["--rounds", "0"], ["--only", "nothing"], ["--generator", "/nowhere.py"]],
)
def test_what_cannot_be_measured_is_refused(run: ModuleType, words: list[str]) -> None:
    with pytest.raises(SystemExit):
        run.arguments(words)


def test_a_figure_is_held_against_its_target(run: ModuleType, tmp_path: Path) -> None:
    tree = run.Tree(tmp_path, 1)
    start = run.Case("start", "s", lambda _: [], tree, tmp_path, runs=[run.Run((10.0, 8.0, 10.0))])
    within = run.Case(
        "due", "d", lambda _: [], tree, tmp_path, ("start", 9), runs=[run.Run((90.0, 80.0, 20.0))]
    )
    failed = run.Case(
        "due", "f", lambda _: [], tree, tmp_path, ("start", 9), failed="no such thing"
    )
    wall, cpu = run.rows([start, within, failed], "wall"), run.rows([start, within, failed], "cpu")
    assert [row.get("verdict") for row in wall] == [None, "ok", ""]
    assert [row.get("verdict") for row in cpu] == [None, "over", ""]
    assert "failed" in run.table(wall).splitlines()[-1]


def test_a_long_answer_may_take_some_time_for_each_line(run: ModuleType, tmp_path: Path) -> None:
    tree = run.Tree(tmp_path, 1)
    start = run.Case("start", "s", lambda _: [], tree, tmp_path, runs=[run.Run((10.0, 8.0, 10.0))])

    def case(lines: int) -> object:
        runs = [run.Run((130.0, 130.0, 20.0))]
        asked = run.Case(
            "answers", "d", lambda _: [], tree, tmp_path, ("start", 12), runs=runs, lines=lines
        )
        asked.per_line = 40.0
        return asked

    rows = run.rows([start, case(100), case(200), case(1000)], "wall")
    assert [row.get("verdict") for row in rows] == [None, "over", "over", "ok"]
    assert rows[-1]["target"] == "<= 12 x start + 40 us x 1,000"


def test_a_new_report_is_measured_in_every_form(run: ModuleType, tmp_path: Path) -> None:
    options = run.arguments(["--dir", str(tmp_path), "--accounts", "2", "--only", "answers"])
    names = [case.name.split(", ") for case in run.Plan(options).cases()][1:]
    known = {name.removeprefix("crm ") for name, *_ in names}
    # knows, slips and trend are told of somebody, or ask the past
    assert known == set(run.OF_COMMANDS) - {"knows", "slips", "trend"} | {"coverage", "due"}
    assert len(names) == len(known) * 4 * 2


def _benchmark(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCHMARKS / "run.py"), *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_tiny_benchmark_runs_and_tells_every_run(tmp_path: Path) -> None:
    done = _benchmark(
        "--dir",
        str(tmp_path),
        "--accounts",
        "3",
        "--rounds",
        "1",
        "--only",
        "due",
        "--only",
        "cold",
        "--json",
    )
    assert (done.returncode, done.stderr) == (0, "")
    rows = json.loads(done.stdout)["rows"]
    assert [(row["part"], len(row["runs"]), row["failed"]) for row in rows] == [
        (part, 1, "") for part in ("start", "yaml", "due", "cold", "cold")
    ]
    assert (tmp_path / "3" / "crm.yaml").exists()


def test_a_command_that_fails_is_told_and_makes_the_benchmark_fail(
    run: ModuleType, books: ModuleType, tmp_path: Path
) -> None:
    books.write_book(tmp_path / "book", 1)
    case = run.Case(
        "due",
        "d",
        lambda _: [sys.executable, "-c", "raise SystemExit('no luck')"],
        run.Tree(tmp_path / "book", 1),
        tmp_path,
    )
    case.measure(0)
    case.measure(1)
    assert case.runs == []
    assert "status 1: no luck" in case.failed


def test_a_book_with_a_past_has_as_many_commits_as_asked_for_and_ends_as_its_files(
    books: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    history = importlib.import_module("history")
    history.write_history(tmp_path / "book", 3, 10)
    git = ["git", "-C", str(tmp_path / "book")]
    assert subprocess.run(
        [*git, "rev-list", "--count", "main"], check=True, capture_output=True
    ).stdout.split() == [b"11"]
    assert books.path_of(tmp_path / "book", 1).read_text(encoding="utf-8").count("- {date") > 10
    assert len(history.contents(tmp_path / "book", 24).split()) > 3
    versions = list(history.versions(books.account(1), 4))
    assert (len(versions), versions[-1]) == (5, books.account(1))
    assert all(read(text.encode(), ACCOUNT).problems == () for text in versions)
