"""Whom or what does a name mean that leads nowhere? One finding for each such name, with every
place where it stands.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.finding import Finding, Mend, Path, Place, Related
from crmcli.domain.naming import Called, matching, named, offered
from crmcli.rules.closest import closest, is_slip

UNKNOWN = "unknown-"
_SHORTEST = 2  # letters of a name that stand for something
_NOTHING = frozenset(("null", "~", "true", "false"))


class Answer(NamedTuple):
    """A sentence about a name, and the id to write, where one may be meant."""

    key: str
    args: tuple[object, ...]
    id: str = ""
    is_safe: bool = False


def nowhere(kind: str, finding: Finding, known: Iterable[str]) -> Finding:
    """A finding that still has to be answered: its name, and the ids there are."""
    return finding._replace(key=f"unknown-{kind}", args=(*finding.args, tuple(known)))


def answered(
    found: Iterable[Finding],
    known: Callable[[], Mapping[str, Sequence[Called]]],
    unnamed: Callable[[], Sequence[str]] = lambda: (),
) -> Iterator[Finding]:
    """The findings, those of one name as one; `unnamed` are the contacts that nothing names."""
    groups: dict[tuple[str, object], list[Finding]] = {}
    for finding in found:
        kind = finding.key.removeprefix(UNKNOWN)
        groups.setdefault(("contact" if kind == "target" else kind, finding.args[0]), []).append(
            finding
        )
    if not groups:
        return
    there = known()
    free = unnamed() if any(kind == "contact" for kind, _ in groups) else ()
    for group in groups.values():
        yield _told(group, there, free)


def _told(
    group: Sequence[Finding], there: Mapping[str, Sequence[Called]], free: Sequence[str]
) -> Finding:
    first = group[0]
    kind, name, ids = first.key.removeprefix(UNKNOWN), str(first.args[0]), first.args[1]
    candidates = there.get(kind) or [Called(str(each)) for each in ids]  # type: ignore[attr-defined]
    answer = answer_for(kind, name, candidates, free if kind == "contact" and group[1:] else ())
    related = tuple(Related(each.path, "named", at_key=each.at_key) for each in group[1:])
    mends = tuple(
        Mend(_plain(answer.id), answer.is_safe, _at(each), each.at_key)
        for each in group
        if answer.id
    )
    return first._replace(key=answer.key, args=answer.args, mends=mends, related=related)


def _at(finding: Finding) -> Path:
    """Where the name itself stands: an item of a list is not the list."""
    at = finding.mends[0].at if finding.mends else finding.path
    return finding.path if at is None or isinstance(at, Place) else at


def answer_for(kind: str, name: str, known: Sequence[Called], free: Sequence[str] = ()) -> Answer:
    """What is said of a name of that kind; `free` are ids that nothing names yet."""
    found = named(name, known) if len(name) >= _SHORTEST else None
    if found:
        key = "form-of-word" if found.is_spelling else "id-of"
        return Answer(key, (name, found.id), found.id, found.is_spelling)
    several = matching(name, known, parts=False) if len(name) >= _SHORTEST else []
    if len(several) > 1:
        return Answer("id-either", (name, offered(several)))
    ids = [each.id for each in known]
    begun = tuple(each.id for each in several)  # a first name
    near = closest(name, free) or begun or closest(name, ids) or (free if len(free) == 1 else ())
    if near and near[0] in free:
        return Answer("renamed-contact", (name, near[0]), near[0])
    if near:
        meant = near[0] if near == begun or is_slip(name, near[0]) else ""
        return Answer(f"unknown-{kind}-close", (name, near[0]), meant)
    return Answer(f"unknown-{kind}", (name,))


def _plain(name: str) -> str:
    """An id as a file has it: in quotes where it would be nothing or a truth."""
    return f'"{name}"' if name.casefold() in _NOTHING else name
