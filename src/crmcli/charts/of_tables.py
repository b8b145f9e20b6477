"""Charts of any table that has a figure a row: bars, lines, sparks; and of stages, of a change and
of cohorts. No figure is worked out.
"""

from collections.abc import Sequence
from decimal import Decimal

from crmcli.charts.bars import Bar, Bars, Group
from crmcli.charts.funnel import Funnel, Stage
from crmcli.charts.heat import Heat, Row, Spot
from crmcli.charts.lines import Line, Lines, Point, Tick
from crmcli.charts.reading import MOST, Reader
from crmcli.charts.spark import Spark
from crmcli.charts.svg import Head
from crmcli.charts.waterfall import Fall, Waterfall
from crmcli.domain.table import Column, Message, Table
from crmcli.messages import Phrases
from crmcli.messages.cells import heading, heat_level, text, with_cents

_ELAPSED = Column("elapsed", "share")
SHARES = ("share", "bar", "rate", "heat")  # kinds whose whole is 1


def bars(
    table: Table,
    phrases: Phrases,
    *fields: str,
    name: str = "",
    title: str = "",
    bad: str = "",
    most: int = MOST,
) -> Bars:
    """A group a row, a bar for each of the fields, in the table's order. `bad` is a field that
    says of a row that it needs somebody.
    """
    read = Reader(with_cents(table), phrases)
    named = name or read.naming()
    rows = list(enumerate(table.rows))[:most]
    groups = tuple(
        Group(
            read.said(named, row, place),
            tuple(
                Bar(
                    read.value(field, row),
                    read.brief(field, row, place),
                    read.full(field, row, place),
                )
                for field in fields
            ),
            *(("bad", "▼") if bad and getattr(row, bad) else ()),
        )
        for place, row in rows
    )
    kinds = {read.column(field).kind for field in fields}
    return Bars(
        read.head(title or read.title(*fields), _of_bars(read, groups, fields)),
        groups,
        tuple(read.heading(field) for field in fields) if len(fields) > 1 else (),
        1.0 if kinds <= {*SHARES} else None,
        read.rest(table.rows, most),
    )


def _of_bars(read: Reader, groups: Sequence[Group], fields: Sequence[str]) -> Message:
    """From which row to which one the first figure goes."""
    known = [each for each in groups if each.bars[0].value is not None]
    what = ", ".join(read.heading(field) for field in fields)
    if not known:
        return Message("picture-bars-unknown", (what,))
    least, most = (pick(known, key=lambda each: each.bars[0].value or 0) for pick in (min, max))
    if least is most:
        return Message("picture-bars-one", (what, least.name, least.bars[0].said))
    return Message(
        "picture-bars",
        (what, len(groups), least.name, least.bars[0].said, most.name, most.bars[0].said),
    )


def lines(
    table: Table,
    phrases: Phrases,
    *,
    at: str = "day",
    value: str = "value",
    low: str = "low",
    high: str = "high",
    by: str = "",
    title: str = "",
    most: int = 12,
) -> Lines:
    """A line over the rows; with `by` one for each of its values, told apart by their names. As
    trend gives them, and the win rate by months or quarters (`at="group"`, `value="narrow"`).
    """
    read = Reader(with_cents(table), phrases)
    places = list(dict.fromkeys(read.said(at, row, place) for place, row in enumerate(table.rows)))
    found: dict[str, dict[str, Point]] = {}
    for place, row in enumerate(table.rows):
        name = read.said(by, row, place) if by else read.heading(value)
        found.setdefault(name, {})[read.said(at, row, place)] = Point(
            read.value(value, row),
            read.brief(value, row, place),
            read.value(low, row),
            read.value(high, row),
            read.full(value, row, place),
        )
    drawn = tuple(
        Line(name, tuple(points.get(each, Point(None, "")) for each in places))
        for name, points in [*found.items()][:most]
    )
    told = title or read.title(value)
    return Lines(
        read.head(told, _of_lines(read.heading(value), places, drawn)),
        tuple(places),
        drawn,
        _ticks(read, value),
        rest=read.rest(list(found), most),
    )


def _of_lines(what: str, places: Sequence[str], drawn: Sequence[Line]) -> Message:
    if len(drawn) != 1:
        return Message(
            "picture-lines-several",
            (what, len(drawn), *(places[:1] or [""]), *(places[-1:] or [""])),
        )
    known = [
        (place, point)
        for place, point in zip(places, drawn[0].points, strict=True)
        if point.value is not None
    ]
    if not known:
        return Message("picture-bars-unknown", (what,))
    (first, begins), (last, ends) = known[0], known[-1]
    return Message("picture-lines", (what, first, begins.said, last, ends.said))


def _ticks(read: Reader, field: str) -> tuple[Tick, ...]:
    """The ends of the scale where it has some, else nothing and the highest value."""
    column = read.column(field)
    ends: Sequence[float | Decimal] = ()
    if column.kind in SHARES:
        column, ends = column._replace(kind="share"), (0.0, 0.5, 1.0)
    elif column.kind == "index":
        ends = (-1.0, 0.0, 1.0)
    else:
        known = [value for row in read.table.rows if (value := read.value(field, row)) is not None]
        ends = (0, max(known)) if known and max(known) > 0 else (0,)
    return tuple(
        Tick(
            end,
            read.amount(end)
            if column.kind == "money"
            else text(end, column, read.table, read.phrases),
        )
        for end in ends
    )


def spark(table: Table, phrases: Phrases, place: int, field: str = "values") -> Spark:
    """One row's line of values, as the picture below a trend has them."""
    read, row = Reader(table, phrases), table.rows[place]
    values = getattr(row, field)
    return Spark(Head(read.title(field), read.said(field, row, place)), tuple(values))


def change(table: Table, phrases: Phrases, *, title: str = "") -> Waterfall:
    """From the pipeline of one day to that of another, as pipeline_change tells it."""
    read = Reader(with_cents(table), phrases)
    falls = tuple(
        Fall(
            read.said("name", row, place),
            row.amount,
            read.brief("amount", row, place),
            row.line in ("start", "end"),
            " · ".join(
                (
                    read.said("name", row, place),
                    read.full("deals", row, place),
                    read.full("amount", row, place),
                )
            ),
        )
        for place, row in enumerate(table.rows)
    )
    told = title or read.title("amount")
    ends = (falls[0].said, falls[-1].said) if falls else ("", "")
    return Waterfall(read.head(told, Message("picture-change", ends)), falls)


def goals(table: Table, phrases: Phrases, *, title: str = "") -> Bars:
    """How far each goal has come on its way beside the time that has passed, and in words where it
    is and where it should be.
    """
    read = Reader(table, phrases)
    groups = tuple(
        Group(
            read.said("purpose", row, place),
            (
                Bar(row.progress, _way(read, row, place), _ends(read, row, place)),
                Bar(row.elapsed, text(row.elapsed, _ELAPSED, table, phrases)),
            ),
            *(("bad", "▼") if row.state == "behind" else ()),
        )
        for place, row in enumerate(table.rows)
    )
    head = read.head(title or read.title("purpose"), _of_bars(read, groups, ("now_said",)))
    series = (phrases("picture-goal-way"), heading(_ELAPSED, phrases))
    return Bars(head, groups, series, whole=1.0)


def _way(read: Reader, row: object, place: int) -> str:
    now, to = (read.said(field, row, place) for field in ("now_said", "to_said"))
    return f"{now} → {to} · {read.said('state', row, place)}"


def _ends(read: Reader, row: object, place: int) -> str:
    fields = ("from_said", "now_said", "expected_said", "to_said", "to_date")
    return " · ".join(read.full(field, row, place) for field in fields)


def stages(table: Table, phrases: Phrases, *, title: str = "") -> Funnel:
    """How many deals came to each stage and which share passed on."""
    read = Reader(table, phrases)
    drawn = tuple(
        Stage(
            read.said("stage", row, place),
            row.reached,
            read.said("reached", row, place),
            ""
            if row.conversion is None
            else f"{read.heading('conversion')} {read.said('conversion', row, place)}",
            " · ".join(
                (
                    read.said("stage", row, place),
                    *(
                        read.full(field, row, place)
                        for field in ("reached", "passed", "dropped", "still", "conversion")
                    ),
                )
            ),
            row.leaks_most,
        )
        for place, row in enumerate(table.rows)
    )
    ends = [part for each in (drawn[:1] + drawn[-1:]) for part in (each.name, each.said)]
    return Funnel(
        read.head(title or read.title("reached"), Message("picture-stages", tuple(ends))),
        drawn,
        leak=phrases("picture-leak"),
    )


def cohorts(table: Table, phrases: Phrases, *, title: str = "") -> Heat:
    """Who stayed, by when they came and after how many periods."""
    read = Reader(table, phrases)
    grid = [column for column in table.columns if column.kind == "heat"]
    rows = tuple(
        Row(
            f"{read.said('cohort', row, place)} ({read.said('customers', row, place)})",
            tuple(_kept(read, row, column.item) for column in grid),
        )
        for place, row in enumerate(table.rows)
    )
    told = title or read.title("cohort")
    names = tuple(phrases.label(column.label) for column in grid if isinstance(column.label, dict))
    return Heat(
        read.head(told, Message("picture-heat", (len(rows), len(grid)))), names, rows, marks=False
    )


def _kept(read: Reader, row: object, item: str | int | None) -> Spot | None:
    value = row.item(item)  # type: ignore[attr-defined]
    if value is None:
        return None
    said = text(value, read.column("kept")._replace(kind="share"), read.table, read.phrases)
    return Spot(heat_level(value), said)
