"""What does the past cost?

`crm trend` over a book with many small commits, beside one warm report and beside reading every
content once.

python benchmarks/history.py [--accounts 1000] [--commits 5000] [--months 24] [--rounds 5]
(what is measured and why: benchmarks/README.md)
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

import generate

CRM = os.path.join(os.path.dirname(sys.executable), "crm")
DAY = generate.TODAY
DAYS = 730  # from the first commit to the last
ENTRY = re.compile(r"^  - \{date: ", re.MULTILINE)
CLOSE = re.compile(r"close: (\d{4}-\d\d-\d\d)")
READ = """
import subprocess, sys
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.reading import read
ids = sys.stdin.buffer.read().split()
pipe = subprocess.PIPE
git = subprocess.Popen(["git", "cat-file", "--batch"], stdin=pipe, stdout=pipe)
for oid in ids:
    git.stdin.write(oid + b"\\n")
    git.stdin.flush()
    size = int(git.stdout.readline().split()[2])
    read(git.stdout.read(size + 1)[:-1], ACCOUNT)
"""


def versions(text: str, count: int) -> Iterator[str]:
    """An account's text as it grew, oldest first: one log entry more each time, and at the last one
    the close dates moved by two months.
    """
    starts = [found.start() for found in ENTRY.finditer(text)]
    count = min(count, len(starts) - 1)
    early = CLOSE.sub(
        lambda found: f"close: {datetime.fromisoformat(found[1]).date() - timedelta(days=60)}", text
    )
    for left in range(count, 0, -1):
        yield early[: starts[-left]]
    yield text


def stream(root: Path, accounts: int, commits: int) -> Iterator[bytes]:
    """The whole history for `git fast-import`: all accounts in the first commit, then one small
    change each.
    """
    texts = {
        number: list(
            versions(
                generate.path_of(root, number).read_text(encoding="utf-8"), -(-commits // accounts)
            )
        )
        for number in range(accounts)
    }
    chance = Random("history")
    order = [number for number, texts_of in texts.items() for _ in texts_of[1:]]
    chance.shuffle(order)
    order = order[:commits]
    done = dict.fromkeys(texts, 0)
    start = int(datetime.combine(DAY, datetime.min.time(), UTC).timestamp()) - DAYS * 86_400
    for place in range(len(order) + 1):
        files = {"crm.yaml": (root / "crm.yaml").read_text(encoding="utf-8")} if place == 0 else {}
        changed = texts if place == 0 else [order[place - 1]]
        for number in changed:
            done[number] += place > 0
            files[generate.path_of(Path(), number).as_posix()] = texts[number][done[number]]
        when = start + DAYS * 86_400 * place // (len(order) + 1)
        yield (
            "commit refs/heads/main\n"
            f"committer benchmark <benchmark@our.example> {when} +0000\ndata 6\nchange\n"
        ).encode()
        for path, text in files.items():
            data = text.encode()
            yield b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(data), data)


def write_history(root: Path, accounts: int, commits: int) -> None:
    """A book with a past, unless it is there; its files are those of the last commit."""
    generate.write_book(root, accounts)
    if (root / ".git").exists():
        return
    nobody = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", "init", "-q", "--template=", "-b", "main"], cwd=root, env=nobody, check=True
    )
    with subprocess.Popen(
        ["git", "fast-import", "--quiet"], cwd=root, env=nobody, stdin=subprocess.PIPE
    ) as git:
        for part in stream(root, accounts, commits):
            git.stdin.write(part)
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, env=nobody, check=True)


def cost(
    command: Sequence[str], root: Path, cache: Path, given: bytes = b""
) -> tuple[float, float]:
    """One process from start to exit: wall and CPU seconds, its children's counted."""
    environment = {**os.environ, "CRM_CACHE_DIR": str(cache), "CRM_JOBS": "1", "LC_ALL": "C.UTF-8"}
    began, before = time.perf_counter(), os.times()
    subprocess.run(
        command, cwd=root, env=environment, input=given, check=True, stdout=subprocess.DEVNULL
    )
    after = os.times()
    return (
        time.perf_counter() - began,
        after.children_user + after.children_system - before.children_user - before.children_system,
    )


def contents(root: Path, months: int) -> bytes:
    """The ids of the contents that the month ends need, each once."""
    ids: set[bytes] = set()
    day = DAY
    for _ in range(months):
        day = day.replace(day=1) - timedelta(days=1)
        commit = subprocess.run(
            ["git", "rev-list", "-1", "--first-parent", f"--before={day}T23:59:59+09:00", "main"],
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout.strip()
        if commit:
            listed = subprocess.run(
                ["git", "ls-tree", "-r", commit, "accounts"],
                cwd=root,
                capture_output=True,
                check=True,
            ).stdout
            ids |= {line.split()[2] for line in listed.splitlines()}
    return b"\n".join(sorted(ids))


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(prog="history.py", description="Measure what the past costs.")
    parser.add_argument("--dir", type=Path, default=here / "books")
    parser.add_argument("--accounts", type=int, default=1_000)
    parser.add_argument("--commits", type=int, default=5_000)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--metric", default="coverage")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(words)
    root, cache = (
        options.dir.resolve() / f"history-{options.accounts}-{options.commits}",
        options.dir.resolve() / "cache" / "history",
    )
    write_history(root, options.accounts, options.commits)
    trend = [
        CRM,
        "trend",
        options.metric,
        "--months",
        str(options.months),
        "--as-of",
        str(DAY),
        "-o",
        "plain",
    ]
    report = [CRM, "coverage", "-o", "plain", "--as-of", str(DAY)]
    ids = contents(root, options.months)
    print(
        f"{options.accounts:,} accounts, {options.commits:,} commits, {options.months} month ends "
        f"with {len(ids.split()):,} contents; seconds: wall, CPU"
    )
    shutil.rmtree(cache, ignore_errors=True)
    cost(report, root, cache)
    reading = cost([sys.executable, "-c", READ], root, cache, ids)
    first = cost(trend, root, cache)
    rounds = [
        (
            cost(report, root, cache),
            cost(trend, root, cache),
            cost(
                [CRM, "coverage", "-o", "plain", "--as-of", str(DAY), "--at", "HEAD~100"],
                root,
                cache,
            ),
        )
        for _ in range(options.rounds)
    ]
    warm, again, at = (
        [median(run[place][kind] for run in rounds) for kind in (0, 1)] for place in (0, 1, 2)
    )
    for name, figures, whole, most in (
        ("every content read once", reading, None, None),
        ("crm trend, first", first, reading, 1.5),
        ("crm coverage, warm", warm, None, None),
        ("crm trend, again", again, warm, 25),
        ("crm coverage --at HEAD~100, again", at, warm, None),
    ):
        ratio = (
            f"{figures[0] / whole[0]:8.2f} {figures[1] / whole[1]:8.2f} x "
            f"{'(at most ' + str(most) + ')' if most else ''}"
            if whole
            else ""
        )
        print(f"{name:36}{figures[0]:8.3f} {figures[1]:8.3f}   {ratio}".rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
