"""What somebody types into an account's file, until it is saved: never lost, and never shown as a
whole.
"""

import sys
from hashlib import sha256

from crmcli.commands.shared.edit_session import EditSession
from crmcli.domain.errors import CrmError
from crmcli.store.files import draft
from crmcli.store.shapes.reading import account_id
from crmcli.store.write.rewriting import read_page, understood


class Typed:
    """The text in the editor, and the file it is to replace."""

    def __init__(self, editing: EditSession, path: str, before: bytes) -> None:
        self.editing, self.path, self.before = editing, path, before
        self.text = before
        self.goes_on_with_draft = False
        self._digest = sha256(before).hexdigest()

    @property
    def is_as_before(self) -> bool:
        """Does it say what the file says?"""
        return self.text == self.before

    @property
    def was_readable(self) -> bool:
        """Was the file an account before?"""
        return understood(self.path, self.before).account is not None

    @property
    def name(self) -> str:
        """Where its draft is, for the person."""
        name = draft.draft_of(self.path, self._digest)
        return self.editing.session.shown_path(name)

    def draft(self) -> bytes | None:
        """What was typed the last time and could not be saved, while the file is what it was."""
        found = draft.kept(self.editing.root, self.path, self._digest)
        return None if found == self.before else found

    def keep(self) -> None:
        """What was typed is kept beside the file, and where is told; where there is no room for it,
        it is printed.
        """
        if self.is_as_before:
            return
        session = self.editing.session
        try:
            kept = draft.keep(
                self.editing.root,
                self.path,
                self._digest,
                self.text,
                instead=self.goes_on_with_draft,
            )
        except CrmError:
            session.screen.tell(session.phrases("hint-edit-text-printed"))
            sys.stdout.buffer.write(self.text)
            sys.stdout.flush()
            return
        key = "told-edit-draft" if self._is_still() else "told-edit-draft-old"
        shown = session.shown_path(kept)
        session.screen.tell(session.phrases(key, shown, account_id(self.path)))

    def discard(self) -> None:
        """It is not wanted any more, by the word of who typed it."""
        self.text = self.before
        self.drop()

    def _is_still(self) -> bool:
        """Does the file say what it said?"""
        try:
            return read_page(self.editing.root, self.path).data == self.before
        except CrmError:
            return False

    def drop(self) -> None:
        """The draft it began with is not needed any more."""
        if self.goes_on_with_draft:
            draft.drop(self.editing.root, self.path, self._digest)
