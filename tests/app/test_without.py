"""What a record says without each kind of what may be left out of it, field by field, for the book of one day: without.txt. UPDATE=1 writes it anew: read what changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import one_day
from golden import recorded

from crmcli.app.without import KINDS, SIGN, Without
from crmcli.store.shapes.lazy import whole


def differing(was: object, now: object, at: str = "") -> Iterator[str]:
    """Where two records differ, and what stood and stands there."""
    if was == now and type(was) is type(now):
        return
    if hasattr(was, "_fields") and type(was) is type(now):
        pairs = [(f".{name}", getattr(was, name), getattr(now, name)) for name in was._fields]
    elif isinstance(was, tuple) and isinstance(now, tuple) and len(was) == len(now):
        pairs = [(f"[{n}]", *pair) for n, pair in enumerate(zip(was, now, strict=True))]
    elif isinstance(was, Mapping) and isinstance(now, Mapping) and [*was] == [*now]:
        pairs = [(f".{key}", was[key], now[key]) for key in was]
    else:
        yield f"  {at}: {was!r} -> {now!r}"
        return
    for step, one, other in pairs:
        yield from differing(one, other, at + step)


def test_each_kind_takes_just_this_out_of_every_account_and_of_the_policy():
    found = []
    for kind in KINDS:
        less = Without((kind,))
        for each in one_day.BOOK:
            record = whole(each)._replace(extra={}, odd=())
            found += [f"{kind}: {each.id}", *differing(record, less.account(each))]
        found += [f"{kind}: policy", *differing(one_day.RULES, less.policy(one_day.RULES))]
    assert found == recorded(Path(__file__).with_name("without.txt"), found)


def test_nothing_is_left_of_what_is_the_authors_own_and_a_record_without_it_stays_the_same_one():
    bare = one_day.BOOK[0]._replace(extra={"a": 1}, odd=("x",))
    assert ({}, ()) == (Without(()).account(bare).extra, Without(()).account(bare).odd)
    contacts = Without(("said",)).account(bare).contacts
    assert contacts["park"] is bare.contacts["park"]
    assert SIGN not in repr(Without(()).account(bare))
