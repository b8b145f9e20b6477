"""What is written is read as the same text, by us, by ruamel.yaml and by readers of YAML 1.1."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from store.writing import WORDS, texts

from crmcli.domain.edit import Prose, Quoted
from crmcli.store.write.edited import readable
from crmcli.store.yaml.syntax_tree import Outline
from crmcli.store.yaml.render import ValueWriter
from crmcli.store.yaml.written import block, checked, word

TRICKY = [
    "true",
    "Yes",
    "no",
    "on",
    "OFF",
    "y",
    "N",
    "null",
    "~",
    "",
    "12",
    "-1",
    "+1",
    "1_000",
    "0o17",
    "017",
    "0x1F",
    "0b11",
    "1e3",
    ".5",
    "1.",
    ".inf",
    "-.Inf",
    ".NaN",
    "12:30",
    "190:20:30",
    "2026-01-01",
    "2026-1-5",
    "2026-01-05 10:00",
    "2026-01-05T10:00:00Z",
    "=",
    "<<",
    "010-1234-5678",
    " a",
    "a ",
    "- a",
    "-",
    "--",
    "---",
    "--- a",
    "...",
    "? a",
    "?",
    ":",
    ": a",
    "a: b",
    "a:",
    "a:b",
    "a #b",
    "a#b",
    "#a",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a",
    "|",
    ">",
    "'a'",
    '"a"',
    "it's",
    'say "x"',
    "a\\b",
    "[a]",
    "{a}",
    "a, b",
    "a]",
    "a}",
    "http://x.example/a?b=1#c",
    "왜?",
    "통화: 함",
    "한빛전자㈜",
    "😀",
    "\u00a0x",
    "\u3000",
    "a\u200b",
    "e\u0301",
    "1,000",
    "1 000",
    "12월",
    "50%",
    "face",
    "1a",
]


def written_so(text: str) -> tuple[str, str, str]:
    return (
        f"k: {word(text, in_flow=False)}\n",
        f"{{k: {word(text, in_flow=True)}, l: m}}\n",
        f"[{word(text, in_flow=True)}, m]\n",
    )


def reads(parse, text: str) -> list[object]:
    lines, braces, brackets = written_so(text)
    return [parse(lines)["k"], parse(braces)["k"], parse(f"k: {brackets}")["k"][0]]


@pytest.mark.parametrize("text", TRICKY)
@pytest.mark.parametrize("kind", [str, Prose, Quoted])
def test_a_text_reads_as_itself(text: str, kind) -> None:
    assert [text] * 3 == reads(lambda written: readable(written.encode()), kind(text))


@pytest.mark.parametrize("text", TRICKY)
@pytest.mark.parametrize("kind", [Prose, Quoted])
def test_somebodys_words_are_a_text_to_every_reader(text: str, kind) -> None:
    assert [text] * 3 == reads(YAML(typ="safe", pure=True).load, kind(text))
    assert [text] * 3 == reads(yaml.safe_load, kind(text))


@given(texts)
@example("a:b")
@example("::")
def test_any_words_are_a_text_to_every_reader(text: str) -> None:
    for parse in (
        YAML(typ="safe", pure=True).load,
        yaml.safe_load,
        lambda written: readable(written.encode()),
    ):
        assert [text] * 3 == reads(parse, Prose(text))


@pytest.mark.parametrize("text", TRICKY)
def test_a_key_reads_as_itself(text: str) -> None:
    pen = ValueWriter(Outline(""))
    assert {text: "v", "l": "m"} == readable(f"{pen.pair(text, 'v', 0, None)}\nl: m\n".encode())
    assert {"k": {text: "v"}} == readable(f"k: {pen.brackets({text: 'v'}, None, 0, 0)}\n".encode())


def test_what_every_reader_takes_for_text_needs_no_quotes() -> None:
    plain = [
        "kim-mj",
        "한빛전자㈜",
        "통화 함",
        "a, b",
        "a#b",
        "http://x.example/a?b=1#c",
        "it's",
        "50%",
        "12월",
        "2분기 실적",
        "face",
        "이동현 (부장)",
    ]
    assert plain == [word(Prose(text), in_flow=False) for text in plain]


def test_ids_dates_and_amounts_stand_without_quotes() -> None:
    plain = ["2026-08-05", "72_000_000", "18_450.50", "-1", "kim-mj", "a/b", "12"]
    assert plain * 2 == [word(text, in_flow=flow) for flow in (False, True) for text in plain]


def test_quotes_are_those_of_the_author() -> None:
    assert ["'it''s'", '"it\'s"', "'a: b'", '"a: b"'] == [
        word("it's", in_flow=False, style="'"),
        word("it's", in_flow=False, style='"'),
        word("a: b", in_flow=False, quote="'"),
        word("a: b", in_flow=False),
    ]


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["", " ", "  a", "a ", "# a", "- a", "a: b", "|", "---", "..."]),
            texts,
            st.sampled_from(WORDS),
        ),
        min_size=2,
        max_size=6,
    ).map("\n".join),
    st.integers(1, 4),
)
@example(" a\nb", 2)
@example("\n a\nb", 2)
@example("\n\n", 2)
@example("a\n ", 2)
@example("  \na", 1)
@example("\n ", 1)
@example("  \n ", 3)
def test_lines_read_as_themselves(text: str, indent: int) -> None:
    sign, lines = block(text, indent)
    written = (
        f"k: {sign}\n"
        + "".join(" " * indent + line + "\n" if line else "\n" for line in lines)
        + "l: m\n"
    )
    assert {"k": text, "l": "m"} == readable(written.encode())


@pytest.mark.parametrize(
    "value",
    [
        "a\x00",
        "a\x1bb",
        "a\r\nb",
        "a\x85",
        "a\u2029",
        "\ufffe",
        "\udc80",
        "a\tb",
        Quoted("a\nb"),
        {"a\nb": "c"},
        {"a\t": "c"},
        [["\x7f"]],
        ({"a": "\x08"},),
    ],
)
def test_a_character_without_a_place_in_the_format_is_refused(value) -> None:
    with pytest.raises(ValueError):
        checked(value)


def test_what_the_format_has_a_place_for_is_not_refused() -> None:
    checked({"a": ["b", None, Prose("c\n\td"), Quoted("e"), {"f": ()}], "\u202eb": "\u200b"})


# Values, by the habits of a file


def slot(text: str, value, column: int = 0) -> str:
    return ValueWriter(Outline(text)).after_mark(value, column, column + 3)


def test_small_things_go_into_brackets_and_large_ones_on_lines() -> None:
    assert " [a, b]" == slot("", ["a", "b"])
    assert " {a: b, c: [d]}" == slot("", {"a": "b", "c": ["d"]})
    assert "\n  a: {b: c}" == slot("", {"a": {"b": "c"}})
    assert "\n  - {a: b}" == slot("", [{"a": "b"}])
    assert f"\n  a: {'x' * 120}" == slot("", {"a": "x" * 120})
    assert " |-\n  a\n\n  b" == slot("", "a\n\nb")
    assert "\n  a:\n  b: |\n    c\n    d" == slot("", {"a": None, "b": "c\nd\n"})
    assert " {a: null, b: {}, c: []}" == slot("", {"a": None, "b": {}, "c": []}, 2)


def test_indentation_is_that_of_the_file() -> None:
    text = "a:\n    b:\n        c: d\nl:\n-   x: y\n    z: q\n"
    assert "\n    a:\n    b: |-\n        c\n        d" == slot(text, {"a": None, "b": "c\nd"})
    assert "\n-   a: |-\n        b\n        c\n    d: e" == slot(text, [{"a": "b\nc", "d": "e"}])


def test_nothing_is_written_as_nothing_on_lines_and_null_in_brackets() -> None:
    assert ["", "null"] == [slot("", None), ValueWriter(Outline("")).brackets(None, None, 0, 0)]


def like(pattern: str, value) -> str:
    """The value in brackets, broken as the pattern under `a` is."""
    outline = Outline(pattern)
    return ValueWriter(outline).brackets(value, outline.root.items[0].value, len("a: "), 0)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a: [x, y]\n", "[p, q, r]"),
        ("a: [\n  x,\n  y,\n]\n", "[\n  p,\n  q,\n  r,\n]"),
        ("a: [\n  x,\n  y\n]\n", "[\n  p,\n  q,\n  r\n]"),
        ("a: [\n    x,\n    y]\n", "[\n    p,\n    q,\n    r]"),
        ("a: [x,\n    y]\n", "[p,\n    q,\n    r]"),
        ("a: [x,\n    y, z]\n", "[p, q, r]"),  # as many as fit
        ("a: [x\n  ]\n", "[p, q, r\n  ]"),
        ("a: [x,\n  ]\n", "[p, q, r,\n  ]"),
        ("a: []\n", "[p, q, r]"),
    ],
)
def test_brackets_are_broken_where_their_pattern_is(pattern: str, expected: str) -> None:
    assert expected == like(pattern, ["p", "q", "r"])


@pytest.mark.parametrize(("last", "broken"), [(34, False), (35, True), (36, True)])
def test_as_many_parts_stand_on_a_line_as_there_is_room_for(last: int, broken: bool) -> None:
    parts = ["p" * 40, "q" * 38, "r" * last, "s"]
    made = like("a: [x,\n    y, z]\n", parts)
    assert (broken, parts) == (
        "\n    r" in made,
        made.strip("[]").replace("\n", " ").replace("     ", " ").split(", "),
    ), made


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("fl", "\n  - p"),  # as many in brackets as on lines: as the last one is
        ("lf", " [p]"),
        ("llff", " [p]"),
        ("ffll", "\n  - p"),
        ("flfl", "\n  - p"),
        ("fllf", " [p]"),
        ("lfl", "\n  - p"),
        ("flf", " [p]"),
        ("l", "\n  - p"),
        ("f", " [p]"),
    ],
)
def test_a_list_looks_as_most_beside_it_do_and_else_as_the_last(forms: str, expected: str) -> None:
    text = "a:\n" + "".join(
        f"  k{place}: [x, y]\n" if form == "f" else f"  k{place}:\n    - x\n    - y\n"
        for place, form in enumerate(forms)
    )
    outline = Outline(text)
    pen = ValueWriter(outline)
    pattern = pen.pattern([item.value for item in outline.root.items[0].value.items], ["p"])
    assert (pattern.flow, pattern) == (
        "[" in expected,
        next(
            item.value
            for item in reversed(outline.root.items[0].value.items)
            if item.value.flow == ("[" in expected)
        ),
    )


def test_among_brackets_of_one_line_and_of_several_the_last_of_those_that_fit_is_the_pattern() -> (
    None
):
    short, tall = "[x]", "[\n      x,\n    ]"

    def place(forms: str, value) -> int:
        outline = Outline(
            "a:\n"
            + "".join(
                f"  k{number}: {short if form == 's' else tall}\n"
                for number, form in enumerate(forms)
            )
        )
        values = [item.value for item in outline.root.items[0].value.items]
        return values.index(ValueWriter(outline).pattern(values, value))

    assert [2, 2, 3, 2, 0, 1] == [
        place(forms, ["p"]) for forms in ("sss", "ttts", "ttss", "stt", "s", "tt")
    ]
    # what does not fit goes over lines, where any does
    assert [3, 1] == [place(forms, ["p" * 150]) for forms in ("ssst", "ss")]
