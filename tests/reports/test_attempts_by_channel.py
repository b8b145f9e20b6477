"""On which channel do they answer: every outbound entry, and what answered it."""

from itertools import permutations

from books import account, ask, policy
from crmcli.reports.relations import attempts_by_channel

RULES = policy("{min_sample: 3, attempts: {grace_days: 7}}")
PEOPLE = "contacts: {p: {name: Park}, q: {name: Quinn}}"


def book(*entries, name="a"):
    log = "".join(
        f"\n  - {{date: 2026-07-{day:02}, type: {kind}{more}}}" for day, kind, more in entries
    )
    return account(f"name: A\nowner: kim-mj\n{PEOPLE}\nlog:{log or ' []'}\n", name)


def rates(*entries):
    return {
        row.channel: (row.answered, row.tries)
        for row in ask(attempts_by_channel, book(*entries), rules=RULES).rows
    }


def test_what_was_held_or_reached_was_answered_and_what_was_only_sent_was_not():
    assert {"call": (1, 3), "visit": (1, 1), "email": (0, 1)} == rates(
        (1, "call", ""),
        (2, "call", ", outcome: no_answer"),
        (3, "call", ", outcome: left_message"),
        (4, "visit", ""),
        (5, "email", ""),
    )


def test_a_mail_is_answered_by_what_they_begin_within_the_days_of_grace_on_any_channel():
    assert {"email": (1, 1)} == rates(
        (1, "email", ", with: p"), (8, "call", ", with: p, direction: inbound")
    )
    assert {"email": (0, 1)} == rates(
        (1, "email", ", with: p"), (9, "call", ", with: p, direction: inbound")
    )
    assert {"email": (1, 1)} == rates(
        (1, "email", ", with: p"), (1, "email", ", with: p, direction: inbound")
    )


def test_one_answer_answers_only_the_last_try_before_it():
    assert {"email": (1, 2), "message": (0, 1)} == rates(
        (1, "email", ""), (2, "message", ""), (3, "email", ""), (4, "email", ", direction: inbound")
    )


def test_a_second_answer_to_the_same_try_does_not_answer_an_older_one():
    assert {"email": (1, 2)} == rates(
        (1, "email", ""),
        (3, "email", ""),
        (4, "email", ", direction: inbound"),
        (5, "email", ", direction: inbound"),
    )


def test_somebody_else_s_answer_answers_nothing_and_one_without_a_name_may_be_anybody_s():
    assert {"email": (0, 1)} == rates(
        (1, "email", ", with: p"), (2, "email", ", with: q, direction: inbound")
    )
    assert {"email": (1, 1)} == rates(
        (1, "email", ", with: p"), (2, "email", ", direction: inbound")
    )
    assert {"email": (1, 1)} == rates(
        (1, "email", ""), (2, "email", ", with: q, direction: inbound")
    )


def test_the_order_of_the_file_does_not_matter():
    assert {"email": (1, 1)} == rates((2, "email", ", direction: inbound"), (1, "email", ""))


def test_of_one_day_the_tries_come_before_the_answer_which_answers_the_one_of_its_own_type_in_any_order():
    day = [
        (1, "email", ""),
        (1, "message", ""),
        (1, "message", ", direction: inbound"),
        (1, "call", ", outcome: no_answer"),
    ]
    for entries in permutations(day):
        assert {"email": (0, 1), "message": (1, 1), "call": (0, 1)} == rates(*entries)


def test_what_we_note_for_ourselves_is_neither_a_try_nor_an_answer():
    assert {"email": (0, 1)} == rates(
        (1, "email", ""), (2, "info", ""), (3, "info", ", direction: inbound")
    )


def test_cancelled_ones_the_future_and_what_they_begin_are_no_tries():
    assert {} == rates(
        (1, "visit", ", outcome: cancelled"),
        (2, "email", ", direction: inbound"),
        (32 - 1, "call", ", direction: inbound"),
    )
    late = account("name: A\nlog: [{date: 2026-08-02, type: call}]\n", "a")
    assert [] == ask(attempts_by_channel, late, rules=RULES).rows


def test_the_total_and_the_order_are_by_tries():
    table = ask(
        attempts_by_channel,
        book((1, "email", ""), (2, "call", "")),
        book((3, "call", ", outcome: no_answer"), name="b"),
        rules=RULES,
    )
    assert [("call", 2, 1), ("email", 1, 0)] == [
        (row.channel, row.tries, row.answered) for row in table.rows
    ]
    assert (3, 1, 1 / 3) == (table.totals.tries, table.totals.answered, table.totals.rate)


def test_of_an_account_each_person_stands_with_each_channel_and_a_try_at_two_counts_for_both():
    table = ask(
        attempts_by_channel,
        book((1, "call", ", with: [p, q]"), (2, "email", ", with: q"), (3, "call", "")),
        rules=RULES,
        account="a",
    )
    found = [(row.contact, row.person, row.channel, row.answered, row.tries) for row in table.rows]
    assert [
        ("q", "Quinn", "call", 1, 1),
        ("q", "Quinn", "email", 0, 1),
        ("p", "Park", "call", 1, 1),
        (None, None, "call", 1, 1),
    ] == found
    assert table.totals is None


def test_every_rate_has_its_sample_and_nothing_tried_is_said():
    table = ask(attempts_by_channel, book((1, "call", ""), (2, "email", "")), rules=RULES)
    assert [(1, 1), (0, 1), (1, 2)] == [each[:2] for each in table.samples["rate"]]
    assert ["note-attempts-none"] == [
        note.key for note in ask(attempts_by_channel, book(), rules=RULES).notes
    ]


def test_explain_names_the_tries_of_both_kinds():
    (behind,) = ask(
        attempts_by_channel,
        book((1, "call", ""), (2, "call", ", outcome: no_answer")),
        rules=RULES,
        explain=True,
    ).evidence
    assert {
        "answered": ["a/log 2026-07-01 call"],
        "unanswered": ["a/log 2026-07-02 call"],
    } == behind
