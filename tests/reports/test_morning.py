"""The morning page: how its figures moved, as people read it."""

from decimal import Decimal

import pytest

from books import account, ask, policy
from crmcli.reports.pages import morning
from crmcli.reports.pages.morning import FigureRow


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (1000, Decimal("2500.5"), ("1,000", "2,500.50", "+1,500.50")),
        (3, 1, ("3", "1", "-2")),
        (7, 7, ("7", "7", "0")),
        (0.25, 0.5, ("25%", "50%", "+25.0")),
        (0.299, 0.291, ("29%", "29%", "-0.8")),
        (0.291, 0.291, ("29%", "29%", "0.0")),
    ],
)
def test_a_figure_is_told_with_its_thousands_its_cents_and_the_sign_of_its_change(
    before, now, told
):
    row = FigureRow("open_amount", before, now)
    assert told == (row.before_said, row.now_said, row.change)


def test_without_a_figure_on_both_days_there_is_no_change():
    assert ["", ""] == [FigureRow("composite", *pair).change for pair in ((None, 0.5), (0.5, None))]


PLANS = "{name: A, owner: kim, roles: {ceo: {rep: kim, waived: x}}, plans: {p: {for: ceo, due: 2026-07-01}, q: {for: ceo, due: 2026-07-02}, r: {for: ceo, due: 2026-07-03}}}"
RULES = policy("{role_sets: {r: {ceo: {}}}, default_role_set: r, cadences: {}}")


def test_the_page_says_how_much_more_there_is_only_where_rows_are_left_out():
    book = account(PLANS, "a")
    told = [
        [(note.key, note.args) for note in ask(morning, book, rules=RULES, limit=limit).notes]
        for limit in (2, 3, None)
    ]
    assert [[("note-morning-more", (2, 3))], [], []] == told


def test_an_empty_day_says_so():
    assert ["note-due-nothing"] == [note.key for note in ask(morning, rules=RULES, limit=2).notes]
