"""Findings to places: which line and column of which file, and whether a comment there silences
them.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from crmcli.domain.finding import Finding, Place, Problem
from crmcli.store.files.scan import MAX_BYTES, read_bytes
from crmcli.store.shapes.reading import SILENCING, account_source
from crmcli.store.yaml.source import Source


class Located(NamedTuple):
    """A finding, its place, and the line it stands on; what to write instead of that line, where
    that is known, and the lines of what is related.
    """

    path: str
    finding: Finding
    place: Place
    excerpt: str
    write: str = ""
    around: tuple[str, ...] = ()


def locate(
    root: str, path: str, findings: Iterable[Finding], problems: Iterable[Problem]
) -> Iterator[Located]:
    """Where a file's findings stand.

    Only files with findings are read this way; the rest never pay for places.
    """
    try:
        data = read_bytes(root, path, MAX_BYTES)
    except OSError:
        data = b""
    return locate_in(path, data, findings, problems)


def locate_in(
    path: str,
    data: bytes,
    findings: Iterable[Finding],
    problems: Iterable[Problem],
    judged: Collection[str] | None = None,
) -> Iterator[Located]:
    """Where the findings stand in a file that says this, and which of its comments silence none:
    of the rules that were `judged` these are all findings, and with None nobody knows.

    Problems of reading have their places; a file that has no others is not read once more.
    """
    # not on the way of whoever only wants to know what a place is
    from crmcli.rules.choice import may_be_silenced
    from crmcli.store.yaml.stale import stale

    findings = tuple(findings)
    source = account_source(data) if findings else Source(data, parse=False)
    found = [
        (finding, place)
        for finding, place in (*problems, *_located(source, findings))
        if not (source.is_ignored(finding.rule, place) and may_be_silenced(finding.rule))
    ]
    if judged is not None and SILENCING in data:
        found += [
            (finding, place)
            for finding, place in stale(source.text, source.silenced, judged)
            if not source.is_ignored(finding.rule, place)
        ]
    for finding, place in found:
        around = tuple(_line(source.lines, related.at) for related in finding.related)
        write = mended(source.lines, place_mends(finding, place))
        yield Located(path, finding, place, _line(source.lines, place), write, around)


def _located(source: Source, findings: Iterable[Finding]) -> Iterator[Problem]:
    """The findings at their places; in a text that is no YAML without what comes of the slips."""
    from crmcli.store.yaml.broken.slip import follows

    for problem in map(source.located, findings):
        if not any(follows(problem, slip) for slip in source.slips):
            yield problem


def place_mends(finding: Finding, place: Place) -> list[tuple[Place, str]]:
    """The stretches to be replaced and their new texts, in the order of the file."""
    return sorted(
        (mend.at if isinstance(mend.at, Place) else place, mend.text) for mend in finding.mends
    )


def mended(lines: Sequence[str], mends: Sequence[tuple[Place, str]]) -> str:
    """The first line that changes as it should be, without its indentation if that stays; empty
    where a stretch of several lines is replaced.
    """
    if not mends or any(place.line != place.end_line for place, _ in mends):
        return ""
    row = mends[0][0].line
    mends = [each for each in mends if each[0].line == row]
    text, last = lines[row - 1] if row <= len(lines) else "", 0
    pieces = []
    for place, new in mends:
        pieces += [text[last : place.column - 1], new]
        last = place.end_column - 1
    line = "".join([*pieces, text[last:]])
    if "\n" in line:
        return ""
    return line.strip() if line.strip() != text.strip() else line.rstrip()


def _line(lines: Sequence[str], place: object) -> str:
    return lines[place.line - 1] if isinstance(place, Place) and place.line <= len(lines) else ""


def inside(root: str, wanted: str) -> str:
    """A path from the command line as one from the book's folder, with forward slashes. Where
    nothing stands there from here, it may be the book's own name of a file, as messages tell it.
    """
    if not os.path.lexists(wanted) and os.path.lexists(os.path.join(root, wanted)):
        wanted = os.path.join(root, wanted)
    return os.path.relpath(os.path.realpath(wanted), os.path.realpath(root)).replace(os.sep, "/")
