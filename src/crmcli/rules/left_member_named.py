"""Whoever has left us is still named in crm.yaml.

Why: A manager who has left is asked for nothing, and a goal for somebody who has left is nobody's.
What they had in hand at the accounts, `owner-left` and `rep-left` find.

왜: 퇴사한 관리자에게는 아무것도 물을 수 없고, 퇴사한 사람의 목표는 누구의 것도 아닙니다. 거래처에서
맡았던 일은 `owner-left`와 `rep-left`가 찾습니다.

Bad:
    # crm.yaml
    team: {choi-exec: {name: Choi, left: 2026-06-30}, kim-mj: {name: Kim}}
    goals:
      known: {metric: coverage, audience: choi-exec}  # <- here
    # accounts/hanbit.yaml
    name: Hanbit Electronics

Good:
    # crm.yaml
    team: {choi-exec: {name: Choi, left: 2026-06-30}, kim-mj: {name: Kim}}
    goals:
      known: {metric: coverage, audience: kim-mj}
    # accounts/hanbit.yaml
    name: Hanbit Electronics
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Path, Severity
from crmcli.domain.people.presence import is_active
from crmcli.domain.records.policy import Policy
from crmcli.rules.paths import of_item

SEVERITY: Severity = "warning"
IS_OF_DAYS = True


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    for path, name in _named(policy, as_of):
        if not is_active(name, policy.team, as_of):
            place = ".".join(str(each) for each in path if not isinstance(each, int))
            yield Finding(
                "left-member-named", path, args=(name, str(policy.team[name].left), place)
            )


def _named(policy: Policy, as_of: date) -> Iterator[tuple[Path, str]]:
    """Who answers for a member who is still with us, a cadence or a goal."""
    for member, said in policy.team.items():
        if said.manager is not None and is_active(member, policy.team, as_of):
            yield ("team", member, "manager"), said.manager
    for cadence, asked in policy.cadences.items():
        if asked.owner is not None:
            yield ("cadences", cadence, "owner"), asked.owner
    for goal, aim in policy.goals.items():
        for place, name in enumerate(aim.audience):
            yield of_item(("goals", goal, "audience"), aim.audience, place), name
