"""Attempts: k of N since the last two-way touch, what comes next, and where we press too hard."""

from datetime import date

from books import account, ask, policy
from crmcli.reports.relations import attempts

RULES = policy("{attempts: {max: 3, min_gap_days: 3, final: email, grace_days: 7}}")


def book(*entries, more="", deal="{stages: {2026-06-01: contacting}}", name="한빛"):
    log = "".join(
        f"\n  - {{date: 2026-07-{day:02}, type: {kind}, deal: a{outcome}}}"
        for day, kind, outcome in entries
    )
    return account(f"name: {name}\nowner: kim-mj{more}\ndeals: {{a: {deal}}}\nlog:{log or ' []'}\n")


def call(day):
    return (day, "call", ", outcome: no_answer")


def mail(day):
    return (day, "email", "")


def only(account, **asked):
    (row,) = ask(attempts, account, rules=RULES, **asked).rows
    return row


def test_tries_since_the_last_two_way_touch_with_what_comes_next():
    row = only(book(call(6), (7, "call", ", outcome: reached"), call(20), call(27)))
    assert (2, 3, date(2026, 7, 27), "attempt", date(2026, 7, 30), 2) == (
        row.tries,
        row.most,
        row.last,
        row.step,
        row.due,
        row.days_late,
    )


def test_the_last_message_is_due_as_many_gaps_ahead_as_tries_are_left():
    # the 8th is a Saturday
    assert [date(2026, 8, 7), date(2026, 8, 5)] == [
        only(book(call(30))).final_due,
        only(book(call(27), call(30))).final_due,
    ]


def test_tries_that_are_late_put_the_last_message_off():
    assert [date(2026, 8, 7), date(2026, 8, 4)] == [
        only(book(call(6))).final_due,
        only(book(call(3), call(6))).final_due,
    ]


def test_the_last_message_itself_is_due_when_its_row_says_also_before_a_weekend():
    row = only(book(call(16), call(19), call(22)))
    # the 25th is a Saturday
    assert ("final", date(2026, 7, 24), date(2026, 7, 24)) == (
        row.step,
        row.due,
        row.final_due,
    )


def test_after_all_tries_the_last_message_is_due_and_after_it_the_close_is_proposed():
    final = only(book(call(13), call(16), call(20)))
    assert ("final", date(2026, 7, 23), None, None) == (
        final.step,
        final.due,
        final.close_as,
        final.reason,
    )
    close = only(book(call(13), call(16), call(20), mail(23)))
    assert ("close", date(2026, 7, 30), "no_decision", "unresponsive", None, ()) == (
        close.step,
        close.due,
        close.close_as,
        close.reason,
        close.final_due,
        close.over,
    )


def test_a_due_day_on_a_weekend_comes_forward():
    assert date(2026, 7, 24) == only(book(call(22))).due  # the 25th is a Saturday


def test_one_try_more_than_agreed_is_too_many_unless_it_is_the_last_message():
    assert ("too-many",) == only(book(call(10), call(13), call(16), call(19))).over
    assert () == only(book(call(10), call(13), call(16), mail(19))).over
    assert ("too-many",) == only(book(call(10), call(13), call(16), mail(19), call(22))).over


def test_two_tries_are_too_close_below_the_gap_and_not_on_it_and_one_day_counts_once():
    assert ("too-close",) == only(book(call(10), call(12))).over
    assert () == only(book(call(10), call(13))).over
    assert (1, ()) == (only(book(call(10), call(10))).tries, only(book(call(10), call(10))).over)


def test_over_keeps_only_those():
    books = (book(call(10), call(12)), book(call(10)))
    assert [2, 1] == [
        len(ask(attempts, *books, rules=RULES, over=over).rows) for over in (False, True)
    ]


def test_a_parked_deal_is_left_alone_and_its_tries_are_still_told():
    row = only(
        book(
            call(10),
            deal="{stages: {2026-06-01: contacting}, next: {date: 2026-08-20, with: park}}",
        )
    )
    assert ("parked", None, None, None, 1) == (
        row.step,
        row.due,
        row.days_late,
        row.final_due,
        row.tries,
    )


def test_deals_that_ended_have_none_nor_those_nobody_tried():
    ended = book(
        call(10),
        deal="{stages: {2026-06-01: contacting}, outcome: {result: lost, date: 2026-07-20}}",
    )
    assert [] == ask(attempts, ended, book(), rules=RULES).rows


def test_an_accounts_status_ends_no_deal():
    gone = [book(call(10), more=f"\nstatus: {status}") for status in ("churned", "disqualified")]
    assert 2 == len(ask(attempts, *gone, rules=RULES).rows)


def test_those_to_let_go_come_first_then_last_messages_then_the_most_tries():
    close, final, two, one = (
        book(*entries, name=name)
        for name, entries in {
            "1": [call(10), call(13), call(16), mail(19)],
            "2": [call(10), call(13), call(16)],
            "3": [call(10), call(13)],
            "4": [call(10)],
        }.items()
    )
    table = ask(attempts, one, two, close, final, rules=RULES)
    assert (["1", "2", "3", "4"], {"deals": 4, "closing": 1, "over": 0}) == (
        [row.name for row in table.rows],
        table.totals,
    )


def test_explain_names_the_entries_that_count():
    table = ask(
        attempts,
        book((1, "call", ", outcome: reached"), call(10), mail(14)),
        rules=RULES,
        explain=True,
    )
    assert [{"tries": ("log 2026-07-10 call", "log 2026-07-14 email")}] == list(table.evidence)
