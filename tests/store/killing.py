"""Writes to a book in a forked process, kills it at a random moment, and looks at what is left. Again and again; what was wrong is printed as JSON.

python killing.py BOOK SEED TIMES
"""

import json
import os
import random
import re
import signal
import sys
import time
from pathlib import Path

from store.book_files import litter, write_pages

from crmcli.store.files.lock import BookLocked, locked

BIG = "name: Big\nnote: 0\nlog:\n" + "".join(
    f"  - {{date: 2026-08-03, type: call, what: talk {number}}}\n" for number in range(60)
)
WANDERER = b"name: Wanderer\nstatus: prospect\n"
PLACES = ("accounts/here.yaml", "accounts/there.yaml")
KILLED = -signal.SIGKILL


def count_up(root: str, number: int) -> None:
    """One edit: the note says the number."""
    with locked(root, patience=2):
        write_pages(
            root,
            [("accounts/big.yaml", lambda draft, record: draft.set(("note",), str(number)))],
            {},
            (),
        )


def move(root: str, number: int) -> None:
    """One file that comes and one that goes, together."""
    old, new = PLACES if number % 2 else PLACES[::-1]
    with locked(root, patience=2):
        write_pages(root, [], {}, [(old, new, lambda draft, record: None)])


def write_for_ever(root: str, begun: int) -> None:
    """Edit after edit; the first is told, for a busy machine may take long to come so far."""
    number = 0
    while True:
        number += 1
        count_up(root, number)
        move(root, number)
        if number == 1:
            os.close(begun)


def wrong(root: Path) -> list[str]:
    """What no moment of a write may leave behind."""
    found = []
    text = (root / "accounts/big.yaml").read_text(encoding="utf-8")
    if re.sub(r"(?<=\nnote: )[0-9]+", "0", text) != BIG:
        found.append(f"neither the old file nor a new one: {text[:60]!r} … {text[-60:]!r}")
    stray = [each.read_bytes() for place in PLACES if (each := root / place).exists()]
    if not stray or any(each != WANDERER for each in stray):
        found.append(f"a file that moved: {stray}")
    if not set(litter(root)) <= {".crm-new", ".crm-change"}:
        found.append(f"litter: {litter(root)}")
    return found


def cleared(root: Path) -> list[str]:
    """The next command, which has nobody to wait for; what it leaves."""
    found = []
    try:
        with locked(str(root), patience=0):
            pass
    except BookLocked:
        found.append("the next command had to wait")
    if sum((root / place).exists() for place in PLACES) != 1:
        found.append("a file that moved is in both places")
    count_up(str(root), 999_999)
    if litter(root):
        found.append(f"left after the next write: {litter(root)}")
    if b"\nnote: 999999\n" not in (root / "accounts/big.yaml").read_bytes():
        found.append("the next command wrote nothing")
    return found


def fresh(root: Path) -> None:
    (root / "accounts/big.yaml").write_bytes(BIG.encode())
    (root / PLACES[0]).write_bytes(WANDERER)
    (root / PLACES[1]).unlink(missing_ok=True)


def main(root: Path, seed: int, times: int) -> None:
    chance = random.Random(seed)
    found: list[str] = []
    kills = touched = 0
    for _ in range(times):
        fresh(root)
        begun, told = os.pipe()
        child = os.fork()
        if not child:
            write_for_ever(str(root), told)
        os.close(told)
        os.read(begun, 1)  # until the first edit is done, and this end closed
        os.close(begun)
        time.sleep(chance.random() * 0.030)
        os.kill(child, signal.SIGKILL)
        kills += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
        touched += (root / "accounts/big.yaml").read_bytes() != BIG.encode() or bool(litter(root))
        found += wrong(root) + cleared(root)
    sys.stdout.write(json.dumps({"kills": kills, "touched": touched, "wrong": found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
