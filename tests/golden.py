"""What was recorded in a file beside a test, a line each."""

import os
from collections.abc import Sequence
from pathlib import Path


def recorded(file: Path, found: Sequence[str]) -> list[str]:
    """The file's lines; with UPDATE set it is written anew before, with what was found."""
    if os.environ.get("UPDATE"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("".join(f"{line}\n" for line in found), encoding="utf-8", newline="\n")
    return file.read_text(encoding="utf-8").splitlines()
