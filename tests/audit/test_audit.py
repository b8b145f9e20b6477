"""Every figure that the audit can work out by itself from a book's files is the one that crm tells.

The audit imports nothing of crmcli: it reads the files with PyYAML and follows the definitions that
its functions quote. In the folder `tests`, `python -m audit.test_audit 300` compares a larger book,
and says how many figures there were.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import warm
from audit.asked import QUESTIONS
from audit.awkward import write
from audit.book import Book
from audit.compare import compare

EXAMPLES = Path(__file__).parents[2] / "examples"
# first days and last ones of months, quarters and years, a leap day, and the day after it
EXAMPLE_DAYS = [date(2025, 12, 31), date(2026, 3, 31), date(2026, 8, 1)]
AWKWARD_DAYS = [date(2024, 2, 29), date(2026, 1, 1), date(2026, 6, 30)]
MORE_DAYS = [
    date(2024, 3, 1),
    date(2024, 12, 31),
    date(2025, 2, 28),
    date(2025, 7, 1),
    date(2025, 12, 31),
    date(2026, 2, 28),
    date(2026, 5, 31),
    date(2026, 7, 31),
]
FEWEST = 30  # a question of which fewer figures were compared says nothing


def environment(home: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "CRM_CACHE_DIR": str(home / "cache"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }


def exactly(answer: bytes) -> Any:
    """The answer with its amounts to the cent, as no float would hold them."""
    return json.loads(answer, parse_float=Decimal)


def compared(root: Path, home: Path, days: list[date]) -> Iterator[tuple[str, int, list[str]]]:
    """Each question of each day: how many figures, and those that differ."""
    book = Book(root, days[0])
    for t in days:
        book.at(t)
        for asked in QUESTIONS:
            words = [word.replace("DATE", str(asked.since(t))) for word in asked.words]
            ran = warm.run(
                [*words, "--json", "--as-of", str(t)], cwd=root, env=environment(home), racy=0.0
            )
            assert 0 == ran.status, ran.told
            figures, wrong = compare(exactly(ran.out), asked.found(book), asked.keys, asked.silent)
            yield (
                " ".join(asked.words),
                figures,
                [f"{root.name} {t} crm {' '.join(words)} {each}" for each in wrong],
            )


def audit(root: Path, home: Path, days: list[date]) -> tuple[Counter[str], list[str]]:
    counted: Counter[str] = Counter()
    different: list[str] = []
    for question, figures, wrong in compared(root, home, days):
        counted[question] += figures
        different += wrong
    return counted, different


@pytest.mark.parametrize("name", ["hanbit", "northwind"])
def test_the_audit_finds_the_figures_of_the_examples(tmp_path, name):
    counted, different = audit(EXAMPLES / name, tmp_path, EXAMPLE_DAYS)
    assert [] == different
    assert 5_000 < counted.total()


def test_the_audit_finds_the_figures_of_a_book_that_is_awkward_on_purpose(tmp_path):
    counted, different = audit(write(tmp_path / "awkward", 60, seed=1), tmp_path, AWKWARD_DAYS)
    assert [] == different
    assert [] == [question for question, figures in counted.items() if figures < FEWEST]
    assert 30_000 < counted.total()


def test_the_audit_finds_the_figures_of_a_book_with_hardly_anything_in_it(tmp_path):
    assert [] == audit(write(tmp_path / "small", 1, seed=5), tmp_path, AWKWARD_DAYS[:1])[1]


def main(accounts: int, seed: int) -> None:
    with TemporaryDirectory() as home:
        counted, different = audit(
            write(Path(home) / "large", accounts, seed), Path(home), AWKWARD_DAYS + MORE_DAYS
        )
    print(*different, sep="\n")
    print(*(f"{figures:8,} {question}" for question, figures in sorted(counted.items())), sep="\n")
    print(f"{counted.total():,} figures compared, {len(different)} differ")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 9)
