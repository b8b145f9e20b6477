"""To which account does each row belong? By what its system calls it, by its number, by its name;
never by a guess.
"""

import pickle
from collections.abc import Callable, Container, Iterator, Mapping
from typing import NamedTuple, Protocol

from crmcli.domain.naming import Called
from crmcli.domain.table import Message
from crmcli.domain.text.business_number import bare
from crmcli.domain.text.portable import fold
from crmcli.edits.names import file_id
from crmcli.imports.building.outcome import Outcome
from crmcli.imports.card import Refusal
from crmcli.imports.companies import Companies
from crmcli.imports.incoming import Incoming, Lead
from crmcli.imports.seen import Memory

CREATE, SKIP = "create", "skip"


class Spool(Protocol):
    """Where what came for each account lies until all has come."""

    def put(self, name: str, data: bytes) -> None:
        """One more for the account."""

    def take(self, name: str) -> list[bytes]:
        """All of them, in the order in which they came."""


class Known(NamedTuple):
    """The book's accounts: by name, by business number, by what the source's system calls them;
    `taken` are the folds of ids that no new one may have.
    """

    companies: Companies
    by_number: Mapping[str, str]
    by_id: Mapping[str, str]
    taken: Container[str]


class Routes:
    """The rows of one import, account by account; new accounts are found from then on."""

    def __init__(
        self, known: Known, memory: Memory, is_there: Callable[[str], bool], spool: Spool
    ) -> None:
        self.known, self.memory, self._is_there, self._spool = known, memory, is_there, spool
        self.new: dict[str, str] = {}
        self._taken: set[str] = set()
        self._accounts: dict[str, None] = {}
        self._at: dict[str, dict[str, str]] = {"person": {}, "deal": {}, "deal-name": {}}
        self._named: dict[str, str] = {}  # an account's id in the book, by theirs
        self._claimed = set(known.by_id.values())

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._accounts))

    def rows(self, account: str) -> list[Incoming]:
        """What came for the account, in the order of the tables; taken out for good."""
        self._accounts.pop(account)
        return [Incoming._make(pickle.loads(each)) for each in self._spool.take(account)]

    def take(self, row: Incoming, missing: str) -> Outcome | None:
        """The row has its account; if not, why."""
        try:
            home = self._account(row) if row.kind == "account" else self._home(row, missing)
        except Refusal as refusal:
            return self._refused(row, refusal.why)
        if not home:
            return self._refused(row, Message("told-import-no-home"))
        if row.kind in {"person", "deal"}:
            self._at[row.kind][row.id] = home
            if row.kind == "deal":
                self._at["deal-name"].setdefault(row.name, home)
        self._accounts[home] = None
        self._spool.put(home, pickle.dumps(tuple(row), 5))
        return None

    def account_of(self, kind: str, lead: Lead) -> str:
        """Where a record is that a row leads to; nothing where that is not known."""
        id_, name = lead
        if id_:
            for each in (kind,) if kind != "any" else ("account", "deal", "person"):
                found = (
                    self._named.get(id_) or self.known.by_id.get(id_)
                    if each == "account"
                    else self._at[each].get(id_)
                )
                found = found or self.memory.place(each, id_).partition("/")[0]
                if found and (found in self.new or self._is_there(found)):
                    return found
        if name and kind in {"account", "any"}:
            return self.known.companies.find(name) or ""
        if name and kind == "deal":
            return self._at["deal-name"].get(name, "")
        return ""

    def _account(self, row: Incoming) -> str:
        name = str(row.said.get("name") or "")
        place = self.memory.place("account", row.id)
        if place:
            found = place if self._is_there(place) else self._renamed(row, name)
            if not found:
                raise Refusal(Message("told-import-taken-away"))
        elif not name:
            raise Refusal(Message("told-import-nameless"))
        else:
            found = self._known_as(row, name) or self._made(name)
        self._named[row.id] = found
        self._claimed.add(found)
        return found

    def _renamed(self, row: Incoming, name: str) -> str:
        """The account whose file is called otherwise since: it keeps its id there, or its name."""
        if not row.id.startswith("="):
            return self.known.by_id.get(row.id, "")
        return self.known.companies.find(name) or "" if name else ""

    def _known_as(self, row: Incoming, name: str) -> str:
        """An account of the book, or of a row before, that is this one: what two ids name are two
        accounts.
        """
        if found := self._named.get(row.id) or self.known.by_id.get(row.id, ""):
            return found
        number = row.said.get("business_no")
        found = self.known.by_number.get(bare(str(number)), "") if number else ""
        found = found or self.known.companies.find(name) or ""
        if found and found in self._claimed and not row.id.startswith("="):
            return ""
        return found

    def _made(self, name: str) -> str:
        taken = _Either(self._taken, self.known.taken)
        key = file_id(name, taken)
        self._taken.add(fold(key))
        self.new[key] = name
        self.known.companies.add(Called(key, (name,)))
        return key

    def _home(self, row: Incoming, missing: str) -> str:
        order = ("deal", "account", "with", "about", "people")
        for field in order:
            for lead in row.refs.get(field, ()):
                kind = {"with": "person", "people": "person", "about": "any"}.get(field, field)
                if found := self.account_of(kind, lead):
                    return found
        place = self.memory.place(row.kind, row.id).partition("/")[0]
        if place and self._is_there(place):
            return place
        name = next((name for _, name in row.refs.get("account", ()) if name), "")
        if missing == SKIP:
            raise Refusal(Message("told-import-passed-over"))
        if missing not in {"", CREATE}:
            if missing not in self.new and not self._is_there(missing):
                self.new[missing] = missing.replace("-", " ").capitalize()
                self._taken.add(fold(missing))
            return missing
        return self._made(name) if name else ""

    def _refused(self, row: Incoming, why: Message) -> Outcome:
        return Outcome(row.kind, row.table, row.line, row.name, "rejected", "", (why,))


class _Either(Container[str]):
    def __init__(self, *sets: Container[str]) -> None:
        self.sets = sets

    def __contains__(self, each: object) -> bool:
        return any(each in some for some in self.sets)
