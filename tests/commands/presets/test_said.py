"""All that every step of moving in says and leaves, for every system's own files: told/*.txt, the plan and the mapping it leaves, the dry run with its lines, the import, its files, and once more after both sides have changed.

After a change, UPDATE=1 writes them anew: read what changed as if somebody else had written it. `today` is the day of the test.
"""

import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from commands.presets.test_coming_over import CASES, FILES

TOLD = Path(__file__).parent / "told"


def run(crm, forks, *words):
    ran = forks(crm, "import", "export", *words)
    said = "".join(f"! {line}\n" for line in ran.told.splitlines())
    return f"$ crm import export {' '.join(words)}\n{ran.text}{said}ends with {ran.status}\n"


def left(crm):
    """What is in the book, but for the other side's files and what was remembered of them."""
    return "".join(
        f"== {path.relative_to(crm.book).as_posix()}\n{path.read_text(encoding='utf-8')}"
        for path in sorted(crm.book.rglob("*"))
        if path.is_file() and "export" not in path.parts and path.suffix != ".seen"
        if not any(part.startswith(".") for part in path.relative_to(crm.book).parts)
    )


def steps(crm, forks, name):
    case = CASES[name]
    shutil.copytree(FILES / name, crm.book / "export")
    (crm.book / "crm.yaml").write_text(case.policy, encoding="utf-8")
    (crm.book / "accounts").mkdir(exist_ok=True)
    yield run(crm, forks, "--dry-run", *case.more)
    yield run(crm, forks, "--plan", *case.more)
    yield run(crm, forks, "--dry-run", "--diff", "--extend-policy", *case.more)
    yield run(crm, forks, "--extend-policy", *case.more)
    yield left(crm)
    yield run(crm, forks, *case.more)
    if case.person:
        _, account, was, now = case.person
        for file in (crm.book / "export").iterdir():
            text = file.read_bytes().decode(case.encoding).replace(was, now)
            file.write_bytes(text.encode(case.encoding))
        path = crm.book / "accounts" / f"{account}.yaml"
        text = path.read_text(encoding="utf-8").replace(was, "Chief")
        path.write_text(text, encoding="utf-8")
        yield run(crm, forks, "--dry-run", *case.more)
        yield run(crm, forks, "--prefer", "theirs", *case.more)
        yield left(crm).partition(f"== accounts/{account}.yaml\n")[2].partition("\n== ")[0] + "\n"


@pytest.mark.parametrize("name", CASES)
def test_each_step_says_and_leaves_just_this(crm, forks, name):
    page = TOLD / f"{name}.txt"
    crm.env |= {"TZ": "UTC", "COLUMNS": "120"}
    found = "".join(steps(crm, forks, name)).replace(str(crm.book), "BOOK")
    today = datetime.now(UTC).date()
    for day, word in ((today, "today"), (today + timedelta(days=1), "tomorrow")):
        found = found.replace(day.isoformat(), word)
    found = re.sub(r"[ \t]+$", "", found, flags=re.M)
    if os.environ.get("UPDATE"):
        page.parent.mkdir(exist_ok=True)
        page.write_text(found, encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == found
