"""What is told between any two small histories of one fact: histories.txt. UPDATE=1 writes it anew: read what changed."""

from datetime import date
from itertools import permutations
from pathlib import Path

from golden import recorded

from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import Fact
from crmcli.history.facts import fact_pieces
from crmcli.history.names import Names
from crmcli.messages import Phrases

# the value that holds before any day, and on each of three days in a row
HISTORIES = [
    *("", "a...", "b...", ".a..", ".b..", "..a.", "ab..", "aa..", "ba..", "a.b.", "a.c."),
    *(".ab.", ".ba.", ".a.b", "..ab", "abc.", "ab.c", "a.bc", ".abc", "abca"),
]
SOURCES = [  # who said it and why, the same and otherwise
    (Fact(date(2026, 1, 1), "a", "ada", "x"),),
    (Fact(date(2026, 1, 1), "a", "ben", "x"),),
    (Fact(date(2026, 1, 1), "a", "ada"),),
    (Fact(date(2026, 1, 2), "a", "ada", "y"),),
    (Fact(date(2026, 1, 1), "b", "ben", "x"),),
    (Fact(None, "a"),),
    (Fact(date(2026, 1, 1), "a", "ada", "x"), Fact(date(2026, 1, 2), "b", "ben", "y")),
]


def history(said: str) -> tuple[Fact[object], ...]:
    days = (None, *(date(2026, 1, day) for day in (1, 2, 3)))
    return tuple(Fact(day, value) for day, value in zip(days, said, strict=False) if value != ".")


def shown(facts: tuple[Fact[object], ...]) -> str:
    return " ".join(
        f"{each.date.day if each.date else '-'}:{'/'.join(filter(None, map(str, each[1:])))}"
        for each in facts
        if each
    ).replace("None", "")


def test_the_way_from_one_to_the_other_is_told_with_every_day_that_changed():
    phrases, names, found = Phrases("en"), Names(Policy()), []
    for old, new in [*permutations(map(history, HISTORIES), 2), *permutations(SOURCES, 2)]:
        told = fact_pieces("stage", old, new, names, "stage")
        found.append(f"{shown(old)} > {shown(new)}  {'; '.join(map(phrases.say, told))}")
    assert found == recorded(Path(__file__).with_name("histories.txt"), found)
