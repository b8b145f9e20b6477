"""A score is higher than its scale goes.

Why: No average counts an answer that could not be given. An NPS goes from 0 to 10, other surveys to
5 where `scale` says nothing else, the score of a check-in to 10.

왜: 척도에 없는 점수는 어떤 평균에도 넣지 않습니다. NPS는 0에서 10까지, 다른 설문은 `scale`이 없으면
5까지, 안부 연락의 점수는 10까지입니다.

Bad:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    surveys:
      - {date: 2026-06-11, contact: park-jh, kind: csat, score: 45}  # <- here

Good:
    name: Hanbit Electronics
    contacts: {park-jh: Park Jae-hyung}
    surveys:
      - {date: 2026-06-11, contact: park-jh, kind: csat, score: 4.5}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.scores import FIVE, TEN, scale_of

SEVERITY: Severity = "error"


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    for place, survey in enumerate(account.surveys):
        if scale_of(survey) is None:
            most = survey.scale or (TEN if survey.kind == "nps" else FIVE)
            is_high = survey.score > most
            key = "" if is_high else "nps-scale"
            args = (str(survey.score), str(most)) if is_high else (str(survey.scale),)
            yield Finding(
                "score-off-scale", ("surveys", place, "score" if is_high else "scale"), key, args
            )
    for place, entry in enumerate(account.log):
        if entry.score is not None and entry.score > TEN:
            path = ("log", place, "score")
            yield Finding("score-off-scale", path, args=(str(entry.score), str(TEN)))
