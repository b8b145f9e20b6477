"""Cooling: a silence that is long for them."""

from datetime import date

from books import account, ask
from crmcli.reports.relations import cooling
from crmcli.reports.relations.cooling import CoolingRow


def acme(*days, more="", **changes):
    log = ", ".join(f"{{date: {day}, type: meeting, by: kim, with: p}}" for day in days)
    return account(
        f"{{name: Acme, owner: kim, contacts: {{p: P}}, log: [{log}{more}]}}", "acme"
    )._replace(**changes)


def test_the_silence_is_divided_by_the_median_interval():
    rows = ask(cooling, acme("2026-06-01", "2026-06-11", "2026-06-13", "2026-06-23")).rows
    assert [
        CoolingRow("account", "acme", "Acme", None, None, 4, date(2026, 6, 23), 39, 10, 3.9, "kim"),
        CoolingRow("contact", "acme", "Acme", "p", "P", 4, date(2026, 6, 23), 39, 10, 3.9, "kim"),
    ] == rows


def test_two_days_with_a_touch_are_no_rhythm_and_several_touches_on_a_day_are_one():
    assert [] == ask(cooling, acme("2026-01-01", "2026-01-02")).rows
    assert [] == ask(cooling, acme("2026-01-01", "2026-01-02", "2026-01-02")).rows
    assert {"accounts": 0, "of_accounts": 0, "contacts": 0, "of_contacts": 0} == ask(
        cooling, acme("2026-01-01", "2026-01-02")
    ).totals


def test_a_row_is_there_from_the_factor_on():
    book = acme("2026-07-02", "2026-07-12", "2026-07-22")  # 10 days since, 10 days usually
    assert [[1.0, 1.0], []] == [
        [row.ratio for row in ask(cooling, book, factor=factor).rows] for factor in (1.0, 1.01)
    ]
    assert ((0, 1, 0, 1),) == tuple(note.args for note in ask(cooling, book).notes)


def test_attempts_without_an_answer_and_the_future_break_no_silence_and_what_they_began_does():
    days = ("2026-06-01", "2026-06-11", "2026-06-21")

    def silent(more):
        return [
            row.interval
            for row in ask(cooling, acme(*days, more=more), factor=0).rows
            if row.contact is None
        ]

    assert [41] == silent(", {date: 2026-07-20, type: call, with: p, outcome: no_answer}")
    assert [41] == silent(", {date: 2026-08-02, type: call, with: p}")
    assert [12] == silent(", {date: 2026-07-20, type: email, with: p, direction: inbound}")


def test_contacts_who_left_and_accounts_given_up_are_left_out():
    book = acme("2026-01-01", "2026-01-11", "2026-01-21")
    gone = book._replace(contacts={"p": book.contacts["p"]._replace(left=date(2026, 8, 1))})
    assert [None] == [row.contact for row in ask(cooling, gone).rows]
    assert [[], []] == [
        ask(cooling, book._replace(status=status)).rows for status in ("churned", "disqualified")
    ]


def test_the_longest_for_them_comes_first_and_explain_names_the_last_touch():
    slow, quick = (
        acme("2026-01-01", "2026-02-01", "2026-03-04"),
        acme("2026-06-01", "2026-06-03", "2026-06-05")._replace(id="quick"),
    )
    table = ask(cooling, slow, quick, explain=True)
    assert ["quick", "quick", "acme", "acme"] == [row.account for row in table.rows]
    assert ("log 2026-06-05 meeting",) == table.evidence[0]["last_touch"]
