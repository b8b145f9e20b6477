"""An account's status says otherwise than its deals and contracts.

Why: An account's status ends no deal and no contract: they count in the pipeline, the forecast and
the agenda. And who has bought is a customer: no rhythm of calls is meant for a prospect.

왜: 상태를 바꿔도 안건이나 계약은 끝나지 않아서 영업 현황과 예측, 할 일에 그대로 나옵니다. 이미 산
곳은 고객입니다. 잠재 고객으로 두면 고객에게 하는 정기 접촉이 적용되지 않습니다.

Bad:
    name: Hanbit Electronics
    status: churned  # <- here
    deals:
      pt2:
        stages: {2026-06-02: contacting}

Good:
    name: Hanbit Electronics
    status: churned
    deals:
      pt2:
        stages: {2026-06-02: contacting}
        outcome: {result: no_decision, date: 2026-07-01, reason: unresponsive}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.deals.endings import ending
from crmcli.domain.finding import Finding, Mend, Path, Related, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Contract
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import GOING
from crmcli.rules.open_deals import open_deals

SEVERITY: Severity = "warning"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    mends: tuple[Mend, ...] = ()
    if account.status == "prospect":
        key, against, mends = "status-still-prospect", _bought(account, as_of), (Mend("customer"),)
    elif account.status not in GOING:
        key, against = "", _goes_on(account, as_of)
    else:
        return
    if against:
        yield Finding(
            "status-contradicts-deal",
            ("status",),
            key,
            (", ".join(str(path[1]) for path in against), account.status),
            mends=mends,
            related=tuple(Related(path, "named", at_key=True) for path in against),
        )


def _goes_on(account: Account, as_of: date) -> list[Path]:
    """What is not over, though we do not sell to them: open deals, contracts."""
    found: list[Path] = [("deals", name) for name, _ in open_deals(account, as_of)]
    return [*found, *_running(account, as_of)]


def _bought(account: Account, as_of: date) -> list[Path]:
    """What makes a customer of them; nothing, where every contract has ended and they may be won
    back.
    """
    running = _running(account, as_of)
    if account.contracts and not running:
        return []
    won: list[Path] = [
        ("deals", name)
        for name, deal in account.deals.items()
        if (end := ending(deal, as_of)) is not None and end.result == "won"
    ]
    return [*won, *running]


def _running(account: Account, as_of: date) -> list[Path]:
    """Also those that begin later: what is agreed on is agreed on."""
    return [
        ("contracts", name)
        for name, contract in account.contracts.items()
        if not _is_over(contract, as_of)
    ]


def _is_over(contract: Contract, as_of: date) -> bool:
    return contract.end is not None and contract.end < as_of
