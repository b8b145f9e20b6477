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
DECIDED = frozenset(("authority", "economic_buyer"))
BANT = Framework(
    "BANT",
    {
        "budget": CriterionSpec(
            {"ko": "예산", "en": "budget"},
            {
                "ko": "예산은 잡혀 있습니까? 어느 부서의 예산입니까?",
                "en": "Is there a budget, and whose is it?",
            },
        ),
        "authority": CriterionSpec(
            {"ko": "권한", "en": "authority"},
            {
                "ko": "결정은 어떤 순서로, 누가 합니까?",
                "en": "How is this decided, and by whom?",
            },
        ),
        "need": CriterionSpec(
            {"ko": "필요", "en": "need"},
            {
                "ko": "그대로 두면 무슨 일이 생깁니까?",
                "en": "What happens if nothing changes?",
            },
        ),
        "timeline": CriterionSpec(
            {"ko": "시기", "en": "timeline"},
            {
                "ko": "언제까지 가동되어야 합니까? 왜 그날입니까?",
                "en": "By when must it run, and why by then?",
            },
        ),
    },
    3,
    key="bant",
)
MEDDPICC = Framework(
    "MEDDPICC",
    {
        "metrics": CriterionSpec(
            {"ko": "수치", "en": "metrics"},
            {
                "ko": "무엇이 얼마나 나아지면 산 보람이 있습니까?",
                "en": "Which figure should get better, and by how much?",
            },
        ),
        "economic_buyer": CriterionSpec(
            {"ko": "예산 결정자", "en": "economic buyer"},
            {
                "ko": "누가 마지막에 돈을 쓰기로 결정합니까?",
                "en": "Who has the last word on the money?",
            },
        ),
        "decision_criteria": CriterionSpec(
            {"ko": "결정 기준", "en": "decision criteria"},
            {
                "ko": "무엇을 보고 고르십니까? 문서로 정해져 있습니까?",
                "en": "What will you choose by, and is it written down?",
            },
        ),
        "decision_process": CriterionSpec(
            {"ko": "결정 절차", "en": "decision process"},
            {
                "ko": "결정까지 어떤 단계를 누구와 거칩니까?",
                "en": "Which steps lead to the decision, and with whom?",
            },
        ),
        "paper_process": CriterionSpec(
            {"ko": "계약 절차", "en": "paper process"},
            {
                "ko": "결정한 뒤 서명까지 무엇이, 며칠 걸립니까?",
                "en": "What comes between decision and signature, and how long does it take?",
            },
        ),
        "identify_pain": CriterionSpec(
            {"ko": "고객의 문제", "en": "pain"},
            {
                "ko": "무엇이 문제이고, 그대로 두면 얼마가 듭니까?",
                "en": "What hurts, and what does it cost to leave it so?",
            },
        ),
        "champion": CriterionSpec(
            {"ko": "지지자", "en": "champion"},
            {
                "ko": "우리가 없는 자리에서 우리 편을 들어 줄 분은 누구입니까?",
                "en": "Who speaks for us when we are not in the room?",
            },
        ),
        "competition": CriterionSpec(
            {"ko": "경쟁", "en": "competition"},
            {
                "ko": "우리 말고 무엇을 검토하십니까? 아무것도 하지 않는 것도 포함합니다.",
                "en": "What else do you look at, doing nothing included?",
            },
        ),
    },
    5,
)
SPICED = Framework(
    "SPICED",
    {
        "situation": CriterionSpec(
            {"ko": "상황", "en": "situation"},
            {
                "ko": "지금은 이 일을 어떻게 하고 계십니까?",
                "en": "How do you do this today?",
            },
        ),
        "pain": CriterionSpec(
            {"ko": "문제", "en": "pain"},
            {
                "ko": "무엇이 가장 힘드십니까?",
                "en": "What troubles you most about it?",
            },
        ),
        "impact": CriterionSpec(
            {"ko": "영향", "en": "impact"},
            {
                "ko": "그것이 풀리면 무엇이 달라집니까?",
                "en": "What changes once that is solved?",
            },
        ),
        "critical_event": CriterionSpec(
            {"ko": "결정적 시점", "en": "critical event"},
            {
                "ko": "언제까지 필요하십니까? 그때를 놓치면 어떻게 됩니까?",
                "en": "By when do you need it, and what happens if that day passes?",
            },
        ),
        "decision": CriterionSpec(
            {"ko": "결정", "en": "decision"},
            {
                "ko": "누가 어떻게, 무엇을 보고 결정합니까?",
                "en": "Who decides, how, and by what?",
            },
        ),
    },
    3,
)
# What the built-in stage that asks for the gate says of BANT.
BANT_GUIDE: Label = {
    "ko": "예산, 권한, 필요, 시기를 묻고 근거를 적습니다. "
    "모르는 것은 미충족이 아니라 미확인입니다.",
    "en": "Ask for budget, authority, need and timeline, and note the evidence. "
    "Unknown is not unmet.",
}
BUILT_IN: Mapping[str, Framework] = {each.name: each for each in (BANT, MEDDPICC, SPICED)}
