"""Findings for programs: the same JSON object that reports give."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.text.visible import json_safe

FIELDS = ("file", "line", "column", "rule", "severity", "message", "path")


def render(
    spots: Sequence[LocatedFinding],
    as_of: date,
    files: int,
    *,
    definitions: Mapping[str, str] | None = None,
    more: Mapping[str, object] | None = None,
) -> str:
    """The object {report, as_of, rows, totals, skipped}, one finding a line; with --explain
    (`definitions` by rule) also {explain}, and what else there is to tell (`more`).
    """
    encode = json.JSONEncoder(ensure_ascii=False).encode
    rows = ",\n".join(encode(_row(spot)) for spot in spots)
    counts = Counter(spot.severity for spot in spots)
    totals = {
        "error": counts["error"],
        "warning": counts["warning"],
        "info": counts["info"],
        "files": files,
    }
    body = f"\n{rows}\n" if rows else ""
    rest = dict(more or {})
    if definitions is not None:
        rest["explain"] = _explained(spots, definitions)
    after = "".join(f", {encode(name)}: {encode(value)}" for name, value in rest.items())
    return (
        json_safe(
            f'{{"report": "lint", "as_of": "{as_of.isoformat()}", "rows": [{body}], '
            f'"totals": {encode(totals)}, "skipped": []{after}}}'
        )
        + "\n"
    )


def _row(spot: LocatedFinding) -> dict[str, object]:
    """A finding; `write`, `fix` and `related` only where there are some."""
    row: dict[str, object] = {field: getattr(spot, field) for field in FIELDS}
    if spot.write:
        row["write"] = spot.write
    if spot.replacements:
        row["fix"] = {
            "safe": spot.is_safe,
            "edits": [{**each.place._asdict(), "text": each.text} for each in spot.replacements],
        }
    if spot.related:
        row["related"] = [
            {**each.place._asdict(), "message": each.message} for each in spot.related
        ]
    return row


def _explained(
    spots: Sequence[LocatedFinding], definitions: Mapping[str, str]
) -> dict[str, object]:
    """What the rules find, and for each finding the record it is about: none when it is about the
    file as a whole.
    """
    return {
        "definitions": dict(definitions),
        "rows": [{"path": [spot.path] if spot.path else []} for spot in spots],
    }
