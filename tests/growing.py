"""An example book with a past of two years: every month more of it is known, and some is changed."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from recorded import Recorded

ROOT = Path(__file__).parents[1]
_ENTRY = re.compile(r"^  - \{date: (\d{4}-\d\d-\d\d)", re.MULTILINE)


def month_ends(last: date, count: int) -> list[date]:
    """The last days of so many months, the last one in the month before that day's."""
    found, first = [], last.replace(day=1)
    for _ in range(count):
        end = date.fromordinal(first.toordinal() - 1)
        found.append(end)
        first = end.replace(day=1)
    return found[::-1]


def grown(example: str, folder: Path, days: list[date]) -> Recorded:
    """The example's files as they may have been committed on these days."""
    book = Recorded(folder)
    source = ROOT / "examples" / example
    texts = {
        path.relative_to(source).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(source.rglob("*.yaml"))
        if path.name != "crm.yaml"
    }
    policy = (source / "crm.yaml").read_text(encoding="utf-8")
    gone: set[str] = set()
    for place, day in enumerate(days):
        now = dict(_known(texts, place, len(days), day))
        named = {_called(name, place): text for name, text in now.items()}
        book.write({"crm.yaml": _agreed(policy, place), **named})
        book.write(dict.fromkeys(gone - {*named}))
        gone = {*named}
        # on the day itself, late and early, so that zones and ends of days count
        clock = ("00:30:00+09:00", "23:30:00+09:00", "12:00:00+00:00")[place % 3]
        book.git("add", "-A")
        book.git("commit", "-q", "--allow-empty", "-m", day.isoformat(), when=f"{day}T{clock}")
    return book


def _known(texts: dict[str, str], place: int, count: int, day: date) -> Iterator[tuple[str, str]]:
    for number, (name, text) in enumerate(texts.items()):
        if place < number * count // (2 * len(texts)):
            continue
        later = [found for found in _ENTRY.finditer(text) if found[1] > day.isoformat()]
        said = text[: later[0].start()] if later else text
        if (place + number) % 7 == 3:
            said = said.replace("friendly", "negative")
        if (place + number) % 5 == 2:
            said = re.sub(r"^status: \w+", "status: churned", said, flags=re.MULTILINE)
        if (place, number) == (count // 2, 1):
            said = "name: [broken"
        yield name, said


def _called(name: str, place: int) -> str:
    """One account has another name for some months."""
    stem, _, _ = name.rpartition(".yaml")
    return f"{stem}-old.yaml" if 8 <= place < 14 and stem.endswith(("a", "y")) else name


def _agreed(policy: str, place: int) -> str:
    """What the team agreed on changed once."""
    return (
        policy
        if place > 10
        else f"{policy}\nbant: {{gate: 2}}\n"
        if "\nbant:" not in policy
        else policy
    )
