"""The slow reader: where everything stands in a file, and everything that is wrong with it as YAML
of the format.

Reading for reports does not pay for positions (`store.yaml.tree`); this one runs over files with
findings only.
"""

from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import copy

from crmcli.domain.finding import Finding, Mend, Path, Place, Problem, Related
from crmcli.store.files.scan import MAX_BYTES
from crmcli.store.yaml import forbidden
from crmcli.store.yaml.broken.failing import failure_told, too_deep
from crmcli.store.yaml.broken.indentation import dashes
from crmcli.store.yaml.broken.page import Edit, Page
from crmcli.store.yaml.broken.recovery import Search
from crmcli.store.yaml.broken.slip import Failure, follows
from crmcli.store.yaml.encodings import encoding_of
from crmcli.store.yaml.explaining import MOST
from crmcli.store.yaml.libyaml import MarkedYAMLError, Parser, YAMLError
from crmcli.store.yaml.placed_tree import Builder, SecondDocument, Span, TooDeep
from crmcli.store.yaml.silenced import Silenced
from crmcli.store.yaml.tree import MAX_DEPTH, Node, nfc


class Source:
    """A file's text with the places of everything in it.

    Without `parse` it has its lines and their comments only: enough for what has a place already.
    What is no YAML is told and then read as it was probably meant, so that the rest is judged too;
    `fits` says how many things are wrong in a text that somebody may have meant.
    """

    def __init__(
        self, data: bytes, *, parse: bool = True, fits: Callable[[str], int] = lambda _: 0
    ) -> None:
        self.problems: list[Problem] = []
        self.more = 0  # problems that are not told one by one any more
        self._next: tuple[str, Place] | None = None  # the first of those
        self._fits = fits
        self.slips: list[Problem] = []  # what is no YAML, or no line of this place
        self.guessed: set[int] = set()  # lines that were left out, so that something may be missing
        self.spans: dict[Path, Span] = {}
        self.ends: dict[Path, Place] = {}  # the whole of values that are longer than their span
        self.tree: Node = None
        self.text = self._decode(data)
        self.lines = self.text.replace("\r\n", "\n").split("\n")
        self.silenced = Silenced(self.lines)
        if parse and not self.problems:
            for (rule, place, word), *others in forbidden.conflicts(self.text, self.lines):
                related = tuple(Related(each.place, "conflict", (each.said,)) for each in others)
                self.found(rule, place, word, related=related)
        if parse and not self.problems:
            page = self._allowed()
            if page is not None:
                self._parse(page)
        if self._next:
            rule, place = self._next
            self.problems.append((Finding(rule, (), "and-more", (str(self.more),)), place))

    def found(
        self,
        rule: str,
        place: Place,
        *args: str,
        key: str = "",
        path: Path = (),
        mends: tuple[Mend, ...] = (),
        related: tuple[Related, ...] = (),
    ) -> bool:
        """Note a problem of the file's form. Is it told by itself, and not only counted?"""
        if len(self.problems) < MOST:
            finding = Finding(rule, path, key, args, mends=mends, related=related)
            self.problems.append((finding, place))
            return True
        self.more += 1
        self._next = self._next or (rule, place)
        return False

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
            place, other = Place(line, column, line, column + 1), encoding_of(data)
            if other:
                self.found("not-utf-8", place, other, key="other-encoding")
            else:
                self.found("not-utf-8", place, f"0x{body[error.start]:02x}")
            return body.decode("utf-8", "replace")

    def _allowed(self) -> Page | None:
        """The text without what no file may hold, each of which is told; None where more than a
        character is wrong with a line.
        """
        edits = []
        for rule, place, word in forbidden.characters(self.text, self.lines):
            row, start, end = place.line - 1, place.column - 1, place.end_column - 1
            char = self.lines[row][start:end]
            text = " " if char.isspace() else ""
            edits.append(Edit(row, start, end, text) if char != "\r" else None)
            mends = (Mend(text, is_safe=True, at=place),) if char != "\r" else ()
            self.found(rule, place, word, mends=mends)
        known = [edit for edit in edits if edit]
        return Page(self.lines).after(known) if len(known) == len(edits) else None

    def _parse(self, page: Page) -> None:
        told, builder = len(self.problems), Builder(self.found)
        text = page.text if page.is_edited else self.text
        try:
            self.tree = builder.build(Parser(text))
        except (YAMLError, ValueError, OverflowError, SecondDocument) as error:
            deep = too_deep(text, error)
            if deep is None:
                del self.problems[told:]
                told_of = failure_told(error) if isinstance(error, MarkedYAMLError) else None
                self._recover(page, None if page.is_edited else told_of)
                return
            self.found("too-deep", deep, str(MAX_DEPTH))
        except TooDeep:
            pass
        tree, problems = self.tree, self.problems
        if not self._split(page, told):
            self.tree, self.problems = tree, problems
            self.take(builder, page, told)

    def _split(self, page: Page, told: int) -> bool:
        """Are keys given twice because the second item of a list has no dash? It is told then."""
        twice = [place for each, place in self.problems[told:] if each.rule == "duplicate-key"]
        before = self.problems[:told]
        for slip in dashes(page, twice[0].line - 1) if len(twice) > 1 else ():
            new, self.problems = page.after(slip.edits), [*before, slip.told(page)]
            told, builder = len(self.problems), Builder(self.found)
            with suppress(YAMLError, ValueError, TooDeep, SecondDocument):
                self.tree = builder.build(Parser(new.text))
                if not any(each.rule == "duplicate-key" for each, _ in self.problems[told:]):
                    self.slips = self.problems[told - 1 : told]
                    self.take(builder, new, told)
                    return True
        return False

    def _recover(self, page: Page, failure: Failure | None) -> None:
        """Read what was probably meant, after telling what stands there instead."""
        search = Search(page, self._fits, failure)
        search.read()
        told_of = {place.line for _, place in self.problems}
        self.problems += [each for each in search.told if each[1].line not in told_of]
        self.slips, self.guessed = search.told, search.guessed
        told, builder = len(self.problems), Builder(self.found)
        if search.failure is None:
            with suppress(TooDeep):
                self.tree = builder.build(Parser(search.page.text))
        else:
            end = search.failure
            self.found("yaml-syntax", inside(end.place, self.lines), end.said, key=end.key)
        self.take(builder, search.page, told)
        self.problems[told:] = [
            each
            for each in self.problems[told:]
            if not any(follows(each, slip) for slip in search.told)
        ]

    def meant(self, row: int, wrong: int, *, may_move: bool) -> "Source | None":
        """The text read as it was probably meant, with what is told then, if several of the things
        that are wrong come of the line of that number (from 0), or the one above.
        """
        search = Search(Page(self.lines), self._fits)
        if not search.place(row, wrong, may_move=may_move):
            return None
        source = copy(self)
        source.problems, source.slips = list(search.told), search.told
        told, builder = len(source.problems), Builder(source.found)
        with suppress(TooDeep):
            source.tree = builder.build(Parser(search.page.text))
        source.take(builder, search.page, told)
        return source

    def again(self) -> "Source":
        """The same, of which no comment has silenced anything yet."""
        source = copy(self)
        source.silenced = Silenced(self.lines)
        return source

    def take(self, builder: Builder, page: Page, told: int) -> None:
        """Keep the places of what was read, and of what was told since, as they were written."""
        self._forbid_tabs(builder.blocks, page.lines)
        self.spans, self.ends = builder.spans, builder.ends
        if not page.is_edited:
            return
        self.problems[told:] = [
            (finding, page.written(place)) for finding, place in self.problems[told:]
        ]
        self.spans = {path: span._replace(page=page) for path, span in self.spans.items()}
        self.ends = {path: page.written(place) for path, place in self.ends.items()}

    def _forbid_tabs(self, blocks: list[tuple[int, int]], lines: Sequence[str]) -> None:
        """Tabs that indent, as far as the file could be read; in a block text and on an empty line
        they do no harm.
        """
        broken = next(
            (place.line for finding, place in self.problems if finding.rule == "yaml-syntax"), None
        )
        for place in forbidden.tabs(self.text, lines, blocks, broken):
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


def inside(place: Place, lines: Sequence[str]) -> Place:
    """The place, or the end of the text where a parser's lies behind it."""
    line = min(place.line, len(lines))
    column = min(place.column, len(lines[line - 1]) + 1)
    return Place(line, column, line, column + 1)
