"""The stance reports: the index with its weight and range, by account, owner and role, one account, and who changed."""

from datetime import date
from pathlib import Path

from books import account, ask, policy
from crmcli.domain.records.policy import Policy
from crmcli.reports.coverage import stance, stance_by_role, stance_changes, stance_roles
from crmcli.reports.forecast import trend_metrics
from crmcli.reports.coverage.stance import StanceGroupRow, StanceRow
from crmcli.reports.coverage.stance_changes import GridRow, StanceChangeRow

EXAMPLE = Path(__file__).parents[2] / "examples" / "hanbit" / "accounts" / "hanbit-electronics.yaml"
RULES = policy(
    "{role_sets: {r: {ceo: {weight: 3}, cio: {weight: 1}, buyer: {weight: 2}}}, default_role_set: r}"
)
JUNE = date(2026, 6, 1)

MIXED = account(
    """
    name: 대한스틸
    owner: kim-mj
    segment: A
    roles: {ceo: bae, cio: lim, buyer: ha}
    contacts:
      bae: {name: 배강수, stance: {2026-07-01: {value: friendly, by: choi, why: 추천}}}
      lim: {name: 임정택, stance: {2026-03-01: neutral, 2026-07-02: negative}}
      ha: {name: 하은, stance: {2025-12-01: friendly}}
    """,
    "daehan",
)
NOBODY = account("{name: 미르, owner: lee, roles: {cio: {waived: x}}}", "mir")


def test_the_worked_example_comes_out_to_the_digit():
    book = account(EXAMPLE.read_text(encoding="utf-8"), "hanbit-electronics")
    (row,) = ask(stance, book).rows
    assert (
        StanceRow(
            "hanbit-electronics",
            "한빛전자㈜",
            "kim-mj",
            1 / 7,
            -14 / 22,
            16 / 22,
            7,
            22,
            2,
            0,
            1,
            8,
            0,
        )
        == row
    )
    (note,) = ask(stance_roles, book).notes
    assert ("+0.14", 7, 22, "-0.64", "+0.73") == note.args


def test_an_old_stance_is_out_of_the_index_and_widens_the_range():
    rows = ask(stance, MIXED, NOBODY, rules=RULES).rows
    expected = [
        StanceRow(
            "daehan", "대한스틸", "kim-mj", 2 / 4, (2 - 2) / 6, (2 + 2) / 6, 4, 6, 1, 0, 1, 0, 1
        ),
        StanceRow("mir", "미르", "lee", None, -1.0, 1.0, 0, 5, 0, 0, 0, 2, 0),
    ]
    assert expected == rows


def test_a_stance_counts_on_its_last_fresh_day_and_not_the_day_after():
    one = account(
        "{name: A, roles: {ceo: p}, contacts: {p: {name: P, stance: {2026-02-02: friendly}}}}", "a"
    )
    assert [1.0, None] == [
        ask(stance, one, rules=RULES, as_of=day).rows[0].stance_index
        for day in (date(2026, 8, 1), date(2026, 8, 2))
    ]


def test_an_undated_stance_is_stale_and_a_holder_who_left_is_none():
    one = account(
        "{name: A, roles: {ceo: p, cio: q}, contacts: {p: {name: P, stance: friendly}, q: {name: Q, left: 2026-08-01, stance: {2026-07-01: friendly}}}}",
        "a",
    )
    row = ask(stance, one, rules=RULES).rows[0]
    assert (None, 0, 1, 2) == (row.stance_index, row.assessed, row.stale, row.unassessed)


def test_without_required_roles_there_is_neither_index_nor_range():
    row = ask(stance, account("{name: A, role_set: none-such}", "a"), rules=RULES).rows[0]
    assert (None, None, None, 0) == (row.stance_index, row.lowest, row.highest, row.weight)
    assert (None, 0) == (
        ask(stance, rules=RULES).totals.stance_index,
        ask(stance, rules=RULES).totals.weight,
    )


def test_groups_and_the_total_divide_sums_by_sums():
    table = ask(stance, MIXED, NOBODY, rules=RULES, by="owner")
    assert [
        StanceGroupRow("kim-mj", 1, 0.5, 0.0, 4 / 6, 4, 6, 1, 0, 1, 0, 1),
        StanceGroupRow("lee", 1, None, -1.0, 1.0, 0, 5, 0, 0, 0, 2, 0),
    ] == table.rows
    assert StanceGroupRow(None, 2, 0.5, -5 / 11, 9 / 11, 4, 11, 1, 0, 1, 2, 1) == table.totals
    assert ["A", None] == [
        row.group for row in ask(stance, MIXED, NOBODY, rules=RULES, by="segment").rows
    ]


def test_by_role_the_least_friendly_role_comes_first_and_accounts_that_waive_it_are_not_counted():
    table = ask(stance_by_role, MIXED, NOBODY, rules=RULES)
    assert [("cio", 1, -1.0), ("ceo", 2, 1.0), ("buyer", 2, None)] == [
        (row.group, row.accounts, row.stance_index) for row in table.rows
    ]
    assert (2, 0.5, 11) == (table.totals.accounts, table.totals.stance_index, table.totals.weight)


def test_one_account_tells_whose_word_each_stance_is():
    rows = ask(stance_roles, MIXED, rules=RULES).rows
    assert [
        ("ceo", "bae", "friendly", 1, "choi", "추천"),
        ("cio", "lim", "negative", -1, None, None),
        ("buyer", "ha", "friendly", None, None, None),
    ] == [(row.role, row.holder, row.stance, row.counted, row.by, row.why) for row in rows]
    assert [("friendly", 31), ("negative", 30), ("stale", 243)] == [
        (row.kind, row.age) for row in rows
    ]


def test_explain_names_the_roles_of_each_kind():
    (behind,) = ask(stance, MIXED, rules=RULES, explain=True).evidence
    assert {
        "friendly": ("ceo",),
        "neutral": (),
        "negative": ("cio",),
        "stale": ("buyer",),
        "unassessed": (),
    } == behind
    assert [("contacts.bae.stance.2026-07-01",)] == [
        ask(stance_roles, MIXED, rules=RULES, explain=True).evidence[0]["stance"]
    ]


def test_the_trend_of_the_index_says_the_same():
    rules = Policy(role_sets=RULES.role_sets, default_role_set="r")
    (part,) = trend_metrics.METRICS["stance"](MIXED, rules, date(2026, 8, 1))
    row = ask(stance, MIXED, rules=rules).rows[0]
    assert (part.part / part.whole, part.whole, part.beside) == (
        row.stance_index,
        row.assessed,
        row.weight - row.assessed,
    )


# Who changed

MOVED = account(
    """
    name: Acme
    owner: kim-mj
    contacts:
      up: {name: Up, stance: {2026-01-01: negative, 2026-06-01: {value: neutral, by: kim-mj, why: sorry}}}
      down: {name: Down, stance: {2026-01-01: friendly, 2026-07-01: neutral}}
      new: {name: New, stance: {2026-07-09: friendly}}
      gone: {name: Gone, left: 2026-07-20, stance: {2026-01-01: friendly}}
      same: {name: Same, stance: {2020-01-01: friendly, 2026-07-01: friendly}}
      early: {name: Early, left: 2026-05-31}
      blank: {name: Blank}
    """,
    "acme",
)


def test_changes_are_named_regressions_first():
    rows = ask(stance_changes, MOVED, since=JUNE, rules=RULES).rows
    expected = [
        StanceChangeRow(
            "acme",
            "Acme",
            "down",
            "Down",
            "regression",
            "friendly",
            "neutral",
            date(2026, 7, 1),
            None,
            None,
            "kim-mj",
        ),
        StanceChangeRow(
            "acme",
            "Acme",
            "gone",
            "Gone",
            "left",
            "friendly",
            "left",
            date(2026, 7, 20),
            None,
            None,
            "kim-mj",
        ),
        StanceChangeRow(
            "acme",
            "Acme",
            "up",
            "Up",
            "conversion",
            "negative",
            "neutral",
            date(2026, 6, 1),
            "kim-mj",
            "sorry",
            "kim-mj",
        ),
        StanceChangeRow(
            "acme",
            "Acme",
            "new",
            "New",
            "first",
            "unknown",
            "friendly",
            date(2026, 7, 9),
            None,
            None,
            "kim-mj",
        ),
    ]
    assert expected == rows


def test_a_change_on_the_first_day_counts_and_one_the_day_before_does_not():
    def changed(day):
        return {row.contact for row in ask(stance_changes, MOVED, since=day, rules=RULES).rows}

    assert [True, False] == ["up" in changed(day) for day in (JUNE, date(2026, 6, 2))]


def test_nothing_has_changed_since_a_day_that_is_still_to_come():
    book = account(
        "{name: A, contacts: {a: {name: A, stance: {2026-08-01: friendly, 2026-08-10: negative}}, b: {name: B, stance: {2026-08-10: neutral}}, c: {name: C, left: 2026-08-10}}}"
    )
    assert (
        []
        == ask(
            stance_changes, book, rules=RULES, as_of=date(2026, 8, 1), since=date(2026, 9, 1)
        ).rows
    )


def test_everybody_stands_in_one_cell_of_the_matrix():
    table = ask(stance_changes, MOVED, since=JUNE, matrix=True, rules=RULES)
    expected = [
        GridRow("unknown", 1, 0, 0, 1, 0),
        GridRow("negative", 0, 0, 1, 0, 0),
        GridRow("neutral", 0, 0, 0, 0, 0),
        GridRow("friendly", 0, 0, 1, 1, 1),
        GridRow("left", 0, 0, 0, 0, 1),
    ]
    assert expected == table.rows
    assert GridRow(None, 1, 0, 2, 2, 2) == table.totals
    assert (
        len(MOVED.contacts)
        == sum(table.totals[1:])
        == ask(stance_changes, MOVED, since=JUNE, rules=RULES).totals["contacts"]
    )


def test_without_since_a_year_is_looked_back_on():
    one = account(
        "{name: A, contacts: {p: {name: P, stance: {2025-08-01: neutral, 2025-08-02: friendly}}}}",
        "a",
    )
    assert [("p", "neutral")] == [
        (row.contact, row.from_) for row in ask(stance_changes, one, rules=RULES).rows
    ]


def test_the_index_of_the_eve_stands_beside_that_of_now():
    totals = ask(stance_changes, MIXED, since=date(2026, 7, 2), rules=RULES).totals
    assert (3 / 4, 4, 2 / 4, 4) == (
        totals["index_then"],
        totals["assessed_then"],
        totals["index_now"],
        totals["assessed_now"],
    )


def test_explain_names_the_contacts_of_a_cell_and_where_the_state_is_written():
    table = ask(stance_changes, MOVED, since=JUNE, matrix=True, rules=RULES, explain=True)
    assert {
        "unknown": [],
        "negative": [],
        "neutral": ["acme/down"],
        "friendly": [],
        "left": ["acme/gone"],
    } == table.evidence[3]
    assert [("contacts.down.stance.2026-07-01",), ("contacts.gone.left",)] == [
        each["to"]
        for each in ask(stance_changes, MOVED, since=JUNE, rules=RULES, explain=True).evidence
    ][:2]


def test_accounts_that_stand_alike_are_in_the_order_of_their_ids():
    twins = [MIXED._replace(id=name) for name in ("c", "a", "b")]
    nobody = [NOBODY._replace(id=name) for name in ("z", "y")]
    assert ["a", "b", "c", "y", "z"] == [
        row.account for row in ask(stance, *nobody, *twins, rules=RULES).rows
    ]


def test_of_accounts_with_one_index_the_one_that_can_be_lower_at_its_best_is_first():
    known = "roles: {cio: lim}, contacts: {lim: {name: L, stance: {2026-07-01: neutral}}}"
    sure = account(
        f"{{name: S, {known.replace('roles: {', 'roles: {ceo: {waived: x}, buyer: {waived: x}, ')}}}",
        "z",
    )
    open_ = account(f"{{name: O, {known}}}", "a")
    assert [("z", 0.0), ("a", 5 / 6)] == [
        (row.account, row.highest) for row in ask(stance, open_, sure, rules=RULES).rows
    ]
