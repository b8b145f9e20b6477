"""A book's content in the forms of other tools: how, stands in benchmarks/peers.md.

One pass over the accounts; every form is given each of them and writes it at once.
"""

import json
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from crmcli.app.session import Session
from crmcli.domain.deals.promises import open_promises
from crmcli.domain.people.coverage import is_open
from crmcli.domain.records.account import Account, Entry

SPACE = uuid.UUID("b7a7c2f4-5c1f-4b8e-9d60-6a1f0c1b7a11")
STARS = {"A": "⭐⭐⭐⭐⭐", "B": "⭐⭐⭐⭐", "C": "⭐⭐⭐"}
# where taskwarrior has what
PLACES = {"promises": ("promises.json",), "all": ("promises.json", "entries.json")}
STAGES = ("leads", "prospects", "customers")


class Promised(NamedTuple):
    """A day that was promised and stands: a deal's or an entry's next step, or a plan."""

    day: date
    what: str
    owner: str
    to: tuple[str, ...]  # ids of contacts


class Content(NamedTuple):
    account: Account
    promises: tuple[Promised, ...]


def contents(root: Path, day: date) -> Iterator[Content]:
    """Every account that can be read, in the order of the ids."""
    with Session(str(root), use_cache=False) as session:
        library = session.book.library
        for _, path in sorted(library.paths.items()):
            account = library.account(path)
            if account is not None:
                yield Content(account, tuple(promised(account, day)))


def promised(account: Account, day: date) -> Iterator[Promised]:
    for each in open_promises(account, day):
        owner = each.step.owner or account.owner or ""
        yield Promised(each.step.date, each.step.what or "next", owner, each.to)
    for plan in account.plans.values():
        if plan.due is not None and is_open(plan, day):
            role = account.roles.get(plan.for_)
            to = role.contacts if role else (plan.for_,) if plan.for_ in account.contacts else ()
            yield Promised(plan.due, plan.how or plan.for_, plan.owner or account.owner or "", to)


def names(account: Account, people: tuple[str, ...]) -> str:
    return ", ".join(account.contacts[each].name for each in people if each in account.contacts)


def said(entry: Entry) -> str:
    return " / ".join(each for each in (entry.what, entry.said) if each) or entry.type


class Taskwarrior:
    """A pending task for each promise, a completed one for each entry: what `task add` and
    `task log` would have made, for `task import`. Two places, one of them without the entries:
    taskwarrior 2.6 reads what is completed for every question.
    """

    def __init__(self, folder: Path) -> None:
        for place in PLACES:
            (folder / place).mkdir(parents=True)
            (folder / f"{place}.rc").write_text(
                f"data.location={folder / place}\nconfirmation=no\nverbose=nothing\n"
            )
        self.folder, self.promises, self.entries = folder, [], []

    def put(self, content: Content) -> None:
        account = content.account
        for each in content.promises:
            who = names(account, each.to)
            self._task(account, f"{who}: {each.what}" if who else each.what, each.day, each.owner)
        for entry in account.log:
            who = names(account, entry.with_)
            text = f"{entry.type} {who}: {said(entry)}" if who else f"{entry.type}: {said(entry)}"
            self._task(account, text, entry.date, " ".join(entry.by), done=True)

    def _task(
        self, account: Account, text: str, day: date, owner: str, *, done: bool = False
    ) -> None:
        lines = self.entries if done else self.promises
        task = {
            "uuid": str(uuid.uuid5(SPACE, f"{done}/{len(lines)}")),
            "description": f"{text} ({account.name})",
            "project": account.id,
            "tags": owner.split(),
            "entry": f"{day if done else date(2020, 1, 1):%Y%m%d}T000000Z",
            **(
                {"status": "completed", "end": f"{day:%Y%m%d}T000000Z"}
                if done
                else {"status": "pending", "due": f"{day:%Y%m%d}T000000Z"}
            ),
        }
        lines.append(json.dumps(task, ensure_ascii=False) + "\n")

    def close(self) -> None:
        for name in ("promises", "entries"):
            text = "".join(getattr(self, name))
            (self.folder / f"{name}.json").write_text(text, encoding="utf-8")


class Todoman:
    """A VTODO file for each promise; what is done has no place among them."""

    def __init__(self, folder: Path) -> None:
        self.list = folder / "lists" / "crm"
        self.list.mkdir(parents=True)
        (folder / "config.py").write_text(
            f'path = "{folder}/lists/*"\ncache_path = "{folder}/cache.sqlite3"\n'
            'default_list = "crm"\ndate_format = "%Y-%m-%d"\n'
        )
        self.count = 0

    def put(self, content: Content) -> None:
        for each in content.promises:
            who = names(content.account, each.to)
            uid = uuid.uuid5(SPACE, f"todo/{self.count}")
            lines = (
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//benchmarks//peers//EN",
                "BEGIN:VTODO",
                f"UID:{uid}",
                "DTSTAMP:20200101T000000Z",
                f"SUMMARY:{_ical(f'{who}: {each.what}' if who else each.what)}",
                f"LOCATION:{_ical(content.account.name)}",
                f"CATEGORIES:{_ical(content.account.id)}",
                f"DUE;VALUE=DATE:{each.day:%Y%m%d}",
                "STATUS:NEEDS-ACTION",
                "END:VTODO",
                "END:VCALENDAR",
                "",
            )
            data = "\r\n".join(lines).encode()
            (self.list / f"{uid}.ics").write_bytes(data)
            self.count += 1

    def close(self) -> None:
        pass


def _ical(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


class Hledger:
    """One journal: an account directive for each account and contact, a cleared transaction for
    each entry, a pending one on its day for each promise.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.file, self.lines = folder / "book.journal", []

    def put(self, content: Content) -> None:
        account = content.account
        self.lines.append(f"account {account.id}  ; name: {_tag(account.name)}\n")
        for name, contact in account.contacts.items():
            told = {
                "name": contact.name,
                "title": contact.title or "",
                "phones": " ".join(contact.phones),
                "emails": " ".join(contact.emails),
            }
            tags = ", ".join(f"{key}: {_tag(value)}" for key, value in told.items() if value)
            self.lines.append(f"account {account.id}:{name}  ; {tags}\n")
        for entry in account.log:
            tags = {"type": entry.type, "deal": entry.deal, "outcome": entry.outcome}
            told = ", ".join(f"{key}: {_tag(value)}" for key, value in tags.items() if value)
            self._put(entry.date, "*", " ".join(entry.by), said(entry), told)
            self._lines(account, entry.with_)
        for each in content.promises:
            self._put(each.day, "!", each.owner, each.what, f"due: {each.day}")
            self._lines(account, each.to)

    def _put(self, day: date, mark: str, who: str, what: str, tags: str) -> None:
        self.lines.append(f"{day} {mark} {who} | {_line(what)}  ; {tags}\n")

    def _lines(self, account: Account, people: tuple[str, ...]) -> None:
        known = [each for each in people if each in account.contacts]
        for place in [f"{account.id}:{each}" for each in known] or [account.id]:
            self.lines.append(f"    ({place})  1\n")
        self.lines.append("\n")

    def close(self) -> None:
        self.file.write_text("".join(self.lines), encoding="utf-8")


def _line(text: str) -> str:
    """A semicolon begins a comment, and a bar ends the payee."""
    return " ".join(text.replace(";", ",").replace("|", "/").split())


def _tag(text: str) -> str:
    """A comma ends a tag."""
    return _line(text).replace(",", " ")


class Jsoncrm:
    """A record for each contact, with the account's name as its company, in one leads.json: the
    entries with that person are lines of its notes, the first promise its next_follow_up.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder, self.records = folder, []

    def put(self, content: Content) -> None:
        account = content.account
        people = dict(account.contacts) or {"": None}
        first = next(iter(people))
        notes, days, last = ({name: [] for name in people} for _ in range(3))
        for entry in account.log:
            name = next((each for each in entry.with_ if each in people), first)
            notes[name].append(f"{entry.date} {entry.type} {' '.join(entry.by)}: {said(entry)}")
            last[name].append(entry.date)
        for each in content.promises:
            name = next((each for each in each.to if each in people), first)
            notes[name].append(f"due {each.day} {each.owner}: {each.what}")
            days[name].append(each.day)
        for name, contact in people.items():
            self.records.append(
                {
                    "id": f"{account.id}/{name}",
                    "name": contact.name if contact else account.name,
                    "position": contact and contact.title,
                    "company": account.name,
                    "email": contact and next(iter(contact.emails), None),
                    "phone": contact and next(iter(contact.phones), None),
                    "score": STARS.get(account.segment or "", "⭐⭐"),
                    "source": account.source,
                    "connected": bool(last[name]),
                    "contacted_at": f"{max(last[name])}" if last[name] else None,
                    "next_follow_up": f"{min(days[name])}" if days[name] else None,
                    "notes": "\n".join(notes[name]),
                }
            )

    def close(self) -> None:
        for stage in STAGES:
            records = self.records if stage == "leads" else []
            text = json.dumps(records, indent=2, ensure_ascii=False) + "\n"
            (self.folder / f"{stage}.json").write_text(text, encoding="utf-8")


FORMS = {
    "taskwarrior": Taskwarrior,
    "todoman": Todoman,
    "hledger": Hledger,
    "jsoncrm": Jsoncrm,
}


def write(root: Path, folder: Path, day: date, wanted: list[str]) -> dict[str, int]:
    """The book in each of the forms wanted; how much there was."""
    forms = [FORMS[name](folder / name) for name in wanted]
    counts = {"accounts": 0, "contacts": 0, "entries": 0, "promises": 0, "due": 0}
    for content in contents(root, day):
        for form in forms:
            form.put(content)
        counts["accounts"] += 1
        counts["contacts"] += len(content.account.contacts)
        counts["entries"] += len(content.account.log)
        counts["promises"] += len(content.promises)
        counts["due"] += sum(each.day < day + timedelta(1) for each in content.promises)
    for form in forms:
        form.close()
    return counts
