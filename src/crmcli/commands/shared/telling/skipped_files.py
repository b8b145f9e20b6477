"""What was left out of an answer, told: which file, where its gravest problem stands, and how many
more there are.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from crmcli.app.left_out import gravest
from crmcli.domain.table import Message, Table
from crmcli.messages import Phrases
from crmcli.store.book.load import Skipped

if TYPE_CHECKING:
    from crmcli.store.past.versions import Past

FEW = 3  # files that are told one by one where thousands may be missing for one reason


def skipped_line(skipped: Skipped, shown: str, severity: str, phrases: Phrases) -> str:
    """The file for a person, in one line."""
    from crmcli.domain.text.visible import visible

    finding, place = gravest(skipped.problems)
    say = phrases.say(finding.message)
    more = (
        f" ({phrases('told-more-findings', len(skipped.problems) - 1)})"
        if len(skipped.problems) > 1
        else ""
    )
    grave = phrases(f"common-{severity}")
    return visible(f"{shown}:{place.line}:{place.column}: {grave}: {say} [{finding.rule}]{more}")


def shown_path(root: str, path: str) -> str:
    """A file of the book as seen from where the user stands."""
    full = os.path.join(root, path)
    try:
        near = os.path.relpath(full)
    except (ValueError, FileNotFoundError):  # another drive, or a folder that is gone
        return full
    return full if near.startswith(os.pardir + os.sep + os.pardir) else near


def lines(
    files: Iterable[Skipped], shown: Callable[[str], str], severity: str, phrases: Phrases
) -> Iterator[str]:
    """One line a file: where its first grave problem stands, and how many more there are. Of those
    that are not in this checkout, which may be most, the first few.
    """
    missing = 0
    for each in files:
        missing += each.is_missing
        if not each.is_missing or missing <= FEW:
            path = each.path if each.is_past else shown(each.path)
            yield skipped_line(each, path, severity, phrases)
    if missing > FEW:
        yield phrases("told-not-here-more", missing - FEW)
    if missing:
        yield f"{phrases('common-hint')}: {phrases('hint-not-here')}"


def beside(table: Table) -> list[Message]:
    """What stands below a table for people, told beside one that is all rows."""
    notes = table.notes if table.cut else ()
    return [*notes, *(part.more for part in table.sections if part.more)]


def lacking(pasts: Sequence["Past"]) -> list[Message]:
    """What this clone has not got of the past that an answer goes back to."""
    if not pasts:
        return []
    from crmcli.store.past import sealed

    return [told for past in pasts for told in sealed.lacks(past)]
