"""What is known when a file is explained, beside the file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.naming import Called
from crmcli.store.yaml.tree import Node


class Context(NamedTuple):
    """The day it is asked, the book's currency, and what there is to be named, by its kind
    (`member`, `reason`, …). Reports explain without all of that, `crm lint` with it.
    """

    today: date | None = None
    currency: str = ""
    known: Mapping[str, Sequence[Called]] = {}
    tree: Node = None  # the file


NOTHING_KNOWN = Context()
