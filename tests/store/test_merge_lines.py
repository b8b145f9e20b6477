"""Three texts cut into chunks, and what stands between marks."""

from hypothesis import given
from hypothesis import strategies as st

from crmcli.store.files import diff3
from crmcli.store.files.diff3 import Chunk, as_text, both_ways, chunks, lines_of, matches, whole

texts = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n", "\n"]), max_size=12)


@given(texts, texts, texts)
def test_chunks_put_together_are_the_three_texts(base, ours, theirs):
    found = list(chunks(base, ours, theirs))
    assert (base, ours, theirs) == tuple(
        [line for chunk in found for line in chunk[side]] for side in range(3)
    )


@given(texts, texts)
def test_matches_are_equal_stretches_that_rise_whether_texts_are_long_or_not(one, other):
    for found in (
        matches(one, other),
        [*diff3._by_anchors(one, other), (len(one), len(other), 0)],
    ):
        at = beside = 0
        for start, partner, length in found:
            assert (True, True, one[start : start + length]) == (
                start >= at,
                partner >= beside,
                other[partner : partner + length],
            )
            at, beside = start + length, partner + length
        assert (len(one), len(other)) == (at, beside)


def test_long_texts_are_compared_by_the_lines_that_stand_once():
    base = [f"{number}\n" for number in range(6000)]
    other = [*base[:100], "new\n", *base[100:3000], *base[3001:]]
    assert [(0, 0, 100), (100, 101, 2900), (3001, 3001, 2999), (6000, 6000, 0)] == matches(
        base, other
    )


def test_a_chunk_is_settled_unless_both_changed_it():
    assert [["x"], ["x"], ["x"], None] == [
        Chunk(*parts).settled
        for parts in (
            (["a"], ["x"], ["a"]),
            (["a"], ["a"], ["x"]),
            (["a"], ["x"], ["x"]),
            (["a"], ["x"], ["y"]),
        )
    ]


@given(texts, texts)
def test_both_ways_can_be_taken_back(one, other):
    text = both_ways("".join(one), "".join(other))
    for wanted, side in ((one, "ours"), (other, "theirs")):
        taken, inside = [], ""
        for line in lines_of(text):
            mark = {"<<<<<<< ours\n": "ours", "=======\n": "theirs", ">>>>>>> theirs\n": "end"}.get(
                line
            )
            if mark:
                inside = "" if mark == "end" else mark
            elif inside in ("", side):
                taken.append(line)
        assert wanted == taken


def test_what_differs_as_a_whole_is_everything_between_the_first_and_the_last_difference():
    assert "a\n<<<<<<< ours\nb\nc\nd\n=======\nB\nc\nD\n>>>>>>> theirs\ne\n" == whole(
        "a\nb\nc\nd\ne\n", "a\nB\nc\nD\ne\n"
    )
    assert "<<<<<<< ours\n=======\nx\n>>>>>>> theirs\n" == whole("", "x")


def test_lines_alone_merge_as_git_merges_them():
    assert (b"A\nb\nC", True) == as_text(b"a\nb\nc", b"A\nb\nc", b"a\nb\nC")
    assert (b"<<<<<<< ours\nA\n=======\n\xff\n>>>>>>> theirs\nb\n", False) == as_text(
        b"a\nb\n", b"A\nb\n", b"\xff\nb\n"
    )
    assert (b"<<<<<<< ours\r\nA\r\n=======\r\nB\r\n>>>>>>> theirs\r\n", False) == as_text(
        b"a\r\n", b"A\r\n", b"B\r\n"
    )
