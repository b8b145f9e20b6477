"""A new file is drawn at once as the writer with habits would draw it in an empty file."""

import random

from crmcli.domain.edit import Prose, Quoted
from crmcli.store.yaml.page import section
from crmcli.store.yaml.render import ValueWriter
from crmcli.store.yaml.syntax_tree import Outline

TEXTS = (
    *(
        "a",
        "no",
        "2026-08-01",
        "null",
        "",
        "x: y",
        "# no",
        "[a]",
        "김 부장",
        "a, b",
        "- a",
        "1_000",
    ),
    *("two\nlines", " first\nsecond\n\n", "long words " * 9, "k" * 118, "w" * 40, "~", "'", '"q"'),
)


def some(made, depth):
    kind = made.randrange(7 if depth else 4)
    if kind < 4:
        return made.choice((str, str, Prose, Quoted))(one_line(made, depth)) if kind else None
    count = made.choice((0, 1, 2, 3, 9))
    if kind == 4:
        return [some(made, depth - 1) for _ in range(count)]
    return {
        f"{made.choice(('id', 'a b', 'on', '가'))}{n}": some(made, depth - 1) for n in range(count)
    }


def one_line(made, depth):
    said = made.choice(TEXTS)
    return said if depth else said.replace("\n", " ").strip()


def test_every_value_looks_as_in_a_file_that_was_empty():
    made, pen, kinds = random.Random(7), ValueWriter(Outline("")), set()
    for _ in range(6000):
        value = some(made, made.randrange(5))
        expected = pen.pair("log", value, 0, None)
        assert expected == section("log", value)
        kinds.add((type(value).__name__, "\n" in expected, "{" in expected))
    assert len(kinds) > 12


def test_what_just_fits_into_the_line_stays_on_it():
    pen = ValueWriter(Outline(""))
    for length in range(90, 125):
        for value in (
            {"a": "w" * length},
            ["w" * length],
            {"a": {"b": "w" * length}},
            [["w" * length]],
        ):
            for each in (value, {"inner": value}, [value, None]):
                assert pen.pair("log", each, 0, None) == section("log", each)
