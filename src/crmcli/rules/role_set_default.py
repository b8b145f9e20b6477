"""The one role set of crm.yaml is not said to be the usual one.

Why: A key of crm.yaml replaces its default whole. One role set written for one kind of customer
takes the twelve built-in roles away from all others, and their coverage falls to nothing without a
word.

왜: crm.yaml에 적은 키는 기본값을 통째로 바꿉니다. 한 종류의 고객을 위해 역할 세트 하나를 적으면
다른 모든 고객의 기본 역할 열두 개가 사라지고, 파악 수준이 말없이 0으로 떨어집니다.

Bad:
    # crm.yaml
    role_sets:  # <- here
      clinic: {chief: {label: Chief physician, weight: 3}}
    # accounts/hanbit.yaml
    name: Hanbit Electronics

Good:
    # crm.yaml
    role_sets:
      clinic: {chief: {label: Chief physician, weight: 3}}
    default_role_set: clinic
    # accounts/hanbit.yaml
    name: Hanbit Electronics
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Mend, Severity
from crmcli.domain.records.policy import Policy
from crmcli.rules.policy_references import BUILT_IN

SEVERITY: Severity = "info"


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    """With several sets the default that is not among them is an unknown reference, and told as
    one.
    """
    usual = policy.default_role_set
    if len(policy.role_sets) == 1 and usual == BUILT_IN and usual not in policy.role_sets:
        (only,) = policy.role_sets
        args = (only, usual)
        said = Mend(f"default_role_set: {only}\nrole_sets")
        yield Finding("role-set-default", ("role_sets",), args=args, at_key=True, mends=(said,))
