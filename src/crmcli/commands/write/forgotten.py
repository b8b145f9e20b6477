"""What became of a person who was forgotten, told: what changed, where the name may still stand,
and what purges git's history.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple, NoReturn

from crmcli.app.changing import Change, ChangedRow
from crmcli.commands.shared.change_output import (
    as_json,
    tell_end,
    tell_reformatted,
)
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Write
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible
from crmcli.edits.identifiers import Traces, purge_rules
from crmcli.store.files.scan import MAX_BYTES, POLICY, read_bytes
from crmcli.store.git.git import is_work_tree
from crmcli.store.write.rewriting import FileChange
from crmcli.store.yaml.tree import nfc


class Left(NamedTuple):
    """A line that may still name the person."""

    path: str
    number: int
    text: str


class Forgotten:
    """One person who is forgotten."""

    def __init__(self, root: str, known: Traces, home: str, key: str) -> None:
        self.root, self.known, self.home, self.key = root, known, home, key
        self.word = re.compile(rf"(?<![\w.-]){re.escape(key)}(?![\w.-])")
        self.called_so = ""  # a file where the id means somebody or something else

    def tell(self, session: ReportSession, asked: Write, made: Change) -> NoReturn:
        """Say what changed and what is left on stderr, and end the command with the list that
        purges history as its answer.
        """
        say, written = session.phrases, made.files
        left = list(self._left(written))
        tell_reformatted(session, written)
        rules = self._rules(session, written)
        rows = [
            self._row(each, each.new)
            for each in written
            if each.new is not None and each.before != each.after
        ]
        if asked.output == "json":
            text = as_json(
                session,
                asked,
                made,
                rows,
                left=[{"file": each.path, "line": each.number} for each in left],
                purge=rules,
            )
        elif asked.dry_run:
            text = made.diff
        else:
            text = "".join(f"{rule}\n" for rule in rules)
            for row in rows:
                session.screen.tell(f"{visible(row.name)}: {visible(say.say(row.change))}")
        for each in left:
            session.screen.tell(
                say(
                    "told-forget-left",
                    f"{visible(session.shown_path(each.path))}:{each.number}",
                    visible(each.text.strip()),
                )
            )
        for account, key in self._elsewhere(written):
            session.screen.tell(say("told-forget-elsewhere", account, key))
        if self.called_so and rules:
            session.screen.tell(
                say("told-forget-id-shared", self.key, visible(session.shown_path(self.called_so)))
            )
        tell_end(session, made)
        session.finish(
            text.encode("utf-8", "surrogateescape"),
            0,
            say("told-forget-history") if rules and not asked.dry_run else "",
        )

    def _row(self, written: FileChange, account: Account) -> ChangedRow:
        count = (written.after or b"").count(self.known.pseudonym.encode())
        return ChangedRow(
            account.id,
            account.name,
            written.path,
            "forget",
            f"contacts.{self.known.pseudonym}",
            Message("told-forget-changed", (self.known.pseudonym, count)),
        )

    def _left(self, written: Sequence[FileChange]) -> Iterator[Left]:
        """Where comments, longer words, namesakes or our own files may still name the person."""
        texts = [(each.path, each.after or b"") for each in written]
        with suppress(OSError):
            texts.append((POLICY, read_bytes(self.root, POLICY, MAX_BYTES)))
        for place, (path, data) in enumerate(texts):
            for number, line in enumerate(nfc(data.decode("utf-8", "replace")).splitlines(), 1):
                if self.known.named_in(line) or (place == 0 and self.word.search(line)):
                    yield Left(path, number, line)

    def _elsewhere(self, written: Sequence[FileChange]) -> list[tuple[str, str]]:
        """The same person among another account's contacts."""
        return [
            (each.old.id, key)
            for each in written[1:]
            if each.old
            for key, contact in each.old.contacts.items()
            if self.known.is_called_so(contact.name) and self.known.is_same(contact)
        ]

    def _rules(self, session: ReportSession, written: Sequence[FileChange]) -> list[str]:
        """The list for git filter-repo; none where there is no history."""
        with suppress(CrmError):
            if not is_work_tree(self.root):
                return []
        self.called_so = self._other_meaning(session, written)
        return purge_rules(self.known, None if self.called_so else self.key)

    def _other_meaning(self, session: ReportSession, written: Sequence[FileChange]) -> str:
        """The first file in which the person's id means somebody or something else, comments too;
        last the person's own, by what it says now.
        """
        before = {each.path: each.before for each in written}
        reference = f"{self.home}/{self.key}"
        for path in sorted(entry[0] for entry in session.book.library.entries):
            if path == written[0].path:
                continue
            data = before.get(path) or read_bytes(self.root, path, MAX_BYTES)
            text = nfc(data.decode("utf-8", "replace"))
            if self.word.search(text.replace(reference, "")):
                return path
        own = nfc((written[0].after or b"").decode("utf-8", "replace"))
        return written[0].path if self.word.search(own) else ""
