"""Names: what an account and its people answer to."""

from books import account, ask
from crmcli.reports.queries import names, people

LEAVING = account(
    "{name: A, contacts: {kim: {name: Kim, left: 2026-08-01, phones: 010-1111-2222}, lee: {name: Lee, left: 2026-08-02, phones: 010-3333-4444}}}",
    "a",
)


def test_whoever_left_took_the_number_along_on_that_day_and_not_before():
    assert [("010-3333-4444",)] == [row.phones for row in ask(names, LEAVING).rows]
    (fact,) = ask(people, LEAVING).rows
    assert [("kim", ()), ("lee", ("010-3333-4444",))] == [
        (each.id, each.phones) for each in fact.known()
    ]
