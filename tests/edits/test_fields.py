"""What is known of a record, field by field."""

import pytest

from books import policy
from crmcli.domain.errors import CrmError
from crmcli.edits import fields
from crmcli.edits.fields import FieldChanges
from edits.drafting import becomes, refused

BOOK = "name: A\n{0}\n"


def known(before, expected, told, base=(), mains=()):
    becomes(
        BOOK.format(before),
        lambda draft, _: fields.know(draft, base, told, mains=mains),
        BOOK.format(expected),
    )


@pytest.mark.parametrize(
    ("before", "told", "expected"),
    [
        ("", {"owner": "kim"}, "owner: kim"),
        ("owner: lee", {"owner": "kim"}, "owner: kim"),
        ("owner: lee", {"owner": None, "note": ""}, "owner: lee"),
    ],
)
def test_a_value_stands_in_place_of_the_one_before_and_nothing_told_changes_nothing(
    before, told, expected
):
    known(before, expected, FieldChanges(told))


@pytest.mark.parametrize(
    ("before", "told", "expected"),
    [
        ("", ["a"], "tags: a"),
        ("", ["a", "b", "a"], "tags: [a, b]"),
        ("tags: a", ["b"], "tags: [a, b]"),
        ("tags: [a, b]", ["b", "c"], "tags: [a, b, c]"),
        ("tags: [a]", ["a"], "tags: [a]"),
        ("tags: []", ["a"], "tags: a"),
        ("tags: a", [], "tags: a"),
    ],
)
def test_a_list_has_each_word_once_after_those_that_were_there(before, told, expected):
    known(before, expected, FieldChanges(lists={"tags": told}))


def test_a_mapping_has_an_entry_more_or_another_in_its_place():
    known(
        "not_eligible: {core: x}",
        "not_eligible: {core: y, batch: z}",
        FieldChanges(entries={"not_eligible": {"core": "y", "batch": "z"}}),
    )
    known(
        "contacts: {lee: 이동현}",
        "contacts: {lee: {name: 이동현, custom: {badge: red}}}",
        FieldChanges(entries={"custom": {"badge": "red"}}),
        ("contacts", "lee"),
        ("name",),
    )


@pytest.mark.parametrize(
    ("before", "gone", "expected"),
    [
        ("owner: kim", ("owner", None), ""),
        ("", ("owner", None), ""),
        ("owner: kim", ("owner", "kim"), ""),
        ("tags: [a, b, c]", ("tags", "b"), "tags: [a, c]"),
        ("tags: [a, b]", ("tags", "b"), "tags: a"),
        ("tags: [a]", ("tags", "a"), ""),
        ("tags: [a, b]", ("tags", None), ""),
        ("custom: {x: 1, y: 2}", ("custom", "x"), "custom: {y: 2}"),
        ("custom: {x: 1}", ("custom", "x"), ""),
    ],
)
def test_a_field_goes_or_one_value_of_it(before, gone, expected):
    known(before, expected, FieldChanges(gone=[gone]))


def test_what_goes_makes_room_for_what_is_told_in_the_same_breath():
    known(
        "tags: [a, b]\nnote: x",
        "tags: c\nnote: x",
        FieldChanges(lists={"tags": ["c"]}, gone=[("tags", None)]),
    )
    known(
        "tags: [a, b]\nnote: x",
        "tags: [b, c]\nnote: x",
        FieldChanges(lists={"tags": ["c"]}, gone=[("tags", "a")]),
    )
    known(
        "custom: {x: 1}\nnote: x",
        "custom: {y: 2}\nnote: x",
        FieldChanges(entries={"custom": {"y": "2"}}, gone=[("custom", "x")]),
    )
    known(
        "custom: {x: 1, y: 2}\nnote: x",
        "custom: {y: 2, z: 3}\nnote: x",
        FieldChanges(entries={"custom": {"z": "3"}}, gone=[("custom", "x")]),
    )
    known(
        "owner: kim\nnote: x",
        "owner: lee\nnote: x",
        FieldChanges({"owner": "lee"}, gone=[("owner", None)]),
    )


@pytest.mark.parametrize("before", ["tags: [a, b]", "custom: {x: 1}", "owner: kim", ""])
def test_a_value_that_is_not_there_cannot_go(before):
    field = before.partition(":")[0] or "owner"
    assert ("error-no-such", field, "z", 4) == refused(
        BOOK.format(before),
        lambda draft, _: fields.know(draft, (), FieldChanges(gone=[(field, "z")])),
    )


def test_a_field_of_a_contact_that_is_only_a_name_can_go_without_harm():
    known(
        "contacts: {lee: note-man}",
        "contacts: {lee: note-man}",
        FieldChanges(gone=[("note", None)]),
        ("contacts", "lee"),
    )


RULES = policy(
    "fields: {erp: {type: choice, choices: [sap, own]}, size: {type: number}, langs: {}, badge: {on: contact}}"
)


def test_own_fields_are_written_as_they_are_declared_and_several_values_are_a_list():
    assert {"erp": "sap", "size": "3", "langs": ["ko", "en"]} == fields.own_fields(
        {"erp": ["sap"], "size": ["3"], "langs": ["ko", "en"]}, "account", RULES
    )
    assert [True, False] == [
        hasattr(value, "__slots__")
        for value in fields.own_fields({"erp": ["sap"], "size": ["3"]}, "account", RULES).values()
    ]
    assert {"anything": "goes"} == fields.own_fields({"anything": ["goes"]}, "deal", policy(""))


@pytest.mark.parametrize(
    ("name", "value", "on", "key"),
    [
        ("erp", "oracle", "account", "finding-custom-field-choice"),
        ("size", "many", "account", "finding-custom-field-number"),
        ("badge", "red", "account", "finding-custom-field-elsewhere"),
        ("erpp", "sap", "account", "finding-custom-field-close"),
        ("badge", "red", "contact", None),
    ],
)
def test_an_own_field_holds_what_crm_yaml_declares(name, value, on, key):
    if key is None:
        assert {name: value} == fields.own_fields({name: [value]}, on, RULES)
        return
    with pytest.raises(CrmError) as caught:
        fields.own_fields({name: [value]}, on, RULES)
    assert (key, 2) == (caught.value.message.key, caught.value.status)
