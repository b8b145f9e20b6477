"""Slips of the hand: where each is told, as what, and the line that was meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.finding_places import mended, place_mends
from crmcli.store.shapes.reading import account_reading, read
from crmcli.store.yaml.source import Source

# The text, the line and column that are told, the message, and the line as it should be.
SLIPS = [
    ("name: A\nowner:priya\nstatus: customer\n", 2, 6, "slip-space", "owner: priya"),
    ("name: A\nowner:priya\n", 2, 6, "slip-space", "owner: priya"),
    ("name: A\nowner:priya # ours\n\n# then\nlog: []\n", 2, 6, "slip-space", "owner: priya # ours"),
    ("log:\n  - date:2026-01-01\n    type: call\n", 2, 9, "slip-space", "- date: 2026-01-01"),
    ("contacts:\n  이:\n    name:이동현\n    title: CEO\n", 3, 9, "slip-space", "name: 이동현"),
    ("log:\n  -date: 2026-01-01\n    type: call\n", 2, 3, "slip-dash", "- date: 2026-01-01"),
    ("log:\n  -{type: call}\n  - {type: visit}\n", 2, 3, "slip-dash", "- {type: call}"),
    ("a: b: c\n", 1, 5, "slip-colon", 'a: "b: c"'),
    ("a: great:\n", 1, 9, "slip-colon", 'a: "great:"'),
    (
        'a:\n  - what: he said "x": no # odd\n',
        2,
        22,
        "slip-colon",
        "- what: 'he said \"x\": no' # odd",
    ),
    (
        "log:\n  - {type: call, what: Met at expo: great}\n",
        2,
        35,
        "slip-colon",
        '- {type: call, what: "Met at expo: great"}',
    ),
    (
        "log: [{what: met at expo: great, type: call}]\n",
        1,
        25,
        "slip-colon",
        'log: [{what: "met at expo: great", type: call}]',
    ),
    ("a: {b: great: , c: d}\n", 1, 13, "slip-colon", 'a: {b: "great:" , c: d}'),
    ("a: 'it's fine'\n", 1, 7, "slip-quote", 'a: "it\'s fine"'),
    ('a: "he said "no" to it"\n', 1, 13, "slip-quote", "a: 'he said \"no\" to it'"),
    ('a: "b" c\n', 1, 4, "slip-quote-in-front", "a: '\"b\" c'"),
    ("a: 'b\n", 1, 4, "slip-open-quote", "a: 'b'"),
    ('a: "b\nc: d\ne: "f"\n', 1, 4, "slip-open-quote", 'a: "b"'),
    ('a: [{b: "c, d: e}]\n', 1, 9, "slip-open-quote", 'a: [{b: "c", d: e}]'),
    ('a: "C:\\제안"\n', 1, 7, "slip-backslash", "a: 'C:\\제안'"),
    ("a: %b\n", 1, 4, "slip-sign", 'a: "%b"'),
    ("a: @b\n", 1, 4, "slip-sign", 'a: "@b"'),
    ("a: > b\n", 1, 4, "slip-sign", 'a: "> b"'),
    ("a: &\n", 1, 4, "slip-sign", 'a: "&"'),
    ("a: !b!c d\n", 1, 4, "slip-sign", 'a: "!b!c d"'),
    ("a: - b\n", 1, 4, "slip-sign", 'a: "- b"'),
    ("a: {b: [c] d, e: f}\n", 1, 8, "slip-sign", 'a: {b: "[c] d", e: f}'),
    ("a: [1\n", 1, 4, "slip-open-bracket", "a: [1]"),
    ("a: [1,\n", 1, 4, "slip-open-bracket", "a: [1]"),
    ("a: [1, 2\nb: 3\n", 1, 4, "slip-open-bracket", "a: [1, 2]"),
    ("a: {b: {c: d}\ne: f\n", 1, 4, "slip-open-bracket", "a: {b: {c: d}}"),
    ("a: {b: [c, d: e}\n", 1, 8, "slip-open-bracket", "a: {b: [c], d: e}"),
    ("a: {b: c}}\n", 1, 10, "slip-closed-twice", "a: {b: c}"),
    ("a: {b: c]\n", 1, 9, "slip-other-bracket", "a: {b: c}"),
    ("a: {b: c d: e}\n", 1, 9, "slip-comma", "a: {b: c, d: e}"),
    ("a: {b: [c] d: e}\n", 1, 11, "slip-comma", "a: {b: [c], d: e}"),
    ("a: 1\nb： 2\nc: 3\n", 2, 2, "slip-look-alike", "b: 2"),
    ("a: 1\nb：2\nc: 3\n", 2, 2, "slip-look-alike", "b: 2"),
    ("a: {b: c， d: e}\n", 1, 9, "slip-look-alike", "a: {b: c, d: e}"),
    ("a: “b: c”\n", 1, 4, "slip-curly-quote", 'a: "b: c"'),
    ("a:\n  b: 1\n c: 2\n", 3, 2, "slip-indent", "  c: 2"),
    ("a: 1\n  b: 2\nc: 3\n", 2, 3, "slip-margin", "b: 2"),
    ("a:\n  - b: 1\n  b: 2\n  c: 3\n", 3, 3, "slip-no-dash", "- b: 2"),
    ("a: 1\ntitle -> x\nb: 2\n", 2, 1, "slip-arrow", "title: x"),
    ("a: 1\ntitle = x\nb: 2\n", 2, 1, "slip-arrow", "title: x"),
    ("a: 1\nb\n  c: 2\n", 2, 1, "slip-no-colon", "b:"),
    ("a: 1\nsee http://x\nb: 2\n", 2, 1, "slip-no-colon", "see: http://x"),
    ("a: 1\n; b\nc: 2\n", 2, 1, "slip-comment", "# b"),
    ("a: 1\n// b\nc: 2\n", 2, 1, "slip-comment", "# b"),
    ("a: 1\n/* b */\nc: 2\n", 2, 1, "slip-comment", "# b"),
    ("a: 1\n<!-- b -->\nc: 2\n", 2, 1, "slip-comment", "# b"),
    ("a: {b: c; d: e}\n", 1, 9, "slip-separator", "a: {b: c, d: e}"),
    ("a: 1\n=====\nc: 2\n", 2, 1, "slip-rule", "# ====="),
    ("a:\n  - b\n  * c\n", 3, 3, "slip-bullet", "- c"),
    ('"a": "b",\n"c": "d"\n', 1, 9, "slip-comma-end", '"a": "b"'),
    ("a: 1\nb:\n[b] [c] d\ne: 2\n", 3, 1, "slip-no-item", "# [b] [c] d"),
    ("a: 1\n[b] [c] d\ne: 2\n", 2, 1, "slip-continued", "  [b] [c] d"),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "write"), SLIPS)
def test_a_slip_is_told_where_it_is_with_the_line_that_was_meant(
    text, line, column, message, write
):
    source = Source(text.encode())
    ((finding, place),) = source.problems
    told = mended(source.lines, place_mends(finding, place))
    assert (line, column, message, write) == (place.line, place.column, finding.key, told)


@pytest.mark.parametrize(("text", "line", "column", "message", "write"), SLIPS)
def test_with_the_line_that_was_meant_the_text_can_be_read(text, line, column, message, write):
    source = Source(text.encode())
    ((finding, place),) = source.problems
    lines = list(source.lines)
    for at, new in reversed(place_mends(finding, place)):
        before = lines[at.line - 1]
        lines[at.line - 1] = before[: at.column - 1] + new + before[at.end_column - 1 :]
    assert Source("\n".join(lines).encode()).problems == []


def test_three_mistakes_are_told_in_one_run_each_in_its_place():
    text = """name: A
status：customer
contacts:
  kim: {name: Kim title: CEO}
log:
  - {date: 2026-1-5, type: call}
"""
    problems = read(text.encode(), ACCOUNT).problems
    assert [(finding.rule, place.line, place.column) for finding, place in problems] == [
        ("yaml-syntax", 2, 7),
        ("yaml-syntax", 4, 18),
        ("bad-date", 6, 12),
    ]


def test_a_word_of_ones_own_is_no_reason_to_read_a_line_otherwise():
    text = "name: A\nstatus:Customer\nlog:\n  - {date: 2026-01-05, type: call, what: b: c}\n"
    found = [(finding.key, place.line) for finding, place in read(text.encode(), ACCOUNT).problems]
    assert found[0] == ("slip-space", 2)
    assert ("slip-colon", 4) in found


def test_brackets_that_fail_for_two_reasons_are_no_texts():
    text = "name: A\ncontacts:\n  kim: {name: Kim， title: CEO}\nlog:\n  - {date: 2026-01-05, type: call, what: b: c}\n"  # noqa: RUF001
    problems = read(text.encode(), ACCOUNT).problems
    assert ["slip-look-alike", "slip-colon"] == [finding.key for finding, _ in problems]


def test_the_same_slip_on_lines_below_each_other_is_one_finding():
    ((finding, place),) = Source(b"a:\n  * b\n  * c\n  * d\n").problems
    assert (place.line, [each.at[0] for each in finding.related]) == (2, [3, 4])
    assert [mend.text for mend in finding.mends] == ["- ", "- ", "- "]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "name: A\ncontacts:\n  kim: {name: Kim}\n  plans:\n  p:\n    for: kim\n    kind: access\n",
            4,
        ),
        (
            "name: A\ncontacts:\n  kim:\n    name: Kim\n    deals:\n      d:\n        stages: {2026-01-01: lead}\n",
            5,
        ),
    ],
)
def test_a_line_that_is_indented_wrongly_is_one_finding_though_it_can_be_read(text, line):
    ((finding, place),) = read(text.encode(), ACCOUNT).problems
    assert (place.line, finding.rule) == (line, "yaml-syntax")
    assert finding.key in ("slip-indent", "slip-margin")


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "write"),
    [
        (
            "name: A\nresearch:\n  industry: B\n\u00a0 employees: 2\n",
            4,
            1,
            "slip-odd-space",
            "  employees: 2",
        ),
        (
            "name: A\nresearch:\n  industry: B\n\u3000employees: 2\n",
            4,
            1,
            "slip-odd-space",
            "  employees: 2",
        ),
        (
            "name: A\nresearch:\n  solution: two things: price\n",
            3,
            23,
            "slip-colon",
            'solution: "two things: price"',
        ),
        (
            "name: A\nresearch:\n  industry: B employees: 2\n",
            3,
            15,
            "slip-two-in-one",
            "",
        ),
        ("name: A\ngoes on here\nowner: b\n", 2, 1, "slip-continued", "  goes on here"),
        ("name: A\nstatus customer\nowner: b\n", 2, 1, "slip-no-colon", "status: customer"),
    ],
)
def test_what_is_meant_is_what_the_format_has(text, line, column, message, write):
    ((finding, place),) = read(text.encode(), ACCOUNT).problems
    told = mended(text.split("\n"), place_mends(finding, place))
    assert (line, column, message, write) == (place.line, place.column, finding.key, told)


def test_an_item_without_its_dash_is_one_finding_and_not_keys_given_twice():
    text = """name: A
log:
  - date: 2026-01-05
    type: call
    date: 2026-01-06
    type: visit
"""
    ((finding, place),) = read(text.encode(), ACCOUNT).problems
    told = mended(text.split("\n"), place_mends(finding, place))
    assert (5, "slip-no-dash", "- date: 2026-01-06") == (place.line, finding.key, told)


@pytest.mark.parametrize(
    ("text", "coding", "name"),
    [("name: 한빛\n", "cp949", "CP949 (EUC-KR)"), ("name: A\n", "utf-16", "UTF-16")],
)
def test_a_text_in_another_encoding_is_told_by_its_name(text, coding, name):
    ((finding, _),) = Source(text.encode(coding)).problems
    assert ("not-utf-8", (name,)) == (finding.rule, finding.args)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                "a: 1",
                "  b: [",
                "{c: d",
                "- e",
                '"f',
                "g：h",
                "\tk: 1",
                "%",
                "// x",
                "l -> m",
                "  ]",
                "}",
            ]
        ),
        max_size=12,
    )
)
def test_whatever_is_told_stands_in_the_text_and_its_mends_too(lines):
    source = Source("\n".join(lines).encode())
    for finding, place in source.problems:
        for line, column, end_line, end_column in (
            place,
            *(mend.at for mend in finding.mends),
            *(each.at for each in finding.related),
        ):
            assert 1 <= line <= end_line <= len(source.lines)
            assert 1 <= column <= len(source.lines[line - 1]) + 1
            assert end_line > line or column <= end_column <= len(source.lines[line - 1]) + 2


@pytest.mark.parametrize(("width", "message"), [(4999, "slip-space"), (5000, "syntax-no-colon")])
def test_a_line_is_looked_at_that_is_not_too_wide(width, message):
    line = "owner:priya  # "
    text = f"name: A\n{line}{'x' * (width - len(line))}\nstatus: customer\n"
    ((finding, place),) = Source(text.encode()).problems
    assert (message, 2) == (finding.key, place.line)


@pytest.mark.parametrize("many", [19, 20, 21, 40])
def test_one_slip_on_many_lines_is_told_on_each(many):
    text = "name: A\n" + "".join(f"k{each}:x\nx-{each}: y\n" for each in range(many))
    found = Source(text.encode()).problems
    assert [("slip-space", 2 * each + 2) for each in range(many)] == [
        (finding.key, place.line) for finding, place in found
    ]


@pytest.mark.parametrize(
    ("many", "shown"), [(39, "n" * 39), (40, "n" * 40), (41, "n" * 39 + "…"), (80, "n" * 39 + "…")]
)
def test_a_long_key_is_told_as_far_as_there_is_room(many, shown):
    ((finding, _),) = account_reading(
        "accounts/a.yaml", f"name: A\n{'n' * many}: x\n".encode()
    ).problems
    assert shown in finding.args[0] and finding.args[0].strip("`") == shown
