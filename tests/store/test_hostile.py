"""No input ends in another exception than the one told, none in a crash, and none takes long."""

import gc
import random
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.domain.finding import Place
from crmcli.store.shapes import reading as slow
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.store.shapes.reading import plain_phones, read
from crmcli.store.yaml.explaining import decode_or_explain
from crmcli.store.yaml.source import Source
from crmcli.store.yaml.tree import MAX_DEPTH, Unreadable, read_tree
from crmcli.store.files.scan import MAX_BYTES

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.yaml"))
SLOW = 4.0  # seconds of this process; nothing here takes more than a third of it, on a slow machine too


@contextmanager
def quickly():
    gc.disable()  # as the program does: what other tests left behind is not looked through
    try:
        limit, start = sys.getrecursionlimit(), time.process_time()
        yield
        assert sys.getrecursionlimit() == limit
        assert time.process_time() - start < SLOW
    finally:
        gc.enable()


def survive(data: bytes) -> set[str]:
    """Every reader on the input; the rules of what is found."""
    try:
        tree = read_tree(data)
    except Unreadable:
        tree = None
    source = slow._source(data, ACCOUNT)
    if tree is not None:
        assert (source.problems, source.tree or {}) == ([], tree)
    assert_inside(source, [place for _, place in source.problems])
    for shape in (ACCOUNT, POLICY) if len(data) < 100_000 else (ACCOUNT,):
        reading = read(data, shape)
        assert_inside(source, [place for _, place in reading.problems])
        if reading.tree is not None and shape is ACCOUNT:
            plain_phones(reading.record, data)
    return {finding.rule for finding, _ in source.problems}


def assert_inside(source: Source, places: list[Place]) -> None:
    """Can the places be shown?"""
    # tests/store/test_source.py has a word on them
    has_lone_returns = "\r" in source.text.replace("\r\n", "")
    for place in places:
        assert 1 <= place.line <= len(source.lines)
        assert (place.end_line, place.end_column) >= (place.line, place.column) >= (1, 1)
        assert has_lone_returns or place.column <= len(source.lines[place.line - 1]) + 1
        source.is_ignored("any", place)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.binary(max_size=120))
def test_random_bytes(data):
    survive(data)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(max_size=80))
def test_random_text(text):
    survive(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    st.text(st.sampled_from("a:-?,[]{}#&*!|>'\"%@`~ \n\r\t\\<=\x00\x1b\ufeff\u202e가"), max_size=60)
)
def test_random_signs_of_yaml(text):
    survive(text.encode())


def harmed(data: bytes, dice: random.Random) -> bytes:
    """The bytes after one accident."""
    place = dice.randrange(len(data) + 1)
    kind = dice.randrange(7)
    if kind == 0:
        flipped = bytearray(data)
        for _ in range(dice.randint(1, 8)):
            flipped[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        return bytes(flipped)
    if kind == 1:
        return data[:place]
    if kind == 2:
        lines = data.splitlines(keepends=True)
        one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
        return b"".join(lines)
    if kind == 3:
        sign = dice.choice(
            [
                b"[",
                b"]",
                b"{",
                b"}",
                b"'",
                b'"',
                b"\\",
                b"#",
                b": ",
                b"- ",
                b"\n",
                b"&a ",
                b"*a ",
                b"!!str ",
                b"\t",
                b"|",
                b">",
                b"%",
                b"<<: ",
                b"---\n",
                b"\r",
                b"\0",
                b"\xff",
                b"\xef\xbb\xbf",
            ]
        )
        return data[:place] + sign + data[place:]
    if kind == 4:
        return data[:place] + data[place + dice.randint(1, 40) :]
    if kind == 5:
        start = dice.randrange(len(data))
        return data[:place] + data[start : start + dice.randint(1, 400)] + data[place:]
    return data.replace(b"\n", dice.choice([b"\r\n", b"\r", b"\n\n", b"\n ", b" "]))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_after_accidents(path):
    dice = random.Random(path.name)
    data = path.read_bytes()
    with quickly():
        for _ in range(25):
            broken = data
            for _ in range(dice.choice([1, 1, 1, 2, 5])):
                broken = harmed(broken or b"a", dice)
            survive(broken)


@pytest.mark.parametrize("start", range(0, 1500, 250))
def test_every_beginning_of_an_example(start):
    data = EXAMPLES[3].read_bytes()
    with quickly():
        for length in range(start, start + 250, 2):
            survive(data[:length])


MANY = 100_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("brackets", b"[" * MANY),
        ("closed brackets", b"[" * MANY + b"]" * MANY),
        ("braces", b"{" * MANY),
        ("maps in flow", b"{a: " * MANY),
        ("closed maps", b"{a: " * MANY + b"1" + b"}" * MANY),
        ("both", b"[{a: " * MANY),
        ("dashes", b"- " * MANY),
        ("dashes with an end", b"a:\n" + b"- " * MANY + b"b\n"),
        ("question marks", b"? " * MANY),
        ("keys on one line", b"a: " * MANY),
        ("indented keys", b"".join(b" " * depth + b"a:\n" for depth in range(2500))),
        ("below a key", b"name: " + b"[" * MANY),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nesting_without_end(name, data):
    with quickly():
        assert survive(data) & {"too-deep", "yaml-syntax"}


def test_nesting_at_the_limit_can_be_read_and_decoded():
    inside = b"x-deep: " + b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1)
    assert survive(b"name: a\n" + inside) == set()
    assert survive(b"name: a\n" + inside.replace(b"[", b"[[", 1).replace(b"]", b"]]", 1)) == {
        "too-deep"
    }


def test_the_alias_bomb():
    bomb = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (name + 1, name + 1, b",".join([b"*%c" % name] * 9))
        for name in range(ord("a"), ord("y"))
    )
    with quickly():
        assert survive(bomb) == {"anchor", "alias"}


def test_an_alias_to_itself():
    assert survive(b"a: &a [*a]\n") == {"anchor", "alias"}
    assert survive(b"&a a: *a\n*a : b\n") >= {"anchor", "alias"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "unknown keys",
            b"name: a\n" + b"".join(b"key%d: 1\n" % number for number in range(10_000)),
        ),
        (
            "keys like known ones",
            b"name: a\n" + b"".join(b"owner%d: 1\n" % number for number in range(10_000)),
        ),
        (
            "contacts",
            b"name: a\ncontacts:\n"
            + b"".join(b"  k%d: {name: b}\n" % number for number in range(10_000)),
        ),
        (
            "broken contacts",
            b"name: a\ncontacts:\n"
            + b"".join(b"  k%d: {name: b, lef: c}\n" % number for number in range(10_000)),
        ),
        (
            "wrong words",
            b"name: a\ndeals:\n"
            + b"".join(b"  k%d: {type: cros_sell}\n" % number for number in range(10_000)),
        ),
        ("duplicate keys", b"name: a\n" * 10_000),
        ("tags", b"name: a\ntags: [" + b"a," * 200_000 + b"]\n"),
        ("tags below each other", b"name: a\ntags:\n" + b"- a\n" * 200_000),
        ("empty log entries", b"name: a\nlog:\n" + b"-\n" * 99_999),
        ("log entries", b"name: a\nlog:\n" + b"- {date: 2026-01-05, type: call}\n" * 30_000),
        ("anchors", b"name: a\ntags:\n" + b"- &a b\n" * 99_999),
        ("tabs", b"name: a\n" + b"\t\n" * 300_000),
        ("tab indentation", b"name: a\n" + b"\ta\n" * 30_000),
        (
            "block texts with tabs",
            b"".join(b"k%d: |\n  a\n  \tb\n" % number for number in range(20_000)),
        ),
        ("conflict marks", b"<<<<<<< a\n=======\n>>>>>>> b\n" * 50_000),
        ("control characters", b"a: " + b"\x07" * 400_000),
        ("comments", b"#\n" * 1_000_000),
        ("blank lines", b"name: a" + b"\n" * 1_500_000),
        ("spaces", b"name:" + b" " * 4_000_000),
        ("blanks in lines", (b" " * 2000 + b"\n") * 2000),
        ("a blank and returns", b"a: b\n" + b" " * 3_000_000 + b"\r"),
        ("quotes", b"name: " + b"'" * 4_000_001),
        ("colons", b"name: a" + b":" * 4_000_000),
        ("documents", b"---\n" * 100_000),
        ("dots", b"...\n" * 100_000),
        ("commas", b"name: [" + b"," * 100_000),
        ("empty pairs", b"{" + b"? , " * 100_000),
        ("percents", b"%a\n" * 100_000),
        ("referral", b"name: a\nreferred_by: " + b"a/" * 1_000_000),
        ("an id", b"name: a\nowner: " + b"a" * 4_000_000),
        ("a day", b"name: a\nlog: {type: call, date: " + b"2" * 4_000_000 + b"}"),
        ("an amount", b"name: a\ndeals: {a: {amount: " + b"1_" * 1_900_000 + b"1}}"),
        ("a word", b"name: a\nstatus: " + b"custome" * 500_000),
        ("a key", b"name: a\n? " + b"owner" * 700_000 + b"\n: b\n"),
        ("ignore comments", b"name: a\n" + b"ownr: b # crm: ignore[" * 10_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_very_much_of_one_thing(name, data):
    with quickly():
        survive(data)


@pytest.mark.parametrize(
    "style",
    [b"name: %b\n", b"name: '%b'\n", b'name: "%b"\n', b"name: |\n  %b\n", b"name: >\n  %b\n"],
)
def test_a_huge_text_is_read_up_to_four_mebibytes(style):
    room = MAX_BYTES - len(style % b"")
    with quickly():
        assert survive(style % (b"x" * room)) == set()
        assert survive(style % (b"x" * (room + 1))) == {"too-large"}
        assert survive(style % ("가".encode() * (room // 3))) == set()


def test_far_more_than_four_mebibytes_is_not_even_looked_at():
    with quickly():
        assert survive(b"\xff" * (40 * 1024 * 1024)) == {"too-large"}


def test_very_many_unknown_keys_are_explained_quickly():
    tree = {"name": "a", **{f"owner{number}": "b" for number in range(50_000)}}
    with quickly():
        decode_or_explain(ACCOUNT, tree)


@pytest.mark.parametrize(
    "codec",
    [
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "euc-kr",
        "shift-jis",
        "utf-7",
        "latin-1",
    ],
)
def test_other_encodings_are_refused_or_read_as_what_they_are_not(codec):
    text = (
        "name: é\n"
        if codec == "latin-1"
        else "name: 한빛\n"
        if codec != "shift-jis"
        else "name: 日本\n"
    )
    for mark in (b"", b"\xff\xfe", b"\xfe\xff"):
        rules = survive(mark + text.encode(codec))
        assert rules & {"not-utf-8", "control-character", "yaml-syntax"} or codec == "utf-7"


@pytest.mark.parametrize(
    "data",
    [
        b"\xff",
        b"a: \xc0\x80",
        b"a: \xed\xa0\x80",
        b"a: \xf4\x90\x80\x80",
        b"a: \xf0\x9f\x98",
        b"\xef\xbb",
        b"\xef\xbb\xbf\xff",
        b"\x80" * 100,
        b"a: \xe0\x80\xaf",
        b"\xef\xbb\xbf" * 3 + b"\xfe",
    ],
)
def test_what_is_not_utf_8_is_refused(data):
    assert survive(data) == {"not-utf-8"}


@pytest.mark.parametrize(
    "text",
    [
        'name: "\\ud800"',
        'name: "\\ud83d\\ude00"',
        'name: "\\U0000d800"',
        'name: "\\U00110000"',
        'name: "\\UFFFFFFFF"',
        'contacts: {a: {name: b, phones: ["\\udfff"]}}',
    ],
)
def test_halves_of_characters_and_characters_there_are_not_are_refused(text):
    assert survive(text.encode()) == {"yaml-syntax"}


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\x01",
        "\x08",
        "\x0b",
        "\x0c",
        "\x1b",
        "\x1f",
        "\x7f",
        "\x80",
        "\x85",
        "\x9b",
        "\x9f",
        "\u2028",
        "\u2029",
    ],
)
@pytest.mark.parametrize(
    "style",
    [
        "name: a{}b\n",
        "name: 'a{}b'\n",
        'name: "a{}b"\n',
        "name: |\n  a{}b\n",
        "# a{}b\nname: c\n",
        "{}",
        "a{}b: c\n",
        "name: c\n{}",
    ],
)
def test_control_characters_are_refused_everywhere(character, style):
    assert survive(style.format(character).encode()) == {"control-character"}


@pytest.mark.parametrize(
    "escape",
    [
        "\\0",
        "\\a",
        "\\b",
        "\\e[2J",
        "\\x1b]0;evil\\x07",
        "\\x7f",
        "\\x9b",
        "\\u0085",
        "\\r",
        "\\n",
        "\\t",
        "\\v",
        "\\f",
    ],
)
@pytest.mark.parametrize(
    "style",
    [
        'name: "{}"\n',
        'name: ["{}"]\n',
        '"{}": a\n',
        '? "{}"\n: a\n',
        'a: {{"{}": b}}\n',
        '- "{}"\n',
    ],
)
def test_control_characters_by_their_escapes_are_refused_everywhere(escape, style):
    assert survive(style.format(escape).encode()) == {"control-character"}
    with pytest.raises(Unreadable):
        read_tree(style.format(escape).encode())


@pytest.mark.parametrize(
    "text",
    [
        "name: \u202eevil\n",
        "name: a\u200b\u200d\u2066b\u2069\n",
        "name: \ufff9\n",
        "name: \U000e0041\n",
        "name: \ufdd0\n",
        "\u200fname: a\n",
        "name: é" + "\u0301" * 1000 + "\n",
    ],
)
def test_strange_but_lawful_characters_are_text(text):
    assert survive(text.encode()) == set()


@pytest.mark.parametrize("text", ["name: a\n\ufffe", "name: \uffff"])
def test_characters_that_yaml_does_not_allow_are_refused(text):
    assert survive(text.encode()) <= {"yaml-syntax", "control-character"} and survive(text.encode())
