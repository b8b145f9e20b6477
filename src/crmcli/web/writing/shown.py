"""A form as its template needs it: fields with what stands in them, what may be chosen, what is
wrong.
"""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from crmcli.app.protocol.shapes import Kind
from crmcli.domain.table import Message
from crmcli.messages import Phrases
from crmcli.web.writing.fields import Field, Form, Group, Here
from crmcli.web.writing.offers import offers
from crmcli.web.writing.reading import Mistake

WAYS_ON = ("again", "force")  # fields that are asked because of what is told
FEW = 12  # so many can be tapped; more are chosen from a list


class Option(NamedTuple):
    """Something to choose."""

    value: Markup
    text: str
    chosen: bool
    id: str


class Shown(NamedTuple):
    """One field. `kind` says which control it is."""

    name: str
    id: str
    label: str
    kind: str
    value: Markup
    options: Sequence[Option]
    needed: bool
    hint: str
    wrong: str
    values: Sequence[Markup] = ()


class ShownGroup(NamedTuple):
    """Fields under a title."""

    title: str
    fields: Sequence[Shown]
    folded: bool
    hidden: bool = False


class Trouble(NamedTuple):
    """What is wrong: the sentence, the field it leads to, what is missing and how it is mended."""

    text: str
    id: str
    hint: str
    todo: Sequence[tuple[str, str]]


def exact(text: str) -> Markup:
    """Text as a control has to hold it: escaped, and every character of it."""
    return Markup(escape(text))  # noqa: S704 - escaped here


def groups(form: Form, here: Here, wrongs: Sequence[Mistake], phrases: Phrases) -> list[ShownGroup]:
    """All that is asked; what stands in the way only where it does."""
    found = []
    told = {each.field: each for each in wrongs}
    # what is wrong of none of the fields may be so of those that nobody sees
    is_somewhere = bool(told.keys() - {one.name for one in form.fields(here)})
    for group in form.groups(here):
        is_on = any(one.name in told or here.typed.get(one.name) for one in group.fields)
        if group.late and not is_on:
            continue
        fields = [_shown(form, each, here, told.get(each.name), phrases) for each in group.fields]
        fields = [each for each in fields if each.kind != "none"]
        if fields:
            is_open = is_somewhere or any(f.wrong for f in fields)
            found.append(_group(group, fields, phrases, is_open=is_open))
    return found


def _group(group: Group, fields: Sequence[Shown], phrases: Phrases, *, is_open: bool) -> ShownGroup:
    title = phrases(f"page-group-{group.title}") if group.title and group.title != "row" else ""
    is_hidden = all(each.kind == "hidden" for each in fields)
    return ShownGroup(title, fields, group.folded and not is_open, is_hidden)


def _shown(form: Form, field: Field, here: Here, wrong: Mistake | None, phrases: Phrases) -> Shown:
    typed = here.typed.get(field.name)
    said = [*typed] if typed is not None else [*field.now(here)] if field.now else []
    kind, needed = form.kind(field), form.is_needed(field)
    label = _label(field, phrases)
    offered = None if field.look == "hidden" else offers(form, field, here)
    control = _control(field, kind, [each.value for each in offered or ()], said)
    if offered is not None and not offered and not needed:
        control = "none"  # there is nothing to choose from
    ident = f"f-{field.name.replace('.', '-')}"
    options = [
        Option(exact(each.value), _words(each.words, phrases), each.value in said, f"{ident}-{n}")
        for n, each in enumerate(offered or ())
    ]
    if offered is not None and control in ("list", "one") and not needed:
        none = f"page-none-{field.name}"
        words = phrases(none if phrases.has(none) else "page-write-none")
        options.insert(0, Option(exact(""), words, not any(said), f"{ident}-none"))
    key = f"page-hint-{field.name}"
    value = "\n".join(said) if field.look == "lines" else said[0] if said else ""
    return Shown(
        name=field.name,
        id=ident,
        label=label,
        kind=control,
        value=exact(value),
        options=options,
        needed=needed,
        hint=phrases(key) if phrases.has(key) else "",
        wrong=phrases.say(wrong.message) if wrong else "",
        values=[exact(each) for each in said],
    )


def _label(field: Field, phrases: Phrases) -> str:
    return phrases(f"page-field-{field.label or field.name}")


def _control(field: Field, kind: Kind, values: Sequence[str], said: Sequence[str]) -> str:
    if field.look == "hidden":
        return "hidden"
    if values:
        if kind.shape == "list":
            return "several"
        return "one" if field.look == "taps" and len(values) <= FEW else "list"
    if field.look in ("words", "lines"):
        return "words"
    by_shape = {"yes-or-no": "truth", "number": "number", "whole number": "number"}
    if kind.shape == "day" and field.look != "line" and all(len(each) in (0, 10) for each in said):
        return "day"
    return by_shape.get(kind.shape, "line")


def _words(said: object, phrases: Phrases) -> str:
    if isinstance(said, Message) and not phrases.has(said.key):
        return said.key.partition("-")[2]
    return phrases.word(said)


def troubles(form: Form, here: Here, wrongs: Sequence[Mistake], phrases: Phrases) -> list[Trouble]:
    """What is wrong, above the form."""
    labels = {each.name: _label(each, phrases) for each in form.fields(here)}
    return [
        Trouble(
            f"{labels[each.field]}: {phrases.say(each.message)}"
            if each.field in labels and each.field not in WAYS_ON
            else phrases.say(each.message),
            f"f-{each.field.replace('.', '-')}" if each.field in labels else "",
            phrases.say(each.hint) if each.hint else "",
            # a field says itself what may be chosen
            [(phrases.say(what), phrases.say(do)) for what, do in each.todo]
            if each.field not in labels or each.field in WAYS_ON
            else (),
        )
        for each in wrongs
    ]


class DiffLine(NamedTuple):
    """A line of a diff: added, gone, a place, or as it was."""

    kind: str
    text: str


MOST_LINES = 1500
HEAD = 2  # lines that name the file


def diff_lines(diff: str) -> list[DiffLine]:
    """The diff, line by line; of a very long one the beginning."""
    lines = diff.split("\n")[: MOST_LINES + 1]
    return [
        DiffLine("place" if place < HEAD else _KINDS.get(line[:1], ""), line)
        for place, line in enumerate(lines)
        if line or place < len(lines) - 1
    ]


_KINDS = {"+": "add", "-": "gone", "@": "place", "\\": "place"}
