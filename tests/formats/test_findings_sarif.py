"""Findings as SARIF: a log that code scanning takes, and that a person can read."""

import json
import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from crmcli.domain.finding import Place
from crmcli.domain.located_finding import LocatedFinding, RelatedPlace, Replacement
from crmcli.formats.findings.page import RuleText
from crmcli.formats.findings.sarif import fingerprints, render

ACME = LocatedFinding(
    "accounts/acme.yaml",
    12,
    11,
    18,
    "unknown-contact",
    "error",
    "no contact `kim-old`",
    "log.3.with",
    "    with: kim-old",
)
PAGE = RuleText(
    "Every id names a contact.",
    "Who is not there cannot be called.",
    "plain page",
    "*page*",
    "warning",
    ("references", "days"),
)
FIXED = ACME._replace(
    write="with: kim-mj",
    replacements=(
        Replacement(Place(12, 11, 12, 18), "kim-mj"),
        Replacement(Place(13, 1, 14, 1), ""),
    ),
    is_safe=True,
    related=(RelatedPlace(Place(3, 5, 4, 1), "named here", "  kim-mj:"),),
)
UNREADABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def results(*spots: LocatedFinding) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(render(spots, version="1.2.3"))["runs"][0][
        "results"
    ]
    return found


def uri(file: str) -> str:
    found: str = results(ACME._replace(file=file))[0]["locations"][0]["physicalLocation"][
        "artifactLocation"
    ]["uri"]  # type: ignore[index]
    return found


def test_no_findings_are_a_run_without_results() -> None:
    assert json.loads(render([], version="1.2.3")) == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "crm", "version": "1.2.3", "rules": []}},
                "columnKind": "unicodeCodePoints",
                "results": [],
            }
        ],
    }


def test_a_finding_is_a_result_with_its_region() -> None:
    assert (
        render(
            [ACME],
            version="1.2.3",
            rules={"unknown-contact": PAGE, "other": PAGE},
        )
        == """\
{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "crm",
          "version": "1.2.3",
          "rules": [
            {
              "id": "unknown-contact",
              "shortDescription": {
                "text": "Every id names a contact."
              },
              "fullDescription": {
                "text": "Who is not there cannot be called."
              },
              "help": {
                "text": "plain page",
                "markdown": "*page*"
              },
              "defaultConfiguration": {
                "level": "warning"
              },
              "properties": {
                "tags": [
                  "references",
                  "days"
                ]
              }
            }
          ]
        }
      },
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "ruleId": "unknown-contact",
          "ruleIndex": 0,
          "level": "error",
          "message": {
            "text": "no contact `kim-old`"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "accounts/acme.yaml"
                },
                "region": {
                  "startLine": 12,
                  "startColumn": 11,
                  "endColumn": 18
                }
              }
            }
          ],
          "partialFingerprints": {
            "crmFinding/v1": "d28c3b46f560714424c87503c4cf1479"
          }
        }
      ]
    }
  ]
}
"""
    )


def test_each_rule_is_described_once_and_found_by_its_index() -> None:
    spots = [
        ACME,
        ACME._replace(rule="bad-date", severity="warning"),
        ACME._replace(path="x", severity="info"),
    ]
    run = json.loads(render(spots, version="1"))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["bad-date", "unknown-contact"]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_file_names_become_relative_references() -> None:
    assert uri("accounts/한빛.yaml") == "accounts/%ED%95%9C%EB%B9%9B.yaml"
    assert uri("accounts/50% of?#.yaml") == "accounts/50%25%20of%3F%23.yaml"
    assert uri("c:x.yaml") == "c%3Ax.yaml"
    assert uri("a\nb\x1b\u202e.yaml") == "a%0Ab%1B%E2%80%AE.yaml"


def test_a_file_name_that_is_not_utf_8_keeps_its_bytes() -> None:
    assert uri(b"accounts/\xb1\xe8.yaml".decode(errors="surrogateescape")) == "accounts/%B1%E8.yaml"


def test_hangul_is_readable_and_hidden_characters_are_not_hidden() -> None:
    text = render(
        [ACME._replace(message="김민수 \u202ea\x1b[2J\x7f\x9b\u200b\U000e0041\nb % :: \u3164")],
        version="1",
    )
    assert r'"text": "김민수 \u202ea\u001b[2J\u007f\u009b\u200b\udb40\udc41\nb % :: \u3164"' in text


def test_a_fingerprint_stays_when_lines_move_and_words_change() -> None:
    moved = ACME._replace(
        line=40, column=1, end_column=9, message="kein Kontakt", severity="warning", excerpt=""
    )
    assert fingerprints([ACME]) == fingerprints([moved]) == ["d28c3b46f560714424c87503c4cf1479"]


def test_fingerprints_tell_file_rule_path_and_order_apart() -> None:
    spots = [ACME, ACME, ACME._replace(file="b"), ACME._replace(rule="b"), ACME._replace(path="b")]
    assert len(set(fingerprints(spots))) == len(spots)
    assert fingerprints([ACME, ACME])[0] == fingerprints([ACME])[0]


@given(
    st.builds(
        ACME._replace,
        file=st.text(st.characters(exclude_categories=["Cs"])),
        message=st.text(st.characters()),
        rule=st.text(),
    )
)
def test_any_text_comes_back_and_none_of_it_is_hidden(spot: LocatedFinding) -> None:
    text = render([spot], version="1")
    text.encode()
    assert not UNREADABLE.search(text)
    assert results(spot)[0]["message"] == {"text": spot.message}
    assert unquote(uri(spot.file)) == spot.file


def test_a_finding_carries_what_puts_it_right() -> None:
    (fix,) = results(FIXED)[0]["fixes"]  # type: ignore[misc, attr-defined]
    assert fix == {
        "description": {"text": "with: kim-mj"},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": "accounts/acme.yaml"},
                "replacements": [
                    {
                        "deletedRegion": {
                            "startLine": 12,
                            "startColumn": 11,
                            "endLine": 12,
                            "endColumn": 18,
                        },
                        "insertedContent": {"text": "kim-mj"},
                    },
                    {
                        "deletedRegion": {
                            "startLine": 13,
                            "startColumn": 1,
                            "endLine": 14,
                            "endColumn": 1,
                        },
                        "insertedContent": {"text": ""},
                    },
                ],
            }
        ],
        "properties": {"safe": True},
    }
    assert "fixes" not in results(ACME)[0]
    (fix,) = results(FIXED._replace(write=""))[0]["fixes"]  # type: ignore[misc, attr-defined]
    assert fix["description"] == {"text": "no contact `kim-old`"}


def test_other_places_that_belong_to_it_are_related_locations() -> None:
    assert results(FIXED)[0]["relatedLocations"] == [
        {
            "id": 1,
            "physicalLocation": {
                "artifactLocation": {"uri": "accounts/acme.yaml"},
                "region": {"startLine": 3, "startColumn": 5, "endLine": 4, "endColumn": 1},
            },
            "message": {"text": "named here"},
        }
    ]
    assert "relatedLocations" not in results(ACME)[0]


# What SARIF 2.1.0 allows of the objects that are written here, and nothing else.


def closed(required: str, **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def list_of(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


TEXT, LINE = {"type": "string"}, {"type": "integer", "minimum": 1}
MESSAGE = closed("text", text=TEXT, markdown=TEXT)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
REGION = closed("startLine", startLine=LINE, startColumn=LINE, endLine=LINE, endColumn=LINE)
FILE = closed("uri", uri={"type": "string", "pattern": "^[^ ]*$"})
PLACE = closed("artifactLocation", artifactLocation=FILE, region=REGION)
FREE = {"type": "object", "properties": {"tags": {**list_of(TEXT), "uniqueItems": True}}}
SCHEMA = closed(
    "version runs",
    **{"$schema": TEXT},
    version={"const": "2.1.0"},
    runs=list_of(
        closed(
            "tool",
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            tool=closed(
                "driver",
                driver=closed(
                    "name",
                    name=TEXT,
                    version=TEXT,
                    rules=list_of(
                        closed(
                            "id",
                            id=TEXT,
                            shortDescription=MESSAGE,
                            fullDescription=MESSAGE,
                            help=MESSAGE,
                            defaultConfiguration=closed("", level=LEVEL),
                            properties=FREE,
                        )
                    ),
                ),
            ),
            results=list_of(
                closed(
                    "message",
                    ruleId=TEXT,
                    ruleIndex={"type": "integer", "minimum": 0},
                    level=LEVEL,
                    message=MESSAGE,
                    locations=list_of(closed("physicalLocation", physicalLocation=PLACE)),
                    partialFingerprints={"type": "object", "additionalProperties": TEXT},
                    relatedLocations=list_of(
                        closed(
                            "",
                            id={"type": "integer", "minimum": 0},
                            physicalLocation=PLACE,
                            message=MESSAGE,
                        )
                    ),
                    fixes=list_of(
                        closed(
                            "artifactChanges",
                            description=MESSAGE,
                            artifactChanges={
                                **list_of(
                                    closed(
                                        "artifactLocation replacements",
                                        artifactLocation=FILE,
                                        replacements={
                                            **list_of(
                                                closed(
                                                    "deletedRegion",
                                                    deletedRegion=REGION,
                                                    insertedContent=closed("text", text=TEXT),
                                                )
                                            ),
                                            "minItems": 1,
                                        },
                                    )
                                ),
                                "minItems": 1,
                            },
                            properties=FREE,
                        )
                    ),
                )
            ),
        )
    ),
)


def test_the_log_has_only_what_the_standard_knows() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for spots in ([], [ACME], [FIXED, ACME._replace(rule="other", severity="info")]):
        log = json.loads(render(spots, version="1", rules={"unknown-contact": PAGE}))
        assert [] == [each.message for each in Draft202012Validator(SCHEMA).iter_errors(log)]
