"""A saved command line cannot be run.

Why: Whoever types its name wants the answer and not an error. A book is often somebody else's, and
its saved command lines come along with it: so they only read, in this book, and stand for one
command of crm written out. None is called like a command, for then nobody would know what runs.

왜: 이름을 입력하는 사람은 오류가 아니라 답을 원합니다. crm.yaml은 다른 사람이 쓴 것일 때가
많고, 저장된 명령줄도 함께 따라옵니다. 그래서 저장된 명령줄은 이 폴더의 기록을 읽기만 하며, crm
명령 하나를 그대로 풀어 쓴 것이어야 합니다. 명령과 같은 이름은 무엇이 실행되는지 알 수 없으므로
쓸 수 없습니다.

Bad:
    # crm.yaml
    aliases:
      monday: review --week last
      morning: due --dyas 3  # <- here
    # accounts/hanbit.yaml
    name: Hanbit Electronics

Good:
    # crm.yaml
    aliases:
      monday: review --week last
      morning: due --days 3
    # accounts/hanbit.yaml
    name: Hanbit Electronics
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.policy import Policy

SEVERITY: Severity = "error"


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    if not policy.aliases:
        return
    from crmcli.domain.records.reading_commands import TAKEN
    from crmcli.domain.records.saved_line import fault

    for name, saved in policy.aliases.items():
        wrong = fault(name, saved.line, policy.aliases)
        if wrong is not None:
            is_name = name in TAKEN
            yield Finding(
                "saved-command",
                ("aliases", name) if is_name else ("aliases", name, "line"),
                args=(name, wrong),
                at_key=is_name,
            )
