"""Where in a file does an event of the parser stand?"""

from collections.abc import Callable
from functools import partial

from crmcli.domain.finding import Place
from crmcli.store.yaml.libyaml import Event

# What Place(...) makes, without a call of Python's in between: each key and value has one.
_stretch: Callable[[tuple[int, int, int, int]], Place] = partial(tuple.__new__, Place)


def place_of(event: Event) -> Place:
    """From its beginning to its end; its first character where it ends on another line."""
    start, end = event.start_mark, event.end_mark
    line, column = start.line + 1, start.column + 1
    last = end.column + 1 if end.line + 1 == line else 0
    return _stretch((line, column, line, last if last > column else column + 1))
