"""`amount: 1,000` within braces: one amount, which a comma made an amount of 1 and a key 000."""

import re
from typing import TYPE_CHECKING

from crmcli.domain.finding import Mend, Place, Problem

if TYPE_CHECKING:
    from crmcli.store.yaml.source import Source

_GROUP = re.compile(r"[0-9]{3}")
_BEFORE = re.compile(r"[0-9]{1,3}(?:_[0-9]{3})*")


def grouped(source: "Source", problem: Problem) -> Problem:
    """What is wrong, with the amount as it is written here, where such a comma stands."""
    finding, place = problem
    if finding.key != "comma-in-number" or not _GROUP.fullmatch(str(finding.path[-1])):
        return problem
    line = source.lines[place.line - 1]
    before = re.search(r"([0-9_]+),\Z", line[: place.column - 1])
    if before is None or not _BEFORE.fullmatch(before[1]):
        return problem
    stretch = Place(place.line, before.start() + 1, place.line, place.end_column)
    mend = Mend(f"{before[1]}_{finding.path[-1]}", True, stretch)
    return finding._replace(mends=(mend,)), place
