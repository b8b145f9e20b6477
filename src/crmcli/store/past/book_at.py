"""The book as it was committed: the policy of that commit over its accounts."""

from collections.abc import Callable
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.store.book.opening import Book, policy_of, policy_reading
from crmcli.store.files.digest import digest_of
from crmcli.store.past.commits import Commit
from crmcli.store.past.library_at import PastLibrary
from crmcli.store.past.memory import keep_past, recall_past
from crmcli.store.past.versions import Past
from crmcli.store.shapes.reading import Reading

if TYPE_CHECKING:
    from crmcli.store.cache.database import Cache

KEPT_POLICIES = 64
SHORT = 10  # digits of a commit's id that people are shown


def open_past(
    present: Book,
    said: str,
    zone: tzinfo | None,
    today: date,
    progress: Callable[[int, int], None] | None = None,
) -> Book:
    """The book as recorded at a revision or by the end of a day.

    Raises CrmError when there was none, or none that can be read.
    """
    past = Past(present.root, zone, present.cache)
    return book_at(past, past.resolve(said, today), present.cache, progress)


def book_at(
    past: Past,
    commit: Commit,
    cache: "Cache | None",
    progress: Callable[[int, int], None] | None = None,
) -> Book:
    """The book of one commit. Raises CrmError when there was none, or none that can be read."""
    said = commit.id[:SHORT]
    files = past.recorded(commit)
    if files.policy is None:
        raise CrmError(
            Message("error-past-no-book", (said,)), Message("hint-past-no-book"), status=4
        )
    reading, digest = past_policy(past, files.policy, cache)
    if reading.tree is None:
        finding, _ = reading.problems[0]
        raise CrmError(
            Message("error-past-policy-broken", (said, finding.message)),
            Message("hint-past-policy-broken"),
            status=1,
        )
    return Book(
        past.root,
        policy_of(reading.tree),
        digest,
        reading.problems,
        PastLibrary(past, files, said, cache, progress),
        cache,
        commit.when.date(),
    )


def recorded_policy(past: Past, blob: str | None) -> Policy | None:
    """What one crm.yaml said, with the keys that only its author knows; None when there is none or
    it is broken.
    """
    from crmcli.store.shapes.extras import extras
    from crmcli.store.shapes.policy import POLICY as SHAPE

    tree = past_policy(past, blob, None)[0].tree if blob else None
    if tree is None:
        return None
    return SHAPE.decode(tree)._replace(extra=extras(tree, SHAPE))


def past_policy(past: Past, blob: str, cache: "Cache | None") -> tuple[Reading[Policy], bytes]:
    """What that crm.yaml said over the defaults, and the digest of its bytes; from memory when it
    was read before.
    """
    known = recall_past(cache, f"policy {blob}")
    if known is not None:
        return Reading(known[0], ()), known[1]
    data = past.data(blob)
    reading, digest = policy_reading(data), digest_of(data)
    if reading.tree is not None and not reading.problems:
        keep_past(cache, "policy", f"policy {blob}", (reading.tree, digest), KEPT_POLICIES)
    return reading, digest
