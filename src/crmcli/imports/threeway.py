"""What the source says now, what it said the last time, and what the book says: which one stays?"""

from enum import Enum

from crmcli.domain.edit import Value
from crmcli.imports.seen import digest


class Verdict(Enum):
    """What becomes of one field."""

    same = "same"
    fill = "fill"  # nothing stands there
    update = "update"  # the source changed, the book did not
    keep = "keep"  # the book changed, the source did not
    conflict = "conflict"  # both say something else than before
    differs = "differs"  # they never were the same


def verdict(said: Value, held: Value, told: str, prefer: str = "") -> Verdict:
    """`said` now, `told` the digest of what was said before (empty: nothing), `held` in the book.

    `prefer` (source, book) decides where both have something else to say.
    """
    if said in (None, "", [], {}):
        return Verdict.same
    if held == said:
        return Verdict.same
    if told and told == digest(said):
        return Verdict.keep
    if held in (None, "", [], {}):
        # what was taken away here stays away, unless the source has something new to say
        return Verdict.fill
    if told and told == digest(held):
        return Verdict.update
    if prefer == "source":
        return Verdict.update
    return Verdict.conflict if told else Verdict.differs
