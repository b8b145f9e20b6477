"""How long do other plain-text tools take for the same morning, over the same content?

python benchmarks/peers.py [BOOK] [--accounts 10000] [--quick] [--path DIR] [--only PEER]
(how the content is converted, and what was measured: benchmarks/peers.md)
"""

import argparse
import datetime as dt
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import median

import generate
import peer_forms

CRM = os.path.join(os.path.dirname(sys.executable), "crm")
SCHEMA = Path(__file__).parents[1] / "docs" / "schema" / "account.schema.json"
RESTED = 2.1  # seconds after which crm takes a change for finished
ROWS = "30"  # as many as crm shows to a person, where a tool can be told
PARTS = ("start", "due", "find", "check", "add")
# which program each is, and how it tells its version
PROGRAMS = {
    "crm": [CRM, "--version"],
    "taskwarrior": ["task", "--version"],
    "todoman": ["todoman", "--version"],
    "hledger": ["hledger", "--version"],
    "jsoncrm": ["jsoncrm", "--help"],
    "check-jsonschema": ["check-jsonschema", "--version"],
    "yamllint": ["yamllint", "--version"],
}


@dataclass
class Case:
    """One line of the answer: a command, and what comes before it unmeasured."""

    part: str
    peer: str
    how: str
    command: list[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    is_slow: bool = False
    statuses: tuple[int, ...] = (0,)
    runs: list[tuple[float, float]] = field(default_factory=list)  # seconds, those of processors
    lines: int = 0
    failed: str = ""

    @property
    def is_cold(self) -> bool:
        return self.part == "check" and self.is_slow


class Bench:
    """The scratch folder, with the book and its other forms, and the cases over them."""

    def __init__(self, asked: argparse.Namespace, scratch: Path) -> None:
        self.asked, self.scratch, self.day = asked, scratch, asked.day
        self.home = scratch / "home"
        self.home.mkdir()
        self.env = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("CRM_", "PYTHON", "GIT_", "COLUMNS", "TASK"))
            },
            "PATH": os.pathsep.join([*asked.path, os.environ["PATH"]]),
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "CRM_CACHE_DIR": str(scratch / "cache"),
        }
        self.book = scratch / "book"
        if asked.book:
            shutil.copytree(asked.book, self.book)
        else:
            generate.write_book(self.book, asked.accounts)
        self.accounts = sorted((self.book / "accounts").glob("*.yaml"))
        self.turn = 0
        self.versions = {name: told for name in PROGRAMS if (told := self._version(name))}
        self.absent = [name for name in PROGRAMS if name not in self.versions]

    def write(self) -> dict[str, int]:
        forms = [name for name in peer_forms.FORMS if self.has(name)]
        counts = peer_forms.write(self.book, self.scratch, self.day, forms)
        if self.has("taskwarrior"):
            folder = self.scratch / "taskwarrior"
            for place, files in peer_forms.PLACES.items():
                for file in files:
                    self.run(["task", f"rc:{place}.rc", "import", file], folder)
                if not (folder / place / "pending.data").stat().st_size:
                    raise SystemExit("taskwarrior took nothing in")
        return counts

    def has(self, name: str) -> bool:
        return name in self.versions and (not self.asked.only or name in self.asked.only)

    def _version(self, name: str) -> str:
        program, *words = PROGRAMS[name]
        found = shutil.which(program, path=self.env["PATH"])
        if found is None:
            return ""
        if name == "jsoncrm":  # which does not tell it
            python = Path(found).parent / "python"
            program, *words = (
                str(python),
                "-c",
                "import importlib.metadata as m; print(m.version('jsoncrm'))",
            )
        done = subprocess.run(
            [program, *words], env=self.env, capture_output=True, text=True, check=False
        )
        numbers = re.findall(r"\d+(?:\.\d+)+", done.stdout)
        return numbers[0] if numbers else "?"

    def run(self, command: list[str], folder: Path) -> None:
        """Unmeasured."""
        subprocess.run(
            command,
            cwd=folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )

    def change(self) -> None:
        """An entry more in one account, another one each time."""
        self.turn += 1
        account = self.accounts[(self.turn * 37) % len(self.accounts)].stem
        self.run(self.entry(account, f"Change number {self.turn}"), self.book)
        time.sleep(RESTED)

    def entry(self, account: str, text: str) -> list[str]:
        by = next(iter(self.team))
        words = ["--type", "call", "--by", by, "--date", str(self.day), "--no-commit", "--again"]
        return [CRM, "log", account, text, *words]

    @cached_property
    def team(self) -> list[str]:
        from crmcli.app.session import Session

        with Session(str(self.book), use_cache=False) as session:
            return list(session.book.policy.team)

    def cases(self) -> list[Case]:
        found = [Case("start", "", "python -c pass", [sys.executable, "-c", "pass"], self.scratch)]
        for name in PROGRAMS:
            if self.has(name):
                found += getattr(self, f"_{name.replace('-', '_')}")()
        return found

    def _crm(self) -> list[Case]:
        book, found = self.book, []
        day = ["--as-of", str(self.day)]
        asked = {
            "due": [CRM, "due", "-o", "plain", *day],
            "find": [CRM, "find", self.asked.word, "-o", "plain", *day],
            "check": [CRM, "lint", *day],
        }
        for part, command in asked.items():

            def before(command: list[str] = command) -> None:
                self.run(command, book)
                self.change()

            of = (0, 1)  # findings are no failure
            after = "one account changed since"
            found += [
                Case(part, "crm", after, command, book, before=before, statuses=of),
                Case(part, "crm", "asked again, nothing changed", command, book, statuses=of),
            ]
        found.append(
            Case(
                "check",
                "crm",
                "nothing remembered",
                [*asked["check"], "--no-cache"],
                book,
                is_slow=True,
                statuses=(0, 1),
            )
        )
        middle = self.accounts[len(self.accounts) // 2]
        first = middle.read_bytes()
        found.append(
            Case(
                "add",
                "crm",
                "log: verified and synced",
                self.entry(middle.stem, "Test run went well"),
                book,
                before=lambda: self._restore(middle, first),
            )
        )
        return found

    @staticmethod
    def _restore(file: Path, data: bytes) -> None:
        file.write_bytes(data)

    def _taskwarrior(self) -> list[Case]:
        folder = self.scratch / "taskwarrior"
        until = f"due.before:{self.day + dt.timedelta(1)}"
        limit, word = f"limit:{ROWS}", f"/{self.asked.word}/"
        account = self.accounts[len(self.accounts) // 2].stem
        few, all_ = (["task", f"rc:{place}.rc"] for place in ("promises", "all"))
        name = "taskwarrior"
        log = [*all_, "log", f"project:{account}", "call: Test run went well"]
        add = [*few, "add", f"project:{account}", f"due:{self.day}", "Send the papers"]
        return [
            Case("due", name, "list: among promises", [*few, until, "list", limit], folder),
            Case("due", name, "list: beside the log", [*all_, until, "list", limit], folder),
            Case("find", name, "list: promises", [*few, word, "list", limit], folder),
            Case("find", name, "all: entries too", [*all_, word, "all", limit], folder),
            Case("add", name, "add: a promise", add, folder),
            Case("add", name, "log: an entry", log, folder),
        ]

    def _todoman(self) -> list[Case]:
        folder = self.scratch / "todoman"
        midnight = dt.datetime.combine(self.day + dt.timedelta(1), dt.time(), dt.UTC)
        hours = int((midnight - dt.datetime.now(dt.UTC)).total_seconds() // 3600) or -1
        todo = ["todoman", "-c", str(folder / "config.py")]
        listed = [*todo, "list", "--sort", "due"]
        new = [*todo, "new", "--list", "crm", "--due", str(self.day), "Send the papers"]
        return [
            Case("due", "todoman", "list --due", [*listed, "--due", str(hours)], folder),
            Case(
                "find",
                "todoman",
                "list --grep: promises",
                [*listed, "--grep", self.asked.word],
                folder,
            ),
            Case("add", "todoman", "new: a promise", new, folder),
        ]

    def _hledger(self) -> list[Case]:
        folder = self.scratch / "hledger"
        hledger = ["hledger", "-f", "book.journal"]
        end = str(self.day + dt.timedelta(1))

        def new() -> None:
            (folder / ".latest.new.journal").unlink(missing_ok=True)
            place = self.accounts[len(self.accounts) // 2].stem
            text = f"{self.day} * me | Test run went well  ; type: call\n    ({place})  1\n"
            (folder / "new.journal").write_text(text, encoding="utf-8")

        rows: tuple[tuple[str, str, list[str]], ...] = (
            ("due", "register --pending", [*hledger, "register", "--pending", "--end", end]),
            ("find", "register desc:", [*hledger, "register", f"desc:{self.asked.word}"]),
            ("check", "check", [*hledger, "check"]),
            ("add", "import of one entry", [*hledger, "import", "new.journal"]),
        )
        return [
            Case(
                part,
                "hledger",
                how,
                command,
                folder,
                before=new if part == "add" else lambda: None,
                is_slow=True,
            )
            for part, how, command in rows
        ]

    def _jsoncrm(self) -> list[Case]:
        folder = self.scratch / "jsoncrm"
        item = {"id": "new/p1", "name": "Test run", "company": "New", "notes": "went well"}
        add = ["add", "--database_file", "leads.json", "--item_json", json.dumps(item)]
        first = (folder / "leads.json").read_bytes()
        return [
            Case("due", "jsoncrm", "top", ["jsoncrm", "top", "-n", ROWS], folder),
            Case("find", "jsoncrm", "search: names", ["jsoncrm", "search", self.firm], folder),
            Case("check", "jsoncrm", "validate", ["jsoncrm", "validate"], folder),
            Case(
                "add",
                "jsoncrm",
                "add: a contact",
                ["jsoncrm", *add],
                folder,
                before=lambda: self._restore(folder / "leads.json", first),
            ),
        ]

    @property
    def firm(self) -> str:
        """A whole name: jsoncrm looks for names only."""
        with open(self.scratch / "jsoncrm" / "leads.json", encoding="utf-8") as file:
            return str(json.load(file)[0]["name"])

    def _check_jsonschema(self) -> list[Case]:
        files = [f"accounts/{each.name}" for each in self.accounts]
        command = ["check-jsonschema", "--schemafile", str(SCHEMA), *files]
        return [
            Case("check", "check-jsonschema", "the schema", command, self.book, is_slow=True),
        ]

    def _yamllint(self) -> list[Case]:
        """Last come its own rules, which take the longest."""
        forms = {"no rules: parsed": ["-d", "{rules: {}}"], "its default rules": []}
        return [
            Case(
                "check",
                "yamllint",
                how,
                ["yamllint", *words, "accounts"],
                self.book,
                is_slow=True,
                statuses=(0, 1),
            )
            for how, words in forms.items()
        ]

    def measure(self, case: Case, *, counts: bool = True) -> None:
        if case.failed:
            return
        case.before()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
            began = time.perf_counter()
            process = subprocess.Popen(
                case.command,
                cwd=case.folder,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=errors,
            )
            try:
                _, state, usage = os.wait4(process.pid, 0)
            except KeyboardInterrupt:
                process.kill()
                raise
            wall = time.perf_counter() - began
            process.returncode = status = os.waitstatus_to_exitcode(state)
            out.seek(0)
            case.lines = out.read().count(b"\n")
            if status not in case.statuses:
                errors.seek(0)
                said = errors.read().decode("utf-8", "replace").strip()[-200:]
                case.failed = f"status {status}: {said}"
            elif counts:
                case.runs.append((wall, usage.ru_utime + usage.ru_stime))
        tell(f"{case.part} {case.peer} {case.how}: {wall:.3f} s {case.failed}")


def tell(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def table(cases: list[Case]) -> str:
    """Markdown, by what was asked; each figure in seconds and as a multiple of the start."""
    begun = median(wall for wall, _ in cases[0].runs)
    begun_cpu = median(cpu for _, cpu in cases[0].runs)
    lines = [
        "| asked | tool | how | wall s | x start | CPU s | x start | lines | rounds |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for case in sorted(cases, key=lambda case: PARTS.index(case.part)):
        head = f"| {case.part} | {case.peer} | {case.how} |"
        if case.failed or not case.runs:
            lines.append(f"{head} {case.failed or 'not run'} | | | | | |")
            continue
        wall, cpu = (median(run[place] for run in case.runs) for place in (0, 1))
        lines.append(
            f"{head} {wall:.3f} | {wall / begun:.1f} | {cpu:.3f} | {cpu / begun_cpu:.1f}"
            f" | {case.lines} | {len(case.runs)} |"
        )
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("book", nargs="?", type=Path, help="a book, which is copied")
    words.add_argument("--accounts", type=int, default=10_000, help="without a book: so many")
    words.add_argument("--quick", action="store_true", help="1,000 accounts, three rounds")
    words.add_argument("--day", type=dt.date.fromisoformat, default=generate.TODAY)
    words.add_argument("--word", default="예산")
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--path", action="append", default=[], help="where tools are, too")
    words.add_argument("--cold", action="store_true", help="only checks, with nothing remembered")
    words.add_argument("--only", action="append", default=[], choices=PROGRAMS)
    asked = words.parse_args()
    if asked.quick:
        asked.accounts, asked.rounds = 1000, 3
    return asked


def main() -> None:
    asked = arguments()
    before = os.getloadavg()
    with tempfile.TemporaryDirectory(prefix="crm-peers-") as folder:
        bench = Bench(asked, Path(folder))
        counts = bench.write()
        cases = bench.cases()
        tell(f"written: {counts}")
        if asked.cold:
            cases = [case for case in cases if case.part == "start" or case.is_cold]
        quick = [case for case in cases if not case.is_slow]
        try:
            for number in range(asked.rounds + 1):  # the first warms up
                for case in quick:
                    bench.measure(case, counts=number > 0)
            for case in cases:
                if case.is_slow:
                    bench.measure(case)
        except KeyboardInterrupt:
            tell("interrupted: what was measured until now")
        print(time.strftime("%Y-%m-%d"), platform.python_version(), platform.platform())
        print(f"{os.cpu_count()} processors, load average {_load(before)} before and")
        print(f"{_load(os.getloadavg())} after; the day of the questions is {asked.day}.")
        print("; ".join(f"{name} {count:,}" for name, count in counts.items()))
        print("; ".join(f"{name} {told}" for name, told in bench.versions.items()))
        if bench.absent:
            print(f"not on this machine: {', '.join(bench.absent)}")
        print(f"\n{table(cases)}")


def _load(three: tuple[float, float, float]) -> str:
    return " ".join(f"{each:.1f}" for each in three)


if __name__ == "__main__":
    main()
