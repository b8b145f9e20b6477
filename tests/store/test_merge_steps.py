"""The steps of a merge in a collection: which old item each new one is, what is new and where, and what goes."""

import pytest

from crmcli.store.write.fragments import Box
from crmcli.store.write.side import composed, side_of
from crmcli.store.merge.alignment import New, giver, in_place, inner, newcomers, paired, runs


def box(text):
    """The collection under the key of a text, or the text's own."""
    side = side_of(text)
    return Box(side.outline, side.outline.root.items[0].value)


def said(found):
    return None if found is None else composed(found.node.tree())


def entry(what, *, day="2026-01-01", type_="call"):
    return {"date": day, "type": type_, "what": what}


A, B, C, D = (
    entry(each, day=f"2026-01-0{place}", type_=each) for place, each in enumerate("abcd", 1)
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([A, B], [A, B], [0, 1]),
        ([A], [B, A], [None, 0]),
        ([A], [A, B], [0, None]),
        ([A, B, C], [B], [1]),
        ([A, B], [A | {"what": "x"}, B], [0, 1]),  # changed in place, before one that stayed
        ([A, B], [A, B | {"what": "x"}], [0, 1]),  # and behind it
        (
            [A, B, C],
            [A | {"what": "x"}, B | {"what": "y"}, C],
            [0, 1, 2],
        ),  # two of them, each from its own
        (
            [A, A | {"what": "z"}],
            [A | {"what": "x"}, A | {"what": "y"}],
            [0, 1],
        ),  # alike in all: in their order, each once
        ([A], [A | {"what": "x"}, A | {"what": "y"}], [0, None]),  # the second finds it taken
        ([B, A], [A | {"what": "x"}], [1]),  # the first is not like it
        ([A, B, C, D], [A, C | {"what": "x"}, D], [0, 2, 3]),  # the one before it went
        (
            [A, B, C, D],
            [B, A | {"what": "x"}, D],
            [1, None, 3],
        ),  # what stands before a kept one is not looked for behind it
    ],
)
def test_a_new_item_is_the_old_one_it_is_or_is_made_of(old, new, expected):
    assert list(zip(expected, new, strict=True)) == list(paired(old, new))


@pytest.mark.parametrize(
    ("other", "place"),
    [
        ({"date": "2026-01-01", "type": "x"}, 0),
        ({"date": "2026-01-02", "type": "x"}, None),
        ({"date": "2026-01-01", "type": "x", "what": "y", "with": "z"}, None),
    ],
)
def test_half_alike_is_alike(other, place):
    assert [(place, other)] == list(paired([{"date": "2026-01-01", "type": "call"}], [other]))


N, M = (New(each, None, None) for each in "nm")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], []),
        ([0, 1], []),
        ([N], [(None, [N])]),
        ([N, 0], [(None, [N])]),
        ([0, N, M, 1], [(0, [N, M])]),
        ([N, 0, M], [(None, [N]), (0, [M])]),
        ([0, 1, N, 2, M], [(1, [N]), (2, [M])]),
    ],
)
def test_what_is_new_stands_behind_what_came_last(steps, expected):
    assert expected == list(newcomers(steps))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [([1, 0], [0, 1]), ([N, 1, M, 0], [N, 0, 1, M]), ([2, 0, N, 1], [0, N, 1, 2])],
)
def test_keys_stay_where_they_are_and_what_followed_them_still_does(steps, expected):
    assert expected == in_place(steps)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], []),
        ([0], [(0, 0)]),
        ([0, 1, 2], [(0, 2)]),
        ([0, 2], [(0, 0), (2, 2)]),
        ([1, 2, 4, 6, 7], [(1, 2), (4, 4), (6, 7)]),
    ],
)
def test_neighbours_are_one_run(places, expected):
    assert expected == list(runs(places))


DEALS = "deals:\n  a: {amount: 1}\n  b: {amount: 2, days: {x: 1}}\n  c: 7\n"
LOG = "log:\n  - {date: 2026-01-01, what: one}\n  - {date: 2026-01-02, what: two, by: kim}\n  - {date: 2026-01-02, what: two, by: lee}\n"


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("a", {"amount": "1"}, {"amount": "1"}),
        ("a", {"amount": "2"}, None),
        ("x", {"amount": "1"}, None),
        ("c", "7", "7"),
    ],
)
def test_under_a_key_only_its_own_value_is_taken(key, value, expected):
    _, item = giver([box(DEALS)], key, value)
    assert expected == (item and composed(item.value.tree()))


@pytest.mark.parametrize(
    ("text", "value", "donor"),
    [
        (LOG, {"what": "one", "date": "2026-01-01"}, 0),
        ("log: [{date: 2026-01-05}]\n", {"date": "2026-01-05"}, 1),
        (LOG, {"date": "2026-01-05"}, None),
    ],
)
def test_in_a_list_it_is_taken_from_anywhere_and_from_whoever_has_it(text, value, donor):
    donors = [box(LOG), box(text)]
    found, _ = giver(donors, None, value)
    assert (None if donor is None else donors[donor]) is found


@pytest.mark.parametrize(
    ("key", "expected"),
    [("a", {"amount": "1"}), ("b", {"amount": "2", "days": {"x": "1"}}), ("c", None), ("x", None)],
)
def test_the_inner_collection_of_a_key_is_the_donors_own(key, expected):
    assert expected == said(inner(box(DEALS), key, {}))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({"what": "one", "date": "2026-01-01"}, {"date": "2026-01-01", "what": "one"}),
        (
            {"date": "2026-01-02", "what": "two", "by": "lee"},
            {"date": "2026-01-02", "what": "two", "by": "lee"},
        ),
        (
            {"date": "2026-01-02", "what": "two", "by": "lee", "note": "x"},
            {"date": "2026-01-02", "what": "two", "by": "lee"},
        ),  # most of it
        (
            {"date": "2026-01-02", "what": "two"},
            {"date": "2026-01-02", "what": "two", "by": "kim"},
        ),  # of several as much alike the first
        (
            {"date": "2026-01-01", "who": "x", "by": "y", "a": "b", "c": "d"},
            {"date": "2026-01-01", "what": "one"},
        ),  # a little of it is better than nothing
        ({"date": "2026-03-01"}, None),
        ("word", None),
    ],
)
def test_the_inner_collection_in_a_list_is_the_item_most_like_it(target, expected):
    assert expected == said(inner(box(LOG), None, target))


def test_an_empty_list_has_nothing_most_like_anything():
    assert None is inner(box("log: []\n"), None, {"date": "2026-01-01"})
