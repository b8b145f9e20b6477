"""The slow reader: where everything stands in a file, and everything that is wrong with it as YAML
of the format.

Reading for reports does not pay for positions (`store.yaml.tree`); this one runs over files with
findings only.
"""

from codecs import BOM_UTF8
from itertools import chain
from typing import NamedTuple

from crmcli.domain.finding import Finding, Path, Place, Problem
from crmcli.store.files.scan import MAX_BYTES
from crmcli.store.yaml import forbidden
from crmcli.store.yaml.event_place import place_of
from crmcli.store.yaml.explaining import MOST
from crmcli.store.yaml.libyaml import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    Events,
    MappingEndEvent,
    MappingStartEvent,
    Mark,
    MarkedYAMLError,
    Parser,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from crmcli.store.yaml.misread import misread
from crmcli.store.yaml.silenced import Silenced
from crmcli.store.yaml.tree import CONTROL, MAX_DEPTH, MAX_ITEMS, NULLS, Node, Tree, nfc
from crmcli.store.yaml.yaml_words import message_of


class Span(NamedTuple):
    """Where a value stands, and its key if it has one; a collection's value is where it begins."""

    key: Place | None
    value: Place
    is_collection: bool


class Source:
    """A file's text with the places of everything in it.

    Without `parse` it has its lines and their comments only: enough for what has a place already.
    """

    def __init__(self, data: bytes, *, parse: bool = True) -> None:
        self.problems: list[Problem] = []
        self.more = 0  # problems that are not told one by one any more
        self._next: tuple[str, Place] | None = None  # the first of those
        self.spans: dict[Path, Span] = {}
        self.ends: dict[Path, Place] = {}  # the whole of values that are longer than their span
        self.tree: Node = None
        self.text = self._decode(data)
        self.lines = self.text.replace("\r\n", "\n").split("\n")
        self.silenced = Silenced(self.lines)
        if parse and not self.problems:
            for rule, place, word in chain(
                forbidden.characters(self.text, self.lines),
                forbidden.markers(self.text, self.lines),
            ):
                self.found(rule, place, word)
        if parse and not self.problems:
            self._parse()
        if self._next:
            rule, place = self._next
            self.problems.append((Finding(rule, (), "and-more", (str(self.more),)), place))

    def found(self, rule: str, place: Place, *args: str, key: str = "", path: Path = ()) -> None:
        """Note a problem of the file's form."""
        if len(self.problems) < MOST:
            self.problems.append((Finding(rule, path, key, args), place))
        else:
            self.more += 1
            self._next = self._next or (rule, place)

    def _decode(self, data: bytes) -> str:
        if len(data) > MAX_BYTES:
            self.found("too-large", Place(1, 1, 1, 1), f"{MAX_BYTES // 1024**2}")
            return ""
        body = data.removeprefix(BOM_UTF8)
        try:
            return body.decode()
        except UnicodeDecodeError as error:
            before = body[: error.start].decode("utf-8", "replace")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            self.found(
                "not-utf-8", Place(line, column, line, column + 1), f"0x{body[error.start]:02x}"
            )
            return body.decode("utf-8", "replace")

    def _parse(self) -> None:
        builder = _Builder(self)
        try:
            self.tree = builder.build(Parser(self.text))
        except MarkedYAMLError as error:
            broken = misread(self.text, self.lines, error)
            self.found(broken.rule, broken.place, *broken.words, key=broken.key)
        except (YAMLError, ValueError, OverflowError) as error:
            problem = str(error)
            self.found(
                "yaml-syntax",
                Place(1, 1, 1, 1),
                " ".join(problem.split())[:200],
                key=message_of(problem),
            )
        except _TooDeep:
            pass
        self._forbid_tabs(builder.blocks)

    def _forbid_tabs(self, blocks: list[tuple[int, int]]) -> None:
        """Tabs that indent, as far as the file could be read; in a block text and on an empty line
        they do no harm.
        """
        broken = next(
            (place.line for finding, place in self.problems if finding.rule == "yaml-syntax"), None
        )
        for place in forbidden.tabs(self.text, self.lines, blocks, broken):
            self.problems = [
                (finding, spot)
                for finding, spot in self.problems
                if (finding.rule, spot.line) != ("yaml-syntax", place.line)
            ]
            self.found("tab-indentation", place)

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Where a path leads, or the deepest part of it that exists."""
        path, exact, skipped = self._stands(path)
        span = self.spans.get(path) if path else None
        if exact and not at_key and (*path, 0) in self.spans and (*path, 1) not in self.spans:
            span = self.spans[*path, 0]  # the one that stands for the list
        if span is None:
            return Place(1, 1, 1, len(self.lines[0]) + 1)
        is_key = span.is_collection or (exact and at_key and not skipped)
        return span.key if span.key and is_key else span.value

    def whole(self, path: Path, *, at_key: bool = False) -> Place | None:
        """All of what stands at a path, to be replaced by another text; None for what is not there
        or has no end of its own.
        """
        path, exact, _ = self._stands(path)
        span = self.spans.get(path) if exact else None
        if span is None or at_key:
            return span.key if span else None
        return self.ends.get(path) or (None if span.is_collection else span.value)

    def _stands(self, path: Path) -> tuple[Path, bool, int]:
        """The path as far as it exists, whether that is all of it, and how many steps are left out:
        what may be written shorter stands where the longer form would begin.
        """
        found: Path = ()
        skipped = 0
        steps = [nfc(step) if isinstance(step, str) else step for step in path]
        for place, step in enumerate(steps):
            span, following = self.spans.get(found), (*steps, "")[place + 1]
            if (*found, step) in self.spans:
                found = (*found, step)
            elif place and not (span is None or span.is_collection):
                skipped += 1  # the key, or the number in the list
            elif (
                found
                and isinstance(step, int) is not isinstance(following, int)
                and ((*found, following) in self.spans)
            ):
                continue
            else:
                return found, False, skipped
        return found, True, skipped

    def located(self, finding: Finding) -> Problem:
        """The finding, and where it stands; so do what to write instead and what belongs to it.

        Where one stretch to be replaced cannot be told from what is around it, none is.
        """
        mends = []
        for mend in finding.mends:
            at = mend.at
            if at is None:
                at = self.whole(finding.path, at_key=finding.at_key)
            elif not isinstance(at, Place):
                at = self.whole(at, at_key=mend.at_key)
            mends.append(mend._replace(at=at))
        related = tuple(
            each
            if isinstance(each.at, Place)
            else each._replace(at=self.place(each.at, at_key=each.at_key))
            for each in finding.related
        )
        known = tuple(mends) if all(mend.at is not None for mend in mends) else ()
        place = self.place(finding.path, at_key=finding.at_key)
        return finding._replace(mends=known, related=related), place

    def is_ignored(self, rule: str, place: Place) -> bool:
        """Does a `# crm: ignore[rule]` comment silence this line?

        At its end, or alone on the line above.
        """
        return self.silenced.covers(rule, place.line)


class _TooDeep(Exception):
    """Nesting beyond the limit: reading stops."""


class _Builder:
    """Events to a tree and the places of its parts; what is forbidden is noted, and read around
    where that is possible.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[
            tuple[int, int]
        ] = []  # the lines of block scalars, in which tabs are text
        self.stack: list[
            tuple[Tree | list[Node] | None, Path, bool]
        ] = []  # the collection around, its path, and whether the one inside is a key
        self.flows: list[Mark | None] = []  # where each of them opened, if by a bracket
        self.node: Tree | list[Node] | None = None
        self.path: Path = ()
        self.key: tuple[str, Place] | None = None
        self.root: Node = None

    def build(self, parser: Events) -> Node:
        documents = 0
        while True:
            event = parser.get_event()
            if isinstance(event, ScalarEvent):
                self._decorations(event)
                self._scalar(event)
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                self._decorations(event)
                self._open(event)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                self._close(event)
            elif isinstance(event, StreamEndEvent):
                return self.root
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.source.found("several-documents", place_of(event))
                    raise _TooDeep
                if event.version or event.tags:
                    self.source.found("directive", place_of(event))
            elif isinstance(event, AliasEvent):
                self.source.found("alias", place_of(event), str(event.anchor))
                self._value(None, event, is_collection=False)

    def _decorations(self, event: Event) -> None:
        if event.anchor is not None:
            self.source.found("anchor", place_of(event), event.anchor)
        if event.tag is not None:
            self.source.found("tag", place_of(event), str(event.tag))

    def _scalar(self, event: Event) -> None:
        if event.style in ("|", ">"):
            self.blocks.append((event.start_mark.line + 2, event.end_mark.line + 1))
        elif control := CONTROL.search(event.value):
            self.source.found(
                "control-character",
                place_of(event),
                f"U+{ord(control.group()):04X}",
                key="control-in-text" if control.group() in "\n\t" else "",
            )
        if isinstance(self.node, dict) and self.key is None:
            self._name(self.node, event.value, event)
        else:
            self._value(
                None if event.value in NULLS and not event.style else event.value,
                event,
                is_collection=False,
            )

    def _name(self, node: Tree, name: str, event: Event) -> None:
        if name == "<<" and not getattr(event, "style", ""):
            self.source.found("merge-key", place_of(event))
        if name in node:
            first = self.source.spans[(*self.path, nfc(name))].key
            self.source.found(
                "duplicate-key",
                place_of(event),
                name,
                str(first.line if first else 1),
                path=(*self.path, name),
            )
            name = f"\0{name}"  # read around it under a name no file can hold
        self.key = (name, place_of(event))

    def _value(self, value: Node, event: Event, *, is_collection: bool) -> Path:
        if isinstance(self.node, dict):
            if self.key is None:  # a list or mapping where a key should be: told, and read past
                self.source.found("key-not-text", place_of(event))
                return (*self.path, "\0")
            name, place = self.key
            if name == "\0":
                self.key = None
                return (*self.path, "\0")
            path: Path = (*self.path, nfc(name))
            self.node[name] = value
            self.key = None
        elif isinstance(self.node, list):
            path, place = (*self.path, len(self.node)), None
            self.node.append(value)
        else:
            path, place = (), None
            self.root = value
        self.source.spans[path] = Span(place, place_of(event), is_collection)
        if not is_collection and event.start_mark.line != event.end_mark.line:
            self._ends(path, event.start_mark, event)
        return path

    def _ends(self, path: Path, start: Mark, event: Event) -> None:
        """Keep where a value ends that is longer than a line or a character; what stands by its
        indentation ends where the next begins, and is not kept.
        """
        end = event.end_mark
        if getattr(event, "style", "") not in ("|", ">"):
            self.source.ends[path] = Place(
                start.line + 1, start.column + 1, end.line + 1, end.column + 1
            )

    def _open(self, event: Event) -> None:
        child: Tree | list[Node] = {} if isinstance(event, MappingStartEvent) else []
        if len(self.stack) >= MAX_DEPTH:
            self.source.found("too-deep", place_of(event), str(MAX_DEPTH))
            raise _TooDeep
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
            span = self.source.spans.get(self.path)
            self.source.found(
                "too-many",
                span.value if span else Place(1, 1, 1, 2),
                str(MAX_ITEMS),
                path=self.path,
            )
        self.node, self.path, is_key = self.stack.pop()
        self.key = ("\0", Place(1, 1, 1, 2)) if is_key else None
