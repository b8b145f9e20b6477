"""libyaml's parser through PyYAML, and its events; PyYAML's own parser where the C extension is
missing.
"""

from typing import Any

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

    Parser: Any = CParser
    IS_C = True
except ImportError:  # slower, the same events
    from crmcli.store.yaml.pure import PureParser

    Parser = PureParser
    IS_C = False

__all__ = [
    "IS_C",
    "AliasEvent",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "Parser",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
]
