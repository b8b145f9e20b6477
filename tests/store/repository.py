"""A git repository for one test, with nobody's configuration."""

import os
import subprocess
from pathlib import Path

ME = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@us.example",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@us.example",
}
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(root: Path, *words: str) -> str:
    """What git says, whose command has to succeed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = [
        "-c",
        "init.defaultBranch=main",
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "protocol.file.allow=always",
    ]
    return subprocess.run(
        ["git", *settings, *words],
        cwd=root,
        env=kept | ME | ALONE,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout


def repository(root: Path, *options: str, first: bool = True) -> Path:
    """The folder as a repository whose committer is known, everything in it committed."""
    git(root, "init", "-q", "--template=", *options)
    git(root, "config", "user.name", "Kim")
    git(root, "config", "user.email", "kim@us.example")
    if first:
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "first")
    return root


def status(root: Path) -> list[str]:
    """What git sees as changed: index and work tree."""
    return git(root, "status", "--porcelain", "--untracked-files=all").splitlines()


def subjects(root: Path) -> list[str]:
    """The commits' first lines, newest first."""
    return git(root, "log", "--format=%s").splitlines()


def touched(root: Path, revision: str = "HEAD") -> list[str]:
    """The files of a commit, with what happened to each."""
    return git(root, "show", "--format=", "--name-status", "--no-renames", revision).splitlines()
