"""People from elsewhere come to an account: new ones, and those known already."""

from crmcli.domain.edit import Value
from crmcli.domain.records.account import Contact
from crmcli.domain.table import Message
from crmcli.domain.text.phones import folded_phone
from crmcli.domain.text.spelling import folded
from crmcli.edits.cards import Roster
from crmcli.edits.contacts import Person
from crmcli.edits.elsewhere import contradicts
from crmcli.edits.names import new_id
from crmcli.imports.building.fields import Changes, Field, merge, value_of
from crmcli.imports.building.ground import Site, called_elsewhere
from crmcli.imports.building.outcome import Outcome
from crmcli.imports.incoming import Incoming, texts_of

_FIELDS = ("name", "title", "phones", "emails", "note")


class People:
    """The contacts of one account, by what their systems call them and by how they are reached."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.roster = Roster(site.record)
        system = site.ground.system
        self.by_id = {
            each: key
            for key, contact in site.record.contacts.items()
            for each in called_elsewhere(contact, system)
        }
        self.named = set(self.by_id.values())

    def find(self, id_: str, name: str = "") -> str:
        """The contact of a lead; nothing where it leads to nobody here."""
        if id_:
            memory = self.site.ground.memory
            found = self.by_id.get(id_, "") or memory.within("person", id_, self.site.id)
            return found if found in self.roster.contacts else ""
        same = self.roster.found("name", (folded(name),)) if name else []
        return same[0] if len(same) == 1 else ""

    def take(self, row: Incoming) -> Outcome:
        """The person is one of the account's people."""
        site, said = self.site, row.said
        if not said.get("name"):
            return self.site.outcome(row, "rejected", "", [Message("told-import-nameless")])
        key = site.known(row)
        if key and key not in self.roster.contacts:
            key = self.by_id.get(row.id, "") if row.id[:1] != "=" else self._same(row)
            if key:  # called otherwise here since
                return self._changed(row, key)
            return self.site.outcome(row, "same", "", [Message("told-import-taken-away")])
        key = key or self.by_id.get(row.id, "") or self._same(row)
        if key:
            return self._changed(row, key)
        if row.id[:1] == "=" and site.ground.memory.is_forgotten(site.id, str(said["name"])):
            return self.site.outcome(row, "same", "", [Message("told-import-taken-away")])
        return self._new(row)

    def _changed(self, row: Incoming, key: str) -> Outcome:
        site, said = self.site, row.said
        changes = Changes(site.fields(row))
        for name in (*_FIELDS, *sorted(each for each in said if each.startswith("custom."))):
            path = ("contacts", key, *name.split(".", 1))
            merge(
                site.draft,
                Field(name, said.get(name), path),
                changes,
                site.ground.prefer,
                main="name",
            )
        self._known(row, key, self.roster.contacts[key])
        site.name_it(("contacts", key), row)
        site.remember(row, key, changes.fields, is_open=bool(changes.conflicts))
        return self.site.outcome(row, changes.state, key, changes.what)

    def _new(self, row: Incoming) -> Outcome:
        site, said = self.site, row.said
        name = str(said["name"])
        key = new_id(name, self.roster.contacts)
        tree: dict[str, Value] = {
            each: value_of(each, said[each]) for each in _FIELDS if said.get(each)
        }
        custom = {each[7:]: value for each, value in said.items() if each.startswith("custom.")}
        tree |= site.ids(row) | ({"custom": custom} if custom else {})
        site.draft.set(("contacts", key), tree)
        changes = Changes({})
        for each in (*_FIELDS, *(each for each in said if each.startswith("custom."))):
            merge(
                site.draft,
                Field(each, said.get(each), ("contacts", key, *each.split(".", 1))),
                changes,
                "",
                main="name",
            )
        self._known(row, key, Contact(name))
        site.remember(row, key, changes.fields)
        return self.site.outcome(row, "new", key, [])

    def _known(self, row: Incoming, key: str, contact: Contact) -> None:
        """From now on the person is found, and so by another row that means the same one."""
        said = row.said
        self.roster.put(
            key,
            contact._replace(
                phones=(*contact.phones, *texts_of(said.get("phones"))),
                emails=(*contact.emails, *texts_of(said.get("emails"))),
            ),
        )
        if not row.id.startswith("="):
            self.by_id[row.id] = key
            self.named.add(key)

    def _same(self, row: Incoming) -> str:
        """Who it is among those known: by an address, else by the name where nothing contradicts.

        Whom the system calls otherwise is somebody else.
        """
        said, roster = row.said, self.roster
        emails, phones = texts_of(said.get("emails")), texts_of(said.get("phones"))
        person = Person(str(said["name"]), phones=phones, emails=emails)
        mail = roster.found("mail", map(str.casefold, emails))
        by_name = [
            key
            for key in roster.found("name", (folded(str(said["name"])),))
            if not contradicts(roster.contacts[key], person)
        ]
        numbers = set(roster.found("number", map(folded_phone, phones)))
        both = [key for key in by_name if key in numbers]
        for found in (mail, both, by_name):
            left = [key for key in found if row.id.startswith("=") or key not in self.named]
            if len(left) == 1:
                return left[0]
        return ""
