"""`crm` as a user and as a program meet it: another process (tests/warm.py), an environment of its own, a small book written in the test."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import warm
from warm import Ran


class Crm:
    """Runs `crm` in a folder of its own, with nothing of the developer's environment but where programs and modules are."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.book = home / "book"
        self.cache = home / "cache"
        self.env = {
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
            "CRM_CACHE_DIR": str(self.cache),
            "CRM_TERMINAL": "test",
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONWARNINGS": "error::ResourceWarning",
        }

    def write(
        self,
        accounts: Mapping[str, str | bytes],
        policy: str | bytes | None = None,
        book: Path | None = None,
    ) -> Path:
        """Put these accounts, by id or path, into the book; without a policy it keeps the one it has, or gets an empty one."""
        root = book or self.book
        if policy is not None or not (root / "crm.yaml").exists():
            self._put(root / "crm.yaml", policy or "")
        for name, text in accounts.items():
            self._put(root / "accounts" / f"{name}.yaml", text)
        return root

    @staticmethod
    def _put(path: Path, text: str | bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def __call__(
        self, *words: str, cwd: Path | None = None, env: Mapping[str, str | None] | None = None
    ) -> Ran:
        return warm.run(words, cwd=cwd or self.book, env=self.environment(env))

    def started(
        self, *words: str, cwd: Path | None = None, env: Mapping[str, str | None] | None = None
    ) -> Ran:
        """The same by an interpreter of its own: for what a start does, and nothing else."""
        return warm.started(words, cwd=cwd or self.book, env=self.environment(env))

    def environment(self, more: Mapping[str, str | None] | None = None) -> dict[str, str]:
        return {
            name: value for name, value in {**self.env, **(more or {})}.items() if value is not None
        }

    def git(self, *words: str, cwd: Path | None = None) -> str:
        """git in the book, with nobody's configuration."""
        who = [
            "-c",
            "user.name=Test",
            "-c",
            "user.email=test@example.com",
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgsign=false",
        ]
        done = subprocess.run(
            ["git", *who, *words],
            cwd=cwd or self.book,
            env=self.environment(),
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout


@pytest.fixture
def crm(tmp_path: Path) -> Crm:
    return Crm(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Crm:
    """For books that no test of the module changes."""
    return Crm(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="session")
def forks() -> Callable[..., Ran]:
    """Runs of which the cache is told how long it has to mistrust a file: `racy` seconds after it was touched."""
    if not hasattr(os, "fork"):
        pytest.skip("needs os.fork")
    return lambda crm, *words, racy=2.0: warm.run(words, cwd=crm.book, env=crm.env, racy=racy)
