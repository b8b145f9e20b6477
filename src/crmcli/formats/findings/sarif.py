"""Findings as SARIF 2.1.0, the form in which code scanning and editors read the results of a
checker.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from crmcli.domain.finding import Place
from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.text.visible import json_safe
from crmcli.formats.findings.page import RuleText

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(
    spots: Sequence[LocatedFinding],
    *,
    version: str,
    rules: Mapping[str, RuleText] | None = None,
) -> str:
    """What did this run find, and what puts it right?

    `rules` has what is told of each rule; one that is not there is described by its id.
    """
    ids = sorted({spot.rule for spot in spots})
    described = [_described(rule, (rules or {}).get(rule)) for rule in ids]
    places = {rule: index for index, rule in enumerate(ids)}
    results = [
        _result(spot, places[spot.rule], mark)
        for spot, mark in zip(spots, fingerprints(spots), strict=True)
    ]
    driver = {"name": "crm", "version": version, "rules": described}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return readable({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _described(rule: str, text: RuleText | None) -> dict[str, object]:
    if text is None:
        return {"id": rule, "shortDescription": {"text": rule}}
    return {
        "id": rule,
        "shortDescription": {"text": text.short},
        "fullDescription": {"text": text.full},
        "help": {"text": text.help, "markdown": text.markdown},
        "defaultConfiguration": {"level": LEVELS[text.level]},
        "properties": {"tags": list(text.groups)},
    }


def _result(spot: LocatedFinding, index: int, mark: str) -> dict[str, object]:
    region = {
        "startLine": spot.line,
        "startColumn": spot.column,
        "endColumn": max(spot.end_column, spot.column),
    }
    # a colon too: in a first segment it would read as a scheme
    uri = quote(spot.file, safe="/", errors="surrogateescape")
    result: dict[str, object] = {
        "ruleId": spot.rule,
        "ruleIndex": index,
        "level": LEVELS[spot.severity],
        "message": {"text": spot.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        "partialFingerprints": {"crmFinding/v1": mark},
    }
    if spot.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": _region(each.place),
                },
                "message": {"text": each.message},
            }
            for number, each in enumerate(spot.related, 1)
        ]
    if spot.replacements:
        result["fixes"] = [_fix(spot, uri)]
    return result


def _fix(spot: LocatedFinding, uri: str) -> dict[str, object]:
    """What to write instead; `safe` says whether that is meant beyond doubt."""
    replacements = [
        {"deletedRegion": _region(each.place), "insertedContent": {"text": each.text}}
        for each in spot.replacements
    ]
    return {
        "description": {"text": spot.write or spot.message},
        "artifactChanges": [{"artifactLocation": {"uri": uri}, "replacements": replacements}],
        "properties": {"safe": spot.is_safe},
    }


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def fingerprints(spots: Sequence[LocatedFinding]) -> list[str]:
    """Which finding is the same as in an earlier run?

    32 hexadecimal digits from file, rule and path, so lines may move and wording change.

    Findings that agree in all three are told apart by their order: two results with one fingerprint
    would be shown as one.
    """
    from hashlib import sha256

    seen: Counter[tuple[str, str, str]] = Counter()
    marks = []
    for spot in spots:
        same = (spot.file, spot.rule, spot.path)
        seen[same] += 1
        text = json.dumps([*same, seen[same]])
        marks.append(sha256(text.encode()).hexdigest()[:32])
    return marks


def readable(value: object) -> str:
    r"""JSON that a person can read, Hangul included, in which nothing hides: unseen characters are
    written as \uXXXX.
    """
    return json_safe(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
