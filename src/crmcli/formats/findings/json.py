"""Findings for programs: the same JSON object that reports give."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from crmcli.domain.located_finding import LocatedFinding
from crmcli.domain.text.visible import json_safe

FIELDS = ("file", "line", "column", "rule", "severity", "message", "path")


def rows(spots: Sequence[LocatedFinding]) -> str:
    """The findings, one a line."""
    return json_safe(",\n".join(_encode(_row(spot)) for spot in spots))


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
    severities = Counter(spot.severity for spot in spots)
    rest = dict(more or {})
    if definitions is not None:
        rest["explain"] = _explained(spots, definitions)
    return joined([rows(spots)], as_of, files, severities, more=rest)


def joined(
    told: Iterable[str],
    as_of: date,
    files: int,
    severities: Mapping[str, int],
    *,
    more: Mapping[str, object] | None = None,
) -> str:
    """The same of what `rows` gave of each file."""
    found = ",\n".join(filter(None, told))
    totals = {name: severities[name] for name in ("error", "warning", "info")} | {"files": files}
    body = f"\n{found}\n" if found else ""
    after = "".join(f", {_encode(name)}: {_encode(value)}" for name, value in (more or {}).items())
    return (
        f'{{"report": "lint", "as_of": "{as_of.isoformat()}", "rows": [{body}], '
        f'"totals": {_encode(totals)}, "skipped": []{json_safe(after)}}}\n'
    )


def _encode(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


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
