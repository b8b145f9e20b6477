"""Findings as a GitLab Code Quality report, which a merge request shows as what it adds and what it
resolves.
"""

from collections.abc import Sequence

from crmcli.domain.located_finding import LocatedFinding
from crmcli.formats.findings.sarif import fingerprints, readable

# GitLab knows info, minor, major, critical and blocker. The upper two are left out: none of our
# rules is about security or an outage.
SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(spots: Sequence[LocatedFinding], *, write: str = "") -> str:
    """Which findings does the merge request widget compare?

    No findings are an empty list, which is a report too. The form has no place for what to write
    instead: it stands behind the message, after the word `write`.
    """
    marks = fingerprints(spots)
    return readable([_issue(spot, mark, write) for spot, mark in zip(spots, marks, strict=True)])


def _issue(spot: LocatedFinding, mark: str, write: str) -> dict[str, object]:
    return {
        "description": f"{spot.message} ({write}: {spot.write})" if spot.write else spot.message,
        "check_name": spot.rule,
        "fingerprint": mark,
        "severity": SEVERITIES[spot.severity],
        "location": {"path": spot.file, "lines": {"begin": spot.line}},
    }
