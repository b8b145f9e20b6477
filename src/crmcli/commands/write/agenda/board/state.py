"""The list as it stands: its rows, where the person is, what the keys do with it."""

from datetime import date
from typing import NamedTuple

from crmcli.commands.write.agenda.board.keys import LATIN
from crmcli.commands.write.agenda.board.line import Line, begun, typed

EFFECTS = {
    " ": "tick",
    "x": "tick",
    "enter": "tick",
    "r": "rest",
    "o": "open",
    "e": "edit",
    "w": "write",
    "u": "undo",
    "q": "quit",
    "ctrl-d": "quit",
    "ctrl-c": "stop",
    "ctrl-z": "suspend",
    "ctrl-l": "redraw",
}
OF_ROWS = frozenset(("tick", "rest", "open", "edit", "write"))


class Item(NamedTuple):
    """A row of the agenda, and how it reads."""

    kind: str
    account: str
    subject: str
    day: date | None
    records: tuple[str, ...]
    as_of: date
    late: str
    what: str
    name: str
    about: str
    why: str
    owner: str

    @property
    def words(self) -> str:
        """What a filter looks into."""
        parts = (self.account, self.name, self.what, self.about, self.why, self.owner)
        return " ".join(parts).casefold()


class State(NamedTuple):
    """All rows of the day, of which `filter` lets some through; `at` is the one the person is on.

    `line` is there while a filter is typed, `help` while the keys are shown; `told` is what the
    last key came to, `note` what is said of the whole list.
    """

    items: tuple[Item, ...] = ()
    at: int = 0
    top: int = 0
    filter: str = ""
    line: Line | None = None
    help: bool = False
    told: str = ""
    note: str = ""

    @property
    def shown(self) -> list[Item]:
        """The rows that the filter lets through."""
        wanted = (self.filter if self.line is None else self.line.text).casefold().split()
        return [each for each in self.items if all(word in each.words for word in wanted)]

    @property
    def item(self) -> Item | None:
        """The row the person is on."""
        shown = self.shown
        return shown[min(self.at, len(shown) - 1)] if shown else None


def press(state: State, key: str, page: int) -> tuple[State, str]:
    """The list after that key, `page` rows of which are in sight, and what is to be done; nothing
    for what only concerns the list.
    """
    if state.line is not None:
        return _filtering(state, key, state.line)
    if state.help:
        return state._replace(help=False), "stop" if key == "ctrl-c" else ""
    state, key = state._replace(told=""), LATIN.get(key, key.lower() if len(key) == 1 else key)
    if key in {"?", "/"}:
        asked = (
            state._replace(help=True) if key == "?" else state._replace(line=begun(state.filter))
        )
        return asked, ""
    if key == "escape":
        return state._replace(filter="", at=0, top=0), ""
    if key in EFFECTS:
        effect = EFFECTS[key]
        return state, effect if state.item or effect not in OF_ROWS else ""
    return _moved(state, key, page), ""


def _moved(state: State, key: str, page: int) -> State:
    steps = {"up": -1, "k": -1, "down": 1, "j": 1, "page-up": -page, "page-down": page}
    last = len(state.shown) - 1
    at = {"home": 0, "g": 0, "end": last}.get(key, min(state.at, last) + steps.get(key, 0))
    return in_sight(state._replace(at=max(0, min(last, at))), page)


def in_sight(state: State, page: int) -> State:
    """With the row the person is on among those that are shown."""
    last = max(0, len(state.shown) - 1)
    at = min(state.at, last)
    top = max(at - page + 1, min(state.top, at, max(0, last - page + 1)))
    return state._replace(at=at, top=max(0, top))


def _filtering(state: State, key: str, line: Line) -> tuple[State, str]:
    if key == "ctrl-c":
        return state, "stop"
    if key == "enter":
        return state._replace(filter=line.text, line=None, at=0, top=0), ""
    if key == "escape":
        return state._replace(line=None), ""
    return state._replace(line=typed(line, key), at=0, top=0), ""


def renewed(state: State, items: tuple[Item, ...], note: str, told: str) -> State:
    """The list read anew: the person stays on the row, or where it was."""
    was = state.item
    state = state._replace(items=items, note=note, told=told)
    if was is not None:
        names = [(each.account, each.kind, each.subject, each.day) for each in state.shown]
        name = (was.account, was.kind, was.subject, was.day)
        if name in names:
            state = state._replace(at=names.index(name))
    return state
