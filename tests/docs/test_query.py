"""docs/query.md lists every name that can be asked and every sign and function, and no others."""

import re

from runner import ROOT
from tables import tables

from crmcli.query.building import DIGITS, SPAN_DIGITS
from crmcli.query.compare import SIGNS
from crmcli.query.functions import NESTED
from crmcli.query.lookup import FIGURES, FUNCTIONS
from crmcli.query.names.lookup import NAMES, RECORDS
from crmcli.query.parse import DEEPEST, LONGEST

TEXT = (ROOT / "docs" / "query.md").read_text(encoding="utf-8")
TABLES = tables(TEXT)
TYPES = {
    "text": "text",
    "word": "word",
    "number": "number",
    "money": "amount",
    "share": "share",
    "days": "days",
    "date": "day",
    "truth": "truth",
    "texts": "list",
}
OF = {
    "team": "member",
    "stages": "stage",
    "reasons": "reason",
    "roles": "role",
    "products": "product",
}


def test_every_name_stands_in_the_table_of_its_records_with_its_type() -> None:
    told = {
        heading.strip("`"): [(row["Name"].strip("`"), row["Type"]) for row in rows]
        for heading, rows in TABLES.items()
        if rows and "Name" in rows[0]
    }
    assert told == {
        kind: [(name.path, OF.get(name.of) or TYPES[name.base]) for name in names.values()]
        for kind, names in NAMES.items()
    }


def test_every_type_of_a_name_stands_in_the_table_of_types() -> None:
    told = {kind for row in TABLES["Names"] for kind in row["Type"].split(", ")}
    assert told == {
        OF.get(name.of) or TYPES[name.base] for names in NAMES.values() for name in names.values()
    }


def test_every_sign_stands_on_the_page() -> None:
    told = {
        sign
        for row in TABLES["How to write a condition"]
        for sign in re.findall(r"`([^`]+)`", row["Written"])
    }
    assert (
        set(SIGNS)
        | {
            "~",
            "!~",
            "in",
            "not in",
            "and",
            "or",
            "not",
            "is null",
            "is not null",
            "+",
            "-",
            "today",
            "true",
            "false",
        }
        <= told
    )


def test_every_function_stands_on_the_page_and_no_other() -> None:
    assert set(FUNCTIONS) == {
        row["Function"].strip("`").partition("(")[0] for row in TABLES["Functions"]
    }


def test_every_figure_stands_on_the_page_and_no_other() -> None:
    told = [
        figure
        for row in TABLES["What they add up to: --by"]
        for figure in re.findall(r"`(\w+)(?:\(|`)", row["Figure"])
    ]
    assert ["n", *FIGURES] == list(dict.fromkeys(told))


def test_the_page_says_which_records_belong_to_which_and_how_long_an_expression_may_be() -> None:
    told = re.sub(r"\s+", " ", TEXT)
    listed = {
        kind: " and ".join(", ".join(f"`{name}`" for name in names).rsplit(", ", 1))
        for kind, names in RECORDS.items()
    }
    assert [] == [kind for kind, names in listed.items() if names not in told]
    assert (
        f"An expression may have {LONGEST:,} characters and go {DEEPEST} levels deep. `any`, `all` and `count` may stand in each other {NESTED} deep. A number has at most {DIGITS} digits, a duration {SPAN_DIGITS}."
        in told
    )


def test_the_korean_page_lists_the_same_names() -> None:
    korean = tables((ROOT / "docs" / "ko" / "query.md").read_text(encoding="utf-8"))
    told = {
        heading.strip("`"): [row["이름"].strip("`") for row in rows]
        for heading, rows in korean.items()
        if rows and "이름" in rows[0]
    }
    assert told == {kind: [name.path for name in names.values()] for kind, names in NAMES.items()}
