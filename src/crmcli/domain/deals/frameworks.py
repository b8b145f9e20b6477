"""The frameworks by which deals are qualified: what each asks of a deal, and in which words."""

from collections.abc import Mapping
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.records.policy import CriterionSpec


class Framework(NamedTuple):
    """What deals are qualified by: its criteria in order, how many of them must be met or mitigated
    before presenting, and the key of a deal that holds the answers.
    """

    name: str
    criteria: Mapping[str, CriterionSpec]
    gate: int
    accept_mitigation: bool = True
    key: str = "qualification"


# What an answer about a deal has besides its criteria: none of them may be called so.
RESERVED = (
    "account",
    "deal",
    "stage",
    "met",
    "unknown",
    "stale",
    "passed",
    "amount",
    "owner",
    "score",
)
# What a stage says that asks for the gate, for whoever works by another framework than its own.
GUIDE: Label = {
    "ko": "기준마다 묻고 근거를 적는다. 모르는 것은 미충족이 아니라 미확인이다.",
    "en": "Ask for each criterion, and note the evidence. Unknown is not unmet.",
}
# Whoever answers for these has to be somebody who decides.
DECIDED = frozenset(("authority",))
BANT = Framework(
    "BANT",
    {
        "budget": CriterionSpec(
            {"ko": "예산", "en": "budget"},
            {
                "ko": "예산은 잡혀 있나요? 어느 부서의 예산인가요?",
                "en": "Is there a budget, and whose is it?",
            },
        ),
        "authority": CriterionSpec(
            {"ko": "권한", "en": "authority"},
            {
                "ko": "결정은 어떤 순서로, 누가 하나요?",
                "en": "How is this decided, and by whom?",
            },
        ),
        "need": CriterionSpec(
            {"ko": "필요", "en": "need"},
            {
                "ko": "그대로 두면 무슨 일이 생기나요?",
                "en": "What happens if nothing changes?",
            },
        ),
        "timeline": CriterionSpec(
            {"ko": "시기", "en": "timeline"},
            {
                "ko": "언제까지 가동되어야 하나요? 그날인 까닭은요?",
                "en": "By when must it run, and why by then?",
            },
        ),
    },
    3,
    key="bant",
)
# What the built-in stage that asks for the gate says of BANT.
BANT_GUIDE: Label = {
    "ko": "예산, 권한, 필요, 시기를 묻고 근거를 적는다. 모르는 것은 미충족이 아니라 미확인이다.",
    "en": "Ask for budget, authority, need and timeline, and note the evidence. "
    "Unknown is not unmet.",
}
BUILT_IN: Mapping[str, Framework] = {each.name: each for each in (BANT,)}
