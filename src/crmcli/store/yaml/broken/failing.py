"""Where does a parser give up on a text?"""

from contextlib import suppress

from crmcli.domain.finding import Place
from crmcli.store.yaml.broken.slip import Failure
from crmcli.store.yaml.event_place import place_of
from crmcli.store.yaml.libyaml import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    Parser,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from crmcli.store.yaml.tree import MAX_DEPTH
from crmcli.store.yaml.yaml_words import message_of

# what a parser was reading as one piece, which is wrong where it began
_OF_ONE_PIECE = ("scanning", "flow")


def failure_of(text: str) -> Failure | None:
    """The first place where it is no YAML, or where a second document begins; None for a text that
    can be read.
    """
    documents = 0
    try:
        parser = Parser(text)
        while type(event := parser.get_event()) is not StreamEndEvent:
            if type(event) is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    row = place_of(event).line - 1
                    return Failure(row, 0, row, 0, "several-documents")
    except MarkedYAMLError as error:
        return failure_told(error)
    except (YAMLError, ValueError, OverflowError) as error:
        problem = " ".join(str(error).split())[:200]
        return Failure(0, 0, 0, 0, message_of(problem), problem)
    return None


def failure_told(error: MarkedYAMLError) -> Failure:
    """The place that a parser tells of."""
    began, at = error.context_mark, error.problem_mark or error.context_mark
    row, column = (at.line, at.column) if at else (0, 0)
    start = (row, column)
    if began is not None and any(word in str(error.context) for word in _OF_ONE_PIECE):
        start = (began.line, began.column)
    problem = str(error.problem or "")[:200]
    return Failure(row, column, *start, message_of(problem), problem)


def too_deep(text: str, error: Exception) -> Place | None:
    """Where the limit of depth is passed before the place where a parser gave up.

    A parser looks ahead, and has a limit of its own: how far it got before it told of anything is
    its affair.
    """
    if not isinstance(error, MarkedYAMLError):
        return None
    if not _may_be_deep(text):
        return None
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


def _may_be_deep(text: str) -> bool:
    """Is there enough of what nests? A bracket each, or a column of what a line begins with, which
    may hold two levels.
    """
    brackets = text.count("[") + text.count("{")
    widest = max(len(line) - len(line.lstrip(" -?:")) for line in text.split("\n"))
    return brackets + 2 * widest + 2 >= MAX_DEPTH
