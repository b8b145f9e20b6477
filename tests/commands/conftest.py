"""`crm` as a user and as a program meet it: another process, an environment of its own, a small book written in the test."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

FORKING = Path(__file__).parent / "forking.py"


class Ran(NamedTuple):
    """What one run of `crm` gave back."""

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def told(self) -> str:
        return self.err.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Crm:
    """Runs `crm` in a folder of its own, with nothing of the developer's environment but where programs and modules are."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.book = home / "book"
        self.cache = home / "cache"
        self.env = {
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}, "HOME": str(home), "LANG": "C.UTF-8", "COLUMNS": "80", "CRM_CACHE_DIR": str(self.cache), "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONWARNINGS": "error::ResourceWarning",
        }  # fmt: skip

    def write(self, accounts: Mapping[str, str | bytes], policy: str | bytes | None = None, book: Path | None = None) -> Path:
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

    def __call__(self, *words: str, cwd: Path | None = None, env: Mapping[str, str | None] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "crmcli", *words], cwd=cwd or self.book, env=self.environment(env), capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=60
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def environment(self, more: Mapping[str, str | None] | None = None) -> dict[str, str]:
        return {name: value for name, value in {**self.env, **(more or {})}.items() if value is not None}

    def git(self, *words: str, cwd: Path | None = None) -> str:
        """git in the book, with nobody's configuration."""
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *who, *words], cwd=cwd or self.book, env=self.environment(), capture_output=True, check=True, text=True)
        return done.stdout


@pytest.fixture
def crm(tmp_path: Path) -> Crm:
    return Crm(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Crm:
    """For books that no test of the module changes."""
    return Crm(tmp_path_factory.mktemp("shared"))


class Forks:
    """Many runs of `crm`, each in a fork of one process that has imported everything: twenty times as quick as a start."""

    def __init__(self) -> None:
        self.server = subprocess.Popen([sys.executable, str(FORKING)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, crm: Crm, *words: str, racy: float = 2.0) -> Ran:
        """`racy` seconds after a file was touched it is trusted."""
        asked = {"words": words, "cwd": str(crm.book), "env": crm.env, "racy": racy}
        assert self.server.stdin and self.server.stdout
        self.server.stdin.write(json.dumps(asked).encode() + b"\n")
        self.server.stdin.flush()
        status, out, err = json.loads(self.server.stdout.readline())
        return Ran(status, out.encode("latin-1"), err.encode("latin-1"))

    def close(self) -> None:
        self.server.communicate()


@pytest.fixture(scope="session")
def forks() -> Iterator[Callable[..., Ran]]:
    if not hasattr(os, "fork"):
        pytest.skip("needs os.fork")
    server = Forks()
    yield server
    server.close()
