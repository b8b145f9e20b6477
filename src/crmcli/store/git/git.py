"""git, asked without anything a repository's configuration could run: no hooks, pager, external
diff, textconv or fsmonitor.
"""

import os
import subprocess
from collections.abc import Generator, Iterator, Mapping
from types import MappingProxyType
from typing import IO

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.files.scan import ACCOUNTS, POLICY, holder, read_bytes

# What a repository's own configuration says of these counts for nothing: each would run a program,
# or ask for a password.
_SAFE = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.pager=cat",
    "-c",
    "diff.external=",
    "-c",
    "core.attributesFile=/dev/null",
    "-c",
    "protocol.allow=never",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.askPass=",
    "-c",
    "credential.helper=",
    "--literal-pathspecs",
    "--no-optional-locks",
    "--no-pager",
)
# Nothing is fetched, whatever protocol the configuration allows; no object stands for another;
# nobody is asked anything.
_FIXED = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}


_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM")  # of the environment's own words to git


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT
    }
    return kept | _FIXED


def git(
    root: str,
    *arguments: str,
    given: bytes | IO[bytes] = b"",
    extra: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, without its own way to the terminal. It is given bytes, or what is left
    to read of a file; `extra` is added to its environment. Raises CrmError when there is no git.
    """
    try:
        return subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=root,
            env=_environment() | dict(extra),
            capture_output=True,
            check=False,
            input=given if isinstance(given, bytes) else None,
            stdin=None if isinstance(given, bytes) else given,
        )
    except FileNotFoundError:
        raise CrmError(Message("error-git-missing")) from None


def git_as_set(
    root: str, *arguments: str, extra: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[bytes]:
    """Git as the user's own configuration sets it, hooks and all: to see what `git commit` would do
    here, and for hooks that crm.yaml says to run.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT
    }
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=root,
            env=kept | dict(extra),
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise CrmError(Message("error-git-missing")) from None


def git_talking(root: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """A git that stays: a process that answers what it is asked on its standard input, under the
    same rules. Raises CrmError when there is no git.
    """
    try:
        return subprocess.Popen(
            ["git", *_SAFE, *arguments],
            cwd=root,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise CrmError(Message("error-git-missing")) from None


def git_tokens(root: str, *arguments: str) -> Generator[bytes, None, None]:
    """What git prints, cut at its NULs, while it prints.

    Whoever stops listening ends it. Raises CrmError when it fails.
    """
    process = git_talking(root, *arguments)
    out: IO[bytes] = process.stdout  # type: ignore[assignment]
    done = False
    try:
        process.stdin.close()  # type: ignore[union-attr]
        yield from _tokens(out)
        done = True
    finally:
        if not done:
            process.kill()
        out.close()
        status = process.wait()
    if status:
        raise CrmError(
            Message("error-git-failed", (arguments[0],)), Message("hint-git-failed"), status=4
        )


def _tokens(out: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while data := out.read1(1 << 16):  # type: ignore[attr-defined]
        *whole, rest = (rest + data).split(b"\0")
        yield from whole
    if rest.strip():
        yield rest


def user_email(root: str) -> str:
    """The address git would commit with here; empty when it knows none."""
    return git(root, "config", "user.email").stdout.decode("utf-8", "replace").strip()


def author_email(root: str) -> str:
    """The address that the next commit names its author by; empty when git knows none."""
    return os.environ.get("GIT_AUTHOR_EMAIL") or user_email(root)


def is_work_tree(root: str) -> bool:
    """Is the folder inside a git work tree?

    Raises CrmError where git does not trust it, because it belongs to somebody else: that is not
    the same as none.
    """
    asked = git(root, "rev-parse", "--is-inside-work-tree")
    if is_untrusted(asked):
        raise untrusted(root)
    return asked.stdout.strip() == b"true"


def is_untrusted(asked: subprocess.CompletedProcess[bytes]) -> bool:
    """Did git refuse because the repository belongs to somebody else, as in containers and on
    mounted disks?
    """
    return bool(asked.returncode) and b"dubious ownership" in asked.stderr


def untrusted(root: str) -> CrmError:
    """What to say then, with the command that makes git trust it: the folder that git itself names,
    the repository's.
    """
    return CrmError(
        Message("error-past-not-owned", (root,)),
        Message("hint-past-not-owned", (holder(os.path.realpath(root), ".git") or root,)),
        status=4,
    )


def is_partial(root: str) -> bool:
    """Does the clone leave contents out until somebody asks for them?"""
    return bool(
        git(
            root,
            "config",
            "--get-regexp",
            r"^(remote\..*\.(promisor|partialclonefilter)|extensions\.partialclone)$",
        ).stdout.strip()
    )


def changed_files(root: str, revision: str) -> list[str]:
    """Files of the book that differ from a revision, or that git does not track yet, as paths from
    the book's folder. Raises CrmError.
    """
    if not is_work_tree(root):
        raise CrmError(Message("error-not-a-repository", (root,)), Message("hint-not-a-repository"))
    known = git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if known.returncode and revision != "HEAD":
        raise CrmError(Message("error-unknown-revision", (revision,)))
    # without a commit everything is new
    blobs = {} if known.returncode else _blobs(root, known.stdout.decode().strip())
    seen = _listed(
        root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", POLICY, ACCOUNTS
    )
    return sorted(
        name for name in set(map(os.fsdecode, seen)) if _differs(root, name, blobs.get(name))
    )


def _blobs(root: str, commit: str) -> dict[str, str]:
    """The contents of a commit's files by path from the book's folder, as git names contents."""
    entries = (
        entry.partition(b"\t")
        for entry in _listed(root, "ls-tree", "-r", "-z", commit, "--", POLICY, ACCOUNTS)
    )
    return {os.fsdecode(name): head.split()[2].decode() for head, _, name in entries}


def _listed(root: str, *arguments: str) -> list[bytes]:
    done = git(root, *arguments)
    if done.returncode:
        raise CrmError(
            Message("error-git-failed", (arguments[0],)), Message("hint-git-failed"), status=4
        )
    return list(filter(None, done.stdout.split(b"\0")))


def _differs(root: str, name: str, blob: str | None) -> bool:
    """Is the file other than the commit's?

    Asked without git, whose comparison would run a repository's filters. Line ends do not count,
    and no link is followed.
    """
    from crmcli.store.git.blob_names import blob_name

    path = os.path.join(root, name)
    try:
        data = (
            os.fsencode(os.readlink(path))
            if os.path.islink(path)
            else read_bytes(root, name, 1 << 30)
        )
    except OSError:
        return False  # gone from disk: nothing to look at
    if blob is None:
        return True
    lines = data.replace(b"\r\n", b"\n")
    return all(blob_name(each, len(blob)) != blob for each in (data, lines))


def make_repository(folder: str) -> str:
    """`git init`; what went wrong, in git's words, or nothing."""
    done = git(folder, "init", "--quiet")
    said = " ".join(done.stderr.decode("utf-8", "replace").split())
    return "" if done.returncode == 0 else said
