"""Why can a text not be read as YAML, and where does that begin?"""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from crmcli.domain.finding import Place
from crmcli.store.yaml.event_place import place_of
from crmcli.store.yaml.libyaml import (
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    Parser,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from crmcli.store.yaml.slips import slip
from crmcli.store.yaml.tree import MAX_DEPTH
from crmcli.store.yaml.yaml_words import message_of


class Broken(NamedTuple):
    """What is wrong and where; `words` are the message's."""

    rule: str
    place: Place
    words: tuple[str, ...]
    key: str = ""


def misread(text: str, lines: Sequence[str], error: MarkedYAMLError) -> Broken:
    """The limit of depth, if it is passed before the place where the parser gave up; else the slip
    that was meant, else what the parser says.

    A parser looks ahead, and has a limit of its own: how far it got before it told of anything is
    its affair.
    """
    deep = _too_deep(text, error)
    if deep is not None:
        return Broken("too-deep", deep, (str(MAX_DEPTH),))
    mark = error.problem_mark or error.context_mark
    row, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    row = min(row, len(lines))
    column = min(column, len(lines[row - 1]) + 1)
    problem = str(error.problem or "")[:200]  # kept for the curious; no message shows it
    key = message_of(problem)
    meant = slip(lines, row, key)
    if meant is not None:
        place = Place(meant.line, meant.column, meant.line, meant.column + 1)
        return Broken("yaml-syntax", place, meant.words, meant.key)
    return Broken("yaml-syntax", Place(row, column, row, column + 1), (problem,), key)


def _too_deep(text: str, error: MarkedYAMLError) -> Place | None:
    """Where the limit of depth is passed before that place."""
    marks = [mark.index for mark in (error.problem_mark, error.context_mark) if mark]
    depth = 0
    with suppress(YAMLError, ValueError, OverflowError):
        parser = Parser(text[: min(marks, default=0)])
        while not isinstance(event := parser.get_event(), StreamEndEvent):
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                if depth >= MAX_DEPTH:
                    return place_of(event)
                depth += 1
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                depth -= 1
    return None
