"""What shows editors the schema of a book's files: it lies in the book, and a comment at the top of
a file leads there.

Reports know nothing of it.
"""

import os
import re

from crmcli.store.files.scan import POLICY

FOLDER = ".crm"
ACCOUNT_SCHEMA = f"{FOLDER}/account.schema.json"
POLICY_SCHEMA = f"{FOLDER}/policy.schema.json"
_MARK = "# yaml-language-server: $schema="
# compiled where they are used: a new account's file asks for none of them
_HEAD = rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*"  # what stands above the first key
_ANY = rb"(?m)^#[ \t]+yaml-language-server[ \t]*:.*?\$schema=(\S+)"
_OURS = rb"(?m)^# yaml-language-server: \$schema=(?:\.\./)*\.crm/account\.schema\.json(?=\r?$)"


def comment(path: str) -> str:
    """The line at the top of a file of the book; how far up the schema is depends on its folder."""
    schema = POLICY_SCHEMA if path == POLICY else ACCOUNT_SCHEMA
    return f"{_MARK}{'../' * path.count('/')}{schema}"


def head(root: str, path: str) -> bytes:
    """What a new account's file begins with: that line, where the book has a schema."""
    if not os.path.isfile(os.path.join(root, ACCOUNT_SCHEMA)):
        return b""
    return f"{comment(path)}\n".encode()


def leading(path: str, data: bytes) -> bytes:
    """The bytes with a line of ours that leads to the book's schema again, wherever the file was
    moved; a line of anybody else's stays.
    """
    above = re.match(_HEAD, data + b"\n")
    end = above.end() if above else 0
    return re.sub(_OURS, comment(path).encode(), data[:end], count=1) + data[end:]


def leads(root: str, path: str, data: bytes) -> bool | None:
    """Does the comment of a file lead to a schema that is there? None where it has no such comment.

    One on the web is not looked for.
    """
    named = re.search(_ANY, data)
    if named is None:
        return None
    said = named[1].decode("utf-8", "surrogateescape")
    if "://" in said:
        return True
    return os.path.isfile(os.path.join(root, os.path.dirname(path), said))
