"""Parts of a view as what their templates need."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from markupsafe import Markup

from crmcli.domain.table import Message
from crmcli.messages import Phrases
from crmcli.web.html.links import Links
from crmcli.web.html.tables import Block, Plain, Words, blocks, leading
from crmcli.web.views import parts as of

FORMS = {"desk": 960, "phone": 340}  # how wide a drawing is made; the style sheet shows one


class Drawn(NamedTuple):
    """One part: its template, and what that reads."""

    template: str
    data: object


class FigureShown(NamedTuple):
    """A figure in words."""

    name: str
    value: str
    beside: str
    href: str
    tone: str


class CardShown(NamedTuple):
    """A card in words."""

    name: str
    lines: list[str]
    marks: list[tuple[str, str]]
    href: str
    actions: Sequence[Words] = ()


class LaneShown(NamedTuple):
    """A lane in words."""

    title: str
    sum: str
    cards: list[CardShown]
    more: Words | None


class WrongShown(NamedTuple):
    """What is wrong with something typed, in words, and the place between what stands around it."""

    words: str
    before: str
    wrong: str
    after: str
    column: str
    hint: str


class Group(NamedTuple):
    """Things of a kind under a title."""

    title: str
    items: list[object]
    tone: str = ""


class ChartShown(NamedTuple):
    """A drawing, made by crmcli.charts of escaped parts, and the table behind it."""

    title: str
    drawings: list[tuple[str, Markup]]
    behind: list[Block]


class Maker:
    """Makes parts of one page."""

    def __init__(self, phrases: Phrases, links: Links) -> None:
        self.phrases, self.links = phrases, links
        self._plain = Plain(phrases)
        self._charts = 0

    def made(self, views: tuple[of.Part, ...]) -> Iterator[Drawn]:
        """Each part with its template; tables may be several."""
        for part in views:
            if isinstance(part, of.Rows):
                for block in blocks(part, self.phrases, self.links.to):
                    yield Drawn("table", block)
            elif not (isinstance(part, of.Links) and not self._leads(part.links)):
                yield self._one(part)

    def _one(self, part: of.Part) -> Drawn:
        name = type(part).__name__.lower()
        make: Callable[[of.Part], Drawn] | None = getattr(self, f"_{name}", None)
        if make is not None:
            return make(part)
        long_page = import_module("crmcli.web.html.long_page")
        return Drawn(name, getattr(long_page, name)(part, self.phrases, self.links))

    def _say(self, said: Message | of.Cell | of.Together | str | None) -> str:
        if isinstance(said, of.Together):
            return " · ".join(filter(None, map(self._say, said.parts)))
        if isinstance(said, of.Cell):
            return self._plain.say(said)
        return "" if said is None else self.phrases.word(said)

    def _to(self, to: of.To | None) -> str:
        return self.links.to(to) if to else ""

    def _figures(self, part: of.Figures) -> Drawn:
        items: list[object] = [
            FigureShown(
                self._say(each.name),
                self._say(each.value) or self.phrases("common-n-a"),
                self._say(each.beside),
                self._to(each.to),
                each.tone,
            )
            for each in part.figures
        ]
        return Drawn("figures", Group(self._say(part.title), items))

    def _chart(self, part: of.Chart) -> Drawn:
        self._charts += 1
        title, chart = self._say(part.title), part.make(self.phrases)
        if chart.head.desc == self.phrases("common-no-rows"):
            return Drawn("chart", ChartShown(title, [], []))
        draw = import_module(type(chart).__module__).draw
        forms: dict[str, str] = {
            name: draw(chart, prefix=f"chart-{self._charts}-{name}", width=width)
            for name, width in FORMS.items()
        }
        behind = (
            blocks(of.Rows(part.behind, part.title), self.phrases, self.links.to)
            if part.behind
            else []
        )
        # markup of its own, of parts that crmcli.charts.svg has escaped
        drawings = [(name, Markup(drawn)) for name, drawn in forms.items()]  # noqa: S704
        return Drawn("chart", ChartShown(title, drawings, behind))

    def _board(self, part: of.Board) -> Drawn:
        lanes: list[object] = [
            LaneShown(
                self._say(lane.title),
                self._say(lane.sum),
                [self._card(card) for card in lane.cards],
                Words(self._say(lane.more.words), self._to(lane.more.to)) if lane.more else None,
            )
            for lane in part.lanes
        ]
        return Drawn("board", Group(self._say(part.title), lanes))

    def _card(self, card: of.Card) -> CardShown:
        return CardShown(
            self._say(card.name),
            [self._say(line) for line in card.lines],
            [(tone, self._say(word)) for tone, word in card.marks],
            self._to(card.to),
            leading(card.actions, self.phrases, self.links.to),
        )

    def _text(self, part: of.Text) -> Drawn:
        return Drawn("text", Group(self._say(part.title), [*map(self._say, part.paragraphs)]))

    def _links(self, part: of.Links) -> Drawn:
        items: list[object] = [
            Words(self._say(link.words), self._to(link.to), link.is_here)
            for link in self._shown(part.links)
        ]
        return Drawn("links", Group(self._say(part.title), items, part.look))

    def _shown(self, links: Sequence[of.Link]) -> list[of.Link]:
        """Without those that lead nowhere: to forms where nothing may be written, to what no file
        has.
        """
        return [each for each in links if each.is_here or self._to(each.to)]

    def _leads(self, links: Sequence[of.Link]) -> bool:
        """Does any of them lead somewhere?"""
        return any(self._to(each.to) for each in links)

    def _wrong(self, part: of.Wrong) -> Drawn:
        column = self.phrases("page-column", part.column)
        shown = WrongShown(
            self._say(part.words), part.before, part.wrong, part.after, column, self._say(part.hint)
        )
        return Drawn("wrong", shown)

    def _notice(self, part: of.Notice) -> Drawn:
        words: list[object] = [Words(self._say(word)) for word in part.words]
        return Drawn("notice", Group(self._to(part.to), words, part.tone))
