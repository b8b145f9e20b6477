"""What is wrong with the text in an editor, told with the lines around it, and mended where that is
beyond doubt.
"""

from crmcli.app.linting import severities
from crmcli.app.mending.text import mend_text
from crmcli.commands.admin.linting.lint_run import judged
from crmcli.commands.shared.edit_session import EditSession
from crmcli.domain.located_finding import LocatedFinding
from crmcli.formats.findings import text as findings_text
from crmcli.store.write.rewriting import understood

MOST = 5  # findings that are shown at once


class Wrong:
    """The findings of one account's text while it is edited."""

    def __init__(self, editing: EditSession, path: str) -> None:
        self.editing, self.path = editing, path
        self._text = b""

    @property
    def is_readable(self) -> bool:
        """Is the text that was looked at an account?"""
        return understood(self.path, self._text).account is not None

    def look(self, text: bytes) -> bool:
        """Are there errors in it? What is found is told, with the lines around it."""
        self._text = text
        spots = judged(self.editing.session, self.path, text)
        errors = [spot for spot in spots if spot.severity == "error"]
        self._tell(errors if errors and not self.is_readable else spots)
        return bool(errors)

    def mended(self) -> bytes | None:
        """The text with all of its errors mended, if that can be beyond doubt and the person wants
        it; None if not.
        """
        session = self.editing.session
        after, done = mend_text(session.opened, self.path, self._text, as_of=session.as_of)
        if not done or self._errors(after):
            return None
        if not self.editing.asking.sure("ask-edit-mend", usually=True):
            return None
        return after

    def _errors(self, text: bytes) -> bool:
        return any(
            spot.severity == "error" for spot in judged(self.editing.session, self.path, text)
        )

    def _tell(self, spots: list[LocatedFinding]) -> None:
        if not spots:
            return
        session = self.editing.session
        lines = self._text.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
        shown = findings_text.render(
            spots[:MOST],
            color=False,
            write=session.phrases("told-write"),
            called=severities(session.phrases),
            text=lines,
        )
        session.screen.tell(shown.rstrip("\n"))
        if len(spots) > MOST:
            session.screen.tell(session.phrases("told-more-findings", len(spots) - MOST))
