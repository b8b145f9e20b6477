"""Slips of the hand, one at a time in a clean book: each is found, on its line, once, in plain words, and the other accounts are answered.

What does not hold yet stands in missed.txt, a line for each slip and what goes wrong with it. It may only get shorter: a slip that
begins to hold fails until its line is gone, which `UPDATE=1 pytest tests/mistakes` sees to. It never adds one.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from mistakes.judging import BASE, HERE, MARK, MOST, cases, judge, run

ROOT = Path(__file__).parents[2]
CASES = {case.id: case for name in ("cases", "files") for case in cases(HERE / f"{name}.json")}
MISSED = HERE / "missed.txt"
# Another corpus of the same form, where one lies beside the project.
BESIDE = ROOT.parent / "shared" / "data" / "mistakes"


def missed() -> dict[str, set[str]]:
    """What is known to go wrong, by the id of the case."""
    found: dict[str, set[str]] = {}
    for line in MISSED.read_text("utf-8").splitlines():
        fault, _, name = line.partition(" ")
        found.setdefault(name, set()).add(fault)
    return found


def write_missed(known: dict[str, set[str]]) -> None:
    lines = sorted(f"{fault} {name}\n" for name, faults in known.items() for fault in faults)
    fresh = MISSED.with_suffix(f".{os.getpid()}")
    fresh.write_text("".join(lines), "utf-8")
    os.replace(fresh, MISSED)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("mistakes")


@pytest.mark.parametrize("name", CASES)
def test_a_slip_is_found_placed_and_told_once(name, home):
    wrong = judge(CASES[name], home)
    known = missed()
    if os.environ.get("UPDATE") and name in known:
        known[name] &= wrong
        write_missed(known)
    assert known.get(name, set()) == wrong, "left: missed.txt, right: what goes wrong now"


def over(wrong: Iterable[str], many: int) -> dict[str, int]:
    """Of which faults there are more than so many cases may have."""
    return {
        fault: number for fault, number in Counter(wrong).items() if number > MOST[fault] * many
    }


@pytest.mark.parametrize(
    "fault",
    [
        "silent",
        "wrong_line",
        "cascade",
        "raw",
        "unanswered",
        "trace",
    ],
)
def test_few_go_wrong(fault):
    assert fault not in over((each for faults in missed().values() for each in faults), len(CASES))


def test_the_list_names_slips_and_faults_that_there_are():
    known = missed()
    assert ([], []) == (
        sorted(known.keys() - CASES.keys()),
        sorted({fault for faults in known.values() for fault in faults} - MOST.keys()),
    )


def test_few_go_wrong_of_those_beside_the_project(home):
    if not BESIDE.is_dir():
        pytest.skip("no other corpus beside the project")
    others = list(cases(BESIDE / "cases.json"))
    wrong = [fault for case in others for fault in judge(case, home, BESIDE / "base")]
    assert {} == over(wrong, len(others))


def test_the_book_is_clean_without_a_slip(home):
    untouched = CASES["ending-yml"]._replace(rename="")
    assert {"silent"} == judge(untouched, home)
    assert (0, []) == (
        (ran := run(home, "lint", "--format", "json")).status,
        ran.json["rows"],
    )


def test_the_book_has_every_section_of_an_account():
    schema = json.loads((ROOT / "docs/schema/account.schema.json").read_text("utf-8"))
    sections = schema["$defs"][schema["$ref"].rpartition("/")[2]]["properties"]
    lines = [
        line
        for path in BASE.glob("accounts/**/*.yaml")
        for line in path.read_text("utf-8").splitlines()
    ]
    assert [] == [key for key in sections if not any(line.startswith(f"{key}:") for line in lines)]


def test_every_slip_is_one_of_its_kind_and_points_at_one_place():
    pairs = Counter(
        (case.file, case.old, case.new, case.rename, case.encoding) for case in CASES.values()
    )
    assert ([], [], {"yaml", "value", "reference", "structure", "semantic"}) == (
        [pair for pair, number in pairs.items() if number > 1],
        [case.id for case in CASES.values() if case.new.count(MARK) > 1],
        {case.cls for case in CASES.values()},
    )
