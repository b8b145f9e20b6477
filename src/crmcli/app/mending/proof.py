"""Is a file as it is to be what was meant: what was found is gone, nothing worse came, and all else
reads as before?
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.app.judging import Judged
from crmcli.domain.finding import Finding, Problem
from crmcli.store.shapes.finding_places import Located, place_mends
from crmcli.store.write.edited import readable
from crmcli.store.write.mending import Stretch, Text, is_kept, is_yaml, overlap, says_the_same
from crmcli.store.yaml.tree import Unreadable

_WORD = re.compile(r"\w+")
_SPARE = 2  # words that may be left out of a text, such as what an amount is in
_NAMING = frozenset(("bad-id", "unknown-reference"))  # where two words may be somebody else
# what is mended by other signs for the same words
_SAME_WORDS = frozenset(("unquoted-phone", "tab-indentation", "unused-ignore"))


class Group(NamedTuple):
    """One finding and what is to be replaced for it."""

    located: Located
    stretches: tuple[Stretch, ...]


def of_reading(located: Iterable[Located], was: Judged) -> list[Located]:
    """Those that reading itself found, while a file cannot be read: what rules say of the rest is
    known better once it can.
    """
    if was.is_readable:
        return list(located)
    known = {_name(finding) for finding, _ in was.problems}
    return [each for each in located if _name(each.finding) in known]


def groups(text: Text, located: Iterable[Located]) -> list[Group]:
    """What is to be replaced, from the first on; what overlaps with an earlier one is left for
    later, and what would change nothing.
    """
    found = []
    for each in located:
        mends = place_mends(each.finding, each.place)
        stretches = tuple(text.stretch(place, new) for place, new in mends)
        spare = 1 if each.finding.rule in _NAMING else _SPARE
        if _is_one(text, stretches, spare):
            found.append(Group(each, stretches))
    chosen: list[Group] = []
    for group in sorted(found, key=lambda group: group.stretches):
        if not any(overlap(group.stretches, other.stretches) for other in chosen):
            chosen.append(group)
    return chosen


def _is_one(text: Text, stretches: Sequence[Stretch], spare: int) -> bool:
    """Do they change something, without touching each other, and without losing any of it?"""
    pairs = [(text.text[start:end], new) for start, end, new in stretches]
    return (
        any(old != new for old, new in pairs)
        and not any(_loses(old, new, spare) for old, new in pairs)
        and not any(
            overlap((one,), (other,))
            for at, one in enumerate(stretches)
            for other in stretches[at + 1 :]
        )
    )


def is_proved(before: Text, after: Text, was: Judged, now: Judged, chosen: Sequence[Group]) -> bool:
    """Does the file after have what these groups meant, and nothing else that is new?"""
    findings = [group.located.finding for group in chosen]
    stretches = [stretch for group in chosen for stretch in group.stretches]
    at = [(finding.path, finding.at_key) for finding in findings]
    if not is_kept(before, after, stretches, at):
        return False
    is_same = {finding.rule for finding in findings} <= _SAME_WORDS
    if is_same and is_yaml(before) and not says_the_same(before, after):
        return False
    if _hides(before, stretches) and _grave(now):
        return False
    first, then = _level(before, was), _level(after, now)
    if then == first == _READABLE:
        return not _grave(now) - _grave(was) and _are_gone(findings, now)
    if then == first == _OF_THE_FORM:
        return len(now.problems) < len(was.problems) and _are_gone(findings, now)
    if then > first and all(mend.is_safe for finding in findings for mend in finding.mends):
        return True  # what comes to light by it was there before
    return then >= first and _is_nearer(was.problems, now.problems, is_read=then == _READABLE)


_NO_YAML, _FORBIDDEN, _OF_THE_FORM, _READABLE = range(4)


def _level(text: Text, judged: Judged) -> int:
    """How far does reading it get?"""
    if judged.is_readable:
        return _READABLE
    if not is_yaml(text):
        return _NO_YAML
    try:
        readable(text.bytes)
    except Unreadable:
        return _FORBIDDEN
    return _OF_THE_FORM


def _are_gone(findings: Sequence[Finding], now: Judged) -> bool:
    return not {_name(finding) for finding in findings} & {_name(each) for each in _all(now)}


def _all(judged: Judged) -> list[Finding]:
    return [*(finding for finding, _ in judged.problems), *judged.findings]


def _name(finding: Finding) -> str:
    return repr((finding.rule, finding.key, finding.path or finding.args))


def _grave(judged: Judged) -> Counter[tuple[str, str]]:
    """What keeps a file from counting as it should, how often of each kind."""
    return Counter((each.rule, each.key) for each in _all(judged) if each.severity == "error")


def _is_nearer(was: Sequence[Problem], now: Sequence[Problem], *, is_read: bool) -> bool:
    """Is less wrong, or does it go wrong further down?"""
    first, then = (min((place[:2] for _, place in each), default=(0, 0)) for each in (was, now))
    return len(now) < len(was) or (not is_read and len(now) == len(was) and then > first)


def _loses(old: str, new: str, spare: int) -> bool:
    """Are more words than that left out of a text that is kept but for them?"""
    kept = new.strip("\"' ")
    if not kept or kept not in old:
        return False
    rest = old.replace(kept, " ", 1)
    return len(_WORD.findall(rest)) > spare


def _hides(before: Text, stretches: Sequence[Stretch]) -> bool:
    """Does any of them make a comment of what was none?"""
    return any(
        new.lstrip().startswith("#") and not before.text[start:end].lstrip().startswith("#")
        for start, end, new in stretches
    )
