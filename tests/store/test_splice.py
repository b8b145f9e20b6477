"""An edit changes the lines that are meant, in the hand of whoever wrote the file, and nothing else."""

from collections import Counter
from difflib import ndiff, unified_diff

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store.editing import edits
from store.gallery import FILES, NFD, requests
from store.gallery_changes import CHANGES
from store.reference import Refused, meaning
from store.writing import documents

from crmcli.domain.edit import Insert, Prose, Quoted, Remove, Rename, Set, applied
from crmcli.domain.errors import CrmError
from crmcli.store.write.edited import edited, readable, says
from crmcli.store.yaml.syntax_tree import Outline
from crmcli.store.write.splice import CannotSplice, spliced
from crmcli.store.yaml.style import WIDTH
from crmcli.store.yaml.tree import Unreadable, nfc, read_tree

ASKED = [
    (name, what) for name, text in FILES.items() for what in requests(read_tree(text.encode()))
]
# What is in brackets changes within its line; everything else here only adds lines.
IN_BRACKETS = {"all braces", "braces over several lines", "braces that wrap", "json", "tight json"}
ADDING = {"append to log", "first in log", "middle of log", "add contact", "new section", "amount"}


def after(text: str, *changes, order=()) -> str:
    """The text after the edits, which must say what the edits mean."""
    data = text.encode()
    made = spliced(data, changes, order)
    assert read_tree(made) == applied(read_tree(data), changes)
    return made.decode()


def changed(before: str, now: str) -> str:
    lines = list(unified_diff(before.splitlines(), now.splitlines(), n=0, lineterm=""))[2:]
    return "".join(f"{line}\n" for line in lines if not line.startswith("@@"))


def comments(text: str) -> Counter:
    return Counter(
        comment.rstrip() for _, comment in Outline(text.removeprefix("\ufeff")).comments()
    )


# The gallery


@pytest.mark.parametrize(("name", "what"), CHANGES)
def test_the_lines_meant_change(name: str, what: str) -> None:
    text = FILES[name]
    made = edited(text.encode(), requests(read_tree(text.encode()))[what])
    assert (CHANGES[name, what], False) == (changed(text, made.data.decode()), made.reformatted)


@pytest.mark.parametrize("name", FILES)
def test_every_request_is_spliced_and_says_what_was_meant(name: str) -> None:
    data = FILES[name].encode()
    tree = read_tree(data)
    for what, asked in requests(tree).items():
        made = spliced(data, asked)
        assert says(made, applied(tree, asked), tree), what
        assert applied(tree, asked) == meaning(made.removeprefix("\ufeff".encode())), what


@pytest.mark.parametrize("name", FILES)
def test_every_comment_stays_unless_it_was_inside_what_went(name: str) -> None:
    data = FILES[name].encode()
    for what, asked in requests(read_tree(data)).items():
        inside = {
            "forget contact": {"# boss", "# his name", "# full", "# how he is", "# phone unknown"},
            "forget roles": {"# money", "# who is who"},
        }.get(what, set())
        lost = comments(FILES[name]) - comments(spliced(data, asked).decode())
        assert set() == {*lost} - inside, what


@pytest.mark.parametrize("name", [name for name in FILES if name not in IN_BRACKETS])
def test_what_is_added_takes_nothing_away(name: str) -> None:
    data = FILES[name].encode()
    for what, asked in requests(read_tree(data)).items():
        if (
            what in ADDING
            and not (what == "amount" and "{pt2" in FILES[name])
            and name not in ("empty collections", "explicit keys", "literal texts")
        ):
            gone = [
                line
                for line in changed(FILES[name], spliced(data, asked).decode()).splitlines()
                if line.startswith("-")
            ]
            assert [] == [line for line in gone if "pt2" not in line], what


@pytest.mark.parametrize("name", FILES)
def test_line_ends_and_the_mark_at_the_start_stay(name: str) -> None:
    text = FILES[name]
    for what, asked in requests(read_tree(text.encode())).items():
        made = spliced(text.encode(), asked).decode()
        assert text.startswith("\ufeff") == made.startswith("\ufeff"), what
        assert (made.count("\r\n") == made.count("\n")) if "\r\n" in text else ("\r" not in made), (
            what
        )
        if text:
            assert text.endswith("\n") == made.endswith("\n"), what


def test_the_gallery_shows_many_hands() -> None:
    assert len(FILES) >= 30
    assert len(ASKED) >= 700


# Where things go


def test_a_new_section_stands_where_sections_of_its_name_stand() -> None:
    text = "name: x\n\nroles: {cfo: y}\n\n# who did what\nlog:\n  - {date: 2026-01-20}\n"
    order = ("name", "roles", "contacts", "plans", "deals", "log")
    made = spliced(
        text.encode(), [Set(("plans",), {"p": {"for": "cfo", "due": "2026-02-01"}})], order
    ).decode()
    assert (
        "name: x\n\nroles: {cfo: y}\n\nplans: {p: {for: cfo, due: 2026-02-01}}\n\n# who did what\nlog:\n  - {date: 2026-01-20}\n"
        == made
    )


def test_a_section_nobody_knows_stands_last() -> None:
    assert (
        "a: b\nc: d\nx-own: e\n"
        == spliced(b"a: b\nc: d\n", [Set(("x-own",), "e")], ("a", "c")).decode()
    )


def test_an_order_is_proved_as_well() -> None:
    made = edited(b"name: x\nlog: []\n", [Set(("roles",), {"cfo": None})], ("name", "roles", "log"))
    assert ("name: x\nroles: {cfo: null}\nlog: []\n", False) == (
        made.data.decode(),
        made.reformatted,
    )


def test_an_item_put_before_another_goes_above_its_comment() -> None:
    assert "a:\n  - x\n  # of y\n  - new\n  # of z\n  - z\n".replace(
        "  # of y\n  - new\n", "  - new\n  # of y\n  - y\n"
    ) == after("a:\n  - x\n  # of y\n  - y\n  # of z\n  - z\n", Insert(("a",), 1, "new"))


def test_a_comment_further_in_belongs_to_the_item_above() -> None:
    assert "a:\n  - x\n    # more of x\n  - new\n  # the end\n" == after(
        "a:\n  - x\n    # more of x\n  # the end\n", Insert(("a",), 1, "new")
    )


def test_a_comment_behind_what_goes_stays_as_a_line() -> None:
    assert "a:\n  # why\n  c: d\n" == after("a:\n  b: x # why\n  c: d\n", Remove(("a", "b")))


def test_the_last_line_of_a_file_without_a_line_end_goes_with_the_one_before() -> None:
    assert "a: b" == after("a: b\nc: d", Remove(("c",)))


def test_blank_lines_on_both_sides_become_one() -> None:
    assert "a: b\n\ne: f\n" == after("a: b\n\nc: d\n\ne: f\n", Remove(("c",)))


def test_the_last_of_a_section_leaves_brackets() -> None:
    assert ["a: {}\nb: []\n", "a: {}\nb: []\n"] == [
        after("a:\n  x: y\nb: []\n", Remove(("a", "x"))),
        after("a: {}\nb:\n  - x\n", Remove(("b", 0))),
    ]


def test_the_last_of_a_file_leaves_its_comments() -> None:
    assert ["# c\n", "# c\n---\n{}\n...\n"] == [
        after("# c\na: b\n", Remove(("a",))),
        after("# c\n---\na: b\n...\n", Remove(("a",))),
    ]


# Values


@pytest.mark.parametrize(
    ("before", "value", "now"),
    [
        ("a: b # c\n", "x", "a: x # c\n"),
        ("a: 'b'\n", "it's", "a: 'it''s'\n"),
        ('a: "b"\n', 'say "x"\\', 'a: "say \\"x\\"\\\\"\n'),
        ("a: b\n", Prose("x: y"), 'a: "x: y"\n'),
        ("k: 'z'\nl: 'y'\na: b\n", Prose("x: y"), "k: 'z'\nl: 'y'\na: 'x: y'\n"),
        ("a: 010-1\n", Quoted("010-1"), 'a: "010-1"\n'),
        ("a:\n", "x", "a: x\n"),
        ("a:   # c\n", "x", "a: x   # c\n"),
        ("a: ~\n", "x", "a: x\n"),
        ("a: null # c\n", "x", "a: x # c\n"),
        ("a: b\n", None, "a:\n"),
        ("a: [b, c]\n", ["b"], "a: [b]\n"),
        ("a: [b]\n", ["b", "c"], "a: [b, c]\n"),
        ("a: {b: c} # d\n", "x", "a: x # d\n"),
        ("a: # c\n  b: c # d\n", "x", "a: x # c\n  # d\n"),
        ("a:\n- b\n- c\nd: e\n", "x", "a: x\nd: e\n"),
        ("a: |  # c\n  b\n  c\n\nd: e\n", "x", "a: x # c\n\nd: e\n"),
        ("a: b # c\n", Prose("x\ny"), "a: |- # c\n  x\n  y\n"),
        ("a: b # c\n", {"x": {"y": ["z"]}}, "a: # c\n  x: {y: [z]}\n"),
        ("a: [] # c\n", [{"x": "y"}], "a: # c\n  - {x: y}\n"),
        ("a: >\n  b\n", Prose(" x\ny\n"), "a: |2\n   x\n  y\n"),
        ("a:\n  - b: c\n    d: e\n", [{"b": "x", "d": "e"}], "a:\n  - b: x\n    d: e\n"),
        ("a: {b: c, d: e}\n", {"d": "e"}, "a: {d: e}\n"),
        (
            "a: {2026-01-01: x, 2026-03-01: y}\n",
            {"2026-01-01": "x", "2026-02-01": "z", "2026-03-01": "y"},
            "a: {2026-01-01: x, 2026-02-01: z, 2026-03-01: y}\n",
        ),
        ("a:\n  b: c # keep\n  d: e\n", {"b": "c", "d": "x"}, "a:\n  b: c # keep\n  d: x\n"),
        ("a: {b: , c: d}\n", {"b": "x", "c": "d"}, "a: {b: x, c: d}\n"),
        ("a: {b, c: d}\n", {"b": "x", "c": "d"}, "a: {b: x, c: d}\n"),
        ("? a\n", "x", "? a\n: x\n"),
    ],
)
def test_a_value_takes_the_place_of_another(before: str, value, now: str) -> None:
    assert now == after(before, Set(("a",), value))


def test_what_is_there_already_is_left_as_it_is_written() -> None:
    text = "a:   'b'\nc: {d: e , f: [ g ]}\n"
    assert text == after(text, Set(("a",), "b"), Set(("c",), {"d": "e", "f": ["g"]}))


def test_a_long_entry_goes_on_lines_where_its_neighbours_are_short() -> None:
    made = after(
        "log:\n  - {date: 2026-01-20}\n",
        Insert(("log",), 1, {"date": "2026-02-01", "what": Prose("가" * 110)}),
    )
    assert f"log:\n  - {{date: 2026-01-20}}\n  - date: 2026-02-01\n    what: {'가' * 110}\n" == made


def test_a_long_entry_wraps_where_its_neighbours_do() -> None:
    text = "log:\n  - {date: 2026-01-20, what: a,\n     said: b}\n"
    made = after(
        text,
        Insert(
            ("log",), 1, {"date": "2026-02-01", "what": Prose("가" * 60), "said": Prose("나" * 50)}
        ),
    )
    assert f"{text}  - {{date: 2026-02-01, what: {'가' * 60},\n     said: {'나' * 50}}}\n" == made


def test_a_key_is_found_in_either_spelling_and_keeps_its_own() -> None:
    text = f"contacts:\n  {NFD}: {{name: a}}\n"
    made = edited(text.encode(), [Set(("contacts", nfc(NFD), "name"), "b")]).data.decode()
    assert f"contacts:\n  {NFD}: {{name: b}}\n" == made


def test_edits_follow_one_another() -> None:
    made = after(
        "a: {b: c}\n",
        Rename(("a",), "x"),
        Set(("x", "d"), "e"),
        Remove(("x", "b")),
        Set(("y",), None),
    )
    assert "x: {d: e}\ny:\n" == made


# Brackets, first items, last items


@pytest.mark.parametrize(
    ("before", "edit", "now"),
    [
        ("a: [b, c, d]\n", Remove(("a", 1)), "a: [b, d]\n"),
        ("a: [b, c, d]\n", Remove(("a", 2)), "a: [b, c]\n"),
        ("a: [b, c, d]\n", Remove(("a", 0)), "a: [c, d]\n"),
        ("a: [b]\n", Remove(("a", 0)), "a: []\n"),
        ("a: [b, c,]\n", Remove(("a", 1)), "a: [b,]\n"),
        ("a: [b, c,]\n", Remove(("a", 0)), "a: [c,]\n"),
        ("a: [ # x\n  b, # y\n  c # z\n]\n", Remove(("a", 1)), "a: [ # x\n  b, # y\n  # z\n]\n"),
        ("a: [ # x\n  b, # y\n  c # z\n]\n", Remove(("a", 0)), "a: [ # x\n  # y\n  c # z\n]\n"),
        ("a: [b # x\n  , c]\n", Remove(("a", 0)), "a: [ # x\n   c]\n"),
        ("a: [b: c]\n", Remove(("a", 0, "b")), "a: [{}]\n"),
        ("a: [b: c]\n", Remove(("a", 0)), "a: []\n"),
        ("a: [b, c]\n", Insert(("a",), 0, "x"), "a: [x, b, c]\n"),
        (
            "a: [\n  b,\n  # c\n  c\n]\n",
            Insert(("a",), 1, "x"),
            "a: [\n  b,\n  x,\n  # c\n  c\n]\n",
        ),
        ("a: [b,\n    c]\n", Insert(("a",), 2, "x"), "a: [b,\n    c,\n    x]\n"),
        ("a: [b,\n    c]\n", Insert(("a",), 0, "x"), "a: [x, b,\n    c]\n"),
        ("a: [ # c\n]\n", Insert(("a",), 0, "x"), "a: [x # c\n]\n"),
        ("a: [#c\n]\n", Insert(("a",), 0, "x"), "a: [x #c\n]\n"),
        ("a: [b, {c: d}, # e\n  f]\n", Remove(("a", 2)), "a: [b, {c: d}, # e\n  ]\n"),
        ("a: [b, c # d\n]\n", Remove(("a", 1)), "a: [b # d\n]\n"),
        ("a: {b: c, d: e}\n", Rename(("a", "b"), "x: y"), 'a: {"x: y": c, d: e}\n'),
        ("aa:  b\nc:   d\n", Rename(("c",), "cc"), "aa:  b\ncc:  d\n"),
        (
            "a: {b: 1,\n    c: 2, d: 3,\n    e: 4}\n",
            Remove(("a", "d")),
            "a: {b: 1,\n    c: 2,\n    e: 4}\n",
        ),
        (
            "a: {b: 1,\n    c: 2, d: 3,\n    e: 4}\n",
            Remove(("a", "c")),
            "a: {b: 1,\n    d: 3,\n    e: 4}\n",
        ),
        ("a: {\n  b: c, # d\n}\n", Remove(("a", "b")), "a: {\n  # d\n}\n"),
        ("---\n", Set(("a",), "y"), "---\na: y\n"),
        ("--- # c\n...\n", Set(("a",), "y"), "--- # c\na: y\n...\n"),
        ("l:\n- a: b\n", Insert(("l",), 0, {"x": "y"}), "l:\n- x: y\n- a: b\n"),
        ("l:\n- - a\n", Insert(("l", 0), 0, "z"), "l:\n- - z\n  - a\n"),
        (
            "a:\n  - b: 1 # x\n    # y\n    c: 2\n",
            Remove(("a", 0, "b")),
            "a:\n  - # x\n    # y\n    c: 2\n",
        ),
        ("a:\n  - b: 1\n\n    c: 2\n", Remove(("a", 0, "b")), "a:\n  - c: 2\n"),
        ("a: {}\n", Set(("a",), {}), "a: {}\n"),
        ("x: {a: [], b: {}}\n", Insert(("x", "a"), 0, {"p": "q"}), "x: {a: [{p: q}], b: {}}\n"),
    ],
)
def test_what_is_around_a_change_stays(before: str, edit, now: str) -> None:
    assert now == after(before, edit)


# What is not done


@pytest.mark.parametrize(
    "value",
    [
        "a\x07b",
        "a\rb",
        "a\tb",
        "a\u2028b",
        "\ufeffa",
        Quoted("a\nb"),
        {"a\nb": "c"},
        [{"a": "\x00"}],
        "\ud800",
    ],
)
def test_a_value_that_the_format_has_no_place_for_is_refused(value) -> None:
    with pytest.raises(ValueError):
        edited(b"a: b\n", [Set(("a",), value)])


@pytest.mark.parametrize(
    "data", [b"a: [b\n", b"a: &x b\n", b"a: b\na: c\n", b"\xff", b"a: b\n---\nc: d\n"]
)
def test_a_broken_file_is_not_touched(data: bytes) -> None:
    with pytest.raises(Unreadable):
        edited(data, [Set(("c",), "d")])


@pytest.mark.parametrize(
    "edit",
    [
        Set(("x", "y"), "z"),
        Remove(("x",)),
        Rename(("x",), "y"),
        Insert(("a",), 0, "z"),
        Remove(("l", 3)),
        Insert(("l",), 5, "z"),
        Rename(("a",), "l"),
    ],
)
def test_a_path_that_leads_nowhere_is_an_error(edit) -> None:
    with pytest.raises(LookupError):
        edited(b"a: b\nl: [c]\n", [edit])


def test_what_cannot_be_done_is_told_with_what_would_have_become_of_it() -> None:
    text = "a:\n  b: |\n    x\n  c: d\n    # would become part of the text above\n"
    with pytest.raises(CrmError) as raised:
        edited(text.encode(), [Remove(("a", "c"))])
    assert ("error-edit-impossible", 4) == (raised.value.message.key, raised.value.status)
    assert "\n-  c: d\n" in raised.value.message.args[0]


def test_a_whole_file_is_not_spliced() -> None:
    with pytest.raises(CannotSplice):
        spliced(b"a: b\n", [Set((), {"c": "d"})])


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("--- {name: A, note: b}\n", "---\nname: A\nnote: |-\n  one\n  two\n"),
        ("--- # c\n{name: A, note: b}\n", "--- # c\nname: A\nnote: |-\n  one\n  two\n"),
        ("# c\n{name: A, note: b} # d\n", "# c\n# d\nname: A\nnote: |-\n  one\n  two\n"),
        ("{name: A, note: b}", "name: A\nnote: |-\n  one\n  two"),
    ],
)
def test_what_stands_before_the_brackets_of_a_whole_file_stays(before: str, now: str) -> None:
    assert now == spliced(before.encode(), [Set(("note",), "one\ntwo")]).decode()


def test_a_text_of_several_lines_takes_what_is_around_it_out_of_brackets_with_its_comments() -> (
    None
):
    text = "# c\nl: [ # first\n  {a: 'b', # of a\n   c: [d]}, # of c\n  e\n  # last\n] # l\n"
    assert (
        "# c\nl: # l\n  # first\n  # of a\n  # of c\n  - a: 'b'\n    c: [d]\n    x: |-\n      1\n      2\n  - e\n  # last\n"
        == after(text, Set(("l", 0, "x"), Prose("1\n2")))
    )


# Any file, any edit


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_edit_of_any_file_is_made_in_place_or_not_at_all(data) -> None:
    _, before = data.draw(documents())
    try:
        tree = readable(before)
    except Unreadable:
        return
    edit = data.draw(edits(tree))
    try:
        meant = applied(tree, [edit])
        made = edited(before, [edit])
    except (ValueError, CrmError):
        return
    assert says(made.data, meant, tree)
    try:
        assert nothing_lost(before.decode("utf-8-sig"), made.data.decode("utf-8-sig"), edit)
        assert meant == meaning(made.data.removeprefix("\ufeff".encode()))
    except Refused:
        return


def nothing_lost(before: str, now: str, edit) -> bool:
    """Are all the comments there that do not stand in what the edit is about?"""
    gone = comments(before) - comments(now)
    if not gone:
        return True
    lines = [
        line[2:] for line in ndiff(before.splitlines(), now.splitlines()) if line.startswith("- ")
    ]
    return isinstance(edit, Set | Remove) and all(
        any(comment in line for line in lines) for comment in gone
    )


def test_almost_every_edit_is_made_in_place() -> None:
    made: Counter[bool] = Counter()

    @settings(max_examples=250, deadline=None, database=None, derandomize=True)
    @given(st.data())
    def count(data) -> None:
        _, before = data.draw(documents())
        try:
            tree = readable(before)
            edit = data.draw(edits(tree))
            made[says(spliced(before, [edit]), applied(tree, [edit]), tree)] += 1
        except CannotSplice:
            made[False] += 1
        except (ValueError, Unreadable):  # nothing that could be done
            return

    count()
    assert made.total() > 150
    assert made[True] > 0.97 * made.total()


# Many new keys of one mapping at once


def people(count: int) -> list[Set]:
    """Contacts of several shapes, as an import brings them."""
    made = []
    for place in range(count):
        who: dict[str, object] = {"name": Prose(f"사람 {place}")}
        who |= {"title": Prose("구매 부장, 2팀: 서울")} if place % 2 else {}
        who |= {"phones": [Quoted(f"010-1111-{place:04}")]} if place % 3 == 0 else {}
        who |= {"note": Prose("one\ntwo")} if place % 5 == 4 else {}
        made.append(Set(("contacts", f"p{place}"), who))
    return made


# Where one of the new items would be the pattern for those after it, if they came one by one: the field that looks otherwise then.
LEARNED = {"lists not indented": "phones", "comments further in": "note"}


@pytest.mark.parametrize("name", FILES)
def test_many_together_are_written_as_they_would_be_one_by_one(name: str) -> None:
    text, asked = FILES[name], people(30)
    odd = LEARNED.get(name, "")
    asked = [
        Set(edit.path, {key: value for key, value in edit.value.items() if key != odd})
        for edit in asked
    ]
    if not isinstance((read_tree(text.encode()) or {}).get("contacts"), dict):
        asked = [Set(("contacts",), {"first": {"name": Prose("첫째")}}), *asked]
    made = text.encode()
    for edit in asked:
        made = spliced(made, [edit], ())
    assert made.decode() == after(text, *asked)


def test_a_key_among_many_that_is_there_already_is_changed_where_it_stands() -> None:
    text = "contacts:\n  p3:\n    name: 이동현   # boss\nlog: []\n"
    lines = after(text, *people(12)).splitlines()
    assert ["contacts:", "  p3:", "    name: 사람 3   # boss"] == lines[:3]
    assert ("log: []", [f"  p{place}:" for place in (*range(3), *range(4, 12))]) == (
        lines[-1],
        [line for line in lines[3:] if line.startswith("  p")],
    )


@pytest.mark.parametrize("depth", range(1, 5))
@pytest.mark.parametrize("first", ["", "first: {x: y}\n", "{first: {x: y}}\n"])
def test_many_are_put_together_wherever_their_mapping_stands(depth: int, first: str) -> None:
    base = tuple("abcd"[: depth - 1])
    held: dict[str, object] = {"k": "v"}
    for step in reversed(base):
        held = {step: held}
    edits = [Set((*base, f"n{place}"), {"x": f"{place}"}) for place in range(12)]
    text = after(first, Set(base[:1], held[base[0]])) if base else first or "k: v\n"
    found = read_tree(after(text, *edits).encode())
    for step in base:
        found = found[step]
    assert [f"n{place}" for place in range(12)] == [key for key in found if key.startswith("n")]
    assert all({"x": f"{place}"} == found[f"n{place}"] for place in range(12))


def test_a_key_told_twice_among_many_ends_as_told_last() -> None:
    again = [Set(("contacts", "p2"), {"name": Prose("다시")})]
    assert {"name": "다시"} == read_tree(
        after("contacts: {}\n", *people(15), *again, *people(30)[15:]).encode()
    )["contacts"]["p2"]


def test_many_log_entries_and_many_contacts_asked_in_turn_both_stand_there() -> None:
    turns = [
        edit
        for place, person in enumerate(people(20))
        for edit in (person, Insert(("log",), place, {"date": "2026-01-20", "type": "call"}))
    ]
    assert 20 == after("contacts: {}\nlog: []\n", *turns).count("2026-01-20")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("a: [\n  b,\n  c,\n]\n", "a: [\n  b,\n  c,\n  x,\n  y,\n]\n"),
        ("a: [\n  b,\n  c\n]\n", "a: [\n  b,\n  c,\n  x,\n  y\n]\n"),
        ("a: [\n  b]\n", "a: [\n  b,\n  c,\n  x,\n  y]\n"),
        ("a: [b,\n    c]\n", "a: [b,\n    c,\n    x,\n    y]\n"),
        ("a:\n  [b,\n   c, d]\n", "a:\n  [b,\n   c, x, y]\n"),
        ("a: [b\n  ]\n", "a: [b, c, x, y\n  ]\n"),
        ("a: [b\n  , c]\n", "a: [b\n  , c, x, y]\n"),
    ],
)
def test_brackets_over_several_lines_stay_broken_as_they_are(before: str, now: str) -> None:
    assert now == after(before, Set(("a",), ["b", "c", "x", "y"]))


def test_many_edits_at_once_are_written_as_one_after_the_other() -> None:
    """Texts in each other's place, wherever they stand; what needs more than that between them."""
    text = (
        "name: Acme   # ours\ncontacts:\n  kim: {name: Kim, title: CEO, phones: [1, 2]}\n"
        'deals:\n  a:\n    amount: 100\n    note: "quoted"\n    stages:\n      - lead\n      - won\n'
        "log:\n  - {date: 2026-08-01, what: first}\n"
    ).encode()
    edits = [
        Set(("name",), "Acme Corporation"),
        Set(("contacts", "kim", "title"), "CTO"),
        Set(("contacts", "kim", "phones", 1), "3"),
        Set(("deals", "a", "amount"), "120"),
        Set(("deals", "a", "amount"), "130"),
        Set(("deals", "a", "note"), "other"),
        Set(("deals", "a", "stages", 0), "need: quotes"),
        Set(("deals", "a", "stages", 1), "lost"),
        Set(("contacts", "kim", "title"), "several\nlines"),
        *(
            Insert(("log",), 1 + place, {"date": "2026-08-02", "what": f"talk {place}"})
            for place in range(12)
        ),
    ]
    one_by_one = text
    for edit in edits:
        one_by_one = spliced(one_by_one, [edit])
    assert one_by_one == spliced(text, edits)


def test_what_cannot_fit_into_brackets_is_not_measured_by_writing_it() -> None:
    """As many items as there is room for in a line, to the very character."""
    for width in range(90, 140):
        value = {"a": "x" * (width - 12), "b": "y"}
        made = spliced(b"name: a\nx:\n  - b: c\n", [Set(("deals",), {"k": value})]).decode()
        line = f"  k: {{a: {value['a']}, b: y}}\n"
        assert (line in made) == (len(line) - 1 <= WIDTH)


@pytest.mark.parametrize("between", ["", "\n", "  # ours\n"])
@pytest.mark.parametrize("short", [True, False])
def test_items_into_the_middle_of_a_list_are_written_as_one_after_the_other(between, short) -> None:
    item = "  - {day: %d, what: old}\n" if short else "  - day: %d\n    what: old\n"
    text = "name: Acme\nlog:\n" + between.join(item % day for day in (10, 20, 30)) + "note: x\n"
    days = [10, 20, 30]
    for new in (
        range(5, 40),
        range(1, 10),
        [15] * 12,
        [35, 12, 5] * 5,
        [*range(11, 30), *range(9)],
    ):
        held, edits = list(days), []
        for day in new:
            place = sum(each <= day for each in held)
            held.insert(place, day)
            edits.append(Insert(("log",), place, {"day": str(day), "what": "new"}))
        one_by_one = text.encode()
        for edit in edits:
            one_by_one = spliced(one_by_one, [edit])
        made = spliced(text.encode(), edits)
        assert read_tree(one_by_one) == read_tree(made)
        if not between:
            assert one_by_one == made
