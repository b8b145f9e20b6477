"""A text has a mark at its end or beginning that is no part of it.

Why: A comma behind a list item, a bullet before it, `//` for a comment: to YAML they belong to the
text, and `MES,` is another competitor than `MES`.

왜: 항목 끝의 쉼표, 앞의 글머리표, 주석으로 쓴 `//`는 모두 글의 일부로 읽힙니다. `MES,`와 `MES`는
서로 다른 이름이 됩니다.

Bad:
    name: Hanbit Electronics
    tags:
      - • MES  # <- here

Good:
    name: Hanbit Electronics
    tags:
      - MES
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from crmcli.domain.finding import Finding, Path, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules.odd_texts import odd_findings

SEVERITY: Severity = "warning"
# a list whose lines begin with another sign, or with no space behind it, is one text
_MARK = re.compile(r"(?P<mark>[-–—](?=[^\s\d.-])|[•·‣▪◦●○■□※*ㅇ](?=\s)|[①-⑳])")


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    yield from odd_findings(account.odd, "stray-mark")
    told = {each.path for each in account.odd}
    research = account.research
    lists: tuple[tuple[Path, Sequence[str]], ...] = (
        (("tags",), account.tags),
        (("aliases",), account.aliases),
        (("research", "problems"), research.problems),
        (("research", "icebreakers"), research.icebreakers),
    )
    for path, texts in lists:
        if len(texts) == 1 and path not in told and (found := _MARK.match(texts[0])):
            yield Finding("stray-mark", path, "stray-dash", (found["mark"],))


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    """The same of crm.yaml."""
    yield from odd_findings(policy.odd, "stray-mark")
