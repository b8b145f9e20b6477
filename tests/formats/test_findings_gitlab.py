"""Findings as a GitLab Code Quality report."""

import json

from crmcli.domain.located_finding import LocatedFinding
from crmcli.formats.findings.gitlab import render

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


def test_no_findings_are_an_empty_list() -> None:
    assert render([]) == "[]\n"


def test_a_finding_is_one_issue() -> None:
    assert (
        render([ACME])
        == """\
[
  {
    "description": "no contact `kim-old`",
    "check_name": "unknown-contact",
    "fingerprint": "d28c3b46f560714424c87503c4cf1479",
    "severity": "major",
    "location": {
      "path": "accounts/acme.yaml",
      "lines": {
        "begin": 12
      }
    }
  }
]
"""
    )


def test_what_to_write_instead_stands_behind_the_message_and_is_no_other_finding() -> None:
    (bare,) = json.loads(render([ACME]))
    (issue,) = json.loads(render([ACME._replace(write="with: kim-mj")], write="write"))
    assert issue == bare | {"description": "no contact `kim-old` (write: with: kim-mj)"}


def test_severities_are_gitlabs_own() -> None:
    spots = [ACME._replace(severity=severity) for severity in ("error", "warning", "info")]
    assert [issue["severity"] for issue in json.loads(render(spots))] == ["major", "minor", "info"]


def test_two_findings_at_one_place_have_two_fingerprints() -> None:
    one, two = json.loads(render([ACME, ACME._replace(message="another")]))
    assert one["fingerprint"] != two["fingerprint"]


def test_hostile_text_stays_text() -> None:
    hostile = ACME._replace(
        file='accounts/한빛"\n\u202e.yaml',
        message="50% ::\n\x1b[2J\u202e\x7f\x85 김민수 \u200b\ufeff",
    )
    text = render([hostile])
    assert '"path": "accounts/한빛\\"\\n\\u202e.yaml"' in text
    assert '"description": "50% ::\\n\\u001b[2J\\u202e\\u007f\\u0085 김민수 \\u200b\\ufeff"' in text
    assert json.loads(text)[0]["location"]["path"] == hostile.file
    assert json.loads(text)[0]["description"] == hostile.message
