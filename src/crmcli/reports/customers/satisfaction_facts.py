"""What did one account answer, complain of, and tell at check-ins?"""

from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Survey
from crmcli.domain.records.money import Money
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.scores import scale_of
from crmcli.reports.options import NoOptions


class SurveyAnswer(NamedTuple):
    """One survey answer: its box is top, bottom or middle; `odd` ones are nps on another scale than
    0 to 10, and count nowhere.
    """

    date: date
    kind: str
    about: str | None
    box: str


class Improvement(NamedTuple):
    """One complaint. `days` from its opening to its closing, None while it is open."""

    account: str
    name: str
    case: str
    opened: date
    closed: date | None
    days: int | None
    what: str | None
    resolution: str | None


class SatisfactionFact(NamedTuple):
    """One account's answers, complaints and check-ins: day, score and use."""

    account: str
    name: str
    owner: str | None
    answers: tuple[SurveyAnswer, ...]
    complaints: tuple[Improvement, ...]
    checks: tuple[tuple[date, Money | None, str | None], ...]


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[SatisfactionFact]:
    """The account's answers, complaints and check-ins by then."""
    answers = tuple(
        SurveyAnswer(each.date, each.kind, each.about, _box(each))
        for each in account.surveys
        if each.date <= as_of
    )
    checks = tuple(
        (each.date, each.score, each.usage)
        for each in account.log
        if (each.score is not None or each.usage) and each.date <= as_of
    )
    complaints = []
    for name, case in account.cases.items():
        if case.kind == "complaint" and case.opened <= as_of:
            closed = case.closed if case.closed and case.closed <= as_of else None
            days = (closed - case.opened).days if closed else None
            complaints.append(
                Improvement(
                    account.id,
                    account.name,
                    name,
                    case.opened,
                    closed,
                    days,
                    case.what,
                    case.resolution if closed else None,
                )
            )
    return (
        [
            SatisfactionFact(
                account.id, account.name, account.owner, answers, tuple(complaints), checks
            )
        ]
        if answers or complaints or checks
        else []
    )


def _box(survey: Survey) -> str:
    """Where the answer stands on its scale."""
    scale = scale_of(survey)
    if scale is None:
        return "odd"
    if survey.kind == "nps":
        return "top" if survey.score >= 9 else "bottom" if survey.score <= 6 else "middle"
    return "top" if survey.score >= scale - 1 else "middle"
