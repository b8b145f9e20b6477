"""The schemas that editors check with say what the decoders say, but for a few things told here."""

import json
import os
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from jsonschema import Draft202012Validator
from store import core
from store.near import near

from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.messages import LANGUAGES
from crmcli.store.shapes import schema as schemas
from crmcli.store.yaml.shape import Shape
from crmcli.store.yaml.record_shape import Record

ROOT = Path(__file__).parents[2]
SHAPES: dict[str, Shape] = {"account": ACCOUNT, "policy": POLICY}
ACCOUNTS = sorted(ROOT.glob("examples/*/accounts/**/*.yaml"))
POLICIES = [*sorted(ROOT.glob("examples/*/crm.yaml")), files("crmcli.store.book") / "default.yaml"]


def schema(kind: str) -> dict:
    return schemas.schema(kind, "en")


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind), format_checker=Draft202012Validator.FORMAT_CHECKER)


VALIDATORS = {kind: validator(kind) for kind in SHAPES}


def verdicts(kind: str, tree) -> tuple[bool, bool]:
    """Does the decoder take the tree, and does the schema?"""
    return not list(SHAPES[kind].problems(tree, ())), VALIDATORS[kind].is_valid(core.of_tree(tree))


@pytest.mark.parametrize("kind", SHAPES)
def test_a_schema_is_valid_json_schema(kind):
    Draft202012Validator.check_schema(schema(kind))
    assert schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("kind", SHAPES)
def test_every_reference_in_a_schema_leads_to_a_definition_and_every_definition_is_used(kind):
    text = json.dumps(schema(kind))
    assert {name for name in schema(kind)["$defs"] if f'"#/$defs/{name}"' in text} == set(
        schema(kind)["$defs"]
    )
    assert text.count('"$ref"') == sum(
        text.count(f'"#/$defs/{name}"') for name in schema(kind)["$defs"]
    )


@pytest.mark.parametrize("kind", SHAPES)
def test_no_two_records_of_a_schema_share_a_name(kind):
    named: dict[str, set[int]] = {}

    def walk(shape) -> None:
        inner = [
            getattr(shape, name)
            for name in ("item", "value", "fact")
            if isinstance(getattr(shape, name, None), Shape)
        ]
        if isinstance(shape, Record):
            if id(shape) in named.setdefault(shape.name, set()):
                return
            named[shape.name].add(id(shape))
            inner += [field.shape for field in shape.fields.values()]
        for each in inner:
            walk(each)

    walk(SHAPES[kind])
    shared = {name for name, records in named.items() if len(records) > 1}
    # made anew, but alike
    assert shared <= {
        "TextFact",
        "AmountFact",
        "DateFact",
        "StageFact",
        "StanceFact",
    }


@pytest.mark.parametrize("kind", SHAPES)
def test_a_schema_names_every_key_of_the_file(kind):
    root = schema(kind)["$defs"][SHAPES[kind].name]
    assert list(root["properties"]) == list(SHAPES[kind].fields)


@pytest.mark.parametrize("path", ACCOUNTS, ids=lambda path: path.name)
def test_every_example_account_is_valid(path):
    assert [
        error.message
        for error in VALIDATORS["account"].iter_errors(core.of_file(path.read_bytes()))
    ] == []


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_example_policy_and_the_built_in_one_is_valid(path):
    assert [
        error.message for error in VALIDATORS["policy"].iter_errors(core.of_file(path.read_bytes()))
    ] == []


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_in_the_docs_is_what_the_command_prints(kind, language):
    """UPDATE=1 rewrites it."""
    code = "" if language == "en" else f".{language}"
    path = ROOT / "docs" / "schema" / f"{kind}.schema{code}.json"
    expected = schemas.written(kind, language)
    if os.environ.get("UPDATE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(expected, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == expected


BROKEN = [
    {},
    {"name": None},
    {"name": ["a"]},
    {"name": "a", "ownr": "b"},
    {"name": "a", "status": "custmer"},
    {"name": "a", "owner": "a b"},
    {"name": "a", "owner": ""},
    {"name": "a", "tags": {"b": "c"}},
    {"name": "a", "research": "b"},
    {"name": "a", "research": {"employees": "many"}},
    {"name": "a", "research": {"employees": "-1"}},
    {"name": "a", "research": {"annual_revenue": "1,000"}},
    {"name": "a", "roles": ["ceo"]},
    {"name": "a", "roles": {"the ceo": None}},
    {"name": "a", "roles": {"ceo": {"contacts": "b"}}},
    {"name": "a", "contacts": {"b": None}},
    {"name": "a", "contacts": {"b": {"left": "2026-1-5"}}},
    {"name": "a", "contacts": {"b": {"name": "c", "left": "2026-1-5"}}},
    {"name": "a", "contacts": {"b": {"name": "c", "stance": "good"}}},
    {"name": "a", "contacts": {"b": {"name": "c", "stance": {"2026-02-30": "friendly"}}}},
    {"name": "a", "contacts": {"b": {"name": "c", "stance": {"2026-01-05": None}}}},
    {"name": "a", "contacts": {"b": {"name": "c", "stance": {"2026-01-05": {"by": "d"}}}}},
    {"name": "a", "log": [None]},
    {"name": "a", "log": ["call"]},
    {"name": "a", "log": [{"date": "2026-01-05"}]},
    {"name": "a", "log": [{"date": "2026-02-30", "type": "call"}]},
    {"name": "a", "deals": {"d": {"bant": {"money": "met"}}}},
    {"name": "a", "deals": {"d": {"people": {"p": None}}}},
    {"name": "a", "deals": {"d": {"probability": "101"}}},
    {"name": "a", "deals": {"d": {"amount": {"2026-01-05": "x"}}}},
    {"name": "a", "deals": {"d": {"outcome": "won"}}},
    {"name": "a", "custom": "b"},
    {"name": "a", "custom": {"b": {"c": "d"}}},
    {"name": "a", "referred_by": "b/c/d"},
    {"name": "a", "referred_by": "/b"},
    {"name": "a", "surveys": [{"date": "2026-01-05", "kind": "nps"}]},
    {"name": "a", "tags": ["b", None]},
    {"name": "a", "tags": [["b"]]},
]
SOUND = [
    {"name": "a"},
    {"name": "1"},
    {"name": "true"},
    {"name": "2026-01-05"},
    {"name": "a", "owner": "1"},
    {"name": "a", "owner": "true"},
    {"name": "a", "owner": "한빛"},
    {"name": "a", "owner": "\u1112\u1161\u11ab"},
    {"name": "a", "tags": "b"},
    {"name": "a", "tags": []},
    {"name": "a", "tags": None},
    {"name": "a", "x-any": {"thing": [None]}},
    {"name": "a", "research": None},
    {"name": "a", "research": {}},
    {"name": "a", "research": {"employees": "1_340"}},
    {"name": "a", "roles": {"ceo": None, "cfo": "b", "cio": ["b", "c"], "cto": {"contact": None}}},
    {"name": "a", "deals": {"d": None}},
    {"name": "a", "deals": {"d": {"amount": "72_000_000"}}},
    {"name": "a", "deals": {"d": {"amount": "18_450.50"}}},
    {"name": "a", "deals": {"d": {"close": "2026-01-05"}}},
    {"name": "a", "deals": {"d": {"close": {"value": "2026-01-05", "why": "b"}}}},
    {"name": "a", "deals": {"d": {"probability": "60"}}},
    {"name": "a", "deals": {"d": {"probability": "12.5"}}},
    {"name": "a", "log": {"date": "2026-01-05", "type": "call"}},
    {"name": "a", "custom": {"b": ["c"], "d": None, "e": "5"}},
    {"name": "a", "referred_by": "b/c"},
    {"name": "a", "assets": {"core": None}},
    {"name": "a", "contacts": {"b": "박재형"}},
]


@pytest.mark.parametrize("tree", BROKEN)
def test_what_the_decoder_refuses_the_schema_refuses(tree):
    assert verdicts("account", tree) == (False, False)


@pytest.mark.parametrize("tree", SOUND)
def test_what_the_decoder_takes_the_schema_takes(tree):
    assert verdicts("account", tree) == (True, True)


@pytest.mark.parametrize(
    ("kind", "tree"),
    [
        ("account", {"name": "a", "deals": {"d": {"amount": {}}}}),  # no facts yet
        ("account", {"name": "a", "owner": "1.5"}),  # an id that looks like a number
        ("account", {"name": "a", "referred_by": "true"}),
        ("policy", {"discounts": {"approval": {"1_0": "manager"}}}),
        ("policy", {"reasons": {"price": {"label": {"ko": None, "en": "Price"}}}}),
        (
            "policy",
            {"reasons": {"price": {"ko": "가격"}}},
        ),  # a label is no shorthand when it is a mapping
        ("account", {"name": "a", "custom": {"b c": None}}),
        ("policy", {"reasons": {"price": {"label": {"fr": None}}}}),
    ],
)
def test_the_schema_and_the_decoder_agree_on_rare_things(kind, tree):
    decoder, editor = verdicts(kind, tree)
    assert decoder == editor


# What a schema cannot say, or says in other words: the decoder has the last word.
ONLY_THE_DECODER_REFUSES = [
    {"name": "a", "contacts": {"\uac00": "b", "\u1100\u1161": "c"}},  # one id in two spellings
    {"name": "a", "owner": "«a»"},  # signs among the letters of a script
    {"name": "a", "owner": "+5"},  # numbers an editor reads in its own way
    {"name": "a", "deals": {"d": {"amount": "+5"}}},
    {"name": "a", "deals": {"d": {"amount": "1e3"}}},
    {"name": "a", "deals": {"d": {"amount": "0x10"}}},
    {"name": "a", "deals": {"d": {"amount": "1.23456"}}},
    {"name": "a", "deals": {"d": {"amount": "9" * 16}}},
]
ONLY_THE_SCHEMA_REFUSES = [
    {"name": "a", "owner": "𠀀"},  # letters beyond the basic plane
    {"name": "a", "contacts": {"𠮷田": "b"}},
]


@pytest.mark.parametrize("tree", ONLY_THE_DECODER_REFUSES)
def test_what_only_the_decoder_refuses(tree):
    assert verdicts("account", tree) == (False, True)


@pytest.mark.parametrize("tree", ONLY_THE_SCHEMA_REFUSES)
def test_what_only_the_schema_refuses(tree):
    assert verdicts("account", tree) == (True, False)


def test_an_empty_policy_is_a_policy_and_to_an_editor_an_empty_file_is_not_checked():
    assert verdicts("policy", {}) == (True, True)
    assert verdicts("policy", None) == (True, False)


def test_which_time_zones_there_are_only_the_book_knows():
    assert verdicts("policy", {"timezone": "Nowhere/City"}) == (True, True)


def sober(node):
    """The tree without what the tests above tell of: ids that look like decimals or truths, time zones, grouped keys, mappings that are empty or labels."""
    if isinstance(node, list):
        return list(map(sober, node))
    if isinstance(node, dict):
        found = {
            key.replace("_", "") if key[:1].isdigit() else key: sober(value)
            for key, value in node.items()
            if key not in {"timezone", "ko", "en", "referred_by"}
        }
        return found or None
    return {"12.5": "12", "1.23": "1"}.get(node, node) if isinstance(node, str) else node


@settings(max_examples=900, deadline=None, derandomize=True)
@given(near(ACCOUNT, 60))
def test_on_accounts_the_schema_and_the_decoder_agree(tree):
    decoder, editor = verdicts("account", sober(tree))
    assert decoder == editor


@settings(max_examples=900, deadline=None, derandomize=True)
@given(near(POLICY, 60))
def test_on_policies_the_schema_and_the_decoder_agree(tree):
    assume(tree is not None)
    decoder, editor = verdicts("policy", sober(tree) or {})
    assert decoder == editor


@settings(max_examples=200, deadline=None, derandomize=True)
@given(near(ACCOUNT, 0))
def test_accounts_without_slips_are_taken_by_both(tree):
    assert verdicts("account", sober(tree)) == (True, True)
