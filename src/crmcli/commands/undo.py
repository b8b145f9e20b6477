"""The last change that somebody committed with crm, taken back."""

import os

from crmcli.commands.pen import Pen
from crmcli.commands.writing import Write, writing
from crmcli.store.git import user_email
from crmcli.store.undoing import UNDOES, last_change


@writing()
def undo(write: Write = Write()) -> None:
    """Take back the last change that you committed with crm, by a commit of its own. Refused when somebody built on it.

    \b
    Example: crm undo
    """
    pen = Pen(write._replace(commit=write.commit is not False))
    change = last_change(pen.root, _mine(pen))
    title = pen.desk.phrases("undo-title", change.subject)
    pen.put([(each.path, each.after, each.before) for each in change.files], title=title, trailer=f"{UNDOES}{change.id}")


def _mine(pen: Pen) -> set[str]:
    """The addresses that whoever sits here commits with; none if git knows nobody."""
    said = os.environ.get("GIT_AUTHOR_EMAIL") or user_email(pen.root)
    member = pen.policy.team.get(pen.me or "")
    return {said, *(member.emails if member else ())} if said else set()
