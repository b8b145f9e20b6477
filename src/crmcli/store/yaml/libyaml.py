"""libyaml's parser through PyYAML, and its events; PyYAML's own parser where the C extension is
missing.
"""

from typing import Any, Protocol

from yaml import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    Parser: Any = CParser  # PyYAML's types have none
    IS_C = True
except ImportError:  # slower, the same events
    from crmcli.store.yaml.pure import PureParser

    Parser = PureParser
    IS_C = False


# Its class says what it has. The parser's always have marks, of which PyYAML's types say that they
# may be missing.
Event = Any
Mark = Any  # line and column, from 0


class Events(Protocol):
    """A parser of one text."""

    def get_event(self) -> Event:
        """The next event."""


__all__ = [
    "IS_C",
    "AliasEvent",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "Event",
    "Events",
    "MappingEndEvent",
    "MappingStartEvent",
    "Mark",
    "MarkedYAMLError",
    "Parser",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
]
