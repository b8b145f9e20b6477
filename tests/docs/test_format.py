"""docs/format.md tells every key and every fixed word of the format, and no others."""

import os
import re
from collections.abc import Iterator

from korean_format import filled as filled_in_korean
from runner import ROOT
from tables import tables

from crmcli.domain.records import words
from crmcli.messages import Phrases
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.store.shapes.schema import key_of
from crmcli.store.yaml.shape import ById, Many, Shape
from crmcli.store.yaml.record_shape import Dated, Record

PAGE = ROOT / "docs" / "format.md"
TEXT = PAGE.read_text(encoding="utf-8")
TABLES = tables(TEXT)
_STANCE = "contacts.ID.stance.DAY"


def records(shape: Shape, path: str, seen: set[str]) -> Iterator[tuple[str, Record]]:
    """Every record of a file with the place where it comes first; dated facts all have the same keys, and stand there once."""
    if isinstance(shape, Record) and shape.name not in seen:
        seen.add(shape.name)
        yield path, shape
        for key, field in shape.fields.items():
            yield from records(field.shape, f"{path}.{key}".removeprefix("."), seen)
    elif isinstance(shape, Many):
        yield from records(shape.item, f"{path}[]", seen)
    elif isinstance(shape, ById):
        yield from records(shape.value, f"{path}.ID", seen)
    elif isinstance(shape, Dated) and "fact" not in seen:
        seen.add("fact")
        yield f"{path}.DAY", shape.fact


def expected() -> dict[str, Record]:
    seen: set[str] = set()
    account = dict(records(ACCOUNT, "", seen))
    policy = dict(records(POLICY, "", seen))
    return {"The file": account.pop(""), "The policy": policy.pop(""), **account, **policy}


def test_every_record_of_the_format_has_its_table_and_no_other_has_one() -> None:
    told = {
        heading.strip("`")
        for heading, rows in TABLES.items()
        if rows and list(rows[0]) == ["Key", "Value", "Meaning"]
    }
    assert told == set(expected())


def test_every_key_stands_in_its_table_in_the_order_of_the_format() -> None:
    for place, record in expected().items():
        rows = TABLES.get(f"`{place}`") or TABLES[place]
        assert [row["Key"].strip("`") for row in rows] == list(record.fields), place


def test_required_keys_and_main_fields_are_marked() -> None:
    for place, record in expected().items():
        rows = TABLES.get(f"`{place}`") or TABLES[place]
        marks = {row["Key"].strip("`"): row["Value"].split(", ")[1:] for row in rows}
        assert [key for key, more in marks.items() if "required" in more] == [
            key for key, field in record.fields.items() if field.required
        ], place
        assert [key for key, more in marks.items() if "main" in more] == (
            [record.main] if record.main else []
        ), place


def test_every_list_of_fixed_words_stands_on_the_page() -> None:
    told = {tuple(re.findall(r"`([^`]+)`", row["One of"])) for row in TABLES["Fixed words"]}
    assert told == {
        value for name, value in vars(words).items() if name.isupper() and isinstance(value, tuple)
    }


def test_a_word_in_a_table_is_a_word_of_the_list() -> None:
    lists = {name for row in TABLES["Fixed words"] for name in row["Word"].split(", ")}
    used = {
        word
        for rows in TABLES.values()
        for row in rows
        for word in re.findall(r"word: ([A-Za-z ]+?)(?:,|$| \|)", row.get("Value", ""))
    }
    assert used <= lists


ELSEWHERE = {"role_set", "outcome"}  # their defaults depend on another field
_DEFAULT = re.compile(r"Default: (`[a-z_]+`|[0-9]+(?:, [0-9]+)*)[.;]")


def test_a_key_that_is_left_out_has_the_default_that_is_told() -> None:
    known = 0
    for place, record in expected().items():
        defaults = record.make._field_defaults  # type: ignore[attr-defined]
        for row in TABLES.get(f"`{place}`") or TABLES[place]:
            key, told = row["Key"].strip("`"), _DEFAULT.search(row["Meaning"])
            if told is None or key in ELSEWHERE:
                continue
            field = key if key in defaults else f"{key}_"
            found = defaults[field]
            shown = ", ".join(map(str, found)) if isinstance(found, tuple) else str(found)
            assert told[1].strip("`") == (shown.lower() if isinstance(found, bool) else shown), (
                place,
                key,
            )
            known += 1
    assert known >= 30


_ROW = re.compile(r"\| `([^`]+)` \| (.*?) \| (.*?) ?\|$")


def in_short(record: Record, key: str) -> str:
    """What editors say of a key, without its form, which the page tells beside it."""
    phrases = Phrases("en")
    said = phrases(key_of(record.name, key, phrases)).partition("\n")[0]
    return re.split(r"[:;.] |\.$|, each ", said)[0] + "."


def filled(text: str) -> str:
    """The page, where rows that say no meaning say what editors do."""
    places, place, lines = expected(), "", []
    for line in text.split("\n"):
        if line.startswith("### "):
            place = line.removeprefix("### ").strip("`")
        row = _ROW.match(line)
        if row and place in places and row[1] in places[place].fields:
            key, value, meaning = row.groups()
            if not meaning or meaning.startswith("Default:"):
                meaning = f"{in_short(places[place], key)} {meaning}".rstrip()
                line = f"| `{key}` | {value} | {meaning} |"
        lines.append(line)
    return "\n".join(lines)


def test_every_key_has_a_meaning_on_the_page() -> None:
    """UPDATE=1 takes what editors say where the page says nothing."""
    text = PAGE.read_text(encoding="utf-8")
    if os.environ.get("UPDATE"):
        text = filled(text)
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    assert filled(text) == text


def test_the_korean_page_has_the_same_tables_with_what_editors_say() -> None:
    """UPDATE=1 writes its tables; the rest of the page is by hand."""
    page = ROOT / "docs" / "ko" / "format.md"
    text = page.read_text(encoding="utf-8")
    now = filled_in_korean(text, expected(), TABLES)
    if os.environ.get("UPDATE"):
        page.write_text(now, encoding="utf-8", newline="\n")
        text = now
    assert now == text
    told = set(re.findall(r"^### `([^`]+)`$", text, re.MULTILINE))
    assert told == set(expected()) - {"The file", "The policy", _STANCE}
