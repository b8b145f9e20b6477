"""What a page is, and what it hands over to be shown."""

from collections.abc import Mapping
from typing import NamedTuple

from crmcli.domain.table import Message
from crmcli.web.views.decoding import Field
from crmcli.web.views.parts import Part


class Page(NamedTuple):
    """One page: its name, under which texts and links know it; its path below the root; the key
    that leads to it after `g`; its module, which has `view(desk, asked) -> View`; and the report
    whose command gives the same.

    `of_one`: it is about one thing that the path names behind the page. `menu`: in which group of
    the menu it stands, nowhere when empty. `without`: of `as_of` and `at` what it does not go by.
    `of_account`: each account has one, as its subject. `is_file`: does it make sense where nobody
    answers?
    """

    name: str
    path: str
    key: str
    module: str
    report: str = ""
    menu: str = ""
    of_one: bool = False
    without: tuple[str, ...] = ()
    of_account: bool = False
    is_file: bool = True

    @property
    def title(self) -> Message:
        """What it is called."""
        return Message(f"page-{self.name}")


class Question(NamedTuple):
    """What was asked of a report: the command line and the downloads of a page are made of it."""

    report: str
    options: tuple[object, ...]
    account: str | None = None


class View(NamedTuple):
    """A page's content. `question` gives the same on the command line; `fields` are the page's own
    options for its form, after what every page has; `lead` a sentence below the title.
    """

    title: Message
    parts: tuple[Part, ...]
    question: Question | None = None
    fields: tuple[Field, ...] = ()
    lead: Message | None = None
    offers: Mapping[str, tuple[str, ...]] = {}  # by field, what may be typed there
