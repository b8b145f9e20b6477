"""The templates, and the one way text gets into them: seen as it is, escaped, never markup."""

from functools import cache, lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from crmcli.domain.text.visible import visible

SHORT = 100  # characters of a text that is likely to come again: a cell, a name, a class


def shown(value: object) -> Markup:
    """What a template puts into a page: nothing of it is markup, and nothing hidden in it, such as
    marks that turn the line around. What our own code made of escaped parts is left alone.
    """
    if isinstance(value, Markup):
        return value
    text = str(value)
    return _again(text) if len(text) <= SHORT else _escaped(text)


def _escaped(text: str) -> Markup:
    return escape(visible(text))


_again = lru_cache(maxsize=8192)(_escaped)


@cache
def environment() -> Environment:
    """Everything is escaped, and a name that nobody gave is an error, not a blank.

    Whatever is put in goes through `shown`. Templates with macros are told by `autoescape` what of
    it is markup already; those of parts, which have thousands of cells, have none.
    """
    return Environment(
        loader=PackageLoader("crmcli.web"),
        autoescape=lambda name: not (name or "").startswith("parts/"),  # noqa: S701 - `shown` escapes
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
