"""The last change that somebody committed with crm, taken back."""

import shlex

from crmcli.app.requests.files import Undo
from crmcli.app.who import mine
from crmcli.commands.admin.checkup_files import told
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.files.scan import ACCOUNTS, POLICY, SUFFIX
from crmcli.store.git.git import changed_files, git
from crmcli.store.shapes.reading import is_account_path

_TOGETHER = 8  # files named in a command to be typed; more are told by their folder


@writing()
def undo(write: Write = Write()) -> None:
    """Take back the last change that you committed with crm, by a commit of its own. Refused when
    somebody built on it.

    \b
    Example: crm undo
    Example: crm undo --dry-run
    """
    editing = EditSession(write._replace(commit=write.commit is not False))
    try:
        editing.submit(Undo(sorted(mine(editing.session.book, editing.me))))
    except CrmError as error:
        raise _not_committed(editing.root, error) from None


def _not_committed(root: str, error: CrmError) -> CrmError:
    """What to say where nothing was committed that could be undone: what was only written, and how
    git takes that back.
    """
    changed = changed_files(root, "HEAD") if error.message.key == "error-undo-nothing" else []
    # what `crm init` wrote is no change to be taken back: nobody shall remove crm.yaml
    files = [
        each
        for each in changed
        if (is_account_path(each) and each.endswith(SUFFIX)) or not _is_new(root, each)
    ]
    if not files:
        return error
    if _is_new(root, POLICY):
        return CrmError(
            Message("error-undo-uncommitted", (told(files),)), Message("hint-undo-unkept"), status=4
        )
    known: list[str] = []
    new: list[str] = []
    for each in files[:_TOGETHER]:
        (new if _is_new(root, each) else known).append(each)
    are_many = len(files) > _TOGETHER
    back = ACCOUNTS if are_many else shlex.join(known)
    if known and new and not are_many:
        hint = Message("hint-undo-both", (back, shlex.join(new)))
    elif known:
        hint = Message("hint-undo-uncommitted", (back,))
    else:
        hint = Message("hint-undo-new", (shlex.join(new),))
    return CrmError(Message("error-undo-uncommitted", (told(files),)), hint, status=4)


def _is_new(root: str, path: str) -> bool:
    return git(root, "ls-files", "--error-unmatch", "--", path).returncode != 0
