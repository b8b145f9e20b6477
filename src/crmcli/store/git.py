"""git, asked without anything a repository's configuration could run: no hooks, pager, external diff, textconv or fsmonitor."""

import os
import subprocess

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.scan import read_bytes

_SAFE = (
    "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.pager=cat", "-c", "diff.external=", "-c", "core.attributesFile=/dev/null",
    "-c", "protocol.allow=never", "--no-optional-locks", "--no-pager",
)  # fmt: skip


def git(root: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, without its own way to the terminal. Raises CrmError when there is no git."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM")}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(["git", *_SAFE, *arguments], cwd=root, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise CrmError(Message("git-missing")) from None


def user_email(root: str) -> str:
    """The address git would commit with here; empty when it knows none."""
    return git(root, "config", "user.email").stdout.decode("utf-8", "replace").strip()


def is_work_tree(root: str) -> bool:
    """Is the folder inside a git work tree?"""
    return git(root, "rev-parse", "--is-inside-work-tree").stdout.strip() == b"true"


def changed_files(root: str, revision: str) -> list[str]:
    """Files of the book that differ from a revision, or that git does not track yet, as paths from the book's folder. Raises CrmError."""
    if not is_work_tree(root):
        raise CrmError(Message("not-a-repository", (root,)), Message("not-a-repository-hint"))
    known = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if known.returncode and revision != "HEAD":
        raise CrmError(Message("unknown-revision", (revision,)))
    blobs = {} if known.returncode else _blobs(root, known.stdout.decode().strip())  # without a commit everything is new
    seen = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ".").stdout
    return sorted({name for name in map(os.fsdecode, seen.split(b"\0")) if name and _differs(root, name, blobs.get(name))})


def _blobs(root: str, commit: str) -> dict[str, str]:
    """The contents of a commit's files by path from the book's folder, as git names contents."""
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", ".").stdout
    entries = (entry.partition(b"\t") for entry in listed.split(b"\0") if entry)
    return {os.fsdecode(name): head.split()[2].decode() for head, _, name in entries}


def _differs(root: str, name: str, blob: str | None) -> bool:
    """Is the file other than the commit's? Asked without git, whose comparison would run a repository's filters. Line ends do not count."""
    import hashlib

    try:
        data = read_bytes(root, name, 1 << 30)
    except OSError:
        return False  # gone from disk: nothing to look at
    if blob is None:
        return True
    make = hashlib.sha1 if len(blob) == 40 else hashlib.sha256
    return all(make(b"blob %d\0" % len(each) + each).hexdigest() != blob for each in (data, data.replace(b"\r\n", b"\n")))


def make_repository(folder: str) -> str:
    """`git init`; what went wrong, or nothing."""
    done = git(folder, "init", "--quiet")
    return "" if done.returncode == 0 else done.stderr.decode("utf-8", "replace").strip()
