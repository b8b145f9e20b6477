"""Who reports to whom: from the top down, whoever has left, and whatever goes round in circles."""

from hypothesis import given
from hypothesis import strategies as st

from books import AS_OF, account
from crmcli.domain.records import Contact
from crmcli.domain.reporting_lines import reporting_lines


def people(**above):
    return account("{name: A}")._replace(contacts={name: Contact(name, reports_to=chief) for name, chief in above.items()})


def drawn(book):
    return [f"{'-' * post.depth}{post.contact}" for post in reporting_lines(book, AS_OF).posts]


def test_everybody_stands_below_whom_they_report_to_in_the_order_of_the_file():
    assert ["b", "a", "-c", "--d", "-e"] == drawn(people(d="c", c="a", b=None, a=None, e="a"))


def test_a_superior_who_is_not_on_file_is_none():
    assert ["a"] == drawn(people(a="nobody"))


def test_below_somebody_who_has_left_people_move_up():
    book = account("{name: A, contacts: {a: 가, b: {name: 나, reports_to: a, left: 2026-08-01}, c: {name: 다, reports_to: b}, d: {name: 라, reports_to: b, left: 2026-08-02}}}")
    assert ["a", "-c", "-d"] == drawn(book)


def test_a_circle_is_opened_at_the_first_of_the_file_and_told():
    lines = reporting_lines(people(x="b", a="c", b="a", c="b"), AS_OF)
    assert (["a", "b", "x", "c"], (("a", "c", "b"),)) == ([post.contact for post in lines.posts], lines.circles)


def test_who_reports_to_themselves_is_a_circle_of_one():
    lines = reporting_lines(people(a="a"), AS_OF)
    assert ([("a", None, 0)], (("a",),)) == ([post[:3] for post in lines.posts], lines.circles)


def test_people_who_left_in_a_circle_lead_nowhere():
    book = account("{name: A, contacts: {a: {name: 가, reports_to: b, left: 2026-01-01}, b: {name: 나, reports_to: a, left: 2026-01-01}, c: {name: 다, reports_to: a}}}")
    assert ["c"] == drawn(book)


def test_a_line_may_be_as_deep_as_a_file_is_long():
    names = [f"p{place}" for place in range(3000)]
    posts = reporting_lines(people(**dict(zip(names, [None, *names[:-1]], strict=True))), AS_OF).posts
    assert (3000, 2999) == (len(posts), posts[-1].depth)


@given(st.lists(st.integers(-1, 7), min_size=8, max_size=8))
def test_everybody_stands_there_exactly_once_whoever_reports_to_whom(chiefs):
    book = people(**{f"p{place}": f"p{chief}" if chief >= 0 else None for place, chief in enumerate(chiefs)})
    lines = reporting_lines(book, AS_OF)
    assert sorted(book.contacts) == sorted(post.contact for post in lines.posts)
    cut = {circle[0] for circle in lines.circles}
    assert {name: contact.reports_to for name, contact in book.contacts.items() if name not in cut} == {post.contact: post.above for post in lines.posts if post.contact not in cut}
