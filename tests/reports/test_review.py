"""The week's page: what lies in the week and what does not, in an order that depends on nothing but the book."""

from datetime import date

import pytest
from books import Ask, account, policy

from crmcli.domain.table import Message
from crmcli.reports.options import Filters
from crmcli.reports.coverage import coverage
from crmcli.reports.pages import review
from crmcli.reports.pipeline.promises import Promise

START, END = date(2026, 7, 20), date(2026, 7, 26)
RULES = policy(
    "{currency: KRW, role_sets: {r: {ceo: {weight: 3}, cfo: {weight: 1}}}, cadences: {}, goals: {g: {metric: coverage, from: {2026-01-01: 0}, to: {2026-12-31: 50}}}}"
)


def page(*accounts, rules=RULES, recorded=None, covered=True, end=END, **asked):
    ask = Ask(since=START, **asked)
    facts = [fact for each in accounts for fact in review.gather(each, rules, end, ask)]
    sums = tuple(
        coverage.tabulate(
            [fact for each in accounts for fact in coverage.gather(each, rules, day, ask)],
            rules,
            day,
            ask,
        ).totals
        for day in (date(2026, 7, 19), end)
    )
    return review.tabulate(facts, rules, end, ask, sums if covered else None, recorded)


def of(text, name="acme"):
    return account(f"name: Acme\nowner: ada\n{text}", name)


def row(*accounts, **asked):
    return page(*accounts, **asked).rows[0]


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        ("2026-07-20", START, END),
        ("2026-07-26", START, END),
        ("2026-07-19", date(2026, 7, 13), date(2026, 7, 19)),
        ("2027-01-01", date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_a_week_goes_from_monday_to_sunday(day, start, end):
    assert (start, end) == review.week_of(date.fromisoformat(day))


def test_a_week_has_the_name_iso_8601_gives_it():
    assert ["2026-W30", "2026-W53", "2026-W01"] == [
        review.week_name(date.fromisoformat(day))
        for day in ("2026-07-20", "2027-01-01", "2025-12-29")
    ]


@pytest.mark.parametrize(
    ("stance", "won", "lost"),
    [
        ("{2026-03-01: neutral, 2026-07-20: friendly}", 1, 0),
        ("{2026-03-01: negative, 2026-07-26: neutral}", 1, 0),
        ("{2026-03-01: neutral, 2026-07-19: friendly}", 0, 0),
        ("{2026-03-01: neutral, 2026-07-27: friendly}", 0, 0),
        ("{2026-03-01: friendly, 2026-07-22: neutral}", 0, 1),
        ("{2026-07-22: friendly}", 1, 0),
        ("{2026-07-22: negative}", 0, 1),
        ("{2026-07-22: neutral}", 0, 0),
    ],
)
def test_who_was_won_over_and_who_turned_away_in_the_week(stance, won, lost):
    found = row(of(f"contacts: {{kim: {{name: Kim, stance: {stance}}}}}"))
    assert (won, lost) == (len(found.won_over), len(found.lost_over))


def test_who_left_in_the_week_is_lost():
    found = row(
        of(
            "contacts: {kim: {name: Kim, left: 2026-07-22, stance: {2026-01-01: friendly}}, lee: {name: Lee, left: 2026-07-10}}"
        )
    )
    assert ["kim"] == [each.contact for each in found.lost_over]


def test_deals_that_began_and_ended_in_the_week():
    ended = "stages: {2026-01-01: closing}, outcome: {result: %s, date: %s, reason: price}"
    found = row(
        of(
            "deals:\n"
            "  new:  {amount: 5, stages: {2026-07-20: contacting}}\n  old:  {stages: {2026-07-19: contacting}}\n  next: {stages: {2026-07-27: contacting}}\n"
            f"  won:  {{amount: 7, {ended % ('won', '2026-07-26')}}}\n  lost: {{{ended % ('lost', '2026-07-20')}}}\n  gone: {{{ended % ('no_decision', '2026-07-21')}}}\n"
            f"  junk: {{{ended % ('invalid', '2026-07-21')}}}\n  before: {{{ended % ('won', '2026-07-19')}}}\n"
            "  quick: {amount: 9, stages: {2026-07-21: closing}, outcome: {result: won, date: 2026-07-22}}\n"
            "  void: {amount: 8, stages: {2026-07-21: contacting}, outcome: {result: invalid, date: 2026-07-22}}\n"
        )
    )
    assert (["quick", "new"], ["quick", "won"], ["gone", "lost"]) == tuple(
        [each.deal for each in deals] for deals in (found.new, found.closed, found.losses)
    )


def test_plans_that_ended_in_the_week_and_those_overdue_at_its_end():
    found = row(
        of(
            "plans:\n  a: {for: ceo, due: 2026-07-01, done: {date: 2026-07-22, result: met}}\n  b: {for: ceo, due: 2026-07-25}\n  c: {for: ceo, due: 2026-07-26}\n  d: {for: cfo, due: 2026-06-01, done: {date: 2026-07-19, result: met}}\n  e: {for: cfo, due: 2026-06-01, dropped: {date: 2026-07-21, why: gone}}"
        )
    )
    assert [("a", "done"), ("e", "dropped"), ("b", "slipped")] == [
        (each.plan, each.state) for each in found.plans
    ]


CLOSE = "deals: {a: {close: %s, stages: {2026-01-01: contacting}}}"


def test_a_promise_is_moved_by_its_dated_facts_where_git_knows_nothing():
    moved = of(CLOSE % "{2026-06-01: 2026-08-01, 2026-07-21: 2026-09-01}")
    assert [("close_date", "a", date(2026, 8, 1), date(2026, 9, 1), 31)] == [
        each[2:7] for each in row(moved).slips
    ]
    assert () == row(of(CLOSE % "{2026-06-01: 2026-08-01, 2026-07-19: 2026-09-01}")).slips
    assert () == row(of(CLOSE % "2026-09-01")).slips


def test_what_git_recorded_on_the_eve_goes_before_the_file():
    recorded = {"acme": {("close_date", "a"): Promise((date(2026, 8, 15),))}}
    assert [-14] == [each.days for each in row(of(CLOSE % "2026-08-01"), recorded=recorded).slips]
    step = "deals: {a: {next: {date: 2026-08-09, what: call}, stages: {2026-01-01: contacting}}}"
    assert [1, 0] == [
        len(
            row(
                of(step), recorded={"acme": {("next", "a"): Promise((date(2026, 8, 2),), about)}}
            ).slips
        )
        for about in ("call", "visit")
    ]


def test_coverage_is_told_for_the_eve_and_the_end_with_the_points_between():
    found = row(
        of(
            "roles: {ceo: {contact: kim, rep: ada}}\ncontacts: {kim: {name: Kim, stance: {2026-07-21: friendly}}}\nlog: [{date: 2026-07-21, type: call, by: ada, with: kim}]"
        )
    )
    assert [
        ("composite", 0.375, 0.75, "+37.5"),
        ("named", 0.75, 0.75, "0.0"),
        ("reachable", 0.0, 0.75, "+75.0"),
        ("friendly", 0.0, 0.75, "+75.0"),
    ] == [(each.figure, each.before, each.now, each.change) for each in found.coverage[:4]]


def test_goals_and_blind_deals_are_as_at_the_end():
    found = row(of("deals: {a: {stages: {2026-07-01: presenting}}}"))
    assert (["a"], ["g"]) == (
        [each.deal for each in found.blind],
        [each.goal for each in found.goals],
    )
    assert "title-review-goals" not in [
        part.title.key for part in page(of(""), rules=RULES._replace(goals={})).sections
    ]


def test_every_part_has_its_title_every_week_and_in_one_order():
    empty, full = (
        page(of("")),
        page(
            of(
                "deals: {a: {stages: {2026-07-01: presenting}}}\nplans: {p: {for: ceo, due: 2026-07-01}}"
            )
        ),
    )
    keys = [
        "title-review-coverage",
        "title-review-won-over",
        "title-review-lost-over",
        "title-review-slips",
        "title-review-new",
        "title-review-closed",
        "title-review-losses",
        "title-review-blind",
        "title-review-floor",
        "title-review-plans",
        "title-review-goals",
    ]
    assert (
        keys
        == [part.title.key for part in empty.sections]
        == [part.title.key for part in full.sections]
    )


def test_amounts_in_titles_have_their_cents():
    new = part(
        page(
            of(
                "deals: {a: {amount: 1000.5, stages: {2026-07-21: presenting}}, b: {amount: 3, stages: {2026-07-21: presenting}}}"
            )
        ),
        "new",
    )
    assert (2, {"en": ", 1,003.50", "ko": ", 1,003.50"}) == new.title.args


def test_figures_of_coverage_are_called_like_the_fields_they_come_from():
    assert ["composite", "named", "reachable", "friendly", "gaps", "live_plans"] == [
        each.figure for each in row(of("")).coverage
    ]


def test_the_lowest_cadence_is_told_with_its_rep_or_none_where_nobody_owns_the_accounts():
    rules = policy(
        "{cadences: {c: {for: {status: customer}, touches: [{type: call, per_year: 12}]}}, team: {ada: Ada Moss}}"
    )
    customer = "{name: A, status: customer, %s contracts: {c: {start: 2026-01-01}}}"
    floors = [
        part(page(account(customer % owner, "a"), rules=rules), "floor").title.args[0].args[:2]
        for owner in ("owner: ada,", "")
    ]
    assert [(0, {"": "Ada Moss"}), (0, Message("common-none"))] == floors


def test_the_order_of_files_changes_nothing():
    one, two = (
        of(
            f"deals: {{x: {{amount: 5, stages: {{2026-07-21: presenting}}}}, b: {{amount: 5, stages: {{2026-07-22: presenting}}}}}}\nplans: {{p{name}: {{for: ceo, due: 2026-07-01}}}}",
            name,
        )
        for name in ("one", "two")
    )
    assert page(one, two) == page(two, one)


# When a part is long

MANY = [
    of(
        f"deals: {{d: {{amount: {place}, stages: {{2026-07-21: presenting}}}}}}\nplans: {{p: {{for: ceo, due: 2026-07-{place + 1:02}}}, q: {{for: cfo, due: 2026-07-01, done: 2026-07-22}}}}",
        f"a{place}",
    )
    for place in range(1, 6)
]


def part(table, name):
    return next(
        section for section in table.sections if section.title.key == f"title-review-{name}"
    )


def test_a_part_is_cut_to_its_first_rows_and_says_where_the_others_are():
    new, blind = part(page(*MANY, limit=2), "new"), part(page(*MANY, limit=2), "blind")
    assert [("a5", 5), ("a4", 4)] == [(row.account, row.amount) for row in new.rows]
    assert (
        Message(
            "note-review-more", (3, "crm review --week 2026-07-20 --limit 0 --as-of 2026-07-26")
        )
        == new.more
    )
    assert (2, Message("note-review-more", (3, "crm blind --as-of 2026-07-26"))) == (
        len(blind.rows),
        blind.more,
    )


def test_titles_and_totals_count_what_was_cut_too():
    whole, cut = page(*MANY), page(*MANY, limit=1)
    assert [section.title for section in whole.sections] == [
        section.title for section in cut.sections
    ]
    assert (
        whole.totals
        == cut.totals
        == {
            "won_over": 0,
            "lost_over": 0,
            "slips": 0,
            "new": 5,
            "closed": 0,
            "losses": 0,
            "blind": 5,
            "plans": 10,
        }
    )
    assert (1, 1, 2) == (len(cut.rows[0].new), len(cut.rows[0].blind), len(cut.rows[0].plans))


def test_of_plans_those_that_ended_do_not_crowd_out_those_overdue():
    plans = part(page(*MANY, limit=2), "plans")
    assert [("a1", "done"), ("a2", "done"), ("a1", "slipped"), ("a2", "slipped")] == [
        (row.account, row.state) for row in plans.rows
    ]
    assert 6 == plans.more.args[0]


def test_a_part_of_just_that_many_rows_is_whole():
    assert (
        {None}
        == {section.more for section in page(*MANY, limit=5).sections}
        == {section.more for section in page(*MANY).sections}
    )


def test_the_command_for_the_others_has_the_same_filters_in_words_a_shell_takes():
    more = part(
        page(
            *MANY,
            limit=1,
            filters=Filters(owners=frozenset(("ben", "ada")), tags=frozenset(("new hall",))),
        ),
        "blind",
    ).more
    assert "crm blind --owner ada --owner ben --tag 'new hall' --as-of 2026-07-26" == more.args[1]


def test_friends_come_first_among_those_won_over_and_those_who_turned_away():
    def stance(was, now, name):
        return of(
            f"contacts: {{kim: {{name: Kim, stance: {{2026-03-01: {was}, 2026-07-21: {now}}}}}}}",
            name,
        )

    found = row(
        stance("negative", "neutral", "a"),
        stance("negative", "friendly", "b"),
        stance("neutral", "negative", "c"),
        stance("friendly", "neutral", "d"),
    )
    assert (["b", "a"], ["d", "c"]) == (
        [each.account for each in found.won_over],
        [each.account for each in found.lost_over],
    )
