"""What is told about a rule to somebody who met it: why it is one, and a book with and without
what it finds. Its module's docstring says it, in both languages.
"""

import re
import textwrap
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from crmcli.domain.finding import Severity
from crmcli.domain.label import Label
from crmcli.rules.groups import DAYS, GROUP_OF

MARK = "# <- here"  # behind the line of an example that the finding points at
_PART = re.compile(r"^(Why|왜|Policy|Bad|Good):[ \n]", re.MULTILINE)


class Page(NamedTuple):
    """A rule's page. Examples are files of a book; of what no text can show there are none."""

    rule: str
    group: str
    is_of_days: bool
    severity: Severity
    what: str  # in English, as the texts by `about-` have it in every language
    why: Label
    policy: str = ""
    bad: str = ""
    good: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """Every group that the rule is in."""
        return (self.group, DAYS) if self.is_of_days else (self.group,)


def page(rule: str) -> Page | None:
    """The page of what is told in brackets; None for what no finding is called."""
    module = _module(rule)
    if module is None:
        return None
    what, *rest = _PART.split(module.__doc__ or "")
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    why = {"en": parts.get("Why", ""), "ko": parts.get("왜", "")}
    return Page(
        rule,
        GROUP_OF[rule],
        getattr(module, "IS_OF_DAYS", False),
        getattr(module, "SEVERITY", "error"),
        what.strip(),
        {language: " ".join(text.split()) for language, text in why.items()},
        _example(parts.get("Policy", "")),
        _example(parts.get("Bad", "")),
        _example(parts.get("Good", "")),
    )


def _module(rule: str) -> ModuleType | None:
    """A rule's module, else the page of what reading a file finds."""
    if rule not in GROUP_OF:
        return None
    name = rule.replace("-", "_")
    for room in ("crmcli.rules", "crmcli.rules.reading"):
        try:
            return import_module(f"{room}.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"{room}.{name}":
                raise
    return None


def _example(text: str) -> str:
    return textwrap.dedent(text.strip("\n")).rstrip().lstrip() + "\n" if text.strip() else ""
