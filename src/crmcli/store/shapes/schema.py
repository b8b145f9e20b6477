"""JSON Schema (2020-12) of the files, from the very tables that decode them, with what people are
told of every key.
"""

import json
from typing import Any

from crmcli.domain.time.dated import Fact
from crmcli.messages import Phrases
from crmcli.messages.meanings import meaning
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.store.yaml.record_shape import Record, records
from crmcli.store.yaml.shape import Schema, Shape, alternatives, either, named

SHAPES: dict[str, Shape] = {"account": ACCOUNT, "policy": POLICY}


def schema(kind: str, language: str) -> Schema:
    """The schema of an account file or of crm.yaml, its descriptions in that language."""
    defs: dict[str, Schema] = {}
    root = SHAPES[kind].schema(defs)
    phrases = Phrases(language)
    told = {record.name: _told(record, defs, phrases) for record in records(SHAPES[kind])}
    leaves = {
        name: _made_of(name, leaf, phrases) for name, leaf in defs.items() if name not in told
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **root,
        "$defs": dict(sorted((told | leaves).items())),
    }


def written(kind: str, language: str) -> str:
    """The schema as a file of its own."""
    return f"{json.dumps(schema(kind, language), ensure_ascii=False, indent=2)}\n"


def key_of(record: str, key: str, phrases: Phrases) -> str:
    """Under which name the texts have a key of a record: those of every dated fact but its value
    are the same.
    """
    own = f"field-{record}.{key}"
    return own if phrases.has(own) or not record.endswith("Fact") else f"field-Fact.{key}"


def described(text: str) -> Schema:
    """What editors show of a text whose first line says something, with an example below it.

    yaml-language-server shows the second where it shows Markdown, other editors the first.
    """
    said, _, example = text.partition("\n")
    return {
        "description": text,
        "markdownDescription": f"{said}\n\n```yaml\n{example}\n```",
    }


def _told(record: Record[Any], defs: dict[str, Schema], phrases: Phrases) -> Schema:
    """A record's schema with its title, and with what each of its keys and words means."""
    is_fact = record.make is Fact  # its bare value stands for no more than the key it is under
    title = {"title": phrases("field-Fact" if is_fact else f"field-{record.name}")}
    forms: list[Schema] = []
    for each in alternatives(defs[record.name]):
        if "properties" not in each:  # its bare main value
            forms.append(_worded(each, key_of(record.name, record.main, phrases), phrases))
            continue
        keys = {}
        for key, inner in each["properties"].items():
            name = key_of(record.name, key, phrases)
            value = _worded(inner, name, phrases)
            whole = defs[value["$ref"].rpartition("/")[2]] if "$ref" in value else value
            if not whole.keys() & {"type", "enum"}:
                value = _completed(value, title, defs)
            keys[key] = {**value, **described(phrases(name))}
        forms.append({**title, **each, "properties": keys})
    if len(forms) == 1:
        return forms[0]
    return either(*forms) if is_fact else {**title, **either(*forms)}


def _completed(schema: Schema, title: Schema, defs: dict[str, Schema]) -> Schema:
    """The schema of a key that yaml-language-server completes with its colon, as it does where it
    finds an `anyOf`.

    The second of the two is nothing at all, and both have titles, for where all that an `anyOf`
    names look like what matched, the server shows their descriptions and not the key's.
    """
    return {"anyOf": [{**title, **schema}, named("Never", {"title": "", "not": {}}, defs)]}


def _worded(schema: Schema, name: str, phrases: Phrases) -> Schema:
    """The schema with what each word of its lists means: here, or everywhere."""
    found: Schema = {}
    for key, each in schema.items():
        if isinstance(each, dict):
            found[key] = _worded(each, name, phrases)
        elif key in {"oneOf", "anyOf"}:
            found[key] = [_worded(one, name, phrases) for one in each]
        else:
            found[key] = each
    words = [_word(name, str(word), phrases) for word in schema.get("enum", ())]
    return {**found, "enumDescriptions": words} if any(words) else found


def _word(name: str, word: str, phrases: Phrases) -> str:
    """What a word of a list means; nothing where that is the word itself."""
    here = f"{name}.{word}"
    said = phrases(here) if phrases.has(here) else phrases.label(meaning(word))
    return "" if said.casefold() == word.replace("_", " ") else said


def _made_of(name: str, leaf: Schema, phrases: Phrases) -> Schema:
    """A leaf's schema; one with a pattern says in words what a value is made of."""
    if not phrases.has(f"field-{name}"):
        return leaf
    said = {"patternErrorMessage": phrases(f"field-{name}")}
    if name == "Key":  # what is offered as a new key: its pattern in a list is not shown
        return {"title": "id", "description": phrases(f"field-{name}"), "allOf": [{**leaf, **said}]}
    return {**leaf, **said}
