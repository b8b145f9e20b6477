"""A tree with the places of its parts, out of the parser's events; what the format forbids is told
on the way.
"""

from typing import NamedTuple, Protocol

from crmcli.domain.finding import Path, Place
from crmcli.store.yaml.broken.page import Page
from crmcli.store.yaml.event_place import place_of
from crmcli.store.yaml.libyaml import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    Events,
    MappingEndEvent,
    MappingStartEvent,
    Mark,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from crmcli.store.yaml.tree import CONTROL, MAX_DEPTH, MAX_ITEMS, NULLS, Node, Tree, nfc


class Found(Protocol):
    """Notes a problem of the file's form."""

    def __call__(self, rule: str, place: Place, *args: str, key: str = "", path: Path = ()) -> bool:
        """One more of them. Is it told by itself, and not only counted?"""


class Span(NamedTuple):
    """Where a value stands, and its key if it has one; a collection's value is where it begins.

    Events until somebody asks: of a file's thousand values few are told.
    """

    key_event: Event | None
    event: Event
    is_collection: bool
    page: Page | None = None  # the repairs that came before

    @property
    def key(self) -> Place | None:
        """The place of the key."""
        return None if self.key_event is None else self._written(place_of(self.key_event))

    @property
    def value(self) -> Place:
        """The place of the value."""
        return self._written(place_of(self.event))

    def _written(self, place: Place) -> Place:
        return place if self.page is None else self.page.written(place)


class SecondDocument(Exception):
    """A second document begins: a line that was drawn, mostly."""


class TooDeep(Exception):
    """Nesting beyond the limit: reading stops."""


class Builder:
    """Events to a tree and the places of its parts; what is forbidden is noted, and read around
    where that is possible.
    """

    def __init__(self, found: Found) -> None:
        self.found = found
        self.spans: dict[Path, Span] = {}
        self.ends: dict[Path, Place] = {}  # the whole of values that are longer than their span
        self.blocks: list[
            tuple[int, int]
        ] = []  # the lines of block scalars, in which tabs are text
        self.stack: list[
            tuple[Tree | list[Node] | None, Path, bool]
        ] = []  # the collection around, its path, and whether the one inside is a key
        self.flows: list[Mark | None] = []  # where each of them opened, if by a bracket
        self.node: Tree | list[Node] | None = None
        self.path: Path = ()
        self.key: tuple[str, Event] | None = None
        self.root: Node = None
        self.has_room = True  # for one more finding that is told

    def build(self, parser: Events) -> Node:
        """The tree of one document.

        Raises what the parser raises, SecondDocument and TooDeep.
        """
        documents = 0
        next_event = parser.get_event
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._decorations(event)
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._decorations(event)
                self._open(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            elif kind is StreamEndEvent:
                return self.root
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise SecondDocument
                if event.version or event.tags:
                    self.found("directive", place_of(event))
            elif kind is AliasEvent:
                self.found("alias", place_of(event), str(event.anchor))
                self._value(None, event, is_collection=False)

    def _decorations(self, event: Event) -> None:
        if event.anchor is not None:
            self.found("anchor", place_of(event), event.anchor)
        if event.tag is not None:
            self.found("tag", place_of(event), str(event.tag))

    def _scalar(self, event: Event) -> None:
        if event.style in ("|", ">"):
            self.blocks.append((event.start_mark.line + 2, event.end_mark.line + 1))
        elif not event.value.isprintable() and (control := CONTROL.search(event.value)):
            self.found(
                "control-character",
                place_of(event),
                f"U+{ord(control.group()):04X}",
                key="control-in-text" if control.group() in "\n\t" else "",
            )
        if self.key is None and type(self.node) is dict:
            self._name(self.node, event.value, event)
        else:
            self._value(
                None if event.value in NULLS and not event.style else event.value,
                event,
                is_collection=False,
            )

    def _name(self, node: Tree, name: str, event: Event) -> None:
        if name == "<<" and not getattr(event, "style", ""):
            self.found("merge-key", place_of(event))
            name = "\0<<"
        if name in node:
            self._twice(name, event)
            name = f"\0{name}"  # read around it under a name no file can hold
        self.key = (name, event)

    def _twice(self, name: str, event: Event) -> None:
        """Tell of a key that is given twice; once there is no room to tell, it is only counted."""
        if not self.has_room:
            self.found("duplicate-key", Place(1, 1, 1, 1))
            return
        first = self.spans[(*self.path, nfc(name))].key
        line = str(first.line if first else 1)
        path = (*self.path, name)
        self.has_room = self.found("duplicate-key", place_of(event), name, line, path=path)

    def _value(self, value: Node, event: Event, *, is_collection: bool) -> Path:
        if type(self.node) is dict:
            if self.key is None:  # a list or mapping where a key should be: told, and read past
                self.found("key-not-text", place_of(event))
                return (*self.path, "\0")
            name, key = self.key
            if name == "\0":
                self.key = None
                return (*self.path, "\0")
            path: Path = (*self.path, nfc(name))
            if not name.startswith("\0"):  # what was given before stands
                self.node[name] = value
            self.key = None
        elif type(self.node) is list:
            path, key = (*self.path, len(self.node)), None
            self.node.append(value)
        else:
            path, key = (), None
            self.root = value
        self.spans[path] = Span(key, event, is_collection)
        if not is_collection and event.start_mark.line != event.end_mark.line:
            self._ends(path, event.start_mark, event)
        return path

    def _ends(self, path: Path, start: Mark, event: Event) -> None:
        """Keep where a value ends that is longer than a line or a character; what stands by its
        indentation ends where the next begins, and is not kept.
        """
        end = event.end_mark
        if getattr(event, "style", "") not in ("|", ">"):
            self.ends[path] = Place(start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _open(self, event: Event) -> None:
        child: Tree | list[Node] = {} if isinstance(event, MappingStartEvent) else []
        if len(self.stack) >= MAX_DEPTH:
            self.found("too-deep", place_of(event), str(MAX_DEPTH))
            raise TooDeep
        is_key = isinstance(self.node, dict) and self.key is None
        path = self._value(child, event, is_collection=True)
        self.flows.append(event.start_mark if event.flow_style else None)
        self.stack.append((self.node, self.path, is_key))
        self.node, self.path, self.key = child, path, None

    def _close(self, event: Event) -> None:
        start = self.flows.pop()
        if start is not None:
            self._ends(self.path, start, event)
        if self.node is not None and len(self.node) > MAX_ITEMS:
            span = self.spans.get(self.path)
            self.found(
                "too-many",
                span.value if span else Place(1, 1, 1, 2),
                str(MAX_ITEMS),
                path=self.path,
            )
        self.node, self.path, is_key = self.stack.pop()
        self.key = ("\0", event) if is_key else None
