"""The list of accounts: what they are, what is open, when we last spoke."""

from datetime import date

from books import AS_OF, Ask, account, ask, policy
from crmcli.reports.queries import accounts, names
from crmcli.reports.queries.accounts import AccountRow
from crmcli.reports.queries.names import NameRow

HANBIT = account(
    """
    name: 한빛전자
    aliases: [Hanbit]
    segment: A
    status: customer
    owner: kim-mj
    tags: [반도체]
    contacts: {lee: 이동현, seo: {name: 서영민, left: 2026-07-01}}
    deals:
      a: {stages: {2026-07-01: contacting}, amount: 10}
      b: {stages: {2026-07-01: contacting}}
      c: {stages: {2026-07-01: contacting}, amount: 90, outcome: {result: won, date: 2026-08-01}}
      d: {stages: {2026-08-02: contacting}, amount: 90}
    log:
      - {date: 2026-07-22, type: call, with: lee, outcome: no_answer}
      - {date: 2026-07-01, type: call, with: lee}
      - {date: 2026-08-02, type: call, with: lee}
    """,
)
ARA = account("name: 아라", "ara")


def test_a_row_per_account_by_id():
    expected = [
        AccountRow("ara", "아라", None, "prospect", None, 0, 0, 0, None, (), ()),
        AccountRow(
            "hanbit",
            "한빛전자",
            "A",
            "customer",
            "kim-mj",
            2,
            2,
            10,
            date(2026, 7, 1),
            ("Hanbit",),
            ("반도체",),
            1,
        ),
    ]
    assert expected == ask(accounts, HANBIT, ARA).rows


def test_the_totals_add_up():
    assert {"accounts": 2, "open_deals": 2, "open_amount": 10} == ask(accounts, HANBIT, ARA).totals


def test_tomorrow_what_was_dated_tomorrow_counts():
    assert (3, 100, date(2026, 8, 2)) == ask(accounts, HANBIT, as_of=date(2026, 8, 2)).rows[0][6:9]


def test_an_empty_book_has_no_rows():
    assert ([], {"accounts": 0, "open_deals": 0, "open_amount": 0}) == (
        ask(accounts).rows,
        ask(accounts).totals,
    )


def test_an_account_answers_to_its_name_and_its_aliases():
    assert [
        NameRow("ara", ("아라",), (), None, (), ()),
        NameRow("hanbit", ("한빛전자", "Hanbit"), ("a", "b", "c", "d"), "kim-mj", (), ()),
    ] == ask(names, HANBIT, ARA).rows


def test_an_account_answers_to_the_addresses_of_its_people_but_not_to_the_number_of_one_who_left():
    told = account(
        'name: A\ncontacts: {x: {name: X, emails: [x@a.example], phones: ["010-1"]}, y: {name: Y, emails: [y@a.example], phones: ["010-2"], left: 2026-01-01}}'
    )
    assert [NameRow("hanbit", ("A",), (), None, ("x@a.example", "y@a.example"), ("010-1",))] == ask(
        names, told
    ).rows


def test_explain_names_the_contacts_the_open_deals_and_the_last_touch():
    (evidence,) = ask(accounts, HANBIT, explain=True).evidence
    expected = {
        "contacts": ("lee", "seo"),
        "open_deals": ("hanbit/a", "hanbit/b"),
        "open_amount": ("hanbit/a",),
        "last_touch": ("log 2026-07-01 call",),
    }
    assert expected == evidence


def test_without_explain_nothing_is_kept_for_it():
    (fact,) = accounts.gather(HANBIT, policy(), AS_OF, Ask())
    assert ("kim-mj", {}) == (fact.owner, fact.evidence)
    assert () == ask(accounts, HANBIT).evidence
