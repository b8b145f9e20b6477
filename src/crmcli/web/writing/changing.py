"""A change as it is previewed, made, and taken back; what is remembered of it meanwhile."""

import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.app.changing import Change, Committing, change, difference, digest
from crmcli.app.requests.files import ReplaceFiles, ReplaceText, Undo
from crmcli.app.session import Session
from crmcli.app.who import me, mine
from crmcli.app.work import Request, Seen
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.messages import Phrases
from crmcli.store.files.scan import MAX_BESIDE, read_bytes
from crmcli.store.shapes.reading import is_account_path
from crmcli.store.write.rewriting import FileChange

KEPT = 60  # changes that can be taken back, and looked at again
SEEN_BYTES = 32 << 20  # of files as previews had them


class Made(NamedTuple):
    """A change that was made: by whom, of which one it is the way back, and by which it was taken
    back since.
    """

    change: Change
    who: str
    account: str
    undoes: str = ""
    undone: str = ""


class Memory:
    """Of this run: files as previews had them, and what was made."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, bytes] = OrderedDict()
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._once: OrderedDict[str, str] = OrderedDict()

    def see(self, made: Change) -> None:
        """Keep the files as a preview has them."""
        for each in made.changed:
            if each.before is not None:
                self.look(each.before)

    def look(self, data: bytes) -> None:
        """Keep what somebody looks at."""
        self._seen[digest(data) or ""] = data
        while sum(map(len, self._seen.values())) > SEEN_BYTES and len(self._seen) > 1:
            self._seen.popitem(last=False)

    def seen(self, of: str | None) -> bytes | None:
        """The file of that digest, as long as it is remembered."""
        return self._seen.get(of or "")

    def add(self, made: Made, once: str = "") -> str:
        """Remember a change; the name under which it is found."""
        name = secrets.token_urlsafe(9)
        self._made[name] = made
        if made.undoes in self._made:
            self._made[made.undoes] = self._made[made.undoes]._replace(undone=name)
        if once:
            self._once[once] = name
        for each in (self._made, self._once):
            while len(each) > KEPT:
                each.popitem(last=False)
        return name

    def made(self, name: str) -> Made | None:
        """The change of that name."""
        return self._made.get(name)

    def made_once(self, once: str) -> str:
        """What was made of that preview already, if it was."""
        return self._once.get(once, "")


class Who(NamedTuple):
    """Who sits here: the member, and what to say where git names nobody of the team."""

    member: str | None
    told: Message | None = None


def who_is(session: Session) -> Who:
    """The one that git names."""
    try:
        return Who(me(session.book) if session.book.policy.team else None)
    except CrmError as error:
        is_strange = error.message.key == "error-mine-unknown"
        return Who(None, Message("told-by-nobody", (error.message,)) if is_strange else None)


def preview(session: Session, request: Request) -> Change:
    """What would be written. Raises CrmError."""
    return change(session, request, dry_run=True, seen=_names(request))


def make(
    session: Session, request: Request, base: Mapping[str, str | None], phrases: Phrases
) -> Change:
    """Write it, where every file is as the preview had it. Raises CrmError."""
    said = _spoken(session, phrases)
    return change(session, request, base=base, phrases=said, seen=_names(request))


def _spoken(session: Session, phrases: Phrases) -> Phrases:
    """In the book's language, else in that of whoever writes."""
    language = session.book.policy.language
    return Phrases(language) if language else phrases


def _names(request: Request) -> Mapping[str, Seen] | None:
    """A text is that of a file, also of one in which no name can be looked for."""
    return {} if isinstance(request, ReplaceText) else None


def take_back(session: Session, made: Change, member: str | None, phrases: Phrases) -> Change:
    """What was made is undone as `crm undo` does, or, where it was not committed, the files are as
    they were. Raises CrmError where anything was built upon it.
    """
    said = _spoken(session, phrases)
    if made.commit:
        undo = Undo(sorted(mine(session.book, member)), made.commit)
        return change(session, undo, committing=Committing(wanted=True), phrases=said)
    first = said.say(made.rows[0].change if made.rows else Message("told-edit-nothing"))
    back = ReplaceFiles(
        [(each.path, each.after, each.before) for each in made.changed],
        Message("title-undo", (first,)),
    )
    return change(session, back, phrases=said, seen={})


def meanwhile(
    session: Session, memory: Memory, base: Mapping[str, str | None]
) -> list[tuple[str, str]]:
    """Each file that is not what a preview had: its path, and what changed in it since as a diff,
    empty where what it was is not remembered.
    """
    found = []
    for path, was in base.items():
        if not is_account_path(path):
            continue
        now = now_of(session.book.root, path)
        if digest(now) == was:
            continue
        before = memory.seen(was)
        is_known = before is not None or was is None
        lines = difference(FileChange(path, before, now, None, None)) if is_known else ""
        found.append((path, lines))
    return found


def now_of(root: str, path: str) -> bytes | None:
    """What a file of the book says now; None where there is none."""
    try:
        return read_bytes(root, path, MAX_BESIDE)
    except OSError:
        return None


def told_lines(made: Change, phrases: Phrases) -> Sequence[tuple[str, str]]:
    """What changes in sales terms: the account's name, and the change."""
    return [(row.name, phrases.say(row.change)) for row in made.rows]
