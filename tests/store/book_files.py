"""A small book on disk for tests that write to it, and programs that write to it from processes of their own."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from crmcli.domain.records.account import Account
from crmcli.edits.record_editor import Draft
from crmcli.store.write.rewriting import FileChange, Make, saved
from crmcli.store.write.staging import Staging

ENTRY = "  - {{date: 2026-08-03, type: call, what: {0}}}\n"
HANBIT = "name: 한빛전자㈜   # 창원 공장\n\nlog:\n" + ENTRY.format("first")
PATH = "accounts/hanbit.yaml"


def book(root: Path, **accounts: str) -> Path:
    """A book with these accounts; with `hanbit` alone if none is named."""
    (root / "accounts").mkdir(parents=True)
    (root / "crm.yaml").write_bytes(b"")
    for name, text in (accounts or {"hanbit": HANBIT}).items():
        (root / "accounts" / f"{name}.yaml").write_bytes(text.encode())
    return root


def entry(what: str) -> Make:
    """One more entry of the log."""

    def make(draft: Draft, record: Account) -> None:
        draft.add(("log",), {"date": "2026-08-03", "type": "call", "what": what})

    return make


def write_pages(
    root: str,
    pages: Sequence[tuple[str, Make]],
    new: Mapping[str, bytes] = {},
    moves: Sequence[tuple[str, str, Make]] = (),
    *,
    dry: bool = False,
) -> list[FileChange]:
    """Edit files, make new ones, move others, together."""
    staging = Staging(root)
    for path, data in new.items():
        staging.create(path, data)
    for each in moves:
        staging.move(*each)
    for page in pages:
        staging.edit(*page)
    return staging.changes() if dry else saved(root, staging.changes())


def put_pages(
    root: str, files: Sequence[tuple[str, bytes | None, bytes | None]], *, dry: bool = False
) -> list[FileChange]:
    """Replace files as a whole, together."""
    staging = Staging(root)
    staging.replace(files)
    return staging.changes() if dry else saved(root, staging.changes())


def litter(root: Path) -> list[str]:
    """What crm left beside the files of the book."""
    return sorted(
        name
        for _, folders, files in os.walk(root)
        for name in (*folders, *files)
        if name.startswith(".crm")
    )


def program(code: str, *words: object) -> "subprocess.Popen[str]":
    """Another process that can use what is here."""
    path = os.pathsep.join(
        filter(None, (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")))
    )
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(programs: Iterable["subprocess.Popen[str]"]) -> list[tuple[int, str, str]]:
    """How each of them ended: status and both outputs."""
    found: list[tuple[int, str, str]] = []
    for each in programs:
        out, err = each.communicate(timeout=100)
        found.append((each.returncode, out, err))
    return found


def whats(tree: dict[str, Any]) -> list[str]:
    """What the entries of a log are about, in their order."""
    return [each["what"] for each in tree["log"]]
