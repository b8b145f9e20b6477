"""What editors say of the keys, and what they offer: by the rules of yaml-language-server, which completes and explains YAML in VS Code and elsewhere."""

import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from crmcli.domain.records.policy import Policy
from crmcli.messages import LANGUAGES, Phrases
from crmcli.store.book.opening import default_tree
from crmcli.store.shapes.schema import SHAPES, key_of, schema
from crmcli.store.write.edited import readable
from crmcli.store.yaml.record_shape import Dated, Record, records
from crmcli.store.yaml.scalars import TRUTH
from crmcli.store.yaml.shape import ById, Many, Scalar, Shape

BOTH = [(kind, language) for kind in SHAPES for language in LANGUAGES]
TEXTS = {
    language: import_module(f"crmcli.messages.{language}.fields").TEXTS for language in LANGUAGES
}
SCHEMAS = {each: schema(*each) for each in BOTH}
RECORDS = {record.name: record for shape in SHAPES.values() for record in records(shape)}
KEYS = [(record, key) for record in RECORDS.values() for key in record.fields]
# a title of all dated facts; what a value is made of
OTHERS = {"Fact", "Date", "Id", "Key", "Money", "Count", "Percent", "Truth", "AccountOrContact"}


def leaves(shape: Shape) -> Iterator[Scalar]:
    """The leaves of a key, keys of its mapping too; those of records within are theirs."""
    if isinstance(shape, Scalar):
        yield shape
    elif isinstance(shape, Many):
        yield from leaves(shape.item)
    elif isinstance(shape, ById):
        yield from (*leaves(shape.key), *leaves(shape.value))


def words(record: Record, key: str) -> set[str]:
    return {
        str(word)
        for leaf in leaves(record.fields[key].shape)
        for word in leaf.schema({}).get("enum", ())
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_every_record_is_told_and_nothing_else_is(language):
    phrases = Phrases(language)
    facts = {each for each in RECORDS if each.endswith("Fact")}
    keys = {key_of(record.name, key, phrases): (record, key) for record, key in KEYS}
    said = {f"{name}.{word}" for name, (record, key) in keys.items() for word in words(record, key)}
    titles = {f"field-{name}" for name in (RECORDS.keys() - facts) | OTHERS}
    told = {key for key in TEXTS[language] if key[6].isupper()}  # others are names: field-emails
    assert set() == (keys.keys() | titles) - told
    assert set() == told - keys.keys() - titles - said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_told_with_an_example_that_the_reader_takes(language):
    phrases = Phrases(language)
    for record, key in KEYS:
        said, _, example = phrases(key_of(record.name, key, phrases)).partition("\n")
        tree = readable(example.encode())
        assert (said[-1:], list(tree)) == (".", [key]), (record.name, key)
        assert [] == list(record.fields[key].shape.problems(tree[key], ())), (record.name, key)


@pytest.mark.parametrize(("kind", "language"), BOTH)
def test_every_key_of_a_schema_has_what_is_told_of_it(kind, language):
    phrases, defs = Phrases(language), SCHEMAS[kind, language]["$defs"]
    for record in records(SHAPES[kind]):
        whole = defs[record.name]
        properties = next(
            each["properties"] for each in whole.get("oneOf", [whole]) if "properties" in each
        )
        assert list(properties) == list(record.fields)
        for key, value in properties.items():
            text = phrases(key_of(record.name, key, phrases))
            assert text == value["description"]
            assert value["markdownDescription"].startswith(
                text.partition("\n")[0] + "\n\n```yaml\n"
            )


def parts(node, path=()) -> Iterator[tuple[tuple, dict]]:
    if isinstance(node, dict):
        yield path, node
        for key, each in node.items():
            yield from parts(each, (*path, key))
    elif isinstance(node, list):
        for place, each in enumerate(node):
            yield from parts(each, (*path, place))


@pytest.mark.parametrize(("kind", "language"), BOTH)
def test_a_word_of_a_list_is_told_at_its_own_place(kind, language):
    lists = [each for _, each in parts(SCHEMAS[kind, language]) if "enumDescriptions" in each]
    assert lists
    for each in lists:
        assert len(each["enum"]) == len(each["enumDescriptions"])
        assert not any("`" in word for word in each["enumDescriptions"])  # shown as it is


def test_words_are_told_in_the_language_and_for_their_place():
    def told(language: str, record: str, key: str) -> dict[str, str]:
        whole = SCHEMAS["account", language]["$defs"][record]
        properties = next(
            each["properties"] for each in whole.get("oneOf", [whole]) if "properties" in each
        )
        found = next(each for _, each in parts(properties[key]) if "enum" in each)
        return dict(zip(found["enum"], found["enumDescriptions"], strict=True))

    assert "통화" == told("ko", "Entry", "type")["call"]
    assert ("충족", "met in part") == (
        told("ko", "Criterion", "status")["met"],
        told("en", "Criterion", "status")["partial"],
    )
    assert "" == told("en", "Entry", "type")["call"]  # it says no more than the word


def offered(node: dict, defs: dict) -> Iterator[str]:
    """What yaml-language-server offers as a value: what `type`, `const` and `enum` name, through `allOf`, `anyOf` and `oneOf`."""
    if "$ref" in node:
        yield from offered(defs[node["$ref"].rpartition("/")[2]], defs)
    if "const" in node or "enum" in node:
        yield from map(str, node.get("enum", [node.get("const")]))
    else:
        named = node.get("type", ())
        yield from (named,) if isinstance(named, str) else named
    for each in (*node.get("allOf", ()), *node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from offered(each, defs)


@pytest.mark.parametrize(("kind", "language"), BOTH)
def test_true_false_and_null_are_offered_where_they_are_meant_and_nowhere_else(kind, language):
    whole = SCHEMAS[kind, language]
    truths = {
        (record.name, key)
        for record in records(SHAPES[kind])
        for key, field in record.fields.items()
        if field.shape is TRUTH
        or (
            isinstance(field.shape, Record)
            and field.shape.main
            and field.shape.fields[field.shape.main].shape is TRUTH
        )
    }
    found = set()
    for path, node in parts(whole):
        if path[-2:-1] != ("properties",) and path[-1:] not in {
            ("items",),
            ("additionalProperties",),
        }:
            continue
        values = set(offered(node, whole["$defs"]))
        assert not values & {"null", "None", "true", "false", "True", "False"}, path
        if "boolean" in values:
            found.add((path[1], path[-1]))
    assert truths == found


@pytest.mark.parametrize(("kind", "language"), BOTH)
def test_a_key_is_completed_with_its_colon(kind, language):
    """The server writes it where it finds a `type`, an `enum` or an `anyOf`."""
    whole = SCHEMAS[kind, language]
    for path, node in parts(whole):
        if path[-2:-1] == ("properties",) and "description" in node:
            inner = whole["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node
            assert inner.keys() & {"type", "enum", "anyOf"}, path


@pytest.mark.parametrize(("kind", "language"), BOTH)
def test_a_key_shows_its_own_description(kind, language):
    """Where all alternatives of an `anyOf` look like the one that matched, the server shows theirs."""
    assert {"title": "", "not": {}} == SCHEMAS[kind, language]["$defs"]["Never"]
    for path, node in parts(SCHEMAS[kind, language]):
        if "anyOf" in node:
            assert 2 == len(node["anyOf"])
            assert node["anyOf"][0]["title"] and {"$ref": "#/$defs/Never"} == node["anyOf"][1], path


@pytest.mark.parametrize(("kind", "language"), BOTH)
def test_nothing_is_offered_as_a_line_of_a_list_within_brackets(kind, language):
    """The server offers `- ` for items that are mappings, or one of several things."""
    whole = SCHEMAS[kind, language]
    for path, node in parts(whole):
        inner = node.get("items", {})
        item = whole["$defs"][inner["$ref"].rpartition("/")[2]] if "$ref" in inner else inner
        is_label = "oneOf" in item and "ko" in str(item)
        assert is_label or "properties" in str(item) or "oneOf" not in item, path


def test_a_dated_fact_is_told_by_what_it_holds():
    said = {
        name: record.fields["value"].shape
        for name, record in RECORDS.items()
        if name.endswith("Fact")
    }
    assert {"StanceFact", "TextFact", "AmountFact", "DateFact", "StageFact"} == set(said)
    assert not any(isinstance(shape, Dated) for shape in said.values())


WITHOUT = {"en": "Without it, ", "ko": "없으면 "}


def simple_defaults() -> Iterator[tuple[Record, str, str]]:
    """What a key is where it is left out, as it would be written; nothing and records are told otherwise."""
    for record, key in KEYS:
        default = record.make._field_defaults.get(record.attributes()[key])
        if default in (None, (), {}) or default == "" or hasattr(default, "_fields"):
            continue
        several = default if isinstance(default, tuple) else (default,)
        yield record, key, ", ".join(str(each).removesuffix(".0") for each in several)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_key_is_where_it_is_left_out_is_what_is_told_of_it(language):
    phrases = Phrases(language)
    found = [*simple_defaults()]
    assert 25 < len(found)
    assert [] == [
        (record.name, key, default)
        for record, key, default in found
        if key != "extra" and (record.name, key) not in {("Qualification", "name")}
        if not re.search(
            rf"{WITHOUT[language]}`?{re.escape(default)}(?!\w)".replace("True", "true").replace(
                "False", "false"
            ),
            phrases(key_of(record.name, key, phrases)),
        )
    ]


def test_what_crm_yaml_leaves_out_is_as_the_built_in_policy_has_it():
    built_in, bare = SHAPES["policy"].decode(default_tree()), Policy()
    assert {"role_sets", "default_role_set", "stages", "cadences", "reasons"} == {
        field for field in Policy._fields if getattr(built_in, field) != getattr(bare, field)
    }
