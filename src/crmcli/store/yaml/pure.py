"""The same events without libyaml, many times slower: for a PyYAML that was built without its C
extension.
"""

from yaml import YAMLError
from yaml.events import Event, ScalarEvent
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

_HALVES = frozenset(map(chr, range(0xD800, 0xE000)))


class PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, with the interface of the one over libyaml."""

    def get_event(self) -> Event:
        """The next event. Half of a surrogate pair, which libyaml refuses, is refused here too."""
        event: Event = super().get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, ScalarEvent) and not _HALVES.isdisjoint(event.value):
            raise YAMLError("half of a surrogate pair")
        return event

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)
