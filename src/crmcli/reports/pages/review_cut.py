"""Which rows of the week's page does a meeting see, and which command has the others?"""

from collections.abc import Sequence
from datetime import date
from shlex import quote

from crmcli.domain.table import Message
from crmcli.reports.options import Filters
from crmcli.reports.pages.review_rows import ReviewRow

ROWS = 15  # of each part, shown to people
PARTS = ("won_over", "lost_over", "slips", "new", "closed", "losses", "blind", "plans")
_WHOLE = "review --week {start} --limit 0"
_COMMANDS = {
    "won_over": "stance --since {start}",
    "lost_over": "stance --since {start}",
    "blind": "blind",
}


def cut_rows(page: ReviewRow, limit: int | None) -> ReviewRow:
    """The first rows of every part; of plans the first that ended and the first that are
    overdue.
    """
    if limit is None:
        return page
    late = [row.state == "slipped" for row in page.plans].count(True)
    ended = len(page.plans) - late
    return page._replace(
        won_over=page.won_over[:limit],
        lost_over=page.lost_over[:limit],
        slips=page.slips[:limit],
        new=page.new[:limit],
        closed=page.closed[:limit],
        losses=page.losses[:limit],
        blind=page.blind[:limit],
        plans=(*page.plans[:ended][:limit], *page.plans[ended:][:limit]),
    )


def rest(
    name: str,
    whole: Sequence[object],
    first: Sequence[object],
    week: tuple[date, date],
    chosen: Filters,
) -> Message | None:
    """How many rows were left out, and what lists them all under the same filters; None where
    nothing was.
    """
    left = len(whole) - len(first)
    if not left:
        return None
    start, end = week
    command = _COMMANDS.get(name, _WHOLE).format(start=start)
    filters = (("owner", chosen.owners), ("segment", chosen.segments), ("tag", chosen.tags))
    words = [
        f"crm {command}",
        *(f"--{option} {quote(each)}" for option, chosen in filters for each in sorted(chosen)),
        f"--as-of {end}",
    ]
    return Message("note-review-more", (left, " ".join(words)))
