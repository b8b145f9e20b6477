"""What `benchmarks/peers.py` has other tools read is what the book says: every promise on its day,
every entry, every contact, in each of the forms.
"""

import importlib
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from crmcli.app.answering import answer
from crmcli.app.session import Session
from crmcli.reports import registry

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
ACCOUNTS = 30


class Written:
    """A book in all forms, and what it says itself."""

    def __init__(self, folder, forms, books):
        self.folder, self.day = folder, books.TODAY
        books.write_book(folder / "book", ACCOUNTS)
        self.counts = forms.write(folder / "book", folder, self.day, list(forms.FORMS))
        found = list(forms.contents(folder / "book", self.day))
        self.promised = Counter(
            (each.account.id, promise.day, promise.what)
            for each in found
            for promise in each.promises
        )
        self.said = Counter(
            (each.account.id, entry.date, entry.what)
            for each in found
            for entry in each.account.log
        )
        self.people = Counter(
            (each.account.name, contact.name)
            for each in found
            for contact in each.account.contacts.values()
        )


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.syspath_prepend(str(BENCHMARKS))
        forms, books = (importlib.import_module(name) for name in ("peer_forms", "generate"))
        yield Written(tmp_path_factory.mktemp("peers"), forms, books)


def day(text):
    return date.fromisoformat(text)


def what(text):
    """A description without whom it was with and at which firm."""
    return re.sub(r" \([^()]*\)$", "", text).rpartition(": ")[2]


def in_a_line(counted):
    """As a journal has it, where a semicolon begins a comment."""
    return Counter(
        {(account, on, text.replace(";", ",")): n for (account, on, text), n in counted.items()}
    )


def test_the_promises_are_those_of_the_agenda(written):
    with Session(str(written.folder / "book"), use_cache=False) as session:
        due = registry.find("due")
        table = answer(session, due, due.options(days=3650, limit=None), as_of=written.day).table
    rows = Counter(row.account for row in table.rows if row.kind in ("next", "plan"))
    assert rows.total() > ACCOUNTS
    assert rows == Counter(account for account, _, _ in written.promised.elements())


def test_taskwarrior_has_promises_and_entries(written):
    tasks = {}
    for name in ("promises", "entries"):
        text = (written.folder / "taskwarrior" / f"{name}.json").read_text(encoding="utf-8")
        tasks[name] = [*map(json.loads, text.splitlines())]
    assert {each["status"] for each in tasks["promises"]} == {"pending"}
    assert {each["status"] for each in tasks["entries"]} == {"completed"}
    both = tasks["promises"] + tasks["entries"]
    assert len({each["uuid"] for each in both}) == len(both)
    held, said = (
        Counter(
            (each["project"], day(each[key][:8]), what(each["description"])) for each in tasks[name]
        )
        for name, key in (("promises", "due"), ("entries", "end"))
    )
    assert (held, said) == (written.promised, written.said)


def test_todoman_has_promises(written):
    files = [each.read_bytes().decode() for each in (written.folder / "todoman").rglob("*.ics")]
    keys = [dict(line.split(":", 1) for line in text.split("\r\n") if line) for text in files]
    held = Counter((each["CATEGORIES"], day(each["DUE;VALUE=DATE"])) for each in keys)
    assert held == Counter((account, on) for account, on, _ in written.promised.elements())


def test_hledger_has_promises_entries_and_people(written):
    text = (written.folder / "hledger" / "book.journal").read_text(encoding="utf-8")
    firsts = re.findall(r"^(\S+) ([!*]) .*? \| (.*?)  ; .*\n    \((\w+)", text, re.MULTILINE)
    held, said = (
        Counter((account, day(on), words) for on, mark, words, account in firsts if mark == wanted)
        for wanted in "!*"
    )
    assert (held, said) == (in_a_line(written.promised), in_a_line(written.said))
    people = re.findall(r"^account \w+:\w+  ; name: (.*?), title", text, re.MULTILINE)
    assert Counter(people) == Counter(name for _, name in written.people.elements())


def test_jsoncrm_has_people_with_their_promises_and_entries(written):
    folder = written.folder / "jsoncrm"
    records = json.loads((folder / "leads.json").read_text(encoding="utf-8"))
    assert written.people == Counter((each["company"], each["name"]) for each in records)
    held, said = Counter(), Counter()
    for each in records:
        account, promises = each["id"].split("/")[0], []
        for line in each["notes"].splitlines():
            head, _, text = line.partition(": ")
            first, second, *_ = head.split()
            if first == "due":
                held[account, day(second), text] += 1
                promises.append(second)
            else:
                said[account, day(first), text] += 1
        assert each["next_follow_up"] == min(promises, default=None)
    assert (held, said) == (written.promised, written.said)


def test_what_was_counted_is_what_was_written(written):
    assert written.counts == {
        "accounts": ACCOUNTS,
        "contacts": written.people.total(),
        "entries": written.said.total(),
        "promises": written.promised.total(),
        "due": sum(count for (_, on, _), count in written.promised.items() if on <= written.day),
    }
