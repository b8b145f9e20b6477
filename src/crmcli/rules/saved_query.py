"""A saved query cannot be asked.

Why: Whoever types its name wants the answer and not an error, and the one who knows what it was to
mean may be gone by then. A stage or a member that crm.yaml no longer has makes a query wrong, too.

왜: 이름을 입력하는 사람은 오류가 아니라 답을 원하고, 무슨 뜻인지 알던 사람은 그때 없을 수도
있습니다. crm.yaml에서 없어진 단계나 팀원도 저장된 조회를 틀리게 만듭니다.

Bad:
    # crm.yaml
    queries:
      quiet: {where: last_touch > 60d, columns: [name, last_touch]}
      stuck: {on: deals, where: stage_days > 30 andd open}  # <- here
    # accounts/hanbit.yaml
    name: Hanbit Electronics

Good:
    # crm.yaml
    queries:
      quiet: {where: last_touch > 60d, columns: [name, last_touch]}
      stuck: {on: deals, where: stage_days > 30 and open}
    # accounts/hanbit.yaml
    name: Hanbit Electronics
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "error"
_DAY = date(2024, 1, 1)  # of a leap year, in a month of 31 days: every day that people say is one


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    if not policy.queries:
        return
    from crmcli.query.ask import question
    from crmcli.query.errors import QueryError
    from crmcli.query.saved import listed

    for name, saved in policy.queries.items():
        by, columns, sort = (tuple(listed(said)) for said in (saved.by, saved.columns, saved.sort))
        parts = {
            "where": (saved.where, (), (), ()),
            "by": ("true", (), (), by),
            "columns": ("true", columns, (), by),
            "sort": ("true", columns, sort, by),
        }
        for key, (where, shown, order, groups) in parts.items():
            try:
                question(where, saved.on, shown, order, policy, _DAY, groups)
            except QueryError as error:
                yield Finding(
                    "saved-query",
                    ("queries", name, key),
                    "" if key == "where" else "saved-query-column",
                    (name, error.message, str(error.at + 1))[: 3 if key == "where" else 2],
                )
                if key != "where":
                    break  # what comes after it cannot be judged apart from it
