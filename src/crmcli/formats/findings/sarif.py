"""Findings as SARIF 2.1.0, the form in which code scanning and editors read the results of a
checker.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.text.visible import json_safe

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(
    spots: Sequence[LocatedFinding], *, version: str, rules: Mapping[str, str] | None = None
) -> str:
    """What did this run find?

    `rules` says in a line each what a rule asks for; one that is not named there is described by
    its id.
    """
    ids = sorted({spot.rule for spot in spots})
    described = [
        {"id": rule, "shortDescription": {"text": (rules or {}).get(rule, rule)}} for rule in ids
    ]
    places = {rule: index for index, rule in enumerate(ids)}
    results = [
        _result(spot, places[spot.rule], mark)
        for spot, mark in zip(spots, fingerprints(spots), strict=True)
    ]
    driver = {"name": "crm", "version": version, "rules": described}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return readable({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(spot: LocatedFinding, index: int, mark: str) -> dict[str, object]:
    region = {
        "startLine": spot.line,
        "startColumn": spot.column,
        "endColumn": max(spot.end_column, spot.column),
    }
    # a colon too: in a first segment it would read as a scheme
    uri = quote(spot.file, safe="/", errors="surrogateescape")
    return {
        "ruleId": spot.rule,
        "ruleIndex": index,
        "level": LEVELS[spot.severity],
        "message": {"text": spot.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        "partialFingerprints": {"crmFinding/v1": mark},
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
