"""Putting edits together: sections that are not there, shorthands at length, facts in their place among the days."""

from datetime import date

import pytest

from crmcli.domain.edit import Set
from crmcli.edits.record_editor import Draft, full, place_among
from edits.drafting import DAY, becomes, plain, tree


def drafted(text, day=DAY, value="friendly", **more):
    """The stance of `park` after another one was written."""
    draft = Draft(tree(f"name: A\ncontacts:\n  park: {text}\n"))
    draft.date(("contacts", "park", "stance"), day, value, mains=("name",), **more)
    return list(plain(draft.tree)["contacts"]["park"]["stance"].items())


def test_a_section_that_is_not_there_is_written_in_one_edit():
    draft = Draft({"name": "A"})
    draft.set(("deals", "pt2", "next"), "2026-08-05")
    assert [Set(("deals",), {"pt2": {"next": "2026-08-05"}})] == draft.edits


@pytest.mark.parametrize("empty", ["", " null", " {}"])
def test_an_empty_section_is_filled(empty):
    becomes(
        f"name: A\nroles:{empty}\nlog: []\n",
        lambda draft, _: draft.set(("roles", "cfo"), "park"),
        "name: A\nroles: {cfo: park}\nlog: []\n",
    )


@pytest.mark.parametrize("short", ["park", "[park, lee]"])
def test_a_shorthand_is_written_at_length_when_it_must_hold_more(short):
    expected = f"name: A\nroles: {{cfo: {{contact: {short}, rep: kim}}}}\n"
    becomes(
        f"name: A\nroles: {{cfo: {short}}}\n",
        lambda draft, _: draft.set(("roles", "cfo", "rep"), "kim", mains=("contact",)),
        expected,
    )


def test_a_value_that_has_no_shorthand_cannot_be_gone_into():
    with pytest.raises(LookupError):
        Draft({"deals": {"pt2": "x"}}).set(("deals", "pt2", "next"), "2026-08-05")


def test_what_stands_there_already_is_no_edit():
    draft = Draft(tree("name: A\nroles: {cfo: }\n"))
    draft.set(("name",), "A")
    draft.set(("roles", "cfo"), None)
    draft.remove(("roles", "cio"))
    draft.remove(("deals", "pt2", "next"))
    assert [] == draft.edits


@pytest.mark.parametrize(
    ("log", "place", "expected"),
    [
        ("", None, ["new"]),
        ("[]", None, ["new"]),
        ("[a, b]", None, ["a", "b", "new"]),
        ("[a, b]", 1, ["a", "new", "b"]),
        ("[a, b]", 0, ["new", "a", "b"]),
        ("a", None, ["a", "new"]),
        ("a", 1, ["a", "new"]),
        ("a", 0, ["new", "a"]),
    ],
)
def test_an_item_joins_a_list_at_its_place_and_one_bare_value_is_a_list_of_one(
    log, place, expected
):
    draft = Draft(tree(f"tags: {log}\n"))
    draft.add(("tags",), "new", place)
    assert {"tags": expected} == draft.tree


def test_an_item_of_a_list_can_be_changed():
    draft = Draft(tree("log: [{with: park}, {with: [park, lee]}]\n"))
    draft.set(("log", 1, "with"), ["kim", "lee"])
    assert {"log": [{"with": "park"}, {"with": ["kim", "lee"]}]} == draft.tree


@pytest.mark.parametrize(
    ("written", "day", "expected"),
    [
        ("{}", "2026-08-03", ["2026-08-03"]),
        ("{2026-01-01: neutral}", "2026-08-03", ["2026-01-01", "2026-08-03"]),
        (
            "{2026-01-01: neutral, 2026-09-01: neutral}",
            "2026-08-03",
            ["2026-01-01", "2026-08-03", "2026-09-01"],
        ),
        ("{2026-09-01: neutral}", "2026-08-03", ["2026-08-03", "2026-09-01"]),
        (
            "{2026-09-01: neutral, 2026-01-01: neutral}",
            "2026-08-03",
            ["2026-09-01", "2026-08-03", "2026-01-01"],
        ),
        (
            "{2026-09-01: neutral, 2026-08-05: neutral}",
            "2026-08-03",
            ["2026-09-01", "2026-08-05", "2026-08-03"],
        ),
        (
            "{undated: neutral, 2026-09-01: neutral}",
            "2026-08-03",
            ["undated", "2026-08-03", "2026-09-01"],
        ),
        ("{undated: neutral}", "2026-08-03", ["undated", "2026-08-03"]),
        (
            "{2026-08-01: neutral, 2026-07-01: neutral, undated: neutral}",
            "2026-08-03",
            ["2026-08-03", "2026-08-01", "2026-07-01", "undated"],
        ),
        (
            "{2026-08-01: neutral, 2026-07-01: neutral, undated: neutral}",
            "2026-06-03",
            ["2026-08-01", "2026-07-01", "2026-06-03", "undated"],
        ),
    ],
)
def test_a_fact_stands_in_its_place_among_the_days_whichever_way_they_run(written, day, expected):
    assert expected == [
        key for key, _ in drafted(f"{{name: 박재형, stance: {written}}}", date.fromisoformat(day))
    ]


def test_a_fact_of_the_same_day_is_corrected():
    assert [("2026-08-03", "friendly")] == drafted(
        "{name: 박재형, stance: {2026-08-03: {value: neutral, why: x}}}"
    )


@pytest.mark.parametrize(
    ("bare", "kept"),
    [("neutral", "neutral"), ("{value: neutral, by: kim}", {"value": "neutral", "by": "kim"})],
)
def test_a_fact_without_a_date_is_kept_as_the_oldest(bare, kept):
    assert [("undated", kept), ("2026-08-03", "friendly")] == drafted(
        f"{{name: 박재형, stance: {bare}}}"
    )


def test_who_said_so_and_why_stand_with_the_value():
    expected = [("2026-08-03", {"value": "friendly", "by": "kim", "why": "Praised it"})]
    assert (
        expected
        == drafted("박재형", by="kim", why="Praised it")
        == drafted("{name: 박재형}", by="kim", why="Praised it")
    )


@pytest.mark.parametrize(
    ("days", "day", "place"),
    [
        ("", 3, 0),
        ("1", 3, 1),
        ("5", 3, 0),
        ("135", 3, 2),
        ("1335", 3, 3),
        ("531", 3, 1),
        ("5331", 3, 1),
        ("11", 3, 2),
        ("33", 3, 2),
    ],
)
def test_the_place_of_a_day_is_after_its_equals_or_before_them_where_the_newest_stands_first(
    days, day, place
):
    assert place == place_among([int(each) for each in days], day)


def test_only_fields_with_a_value_are_written_and_one_of_a_list_is_its_value():
    assert {"for": "ceo", "due": "2026-08-03", "with": "lee", "by": ["a", "b"]} == full(
        for_="ceo",
        due=DAY,
        with_=("lee",),
        by=("a", "b"),
        how=None,
        note="",
        gave=(),
        objections={},
    )


def test_what_stands_in_a_section_that_is_not_there_is_removed_already():
    draft = Draft({"name": "A", "deals": {"pt2": {}}})
    for path in (
        ("research", "industry"),
        ("deals", "old", "next"),
        ("deals", "pt2", "next"),
        ("note",),
    ):
        draft.remove(path)
    assert [] == draft.edits
