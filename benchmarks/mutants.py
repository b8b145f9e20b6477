"""Which small changes of the code does no test notice?

Random ones are made in a copy, one at a time, and the tests that run the changed line, or else
those nearest to it.

python benchmarks/mutants.py [--number N] [--seed N] [--only PATH]... [--limit SECONDS] [--python
PYTHON] [--lines FOLDER]... [--told FILE] [--again FILE]

What the kinds of change are and how survivors are judged: docs/contributing.md, "Mutations".
cosmic-ray makes the changes; it needs an environment of its own (it brings a click), and PYTHON is
the one of the project's. mutants_worker.py runs the tests; FOLDER is what lines_run.py made.
"""

import argparse
import ast
import difflib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import parso
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator

from crmcli.commands.directory.groups import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("domain", "reports", "rules", "edits", "app", "commands", "history", "query", "store")
COPIED = (
    "src",
    "tests",
    "docs",
    "examples",
    "benchmarks",
    "pyproject.toml",
    "README.md",
    "README.ko.md",
    "constraints.txt",
    ".ci",
    ".pre-commit-hooks.yaml",
    "LICENSE",
    ".gitignore",
)
TABLES = ("width_table.py",)  # data, not code
NUMBERS = 1 / 8  # of the numbers in the code, of which most say how wide a column is
NEAR = 4  # test files run for one change: the nearest
# Tests of thousands of drawn books, or of every command: too slow to be asked about one line of
# code. --again asks them about a survivor.
SLOW = (
    "test_order.py",
    "test_later.py",
    "test_killed.py",
    "test_real_data.py",
    "test_anything.py",
    "test_made_from_its_changes.py",
    "test_benchmarks.py",
    "test_recipes.py",
    "test_help.py",
    "test_writing.py",
    "test_checkouts.py",
    "test_robust.py",
    "test_json_contract.py",
    "test_messages.py",
    "test_every_key.py",
    "test_every_option.py",
    "test_nothing_is_silent.py",
    "test_edit.py",
)
AS_SOMEBODY = ["-c", "user.name=Ada", "-c", "user.email=ada@us.example"]
FEW, EACH = 40, 0.02  # tests by the map asked before all others, and seconds that any takes
AGAIN, LONGER = 24, 10  # test files run for a survivor, and so many times as long each
# Tests that ask all of a room, by its registry or by what is in its folder
OF_ALL = {
    "rules": ["tests/rules/test_edges.py", "tests/rules/test_twice_and_against.py"],
    "reports": [
        "tests/reports/test_left_out.py",
        "tests/reports/test_figures.py",
        "tests/reports/test_evidence.py",
    ],
    "query": ["tests/query/test_every_name.py"],
    "history": ["tests/history/test_told.py", "tests/history/test_merged.py"],
    "edits": ["tests/app/test_every_request.py"],
    "app": ["tests/app/test_every_request.py", "tests/commands/presets/test_said.py"],
}
COMPARED = (
    "Eq_NotEq",
    "NotEq_Eq",
    "Lt_LtE",
    "Lt_GtE",
    "LtE_Lt",
    "LtE_Gt",
    "Gt_GtE",
    "Gt_LtE",
    "GtE_Gt",
    "GtE_Lt",
    "Is_IsNot",
    "IsNot_Is",
)
OTHERS = (
    "AddNot",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "NumberReplacer",
    "ZeroIterationForLoop",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_Delete_USub",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_Sub_Add",
)


class Rewriting(Operator):
    """An operator that puts other code in the place of a node; `found` is that code, or None."""

    def found(self, node: Any) -> str | None:
        raise NotImplementedError

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if self.found(node) is not None:
            yield (node.start_pos, node.end_pos)

    def mutate(self, node: Any, _index: int) -> Any:
        first = node.get_first_leaf().prefix
        return parso.parse(first + (self.found(node) or ""))

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


def bare(node: Any) -> str:
    return node.get_code(include_prefix=False)


class SortRemoved(Rewriting):
    """sorted(rows, key=...) keeps the order it was given; rows.sort(...) sorts nothing."""

    def found(self, node: Any) -> str | None:
        if node.type not in ("atom_expr", "power") or len(node.children) < 2:
            return None
        head, last = node.children[0], node.children[-1]
        if getattr(head, "value", "") == "sorted" and len(node.children) == 2:
            inner = last.children[1]
            return f"list({bare(inner.children[0]) if inner.type == 'arglist' else bare(inner)})"
        before = node.children[-2]
        if before.type == "trailer" and bare(before) == ".sort":
            return "".join([bare(head), *map(bare, node.children[1:-2])])
        return None


class FirstSkipped(Rewriting):
    """A loop or a comprehension leaves its first element out."""

    def found(self, node: Any) -> str | None:
        parent = node.parent
        if (
            parent is None
            or parent.type not in ("for_stmt", "sync_comp_for")
            or parent.children[3] is not node
        ):
            return None
        return f"[*({bare(node)})][1:]"


class GuardRemoved(Rewriting):
    """`if it is so: return`, continue or raise: never."""

    def found(self, node: Any) -> str | None:
        parent = node.parent
        if (
            parent is None
            or parent.type != "if_stmt"
            or parent.children[1] is not node
            or len(parent.children) != 4
        ):
            return None
        body = re.sub(r"\s+", " ", bare(parent.children[3])).strip()
        return "False" if body.startswith(("return", "continue", "raise", "yield")) else None


class DefaultDropped(Rewriting):
    """`given or default`: given."""

    def found(self, node: Any) -> str | None:
        return bare(node.children[0]) if node.type == "or_test" else None


class WordChanged(Rewriting):
    """A parameter's default that is a word is another one."""

    def found(self, node: Any) -> str | None:
        parent = node.parent
        default = parent is not None and (
            (parent.type == "param" and parent.default is node)
            or (parent.type == "argument" and bare(parent.children[0]) == "default")
        )
        return '"another"' if node.type == "string" and default and len(node.value) > 2 else None


def operators() -> dict[str, Operator]:
    core = {
        name: get_operator(f"core/{name}")()
        for name in (*(f"ReplaceComparisonOperator_{pair}" for pair in COMPARED), *OTHERS)
    }
    return core | {
        each.__name__: each()
        for each in (SortRemoved, FirstSkipped, GuardRemoved, DefaultDropped, WordChanged)
    }


class Mutant(NamedTuple):
    """So manieth place of this operator in the file."""

    path: str
    operator: str
    occurrence: int
    line: int


def mutants(paths: list[Path]) -> Iterator[Mutant]:
    known = operators()
    for path in paths:
        seen = dict.fromkeys(known, 0)
        for node in ast_nodes(get_ast(path.read_text(encoding="utf-8"))):
            for name, operator in known.items():
                for (line, _), _ in operator.mutation_positions(node):
                    yield Mutant(path.relative_to(ROOT).as_posix(), name, seen[name], line)
                    seen[name] += 1


# which tests concern a file


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules of the program that a file imports, or names by import_module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return frozenset(name for name in found if name.startswith("crmcli."))


@cache
def modules() -> dict[str, Path]:
    return {
        module_of(path.relative_to(ROOT).as_posix()): path for path in (ROOT / "src").rglob("*.py")
    }


def module_of(path: str) -> str:
    return ".".join(Path(path).relative_to("src").with_suffix("").parts).removesuffix(".__init__")


@cache
def users(name: str) -> frozenset[str]:
    return frozenset(other for other, path in modules().items() if name in imported(path))


@cache
def tests() -> dict[Path, str]:
    return {
        path: path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
    }


@cache
def by_module() -> dict[str, set[str]]:
    """The commands that each module below that room has."""
    found: dict[str, set[str]] = {}
    for command, module in COMMANDS.items():
        found.setdefault(module, set()).add(command)
    return found


def commands_of(module: str) -> frozenset[str]:
    """The words by which tests reach it: its commands, and its own name."""
    if not module.startswith("crmcli.commands."):
        return frozenset()
    stem = module.rpartition(".")[2]
    here = module.removeprefix("crmcli.commands.")
    return frozenset({stem.rstrip("_").replace("_", "-"), *by_module().get(here, ())})


def nearest(path: str) -> Iterator[str]:
    """The test files that concern a file, the nearest first: by its name, by what they import, and
    by the commands through which it is reached.
    """
    name = module_of(path)
    stem = name.rpartition(".")[2]
    points: dict[Path, float] = {}
    reached, ring = {name}, {name}
    for distance in range(4):
        for test, text in tests().items():
            near = ring & imported(test)
            if near:
                points[test] = points.get(test, 0) + 8 / 4**distance
            commands = frozenset().union(*map(commands_of, ring))
            said = (
                sum(len(re.findall(rf"[\"'( ]{re.escape(each)}[\"' ]", text)) for each in commands)
                if "commands" in test.parts
                else 0
            )
            points[test] = points.get(test, 0) + min(said, 20) / 5 / 4**distance
            if distance == 0 and test.stem.removeprefix("test_") in (
                stem,
                stem.rstrip("s"),
                f"{stem}s",
            ):
                points[test] += 10
        ring = frozenset().union(*map(users, ring)) - reached
        reached |= ring
    ranked = sorted(
        (test for test, far in points.items() if far > 0),
        key=lambda test: (-points[test], tests()[test].count("\n")),
    )
    return (test.relative_to(ROOT).as_posix() for test in ranked)


def asked_first(path: str) -> list[list[str]]:
    """The tests for each change of a sample, run together."""
    return [
        list(islice((test for test in nearest(path) if Path(test).name not in SLOW), NEAR)),
        OF_ALL.get(Path(path).parts[2], []),
        *pages(path),
    ]


def asked_again(path: str) -> list[list[str]]:
    """The tests for a survivor, file by file: the slow ones too."""
    near = list(nearest(path))
    return [
        [test]
        for test in (
            *near[:AGAIN],
            *(test for test in near[AGAIN:] if Path(test).name in SLOW),
            *OF_ALL.get(Path(path).parts[2], []),
        )
    ] + pages(path)


def pages(path: str) -> list[list[str]]:
    """The pages that say how this is used: of the documentation, and of what every option writes.

    Both are tests.
    """
    stem = Path(path).stem.replace("_", "-")
    alike = (stem, stem.split("-")[0], f"{stem}s", stem.rstrip("s"))
    found = [
        ["tests/commands/test_every_option.py", "-k", f"leaves_exactly and {page.stem}"]
        for page in sorted((ROOT / "tests/commands/options").glob("*.txt"))
        if page.stem in alike
    ]
    return found + [
        ["tests/docs/test_pages.py", "-k", f"shows_what and {page.name}"]
        for page in sorted((ROOT / "docs").glob("*.md"))
        if page.stem in alike
    ]


# which tests run a line


class Run(NamedTuple):
    """A test that runs a line, and how long it takes."""

    test: str
    seconds: float


class Map:
    """Which tests run the changed lines, by what lines_run.py made, of code that may be older.

    A change outside of functions has no tests here: such lines run once in a process, whoever asks.
    """

    def __init__(self, folders: list[Path], chosen: list[Mutant]) -> None:
        self.at_line: dict[Mutant, list[Run]] = {each: [] for each in chosen}
        self.around: dict[Mutant, list[Run]] = {each: [] for each in chosen}
        self.functions: set[str] = set()
        for folder in folders:
            self._read(folder, chosen)

    def _read(self, folder: Path, chosen: list[Mutant]) -> None:
        files = json.loads((folder / "files.json").read_text(encoding="utf-8"))
        places = {
            each: places_then(each, *files[each.path]) for each in chosen if each.path in files
        }
        with open(folder / "tests.jsonl", encoding="utf-8") as tests:
            for row in tests:
                test, seconds, marks = json.loads(row)
                taken = zlib.decompress(bytes.fromhex(marks))
                self.functions.add(test.partition("[")[0])
                for each, (line, function) in places.items():
                    if any(taken[place] for place in function):
                        self.around[each].append(Run(test, seconds))
                        if line is not None and taken[line]:
                            self.at_line[each].append(Run(test, seconds))

    def tests(self, mutant: Mutant, seconds: float) -> list[list[str]]:
        """Of each function that runs the line one case after another, the quickest first, until so
        many seconds are over; a few before all others. Then tests that are newer than the map.
        """
        cases: dict[str, int] = {}
        turns = []
        runs = self.at_line[mutant] or self.around[mutant]
        for run in sorted(runs, key=lambda run: run.seconds):
            function = run.test.partition("[")[0]
            cases[function] = cases.get(function, 0) + 1
            turns.append((cases[function], run.seconds, run.test))
        ranked, left = [], seconds
        for _, took, test in sorted(turns):
            left -= took + EACH
            if left < 0:
                break
            ranked.append(test)
        new = [
            test
            for path in islice(nearest(mutant.path), AGAIN)
            for test in functions(path)
            if test not in self.functions
        ]
        return [ranked[:FEW], ranked[FEW:], new]


def places_then(mutant: Mutant, first: int, text: str) -> tuple[int | None, list[int]]:
    """Where in the map the changed line stands, and all of its function but the head."""
    source = (ROOT / mutant.path).read_text(encoding="utf-8")
    matched = difflib.SequenceMatcher(None, text.split("\n"), source.split("\n"), autojunk=False)
    then = {
        block.b + at + 1: first + block.a + at + 1
        for block in matched.get_matching_blocks()
        for at in range(block.size)
    }
    function = [
        (node.body[0].lineno, node.end_lineno or 0)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        and node.lineno <= mutant.line <= (node.end_lineno or 0)
    ]
    if not function:
        return None, []
    start, end = max(function)
    return then.get(mutant.line), [then[line] for line in range(start, end + 1) if line in then]


@cache
def functions(path: str) -> list[str]:
    """A test file's tests, as pytest calls them without their cases."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return [
        f"{path}::{node.name}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


# one change after another


class Worker:
    """The interpreter of mutants_worker.py, in the copy."""

    def __init__(self, python: str, copy: Path) -> None:
        env = {**os.environ, "PYTHONPATH": str(copy / "src"), "LANG": "C.UTF-8"}
        self.process = subprocess.Popen(
            [python, "benchmarks/mutants_worker.py"],
            cwd=copy,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        ready = self.process.stdout.readline()  # what is changed before it has imported all stays
        assert ready == "ready\n"

    def __call__(
        self, path: str, before: str, tests: list[str], limit: float, *, whole: bool = False
    ) -> tuple[str, str]:
        """How the tests ended, and the one that failed; `whole`: the program is imported again."""
        assert self.process.stdin
        assert self.process.stdout
        asked = {"path": path, "before": before, "tests": tests, "limit": limit, "whole": whole}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        told = json.loads(self.process.stdout.readline())
        return "out of time" if told["status"] < 0 else {
            0: "survived",
            1: "killed",
            5: "survived",
        }.get(told["status"], "not run"), told["failed"]


def run(
    mutant: Mutant, copy: Path, worker: Worker, tests: list[list[str]], limit: float
) -> dict[str, Any]:
    target = copy / mutant.path
    before, stat = target.read_text(encoding="utf-8"), target.stat()
    after = mutate_code(before, operators()[mutant.operator], mutant.occurrence)
    changed = "\n".join(
        line
        for line in difflib.unified_diff(
            before.splitlines(), (after or before).splitlines(), lineterm="", n=0
        )
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    )
    found: dict[str, Any] = {**mutant._asdict(), "changed": changed}
    try:
        compile(after or "", mutant.path, "exec")
    except SyntaxError:
        return found | {"end": "not a program"}
    began = time.monotonic()
    forget(target)
    target.write_text(after or before, encoding="utf-8")
    try:
        end, failed, whole = asked_of(worker, mutant.path, before, tests, limit)
        alone = [failed]
        if failed.startswith("tests/"):  # on a busy machine one may fail once
            again = worker(mutant.path, before, alone, LONGER * limit, whole=whole)[0]
            end = end if again == "killed" else "not sound"
    finally:
        forget(target)
        target.write_text(before, encoding="utf-8")
        os.utime(target, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    if (
        end == "killed"
        and failed.startswith("tests/")
        and worker(mutant.path, before, alone, LONGER * limit)[0] != "survived"
    ):
        end = "not sound"  # it fails without the change too
    return found | {
        "end": end,
        "seconds": round(time.monotonic() - began, 1),
        "tests": [each[:FEW] for each in tests],
        "failed": failed,
    }


def asked_of(
    worker: Worker, path: str, before: str, tests: list[list[str]], limit: float
) -> tuple[str, str, bool]:
    """How the tests ended, one group after another until one fails, the one that failed, and
    whether the program had been imported again.

    What a function does while the program is imported, only the program imported again shows: that
    is asked of the first tests, and of those that the file's name leads to.
    """
    ends = {"survived"}
    asked = list(filter(None, tests))
    for whole in (False, True):
        for each in (asked[0], *asked[-NEAR:]) if whole and len(asked) > NEAR else asked:
            end, failed = worker(path, before, each, limit, whole=whole)
            if end == "killed":
                return end, failed, whole
            ends.add(end)
    return "out of time" if "out of time" in ends else min(ends), "", False


def forget(target: Path) -> None:
    """Python tells what it compiled from its source by second and size only."""
    for compiled in (target.parent / "__pycache__").glob(f"{target.stem}.*"):
        compiled.unlink()


def not_killed(told: Path) -> list[Mutant]:
    """Those of which no test failed yet. The code must be as it was then."""
    rows = map(json.loads, told.read_text(encoding="utf-8").splitlines())
    return [
        Mutant(*(each[name] for name in Mutant._fields))
        for each in rows
        if each["end"] not in ("killed", "not a program")
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        help="a file or folder under src/crmcli, and every change of it unless --number says fewer",
    )
    parser.add_argument(
        "--line", type=int, action="append", default=[], help="only changes of this line"
    )
    parser.add_argument(
        "--limit", type=float, default=20, help="seconds of the processor for one run of tests"
    )
    parser.add_argument("--python", default=str(ROOT / ".venv/bin/python"))
    parser.add_argument(
        "--lines",
        action="append",
        default=[],
        help="what lines_run.py made, of all tests or of later ones: which tests run which line",
    )
    parser.add_argument(
        "--told",
        default="mutants.jsonl",
        help="where what came of each is written, a line of JSON each",
    )
    parser.add_argument(
        "--again",
        help="what --told wrote: those not killed once more, before many more tests, for longer",
    )
    asked = parser.parse_args()
    roots = [ROOT / "src/crmcli" / each for each in asked.only or ROOMS]
    paths = sorted(
        path
        for root in roots
        for path in ([root] if root.is_file() else root.rglob("*.py"))
        if path.name not in TABLES
    )
    chance = random.Random(asked.seed)
    every = [each for each in mutants(paths) if not asked.line or each.line in asked.line]
    every = [
        each
        for each in every
        if each.operator != "NumberReplacer" or asked.only or chance.random() < NUMBERS
    ]
    chosen = (
        not_killed(Path(asked.again))
        if asked.again
        else chance.sample(every, min(asked.number, len(every)))
    )
    with tempfile.TemporaryDirectory() as folder, open(asked.told, "a", encoding="utf-8") as told:
        for name in COPIED:
            source = ROOT / name
            if source.exists():
                (shutil.copytree if source.is_dir() else shutil.copy2)(
                    source,
                    Path(folder) / name,
                    **({"ignore": shutil.ignore_patterns("books")} if name == "benchmarks" else {}),
                )
        for words in (["init", "-q"], ["add", "examples"], ["commit", "-q", "-m", "examples"]):
            subprocess.run(["git", *AS_SOMEBODY, *words], cwd=folder, check=True)  # tests ask it
        worker = Worker(asked.python, Path(folder))
        known = Map([*map(Path, asked.lines)], chosen) if asked.lines else None
        for mutant in chosen:
            limit = (LONGER if asked.again else 1) * asked.limit
            tests = (asked_again if asked.again else asked_first)(mutant.path)
            if known:
                tests = known.tests(mutant, limit) + tests
            found = run(mutant, Path(folder), worker, tests, limit)
            told.write(json.dumps(found) + "\n")
            told.flush()
            print(
                found["end"],
                f"{mutant.path}:{mutant.line}",
                mutant.operator,
                found.get("seconds", ""),
                found.get("failed", ""),
                file=sys.stderr,
            )


if __name__ == "__main__":
    main()
