"""Findings to places: which line and column of which file, and whether a comment there silences
them.
"""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crmcli.domain.finding import Finding, Place, Problem
from crmcli.store.files.scan import MAX_BYTES, read_bytes
from crmcli.store.yaml.source import Source


class Located(NamedTuple):
    """A finding, its place, and the line it stands on."""

    path: str
    finding: Finding
    place: Place
    excerpt: str


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
    path: str, data: bytes, findings: Iterable[Finding], problems: Iterable[Problem]
) -> Iterator[Located]:
    """Where the findings stand in a file that says this.

    Problems of reading have their places; a file that has no others is not read once more.
    """
    findings = tuple(findings)
    source = Source(data, parse=bool(findings))
    placed = [
        *problems,
        *((finding, source.place(finding.path, at_key=finding.at_key)) for finding in findings),
    ]
    for finding, place in placed:
        if not source.is_ignored(finding.rule, place):
            excerpt = source.lines[place.line - 1] if place.line <= len(source.lines) else ""
            yield Located(path, finding, place, excerpt)


def inside(root: str, wanted: str) -> str:
    """A path from the command line as one from the book's folder, with forward slashes."""
    return os.path.relpath(os.path.realpath(wanted), os.path.realpath(root)).replace(os.sep, "/")
