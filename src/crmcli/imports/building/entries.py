"""What happened, as another system tells it: entries of the log; and what is still to be done."""

from collections.abc import Sequence
from datetime import date

from crmcli.domain.edit import Prose, Quoted, Value
from crmcli.domain.table import Message
from crmcli.edits.names import new_id
from crmcli.edits.record_editor import full, place_among
from crmcli.imports.building.deals import Deals
from crmcli.imports.building.fields import Changes
from crmcli.imports.building.ground import Site
from crmcli.imports.building.outcome import Outcome
from crmcli.imports.building.people import People
from crmcli.imports.incoming import Incoming, Lead
from crmcli.imports.seen import digest

_SAID = "entry"  # under which an entry's digest is kept


class Entries:
    """The log of one account, and what its deals and people are promised."""

    def __init__(self, site: Site, people: People, deals: Deals) -> None:
        self.site, self.people, self.deals = site, people, deals
        self.new: list[tuple[str, int, dict[str, Value]]] = []

    def take(self, row: Incoming) -> Outcome:
        """What happened stands in the log; what is to come at a deal, or as a plan."""
        told: list[Message] = []
        entry = self._entry(row, told)
        if self._is_ahead(row):
            return self._ahead(row, told)
        if not entry.get("date"):
            return self.site.outcome(row, "rejected", what=[Message("told-import-undated")])
        before = self.site.ground.memory.get(row.kind, row.id)
        if before is not None:
            return self._again(row, entry, before.fields.get(_SAID, ""), told)
        if not row.id.startswith("=") and self._place(row.id) is not None:
            place = self._place(row.id)
            return self._again(row, entry, "" if place is None else self._held(place, entry), told)
        self.new.append((str(row.said.get("date")), len(self.new), {**entry, **self.site.ids(row)}))
        self.site.remember(row, "", {_SAID: digest(entry)})
        return self.site.outcome(row, "new", what=told)

    def finish(self) -> None:
        """The new entries stand among the others, by their days."""
        if not self.new:
            return
        draft = self.site.draft
        added = [entry for _, _, entry in sorted(self.new, key=lambda each: each[:2])]
        if draft.at("log") in (None, "", []):
            draft.set(("log",), added)
            return
        log = draft.at("log")
        days = [
            str(each.get("date", "")) if isinstance(each, dict) else ""
            for each in (log if isinstance(log, list) else [log])
        ]
        for entry in added:
            day = date.fromisoformat(str(entry["date"]))
            place = place_among([_day(each) for each in days], day)
            draft.add(("log",), entry, place)
            days.insert(place, day.isoformat())

    def _entry(self, row: Incoming, told: list[Message]) -> dict[str, Value]:
        said = row.said
        day, _, clock = str(said.get("date") or said.get("done_on") or "").partition(" ")
        what, note = str(said.get("what") or ""), str(said.get("note") or "")
        if not what and note:
            what, _, note = note.partition("\n")
            if len(what) > 200:
                what, note = f"{what[:199].rstrip()}…", str(said.get("note"))
        outcome, type_ = said.get("outcome"), str(said.get("type") or _TYPES[row.kind])
        deal = self._deal(row.refs.get("deal"), told) or self._about_deal(row)
        return full(
            date=day,
            time=Quoted(clock) if clock else None,
            type=type_,
            by=(str(said["by"]),) if said.get("by") else None,
            with_=self._with(row, told),
            deal=deal,
            direction="inbound" if said.get("direction") == "inbound" else None,
            outcome=str(outcome) if outcome else None,
            what=Prose(what),
            note=Prose(note),
        )

    def _with(self, row: Incoming, told: list[Message]) -> tuple[str, ...]:
        leads = [*row.refs.get("with", ())]
        found: list[str] = []
        for lead in leads:
            key = self.people.find(*lead)
            if key and key not in found:
                found.append(key)
            elif not key:
                told.append(Message("told-import-nobody", (lead[1] or lead[0],)))
        for lead in row.refs.get("about", ()):
            key = self.people.find(lead[0]) if lead[0] else ""
            if key and key not in found:
                found.append(key)
        return tuple(found)

    def _deal(self, leads: Sequence[Lead] | None, told: list[Message]) -> str:
        for lead in leads or ():
            key = self.deals.find(*lead)
            if key:
                return key
            told.append(Message("told-import-no-such-deal", (lead[1] or lead[0],)))
        return ""

    def _about_deal(self, row: Incoming) -> str:
        for lead in row.refs.get("about", ()):
            if key := self.deals.find(lead[0]) if lead[0] else "":
                return key
        return ""

    def _is_ahead(self, row: Incoming) -> bool:
        said = row.said
        if row.kind == "task" and said.get("done") != "true" and not said.get("done_on"):
            return said.get("done") == "false" or bool(said.get("due"))
        day = str(said.get("date") or "")
        return day[:10] > self.site.ground.today.isoformat() or (
            row.kind == "log" and said.get("done") == "false"
        )

    def _ahead(self, row: Incoming, told: list[Message]) -> Outcome:
        """What is still to be done: the deal's next step, else a plan for the person it is with."""
        said, site = row.said, self.site
        day = str(said.get("due") or said.get("date") or "")[:10]
        what = str(said.get("what") or said.get("note") or "")
        deal = self._deal(row.refs.get("deal"), told) or self._about_deal(row)
        people = self._with(row, told)
        before = site.ground.memory.get(row.kind, row.id)
        entry = full(date=day, what=Prose(what), owner=said.get("by"), with_=people)
        if before is not None and before.fields.get(_SAID) == digest(entry):
            return self.site.outcome(row, "same", what=told)
        if deal and day and site.draft.at("deals", deal, "outcome") is None:
            now = site.draft.at("deals", deal, "next")
            if now is None or (before and before.fields.get(_SAID) == digest(now)):
                site.draft.set(("deals", deal, "next"), entry)
                site.remember(row, deal, {_SAID: digest(entry)})
                return self.site.outcome(row, "changed" if before else "new", what=told)
        if people and what and before is None:
            plans = site.draft.entries("plans")
            key = new_id(what[:40], plans)
            plan = full(for_=people[0], how=Prose(what), owner=said.get("by"), due=day)
            site.draft.set(("plans", key), plan)
            site.remember(row, key, {_SAID: digest(entry)})
            return self.site.outcome(row, "new", what=told)
        told.append(Message("told-import-ahead", (day,)))
        return self.site.outcome(row, "rejected", what=told)

    def _place(self, id_: str) -> int | None:
        system = self.site.ground.system
        log = self.site.draft.at("log")
        for place, entry in enumerate(log if isinstance(log, list) else []):
            ids = entry.get("ids") if isinstance(entry, dict) else None
            if isinstance(ids, dict) and ids.get(system) == id_:
                return place
        return None

    def _held(self, place: int, entry: dict[str, Value]) -> str:
        now = self.site.draft.entries("log", place)
        return digest({name: now[name] for name in entry if name in now})

    def _again(
        self, row: Incoming, entry: dict[str, Value], before: str, told: list[Message]
    ) -> Outcome:
        """An entry that was there already says something else now."""
        site = self.site
        place = self._place(row.id)
        if place is None:  # taken away here since, or without an id of its own
            site.remember(row, "", {_SAID: digest(entry)})
            return self.site.outcome(row, "same", what=[Message("told-import-taken-away")])
        now = site.draft.entries("log", place)
        changes = Changes({})
        differing = {name: value for name, value in entry.items() if now.get(name) != value}
        held = digest({name: now.get(name) for name in now if name != "ids"})
        is_ours = before not in {held, self._held(place, entry)}
        if differing and is_ours and site.ground.prefer != "source":
            if not site.ground.prefer:
                changes.conflicts.append(Message("told-import-entry-changed"))
            differing = {}
        for name, value in differing.items():
            site.draft.set(("log", place, name), value)
            changes.updated.append(name)
        is_open = bool(changes.conflicts)
        site.remember(row, "", {_SAID: before if is_open else digest(entry)}, is_open=is_open)
        return self.site.outcome(row, changes.state, what=[*told, *changes.what])


_TYPES = {"log": "info", "note": "info", "task": "info"}


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return date.min
