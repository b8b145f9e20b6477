"""A whole page: what stands around a view's parts, and the page as text."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from crmcli.app.answering import Answer
from crmcli.app.left_out import left_out
from crmcli.domain.table import Message
from crmcli.messages import CALLED, LANGUAGES, Phrases
from crmcli.store.book.load import Skipped
from crmcli.web.html.days import days
from crmcli.web.html.environment import environment
from crmcli.web.html.links import Links
from crmcli.web.html.menu import menu
from crmcli.web.html.parts import Drawn, Maker
from crmcli.web.html.tables import Words
from crmcli.web.views.asked import Asked
from crmcli.web.views.command_lines import line
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Offers
from crmcli.web.views.page import Page, Question, View
from crmcli.web.views.parts import Notice, Part, Rows, To

THEMES = ("light", "dark")
NAMED = 5  # files that are named of those left out
STYLES = ("charts.css", "page.css", "dark.css", "long.css", "asking.css")


class OfFiles(NamedTuple):
    """What a page says itself where nobody serves it: its policy, and where the site begins and the
    script with the names that its search looks through.
    """

    policy: str
    root: str
    names: str


class Surroundings(NamedTuple):
    """What a page is shown in: the language and colours somebody prefers (no theme is the
    system's), the book's name, its state to be compared later, the day it is looked at on, and what
    may be filtered by. `saved` are the book's saved queries, `recorded` is the first day that git
    has; `of_files`, where the page is a file.
    """

    phrases: Phrases
    links: Links
    theme: str
    book: str
    state: str
    today: date
    as_of: date
    offers: Offers
    saved: Sequence[str] = ()
    recorded: date | None = None
    of_files: "OfFiles | None" = None


class Choice(NamedTuple):
    """Something in a list to choose from."""

    value: str
    text: str
    chosen: bool


class Input(NamedTuple):
    """A field of the form: its name, its label, and how it is asked."""

    name: str
    label: str
    kind: str
    value: str
    choices: Sequence[Choice] = ()
    offers: Sequence[str] = ()
    wide: bool = False


def page(
    view: View, page_: Page, asked: Asked, around: Surroundings, answers: Sequence[Answer]
) -> str:
    """The page as text."""
    phrases, links = around.phrases, around.links
    maker = Maker(phrases, links)
    title = phrases.say(view.title)
    control = days(asked, around.as_of, around.today, around.recorded, links, phrases)
    if page_.name == "compare":
        control = control._replace(compare="")  # that is here
    return (
        environment()
        .get_template("page.html")
        .render(
            **common(around, title),
            page=page_,
            lead=phrases.say(view.lead) if view.lead and view.lead != view.title else "",
            parts=[
                _drawn(each, phrases, title)
                for each in maker.made((*_left_out(answers), *view.parts, *_unread(answers)))
            ],
            command=line(view.question, asked) if view.question else "",
            downloads=_downloads(view.question, asked, links),
            fields=[*_filters(view, asked, around), *_own(view, asked, phrases)]
            if links.here(asked)
            else [],
            kept=_kept(view, asked),
            days=control,
            menu=menu(page_.name, around.saved, phrases, links),
            paging=_paging(view.parts, asked, around),
            explain=_explaining(view, asked, links),
        )
    )


def _drawn(part: Drawn, phrases: Phrases, title: str) -> Markup:
    """One part whole: within the page's own template each piece of it would climb up through all
    that is around it.
    """
    template = environment().get_template(f"parts/{part.template}.html")
    return Markup(template.render(it=part.data, say=phrases, title=title))  # noqa: S704 - escaped there


def styles(theme: str, at: Callable[[str], str]) -> list[tuple[str, str]]:
    """The style sheets, and for which media each is: dark where that is chosen, or the system's
    choice where nothing is.
    """
    dark = "screen" if theme == "dark" else "screen and (prefers-color-scheme: dark)"
    return [
        (at(each), dark if each == "dark.css" else "")
        for each in STYLES
        if each != "dark.css" or theme != "light"
    ]


def common(around: Surroundings, title: str) -> dict[str, object]:
    """What the layout reads, also of pages that show no book."""
    phrases, links = around.phrases, around.links
    return {
        "say": phrases,
        "lang": phrases.language,
        "theme": around.theme,
        "title": title,
        "book": around.book,
        "state": around.state,
        "of_files": around.of_files,
        "styles": styles(around.theme, links.static),
        "script": links.static("page.js"),
        "search": links.static("site.js"),
        "icon": links.static("icon.svg"),
        "home": links.to(To("today")),
        "languages": [
            (each, CALLED[each], links.prefer("lang", each))
            for each in LANGUAGES
            if each != phrases.language
        ],
        "themes": [
            (
                each,
                phrases(f"page-theme-{each or 'system'}"),
                links.prefer("theme", each or "system"),
            )
            for each in ("", *THEMES)
        ],
    }


def _left_out(answers: Sequence[Answer]) -> list[Part]:
    """What the answers had to leave out of the book as it is, told once and first."""
    skipped = [each for each in _skipped(answers) if not each.is_past]
    lacks = [told for each in answers for told in each.lacks]
    words = left_out(skipped, lacks)
    files = tuple(Message("page-file", (each.path,)) for each in skipped[:NAMED])
    return [Notice((*words, *files), "warning")] if words else []


def _unread(answers: Sequence[Answer]) -> list[Part]:
    """Which older versions of files could not be read: nobody can mend those, so they come last."""
    old = [each for each in _skipped(answers) if each.is_past][:NAMED]
    words = [Message("page-past-file", (each.file, each.path.partition(":")[0])) for each in old]
    return [Notice(tuple(words))] if words else []


def _skipped(answers: Sequence[Answer]) -> Sequence[Skipped]:
    return answers[0].skipped if answers else ()


def _downloads(question: Question | None, asked: Asked, links: Links) -> list[Words]:
    if question is None:
        return []
    found = [Words(form.upper(), links.download(question, asked, form)) for form in ("csv", "json")]
    return [each for each in found if each.href]


def _filters(view: View, asked: Asked, around: Surroundings) -> list[Input]:
    """Owner, segment and tag; a page of one account has none."""
    if view.question is None or view.question.account:
        return []
    phrases, offers = around.phrases, around.offers
    lists = (
        ("owner", asked.owners, [(key, phrases.label(name)) for key, name in offers.owners]),
        ("segment", asked.segments, [(each, each) for each in offers.segments]),
        ("tag", asked.tags, [(each, each) for each in offers.tags]),
    )
    return [
        Input(name, phrases(f"page-filter-{name}"), "choice", "", _choices(said, known, phrases))
        for name, said, known in lists
        if known or said
    ]


def _choices(
    said: Sequence[str], known: Sequence[tuple[str, str]], phrases: Phrases
) -> list[Choice]:
    unknown = [(each, each) for each in said if each not in dict(known)]
    return [
        Choice("", phrases("page-all"), not said),
        *(Choice(key, name, key in said) for key, name in (*known, *unknown)),
    ]


def _own(view: View, asked: Asked, phrases: Phrases) -> list[Input]:
    """The page's own options."""
    found = []
    for each in view.fields:
        if each.name == "limit":
            continue
        said = ",".join(asked.said.get(each.name, ()))
        value = said or ("" if each.default in (None, (), False) else str(each.default))
        key = f"page-option-{each.name}"
        label = phrases(key) if phrases.has(key) else each.name
        kind = {bool: "truth", int: "number", float: "fraction"}.get(each.kind, "text")
        if each.kind.__name__ == "date":
            kind = "date"
        choices: list[Choice] = []
        if each.words:
            kind = "choice"
            usual = "page-all" if each.name in _ALL else "page-usual"
            choices = [Choice("", phrases(usual), not value)]
            choices += [
                Choice(word, _word(word, each, phrases), word == value) for word in each.words
            ]
        offers = view.offers.get(each.name, ())
        found.append(Input(each.name, label, kind, value, choices, offers, each.wide))
    return found


_ALL = frozenset(("status", "stage", "type"))  # options that leave nothing out where none is chosen


def _word(word: str, field: Field, phrases: Phrases) -> str:
    """A choice as the field calls it, else a grouping as its column is called; an order that falls
    has an arrow.
    """
    if word.startswith("-"):
        return f"{_word(word[1:], field, phrases)} ↓"
    if word in field.labels:
        return phrases.label(field.labels[word])
    for key in (f"page-{field.name}-{word}", f"col-{word}", f"word-{word}"):
        if phrases.has(key):
            return phrases(key)
    return word


def _kept(view: View, asked: Asked) -> list[tuple[str, str]]:
    """What the form leaves as it is."""
    asks_for = {each.name for each in view.fields}
    if view.question is not None and not view.question.account:
        asks_for |= {"owner", "segment", "tag"}
    asks_for |= {"as_of", "at"}
    return [pair for pair in asked.pairs(paging=False) if pair[0] not in asks_for]


def _paging(parts: Sequence[Part], asked: Asked, around: Surroundings) -> dict[str, str] | None:
    """The pages of the table that is paged."""
    for part in parts:
        if not isinstance(part, Rows) or part.start is None or part.places is not None:
            continue
        whole = len(part.table.rows)
        if whole <= part.number:
            continue
        start = asked.start if asked.start < whole else 0
        back, on = max(0, start - part.number), start + part.number
        after = around.links.here(asked._replace(start=on)) if on < whole else ""
        is_last_file = on < whole and not after
        return {
            "back": around.links.here(asked._replace(start=back)) if start else "",
            "on": after,
            "told": around.phrases("page-rows", start + 1, min(whole, start + part.number), whole),
            "rest": around.phrases("page-rest") if is_last_file else "",
        }
    return None


def _explaining(view: View, asked: Asked, links: Links) -> dict[str, object] | None:
    """The switch that shows what is behind the figures."""
    if view.question is None:
        return None
    other = asked._replace(explain=not asked.explain)
    return {"on": asked.explain, "href": links.here(other)}
