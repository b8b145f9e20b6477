"""How far did a deal come in the process, and how long did it stay in each stage?"""

from datetime import date
from typing import NamedTuple

from crmcli.domain.dated import until
from crmcli.domain.records import Deal


class Passage(NamedTuple):
    """A deal's way through the stages. `furthest` is the place of the last stage it came to, in the order of the process, from 0.

    `stays` are the stages it has left, by their place, each with the days spent there; the stay that still goes on is not among them.
    """

    furthest: int
    stays: tuple[tuple[int, int], ...]


def passage(deal: Deal, order: dict[str, int], as_of: date) -> Passage | None:
    """The way of a deal until that day; None when it has been in no stage of the process. Stages the process does not know are left out.

    A stay ends with the next dated stage, or with the outcome; several stays in one stage are added up. An undated stage was reached, and has no days.
    """
    ended = deal.outcome.date if deal.outcome is not None and deal.outcome.date <= as_of else None
    lost = ended is not None and deal.outcome is not None and deal.outcome.result != "won"
    facts = until(deal.stages, ended if lost and ended is not None else as_of)
    places = [order[fact.value] for fact in facts if fact.value in order]
    if not places:
        return None
    stays: dict[int, int] = {}
    for place, fact in enumerate(facts):
        begun = fact.date
        after = facts[place + 1].date if place + 1 < len(facts) else ended
        left = min(after, ended) if after is not None and ended is not None else after
        if fact.value in order and begun is not None and left is not None and begun <= left:
            stays[order[fact.value]] = stays.get(order[fact.value], 0) + (left - begun).days
    return Passage(max(places), tuple(sorted(stays.items())))
