"""Where everything stands in a file: errors of the format at their exact line and column, and the places of paths."""

import time

import pytest

from crmcli.domain.finding import Finding, Place
from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.table import Message
from crmcli.formats.findings.text import render
from crmcli.messages import Phrases
from crmcli.store.shapes import account as account_shape
from crmcli.store.yaml.explaining import MOST, decode_or_explain
from crmcli.store.shapes.reading import read
from crmcli.store.yaml.source import Source
from crmcli.store.shapes.finding_places import locate_in
from crmcli.store.yaml.tree import MAX_DEPTH, MAX_ITEMS
from crmcli.store.files.scan import MAX_BYTES

# The rule, the line and column it is told at (from 1, in characters), and the text.
ERRORS = [
    ("duplicate-key", 2, 1, "a: 1\na: 2\n"),
    ("duplicate-key", 3, 3, "a:\n  b: 1\n  b: 2\n"),
    ("duplicate-key", 1, 11, "a: {b: 1, b: 2}\n"),
    ("duplicate-key", 1, 11, 'a: {b: 1, "b": 2}\n'),
    ("duplicate-key", 3, 5, "a:\n  - b: 1\n    b: 2\n"),
    ("duplicate-key", 1, 12, "이름: {가: 1, 가: 2}\n"),
    ("anchor", 1, 4, "a: &x 1\n"),
    ("anchor", 1, 5, "이름: &x 1\n"),
    ("anchor", 1, 4, "a: &x {b: 1}\n"),
    ("anchor", 2, 3, "a:\n  &x b: 1\n"),
    ("anchor", 1, 1, "&x a: 1\n"),
    ("anchor", 2, 5, "a:\n  - &x 1\n"),
    ("alias", 1, 4, "a: *x\n"),
    ("alias", 2, 8, "a: 1\nb: [1, *x]\n"),
    ("alias", 2, 10, "a: 1\n거래처: [1, *x]\n"),
    ("tag", 1, 4, "a: !!str 1\n"),
    ("tag", 1, 4, "a: !own 1\n"),
    ("tag", 1, 4, "a: ! 1\n"),
    ("tag", 1, 4, "a: !<tag:x.example,2026:y> 1\n"),
    ("tag", 1, 1, "!!str a: 1\n"),
    ("tag", 1, 4, "a: !!python/object/apply:os.system [ls]\n"),
    ("merge-key", 2, 3, "a:\n  <<: {b: 1}\n"),
    ("merge-key", 1, 15, "가: {나: 다라마바사, <<: a}\n"),
    ("directive", 1, 1, "%YAML 1.2\n---\na: 1\n"),
    ("directive", 1, 1, "%YAML 1.1\n---\na: 1\n"),
    ("directive", 1, 1, "%TAG !e! tag:e.example,2026:\n---\na: 1\n"),
    ("several-documents", 2, 1, "a: 1\n---\nb: 2\n"),
    ("several-documents", 3, 1, "---\na: 1\n---\nb: 2\n"),
    ("several-documents", 2, 1, "{a: 1}\n--- {b: 2}\n"),
    ("several-documents", 3, 1, "a: 1\n...\n---\nb: 2\n"),
    ("tab-indentation", 2, 1, "a:\n\tb: 1\n"),
    ("tab-indentation", 2, 3, "a:\n  \tb: 1\n"),
    ("tab-indentation", 3, 1, "가:\n  나: 1\n\t다: 2\n"),
    ("tab-indentation", 2, 1, "a: [1,\n\t2]\n"),
    ("tab-indentation", 2, 2, 'a: "b\n \tc"\n'),
    ("tab-indentation", 1, 1, "\ta: 1\n"),
    ("control-character", 1, 4, "a: \x001\n"),
    ("control-character", 1, 4, "a: \x07\n"),
    ("control-character", 1, 5, "한글: \x1b[31m빨강\n"),
    ("control-character", 2, 4, "a: |\n  b\x0bc\n"),
    ("control-character", 1, 5, "a: 1\rb: 2\n"),
    ("control-character", 1, 5, "a: b\u2028c\n"),
    ("control-character", 1, 5, "a: b\u2029c\n"),
    ("control-character", 1, 5, "a: b\x85c\n"),
    ("control-character", 1, 5, "a: b\x9bc\n"),
    ("control-character", 1, 5, "a: b\x7fc\n"),
    ("control-character", 2, 4, "a: 1\nb: \ufeff2\n"),
    ("control-character", 1, 4, 'a: "b\\x07"\n'),
    ("control-character", 1, 5, '이름: "b\\e[31m"\n'),
    ("control-character", 1, 4, 'a: "b\\nc"\n'),
    ("control-character", 1, 4, 'a: "b\\tc"\n'),
    ("control-character", 1, 4, 'a: "\\u009b"\n'),
    ("control-character", 1, 4, "a: b\n\n  c\n"),
    ("control-character", 1, 1, '"b\\x07": 1\n'),
    ("conflict-marker", 2, 1, "a: 1\n<<<<<<< HEAD\nb: 2\n"),
    ("conflict-marker", 1, 1, ">>>>>>> feature\n"),
    ("conflict-marker", 1, 1, "<<<<<<<\n"),
    ("key-not-text", 1, 3, "? [a]\n: b\n"),
    ("key-not-text", 1, 3, "? {a: b}\n: c\n"),
    ("key-not-text", 1, 5, "a: {[b]: c}\n"),
    ("key-not-text", 1, 1, "[a]: b\n"),
    ("too-deep", 1, MAX_DEPTH + 1, "[" * 80 + "]" * 80),
    ("too-deep", 1, 4 * MAX_DEPTH + 1, "{a: " * 80),
    ("too-deep", 1, MAX_DEPTH + 1, "[" * 5000),
    ("too-deep", 1, 4 * MAX_DEPTH + 1, "{a: " * 5000),
    ("too-deep", 1, 2 * MAX_DEPTH + 1, "- " * 5000),
    ("too-deep", 1, MAX_DEPTH + 1, "[" * 70 + "@"),
    ("too-deep", 1, MAX_DEPTH + 1, "[" * 70 + '"open'),
    (
        "too-deep",
        MAX_DEPTH + 1,
        MAX_DEPTH + 1,
        "".join(f"{' ' * depth}가:\n" for depth in range(70)),
    ),
    ("yaml-syntax", 1, 5, "a: b: c\n"),
    ("yaml-syntax", 1, 7, "이름: 나나: c\n"),
    ("yaml-syntax", 1, 4, "a: @b\n"),
    ("yaml-syntax", 1, 4, "a: [1\n"),
    ("yaml-syntax", 1, 4, "a: {b: 1\n"),
    ("yaml-syntax", 3, 2, "a:\n  b: 1\n c: 2\n"),
    ("yaml-syntax", 1, 4, 'a: "b" c\n'),
    ("yaml-syntax", 1, 4, "a: ]\n"),
    ("yaml-syntax", 1, 6, 'a: "b\\q"\n'),
    ("yaml-syntax", 1, 6, 'a: "b\\ud800"\n'),
]


def told(data: bytes) -> list[tuple[str, int, int]]:
    return [(finding.rule, place.line, place.column) for finding, place in Source(data).problems]


@pytest.mark.parametrize(("rule", "line", "column", "text"), ERRORS)
def test_an_error_is_told_once_at_its_line_and_column(rule, line, column, text):
    assert told(text.encode()) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "line", "column", "text"), ERRORS)
def test_after_a_byte_order_mark_the_columns_are_the_same(rule, line, column, text):
    assert told(b"\xef\xbb\xbf" + text.encode()) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "line", "column", "text"), ERRORS)
def test_with_crlf_line_ends_the_lines_and_columns_are_the_same(rule, line, column, text):
    assert told(text.replace("\n", "\r\n").encode()) == [(rule, line, column)]


@pytest.mark.parametrize(
    ("rule", "line", "column", "text"),
    [error for error in ERRORS if error[3][0] != "%" and "..." not in error[3]],
)
def test_below_comments_in_hangul_the_lines_are_further_down(rule, line, column, text):
    assert told(f"# 한글 주석 😀\n# 둘째 줄\n{text}".encode()) == [(rule, line + 2, column)]


@pytest.mark.parametrize("text", ["a:\n\t\n  b: 1\n", "a: 1\n\t\nb: 2\n"])
def test_a_line_with_nothing_but_a_tab_that_cannot_be_read_is_told_as_a_tab(text):
    assert told(text.encode()) == [("tab-indentation", 2, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "? [a]\n: [b]\nc: d\n",
        "? {a: b}\n: {c: d}\n",
        "? [a]\n: c\nc: d\nd: c\n",
        "? {a: 1}\n: x\nx: y\n",
    ],
)
def test_a_key_that_is_not_text_brings_no_further_findings_with_it(text):
    assert told(text.encode()) == [("key-not-text", 1, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  b\n  \tc\nd: e\n",
        "a: >\n  b\n\n  \tc\n",
        "a: |2\n  \tb\n",
        "a: |\n  b\tc\n",
        "a: |\r\n  b\r\n  \tc\r\n",
    ],
)
def test_tabs_inside_a_block_text_are_text(text):
    assert told(text.encode()) == []


@pytest.mark.parametrize("text", ["a:\tb\n", "a: b\t# c\n", "a: b\t\n", "a: [b,\tc]\n"])
def test_tabs_between_words_are_spaces(text):
    assert told(text.encode()) == []


def test_a_tab_in_a_block_text_below_an_error_is_still_text():
    assert told(b"a: @b\nc: |\n  d\n  \te\n") == [("yaml-syntax", 1, 4)]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_message_of_what_is_no_yaml_shows_the_words_of_the_parser(language):
    assert "PARSER" not in Phrases(language).say(Message("finding-yaml-syntax", ("PARSER",)))


def test_every_forbidden_thing_that_can_be_read_around_is_told():
    text = "a: &x 1\nb: *x\nc: !t 2\na: 3\n<<: {d: 4}\n"
    assert told(text.encode()) == [
        ("anchor", 1, 4),
        ("alias", 2, 4),
        ("tag", 3, 4),
        ("duplicate-key", 4, 1),
        ("merge-key", 5, 1),
    ]


@pytest.mark.parametrize("many", [1, 2])
def test_behind_characters_that_no_file_may_hold_the_rest_is_read(many):
    text = "a: \x01\n" * many + "b: &x 1\n"
    found = [rule for rule, *_ in told(text.encode())]
    assert found[-1] == "anchor"
    assert len(found) >= many + 1


def test_a_key_given_three_times_is_told_twice_and_points_at_the_first():
    problems = Source(b"a: 1\nb:\n  - c: 1\n    c: 2\n    c: 3\n").problems
    assert [(finding.path, finding.args, place.line) for finding, place in problems] == [
        (("b", 0, "c"), ("c", "3"), 4),
        (("b", 0, "c"), ("c", "3"), 5),
    ]


def test_every_merge_conflict_is_told_once_with_all_of_its_marks():
    text = "<<<<<<< HEAD\nb: 2\n||||||| 1234567\nb: 1\n=======\nb: 3\n>>>>>>> feature\n"
    source = Source(f"a: 1\n{text}c: 4\n{text}".encode())
    assert [
        (finding.rule, place.line, [each.at.line for each in finding.related])
        for finding, place in source.problems
    ] == [("conflict-marker", 2, [4, 6, 8]), ("conflict-marker", 10, [12, 14, 16])]


@pytest.mark.parametrize(
    "text",
    [
        "a: <<<<<<< HEAD\n",
        "a: '>>>>>>>'\n",
        "a: |\n  <<<<<<< HEAD\n  =======\n",
        "a:\n  - =======\n",
        "<<<<<<<<: 1\n",
    ],
)
def test_what_only_looks_like_a_conflict_is_text(text):
    assert told(text.encode()) == []


@pytest.mark.parametrize(
    ("line", "column", "byte", "data"),
    [
        (1, 1, "0xff", b"\xff"),
        (1, 4, "0xff", b"a: \xff"),
        (2, 4, "CP949 (EUC-KR)", b"a: 1\nb: \xb0\xa1\n"),
        (1, 5, "0xed", b"\xea\xb0\x80: \xea\xb0\x80\xed\xa0\x80"),
        (2, 2, "0xea", b"\xea\xb0\x80\r\n\xea\xb0\x80\xea\xb0"),
        (1, 4, "0xc0", b"a: \xc0\x80"),
        (1, 1, "UTF-16", "a: 1\n".encode("utf-16")),
        (1, 1, "UTF-16", "a: 1\n".encode("utf-32")),
        (1, 1, "UTF-16", b"\xfe\xff" + "a: 1\n".encode("utf-16-be")),
        (1, 4, "CP949 (EUC-KR)", "a: 가나\n".encode("euc-kr")),
    ],
)
def test_a_byte_that_is_not_utf_8_is_told_at_its_character(line, column, byte, data):
    assert [
        (*each, finding.args)
        for each, (finding, _) in zip(told(data), Source(data).problems, strict=True)
    ] == [("not-utf-8", line, column, (byte,))]


@pytest.mark.parametrize(
    ("line", "column", "byte", "text"),
    [
        (1, 1, "0xff", b"\xff"),
        (1, 4, "0xff", b"a: \xff"),
        (2, 4, "CP949 (EUC-KR)", b"a: 1\nb: \xb0\xa1\n"),
        (1, 2, "0xea", b"\xea\xb0\x80\xea\xb0"),
    ],
)
def test_a_byte_that_is_not_utf_8_is_found_after_a_byte_order_mark_too(line, column, byte, text):
    problems = Source(b"\xef\xbb\xbf" + text).problems
    assert [(place.line, place.column, finding.args) for finding, place in problems] == [
        (line, column, (byte,))
    ]


def test_a_file_over_four_mebibytes_is_too_large_and_one_of_exactly_four_is_not():
    assert told(b"a: " + b"b" * (MAX_BYTES - 2)) == [("too-large", 1, 1)]
    assert told(b"a: " + b"b" * (MAX_BYTES - 3)) == []


def test_a_list_of_too_many_items_is_told_where_it_begins():
    assert told(b"a: 1\nb: [" + b"c," * (MAX_ITEMS + 1) + b"]\n") == [("too-many", 2, 4)]
    assert told(b"a: 1\nb: [" + b"c," * MAX_ITEMS + b"]\n") == []


def test_a_mapping_of_too_many_keys_is_told_where_it_begins():
    assert told(b"a:\n" + b"".join(b"  k%d: 1\n" % key for key in range(MAX_ITEMS + 1))) == [
        ("too-many", 2, 3)
    ]


def test_nesting_of_exactly_the_limit_is_allowed():
    assert told(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH) == []
    assert told(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1)) == [("too-deep", 1, MAX_DEPTH + 1)]


def test_a_hundred_errors_are_told_and_how_many_more_there_are():
    problems = Source(b"".join(b"a%d: \x07\n" % number for number in range(1000))).problems
    assert (101, Finding("control-character", (), "and-more", ("900",)), 101) == (
        len(problems),
        problems[-1][0],
        problems[-1][1].line,
    )


def test_with_a_lone_carriage_return_the_line_of_a_finding_is_the_line_it_quotes():
    source = Source(b"a: 1\rb: 2\nc: \x07\n")
    (_, first), (_, second) = source.problems
    assert (
        source.lines[first.line - 1][first.column - 1],
        source.lines[second.line - 1][second.column - 1],
    ) == ("\r", "\x07")


ACCOUNT = """\
# 한빛전자
name: 한빛전자㈜
roles:
  cfo: {contact: park-jh, rep: [kim-mj, han-se]}
  ceo: park-jh
tags:
- 반도체
- "경기"
log:
  - date: 2026-05-02
    what: |
      배치 장애
      사과
    by:
      - kim-mj
  - {date: 2026-06-01, with: 박재형}
note:
x-empty: {}
"""


@pytest.mark.parametrize(
    ("path", "line", "column", "end"),
    [
        (("name",), 2, 7, 12),
        (("roles", "cfo"), 4, 3, 6),
        (("roles", "cfo", "contact"), 4, 18, 25),
        (("roles", "cfo", "rep"), 4, 27, 30),
        (("roles", "cfo", "rep", 1), 4, 41, 47),
        (("roles", "ceo"), 5, 8, 15),
        (("roles",), 3, 1, 6),
        (("tags",), 6, 1, 5),
        (("tags", 0), 7, 3, 6),
        (("tags", 1), 8, 3, 7),
        (("log", 0), 10, 5, 6),
        (("log", 0, "date"), 10, 11, 21),
        (("log", 0, "what"), 11, 11, 12),
        (("log", 0, "by", 0), 15, 9, 15),
        (("log", 1), 16, 5, 6),
        (("log", 1, "with"), 16, 30, 33),
        (("x-empty",), 18, 1, 8),
    ],
)
def test_a_path_leads_to_its_value_or_to_the_key_of_a_collection(path, line, column, end):
    assert Source(ACCOUNT.encode()).place(path) == Place(line, column, line, end)


@pytest.mark.parametrize(
    ("path", "line", "column", "end"),
    [
        (("name",), 2, 1, 5),
        (("roles", "cfo"), 4, 3, 6),
        (("roles", "cfo", "rep"), 4, 27, 30),
        (("roles", "ceo"), 5, 3, 6),
        (("log", 0, "what"), 11, 5, 9),
        (("log", 1, "with"), 16, 24, 28),
        (("tags", 1), 8, 3, 7),
        (("note",), 17, 1, 5),
    ],
)
def test_a_finding_about_a_key_leads_to_the_key(path, line, column, end):
    assert Source(ACCOUNT.encode()).place(path, at_key=True) == Place(line, column, line, end)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("roles", "cfo", "waived"), 4, 3),
        (("roles", "cto"), 3, 1),
        (("roles", "ceo", "contact"), 5, 8),
        (("roles", "ceo", "contact", 0), 5, 8),
        (("log", 7, "date"), 9, 1),
        (("log", 1, "next", "date"), 16, 5),
        (("tags", 9), 6, 1),
        (("x-empty", "y"), 18, 1),
        (("nothing", "there"), 1, 1),
        ((), 1, 1),
    ],
)
def test_a_path_that_does_not_exist_leads_to_its_deepest_part_that_does(path, line, column):
    for at_key in (False, True):
        place = Source(ACCOUNT.encode()).place(path, at_key=at_key)
        assert (place.line, place.column) == (line, column)


def places(source):
    return {path: (span.key, span.value) for path, span in source.spans.items()}


def test_places_are_the_same_with_crlf_and_a_byte_order_mark():
    plain, other = (
        Source(ACCOUNT.encode()),
        Source(b"\xef\xbb\xbf" + ACCOUNT.replace("\n", "\r\n").encode()),
    )
    assert places(plain) == places(other)


def test_a_key_is_found_in_either_spelling_of_its_hangul():
    for in_file in ("\uac00", "\u1100\u1161"):
        for asked in ("\uac00", "\u1100\u1161"):
            assert Source(f"a:\n  {in_file}: 1\n".encode()).place(("a", asked)).line == 2


def test_an_empty_file_has_its_start_for_a_place():
    assert Source(b"").place(("name",)) == Place(1, 1, 1, 1)


def test_the_place_of_the_whole_file_is_its_first_line():
    assert Source(b"# one\r\na: 1\n").place(()) == Place(1, 1, 1, 6)


IGNORING = """\
a: 1  # crm: ignore[bad-date]
# crm: ignore[bad-date]
b: 2
c: 3
  # crm:ignore[ bad-date , bad-id ]
d: 4
e: 5  # crm: ignore[bad-date]
f: 6
#   crm:  ignore[bad-id]  because of reasons

g: 7
h: 8 # 이유가 있음 # crm: ignore[bad-date]
i: 9 # crm: ignore[]
j: 10 # ignore[bad-date]
k: 11 # crm: ignore
"""


@pytest.mark.parametrize(
    ("line", "rule", "is_ignored"),
    [
        (1, "bad-date", True),
        (1, "bad-id", False),
        (3, "bad-date", True),
        (3, "bad", False),
        (4, "bad-date", False),
        (6, "bad-date", True),
        (6, "bad-id", True),
        (7, "bad-date", True),
        (8, "bad-date", False),
        (11, "bad-id", False),
        (12, "bad-date", True),
        (13, "bad-date", False),
        (14, "bad-date", False),
        (15, "bad-date", False),
    ],
)
def test_a_comment_silences_a_rule_at_the_end_of_its_line_or_alone_above_it(line, rule, is_ignored):
    assert Source(IGNORING.encode()).is_ignored(rule, Place(line, 1, line, 2)) == is_ignored


def test_a_comment_silences_in_files_with_crlf_too():
    assert Source(IGNORING.replace("\n", "\r\n").encode()).is_ignored("bad-date", Place(3, 1, 3, 2))


def test_the_text_of_a_value_is_not_a_comment():
    assert not Source(b'a: "crm: ignore[bad-date]"\n').is_ignored("bad-date", Place(1, 4, 1, 5))


def test_a_comment_sign_glued_to_a_word_is_text_and_silences_nothing():
    assert not Source(b"a: b# crm: ignore[bad-date]\n").is_ignored("bad-date", Place(1, 4, 1, 5))


def test_a_place_behind_the_end_of_a_file_that_got_shorter_meanwhile_is_not_silenced():
    assert not Source(b"a: 1\n").is_ignored("bad-date", Place(7, 1, 7, 2))


def cost(work):
    """Process time, in seconds, of the quickest of three runs."""
    times = []
    for _ in range(3):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def located(size):
    """The findings of a file of one long line, in which each of so many people is wrong."""
    data = (
        "name: A\ncontacts: {"
        + ", ".join(f"c{number}: {{name: Person {number}}}" for number in range(size))
        + "}\n"
    ).encode()
    findings = [
        Finding("contact-nowhere", ("contacts", f"c{number}"), at_key=True)
        for number in range(size)
    ]
    return lambda: render(
        [spot_of(each) for each in locate_in("a.yaml", data, findings, ())],
        color=False,
        write="write",
        called={"error": "error", "warning": "warning", "info": "info"},
    )


def spot_of(each):
    place = each.place
    return LocatedFinding(
        "a.yaml",
        place.line,
        place.column,
        place.end_column,
        each.finding.rule,
        "warning",
        "told",
        "",
        each.excerpt,
    )


def test_findings_in_a_line_four_times_as_long_take_about_four_times_the_time():
    # 16 if the line were searched anew for each
    assert cost(located(12000)) < 8 * cost(located(3000))


def test_of_one_kind_so_many_findings_are_told_and_how_many_more_there_are():
    _, findings = decode_or_explain(
        account_shape.ACCOUNT, {"name": "A", **{f"k{number}": "1" for number in range(250)}}
    )
    assert (MOST + 1, "and-more", ("150",)) == (len(findings), findings[-1].key, findings[-1].args)


def test_all_unknown_keys_are_left_out_though_not_all_are_told():
    account, _ = decode_or_explain(
        account_shape.ACCOUNT, {"name": "A", **{f"k{number}": "1" for number in range(250)}}
    )
    assert "A" == account.name


def test_what_has_a_place_already_needs_the_lines_and_their_comments_only():
    data = b"name: Acme\nnotes: x  # crm: ignore[unknown-key]\nnotes: y\n"
    source = Source(data, parse=False)
    assert ({}, [], None) == (source.spans, source.problems, source.tree)
    assert Source(data).lines == source.lines
    assert [False, True, False] == [
        source.is_ignored("unknown-key", Place(line, 1, line, 2)) for line in (1, 2, 3)
    ]


def test_a_file_whose_problems_have_places_is_told_the_same_without_reading_it_once_more():
    data = b"name: Acme\nnotes: x  # crm: ignore[unknown-key]\nnots: y\n"
    problems = read(data, account_shape.ACCOUNT).problems
    alone = list(locate_in("accounts/acme.yaml", data, (), problems))
    beside = list(locate_in("accounts/acme.yaml", data, [Finding("stale", ("name",))], problems))
    assert ["nots: y"] == [each.excerpt for each in alone]
    assert alone == [each for each in beside if each.finding.rule != "stale"]


def test_places_that_are_known_cost_no_second_reading():
    data = (
        b"name: Acme\nlog:\n" + b"  - {date: 2026-01-01, type: call, by: ada}\n" * 4000 + b"x: 1\n"
    )
    problems = read(data, account_shape.ACCOUNT).problems
    assert ["unknown-key"] == [finding.rule for finding, _ in problems]
    known = cost(lambda: list(locate_in("accounts/acme.yaml", data, (), problems)))
    assert 5 * known < cost(lambda: Source(data))
