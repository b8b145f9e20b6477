"""A file with something wrong in its values, as it was probably meant: so that the rest of it can
be judged too. No answer but `crm lint` reads it this way.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import islice
from typing import NamedTuple

from crmcli.domain.finding import Finding, Mend, Path, Place, Related
from crmcli.domain.records.account import Account
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.reading import recovered_tree
from crmcli.store.yaml.meaning.context import Context
from crmcli.store.yaml.meaning.explain import explained
from crmcli.store.yaml.shape import DecodeError
from crmcli.store.yaml.tree import Node, Tree, Unreadable, read_tree

_ROUNDS = 40  # parts that may have to be left out one after the other
_MOST = 100  # findings; of a file with more the rest helps nobody
_NAMED: dict[str | int, tuple[str, ...]] = {
    "contacts": ("contact", "target"),
    "deals": ("deal",),
    "roles": ("target",),
}


class Lenient(NamedTuple):
    """The record, where its parts stand in the file, and what was left out of it."""

    record: Account
    keys: dict[tuple[Path, str], str]  # a place of the file, and a key of the record: the file's
    items: dict[Path, list[int]]  # a list of the file: the numbers of those that are left of it
    told: tuple[Path, ...]  # where in the file values stand that were put in
    lost: tuple[Path, ...]  # where in the file stands what was left out
    more: tuple[Finding, ...]  # what is wrong within what stands below a key of another name
    words: frozenset[str]  # what is said in what was left out

    def judged(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """What rules say of the record, at the places of the file; not where something is told
        already, and not what may only come of what was left out.
        """
        found = tuple(map(self.in_file, findings))
        return (*self.more, *(each for each in found if not self._follows(each)))

    def _follows(self, finding: Finding) -> bool:
        path = finding.path
        if any(path[: len(told)] == told or told == (*path, 0) for told in self.told):
            return True
        if not self.lost:
            return False
        named = {kind for lost in self.lost if len(lost) == 1 for kind in _NAMED.get(lost[0], ())}
        return (
            len(path) < 2
            or any(path[: len(lost[:2])] == lost[:2] for lost in self.lost)
            or any(finding.key in (f"unknown-{kind}", f"unknown-{kind}-close") for kind in named)
            or not self.words.isdisjoint(map(str, (*path, *finding.args[:1])))
        )

    def in_file(self, finding: Finding) -> Finding:
        """The finding with the paths that the file has."""
        if not self.keys and not self.items:
            return finding
        return finding._replace(
            path=self.path(finding.path),
            mends=tuple(map(self._mend, finding.mends)),
            related=tuple(map(self._related, finding.related)),
        )

    def path(self, path: Path) -> Path:
        """Where in the file something of the record stands."""
        found: Path = ()
        for step in path:
            if isinstance(step, str):
                found = (*found, self.keys.get((found, step), step))
            else:
                left = self.items.get(found, ())
                found = (*found, left[step] if step < len(left) else step)
        return found

    def _mend(self, mend: Mend) -> Mend:
        at = mend.at
        return mend if at is None or isinstance(at, Place) else mend._replace(at=self.path(at))

    def _related(self, each: Related) -> Related:
        at = each.at
        return each if isinstance(at, Place) else each._replace(at=self.path(at))


def leniently(data: bytes, context: Context) -> Lenient | None:
    """The account as it was probably meant; None where nobody can tell, or too much is wrong."""
    try:
        tree = read_tree(data)
    except Unreadable:
        recovered = recovered_tree(data)
        if recovered is None:
            return None
        tree = recovered
    findings = list(islice(ACCOUNT.problems(tree, ()), _MOST + 1))
    if len(findings) > _MOST:
        return None
    mending = _Mending(deepcopy(tree))
    mending.mend(explained(findings, ACCOUNT, tree, context))
    for _ in range(_ROUNDS):
        if mending.is_new_below:
            fresh = list(islice(ACCOUNT.problems(mending.tree, ()), _MOST))
            mending.mend_below(explained(fresh, ACCOUNT, mending.tree, context))
            continue
        problem = next(ACCOUNT.problems(mending.tree, ()), None)
        if problem is None:
            break
        mending.leave_out(problem)
    try:
        record = ACCOUNT.decode(mending.tree)
    except DecodeError:
        return None
    return mending.lenient(record)


class _Mending:
    """A tree on its way to one that can be decoded."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.keys: dict[tuple[Path, str], str] = {}
        self.items: dict[Path, list[int]] = {}
        self.told: list[Path] = []
        self.lost: list[Path] = []
        self.words: set[str] = set()
        self.more: list[Finding] = []
        self.is_new_below = False  # a section has its key now, and is to be looked at
        self._below: list[Path] = []

    def lenient(self, record: Account) -> Lenient:
        told, lost, words = tuple(self.told), tuple(self.lost), frozenset(self.words)
        return Lenient(record, self.keys, self.items, told, lost, tuple(self.more), words)

    def mend(self, findings: Sequence[Finding]) -> None:
        """Put in what was meant: values first, then keys, the innermost first."""
        known = [each for finding in findings for each in _parts(finding)]
        for path, at_key, text in known:
            if not at_key:
                self._put(path, _value(text))
                self.told.append(self.in_file(path))
        for path, at_key, text in sorted(known, key=lambda each: -len(each[0])):
            if at_key:
                self._rename(path, str(_value(text)))

    def mend_below(self, findings: Sequence[Finding]) -> None:
        """The same of what stands below keys that were mended, and tell of it."""
        below, self._below, self.is_new_below = self._below, [], False
        inside = [
            each for each in findings if any(each.path[: len(path)] == path for path in below)
        ]
        lenient = self.lenient(Account(""))
        self.more += map(lenient.in_file, inside)
        self.mend(inside)

    def leave_out(self, problem: Finding) -> None:
        """Leave out what cannot be understood; a person or an account without a name gets one."""
        path = problem.path
        if problem.rule == "missing-key" and problem.args[0] == "name" and _has_name(path):
            self._put((*path, "name"), str(path[-1]) if path else "?")
            return
        while path and not self._has(path):
            path = path[:-1]
        if path:
            node = _at(self.tree, path)
            if problem.rule != "unknown-key" or isinstance(node, dict | list):
                self.lost.append(self.in_file(path))
                self.words.update(_words(node))
            self._remove(path)

    def _has(self, path: Path) -> bool:
        above, step = _at(self.tree, path[:-1]), path[-1]
        if isinstance(above, dict):
            return step in above
        return isinstance(above, list) and step in range(len(above))

    def _put(self, path: Path, value: Node) -> None:
        above = _at(self.tree, path[:-1])
        if isinstance(above, dict):
            above[str(path[-1])] = value
        elif isinstance(above, list):
            above[int(path[-1])] = value

    def _rename(self, path: Path, new: str) -> None:
        above, old = _at(self.tree, path[:-1]), path[-1]
        if not isinstance(above, dict) or not isinstance(old, str) or new in above:
            return
        entries = [(new if key == old else key, value) for key, value in above.items()]
        above.clear()
        above.update(entries)
        self.keys[self.in_file(path[:-1]), new] = old
        if isinstance(above[new], dict | list):
            self._below.append((*path[:-1], new))
            self.is_new_below = True

    def _remove(self, path: Path) -> None:
        above, step = _at(self.tree, path[:-1]), path[-1]
        if isinstance(above, dict) and isinstance(step, str):
            del above[step]
        elif isinstance(above, list) and isinstance(step, int):
            where = self.in_file(path[:-1])
            self.items.setdefault(where, list(range(len(above)))).pop(step)
            del above[step]

    def in_file(self, path: Path) -> Path:
        """Where in the file that stands."""
        return self.lenient(Account("")).path(path)


def _parts(finding: Finding) -> Iterator[tuple[Path, bool, str]]:
    """What to write instead, by where it stands and whether that is a key."""
    for mend in finding.mends:
        if mend.at is None:
            yield finding.path, finding.at_key, mend.text
        elif not isinstance(mend.at, Place):
            yield mend.at, mend.at_key, mend.text


def _has_name(path: Path) -> bool:
    return not path or (len(path) == 2 and path[0] == "contacts")


def _value(text: str) -> Node:
    """A value as a file has it, read."""
    return read_tree(f"x: {text}".encode())["x"]


def _at(tree: Node, path: Path) -> Node:
    node = tree
    for step in path:
        if isinstance(node, dict) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node


def _words(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, each in node.items():
            yield key
            yield from _words(each)
    elif isinstance(node, list):
        for each in node:
            yield from _words(each)
