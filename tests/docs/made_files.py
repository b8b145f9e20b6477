r"""Files of a page that are no text, or too long to be shown, written so that a reader sees what is in them.

A ```text block whose first line is `# NAME` becomes that file. In it `\xe9` is a byte, `\0` the one that no text has, and `{a*600}` six hundred times an a.
A NAME.zip or NAME.ods holds a file of each line `NAME: TEXT`, `row{1..3}.csv: TEXT` three of them; a hook of git, `.git/hooks/NAME`, can be run.
"""

import os
import re
import zipfile
from io import BytesIO
from typing import NamedTuple

_NAME = re.compile(
    r"# (\S+\.(?:csv|txt|yml|zip|ods|xls|xlsx|jsonl|json|mbox|html)|(?:\w+/)?\.gitattributes|(?:\w+/)?\.git/(?:hooks/[a-z-]+|HEAD\.lock|index|objects/[0-9a-f]{2}/[0-9a-f]{38})|(?:\w+/)?\.crm-change/[a-z]+)$"
)
_REPEATED = re.compile(r"\{(.+?)\*(\d+)\}")
_SIGN = re.compile(rb"\\(?:x([0-9a-f]{2})|0)")
_SEVERAL = re.compile(r"\{(\d+)\.\.(\d+)\}")
_MEMBER = re.compile(r"(\S+): (.*)")


class Made(NamedTuple):
    """A file: what it is called, what is in it, and whether it is a program."""

    name: str
    data: bytes
    runs: bool


def made_file(block: list[str]) -> Made | None:
    """The file that a block stands for; None for one that is none."""
    named = _NAME.match(block[0])
    if named is None:
        return None
    name, lines = named[1], block[1:]
    if name.endswith((".zip", ".ods")) and all(map(_MEMBER.fullmatch, lines)):
        return Made(name, _zip(lines), False)
    return Made(name, _bytes("".join(f"{each}\n" for each in lines)), ".git/hooks/" in name)


def repeated(text: str) -> str:
    """The text with everything that stands for many."""
    return _REPEATED.sub(lambda found: found[1] * int(found[2]), text)


def typed(word: str) -> str:
    """The same of a word of a command, in which a byte that is no text may stand."""
    return os.fsdecode(_bytes(word)) if _SIGN.search(word.encode()) else repeated(word)


def _bytes(text: str) -> bytes:
    return _SIGN.sub(
        lambda found: bytes([int(found[1] or b"0", 16)]), repeated(text).encode("utf-8")
    )


def _zip(lines: list[str]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for line in lines:
            named, text = _MEMBER.fullmatch(line).groups()  # type: ignore[union-attr]
            for name in _each(named):
                packed.writestr(zipfile.ZipInfo(name), _bytes(f"{text}\n"), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _each(named: str) -> list[str]:
    """`row{1..3}.csv` is three names."""
    found = _SEVERAL.search(named)
    if found is None:
        return [named]
    numbers = range(int(found[1]), int(found[2]) + 1)
    return [f"{named[: found.start()]}{each}{named[found.end() :]}" for each in numbers]
