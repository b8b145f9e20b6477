"""What people in each role think of us: roles down, stances across, in each cell how many."""

from crmcli.charts.heat import Heat, Level, Row, Spot
from crmcli.charts.reading import MOST, Reader
from crmcli.domain.table import Message, Table
from crmcli.messages import Phrases

STANCES = ("friendly", "neutral", "negative", "stale", "unassessed")


def matrix(table: Table, phrases: Phrases, *, title: str = "", most: int = MOST) -> Heat:
    """A row a group (stance_by_role, stance with by), the deeper the more of its people stand so;
    those against us stand out.
    """
    read = Reader(table, phrases)
    rows = tuple(
        Row(
            read.said("group", row, place), tuple(_spot(read, row, place, each) for each in STANCES)
        )
        for place, row in enumerate(table.rows[:most])
    )
    desc = Message("picture-heat", (len(rows), len(STANCES)))
    return Heat(
        read.head(title or read.title("stance_index"), desc),
        tuple(read.heading(each) for each in STANCES),
        rows,
        (Level(0, read.heading("negative"), alarm=True),),
        marks=False,
        rest=read.rest(table.rows, most),
    )


def _spot(read: Reader, row: object, place: int, stance: str) -> Spot:
    most = max(getattr(row, each) for each in STANCES)
    count = getattr(row, stance)
    level = 0 if not count else min(4, 1 + 3 * count // most)
    said = read.said(stance, row, place)
    return Spot(
        level, said, read.full(stance, row, place), alarm=stance == "negative" and count > 0
    )
