"""Killed at any moment, a writer leaves every file whole, and nothing that stands in the next one's way."""

import json
import runpy
from pathlib import Path

import pytest
from store.book_files import book, ended, program

KILLS = 250
PROGRAM = f"import runpy, sys; runpy.run_path({str(Path(__file__).with_name('killing.py'))!r}, run_name='__main__')"


@pytest.mark.parametrize("seed", [1, 2])
def test_a_writer_killed_at_any_moment_leaves_whole_files_and_a_free_book(
    tmp_path: Path, seed: int
) -> None:
    root = book(tmp_path / "book", big="name: Big\n")
    ((status, out, err),) = ended([program(PROGRAM, root, seed, KILLS)])
    assert (0, "") == (status, err)
    seen = json.loads(out)
    # none was killed before it wrote
    assert ([], KILLS, KILLS) == (
        seen["wrong"],
        seen["kills"],
        seen["touched"],
    )


def test_a_half_written_file_would_be_noticed(tmp_path: Path) -> None:
    killing = runpy.run_path(str(Path(__file__).with_name("killing.py")))
    root = book(tmp_path / "book", big="name: Big\n")
    killing["fresh"](root)
    assert [] == killing["wrong"](root)
    (root / "accounts/big.yaml").write_text(killing["BIG"][:-20], encoding="utf-8")
    (root / "accounts/here.yaml").unlink()
    (root / ".crm-other").touch()
    assert 3 == len(killing["wrong"](root))
