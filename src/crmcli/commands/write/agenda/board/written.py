"""What was written at the list: told at the end, taken back step by step, committed in one."""

from collections.abc import Sequence
from typing import NoReturn

from crmcli.app.changing import Change, Committing, committed
from crmcli.app.requests.files import ReplaceFiles
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible
from crmcli.messages import Phrases
from crmcli.store.git.git import is_work_tree
from crmcli.store.write.rewriting import FileChange


class Written:
    """The changes of one sitting, in order."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.steps: list[tuple[Sequence[FileChange], list[str]]] = []

    def add(self, made: Change, phrases: Phrases) -> str:
        """One change more; what it says."""
        if not made.changed:
            return phrases("told-edit-nothing")
        told = [f"{row.name}: {phrases.say(row.change)}" for row in made.rows]
        self.steps.append((made.changed, told))
        warned = [phrases.say(each) for each in made.warnings]
        first = told[0] if told else made.changed[0].path
        more = f" (+{len(told) - 1})" if len(told) > 1 else ""
        return " ".join([f"{first}{more}", *warned])

    def take_back(self, editing: EditSession, phrases: Phrases) -> str:
        """The last change is gone from the file, if nobody changed it since. Raises CrmError."""
        if not self.steps:
            return phrases("told-board-nothing-to-undo")
        files, told = self.steps[-1]
        first = told[0] if told else files[0].path
        back = [(each.path, each.after, each.before) for each in files]
        editing.make(ReplaceFiles(back, Message("title-undo", (first,))))
        self.steps.pop()
        return phrases("told-board-undone", first)

    def tell(self, editing: EditSession) -> None:
        """What was written, a line a change."""
        screen = editing.session.screen
        lines = [visible(line) for _, told in self.steps for line in told]
        for line in lines or [editing.session.phrases("told-board-cancelled")]:
            screen.tell(line)

    def finish(self, editing: EditSession, asked: Write) -> NoReturn:
        """Tell it, commit it in one if that is wanted, and end the command. Raises CrmError."""
        session = editing.session
        self.tell(editing)
        if self.steps and self._is_wanted(editing, asked):
            made = Change(editing.policy, editing.today, self._in_all())
            wanted = Committing(wanted=True, message=asked.message or "")
            commit, told = committed(made, self.root, None, wanted, session.phrases)
            for each in told:
                session.screen.tell(session.phrases.say(each))
            if commit:
                session.screen.tell(session.phrases("told-edit-committed", commit[:10]))
        session.finish(b"", 0)

    def _is_wanted(self, editing: EditSession, asked: Write) -> bool:
        if asked.commit is not None:
            return asked.commit
        if editing.policy.commit.when == "auto":
            return True
        return is_work_tree(self.root) and editing.asking.sure("ask-board-commit")

    def _in_all(self) -> list[FileChange]:
        """Each file as it was before the first change, and as it is after the last."""
        found: dict[str, FileChange] = {}
        for files, _ in self.steps:
            for each in files:
                first = found.get(each.path)
                found[each.path] = first._replace(after=each.after, new=each.new) if first else each
        return [*found.values()]
