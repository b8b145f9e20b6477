"""Deals: moved, revalued, promised, ended, opened again."""

from collections.abc import Sequence

from crmcli.web.writing.fields import Data, Field, FormSpec, Group, Here
from crmcli.web.writing.forms.shared import DATE, DEAL, GATE, NEXT, WHEN, WHY


def _result(_: Here) -> Sequence[str]:
    return ("lost",)


def _reopened(data: Data, here: Here) -> Data:
    """In the stage it ended in, unless another one is said."""
    deal = here.account.deals.get(str(data.get("deal")))
    if "in_stage" not in data and deal is not None and deal.stages:
        data["in_stage"] = deal.stages[-1].value
    return data


STAGE = FormSpec(
    "deal-stage",
    "deal stage",
    (Group("", (DEAL, Field("in_stage", "taps"))), Group("next", NEXT), GATE, WHEN),
    mine="by",
)
NEXT_STEP = FormSpec(
    "deal-next",
    "deal next",
    (
        Group("", (DEAL, Field("date", ahead=True), Field("what"), Field("with", "taps"))),
        Group("more", (Field("owner", "list"), Field("channel", "taps")), folded=True),
    ),
)
NO_NEXT = FormSpec("deal-next-none", "deal next --none", (Group("", (DEAL,)),))
AMOUNT = FormSpec(
    "deal-amount",
    "deal amount",
    (Group("", (DEAL, Field("amount", reads="amount"), WHY)), WHEN),
)
CLOSE = FormSpec(
    "deal-close", "deal close", (Group("", (DEAL, Field("close", ahead=True), WHY)), WHEN)
)
WIN = FormSpec("deal-win", "deal win", (Group("", (DEAL, Field("note", "words"))), GATE, WHEN))
LOSE = FormSpec(
    "deal-lose",
    "deal lose",
    (
        Group(
            "",
            (
                DEAL,
                Field("result", "taps", now=_result, needed=True),
                Field("reason", "taps"),
                Field("note", "words"),
            ),
        ),
        Group(
            "more",
            (Field("competitor"), Field("verified_by"), Field("revisit", ahead=True)),
            folded=True,
        ),
        GATE,
        WHEN,
    ),
)
REOPEN = FormSpec(
    "deal-reopen",
    "deal reopen",
    (
        Group("", (Field("deal", "taps", offers="ended"), WHY, Field("in_stage", "list"))),
        Group("gate", (Field("force"),), late=True),
        Group("when", (DATE,), folded=True),
    ),
    mine="by",
    finish=_reopened,
)
FORMS = (STAGE, NEXT_STEP, NO_NEXT, AMOUNT, CLOSE, WIN, LOSE, REOPEN)
