"""The list as lines of a window: a row a line, what it says in full below, then the keys."""

from collections.abc import Callable, Sequence

from crmcli.commands.write.agenda.board.line import shown
from crmcli.commands.write.agenda.board.state import Item, State, in_sight
from crmcli.domain.text.visible import visible
from crmcli.domain.text.width import cells
from crmcli.formats.wrapping import broken

Say = Callable[..., str]  # the text of a key, with its arguments
HEAD, FOOT = 2, 5  # lines above and below the rows
_GAP = "  "
# at most so many cells of a line are the kind's, the account's and the owner's
_KIND, _NAME, _OWNER = 14, 24, 12
_WIDE = 100  # from which on a line has room for whose it is
HELP = ("move", "tick", "rest", "open", "edit", "write", "filter", "undo", "quit", "stop")


def room(height: int) -> int:
    """How many rows a window of that height shows."""
    return max(1, height - HEAD - FOOT)


def lines(state: State, width: int, height: int, say: Say) -> list[str]:
    """The window, line by line; none is wider."""
    page = room(height)
    body = _help(say, width) if state.help else _rows(in_sight(state, page), width, page, say)
    window = [
        *_head(state, width, say),
        *body[:page],
        *[""] * (page - len(body)),
        *_foot(state, width, say),
    ]
    return [clipped(each, width) for each in window[:height]]


def cursor(state: State, width: int, height: int, say: Say) -> tuple[int, int]:
    """The line and the cell in which the person is: the row, or the end of the filter."""
    if state.line is not None:
        asked = say("ask-board-filter")
        return height - 2, cells(asked) + 1 + shown(state.line, width - cells(asked) - 2)[1]
    seen = in_sight(state, room(height))
    return HEAD + seen.at - seen.top, 0


def _head(state: State, width: int, say: Say) -> list[str]:
    found, all_ = len(state.shown), len(state.items)
    count = say("title-board-some", found, all_) if found != all_ else say("title-board", all_)
    return [_GAP.join(filter(None, (count, state.note))), "─" * width]


def _rows(state: State, width: int, page: int, say: Say) -> list[str]:
    rows = state.shown
    if not rows:
        return ["", _GAP + say("note-board-none" if state.items else "note-due-nothing")]
    seen = rows[state.top : state.top + page]
    return [
        f"{'>' if state.top + place == state.at else ' '} {line}"
        for place, line in enumerate(_table(seen, width - 2))
    ]


def _table(items: Sequence[Item], width: int) -> list[str]:
    """One line a row, in columns."""
    late = max(cells(each.late) for each in items)
    kind = min(_KIND, max(cells(each.what) for each in items))
    name = min(_NAME if width < _WIDE else 2 * _NAME, max(cells(each.name) for each in items))
    owner = min(_OWNER, max(cells(each.owner) for each in items)) if width >= _WIDE else 0
    rest = width - late - kind - name - 3 * len(_GAP) - (owner + len(_GAP) if owner else 0)
    return [
        _GAP.join(
            (
                " " * (late - cells(each.late)) + each.late,
                filled(each.what, kind),
                filled(each.name, name),
                filled(_told(each), rest),
                *((filled(each.owner, owner),) if owner else ()),
            )
        )
        for each in items
    ]


def _told(item: Item) -> str:
    return f"{item.about}: {item.why}" if item.about else item.why


def _foot(state: State, width: int, say: Say) -> list[str]:
    item = state.item
    full = _in_lines(f"{item.name} ({item.account}) · {_told(item)}", width) if item else ["", ""]
    if state.line is not None:
        asked = say("ask-board-filter")
        last = f"{asked} {shown(state.line, width - cells(asked) - 2)[0]}"
    else:
        last = state.told
    return ["─" * width, *full, last, _keys(say("told-board-keys"), width)]


def _keys(told: str, width: int) -> str:
    """As many keys as there is room for, none in part; the last two are always there, `?`, which
    tells of all, and the way out.
    """
    *most, about, out = told.split(_GAP)
    while most and cells(_GAP.join((*most, about, out))) > width:
        most.pop()
    return _GAP.join((*most, about, out))


def _in_lines(text: str, width: int) -> list[str]:
    """The text in exactly two lines."""
    text = flat(text)
    first = clipped(text, width, end="")
    if first != text and " " in first:
        first = first.rpartition(" ")[0]
    return [first, text[len(first) :].strip()]


def _help(say: Say, width: int) -> list[str]:
    """What each key does, beside it."""
    told = [say(f"told-board-help-{each}") for each in HELP]
    beside = max(len(each) - len(each[1:].lstrip()) for each in told if each[1] == " ")
    found = [""]
    for each in told:
        key = clipped(each, beside, end="")
        first, *more = broken(each[len(key) :], max(1, width - len(_GAP) - beside)).split("\n")
        found += [_GAP + key + first, *(" " * (len(_GAP) + beside) + line for line in more)]
    return found


def flat(text: str) -> str:
    """In one line, with nothing that a terminal obeys."""
    return visible(" ".join(text.split()))


def filled(text: str, width: int) -> str:
    """The text in exactly so many cells."""
    text = clipped(flat(text), width)
    return text + " " * (width - cells(text))


def clipped(text: str, width: int, end: str = "…") -> str:
    """As much of the text as so many cells have room for."""
    if cells(text) <= width:
        return text
    kept, room_left = [], width - cells(end)
    for char in text:
        room_left -= cells(char)
        if room_left < 0:
            break
        kept.append(char)
    return "".join(kept) + (end if width > 0 else "")
