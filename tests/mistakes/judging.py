"""One mistake at a time in a clean book, and what `crm lint` makes of it.

A case is a stretch of a file of the base and what stands there instead; in it ⟦ is where a careful reader would point. A case
may also give its file another name (`rename`) or write it in another encoding. Then its file is the place.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import warm

HERE = Path(__file__).parent
BASE = HERE / "base"
DAY = "2026-08-01"
MARK = "⟦"
# What goes wrong, and the share of a corpus that it may reach.
MOST = {
    "silent": 0.03,
    "wrong_line": 0.06,
    "cascade": 0.05,
    "raw": 0.0,
    "unanswered": 0.0,
    "trace": 0.0,
}
# Words of the YAML library, which no reader of Korean should meet.
RAW = re.compile(
    "did not find|not allowed in this context|could not find|found character|found unexpected"
    "|mapping values|block sequence|expected (?:alphabetic|<)"
)


class Case(NamedTuple):
    """One mistake."""

    id: str
    cls: str
    file: str
    old: str
    new: str
    rename: str = ""
    encoding: str = "utf-8"


def cases(path: Path) -> Iterator[Case]:
    for row in json.loads(path.read_text("utf-8")):
        yield Case(**row)


def spoil(case: Case, book: Path) -> int | None:
    """Make the mistake in this book: the line it is on, where the case has one."""
    path = book / case.file
    # bytes, for the ends of lines are the file's own
    text = path.read_bytes().decode()
    old, new = (
        words.replace("\n", "\r\n") if "\r\n" in text else words for words in (case.old, case.new)
    )
    assert old in text, f"not in the base: {case.id}"
    text = text.replace(old, new, 1)
    at = text.find(MARK)
    path.write_bytes(text.replace(MARK, "").encode(case.encoding))
    if case.rename:
        (book / case.rename).parent.mkdir(exist_ok=True)
        path.rename(book / case.rename)
    return text.count("\n", 0, at) + 1 if at >= 0 else None


def judge(case: Case, home: Path, base: Path = BASE) -> frozenset[str]:
    """What goes wrong when this mistake is made: the keys of `MOST`."""
    shutil.rmtree(home / "book", ignore_errors=True)
    book = Path(shutil.copytree(base, home / "book"))
    line = spoil(case, book)
    found = run(home, "lint", "--format", "json", "--lang", "en")
    korean = run(home, "lint", "--lang", "ko")
    report = run(home, "coverage", "--lang", "en")
    try:
        rows = found.json["rows"]
    except ValueError:
        rows = []
    if line:
        placed = any(row.get("line") == line for row in rows)
    else:
        placed = not case.rename or any(str(row["file"]).endswith(case.rename) for row in rows)
    wrong = {
        "silent": not rows,
        "wrong_line": bool(rows) and not placed,
        "cascade": len(rows) > 1,
        "raw": bool(RAW.search(korean.text)),
        "unanswered": not report.out.strip() and case.file != "crm.yaml",
        "trace": any(b"Traceback" in ran.err for ran in (found, korean, report)),
    }
    return frozenset(key for key, value in wrong.items() if value)


def run(home: Path, *words: str) -> warm.Ran:
    """`crm` in the book of this home, on the day of the corpus, with nothing of the developer's environment."""
    env = {
        **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "CRM_CACHE_DIR": str(home / "cache"),
        "CRM_TERMINAL": "test",
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONWARNINGS": "error::ResourceWarning",
    }
    return warm.run([*words, "--as-of", DAY], cwd=home / "book", env=env)
