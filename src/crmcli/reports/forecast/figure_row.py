"""How did a figure move between two days?"""

from typing import NamedTuple

from crmcli.domain.records.money import Money, told
from crmcli.domain.records.ratio import percent, points, with_sign
from crmcli.domain.table import Message


class FigureRow(NamedTuple):
    """One figure before and now: a share as a float, 0..1; a count or an amount as it is."""

    figure: str
    before: Money | float | None
    now: Money | float | None

    @property
    def before_said(self) -> Message | str:
        """As people read it."""
        return _said(self.before)

    @property
    def now_said(self) -> Message | str:
        """As people read it."""
        return _said(self.now)

    @property
    def change(self) -> str:
        """By how much; of a share by how many points."""
        before, now = self.before, self.now
        if before is None or now is None:
            return ""
        if isinstance(before, float) or isinstance(now, float):
            return points(float(now) - float(before))
        return with_sign(f"{'+' if now > before else ''}{told(now - before)}")


def _said(value: Money | float | None) -> Message | str:
    return (
        Message("common-n-a")
        if value is None
        else f"{percent(value)}%"
        if isinstance(value, float)
        else told(value)
    )
