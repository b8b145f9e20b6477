"""What a document means is what ruamel.yaml says it means: both readers are held equal to it on everything both sides accept."""

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store.reference import Refused, meaning, ours, rules
from store.tricky import TEXTS
from store.writing import documents

from crmcli.store.shapes import reading as slow
from crmcli.store.yaml.source import Source
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.yaml.broken.failing import failure_of
from crmcli.store.yaml.tree import Unreadable, read_tree

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.yaml"))

# The rules of docs/format.md that forbid what YAML as such allows.
FORBIDDEN = {
    "anchor",
    "alias",
    "tag",
    "directive",
    "merge-key",
    "several-documents",
    "duplicate-key",
    "tab-indentation",
    "control-character",
    "conflict-marker",
    "key-not-text",
    "too-deep",
    "too-many",
    "too-large",
    "not-utf-8",
    "not-a-mapping",
}
# What libyaml does not read and ruamel.yaml does, by libyaml's words; none of it is anything people write in an account.
STRICTER = {
    "did not find expected key": "a value without a key in a block: `: x`",
    "did not find expected node content": "a value without a key in a flow, and a text that begins with a colon there: `{: x}`, `[:x]`",
    "found unexpected ':'": "a text that ends with a colon in a flow: `{x:}`, `[x:]`",
    "did not find expected ',' or ']'": "a lone question mark in a flow: `[?]`",
    "found unknown directive name": "a directive that nobody knows: `%FOO`",
    "found unexpected non-alphabetical character": "the same, with a strange name",
    "could not find expected directive name": "the same, without a name",
    "found invalid Unicode character escape code": "half of a character: `\\ud800`",
    "did not find expected alphabetic or numeric character": "an anchor with a strange name (anchors are forbidden anyway)",
    "mapping values are not allowed in this context": "the same, with a colon in its name",
    "mapping keys are not allowed in this context": "the same, with a question mark in its name",
    "did not find expected whitespace or line break": "a tag with a strange name (tags are forbidden anyway)",
    "did not find expected tag URI": "the same, with no name",
    "found character that cannot start any token": "a line with nothing but a tab, and anchors with a strange name",
    "found a tab character where an indentation space is expected": "a block text that begins with a tab",
}
# What libyaml reads and ruamel.yaml does not, by ruamel.yaml's words.
LAXER = {
    r"found character '\t' that cannot start any token": "a tab behind a value, which YAML 1.2 allows as a space: `x: y<tab>`",
    "expected chomping or indentation indicators, but found '#'": "a comment right behind a block's sign: `|# c`",
    r"expected chomping or indentation indicators, but found '\t'": "a tab behind a block's sign, which YAML 1.2 allows as a space: `|<tab>`",
    "expected ',' or ']', but got '<scalar>'": "a quoted key in a list with its value glued to it, which YAML 1.2 allows: `['x':y]`",
    "more indented follow up line than first in a block scalar": "a block text whose first line is blank and indented otherwise",
    "but found another document": "the end of a document marked twice",
    "maximum recursion depth exceeded": "nesting that crm still allows",
    "expected the node content, but found ':'": "a lone question mark before a value without a key in a flow: `[?, : x]`",
}


def check(data: bytes) -> None:
    """Both readers and the reference, on one text."""
    reading = ours(data)
    try:
        expected = meaning(data)
    except Refused as refused:
        assert reading.tree is None or any(words in str(refused) for words in LAXER), (
            data,
            reading.tree,
            str(refused),
        )
        return
    except UnicodeDecodeError:
        assert rules(reading) == {"not-utf-8"}
        return
    if reading.tree is not None:
        assert expected == reading.tree
    elif isinstance(expected, dict) and not rules(reading) & FORBIDDEN:
        assert rules(reading) == {"yaml-syntax"}
        assert failure_of(data.decode("utf-8-sig")).said in STRICTER, (
            data,
            reading.problems,
            expected,
        )


def check_both_readers(data: bytes) -> None:
    """What the fast reader accepts, the slow one accepts with the same tree; what it refuses, the slow one has the last word on."""
    source = slow._source(data, ACCOUNT)
    try:
        found = read_tree(data)
    except Unreadable:
        return
    assert (source.problems, source.tree or {}) == ([], found)


@pytest.mark.parametrize("text", TEXTS)
def test_a_tricky_text_means_the_same_to_crm_and_the_reference(text):
    check(text.encode())


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: |\t\n  x\n", {"a": "x\n"}),
        ("a: >-\t\n  x\n", {"a": "x"}),
        ("a: |-\t# c\n  x\n", {"a": "x"}),
    ],
)
def test_a_tab_behind_the_sign_of_a_block_is_a_space(text, tree):
    check(text.encode())
    assert tree == ours(text.encode()).tree


@pytest.mark.parametrize("text", TEXTS)
def test_the_fast_reader_never_accepts_what_the_slow_one_refuses_or_reads_otherwise(text):
    check_both_readers(text.encode())


@pytest.mark.parametrize(
    "text", [text for text in TEXTS if text.startswith(("a:", "- ", "{", "["))]
)
def test_a_tricky_text_means_the_same_inside_an_account(text):
    inside = (
        "name: x\nx-it:\n"
        + "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))
        + "tags: [y]\n"
    )
    check(inside.encode())
    check_both_readers(inside.encode())


@pytest.mark.parametrize("text", TEXTS)
def test_a_tricky_text_means_the_same_with_crlf_and_a_byte_order_mark(text):
    data = b"\xef\xbb\xbf" + text.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    check(data)
    check_both_readers(data)


@pytest.mark.parametrize(
    "path", [*EXAMPLES, files("crmcli.store.book") / "default.yaml"], ids=lambda path: path.name
)
def test_the_examples_mean_the_same_and_are_read_the_fast_way(path):
    data = path.read_bytes()
    assert meaning(data) == read_tree(data) == Source(data).tree


WITHOUT_LIBYAML = """
import json, sys
sys.modules["yaml._yaml"] = None  # as in a PyYAML that was built without it
from crmcli.store.yaml.tree import Unreadable, read_tree
from yaml import __with_libyaml__
def read(text):
    try:
        return read_tree(text.encode())
    except Unreadable:
        return "refused"
    except Exception as error:
        return repr(error)
json.dump([__with_libyaml__, *map(read, json.load(sys.stdin))], sys.stdout)
"""


@pytest.fixture(scope="module")
def without_libyaml():
    """What the fast reader makes of every text over PyYAML's own parser, and what it makes of it here."""
    texts = [
        *(text for text in TEXTS if len(text) < 5000),
        *(path.read_text(encoding="utf-8") for path in EXAMPLES[::6]),
    ]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBYAML],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    with_libyaml, *found = json.loads(done.stdout)
    assert not with_libyaml
    return [(text, here_or_refused(text), there) for text, there in zip(texts, found, strict=True)]


def here_or_refused(text):
    try:
        return read_tree(text.encode())
    except Unreadable:
        return "refused"


def test_without_libyaml_what_is_read_here_and_there_means_the_same(without_libyaml):
    assert [
        (text, here, there)
        for text, here, there in without_libyaml
        if "refused" not in (here, there) and here != there
    ] == []


def test_without_libyaml_no_text_ends_in_another_exception(without_libyaml):
    assert [
        (text, there)
        for text, _, there in without_libyaml
        if isinstance(there, str) and there != "refused"
    ] == []


def test_without_libyaml_every_text_that_is_read_can_be_written(without_libyaml):
    halves = re.compile("[\ud800-\udfff]")
    assert [
        text
        for text, _, there in without_libyaml
        if halves.search(json.dumps(there, ensure_ascii=False))
    ] == []


@settings(max_examples=250, deadline=None, derandomize=True)
@given(documents())
def test_a_tree_written_by_any_hand_reads_as_that_tree(written):
    expected, data = written
    assert expected == meaning(data)
    reading = ours(data)
    if reading.tree is None:
        assert rules(reading) == {"control-character"}  # a text of nothing but line ends
    else:
        assert expected == reading.tree
    check_both_readers(data)


TOKENS = [
    ":",
    ": ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n  ",
    "- ",
    "-",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "'",
    '"',
    "#",
    " #",
    "|",
    ">",
    "|-",
    "|+",
    ">2",
    "&a ",
    "*a",
    "!t ",
    "\t",
    "?",
    "? ",
    "\r\n",
    "\r",
    "---\n",
    "---",
    "...\n",
    "%",
    "\\",
    "<<",
    "~",
    "null",
    "\ufeff",
    "\x07",
    "@",
    "`",
    "=",
    "a",
    "가",
    "\u2028",
    "\x85",
    "\xa0",
    "😀",
]
PIECES = [
    *TEXTS,
    *(
        "".join(lines[at : at + 12])
        for path in EXAMPLES[::3]
        for lines in [path.read_text(encoding="utf-8").splitlines(keepends=True)]
        for at in range(0, len(lines), 12)
    ),
]
# made once: what is drawn from so many pieces costs more to describe than to draw
pieces = st.sampled_from([piece for piece in PIECES if len(piece) < 2000])
tokens = st.sampled_from(TOKENS)


@st.composite
def mutated(draw):
    """A tricky text or a piece of an example with a few slips of the finger."""
    text = draw(pieces)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            text = text[:start] + draw(tokens) + text[start:]
        elif kind == 1:
            text = text[:start] + text[start + draw(st.integers(1, 5)) :]
        elif kind == 2:
            text = text[:start] + draw(tokens) + text[start + draw(st.integers(1, 5)) :]
        else:
            lines = text.splitlines(keepends=True)
            text = "".join(draw(st.permutations(lines))) if len(lines) < 15 else text
    return text


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(mutated())
def test_slips_of_the_finger_mean_the_same_to_crm_and_the_reference(text):
    check(text.encode())
    check_both_readers(text.encode())


@settings(max_examples=1200, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("ab가:-?,[]{}#&*!|>'\"%@`~.0 \n\t\\=<"), max_size=30))
def test_soup_of_signs_means_the_same_to_crm_and_the_reference(text):
    check(text.encode())
    check_both_readers(text.encode())
