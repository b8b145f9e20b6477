"""How did a deal stand to its end on a day?

An end that was taken back holds until that day, and stays in the file.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Deal, Outcome


class Spell(NamedTuple):
    """The days during which a deal was closed: from the first on, until before the day it was
    opened again; None while it still is.
    """

    first: date
    until: date | None


def ends(deal: Deal) -> Iterator[tuple[Outcome, date | None]]:
    """Every end of the deal in the file's order, the valid one last; each with the day it was taken
    back.
    """
    for each in deal.ended:
        yield each.outcome, each.reopened
    if deal.outcome is not None:
        yield deal.outcome, None


def ending(deal: Deal, as_of: date) -> Outcome | None:
    """The end that held on that day: none that was still to come, and none that had been taken back
    by then.

    A deal that was not created yet had none, whatever its file says of an end before its beginning.
    """
    created = deal.stages[0].date if deal.stages else None
    if created is not None and as_of < created:
        return None
    if not deal.ended:
        return deal.outcome if deal.outcome is not None and deal.outcome.date <= as_of else None
    held = [
        end for end, until in ends(deal) if end.date <= as_of and (until is None or as_of < until)
    ]
    return max(held, key=lambda end: end.date, default=None)


def reopened(deal: Deal, as_of: date) -> date | None:
    """The last day by then on which an end was taken back."""
    return max((each.reopened for each in deal.ended if each.reopened <= as_of), default=None)


def spells(deal: Deal, as_of: date) -> list[Spell]:
    """When was it closed until that day? In order, those that overlap put together."""
    found: list[Spell] = []
    for first, until in sorted(_closed(deal, as_of), key=lambda spell: spell.first):
        last = found[-1] if found else None
        if last is None or (last.until is not None and last.until < first):
            found.append(Spell(first, until))
        elif last.until is not None and (until is None or until > last.until):
            found[-1] = Spell(last.first, until)
    return found


def _closed(deal: Deal, as_of: date) -> Iterator[Spell]:
    for end, until in ends(deal):
        if end.date <= as_of and (until is None or end.date <= until):
            yield Spell(end.date, until if until is not None and until <= as_of else None)
