"""Findings for programs: the same JSON object that reports give."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date

from crmcli.domain.spot import Spot
from crmcli.formats.visible import json_safe

FIELDS = ("file", "line", "column", "rule", "severity", "message", "path")


def render(spots: Sequence[Spot], as_of: date, files: int) -> str:
    """The object {report, as_of, rows, totals, skipped}, one finding a line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    rows = ",\n".join(encode({field: getattr(spot, field) for field in FIELDS}) for spot in spots)
    counts = Counter(spot.severity for spot in spots)
    totals = {"error": counts["error"], "warning": counts["warning"], "info": counts["info"], "files": files}
    body = f"\n{rows}\n" if rows else ""
    return json_safe(f'{{"report": "lint", "as_of": "{as_of.isoformat()}", "rows": [{body}], "totals": {encode(totals)}, "skipped": []}}') + "\n"
