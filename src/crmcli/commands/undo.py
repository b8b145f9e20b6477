"""The last change that crm committed, taken back."""

from crmcli.commands.pen import Pen
from crmcli.commands.writing import Write, writing
from crmcli.store.undoing import UNDOES, last_change


@writing()
def undo(write: Write = Write()) -> None:
    """Take back the last change that crm committed, by a commit of its own. Refused when somebody built on it.

    \b
    Example: crm undo
    """
    pen = Pen(write._replace(commit=write.commit is not False))
    change = last_change(pen.root)
    title = pen.desk.phrases("undo-title", change.subject)
    pen.put([(each.path, each.after, each.before) for each in change.files], title=title, trailer=f"{UNDOES}{change.id}")
