"""Charts of who is known, and of who reports to whom."""

from collections.abc import Sequence
from datetime import date

from crmcli.charts.card import Card
from crmcli.charts.heat import Heat, Level, Row, Spot
from crmcli.charts.ladder import Ladder, Step
from crmcli.charts.reading import MOST, Reader
from crmcli.charts.tree import Person, Tree
from crmcli.domain.records.words import LEVELS
from crmcli.domain.table import Message, Table
from crmcli.messages import Phrases
from crmcli.messages.cells import RUNGS, STANCE_MARKS, word


def gaps(table: Table, phrases: Phrases, *, title: str = "", most: int = MOST) -> Heat:
    """Accounts by roles: how well those are known that need work; blank where nothing is to do.
    An enemy in a role stands out.
    """
    read = Reader(table, phrases)
    names: dict[str, str] = {}
    roles: dict[str, str] = {}
    found: dict[tuple[str, str], Spot] = {}
    for place, row in enumerate(table.rows):
        names.setdefault(row.account, row.name)
        roles.setdefault(row.role, read.said("label", row, place))
        full = " · ".join(
            (roles[row.role], read.said("kinds", row, place), word(row.rung, phrases))
        )
        found[row.account, row.role] = _spot(row.rung, phrases, full, alarm="negative" in row.kinds)
    order = sorted(roles)
    rows = tuple(
        Row(name, tuple(found.get((account, role)) for role in order))
        for account, name in [*names.items()][:most]
    )
    desc = Message("picture-heat", (len(rows), len(order)))
    return Heat(
        read.head(title or read.title("kinds"), desc),
        tuple(roles[role] for role in order),
        rows,
        _levels(phrases),
        rest=read.rest(list(names), most),
    )


def known(
    tables: Sequence[tuple[str, Table]], phrases: Phrases, *, title: str, most: int = MOST
) -> Heat:
    """Accounts by roles from each account's own roles (coverage ACCOUNT), by the account's name."""
    roles: dict[str, str] = {}
    for _, table in tables:
        read = Reader(table, phrases)
        for place, row in enumerate(table.rows):
            roles.setdefault(row.role, read.said("label", row, place))
    rows = []
    for name, table in tables[:most]:
        read = Reader(table, phrases)
        spots = {
            row.role: _spot(
                row.rung,
                phrases,
                " · ".join(_told(read, row, place)),
                alarm=row.stance == "negative",
            )
            for place, row in reversed(list(enumerate(table.rows)))
        }
        rows.append(Row(name, tuple(spots.get(role) for role in roles)))
    read = Reader(tables[0][1] if tables else Table("coverage", date.min, (), ()), phrases)
    desc = Message("picture-heat", (len(rows), len(roles)))
    return Heat(
        read.head(title, desc),
        tuple(roles.values()),
        tuple(rows),
        _levels(phrases),
        rest=read.rest(tables, most),
    )


def _told(read: Reader, row: object, place: int) -> list[str]:
    """A role in the words of its table."""
    fields = ("label", "rung", "names", "stance", "rep")
    return [text for field in fields if (text := _cell(read, field, row, place))]


def _spot(rung: str, phrases: Phrases, full: str, *, alarm: bool) -> Spot:
    level = RUNGS.index(rung) if rung in RUNGS else None
    said = word(rung, phrases)
    if alarm:
        said = f"{STANCE_MARKS['negative']} {said}"
    return Spot(level, said, full, alarm)


def _levels(phrases: Phrases) -> tuple[Level, ...]:
    return (
        *(Level(place, word(rung, phrases)) for place, rung in enumerate(RUNGS)),
        Level(None, word("waived", phrases)),
        Level(0, word("negative", phrases), alarm=True),
    )


def _stances(phrases: Phrases) -> tuple[tuple[str, str], ...]:
    marks = tuple((stance, word(stance, phrases)) for stance in STANCE_MARKS)
    return (*marks, ("", phrases("picture-unassessed")))


def people(table: Table, phrases: Phrases, *, title: str = "") -> Tree:
    """Who is who at an account, as map tells it; empty places last."""
    read = Reader(table, phrases)
    places = {row.contact: place for place, row in enumerate(table.rows) if row.contact is not None}
    found = tuple(
        Person(
            Card(
                row.name or "?",
                tuple(
                    dict.fromkeys(
                        text
                        for field in ("title", "roles")
                        if (text := _cell(read, field, row, place))
                    )
                ),
                row.stance or "",
                _cell(read, "stance", row, place),
                _cell(read, "reps", row, place),
                row.contact is None,
            ),
            places.get(row.above),
            row.depth,
        )
        for place, row in enumerate(table.rows)
    )
    return Tree(
        read.head(title or read.title("roles"), Message("picture-people", (len(found),))),
        found,
        _stances(phrases),
    )


def _cell(read: Reader, field: str, row: object, place: int) -> str:
    """The cell's text, nothing where it is blank."""
    text = read.said(field, row, place)
    return "" if text == read.phrases("common-none") else text


def ladder(table: Table, phrases: Phrases, *, title: str = "") -> Ladder:
    """The roles of one account by levels (coverage ACCOUNT)."""
    read = Reader(table, phrases)
    steps = []
    for level in dict.fromkeys((*LEVELS, *(row.level for row in table.rows))):
        cards = tuple(
            _role(read, row, place) for place, row in enumerate(table.rows) if row.level == level
        )
        if cards:
            steps.append(Step(_level(level, phrases), cards))
    return Ladder(
        read.head(title or read.title("label"), Message("picture-ladder", (len(table.rows),))),
        tuple(steps),
        _stances(phrases),
    )


def _level(level: str, phrases: Phrases) -> str:
    """What people on the level are called."""
    key = f"picture-level-{level}"
    return phrases(key) if phrases.has(key) else word(level, phrases)


def _role(read: Reader, row: object, place: int) -> Card:
    rung = row.rung  # type: ignore[attr-defined]
    return Card(
        read.said("label", row, place),
        (_cell(read, "names", row, place) or "?", read.said("rung", row, place)),
        row.stance or "",  # type: ignore[attr-defined]
        _cell(read, "stance", row, place),
        _cell(read, "rep", row, place),
        rung in ("unknown", "waived"),
        " · ".join(_told(read, row, place)),
    )
