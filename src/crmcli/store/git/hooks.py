"""The hooks of a book's own repository: which there are, and what they say to a commit, where
crm.yaml says to ask them.
"""

import os
import tempfile

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.git.git import git_as_set

BEFORE, MESSAGE, AFTER = "pre-commit", ("prepare-commit-msg", "commit-msg"), "post-commit"
_TOLD = 20  # lines of what a hook says


def hooks_of(root: str) -> list[str]:
    """The hooks that `git commit` would run here."""
    folder = os.path.join(
        root, os.fsdecode(git_as_set(root, "rev-parse", "--git-path", "hooks").stdout.rstrip(b"\n"))
    )
    return [
        name
        for name in (BEFORE, *MESSAGE, AFTER)
        if os.access(os.path.join(folder, name), os.X_OK)
        and os.path.isfile(os.path.join(folder, name))
    ]


def is_signing(root: str) -> bool:
    """Would `git commit` sign?"""
    return git_as_set(root, "config", "--type=bool", "commit.gpgsign").stdout.strip() == b"true"


def passed(root: str, tree: str, text: str) -> str:
    """The commit's message as the hooks leave it: they see the tree in an index of its own.

    Raises CrmError when one refuses, or changes what is to be committed.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="crm-") as folder:
            index = {"GIT_INDEX_FILE": os.path.join(folder, "index"), "GIT_EDITOR": ":"}
            git_as_set(root, "read-tree", tree, extra=index)
            git_as_set(root, "update-index", "-q", "--refresh", extra=index)
            _run(root, BEFORE, index)
            if (
                os.fsdecode(
                    git_as_set(root, "write-tree", "--missing-ok", extra=index).stdout
                ).strip()
                != tree
            ):
                raise CrmError(
                    Message("error-commit-hook-changed", (BEFORE,)),
                    Message("hint-commit-filtered"),
                    status=4,
                )
            return _message(root, os.path.join(folder, "COMMIT_EDITMSG"), text, index)
    except OSError as error:
        raise CrmError(
            Message("error-commit-failed", (reason_of(error),)),
            Message("hint-commit-failed"),
            status=4,
        ) from None


def _message(root: str, path: str, text: str, index: dict[str, str]) -> str:
    with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        file.write(text)
    prepare, check = MESSAGE
    _run(root, prepare, index, path, "message")
    _run(root, check, index, path)
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        left = file.read()
    if not left.strip():
        raise CrmError(
            Message("error-commit-hook-changed", (check,)),
            Message("hint-commit-filtered"),
            status=4,
        )
    return left


def after(root: str) -> None:
    """The hook that is told of a commit; nothing it says takes the commit back."""
    git_as_set(root, "hook", "run", "--ignore-missing", AFTER)


def _run(root: str, name: str, index: dict[str, str], *words: str) -> None:
    done = git_as_set(
        root,
        "hook",
        "run",
        "--ignore-missing",
        name,
        *(("--", *words) if words else ()),
        extra=index,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace").strip().splitlines()[:_TOLD]
        refused = CrmError(
            Message("error-commit-hook-refused", (name,)), Message("hint-commit-hook"), status=4
        )
        refused.quoted = tuple(said)
        raise refused
