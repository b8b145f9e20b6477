"""The menu: which pages there are."""

from collections.abc import Sequence

from crmcli.messages import Phrases
from crmcli.web.html.links import Links
from crmcli.web.views.parts import To
from crmcli.web.views.registry import MENU, PAGES


def menu(
    current: str, saved: Sequence[str], phrases: Phrases, links: Links
) -> list[dict[str, object]]:
    """The pages, by group, then the book's saved queries; those that there are."""
    groups = [
        (
            phrases(f"page-menu-{group}"),
            [
                _entry(
                    phrases.say(each.title),
                    links.to(To(each.name)),
                    each.key,
                    current=each.name == current,
                )
                for each in PAGES
                if each.menu == group
            ],
        )
        for group in MENU
    ]
    queries = [_entry(name, links.to(saved_query(name))) for name in saved]
    groups.append((phrases("page-menu-saved"), queries))
    there = [(title, [each for each in items if each["href"]]) for title, items in groups]
    return [{"title": title, "items": items} for title, items in there if items]


def saved_query(name: str) -> To:
    """Where the book's query of that name leads."""
    return To("query", "", {"text": f"@{name}"})


def _entry(text: str, href: str, key: str = "", *, current: bool = False) -> dict[str, object]:
    return {"text": text, "href": href, "key": key, "current": current}
