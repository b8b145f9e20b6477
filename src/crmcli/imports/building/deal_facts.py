"""A deal from elsewhere: its stages with their days, its end, and what it is about."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.edit import Prose, Value
from crmcli.imports.incoming import Incoming

OPEN = "open"


class End(NamedTuple):
    """How a deal has ended."""

    result: str
    date: str
    reason: str = ""
    competitor: str = ""

    @property
    def tree(self) -> dict[str, Value]:
        """As a file has it."""
        said: dict[str, Value] = {"result": self.result, "date": self.date}
        if self.reason:
            said["reason"] = self.reason
        if self.competitor:
            said["competitor"] = Prose(self.competitor)
        return said


def stage_of(row: Incoming) -> str:
    """The open stage that a row tells; for one that has ended, that before the end, if told."""
    said = row.said.get("stage")
    return str(said.get("stage", "")) if isinstance(said, Mapping) else str(said or "")


def result_of(row: Incoming) -> str:
    """How the deal has ended, by its stage, its status, or what is said of winning and closing;
    nothing while it is open. The stage decides where they contradict each other.
    """
    said = row.said
    stage, status = said.get("stage"), said.get("status")
    result = str(_told(row).get("result", ""))
    if not result and not isinstance(stage, str):
        result = str(status or "") if status != OPEN else ""
    if not result and status in {"won", "lost", "no_decision", "invalid"}:
        result = str(status)
    if not result and said.get("is_closed") == "true":
        result = "won" if said.get("is_won") == "true" else "lost"
    if not result and "true" in (said.get("is_won"), said.get("is_lost")):
        result = "won" if said.get("is_won") == "true" else "lost"
    return result


def _told(row: Incoming) -> Mapping[str, Value]:
    stage = row.said.get("stage")
    return stage if isinstance(stage, Mapping) else {}


def _days(row: Incoming, history: Sequence[Incoming]) -> list[str]:
    """The days on which it may have ended, those that are told of the end itself first."""
    said = row.said
    ended = [
        each.said.get("date") for each in history if isinstance(each.said.get("stage"), Mapping)
    ]
    days = (
        _told(row).get("date"),
        said.get("won") if result_of(row) == "won" else said.get("lost"),
        said.get("ended"),
        max((str(each) for each in ended if each), default=None),
        said.get("close"),
        said.get("changed"),
        said.get("created"),
    )
    return [str(each) for each in days if each]


def end_ahead(row: Incoming, today: date) -> str:
    """The day of the end, where it lies ahead: nothing has ended on it yet."""
    days = _days(row, ()) if result_of(row) else []
    return days[0] if days and not is_past(days[0], today) else ""


def end_of(row: Incoming, history: Sequence[Incoming], today: str) -> End | None:
    """How the deal has ended, on the first day that is told and does not lie ahead.

    None while it is open, or where there is no such day.
    """
    said, result = row.said, result_of(row)
    day = next((each for each in _days(row, history) if each[:10] <= today), "")
    if not result or not day:
        return None
    competitors = said.get("competitors")
    competitor = str(competitors[0]) if isinstance(competitors, list) and competitors else ""
    why = str(said.get("reason") or _told(row).get("reason") or "")
    return End(
        result,
        day,
        why if result in {"lost", "no_decision"} else "",
        competitor if result == "lost" else "",
    )


def stages_of(row: Incoming, history: Sequence[Incoming], first: str, end: End | None) -> Value:
    """The stages with their days: as the history has them, else the day of creation and the
    present one on the day of the last change.
    """
    now = stage_of(row)
    dated: dict[str, Value] = {}
    for each in sorted(history, key=lambda step: str(step.said.get("date", ""))):
        day, stage = each.said.get("date"), each.said.get("stage")
        if day and isinstance(stage, str) and (not dated or list(dated.values())[-1] != stage):
            dated[str(day)] = stage
    if dated:
        return dated
    said = row.said
    created, changed = str(said.get("created") or ""), str(said.get("changed") or "")
    since = str(said.get("stage_date") or "")
    if since and now and (end is None or since <= end.date):
        is_later = created and created < since
        return {created: first, since: now} if is_later and now != first else {since: now}
    if end is not None:
        begun = created if created and created <= end.date else ""
        return {begun: now or first} if begun else now or first
    if not now:
        return {created: first} if created else None
    if not created:
        return now
    if changed > created and now != first:
        return {created: first, changed: now}
    return {created: now}


def amounts_of(row: Incoming, history: Sequence[Incoming]) -> Value:
    """The amount, with its days where the history has them."""
    now = row.said.get("amount")
    dated: dict[str, Value] = {}
    for each in sorted(history, key=lambda step: str(step.said.get("date", ""))):
        day, amount = each.said.get("date"), each.said.get("amount")
        if day and amount and (not dated or list(dated.values())[-1] != amount):
            dated[str(day)] = amount
    if dated and (now is None or list(dated.values())[-1] == now):
        return dated
    return now


def products_of(row: Incoming, lines: Sequence[Incoming]) -> dict[str, Value]:
    """What the deal is about, and how much of it: as its lines say, else the row itself."""
    found: dict[str, Value] = {}
    for each in lines:
        for product in _listed(each.said.get("product")):
            found[product] = line_of(each)
    if found:
        return found
    qty = str(row.said.get("qty") or "1")
    return dict.fromkeys(_listed(row.said.get("products")), qty)


def line_of(row: Incoming) -> Value:
    """One line: a number, or the number with its prices."""
    tree = {
        "qty": str(row.said.get("qty") or "1"),
        "list_price": row.said.get("list_price"),
        "unit_price": row.said.get("unit_price"),
    }
    held: dict[str, Value] = {name: value for name, value in tree.items() if value}
    return held if len(held) > 1 else held["qty"]


def _listed(value: Value) -> list[str]:
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def is_past(day: str, today: date) -> bool:
    """Has the day come?"""
    return day[:10] <= today.isoformat()
