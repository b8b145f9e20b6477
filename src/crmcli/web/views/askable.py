"""What a page may ask by name: a report, or an answer that asks git."""

from typing import Any

from crmcli.app import linting
from crmcli.app.past import registry as past
from crmcli.reports import registry

# either; what its options are, it knows itself
Askable = Any


def find(name: str) -> Askable:
    """The one of that name; it has `options`, `groupings`, and its `name`."""
    if name == "lint":
        return past.PastReport(name, linting.Options, linting.ask)
    return past.find(name) if name in past.GROUPINGS else registry.find(name)
