"""Deals from elsewhere come to an account: new ones, and those known already."""

from collections.abc import Sequence

from crmcli.domain.edit import Prose
from crmcli.domain.table import Message
from crmcli.domain.text.spelling import folded
from crmcli.edits.names import new_id
from crmcli.edits.record_editor import full
from crmcli.imports.building.deal_facts import (
    End,
    amounts_of,
    end_ahead,
    end_of,
    line_of,
    products_of,
    result_of,
    stage_of,
    stages_of,
)
from crmcli.imports.building.fields import Changes, Field, held_at, merge, note
from crmcli.imports.building.ground import Site, called_elsewhere
from crmcli.imports.building.outcome import Outcome
from crmcli.imports.incoming import Incoming, texts_of
from crmcli.imports.seen import digest
from crmcli.imports.threeway import Verdict, verdict

_PLAIN = ("name", "type", "owner", "source", "competitors", "note")


class Deals:
    """The deals of one account, by what their systems call them and by their names."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.there: set[str] = set()
        self._by_name: dict[str, list[str]] = {}
        for key, deal in site.record.deals.items():
            self._put(key, deal.name or key)
        system = site.ground.system
        self.by_id = {
            each: key
            for key, deal in site.record.deals.items()
            for each in called_elsewhere(deal, system)
        }
        self.named = set(self.by_id.values())

    def find(self, id_: str, name: str = "") -> str:
        """The deal of a lead; nothing where it leads to none here."""
        if id_:
            memory = self.site.ground.memory
            found = self.by_id.get(id_, "") or memory.within("deal", id_, self.site.id)
            return found if found in self.there else ""
        same = self._by_name.get(folded(name), ()) if name else ()
        return same[0] if len(same) == 1 else ""

    def _put(self, key: str, name: str) -> None:
        if key not in self.there:
            self.there.add(key)
            self._by_name.setdefault(folded(name), []).append(key)

    def take(
        self, row: Incoming, history: Sequence[Incoming], lines: Sequence[Incoming]
    ) -> Outcome:
        """The deal is one of the account's."""
        key = self.site.known(row)
        if key and key not in self.there:  # called otherwise here since, or taken away
            key = self.by_id.get(row.id, "") if row.id[:1] != "=" else self._same(row)
            if not key:
                return self._outcome(row, "same", "", [Message("told-import-taken-away")])
        key = key or self.by_id.get(row.id, "") or self._same(row)
        end = end_of(row, history, self.site.ground.today.isoformat())
        if end is None and result_of(row):
            return self._outcome(row, "rejected", "", [Message("told-import-no-end-day")])
        if not key:
            return self._new(row, history, lines, end)
        changes = Changes(self.site.fields(row))
        self._merge(row, key, end, changes)
        self.site.name_it(("deals", key), row)
        self._known(row, key)
        self.site.remember(row, key, changes.fields, is_open=bool(changes.conflicts))
        return self._outcome(row, changes.state, key, changes.what)

    def _new(
        self, row: Incoming, history: Sequence[Incoming], lines: Sequence[Incoming], end: End | None
    ) -> Outcome:
        site, said = self.site, row.said
        name = str(said.get("name") or "")
        key = new_id(name or row.id.lstrip("="), self.there)
        step = said.get("next.date")
        what = str(said.get("next.what") or "")
        words = str(said.get("note") or "")
        if what and not step:
            words = "\n".join(filter(None, (words, what)))
        custom = {each[7:]: value for each, value in said.items() if each.startswith("custom.")}
        products = products_of(row, lines)
        tree = full(
            name=Prose(name),
            type=said.get("type"),
            owner=said.get("owner"),
            source=said.get("source"),
            products=products,
            amount=amounts_of(row, history),
            close=said.get("close") if end is None else None,
            stages=stages_of(row, history, site.ground.first, end),
            competitors=[Prose(str(each)) for each in texts_of(said.get("competitors"))]
            if end is None
            else None,
            next=full(date=str(step), what=Prose(what)) if step and end is None else None,
            outcome=end.tree if end else None,
            note=Prose(words),
        )
        site.draft.set(
            ("deals", key), tree | site.ids(row) | ({"custom": custom} if custom else {})
        )
        fields = {
            each: digest(said[each]) for each in (*_PLAIN, "amount", "close") if said.get(each)
        }
        fields |= {each: digest(value) for each, value in said.items() if each[:7] == "custom."}
        fields |= {"stage": digest(stage_of(row)), "outcome": digest(end.tree if end else None)}
        self._known(row, key)
        site.remember(row, key, fields)
        for each in (*history, *lines):
            site.remember(each, key, {})
        return self._outcome(row, "new", key, [])

    def _merge(self, row: Incoming, key: str, end: End | None, changes: Changes) -> None:
        site, said = self.site, row.said
        prefer = site.ground.prefer
        for name in (*_PLAIN, *sorted(each for each in said if each.startswith("custom."))):
            path = ("deals", key, *name.split(".", 1))
            merge(site.draft, Field(name, said.get(name), path), changes, prefer)
        day = str(said.get("changed") or site.ground.today.isoformat())
        for name in ("amount", "close"):
            if name == "close" and end is not None:
                continue
            self._dated(Field(name, said.get(name), ("deals", key, name)), day, changes)
        if end is None:
            stage = Field("stage", stage_of(row), ("deals", key, "stages"))
            self._dated(stage, str(said.get("stage_date") or day), changes)
        self._end(key, end, changes)

    def _dated(self, field: Field, day: str, changes: Changes) -> None:
        """From that day on the value holds: the old one stays in the file with its own day."""
        from datetime import date

        draft = self.site.draft
        now = held_at(draft, field.path, str(field.path[-1]))
        found = verdict(
            field.said, now, changes.before.get(field.name, ""), self.site.ground.prefer
        )
        changes.settle(field, found, self.site.ground.prefer)
        if found is Verdict.fill:
            draft.set(field.path, field.said)
            changes.filled.append(field.name)
        elif found is Verdict.update:
            draft.date(field.path, date.fromisoformat(day[:10]), field.said)
            changes.updated.append(field.name)
        elif found in {Verdict.conflict, Verdict.differs}:
            note(changes, found, field.name, field.said, now, self.site.ground.prefer)

    def _end(self, key: str, end: End | None, changes: Changes) -> None:
        """It has ended since, or is told to have ended otherwise."""
        draft, path = self.site.draft, ("deals", key, "outcome")
        now = draft.at(*path)
        held = dict(now) if isinstance(now, dict) else None
        if end is None:
            if held is not None and changes.before.get("outcome") not in {digest(None), None}:
                changes.conflicts.append(Message("told-import-open-again", (str(held["result"]),)))
            return
        shown = {each: held.get(each) for each in end.tree} if held else None
        found = verdict(end.tree, shown, changes.before.get("outcome", ""), self.site.ground.prefer)
        changes.settle(Field("outcome", end.tree, path), found, self.site.ground.prefer)
        if found in {Verdict.fill, Verdict.update}:
            draft.set(path, {**(held or {}), **end.tree})
            (changes.filled if held is None else changes.updated).append("outcome")
        elif found in {Verdict.conflict, Verdict.differs}:
            was = f"{shown['result']} {shown['date']}" if shown else ""
            note(
                changes, found, "outcome", f"{end.result} {end.date}", was, self.site.ground.prefer
            )

    def add_line(self, row: Incoming) -> Outcome:
        """A line of a deal that was there already."""
        key = self._of(row)
        product = row.said.get("product")
        name = product[0] if isinstance(product, list) and product else product
        if not key or not name:
            return self._outcome(row, "rejected", "", [Message("told-import-no-deal")])
        changes = Changes(self.site.fields(row))
        field = Field("products", line_of(row), ("deals", key, "products", str(name)))
        found = verdict(
            field.said,
            self.site.draft.at(*field.path),
            changes.before.get("products", ""),
            self.site.ground.prefer,
        )
        changes.fields["products"] = digest(field.said)
        if found in {Verdict.fill, Verdict.update}:
            self.site.draft.set(field.path, field.said, mains=("qty",))
            changes.filled.append("products")
        self.site.remember(row, key, changes.fields)
        return self._outcome(row, changes.state, key, changes.what)

    def add_stage(self, row: Incoming) -> Outcome:
        """A day on which a deal that was there already came into a stage."""
        from datetime import date

        key, day, stage = self._of(row), row.said.get("date"), row.said.get("stage")
        if not key or not day:
            return self._outcome(row, "rejected", "", [Message("told-import-no-deal")])
        changes = Changes({})
        path = ("deals", key, "stages")
        if isinstance(stage, str) and self.site.draft.entries(*path).get(str(day)) is None:
            self.site.draft.date(path, date.fromisoformat(str(day)), stage)
            changes.filled.append("stage")
        self.site.remember(row, key, {})
        return self._outcome(row, changes.state, key, changes.what)

    def _of(self, row: Incoming) -> str:
        leads = row.refs.get("deal") or [("", "")]
        return self.find(*leads[0])

    def _same(self, row: Incoming) -> str:
        """A deal of the book with the same name that their system does not call otherwise."""
        name = str(row.said.get("name") or "")
        if self.site.is_new or not name:
            return ""
        found = [key for key in self._by_name.get(folded(name), ()) if key not in self.named]
        return found[0] if len(found) == 1 else ""

    def _known(self, row: Incoming, key: str) -> None:
        self._put(key, str(row.said.get("name") or key))
        if not row.id.startswith("="):
            self.by_id[row.id] = key
        self.named.add(key)

    def _outcome(self, row: Incoming, state: str, key: str, what: list[Message]) -> Outcome:
        found = self.site.outcome(row, state, key, what)
        if state in {"new", "changed"} and (told := end_ahead(row, self.site.ground.today)):
            more = Message("told-import-end-ahead", (told,))
            return found._replace(state="partly", what=(*found.what, more))
        return found
