"""A book in a git repository of its own, committed on the days a test says."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent


class Recorded:
    """A repository in a folder; `book` is a folder of it, the repository itself by default."""

    def __init__(self, folder: Path, book: str = ".") -> None:
        self.folder, self.book = folder, folder / book
        self.book.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(
        self,
        *words: str,
        when: str = "2026-08-01T12:00:00+00:00",
        given: bytes = b"",
        check: bool = True,
    ) -> str:
        """Git in the repository, with nobody's configuration and at a moment of the test's."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "Ada Moss",
            "GIT_AUTHOR_EMAIL": "ada@us.example",
            "GIT_COMMITTER_NAME": "Ada Moss",
            "GIT_COMMITTER_EMAIL": "ada@us.example",
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_DATE": when,
        }
        done = subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env=environment,
            input=given,
            capture_output=True,
            check=check,
        )
        return done.stdout.decode().strip()

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Put these files into the book, by path; None takes one away."""
        for name, text in files.items():
            path = self.book / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())

    def commit(
        self,
        when: str,
        files: Mapping[str, str | bytes | None] | None = None,
        message: str = "change",
    ) -> str:
        """Write the files, and commit everything; the commit's id. `when` is a day (noon in Greenwich) or a moment."""
        self.write(files or {})
        self.git("add", "-A")
        self.git(
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            message,
            when=when if "T" in when else f"{when}T12:00:00+00:00",
        )
        return self.git("rev-parse", "HEAD")
