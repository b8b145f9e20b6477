"""Three versions of a file merged: what it says, byte for byte what people wrote, and nothing lost."""

import re
import unicodedata
from codecs import BOM_UTF8
from collections import Counter
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store.editing import spots
from store.gallery import FILES

from crmcli.domain.edit import Edit, Insert, Remove, Set, applied
from crmcli.history.merge.records import in_full
from crmcli.history.merge.values import identity
from crmcli.store.write.fragments import Stuck
from crmcli.store.shapes.short_forms import account_form
from crmcli.store.merge.rebuild import rebuilt
from crmcli.store.write.side import Side, side_of
from crmcli.store.merge.merge import _by_meaning, merged
from crmcli.store.yaml.tree import read_tree

DECOMPOSED = unicodedata.normalize("NFD", "한빛")
HEAD_OF_TWO = "name: A\ncontacts:\n"
BASE = """\
# the file
name: Hanbit
status: prospect      # for now
tags: [north, pumps]

roles:
  cfo: {contact: park, rep: kim}
  cio: lee

contacts:
  # the boss
  park:
    name: Park Jae-hyung
    title: CFO        # since May
    stance: {2026-01-20: neutral}
  lee: {name: Lee Dong-hyun}

deals:
  pt2:
    amount: 72_000_000
    stages: {2026-05-10: contacting}

log:
  - {date: 2026-01-20, type: call, with: park, what: hello}
  - date: 2026-05-02
    type: visit
    with: lee
    what: sorry
"""


def both(ours: str, theirs: str, base: str = BASE) -> str:
    """The text of a merge without conflicts."""
    found = merged(base.encode(), ours.encode(), theirs.encode(), "accounts/x.yaml")
    assert (True, False, ()) == (found.is_clean, found.by_lines, found.conflicts), (
        found.data.decode()
    )
    return found.data.decode()


def clash(ours: str, theirs: str, base: str = BASE) -> str:
    found = merged(base.encode(), ours.encode(), theirs.encode(), "accounts/x.yaml")
    assert not found.is_clean
    return found.data.decode()


def with_(old: str, new: str, text: str = BASE) -> str:
    assert old in text
    return text.replace(old, new)


def changed(text: str, base: str = BASE) -> list[str]:
    """The lines that are new in a text, in order."""
    left = Counter(base.splitlines())
    found = []
    for line in text.splitlines():
        if left[line]:
            left[line] -= 1
        else:
            found.append(line)
    return found


# What goes together


def test_two_entries_of_one_day_are_both_there_as_each_wrote_it():
    ours = BASE + "  - {date: 2026-07-01, type: call, with: park, what: ours}\n"
    theirs = (
        BASE
        + "  # a note of theirs\n  - date: 2026-07-01\n    type: call   # short\n    what: theirs\n"
    )
    assert (
        ours
        + "  # a note of theirs\n  - date: 2026-07-01\n    type: call   # short\n    what: theirs\n"
        == both(ours, theirs)
    )
    assert theirs + "  - {date: 2026-07-01, type: call, with: park, what: ours}\n" == both(
        theirs, ours
    )


def test_an_entry_that_both_wrote_is_there_once():
    entry = "  - {date: 2026-07-01, type: call, what: same}\n"
    more = "  - {date: 2026-07-02, type: call, what: more}\n"
    assert BASE + entry + more == both(BASE + entry, BASE + entry + more)
    assert BASE + entry + more == both(
        BASE + entry + more, BASE + "  - type: call\n    what: same\n    date: 2026-07-01\n"
    )


def test_an_entry_with_an_earlier_day_stands_before_ours():
    ours = BASE + "  - {date: 2026-07-05, type: call}\n"
    assert (
        BASE + "  - {date: 2026-06-01, type: call}\n  - {date: 2026-07-05, type: call}\n"
        == both(ours, BASE + "  - {date: 2026-06-01, type: call}\n")
    )


def test_newest_first_stays_newest_first():
    base = "log:\n  - {date: 2026-03-01, what: c}\n  - {date: 2026-02-01, what: b}\n"
    ours, theirs = (
        base.replace("log:\n", f"log:\n  - {{date: 2026-0{month}-01, what: {what}}}\n")
        for month, what in (("5", "ours"), ("4", "theirs"))
    )
    assert (
        ["ours", "theirs", "c", "b"]
        == re.findall(r"what: (\w+)", both(ours, theirs, base))
        == re.findall(r"what: (\w+)", both(theirs, ours, base))
    )


def test_different_keys_on_one_line_are_both_changed():
    ours, theirs = (
        with_("rep: kim", "rep: choi"),
        with_("contact: park, rep", "contact: [park, lee], rep"),
    )
    assert (
        ["  cfo: {contact: [park, lee], rep: choi}"]
        == changed(both(ours, theirs))
        == changed(both(theirs, ours))
    )


def test_words_of_a_list_are_a_set_against_the_base():
    assert ['tags: [pumps, ours, "the, irs"]'] == changed(
        both(
            with_("[north, pumps]", "[north, pumps, ours]"),
            with_("[north, pumps]", '[pumps, "the, irs"]'),
        )
    )


def test_days_stand_in_their_order():
    ours, theirs = (
        with_("{2026-01-20: neutral}", "{2026-01-20: neutral, 2026-07-01: friendly}"),
        with_(
            "{2026-01-20: neutral}",
            "{2026-01-20: neutral, 2026-06-01: {value: negative, why: late}}",
        ),
    )
    assert [
        "    stance: {2026-01-20: neutral, 2026-06-01: {value: negative, why: late}, 2026-07-01: friendly}"
    ] == changed(both(ours, theirs))


def test_shorthand_and_long_form_of_one_value_are_the_same():
    assert BASE.replace("cio: lee", "cio: {contact: oh}") == both(
        with_("cio: lee", "cio: {contact: oh}"), with_("cio: lee", "cio: oh")
    )
    assert BASE.replace("cio: lee", "cio: oh") == both(
        with_("cio: lee", "cio: oh"), with_("cio: lee", "cio: {contact: oh}")
    )


def test_a_long_form_takes_in_what_the_other_side_changed_in_shorthand():
    assert ["  cio: {contact: oh, rep: kim}"] == changed(
        both(with_("cio: lee", "cio: oh"), with_("cio: lee", "cio: {contact: lee, rep: kim}"))
    )


def test_a_contact_renamed_here_and_edited_there_is_edited_under_its_new_name():
    ours = (
        BASE.replace("park:", "park-jh:")
        .replace("contact: park", "contact: park-jh")
        .replace("with: park", "with: park-jh")
    )
    theirs = (
        with_("title: CFO        # since May", "title: CEO        # since June")
        + "  - {date: 2026-07-01, type: call, with: [park, lee]}\n"
    )
    wanted = (
        ours.replace("title: CFO        # since May", "title: CEO        # since June")
        + "  - {date: 2026-07-01, type: call, with: [park-jh, lee]}\n"
    )
    assert (wanted, wanted) == (both(ours, theirs), both(theirs, ours))


def test_a_deal_renamed_takes_what_names_it_along():
    ours = BASE.replace("pt2:", "plant-2:")
    theirs = BASE + "  - {date: 2026-07-01, type: call, deal: pt2}\n"
    assert ours + "  - {date: 2026-07-01, type: call, deal: plant-2}\n" == both(ours, theirs)


@pytest.mark.parametrize("section", ["contracts", "cases"])
def test_a_deal_renamed_takes_each_contract_and_case_along(section):
    ours = BASE.replace("pt2:", "plant-2:")
    entries = f"{section}:\n  c1: {{deal: pt2}}\n  c2: {{deal: other}}\n  c3: {{deal: pt2}}\n"
    assert ours + entries.replace("pt2", "plant-2") == both(ours, BASE + entries)


def test_comments_and_blank_lines_of_the_other_side_come_along():
    theirs = with_("# the file", "# the file of theirs").replace(
        "  lee: {name", "  # the CIO\n  lee: {name"
    )
    ours = BASE + "  - {date: 2026-07-01, type: call}\n"
    assert theirs + "  - {date: 2026-07-01, type: call}\n" == both(ours, theirs)


def test_a_comment_of_theirs_on_a_line_that_we_moved_around_comes_along():
    ours = with_("  lee: {name: Lee Dong-hyun}", "  lee: {name: Lee Dong-hyun, title: CIO}")
    theirs = with_("  lee: {name: Lee Dong-hyun}", "  lee: {name: Lee Dong-hyun}   # the CIO")
    assert (
        with_(
            "  lee: {name: Lee Dong-hyun}", "  lee: {name: Lee Dong-hyun, title: CIO}   # the CIO"
        )
        == both(ours, theirs)
        == both(theirs, ours)
    )


def test_our_own_formatting_stays_where_theirs_is_another():
    ours = with_(
        "  lee: {name: Lee Dong-hyun}", "  lee:\n      name: Lee Dong-hyun\n      title: CIO"
    )
    theirs = with_("  lee: {name: Lee Dong-hyun}", "  lee: { name: Lee Dong-hyun, channel: call }")
    assert with_(
        "  lee: {name: Lee Dong-hyun}",
        "  lee:\n      name: Lee Dong-hyun\n      title: CIO\n      channel: call",
    ) == both(ours, theirs)


def test_ids_in_another_spelling_of_unicode_are_the_same_ids():
    nfd, nfc = "\u1112\u1161\u11ab", "\ud55c"
    base = f"name: A\ncontacts:\n  {nfc}: {{name: Han}}\n"
    ours, theirs = (
        f"name: A\ncontacts:\n  {nfd}: {{name: Han, title: CEO}}\n",
        f"name: A\ncontacts:\n  {nfc}: {{name: Han, channel: call}}\n",
    )
    assert f"name: A\ncontacts:\n  {nfd}: {{name: Han, title: CEO, channel: call}}\n" == both(
        ours, theirs, base
    )


def test_a_person_renamed_here_is_followed_where_theirs_is_spelled_decomposed():
    nfd, nfc = "\u1112\u1161\u11ab", "\ud55c"
    base = f"name: A\nroles: {{cio: {nfc}}}\ncontacts:\n  {nfc}: {{name: Han}}\nlog:\n"
    ours = base.replace(nfc, "han")
    theirs = (
        base
        + f"  - {{date: 2026-07-01, type: call, with: [{nfd}]}}\n  - {{date: 2026-07-02, type: call, with: {nfd}}}\n"
    )
    assert theirs.replace(nfd, "han").replace(nfc, "han") == both(ours, theirs, base)


def test_both_sides_make_the_same_file():
    ours, theirs = "name: A\nstatus: prospect\ntags: [x]\n", "name: A\nowner: kim\ntags: [y]\n"
    assert read_tree(b"name: A\nstatus: prospect\nowner: kim\ntags: [x, y]\n") == read_tree(
        both(ours, theirs, "").encode()
    )


# What does not


def test_one_scalar_in_two_ways_is_marked_on_just_its_line():
    ours = with_("72_000_000", "80_000_000") + "  - {date: 2026-07-01, type: call, what: ours}\n"
    theirs = (
        with_("72_000_000", "90_000_000") + "  - {date: 2026-07-01, type: call, what: theirs}\n"
    )
    marks = (
        "<<<<<<< ours\n    amount: 80_000_000\n=======\n    amount: 90_000_000\n>>>>>>> theirs\n"
    )
    both_entries = "  - {date: 2026-07-01, type: call, what: ours}\n  - {date: 2026-07-01, type: call, what: theirs}\n"
    assert with_("    amount: 72_000_000\n", marks) + both_entries == clash(ours, theirs)


def test_two_conflicts_have_marks_of_their_own():
    text = clash(
        with_("72_000_000", "1").replace("prospect", "customer"),
        with_("72_000_000", "2").replace("prospect", "churned"),
    )
    assert (2, 2, 2) == tuple(
        text.count(mark) for mark in ("<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n")
    )


def test_changed_here_and_deleted_there_is_a_conflict():
    ours, theirs = with_("  lee: {name: Lee Dong-hyun}\n", ""), with_("Lee Dong-hyun", "Lee D.")
    assert with_(
        "  lee: {name: Lee Dong-hyun}\n",
        "<<<<<<< ours\n=======\n  lee: {name: Lee D.}\n>>>>>>> theirs\n",
    ) == clash(ours, theirs)
    assert with_(
        "  lee: {name: Lee Dong-hyun}\n",
        "<<<<<<< ours\n  lee: {name: Lee D.}\n=======\n>>>>>>> theirs\n",
    ) == clash(theirs, ours)


def test_renamed_here_and_deleted_there_is_a_conflict():
    text = clash(with_("  lee: {", "  lee-dh: {"), with_("  lee: {name: Lee Dong-hyun}\n", ""))
    assert "<<<<<<< ours\n  lee-dh: {name: Lee Dong-hyun}\n=======\n>>>>>>> theirs\n" in text


def test_renamed_in_two_ways_is_a_conflict():
    text = clash(with_("  lee: {", "  lee-dh: {"), with_("  lee: {", "  dh-lee: {"))
    assert (
        "<<<<<<< ours\n  lee-dh: {name: Lee Dong-hyun}\n=======\n  dh-lee: {name: Lee Dong-hyun}\n>>>>>>> theirs\n"
        in text
    )


def test_a_comment_on_what_we_took_away_is_a_conflict_and_not_lost():
    text = clash(
        with_("  lee: {name: Lee Dong-hyun}\n", ""),
        with_("  lee: {name", "  # do not call him\n  lee: {name"),
    )
    assert (
        "<<<<<<< ours\n=======\n  # do not call him\n  lee: {name: Lee Dong-hyun}\n>>>>>>> theirs\n"
        in text
    )


def test_a_text_changed_on_two_of_its_lines_is_wholly_ours_or_wholly_theirs_also_where_a_comment_would_be_lost():
    base = with_("tags: [north, pumps]\n", "note: |\n  one\n  two\n  three\n")
    ours = with_("  one\n", "  ONE\n", with_("  lee: {name: Lee Dong-hyun}\n", "", base))
    theirs = with_(
        "  three\n", "  THREE\n", with_("  lee: {name", "  # do not call him\n  lee: {name", base)
    )
    for one, other in ((ours, theirs), (theirs, ours)):
        text = clash(one, other, base)
        assert "# do not call him" in text
        for mark, side in (("ours", one), ("theirs", other)):
            assert (
                read_tree(side.encode())["note"] == read_tree(taking(text, mark).encode())["note"]
            )


def taking(text: str, mark: str) -> str:
    """The text with every conflict settled one way."""
    kept, to = [], ""
    for line in text.splitlines(keepends=True):
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            to = {"<": "ours", "=": "theirs", ">": ""}[line[0]]
        elif to in ("", mark):
            kept.append(line)
    return "".join(kept)


def test_what_cannot_be_read_is_merged_line_by_line():
    found = merged(b"name: [\na\nb\nc\n", b"name: [\nA\nb\nc\n", b"name: [\na\nb\nC\n")
    assert (b"name: [\nA\nb\nC\n", True, True) == (found.data, found.is_clean, found.by_lines)
    found = merged(b"name: [\na\n", b"name: [\nours\n", b"name: [\ntheirs\n")
    assert (b"name: [\n<<<<<<< ours\nours\n=======\ntheirs\n>>>>>>> theirs\n", False) == (
        found.data,
        found.is_clean,
    )


@pytest.mark.parametrize(
    "odd",
    [
        b"\xff\xfe\x00",
        b"\x00",
        b"name: \xed\xa0\x80\n",
        b"- a\n",
        b"{" * 100_000,
        b"a: &x 1\n",
        b"a: 1\na: 2\n",
        "\ud55c: 1\n\u1112\u1161\u11ab: 2\n".encode(),
        b"<<<<<<< ours\n",
        b"\r\r\n",
    ],
)
def test_whatever_a_file_holds_nothing_of_it_is_lost(odd: bytes):
    base, fine = b"name: A\n", b"name: B\ntags: [x]\n"
    for ours, theirs in ((odd, fine), (fine, odd)):
        found = merged(base, ours, theirs)
        assert (False, True) == (found.is_clean, found.by_lines)
        assert [] == [
            line for line in (*ours.split(b"\n"), *theirs.split(b"\n")) if line not in found.data
        ]
    assert merged(odd, fine, fine + b"owner: kim\n").data


# What goes around the text


def test_line_ends_and_the_byte_order_mark_are_ours():
    ours, theirs = (
        BASE + "  - {date: 2026-07-01, type: call}\n",
        BASE + "  - {date: 2026-07-02, type: call}\n",
    )
    wanted = ours + "  - {date: 2026-07-02, type: call}\n"
    dos = [BOM_UTF8 + text.replace("\n", "\r\n").encode() for text in (BASE, ours, theirs, wanted)]
    assert dos[3] == merged(*dos[:3]).data
    assert dos[3] == merged(BASE.encode(), dos[1], theirs.encode()).data
    assert wanted.encode() == merged(dos[0], ours.encode(), dos[2]).data
    # only they changed the line ends
    assert dos[3] == merged(BASE.encode(), ours.encode(), dos[2]).data


def test_a_missing_last_line_end_stays_missing():
    ours, theirs = (
        BASE + "  - {date: 2026-07-01, type: call}",
        BASE + "  - {date: 2026-07-02, type: call}",
    )
    assert ours + "\n  - {date: 2026-07-02, type: call}" == both(ours, theirs, BASE[:-1])
    assert with_("72_000_000", "1")[:-1] == both(with_("72_000_000", "1"), BASE[:-1])


def test_marks_of_a_conflict_end_like_the_other_lines():
    dos = [
        text.replace("\n", "\r\n").encode()
        for text in (BASE, with_("72_000_000", "1"), with_("72_000_000", "2"))
    ]
    assert (
        b"<<<<<<< ours\r\n    amount: 1\r\n=======\r\n    amount: 2\r\n>>>>>>> theirs\r\n"
        in merged(*dos).data
    )
    assert b"\n" not in merged(*dos).data.replace(b"\r\n", b"")


def test_a_conflict_at_the_end_of_a_file_without_a_last_line_end():
    assert "name: A\n<<<<<<< ours\nowner: b\n=======\nowner: c\n>>>>>>> theirs\n" == clash(
        "name: A\nowner: b", "name: A\nowner: c", "name: A\nowner: a"
    )


# Properties: anybody's file, anybody's edits

WORDS = st.sampled_from(
    [
        "kim",
        "2026-08-05",
        "72_000",
        "a b",
        "it's",
        "가: 나",
        "x #y",
        "- a",
        "b, c",
        "[z]",
        "null",
        "new",
    ]
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from(["p", "q", "date", "k:"]), inner, max_size=2),
    ),
    max_leaves=4,
)
ENTRIES = st.builds(
    lambda day, what: {"date": f"2026-0{day}-10", "type": "call", "what": what},
    st.integers(1, 9),
    WORDS,
)
READABLE = {name: text for name, text in FILES.items() if side_of(text) is not None}


@st.composite
def edited(draw: Any, tree: Any) -> Edit:
    path, node = draw(st.sampled_from(spots(tree)))
    if isinstance(node, list):
        kind = draw(st.sampled_from(["insert", "insert", "set", "remove"]))
        if kind == "insert":
            return Insert(
                path,
                draw(st.sampled_from([0, len(node)])),
                draw(ENTRIES if path == ("log",) else WORDS),
            )
    elif isinstance(node, dict) and draw(st.booleans()):
        return Set((*path, draw(st.sampled_from(["p", "q", "2026-03-03", "가"]))), draw(VALUES))
    if not path:
        return Set(("p",), draw(WORDS))
    return Remove(path) if draw(st.integers(0, 3)) == 0 else Set(path, draw(VALUES))


@st.composite
def versions(draw: Any, base: Side) -> str:
    """The file as somebody left it: edited, with comments of their own."""
    side = base
    for _ in range(draw(st.integers(0, 3))):
        try:
            side = rebuilt(side, applied(side.tree, [draw(edited(side.tree))]), ())
        except Stuck:
            pass
    text = side.text
    for _ in range(draw(st.integers(0, 1))):
        lines = text.split("\n")
        place, number = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, 999))
        above = [
            *lines[:place],
            f"{' ' * draw(st.sampled_from([0, 2, 4]))}# own{number}",
            *lines[place:],
        ]
        beside = [*lines[:place], f"{lines[place]}  # own{number}", *lines[place + 1 :]]
        tried = side_of("\n".join(draw(st.sampled_from([above, beside]))))
        text = tried.text if tried is not None and tried.tree == side.tree else text
    return text


@st.composite
def threes(draw: Any) -> tuple[str, str, str]:
    base = side_of(draw(st.sampled_from(list(READABLE.values()))))
    assert base is not None
    return base.text, draw(versions(base)), draw(versions(base))


def taken(text: str, side: str) -> str:
    """The text with every conflict settled for one side."""
    found, inside = [], ""
    # stands before a conflict in the first line
    first = "\ufeff" if text.startswith("\ufeff") else ""
    for line in text.removeprefix(first).split("\n"):
        mark = {
            "<<<<<<< ours": "ours",
            "=======": "theirs" if inside else "",
            ">>>>>>> theirs": "done" if inside else "",
        }.get(line.rstrip("\r"), "")
        if mark:
            inside = "" if mark == "done" else mark
        elif inside in ("", side):
            found.append(line)
    return first + "\n".join(found)


def words(node: Any) -> "Counter[Any]":
    """Every text in a tree, keys too, as often as it is there."""
    if isinstance(node, dict):
        return sum((words(value) for value in node.values()), Counter(list(node)))
    return (
        sum(map(words, node), Counter())
        if isinstance(node, list)
        else Counter([node] if node is not None else [])
    )


@settings(max_examples=150, deadline=None)
@given(threes())
def test_a_merge_loses_nothing_silently(three: tuple[str, str, str]):
    base, ours, theirs = three
    found = _by_meaning(base.encode(), ours.encode(), theirs.encode(), "accounts/x.yaml")
    assert found is not None
    text = found.data.decode()
    mine, yours = side_of(taken(text, "ours")), side_of(taken(text, "theirs"))
    assert mine is not None
    for number in {*re.findall(r"# own\d+", ours), *re.findall(r"# own\d+", theirs)}:
        assert number in text
    before = read_tree(base.encode())
    for side in (ours, theirs):
        # shorthand may say these
        new = (
            set(words(read_tree(side.encode())))
            - set(words(before))
            - {"name", "contact", "date", "value"}
        )
        missing = new - set(words(mine.tree)) - set(words(yours.tree) if yours else ())
        assert [
            word for word in missing if word not in text and word.replace("'", "''") not in text
        ] == []
    if found.is_clean:
        assert mine.text == text


@settings(max_examples=100, deadline=None)
@given(threes())
@example(
    (
        f"{HEAD_OF_TWO}  {DECOMPOSED}: {{name: {DECOMPOSED}}}\n",
        f"{HEAD_OF_TWO}  한빛: kim\n",
        f"{HEAD_OF_TWO}  {DECOMPOSED}: {{name: {DECOMPOSED}, p: kim}}\n",
    )
)
def test_a_clean_merge_is_the_same_from_either_side(three: tuple[str, str, str]):
    """But for the form of Unicode in which a key is written that is the same: ours stays."""
    base, ours, theirs = (text.encode() for text in three)
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    if one.is_clean and other.is_clean:
        texts = [unicodedata.normalize("NFC", each.data.decode()) for each in (one, other)]
        trees = [in_full(read_tree(each.encode()), account_form) for each in texts]
        assert words(trees[0]) == words(trees[1])


@settings(max_examples=60, deadline=None)
@given(threes())
def test_what_only_one_side_changed_is_that_side_byte_for_byte(three: tuple[str, str, str]):
    base, ours, _ = (text.encode() for text in three)
    assert [ours, ours, ours, base] == [
        merged(base, base, ours).data,
        merged(base, ours, base).data,
        merged(base, ours, ours).data,
        merged(base, base, base).data,
    ]


@settings(max_examples=100, deadline=None)
@given(threes())
def test_every_new_entry_of_either_side_is_in_the_merged_log(three: tuple[str, str, str]):
    base, ours, theirs = (read_tree(text.encode()) for text in three)
    logs = [tree.get("log") for tree in (base, ours, theirs)]
    if not all(isinstance(log, list) for log in logs):
        return
    found = merged(*(text.encode() for text in three))  # type: ignore[misc]
    if found.is_clean:
        now = Counter(map(identity, read_tree(found.data)["log"]))  # type: ignore[arg-type]
        before, mine, yours = (Counter(map(identity, log)) for log in logs)  # type: ignore[arg-type]
        if not (before - mine) and not (before - yours):  # nobody edited or took away an entry
            assert before + ((mine - before) | (yours - before)) == now


@pytest.mark.parametrize(
    ("on_lines", "in_brackets"),
    [
        ("Lee", "Lee"),
        ("'it''s'", "'it''s'"),
        ('"Lee"', '"Lee"'),
        ("'Lee, Dong'", "'Lee, Dong'"),
        ("Lee, Dong", '"Lee, Dong"'),  # a comma would end it
        ("a[1]", '"a[1]"'),
        ("a:b", "a:b"),
        ("72_000_000", "72_000_000"),
        ("2026-01-20", "2026-01-20"),
        ("[a,\n      b]", "[a, b]"),
        ("[a, # why\n      b]", "[a, # why\n      b]"),
        ("{a: 1}", "{a: 1}"),
        ("[]", "[]"),
        (">-\n      two\n      lines", "two lines"),
        ("two\n      lines", "two lines"),
        ("'two\n      lines'", "'two lines'"),
        ("\n      - 'a'\n      - x: y", "[a, {x: y}]"),
        ("\n      a: 1\n      b: 2", "{a: 1, b: 2}"),
        ("", "null"),
    ],
)
def test_what_the_other_side_wrote_on_lines_goes_into_our_brackets_as_it_is_written_if_it_may(
    on_lines: str, in_brackets: str
):
    assert f"name: A\nroles: {{a: b, ours: c, theirs: {in_brackets}}}\n" == both(
        "name: A\nroles: {a: b, ours: c}\n",
        f"name: A\nroles:\n  a: b\n  theirs: {on_lines}\n",
        "name: A\nroles: {a: b}\n",
    )
    assert f"name: A\ntags: [a, ours, {in_brackets}]\n" == both(
        "name: A\ntags: [a, ours]\n",
        f"name: A\ntags:\n  - a\n  - {on_lines}\n",
        "name: A\ntags: [a]\n",
    )


@pytest.mark.parametrize("text", ["|\n      two\n      lines", "'two\n\n      lines'"])
def test_a_text_of_several_lines_that_stands_in_no_brackets_is_a_conflict(text: str):
    found = clash(
        "name: A\ntags: [a, ours]\n",
        f"name: A\ntags:\n  - a\n  - {text}\n",
        "name: A\ntags: [a]\n",
    )
    assert f"  - {text}\n" in found
    assert "tags: [a, ours]\n" in found


def test_what_has_a_comment_beside_it_is_wanted_on_lines_so_our_brackets_become_lines():
    assert "name: A\ntags:\n  - a\n  - ours\n  - x # beside\n" == both(
        "name: A\ntags: [a, ours]\n",
        "name: A\ntags:\n  - a\n  - x # beside\n",
        "name: A\ntags: [a]\n",
    )
