"""Who reports to whom: from the top down, whoever has left, and whatever goes round in circles."""

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import AS_OF, account
from crmcli.domain.records.account import Contact
from crmcli.domain.people.reporting_lines import DEEPEST, reporting_lines


def people(**above):
    return account("{name: A}")._replace(
        contacts={name: Contact(name, reports_to=chief) for name, chief in above.items()}
    )


def drawn(book):
    return [f"{'-' * post.depth}{post.contact}" for post in reporting_lines(book, AS_OF).posts]


def test_everybody_stands_below_whom_they_report_to_in_the_order_of_the_file():
    assert ["b", "a", "-c", "--d", "-e"] == drawn(people(d="c", c="a", b=None, a=None, e="a"))


def test_a_superior_who_is_not_on_file_is_none():
    assert ["a"] == drawn(people(a="nobody"))


def test_below_somebody_who_has_left_people_move_up():
    book = account(
        "{name: A, contacts: {a: 가, b: {name: 나, reports_to: a, left: 2026-08-01}, c: {name: 다, reports_to: b}, d: {name: 라, reports_to: b, left: 2026-08-02}}}"
    )
    assert ["a", "-c", "-d"] == drawn(book)


def test_a_circle_is_opened_at_the_first_of_the_file_and_told():
    lines = reporting_lines(people(x="b", a="c", b="a", c="b"), AS_OF)
    assert (["a", "b", "x", "c"], (("a", "c", "b"),)) == (
        [post.contact for post in lines.posts],
        lines.circles,
    )


def test_who_reports_to_themselves_is_a_circle_of_one():
    lines = reporting_lines(people(a="a"), AS_OF)
    assert ([("a", None, 0)], (("a",),)) == ([post[:3] for post in lines.posts], lines.circles)


def test_people_who_left_in_a_circle_lead_nowhere():
    book = account(
        "{name: A, contacts: {a: {name: 가, reports_to: b, left: 2026-01-01}, b: {name: 나, reports_to: a, left: 2026-01-01}, c: {name: 다, reports_to: a}}}"
    )
    assert ["c"] == drawn(book)


def test_a_line_may_be_as_deep_as_a_file_is_long():
    names = [f"p{place}" for place in range(3000)]
    posts = reporting_lines(
        people(**dict(zip(names, [None, *names[:-1]], strict=True))), AS_OF
    ).posts
    assert (3000, 2999) == (len(posts), posts[-1].depth)


def steps(size, **more):
    """How many lines of Python it takes to order a chain of so many, every other one of whom may have left."""
    names = [f"p{place}" for place in range(size)]
    book = people(**dict(zip(names, [None, *names[:-1]], strict=True)))
    left = {
        name: contact._replace(**more) if number % 2 else contact
        for number, (name, contact) in enumerate(book.contacts.items())
    }
    taken = 0

    def count(frame, event, _):
        nonlocal taken
        taken += event == "line"
        return count

    sys.settrace(count)
    try:
        reporting_lines(book._replace(contacts=left), AS_OF)
    finally:
        sys.settrace(None)
    return taken


@pytest.mark.parametrize(
    "more", [{}, {"left": date(2020, 1, 1)}], ids=["all there", "half of them left"]
)
def test_a_line_twice_as_long_takes_twice_the_steps(more):
    assert steps(800, **more) < 2.2 * steps(400, **more)


def test_a_chain_of_people_who_left_is_walked_once():
    names = [f"p{place}" for place in range(600)]
    book = people(**dict(zip(names, [None, *names[:-1]], strict=True)))
    gone = {
        name: contact._replace(left=date(2020, 1, 1)) if 0 < number < 599 else contact
        for number, (name, contact) in enumerate(book.contacts.items())
    }
    assert [("p0", None), ("p599", "p0")] == [
        post[:2] for post in reporting_lines(book._replace(contacts=gone), AS_OF).posts
    ]


def test_levels_beyond_the_deepest_are_drawn_below_each_other():
    names = [f"p{place}" for place in range(60)]
    posts = reporting_lines(
        people(**dict(zip(names, [None, *names[:-1]], strict=True))), AS_OF
    ).posts
    assert (59, DEEPEST + 1) == (posts[-1].depth, max(len(post.goes_on) for post in posts))


@given(st.lists(st.integers(-1, 7), min_size=8, max_size=8))
def test_everybody_stands_there_exactly_once_whoever_reports_to_whom(chiefs):
    book = people(
        **{f"p{place}": f"p{chief}" if chief >= 0 else None for place, chief in enumerate(chiefs)}
    )
    lines = reporting_lines(book, AS_OF)
    assert sorted(book.contacts) == sorted(post.contact for post in lines.posts)
    cut = {circle[0] for circle in lines.circles}
    assert {
        name: contact.reports_to for name, contact in book.contacts.items() if name not in cut
    } == {post.contact: post.above for post in lines.posts if post.contact not in cut}
