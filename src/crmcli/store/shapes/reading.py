"""One file from bytes to a decoded tree: the fast way, and with places and reasons when something
is wrong.
"""

from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from crmcli.domain.errors import reason_of
from crmcli.domain.finding import Finding, Place, Problem
from crmcli.domain.records.account import Account
from crmcli.store.files.scan import ACCOUNTS, MAX_BYTES, SUFFIX, read_bytes
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.odd_signs import odd_texts
from crmcli.store.yaml.explaining import MOST, decode_or_explain
from crmcli.store.yaml.record_shape import R, Record
from crmcli.store.yaml.scalars import ID
from crmcli.store.yaml.shape import DecodeError
from crmcli.store.yaml.tree import MAX_ITEMS, Tree, Unreadable, nfc, read_tree

if TYPE_CHECKING:
    from crmcli.store.yaml.meaning.context import Context
    from crmcli.store.yaml.source import Source

_OF_VALUES = frozenset(("bad-value", "bad-amount", "bad-number", "bad-percent"))
_OF_STRUCTURE = ("bad-type", "missing-key", "unknown-key")
START = Place(1, 1, 1, 1)
SILENCING = b"ignore["  # stands in every file with a comment that silences rules
# what a file's bytes say and its tree does not: phone numbers without quotes, and whether it may
# have comments that silence rules
Beside = tuple[tuple[str, ...], tuple[tuple[Any, ...], ...], bool]
# How files begin that are encrypted, and by what.
_SEALS = {
    b"\0GITCRYPT\0": "git-crypt",
    b"age-encryption.org/": "age",
    b"-----BEGIN AGE ENCRYPTED FILE": "age",
    b"U2FsdGVkX1": "transcrypt",
    b"Salted__": "openssl",
    b"-----BEGIN PGP MESSAGE": "PGP",
    b"$ANSIBLE_VAULT;": "Ansible Vault",
}


class Reading(NamedTuple, Generic[R]):
    """What reading a file gave: the tree its records are made of (None if it is broken), and
    everything wrong with it.
    """

    tree: Tree | None
    problems: tuple[Problem, ...]
    record: R | None = None  # the tree decoded; None if it is broken


def read(data: bytes, shape: Record[R], context: "Context | None" = None) -> Reading[R]:
    """Read one file of the given shape.

    Unknown keys are told and left out of the tree; anything else wrong breaks the file. With a
    `context` more is known of what was meant.
    """
    source = None
    try:
        tree = read_tree(data)
    except Unreadable:
        if seal := sealed(data):
            return Reading(None, ((seal, START),))
        source = _source(data, shape)
        if source.problems:
            return Reading(None, _together(source.problems, _rest(source, shape)))
        if source.tree is not None and not isinstance(source.tree, dict):
            return Reading(None, (_no_mapping(source),))
        tree = deepcopy(source.tree or {})
    value, findings = decode_or_explain(shape, tree, context)
    if not findings:
        return Reading(tree, (), value)
    if seal := sealed(data):
        return Reading(None, ((seal, START),))
    source = source or _source(data, shape)
    if any(each.rule in _OF_STRUCTURE for each in findings) and len(findings) < MOST:
        row = min(source.place(each.path, at_key=each.at_key).line - 1 for each in findings)
        may_move = _is_misplaced(findings, shape, source.lines, row)
        if meant := source.meant(row, len(findings), may_move=may_move):
            told = (*meant.problems, *_rest(meant, shape))
            return Reading(None if value is None else tree, told, value)
    from crmcli.store.shapes.grouped import grouped

    problems = tuple(grouped(source, source.located(each)) for each in findings)
    return Reading(None if value is None else tree, problems, value)


def _no_mapping(source: "Source") -> Problem:
    """A list, or a text: where its one line is `key:value`, the space that is missing."""
    from crmcli.store.yaml.broken.lines import as_elsewhere
    from crmcli.store.yaml.broken.page import Page, following

    page = Page(source.lines)
    row = following(page.lines, -1) if isinstance(source.tree, str) else -1
    for slip in as_elsewhere(page, row) if row >= 0 else ():
        if slip.key == "slip-space":
            finding, place = slip.told(page)
            return finding._replace(rule="not-a-mapping"), place
    return Finding("not-a-mapping", ()), START


def sealed(data: bytes) -> Finding | None:
    """Is this what a program left that keeps the contents elsewhere, or to those who have a key?

    Asked of what is no account file anyway.
    """
    if data.startswith(b"version https://git-lfs.github.com/"):
        return Finding("file-pointer", ())
    found = next((program for start, program in _SEALS.items() if data.startswith(start)), None)
    if found is None and b"\nsops:" in data and b"ENC[AES256_GCM," in data:
        found = "sops"  # which leaves the keys, and a section of its own
    return Finding("file-encrypted", (), "", (found,)) if found else None


@lru_cache(
    maxsize=1
)  # who judges a file with something wrong asks more than once; it stays as it is
def _source(data: bytes, shape: Record[Any]) -> "Source":
    from crmcli.store.yaml.source import Source  # only files with something wrong are read this way

    def wrong(text: str) -> int:
        try:
            found = shape.problems(read_tree(text.encode()), ())
            return sum(each.rule not in _OF_VALUES for each in found)
        except Unreadable:
            return MAX_ITEMS

    return Source(data, fits=wrong)


def _together(problems: list[Problem], rest: list[Problem]) -> tuple[Problem, ...]:
    """Both, without the keys that are given twice in `28,000,000`, which is told as what it is."""
    numbers = {place.line for each, place in rest if each.key == "comma-in-number"}
    return (
        *(
            (each, place)
            for each, place in problems
            if not (each.rule == "duplicate-key" and place.line in numbers)
        ),
        *rest,
    )


def account_source(data: bytes) -> "Source":
    """An account's file with the places of what it says, also where it is no YAML."""
    return _source(data, ACCOUNT).again()


def recovered_tree(data: bytes) -> Tree | None:
    """What an account's file that is no YAML says, read as it was probably meant; None where lines
    had to be left out.
    """
    source = _source(data, ACCOUNT)
    if not source.slips or source.guessed or not isinstance(source.tree, dict):
        return None
    return source.tree


def _is_misplaced(findings: list[Finding], shape: Record[R], lines: list[str], row: int) -> bool:
    """May all of them come of one line that is indented wrongly? Of one finding, where it is about
    a section of the file that stands elsewhere, or about a line at the margin below one that is
    indented.
    """
    path = findings[0].path
    if len(path) == 1 and len(findings) == 1:
        return row > 0 and lines[row - 1].startswith(" ")
    return len(findings) > 1 or (len(path) > 1 and path[-1] in shape.fields)


def _rest(source: "Source", shape: Record[R]) -> list[Problem]:
    """What else is wrong with a text that is no YAML, once it is read as it was probably meant;
    without what only follows from lines that were left out.
    """
    if source.tree is None or not isinstance(source.tree, dict):
        return []
    if any(each.rule == "too-many" for each, _ in source.problems):
        return []  # of such a file the rest helps nobody
    from crmcli.store.shapes.grouped import grouped
    from crmcli.store.yaml.broken.slip import follows

    found = [
        grouped(source, source.located(each))
        for each in decode_or_explain(shape, deepcopy(source.tree))[1]
    ]
    found = [each for each in found if not any(follows(each, slip) for slip in source.slips)]
    forbidden = {place.line for each, place in source.problems if each.rule != "yaml-syntax"}
    found = [each for each in found if each[1].line not in forbidden]
    if not source.guessed:
        return found
    return [
        (finding, place)
        for finding, place in found
        if finding.rule != "missing-key" and place.line + 1 not in source.guessed
    ]


def read_account(root: str, path: str) -> tuple[Reading[Account], bytes | None]:
    """Read an account's file, and hand back its bytes too.

    A file that cannot be opened is a problem like any other, and has none.
    """
    try:
        data = read_bytes(root, path, MAX_BYTES)
    except OSError as error:
        return Reading(
            None, ((Finding("file-unreadable", (), "", (reason_of(error),)), START),)
        ), None
    return account_reading(path, data), data


def account_reading(path: str, data: bytes, context: "Context | None" = None) -> Reading[Account]:
    """Read an account's file that says this."""
    found = _plainly(path, data)
    # what may have been meant is asked only where something is wrong
    return _reading(path, data, context) if found.problems and context else found


@lru_cache(maxsize=1)
def _plainly(path: str, data: bytes) -> Reading[Account]:
    """Whoever shows an account and judges its file asks twice."""
    return _reading(path, data, None)


def _reading(path: str, data: bytes, context: "Context | None") -> Reading[Account]:
    try:
        ID.decode(account_id(path))
    except DecodeError:
        return Reading(None, ((misnamed(path), START),))
    reading = read(data, ACCOUNT, context)
    record = reading.record
    if reading.tree is None or record is None:
        return reading
    record = beside(record, path, data)
    if b"x-" in data:
        from crmcli.store.shapes.extras import extras  # few books have any

        record = record._replace(extra=extras(reading.tree, ACCOUNT))
    return reading._replace(record=record)


def beside(record: Account, path: str, data: bytes) -> Account:
    """The record with what its file says beside it: its name, and how it is written."""
    return record._replace(
        id=account_id(path),
        plain_phones=plain_phones(record, data),
        odd=odd_texts(data, ACCOUNT),
        silences=SILENCING in data,
    )


def account_of(tree: Tree, path: str, phones: tuple[str, ...]) -> Account:
    """The record of a tree that was read without finding it broken."""
    return ACCOUNT.decode(tree)._replace(id=account_id(path), plain_phones=phones)


def misnamed(path: str) -> Finding:
    """A file's name that is no account's id: maybe that of a copy."""
    from crmcli.store.files.copies import copy_of

    name = path.rpartition("/")[2]
    of = copy_of(nfc(name.removesuffix(SUFFIX)))
    if of is not None:
        return Finding("bad-file-name", (), "file-copy", (name, f"{of}{SUFFIX}"))
    return Finding("bad-file-name", (), "", (name,))


def account_id(path: str) -> str:
    """The id an account has by its file's name, in its composed spelling."""
    return nfc(path.rpartition("/")[2].removesuffix(SUFFIX))


def plain_phones(account: Account, data: bytes) -> tuple[str, ...]:
    """The phone numbers that stand in the file without quotes: other YAML tools would read some as
    numbers.
    """
    numbers = [
        (number, number.encode())
        for contact in account.contacts.values()
        for number in contact.phones
    ]
    return tuple(
        [
            number
            for number, plain in numbers
            if b'"%b"' % plain not in data and b"'%b'" % plain not in data
        ]
    )


def is_account_path(path: str) -> bool:
    """Does the path name an account's file?"""
    return path.startswith(f"{ACCOUNTS}/")
