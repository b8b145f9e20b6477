"""Who reports to whom at an account? The contacts as a forest, with circles cut open."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.cycles import circles
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account, Contact

DEEPEST = 24  # levels that are drawn apart: deeper ones stand below each other


class Post(NamedTuple):
    """One contact's place: under whom, how deep from 0, and whether each of the first lines from
    the top, and the one to it, goes on below.
    """

    contact: str
    above: str | None
    depth: int
    goes_on: tuple[bool, ...]


class Lines(NamedTuple):
    """The posts from the top, each followed by those below it, and the circles in `reports_to`,
    which no order from the top can have.
    """

    posts: tuple[Post, ...]
    circles: tuple[tuple[str, ...], ...]


def reporting_lines(account: Account, as_of: date) -> Lines:
    """Everybody who has not left, in the order of the file; whose superior has left stands below
    the next one up.
    """
    here = {
        name: contact for name, contact in account.contacts.items() if not has_left(contact, as_of)
    }
    above = _superiors(account.contacts, here)
    found = tuple(circles({name: above[name] for name in sorted(above)}))
    # a circle is opened at the first by id, wherever that stands in the file
    cut = {name for circle in found for name in circle[:1]}
    below: dict[str | None, list[str]] = {}
    for name, chief in above.items():
        below.setdefault(None if name in cut else chief, []).append(name)
    return Lines(tuple(_walk(below)), found)


def _superiors(
    everybody: Mapping[str, Contact], here: Mapping[str, Contact]
) -> dict[str, str | None]:
    """For each who is still there the next one up who is too; nobody where the line leads nowhere.

    Each line is walked once.
    """
    known: dict[str, str | None] = {}  # for those who have left

    def above(name: str) -> str | None:
        passed: dict[str, None] = {}
        chief = everybody[name].reports_to
        while (
            chief is not None
            and chief in everybody
            and chief not in here
            and chief not in known
            and chief not in passed
        ):
            passed[chief] = None
            chief = everybody[chief].reports_to
        found = known.get(chief) if chief in known else chief if chief in here else None
        known.update(dict.fromkeys(passed, found))
        return found

    return {name: above(name) for name in here}


def _walk(below: Mapping[str | None, list[str]]) -> Iterator[Post]:
    """From the top down without recursion: a line may be as deep as a file is long."""
    waiting = [
        Post(name, None, 0, (place < len(below.get(None, ())) - 1,))
        for place, name in enumerate(below.get(None, ()))
    ][::-1]
    while waiting:
        post = waiting.pop()
        yield post
        mates = below.get(post.contact, ())
        waiting += [
            Post(
                name,
                post.contact,
                post.depth + 1,
                (*post.goes_on[:DEEPEST], place < len(mates) - 1),
            )
            for place, name in enumerate(mates)
        ][::-1]
