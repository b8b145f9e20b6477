"""What two people's changes to one record make together, as trees."""

from typing import Any

from crmcli.history.merge.records import Form, Merge, merge
from crmcli.history.merge.renames import Renamed, renames


def clean(base: Any, ours: Any, theirs: Any, form_of: Any = None) -> Any:
    found = merge(base, ours, theirs, form_of) if form_of else merge(base, ours, theirs)
    assert () == found.conflicts
    assert found.ours == found.theirs
    return found.ours


def entry(day: str, what: str, **more: str) -> dict[str, str]:
    return {"date": day, "type": "call", "what": what, **more}


A, B, C = entry("2026-01-01", "a"), entry("2026-02-01", "b"), entry("2026-03-01", "c")


# Mappings


def test_different_keys_of_one_mapping_are_both_changed():
    assert {"a": "2", "b": "3"} == clean(
        {"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "3"}
    )


def test_new_keys_of_both_sides_are_both_there():
    assert ["a", "mine", "yours", "z"] == list(
        clean(
            {"a": "1", "z": "1"},
            {"a": "1", "mine": "1", "z": "1"},
            {"a": "1", "yours": "1", "z": "1"},
        )
    )


def test_the_same_change_on_both_sides_is_one():
    assert {"a": "2"} == clean({"a": "1"}, {"a": "2"}, {"a": "2"})


def test_the_same_scalar_changed_in_two_ways_is_a_conflict_of_that_path_alone():
    found = merge(
        {"d": {"x": "1", "y": "1"}}, {"d": {"x": "2", "y": "1"}}, {"d": {"x": "3", "y": "9"}}
    )
    assert Merge({"d": {"x": "2", "y": "9"}}, {"d": {"x": "3", "y": "9"}}, (("d", "x"),)) == found


def test_what_one_side_deletes_and_the_other_leaves_alone_is_deleted():
    assert {"b": "1"} == clean({"a": "1", "b": "1"}, {"b": "1"}, {"a": "1", "b": "1"})
    assert {"b": "1"} == clean({"a": "1", "b": "1"}, {"a": "1", "b": "1"}, {"b": "1"})


def test_what_one_side_deletes_and_the_other_changes_is_a_conflict():
    found = merge({"a": {"x": "1"}}, {}, {"a": {"x": "2"}})
    assert Merge({}, {"a": {"x": "2"}}, (("a",),)) == found


def test_a_section_begun_empty_on_one_side_and_filled_on_the_other_is_filled():
    assert {"log": [A]} == clean({}, {"log": None}, {"log": [A]})
    assert {"contacts": {"a": "x"}} == clean({}, {"contacts": {"a": "x"}}, {"contacts": None})


def test_a_scalar_against_nothing_is_a_conflict():
    assert (("contact",),) == merge({}, {"contact": None}, {"contact": "park"}).conflicts


def test_dated_facts_merge_by_day_and_stand_in_their_order():
    base = {"2026-01-01": "neutral", "2026-06-01": "friendly"}
    found = clean(
        base,
        {**base, "2026-07-01": "negative"},
        {"2026-01-01": "neutral", "2026-03-01": "negative", "2026-06-01": "friendly"},
    )
    assert ["2026-01-01", "2026-03-01", "2026-06-01", "2026-07-01"] == list(found)


def test_the_same_day_with_two_values_is_a_conflict():
    assert (("2026-01-02",),) == merge({}, {"2026-01-02": "a"}, {"2026-01-02": "b"}).conflicts


def test_a_fact_with_reasons_and_facts_by_day_have_no_keys_in_common():
    assert ((),) == merge(
        "neutral", {"value": "friendly", "by": "kim"}, {"2026-01-01": "neutral"}
    ).conflicts


# Lists


def test_log_entries_of_both_sides_are_kept_by_day():
    assert [A, B, C] == clean([A], [A, C], [A, B])


def test_on_the_same_day_ours_comes_first():
    mine, yours = entry("2026-02-01", "mine"), entry("2026-02-01", "yours")
    assert [A, mine, yours] == clean([A], [A, mine], [A, yours])


def test_an_entry_equal_in_both_is_there_once():
    assert [A, B] == clean([A], [A, B], [A, B])
    assert [A, B, C] == clean([A], [A, B], [A, B, C])


def test_key_order_makes_no_other_entry():
    assert [A, B] == clean([A], [A, B], [A, dict(reversed(B.items()))])


def test_an_entry_twice_in_the_base_stays_twice():
    assert [A, A, B, C] == clean([A, A], [A, A, B], [A, A, C])


def test_how_often_an_entry_is_there_counts():
    assert [A, A] == clean([A], [A, A], [A, A])
    assert [A] == clean([A, A], [A], [A])
    assert [A, A] == clean([A, A], [A, A, A], [A])
    assert [B] == clean([A, B], [B], [A, B])


def test_newest_first_stays_newest_first():
    assert [C, B, A] == clean([B, A], [C, B, A], [B, A])
    D, E = entry("2026-04-01", "d"), entry("2026-05-01", "e")
    assert [E, D, B, A] == clean([B, A], [E, B, A], [D, B, A])
    mine, yours = entry("2026-05-01", "mine"), entry("2026-05-01", "yours")
    assert [mine, yours, B, A] == clean([B, A], [mine, B, A], [yours, B, A])


def test_an_entry_edited_on_one_side_is_the_edited_one_in_its_place():
    edited = {**A, "mood": "positive"}
    assert [edited, B, C] == clean([A, B], [A, B, C], [edited, B])


def test_an_entry_edited_on_both_sides_has_both_edits():
    assert [{**A, "mood": "positive", "said": "yes"}, B] == clean(
        [A, B], [{**A, "mood": "positive"}, B], [{**A, "said": "yes"}, B]
    )


def test_an_entry_edited_in_two_ways_is_a_conflict_of_that_field():
    found = merge([A, B], [{**A, "what": "x"}, B], [{**A, "what": "y"}, B])
    assert Merge([{**A, "what": "x"}, B], [{**A, "what": "y"}, B], ((0, "what"),)) == found


def test_an_entry_edited_here_and_deleted_there_is_a_conflict():
    found = merge([A, B], [{**A, "what": "x"}, B], [B])
    assert Merge([{**A, "what": "x"}, B], [B], ((0,),)) == found
    found = merge([A, B], [B], [{**A, "what": "x"}, B])
    assert Merge([B], [{**A, "what": "x"}, B], ((0,),)) == found


def days(count: int, **more: str) -> list[dict[str, str]]:
    """So many entries, each of another day."""
    return [
        entry(f"20{month // 12:02}-{month % 12 + 1:02}-01", f"what {month}", **more)
        for month in range(count)
    ]


def test_more_edited_entries_than_can_be_compared_are_taken_as_others():
    """A hundred that went and a hundred that came are still looked at for being the same ones."""
    for count, are_the_same in ((100, True), (101, False)):
        base, ours, theirs = days(count), days(count, said="s"), days(count, note="n")
        found = merge({"log": base}, {"log": ours}, {"log": theirs})
        assert are_the_same == (len(found.ours["log"]) == count)


def test_lists_of_words_are_sets_in_order():
    assert ["b", "mine", "yours"] == clean(["a", "b"], ["b", "mine"], ["a", "b", "yours"])
    assert ["a", "x", "b"] == clean(["a", "b"], ["a", "b"], ["a", "x", "b"])
    assert ["mine", "yours"] == clean([], ["mine"], ["yours"])


# Shorter and longer ways to write the same


def forms(path: Any) -> Form:
    return {
        (): Form("contact", many=True),
        ("with",): Form(many=True),
        ("log", 0, "with"): Form(many=True),
        ("next",): Form("date"),
        ("stance",): Form("value"),
    }.get(path, Form())


def test_shorthand_and_long_form_of_the_same_change_are_no_conflict():
    assert "park" == clean("lee", "park", {"contact": "park"}, forms)
    assert {"contact": "park"} == clean("lee", {"contact": "park"}, "park", forms)


def test_a_long_form_brings_what_the_shorthand_cannot_say():
    assert {"contact": "park", "rep": "kim"} == clean(
        "lee", "park", {"contact": "lee", "rep": "kim"}, forms
    )


def test_one_value_is_a_list_of_one():
    assert {"with": ["lee", "park", "oh"]} == clean(
        {"with": "lee"}, {"with": ["lee", "park"]}, {"with": ["lee", "oh"]}, forms
    )
    assert ["lee", "park", "oh"] == clean("lee", ["lee", "park"], ["lee", "oh"], forms)


def test_a_bare_value_changed_on_both_sides_stays_a_conflict_at_length():
    found = merge(
        {"next": "2026-01-01"},
        {"next": "2026-02-02"},
        {"next": {"date": "2026-03-03", "what": "x"}},
        forms,
    )
    assert (("next", "date"),) == found.conflicts


def test_the_same_entry_written_in_two_ways_is_one():
    mine, yours = {"date": "2026-02-01", "with": "lee"}, {"date": "2026-02-01", "with": ["lee"]}
    assert {"log": [A, mine]} == clean({"log": [A]}, {"log": [A, mine]}, {"log": [A, yours]}, forms)


def test_a_fact_without_a_day_is_not_taken_for_days():
    assert (("stance",),) == merge(
        {"stance": "neutral"}, {"stance": "friendly"}, {"stance": {"2026-01-01": "neutral"}}, forms
    ).conflicts


# Renames


def test_a_key_renamed_and_nothing_else_is_told():
    base = {"contacts": {"park": {"name": "Park"}, "lee": {"name": "Lee"}}}
    assert [Renamed("contacts", "park", "park-jh")] == list(
        renames(base, {"contacts": {"park-jh": {"name": "Park"}, "lee": {"name": "Lee"}}})
    )


def test_what_may_be_another_one_is_no_rename():
    base = {
        "contacts": {"a": {"name": "Park"}, "b": {"name": "Park"}},
        "roles": {"cfo": {"contact": "a"}},
    }
    assert [] == list(
        renames(
            base,
            {
                "contacts": {"c": {"name": "Park"}, "b": {"name": "Park"}},
                "roles": {"cfo": {"contact": "a"}},
            },
        )
    )
    assert [] == list(renames(base, {"contacts": {"c": {"name": "Kim"}, "b": {"name": "Park"}}}))
    assert [] == list(
        renames(base, {"contacts": base["contacts"], "roles": {"ceo": {"contact": "a"}}})
    )
