"""What changed in what was put off: rows of the agenda that came to rest, for longer, or no
more.
"""

from collections.abc import Iterator, Sequence

from crmcli.domain.records.customer import Resting
from crmcli.domain.records.words import AGENDA_KINDS
from crmcli.domain.table import Message
from crmcli.history.change import Change, about
from crmcli.history.fields import record_pieces
from crmcli.history.lists import added
from crmcli.history.logs import matched, part_of
from crmcli.history.names import Names, clipped


def rest_changes(
    account: str, old: Sequence[Resting], new: Sequence[Resting], names: Names
) -> Iterator[Change]:
    """Corrections and removals first, then what was put off."""
    corrected, gone, come = matched(added(new, old), added(old, new))
    for was, now in corrected:
        on = Message("change-rest-corrected", (_row(was), was.date))
        said = about(on, record_pieces(was, now, names))
        yield Change(account, "rest", "resting", said, (part_of("resting", was, now),))
    for was in gone:
        said = Message("change-rest-removed", (_row(was), was.until))
        yield Change(account, "rest", "resting", said, (part_of("resting", was, None),))
    for now in come:
        yield Change(
            account, "rest", "resting", _said(now, names), (part_of("resting", None, now),)
        )


def _said(now: Resting, names: Names) -> Message:
    """One line: what rests until when, who said so and when, and why."""
    key = "change-rest" if now.until > now.date else "change-rest-ended"
    by = (names.member(now.by),) if now.by else ()
    said = Message(key, (_row(now), now.until, Message("list", (*by, now.date))))
    return Message("change-because", (said, clipped(now.why))) if now.why else said


def _row(rest: Resting) -> Message:
    kind = Message(f"word-{rest.kind}") if rest.kind in AGENDA_KINDS else rest.kind
    return Message("change-rest-row", (kind, clipped(rest.subject)))
