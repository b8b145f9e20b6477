"""One account at a glance: its parts, as of a day."""

from datetime import date

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.pages import show
from crmcli.reports.pages.last_entries import EntryRow
from crmcli.reports.pages.show import OpenDealRow, PersonRow

RULES = policy("{role_sets: {r: {cio: {}}}, default_role_set: r, cadences: {}}")
BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    research: {problems: 야간 배치}
    roles: {cio: {contact: lee, rep: kim-mj}}
    contacts:
      lee: {name: 이동현, title: 실장, phones: ["010-1"], stance: {2026-05-02: negative, 2026-08-02: friendly}}
      seo: {name: 서영민, left: 2026-08-01}
      oh: {name: 오세영, left: 2026-08-02}
    plans: {trust: {for: lee, owner: kim-mj, due: 2026-07-31}}
    deals:
      pt2: {name: 증설, stages: {2026-06-02: qualification, 2026-07-30: presenting}, amount: 72, close: 2026-09-30, next: 2026-07-31}
      bare: {}
      lost: {stages: {2026-06-02: qualification}, outcome: {result: lost, date: 2026-08-01}}
      future: {stages: {2026-08-02: qualification}}
    log:
      - {date: 2026-07-01, type: visit, by: [kim-mj, han-se], with: [lee, somebody], said: 교체하겠다, what: 사과}
      - {date: 2026-07-05, type: email, by: kim-mj, what: 자료}
      - {date: 2026-06-01, type: call}
      - {date: 2026-06-02, type: call}
      - {date: 2026-06-03, type: call}
      - {date: 2026-06-04, type: call}
      - {date: 2026-08-02, type: call}
""")
ROW = ask(show, BOOK, rules=RULES).rows[0]


def test_people_who_left_are_not_shown_and_those_leaving_tomorrow_are():
    expected = (
        PersonRow(
            "lee",
            "이동현",
            "실장",
            "negative",
            date(2026, 5, 2),
            date(2026, 7, 1),
            ("010-1",),
            (),
            (),
        ),
        PersonRow("oh", "오세영", None, None, None, None, (), (), ()),
    )
    assert expected == ROW.contacts


def test_open_deals_show_their_days_in_the_stage_and_their_promise():
    expected = (
        OpenDealRow(
            "pt2",
            "증설",
            "presenting",
            2,
            72,
            date(2026, 9, 30),
            date(2026, 7, 31),
            "kim-mj",
            None,
            (),
        ),
        OpenDealRow("bare", None, None, None, None, None, None, "kim-mj", None, ()),
    )
    assert expected == ROW.deals


def test_the_last_five_entries_are_shown_the_latest_first_in_our_words_and_theirs():
    assert [
        date(2026, 7, 5),
        date(2026, 7, 1),
        date(2026, 6, 4),
        date(2026, 6, 3),
        date(2026, 6, 2),
    ] == [entry.date for entry in ROW.log]
    assert (
        EntryRow(
            date(2026, 7, 1),
            "visit",
            ("kim-mj", "han-se"),
            ("lee", "somebody"),
            ("이동현", "somebody"),
            "held",
            "사과",
            "교체하겠다",
        )
        == ROW.log[1]
    )
    assert (
        EntryRow(date(2026, 7, 5), "email", ("kim-mj",), (), (), "sent", "자료", None) == ROW.log[0]
    )


def test_of_one_days_entries_the_later_in_the_file_is_the_later_one():
    day = "".join(
        f"  - {{date: 2026-07-0{date}, type: call, what: {what}}}\n"
        for date, what in ((2, "f"), (1, "a"), (1, "b"), (1, "c"), (1, "d"), (1, "e"))
    )
    assert ["f", "e", "d", "c", "b"] == [
        entry.what
        for entry in ask(show, account(f"name: A\nlog:\n{day}", "a"), rules=RULES).rows[0].log
    ]


def test_what_is_due_is_shown_in_its_order():
    assert [("next", 1), ("plan", 1)] == [(row.kind, row.days_late) for row in ROW.due]


def test_the_roles_are_the_ones_of_the_coverage_of_the_account():
    assert [("cio", "reachable", ("negative",))] == [
        (row.role, row.rung, row.gaps) for row in ROW.roles
    ]


def test_only_parts_with_something_in_them_are_shown():
    titles = [section.title for section in ask(show, BOOK, rules=RULES).sections]
    assert [
        Message(f"title-{part}")
        for part in ("roles", "people", "open-deals", "promises", "last-entries")
    ] == titles
    assert () == ask(show, account("{name: A, role_set: nobody}"), rules=RULES).sections


def test_explain_names_the_records_behind_every_part():
    (evidence,) = ask(show, BOOK, rules=RULES, explain=True).evidence
    expected = {
        "negative": ("roles.cio",),
        "contacts": ("contacts.lee.stance.2026-05-02", "log 2026-07-01 visit"),
        "deals": ("deals.pt2.stages.2026-07-30", "deals.pt2.amount"),
        "due": ("deals.pt2.next", "plans.trust"),
    }
    assert expected == evidence
    assert () == ask(show, BOOK, rules=RULES).evidence


def test_a_deal_without_an_amount_is_worth_its_products():
    book = account(
        "{name: A, deals: {d: {stages: contacting, products: {core: {qty: 1, unit_price: 5}, batch: {qty: 2, unit_price: 5}}}}}"
    )
    assert ("deals.d.stages", "deals.d.products.core", "deals.d.products.batch") == ask(
        show, book, rules=RULES, explain=True
    ).evidence[0]["deals"]


def test_whom_they_may_call_why_they_have_their_status_and_who_said_yes_are_shown_where_they_are_told():
    text = "{name: A, status: dormant, status_why: 공장 이전, service_contact: han-se, deals: {d: {stages: {2026-06-02: closing}, verbal: %s}}}"
    table = ask(show, account(text % "2026-08-01"), rules=RULES)
    assert ("han-se", "공장 이전", date(2026, 8, 1)) == (
        table.rows[0].service_contact,
        table.rows[0].status_why,
        table.rows[0].deals[0].verbal,
    )
    shown = {"status_why", "service_contact"}
    assert shown <= {column.field for column in table.columns}
    assert set() == shown & {column.field for column in ask(show, BOOK, rules=RULES).columns}
    # tomorrow's yes is none yet
    assert ask(show, account(text % "2026-08-02"), rules=RULES).rows[0].deals[0].verbal is None
