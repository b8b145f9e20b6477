"""How long does `crm` take, how much memory, and how does both grow?

Ratios to the start of the same Python.

python benchmarks/run.py [--only PART]... [--rounds N] [--json]      (what is measured and why:
benchmarks/README.md)
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import generate

from crmcli.reports.registry import OF_COMMANDS

CRM = os.path.join(os.path.dirname(sys.executable), "crm")
DAY = generate.TODAY
RESTED = 2.1  # seconds after which crm takes a change for finished; see store/cache/chunks.py, RACY
PARTS = (
    "git",
    "yaml",
    "due",
    "coverage",
    "version",
    "log",
    "new-day",
    "small",
    "changed",
    "cold",
    "memory",
    "growth",
    "reports",
    "answers",
    "lint",
)
LONG_PARTS = ("answers",)  # which take half an hour, and run where they are asked for
START = "python -c pass"
YAML = """
import os, yaml
for item in os.scandir("accounts"):
    with open(item.path, "rb") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""
FIGURES = {
    "start": "x start",
    "yaml": "x yaml",
    "memory": "MB",
    "growth": "x smallest",
    "asked": "x asking",
    "report": "x coverage",
}
# Every report that goes through the whole book and need not be told of what.
OF_ONE = ("due", "show", "brief", "map", "find", "query", "knows", "coverage", "trend", "slips")
REPORTS = tuple(each for each in OF_COMMANDS if each not in OF_ONE)
# What else is asked of a whole book, and what of one account.
ASKED = {"find": ("find", "c3"), "query": ("query", "open_deals > 0")}
OF_ACCOUNT = ("show", "brief", "map")
FORMS = ("table", "plain", "json", "csv")
LINE = {"table": 40.0}  # microseconds that a line of a long answer may take
OTHER_LINE = 15.0
LONG = 100  # lines above which an answer is a long one
ONE = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), Loader=yaml.CSafeLoader)"
LARGE = (50_000, 100_000)  # accounts of the books that growth is shown over where it is asked for
GROWN = ("due", "coverage", "pipeline", "find", "lint")  # what is asked of books of every size
ACCOUNT_SIZE = 10_000  # bytes of the account that an entry is added to
GROWTH = 1.25  # CPU per account may differ that much between the smallest book and a larger one


class Run(tuple[float, float, float]):
    """One process: wall ms, CPU ms and peak MB.

    CPU counts its children, the peak is that of the largest of them.
    """

    __slots__ = ()


@dataclass
class Tree:
    """A book on disk, one of whose files is changed now and then."""

    root: Path
    size: int
    changed_at: float = 0.0

    @property
    def file(self) -> Path:
        return generate.path_of(self.root, self.size // 2)

    def change(self, number: int) -> None:
        """Add a comment to one account."""
        self.restore()
        with open(self.file, "ab") as file:
            file.write(b"# touched %d\n" % number)
        self.changed_at = time.time()

    def restore(self) -> None:
        """Take the comments away again, also those of a run that was interrupted."""
        data = self.file.read_bytes()
        place = data.find(b"# touched ")
        if place >= 0:
            os.truncate(self.file, place)
            self.changed_at = time.time()

    def rest(self) -> None:
        """Wait until the last change counts as finished."""
        time.sleep(max(0.0, self.changed_at + RESTED - time.time()))


@dataclass
class Case:
    """One line of the answer: a command, what comes before it, and what it may cost."""

    part: str
    name: str
    command: Callable[[int], list[str]]
    tree: Tree
    cache: Path
    target: tuple[str, float] | None = None  # a key of FIGURES, and the most it may be
    before: Callable[[int], None] = lambda _: None
    # run the command unmeasured whenever files changed since, so that the cache knows them all
    warms: bool = False
    slow: bool = False
    jobs: str = ""
    statuses: tuple[int, ...] = (0,)
    per_line: float = 0.0  # microseconds that each line of a long answer may take beside the target
    lines: int = 0
    runs: list[Run] = field(default_factory=list)
    failed: str = ""
    warmed_at: float = -1.0

    def measure(self, number: int) -> None:
        """Run once, and keep the figures."""
        if self.failed:
            return
        self.before(number)
        if self.warms and self.warmed_at < self.tree.changed_at:
            self.tree.rest()
            self._start(0)
            self.warmed_at = time.time()
        run = self._start(number)
        if self.per_line and not self.lines:
            self.lines = self._count(number)
        if not self.failed:
            self.runs.append(run)

    @property
    def for_lines(self) -> float:
        """Milliseconds that the lines of a long answer may take."""
        return self.lines * self.per_line / 1e3 if self.lines > LONG else 0.0

    def _count(self, number: int) -> int:
        """How many lines the answer has."""
        return subprocess.run(
            self.command(number),
            cwd=self.tree.root,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        ).stdout.count(b"\n")

    def _start(self, number: int) -> Run:
        command = self.command(number)
        with tempfile.TemporaryFile() as errors:
            began = time.perf_counter()
            try:
                process = subprocess.Popen(
                    command,
                    cwd=self.tree.root,
                    env=self._environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=errors,
                )
            except OSError as error:
                self.failed = str(error)
                return Run((0.0, 0.0, 0.0))
            _, state, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
            process.returncode = status = os.waitstatus_to_exitcode(state)
            if status not in self.statuses:
                errors.seek(0)
                said = errors.read().decode("utf-8", "replace").strip().splitlines()
                name, words = os.path.basename(command[0]), " ".join(command[1:])[:60]
                told = said[0] if said else "nothing on stderr"
                self.failed = f"{name} {words}: status {status}: {told}"
        kilo = 1024 if sys.platform != "darwin" else 1024**2
        return Run((wall * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3, usage.ru_maxrss / kilo))

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("CRM_", "PYTHON", "GIT_", "COLUMNS"))
        }
        more = {"CRM_JOBS": self.jobs} if self.jobs else {}
        return {**kept, "LC_ALL": "C.UTF-8", "CRM_CACHE_DIR": str(self.cache), **more}


def crm(*arguments: str) -> Callable[[int], list[str]]:
    """A command line of the installed crm, the same every time."""
    return lambda _: [CRM, *arguments]


def asked(*arguments: str) -> Callable[[int], list[str]]:
    """A question about the day of the benchmark."""
    return crm(*arguments, "--as-of", DAY.isoformat())


DUE = asked("due", "-o", "plain")
# crm on a day that is so many days ahead
LATER = """
import sys
from datetime import timedelta
from crmcli.app import session
days, now = timedelta(int(sys.argv.pop(1))), session.clock
session.clock = lambda policy: now(policy) + days
from crmcli.__main__ import main
main()
"""


class Plan:
    """Which cases there are, over which books. Books are written when the first case needs them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.folder, self.sizes, self.generator = (
            options.dir.resolve(),
            options.accounts,
            options.generator,
        )
        self.only = set(options.only or [part for part in PARTS if part not in LONG_PARTS])
        self.trees: dict[int, Tree] = {}
        self.growing = [*self.sizes, *(LARGE if options.large else [])]
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    def tree(self, size: int) -> Tree:
        """The book of that size, written if need be."""
        if size not in self.trees:
            tree = self.trees[size] = Tree(self.folder / str(size), size)
            generate.write_book(tree.root, size, generator=self.generator)
            tree.restore()
        return self.trees[size]

    def cases(self) -> Iterator[Case]:
        """Every case asked for, in the order of a round."""
        if "cold" in self.only:
            self.only.add("yaml")
        if "log" in self.only:
            self.only.add("version")
        yield Case(
            "start",
            START,
            lambda _: [sys.executable, "-c", "pass"],
            self.tree(self.sizes[0]),
            self._cache("none"),
        )
        for part in PARTS:
            if part in self.only:
                yield from getattr(self, f"_{part.replace('-', '_')}")()

    @property
    def big(self) -> Tree:
        return self.tree(self.sizes[-1])

    def _cache(self, name: str) -> Path:
        cache: Path = self.folder / "cache" / name
        return cache

    def _cold(self) -> Iterator[Case]:
        for jobs, target in (("1", ("yaml", 0.6)), ("2", None)):
            yield self._anew(
                "cold",
                f"crm due -o plain, cold, {jobs} process{'es' if jobs > '1' else ''}",
                DUE,
                self.big,
                target,
                jobs,
            )

    def _anew(
        self,
        part: str,
        name: str,
        command: Callable[[int], list[str]],
        tree: Tree,
        target: tuple[str, float] | None,
        jobs: str = "1",
    ) -> Case:
        cache = self._cache("cold")
        forget = lambda _: shutil.rmtree(cache, ignore_errors=True)  # noqa: E731
        return Case(
            part,
            f"{name}, {tree.size:,}",
            command,
            tree,
            cache,
            target,
            before=forget,
            slow=True,
            jobs=jobs,
        )

    def _git(self) -> Iterator[Case]:
        case = Case(
            "git",
            f"git status --porcelain, {self.big.size:,}",
            lambda _: ["git", "status", "--porcelain"],
            self.big,
            self._cache("none"),
            warms=True,
        )
        try:
            commit_everything(self.big.root)
        except (OSError, subprocess.CalledProcessError) as error:
            case.failed = str(error)
        yield case

    def _yaml(self) -> Iterator[Case]:
        yield Case(
            "yaml",
            f"PyYAML CSafeLoader, {self.big.size:,}",
            lambda _: [sys.executable, "-c", YAML],
            self.big,
            self._cache("none"),
            slow=True,
        )

    def _due(self) -> Iterator[Case]:
        yield Case(
            "due",
            f"crm due -o plain, warm, {self.big.size:,}",
            DUE,
            self.big,
            self._cache("main"),
            ("start", 9),
            warms=True,
        )

    def _coverage(self) -> Iterator[Case]:
        command = asked("coverage", "--json")
        yield Case(
            "coverage",
            f"crm coverage --json, warm, {self.big.size:,}",
            command,
            self.big,
            self._cache("main"),
            ("start", 12),
            warms=True,
        )

    def _version(self) -> Iterator[Case]:
        yield Case(
            "version",
            f"crm --version, standing in {self.big.size:,}",
            crm("--version"),
            self.big,
            self._cache("main"),
            ("start", 7),
        )

    def _log(self) -> Iterator[Case]:
        """An entry added to an account of ten kilobytes, which says before every run what it said
        at first.
        """
        tree = Tree(self.folder / "one", 1)
        generate.write_book(tree.root, 1)
        text = tree.file.read_text(encoding="utf-8").partition("# padding\n")[0]
        entry = "  - {date: 2026-10-28, type: call, by: nam-gs, with: c3, what: padding}\n"
        tree.file.write_text(
            text
            + "# padding\n"
            + entry * max(0, (ACCOUNT_SIZE - len(text.encode())) // len(entry)),
            encoding="utf-8",
        )
        first = tree.file.read_bytes()
        words = crm(
            "log",
            tree.file.stem,
            "Test run went well",
            "--type",
            "call",
            "--with",
            "c3",
            "--by",
            "nam-gs",
            "--date",
            DAY.isoformat(),
        )
        yield Case(
            "parse",
            f"PyYAML CSafeLoader, one account of {len(first):,} bytes",
            lambda _: [sys.executable, "-c", ONE, str(tree.file)],
            tree,
            self._cache("none"),
        )
        yield Case(
            "log",
            f"crm log, one account of {len(first):,} bytes",
            words,
            tree,
            self._cache("none"),
            ("asked", 1.3),
            before=lambda _: void(tree.file.write_bytes(first)),
        )

    def _new_day(self) -> Iterator[Case]:
        """Every report as it is asked first on a day after the one on which it was asked last."""
        for name, words in self._questions().items():

            def command(number: int, words: tuple[str, ...] = words) -> list[str]:
                root = f"{self.big.root}{'/.' * (number + 1)}"  # no answer is remembered
                return [sys.executable, "-c", LATER, str(number), "-C", root, *words, "-o", "plain"]

            yield Case(
                "new-day",
                f"crm {name}, plain, a new day, {self.big.size:,}",
                command,
                self.big,
                self._cache(f"new-day-{words[0]}"),
                ("start", 40),
                warms=True,
                statuses=(0, 1),
                per_line=OTHER_LINE,
            )

    def _small(self) -> Iterator[Case]:
        tree = self.tree(self.sizes[0])
        yield Case(
            "small",
            f"crm due -o plain --no-cache, {tree.size:,}",
            asked("due", "-o", "plain", "--no-cache"),
            tree,
            self._cache("none"),
            ("start", 18),
        )

    def _changed(self) -> Iterator[Case]:
        """What happens around an edit, in this order; each line needs the one before it."""
        tree, cache = self.big, self._cache("main")

        def settled_then_change(number: int) -> None:
            if not cache.exists():
                Case("changed", "", DUE, tree, cache)._start(0)
            tree.change(number)

        def restore_and_rest(_: int) -> None:
            tree.restore()
            tree.rest()

        steps: tuple[tuple[str, Callable[[int], None], tuple[str, float] | None], ...] = (
            ("one file just changed", settled_then_change, ("start", 13)),
            ("again within 2 s", lambda _: None, None),
            ("again after 2 s", lambda _: tree.rest(), None),
            ("and once more", lambda _: None, None),
            ("one file changed 2 s ago", restore_and_rest, ("start", 13)),
        )
        for name, before, target in steps:
            yield Case(
                "changed",
                f"crm due -o plain, {name}, {tree.size:,}",
                DUE,
                tree,
                cache,
                target,
                before=before,
            )

    def _memory(self) -> Iterator[Case]:
        for name in ("coverage", "due", "pipeline", "winrate", "losses", "bant", "list", "lint"):
            command = asked("lint") if name == "lint" else asked(name, "-o", "plain")
            case = self._anew(
                "memory", f"crm {name}, cold, 1 process", command, self.big, ("memory", 250)
            )
            case.statuses = (0, 1) if name == "lint" else (0,)  # 1: it found something
            yield case

    def _growth(self) -> Iterator[Case]:
        smallest = (
            self.growing[0]
            if len(self.growing) == 1
            else self.growing[1]
            if self.growing[0] <= 100
            else self.growing[0]
        )
        for size in (size for size in self.growing if size >= smallest):
            tree, target = self.tree(size), ("growth", GROWTH) if size > smallest else None
            for name in GROWN:
                words = ASKED.get(name, (name,))
                statuses = (0, 1) if name == "lint" else (0,)  # 1: it found something
                form = () if name == "lint" else ("-o", "plain")
                for told, command in (
                    ("unchanged", asked(*words, *form)),
                    ("in other words", self._in_other_words(tree, *words, "--json")),
                ):
                    yield Case(
                        "growth",
                        f"crm {name}, {told}, {size:,}",
                        command,
                        tree,
                        self._cache("growth"),
                        target,
                        warms=True,
                        statuses=statuses,
                    )
                if name in ("due", "lint"):
                    case = self._anew(
                        "growth", f"crm {name}, cold, 1 process", asked(*words), tree, target
                    )
                    case.statuses = statuses
                    yield case

    @staticmethod
    def _in_other_words(tree: Tree, *words: str) -> Callable[[int], list[str]]:
        """The same question, put so that no answer to it is remembered."""

        def command(number: int) -> list[str]:
            root = f"{tree.root}{'/.' * (number + 1)}"
            return [CRM, "-C", root, *words, "--as-of", DAY.isoformat()]

        return command

    def _reports(self) -> Iterator[Case]:
        """The same question in ever other words: what each report needs of the accounts is
        remembered, its answer is not.
        """
        for name in ("coverage", *REPORTS):
            command = self._in_other_words(self.big, name, "--json")
            target = ("report", 3.0) if name != "coverage" else None
            yield Case(
                "reports",
                f"crm {name} --json, facts known, {self.big.size:,}",
                command,
                self.big,
                self._cache(f"reports-{name}"),
                target,
                warms=True,
            )

    def _answers(self) -> Iterator[Case]:
        """Every report of the registry in every form, with nothing changed and after one change."""
        said = [
            (name, asked(*each, "-o", form), LINE.get(form, OTHER_LINE))
            for name, each in self._questions().items()
            for form in FORMS
        ]
        yield from self._around_a_change("answers", said, (12, 20))

    def _questions(self) -> dict[str, tuple[str, ...]]:
        """How each report of the registry is asked."""
        account = self.big.file.stem
        words = {name: ASKED.get(name, (name,)) for name in ("due", "coverage", *REPORTS, *ASKED)}
        return words | {name: (name, account) for name in OF_ACCOUNT}

    def _lint(self) -> Iterator[Case]:
        """The same of findings, of all files and of one."""
        said = [
            ("lint", asked("lint"), OTHER_LINE),
            ("lint", asked("lint", "-o", "json"), OTHER_LINE),
            ("lint FILE", asked("lint", f"accounts/{self.big.file.name}"), OTHER_LINE),
        ]
        yield from self._around_a_change("lint", said, (8, 15))

    def _around_a_change(
        self,
        part: str,
        said: Sequence[tuple[str, Callable[[int], list[str]], float]],
        most: tuple[float, float],
    ) -> Iterator[Case]:
        """All with nothing changed first, so that they wait but once for the last change."""
        for after, target in zip(("unchanged", "one change"), most, strict=True):
            for name, command, per_line in said:
                words = command(0)
                form = words[words.index("-o") + 1] if "-o" in words else "text"
                yield Case(
                    part,
                    f"crm {name}, {form}, {after}, {self.big.size:,}",
                    command,
                    self.big,
                    # only so many reports' facts are kept in one
                    self._cache(f"reports-{words[1]}"),
                    ("start", target),
                    before=self.big.change if after == "one change" else lambda _: None,
                    warms=after == "unchanged",
                    statuses=(0, 1),
                    per_line=per_line,
                )


def void(_: object) -> None:
    """What came of it is of no interest."""


def commit_everything(root: Path) -> None:
    """Make the book a git work tree, all of it committed, whatever the user's own settings are."""
    if (root / ".git").exists():
        return
    nobody = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_DIR": str(root / ".git"),
        "GIT_WORK_TREE": str(root),
    }
    for who in ("AUTHOR", "COMMITTER"):
        nobody |= {
            f"GIT_{who}_NAME": "benchmark",
            f"GIT_{who}_EMAIL": "benchmark@our.example",
            f"GIT_{who}_DATE": "2026-11-20T00:00:00Z",
        }
    quiet = [
        "git",
        "-c",
        f"core.hooksPath={os.devnull}",
        "-c",
        "gc.auto=0",
        "-c",
        "init.defaultBranch=main",
    ]
    for words in (
        ["init", "-q", "--template="],
        ["add", "-A"],
        ["commit", "-q", "--no-verify", "-m", "benchmark"],
    ):
        subprocess.run(
            [*quiet, *words],
            cwd=root,
            env={**os.environ, **nobody},
            check=True,
            stdout=subprocess.DEVNULL,
        )


def measure(
    cases: Sequence[Case], rounds: int, slow_rounds: int, tell: Callable[[str], None]
) -> None:
    """Every quick case once to warm up, then round after round, A B C A B C; then the slow ones the
    same way, without a warm-up.
    """
    quick, slow = [case for case in cases if not case.slow], [case for case in cases if case.slow]
    for number in range(rounds + 1):
        tell(f"round {number} of {rounds}" if number else "warming up")
        for case in quick:
            case.measure(number)
            if number == 0:
                case.runs.clear()
    for number in range(slow_rounds):
        for case in slow:
            tell(f"slow round {number + 1} of {slow_rounds}: {case.name}")
            case.measure(number)


def rows(cases: Sequence[Case], judge: str) -> list[dict[str, Any]]:
    """The medians of each case, its ratios, and whether it is within its target."""
    start, loaded, version, parse = (
        _medians(next((case for case in cases if case.part == part), None))
        for part in ("start", "yaml", "version", "parse")
    )
    place = ("wall", "cpu").index(judge)
    parts = [version[place], parse[place]]
    # a start of crm, and one file parsed
    asking = sum(part for part in parts if part is not None) if None not in parts else None
    beside = _medians(next((case for case in cases if case.part == "reports"), None))[place]
    smallest: dict[str, float] = {}  # of each question
    found = []
    for case in cases:
        wall, cpu, peak = _medians(case)
        per_account = _over(cpu, case.tree.size) if case.part == "growth" else None
        if per_account is not None:
            smallest.setdefault(_question(case), per_account)
        row: dict[str, Any] = {
            "part": case.part,
            "name": case.name,
            "wall_ms": wall,
            "cpu_ms": cpu,
            "peak_mb": peak,
            "wall_x_start": _over(wall, start[0]),
            "cpu_x_start": _over(cpu, start[1]),
            "cpu_x_yaml": _over(cpu, loaded[1]),
            "cpu_us_per_account": None if per_account is None else per_account * 1e3,
        }
        if case.target:
            figure, most = case.target
            value = {
                "start": _over(_without((wall, cpu)[place], case.for_lines), start[place]),
                "yaml": row["cpu_x_yaml"],
                "memory": peak,
                "asked": _over((wall, cpu)[place], asking),
                "report": _over((wall, cpu)[place], beside),
                "growth": _over(per_account, smallest.get(_question(case))),
            }[figure]
            row |= {
                "target": f"<= {most:g} {FIGURES[figure]}"
                + (f" + {case.per_line:g} us x {case.lines:,}" if case.for_lines else ""),
                "value": value,
                "verdict": "" if value is None else "ok" if value <= most else "over",
            }
        row |= {"failed": case.failed, "runs": [list(run) for run in case.runs]}
        found.append(row)
    return found


def _question(case: Case) -> str:
    """What is asked, of a book of whatever size."""
    return case.name.rpartition(", ")[0]


def _medians(case: Case | None) -> tuple[float | None, float | None, float | None]:
    if case is None or not case.runs:
        return None, None, None
    wall, cpu, peak = (median(each) for each in zip(*case.runs, strict=True))
    return wall, cpu, peak


def _without(whole: float | None, part: float) -> float | None:
    return None if whole is None else whole - part


def _over(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None


COLUMNS = (
    ("wall ms", "wall_ms", "{:,.1f}"),
    ("CPU ms", "cpu_ms", "{:,.1f}"),
    ("peak MB", "peak_mb", "{:.0f}"),
    ("wall x start", "wall_x_start", "{:,.2f}"),
    ("CPU x start", "cpu_x_start", "{:,.2f}"),
    ("CPU x yaml", "cpu_x_yaml", "{:.3f}"),
    ("us/account", "cpu_us_per_account", "{:,.0f}"),
    ("target", "target", "{}"),
    ("", "verdict", "{}"),
)


def table(found: Sequence[dict[str, Any]]) -> str:
    """The rows as aligned text."""
    lines = [["", *(heading for heading, _, _ in COLUMNS)]]
    for row in found:
        cells = ["" if row.get(key) is None else form.format(row[key]) for _, key, form in COLUMNS]
        lines.append(
            [row["name"], *(["failed", *[""] * (len(COLUMNS) - 1)] if row["failed"] else cells)]
        )
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    left = {0, len(COLUMNS) - 1, len(COLUMNS)}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line asks for."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(
        prog="run.py", description="Measure crm against the start of the same Python."
    )
    parser.add_argument(
        "--dir",
        type=Path,
        default=here / "books",
        help="where books and caches go (benchmarks/books)",
    )
    parser.add_argument(
        "--accounts",
        type=_sizes,
        default=[100, 1_000, 10_000],
        metavar="N[,N...]",
        help="sizes of the books: the first is the small one, the last the big one",
    )
    parser.add_argument(
        "--large", action="store_true", help="growth up to 100,000 accounts as well"
    )
    parser.add_argument("--rounds", type=_count, default=7, metavar="N")
    parser.add_argument(
        "--slow-rounds",
        type=_count,
        default=1,
        metavar="N",
        help="how often what takes many seconds is run (1)",
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=PARTS,
        metavar="PART",
        help=f"a part, may be repeated: {', '.join(PARTS)}",
    )
    parser.add_argument(
        "--judge",
        choices=("wall", "cpu"),
        default="wall",
        help="which ratio to the start is held against the targets; cpu on a busy machine",
    )
    parser.add_argument(
        "--generator",
        type=Path,
        metavar="PATH",
        help="another program to write the books: PATH FOLDER COUNT",
    )
    parser.add_argument(
        "--over", action="store_true", help="only what is over its target or failed"
    )
    parser.add_argument("--json", action="store_true", help="every run's figures, for programs")
    options = parser.parse_args(words)
    if options.generator and not options.generator.is_file():
        parser.error(f"no such file: {options.generator}")
    options.generator = options.generator and options.generator.resolve()
    return options


def _sizes(text: str) -> list[int]:
    return sorted({_count(part.replace("_", "")) for part in text.split(",")})


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _tell(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print. 0 unless a command failed (1), or somebody interrupted it (130)."""
    options = arguments(words)
    plan = Plan(options)
    _tell("writing the books")
    cases = list(plan.cases())
    interrupted = False
    try:
        measure(cases, options.rounds, options.slow_rounds, _tell)
    except KeyboardInterrupt:  # what was measured until now is shown
        interrupted = True
    finally:
        for tree in plan.trees.values():
            tree.restore()
    _tell("")
    found = rows(cases, options.judge)
    machine = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "judge": options.judge,
    }
    if options.json:
        print(
            json.dumps(
                {**machine, "rounds": options.rounds, "accounts": options.accounts, "rows": found},
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        print(
            f"Python {machine['python']}, {machine['system']}, {machine['processors']} "
            f"processors; medians of {options.rounds} interleaved rounds\n"
        )
        print(
            table([row for row in found if row["failed"] or row.get("verdict") == "over"])
            if options.over
            else table(found)
        )
    failures = [case for case in cases if case.failed]
    for case in failures:
        print(f"failed: {case.name}: {case.failed}", file=sys.stderr)
    return 130 if interrupted else 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
