"""Who reports to whom at an account? The contacts as a forest, with circles cut open."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from crmcli.domain.circles import circles
from crmcli.domain.coverage import has_left
from crmcli.domain.records import Account, Contact


class Post(NamedTuple):
    """One contact's place: under whom, how deep from 0, and whether each of the lines from the top down to it goes on below."""

    contact: str
    above: str | None
    depth: int
    goes_on: tuple[bool, ...]


class Lines(NamedTuple):
    """The posts from the top, each followed by those below it, and the circles in `reports_to`, which no order from the top can have."""

    posts: tuple[Post, ...]
    circles: tuple[tuple[str, ...], ...]


def reporting_lines(account: Account, as_of: date) -> Lines:
    """Everybody who has not left, in the order of the file; whose superior has left stands below the next one up."""
    here = {name: contact for name, contact in account.contacts.items() if not has_left(contact, as_of)}
    above = {name: _superior(name, account.contacts, here) for name in here}
    found = tuple(circles({name: above[name] for name in sorted(above)}))
    cut = {name for circle in found for name in circle[:1]}  # a circle is opened at the first by id, wherever that stands in the file
    below: dict[str | None, list[str]] = {}
    for name, chief in above.items():
        below.setdefault(None if name in cut else chief, []).append(name)
    return Lines(tuple(_walk(below)), found)


def _superior(name: str, everybody: Mapping[str, Contact], here: Mapping[str, Contact]) -> str | None:
    """The next one up who is still there; nobody where the line leads nowhere."""
    seen = {name}
    chief = everybody[name].reports_to
    while chief is not None and chief in everybody and chief not in here and chief not in seen:
        seen.add(chief)
        chief = everybody[chief].reports_to
    return chief if chief in here else None


def _walk(below: Mapping[str | None, list[str]]) -> Iterator[Post]:
    """From the top down without recursion: a line may be as deep as a file is long."""
    waiting = [Post(name, None, 0, (place < len(below.get(None, ())) - 1,)) for place, name in enumerate(below.get(None, ()))][::-1]
    while waiting:
        post = waiting.pop()
        yield post
        mates = below.get(post.contact, ())
        waiting += [Post(name, post.contact, post.depth + 1, (*post.goes_on, place < len(mates) - 1)) for place, name in enumerate(mates)][::-1]
