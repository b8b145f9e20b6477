"""Every page there is, once: the menu, the addresses, the keys, the help and the tests read it."""

from importlib import import_module
from typing import Protocol

from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk
from crmcli.web.views.page import Page, View

# The menu's groups, in its order.
MENU = ("day", "win", "know", "keep", "ahead", "more")
PAGES = (
    Page("today", "", "t", "today", "morning", "day"),
    Page("accounts", "accounts", "a", "accounts", "directory", "day"),
    Page("review", "review", "v", "review", "review", "day"),
    Page("find", "find", "/", "find", "find", "day", is_file=False),
    Page("pipeline", "pipeline", "p", "pipeline", "pipeline", "win"),
    Page("winloss", "winloss", "w", "winloss", "winrate", "win"),
    Page("coverage", "coverage", "c", "coverage", "coverage", "know"),
    Page("stance", "stance", "s", "stance", "stance", "know"),
    Page("team", "team", "m", "team", "team", "know"),
    Page("cared-for", "care", "k", "care", "cadence_calendar", "keep"),
    Page("forecast", "forecast", "f", "forecast", "forecast", "ahead"),
    Page("goals", "goals", "o", "goals", "goals", "ahead"),
    Page("query", "query", "q", "query", "query", "more"),
    Page("lint", "lint", "l", "lint", "lint", "more", without=("at",)),
    Page("history", "history", "h", "history", "history", "more"),
    Page("compare", "compare", "b", "compare", "diff", "more", without=("at",), is_file=False),
    Page("reports", "reports", "r", "reports", menu="more"),
    Page("report", "report", "", "report", of_one=True),
    Page("account", "account", "", "account", "show", of_one=True, of_account=True),
    Page("brief", "brief", "", "brief", "brief", of_one=True, of_account=True),
    Page("source", "source", "", "source", of_one=True, of_account=True),
)
BY_NAME = {page.name: page for page in PAGES}
BY_PATH = {page.path: page for page in PAGES}


class ViewModule(Protocol):
    """What a page's module has."""

    @staticmethod
    def view(desk: Desk, asked: Asked) -> View:
        """The page's content. Raises CrmError for what cannot be asked."""


def module(page: Page) -> ViewModule:
    """The module that makes the page; imported when it is first looked at."""
    found: ViewModule = import_module(f"crmcli.web.views.pages.{page.module}")  # type: ignore[assignment]
    return found
