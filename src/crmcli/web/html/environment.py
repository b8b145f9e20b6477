"""The templates, and the one way text gets into them: seen as it is, escaped, never markup."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crmcli.domain.text.visible import visible


def shown(value: object) -> object:
    """What a template puts into a page: nothing hidden in it, such as marks that turn the line
    around. What our own code made of escaped parts is left alone.
    """
    if isinstance(value, Markup):
        return value
    return visible(str(value))


@cache
def environment() -> Environment:
    """Everything is escaped, and a name that nobody gave is an error, not a blank."""
    return Environment(
        loader=PackageLoader("crmcli.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
