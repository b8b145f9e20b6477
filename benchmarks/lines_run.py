"""Which lines of the program does which test run? And which lines, which ways of a branch, none?

PYTHON benchmarks/lines_run.py [--told FOLDER] [--words "-n 2 tests/reports"]

PYTHON is of an environment of its own, of Python 3.13, with the project (pip install -e '.[test]'):
while this runs, every interpreter of it records. FOLDER/left.txt says what no test ran; the rest is
for mutants.py --lines FOLDER.
"""

import argparse
import dis
import json
import os
import shlex
import subprocess
import sys
import sysconfig
import tempfile
import types
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lines_recorder import codes

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/crmcli"
_OWN = ("except", "with ")  # they branch for themselves: another exception than expected


def modules() -> dict[Path, types.CodeType]:
    return {
        path: compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
        for path in sorted(SOURCE.rglob("*.py"))
    }


def places(found: dict[Path, types.CodeType]) -> dict[str, Any]:
    """Where in the shared memory each file's lines stand, and after all of them the branches."""
    files, line, instruction = {}, 0, 0
    for path, module in found.items():
        files[str(path)] = (line, instruction)
        line += path.read_bytes().count(b"\n") + 2
        instruction += sum(len(code.co_code) for code in codes(module))
    return {"files": files, "lines": line, "size": line + instruction}


def record(folder: Path, words: list[str]) -> None:
    """Run the tests with the recorder in every interpreter of this environment."""
    always = Path(sysconfig.get_path("purelib")) / "lines_recorder.pth"
    always.write_text(
        f"import sys; sys.path.append({str(Path(__file__).parent)!r}); "
        f"import lines_recorder; lines_recorder.start({str(folder)!r})\n",
        encoding="utf-8",
    )
    try:
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "lines_recorder", *words],
            cwd=ROOT,
            env={**os.environ, "CRM_TESTS_ALONE": "1"},
            check=False,
        )
    finally:
        always.unlink()


def lines_of(code: types.CodeType) -> set[int]:
    """Those of a function and what is within."""
    return {line for each in codes(code) for *_, line in each.co_lines() if line}


def untaken(
    module: types.CodeType, marks: bytes, instruction: int, taken: set[int], source: list[str]
) -> Iterator[tuple[int, str]]:
    """The lines of it no test ran, and the conditions and loops that only ever went one way: of
    those that are compiled twice, both.
    """
    functions = [code for code in codes(module) if code.co_flags & 0x2]
    yield from ((line, "") for line in set().union(*map(lines_of, functions)) - taken)
    ways: dict[tuple[int, str, str], bytes] = {}
    for code in codes(module):
        for each in dis.get_instructions(code):
            at = each.positions
            if code.co_flags & 0x2 and at and at.lineno:
                what = each.opname.removeprefix("POP_JUMP_IF_").lower()
                key = at.lineno, f"{at.col_offset}-{at.end_col_offset}", what
                here = marks[instruction + each.offset : instruction + each.offset + 2]
                ways[key] = bytes(a | b for a, b in zip(ways.get(key, b"\0\0"), here, strict=True))
        instruction += len(code.co_code)
    for (line, at, what), way in ways.items():
        if any(way) and not all(way) and not source[line - 1].lstrip().startswith(_OWN):
            yield line, f"{at}: {what}: {'always' if way[1] else 'never'}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--told", default="lines", help="the folder that the map is written to")
    parser.add_argument("--words", default="-n 2", help="for pytest")
    asked = parser.parse_args()
    found = modules()
    where = places(found)
    told = Path(asked.told)
    told.mkdir()
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        folder = Path(name)
        (folder / "places.json").write_text(json.dumps(where), encoding="utf-8")
        record(folder, shlex.split(asked.words))
        branches = bytes(where["size"] - where["lines"])
        for each in folder.glob("taken.*"):
            marks = each.read_bytes()[where["lines"] :]
            branches = bytes(a | b for a, b in zip(branches, marks, strict=True))
        with open(told / "tests.jsonl", "wb") as tests:
            for each in sorted(folder.glob("told.*")):
                tests.write(each.read_bytes())
    texts = {
        path.relative_to(ROOT).as_posix(): [where["files"][str(path)][0], path.read_text("utf-8")]
        for path in found
    }
    (told / "files.json").write_text(json.dumps(texts), encoding="utf-8")
    taken = bytes(where["lines"])
    with open(told / "tests.jsonl", encoding="utf-8") as tests_run:
        for row in tests_run:
            marks = zlib.decompress(bytes.fromhex(json.loads(row)[2]))
            taken = (int.from_bytes(taken) | int.from_bytes(marks)).to_bytes(where["lines"])
    with open(told / "left.txt", "w", encoding="utf-8") as left:
        for path, module in found.items():
            line, instruction = where["files"][str(path)]
            source = path.read_text(encoding="utf-8").split("\n")
            run = {number for number in range(len(source) + 1) if taken[line + number]}
            for number, what in sorted(untaken(module, branches, instruction, run, source)):
                name = path.relative_to(ROOT).as_posix()
                left.write(f"{name}:{number}: {what or 'never run'}: {source[number - 1]}\n")


if __name__ == "__main__":
    main()
