"""What all records of one import have in common, and what is known of the account they come to."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.edit import Value
from crmcli.domain.finding import Path
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.edits.record_editor import Draft
from crmcli.imports.building.outcome import Outcome
from crmcli.imports.incoming import Incoming, Lead
from crmcli.imports.seen import Memory, Seen


class Ground(NamedTuple):
    """`system` is the source's name among the ids; `prefer` decides conflicts (source, book);
    `first` is the stage in which deals begin.
    """

    policy: Policy
    today: date
    system: str
    prefer: str
    memory: Memory
    first: str


class Site(NamedTuple):
    """One account under construction: its id, its draft, and what its file said."""

    id: str
    draft: Draft
    record: Account
    ground: Ground
    is_new: bool
    account_of: Callable[[str, Lead], str]  # where a lead of that kind goes, if anywhere

    def known(self, row: Incoming) -> str:
        """Where the row went the last time, within this account."""
        return self.ground.memory.within(row.kind, row.id, self.id)

    def fields(self, row: Incoming) -> Mapping[str, str]:
        """The digests of what it said then."""
        seen = self.ground.memory.get(row.kind, row.id)
        return seen.fields if seen else {}

    def remember(
        self, row: Incoming, key: str, fields: Mapping[str, str], *, is_open: bool = False
    ) -> None:
        """For the next time; a row with something that is still `is_open` is looked at again."""
        place = f"{self.id}/{key}" if key else self.id
        self.ground.memory.put(row.kind, row.id, Seen(place, "" if is_open else row.digest, fields))

    def ids(self, row: Incoming) -> dict[str, Value]:
        """What another system calls the record, as a file has it; nothing where it has no name."""
        if row.id.startswith("=") or not self.ground.system:
            return {}
        return {"ids": {self.ground.system: row.id}}

    def outcome(
        self, row: Incoming, state: str, key: str = "", what: Sequence[Message] = ()
    ) -> Outcome:
        """What became of the row: taken only in part where cells of it were left out."""
        left = [Message("told-import-left-out", (why,)) for why in row.left]
        place = f"{self.id}/{key}" if key else self.id
        shown = "partly" if left and state in {"new", "changed", "same"} else state
        return Outcome(row.kind, row.table, row.line, row.name, shown, place, (*what, *left), state)

    def name_it(self, path: Path, row: Incoming) -> None:
        """A record that was there already is called so elsewhere."""
        if self.ids(row) and self.draft.at(*path, "ids", self.ground.system) is None:
            self.draft.set((*path, "ids", self.ground.system), row.id, mains=("",))


def called_elsewhere(record: object, system: str) -> tuple[str, ...]:
    """What the system calls a record of the book."""
    found = getattr(record, "ids", {}).get(system, ())
    return (found,) if isinstance(found, str) else tuple(found)
