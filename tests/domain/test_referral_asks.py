"""Whom to ask for a referral: each condition of docs/referrals.md alone decides, to the day."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from books import account, policy
from crmcli.domain.relations.agenda import tasks
from crmcli.domain.relations.referral_asks import asks
from crmcli.domain.table import Message

DAY = date(2026, 8, 1)
EXAMPLES = Path(__file__).parents[2] / "examples"
RULES = """
cadences: {visits: {for: {status: customer}, touches: [{type: visit, every_months: 4}]}}
role_sets: {small: {ceo: {weight: 3}, buyer: {}}}
team: {ada: {name: Ada}, ben: {name: Ben}, gil: {name: Gil, left: 2026-07-01}}
attempts: {max: 2, min_gap_days: 3, final: email, grace_days: 7}
"""
PARTS = {
    "status": "customer",
    "owner": "ada",
    "contacts": "{pine: {name: Di Pine, stance: {2026-05-04: friendly}}}",
    "deals": "{first: {outcome: {result: won, date: 2025-11-03}}}",
    "surveys": "[{date: 2026-06-15, contact: pine, kind: nps, score: 10}]",
    "log": "[{date: 2026-05-04, type: visit, by: ada, with: pine}]",
}


def elm(**changed):
    """The customer whom everything speaks for, but for these keys."""
    parts = {**PARTS, **changed}
    return account(
        "name: Elm\n" + "".join(f"{key}: {value}\n" for key, value in parts.items() if value), "elm"
    )


def asked(rules=RULES, as_of=DAY, **changed):
    return [each.contact for each in asks(elm(**changed), policy(rules), as_of)]


def test_somebody_content_friendly_and_in_good_care_is_asked_by_the_owner():
    (row,) = [task for task in tasks(elm(), policy(RULES), DAY, 0) if task.kind == "referral_ask"]
    assert (None, "pine", "ada", ("surveys.2026-06-15", "contacts.pine.stance")) == (
        row.day,
        row.subject,
        row.owner,
        row.records,
    )
    assert Message("why-referral", (10, 10, date(2026, 6, 15), date(2026, 5, 4))) == row.why


def survey(day="2026-06-15", who="pine", kind="nps", score=10, scale=""):
    return f"{{date: {day}, contact: {who}, kind: {kind}, score: {score}{f', scale: {scale}' if scale else ''}}}"


def contact(stance="{2026-05-04: friendly}", more=""):
    return f"{{pine: {{name: Di Pine, stance: {stance}{more}}}}}"


def plan(how, for_="pine", kind="referral_ask"):
    return f"{{p: {{for: {for_}, kind: {kind}{', ' + how if how else ''}}}}}"


VISIT = "{date: 2026-05-04, type: visit, with: pine}"
OPEN = "first: {outcome: {result: won, date: 2025-11-03}}, more: {stages: {2026-07-01: contacting}}"
TRIES = f"[{VISIT}, {{date: 2026-07-06, type: call, deal: more, outcome: no_answer}}, {{date: 2026-07-13, type: call, deal: more, outcome: no_answer}}]"

GONE = {
    "a prospect": {"status": "prospect"},
    "dormant": {"status": "dormant"},
    "churned": {"status": "churned"},
    "left": {"contacts": contact(more=", left: 2026-08-01")},
    "9 of 10": {"surveys": f"[{survey(score=9)}]"},
    "4 of 5": {"surveys": f"[{survey(kind='csat', score=4)}]"},
    "nobody was asked": {"surveys": None},
    "somebody else said so": {"surveys": f"[{survey(who='oak')}]"},
    "nobody in particular said so": {"surveys": "[{date: 2026-06-15, kind: nps, score: 10}]"},
    "not said yet": {"surveys": f"[{survey('2026-08-02')}]"},
    "said too long ago": {"surveys": f"[{survey('2025-07-31')}]"},
    "less content since": {
        "surveys": f"[{survey()}, {survey('2026-06-16', kind='csat', score=3)}]"
    },
    "less content the same day": {"surveys": f"[{survey(kind='trust', score=3)}, {survey()}]"},
    "an NPS on another scale": {"surveys": f"[{survey(score=5, scale=5)}]"},
    "off its scale": {"surveys": f"[{survey(kind='csat', score=6)}]"},
    "less content at a check-in": {
        "log": f"[{VISIT}, {{date: 2026-07-01, type: check_in, with: pine, score: 9}}]"
    },
    "neutral": {"contacts": contact("{2026-05-04: neutral}")},
    "neutral again": {"contacts": contact("{2026-05-04: friendly, 2026-08-01: neutral}")},
    "assessed too long ago": {"contacts": contact("{2026-02-01: friendly}")},
    "assessed nobody knows when": {"contacts": contact("friendly")},
    "never assessed": {"contacts": "{pine: {name: Di Pine}}"},
    "a visit missed": {"log": "[{date: 2026-03-31, type: visit, with: pine}]"},
    "a visit at risk": {"log": "[{date: 2026-04-25, type: visit, with: pine}]"},
    "no visit yet": {"log": None, "deals": "{first: {outcome: {result: won, date: 2026-07-20}}}"},
    "only a visit before": {
        "log": "[{date: 2026-06-15, type: visit, with: pine}]",
        "deals": "{first: {outcome: {result: won, date: 2026-07-20}}}",
    },
    "no cadence has begun": {"deals": None},
    "a complaint": {"cases": "{noise: {opened: 2026-08-01}}"},
    "a complaint closed tomorrow": {"cases": "{noise: {opened: 2026-07-01, closed: 2026-08-02}}"},
    "tries without an answer": {"deals": f"{{{OPEN}}}", "log": TRIES},
    "a plan to ask": {"plans": plan("due: 2026-12-01")},
    "a plan to ask a role of theirs": {"roles": "{ceo: pine}", "plans": plan("", "ceo")},
    "asked lately": {"plans": plan("done: 2026-02-02")},
    "decided lately not to": {"plans": plan("dropped: {date: 2026-02-02, why: busy}")},
    "to be done tomorrow": {"plans": plan("done: 2026-08-02")},
}


@pytest.mark.parametrize("why", GONE)
def test_one_thing_against_it_is_enough(why):
    assert [] == asked(**GONE[why])


STAYS = {
    "leaves tomorrow": {"contacts": contact(more=", left: 2026-08-02")},
    "5 of 5": {"surveys": f"[{survey(kind='csat', score=5)}]"},
    "a year ago": {"surveys": f"[{survey('2025-08-01')}]"},
    "more content since": {"surveys": f"[{survey('2026-06-16')}, {survey(kind='csat', score=3)}]"},
    "a worse answer that is none": {
        "surveys": f"[{survey()}, {survey('2026-07-01', score=3, scale=5)}]"
    },
    "a worse answer of somebody else": {
        "surveys": f"[{survey()}, {survey('2026-07-01', who='oak', score=3)}]"
    },
    "a check-in": {
        "surveys": None,
        "log": f"[{VISIT}, {{date: 2026-07-01, type: check_in, with: [oak, pine], score: 10}}]",
    },
    "a check-in off its scale": {
        "log": f"[{VISIT}, {{date: 2026-07-01, type: check_in, with: pine, score: 11}}]"
    },
    "assessed long enough ago": {"contacts": contact("{2026-02-02: friendly}")},
    "a visit not at risk yet": {"log": "[{date: 2026-04-26, type: visit, with: pine}]"},
    "a question": {"cases": "{how: {opened: 2026-07-01, kind: question}}"},
    "a complaint closed today": {"cases": "{noise: {opened: 2026-07-01, closed: 2026-08-01}}"},
    "a complaint of tomorrow": {"cases": "{noise: {opened: 2026-08-02}}"},
    "one try without an answer": {
        "deals": f"{{{OPEN}}}",
        "log": f"[{VISIT}, {{date: 2026-07-06, type: call, deal: more, outcome: no_answer}}]",
    },
    "tries at a deal that has ended": {
        "deals": "{first: {outcome: {result: won, date: 2025-11-03}}, more: {stages: {2026-07-01: contacting}, outcome: {result: lost, date: 2026-07-20}}}",
        "log": TRIES,
    },
    "a day agreed with them": {
        "deals": "{first: {outcome: {result: won, date: 2025-11-03}}, more: {stages: {2026-07-01: contacting}, next: {date: 2026-09-01, with: pine}}}",
        "log": TRIES,
    },
    "another plan": {"plans": plan("", kind="deliver")},
    "a plan to ask somebody else": {"plans": plan("", "oak")},
    "a plan to ask a role that is not theirs": {"roles": "{ceo: oak}", "plans": plan("", "ceo")},
    "asked six months ago": {"plans": plan("done: 2026-02-01")},
    "dropped six months ago": {"plans": plan("dropped: {date: 2026-02-01, why: busy}")},
}


@pytest.mark.parametrize("why", STAYS)
def test_what_is_not_against_it(why):
    assert ["pine"] == asked(**STAYS[why])


def test_the_last_time_they_were_asked_counts_and_is_told():
    plans = "{a: {for: pine, kind: referral_ask, done: 2025-01-01}, b: {for: ceo, kind: referral_ask, done: 2026-01-31}, c: {for: pine, kind: referral_ask, dropped: {date: 2025-06-01, why: x}}}"
    book = elm(plans=plans, roles="{ceo: pine}")
    assert ([], ["plans.b"]) == (
        asks(book, policy(RULES), date(2026, 7, 30)),
        [
            each
            for row in asks(book, policy(RULES), date(2026, 7, 31))
            for each in row.records
            if "plans" in each
        ],
    )


@pytest.mark.parametrize(
    ("rule", "changed", "expected"),
    [
        ("false", {}, []),
        ("{ask: false}", {}, []),
        ("{score: 9}", {"surveys": f"[{survey(score=9)}]"}, ["pine"]),
        ("{score: 9}", {"surveys": f"[{survey(score=8)}]"}, []),
        ("{score: 8}", {"surveys": f"[{survey(kind='csat', score=4)}]"}, ["pine"]),
        ("{score: 9}", {"surveys": f"[{survey(kind='csat', score=4)}]"}, []),
        ("{months: 12}", {"plans": plan("done: 2025-08-02")}, []),
        ("{months: 12}", {"plans": plan("done: 2025-08-01")}, ["pine"]),
        ("{answer_months: 1}", {"surveys": f"[{survey('2026-07-01')}]"}, ["pine"]),
        ("{answer_months: 1}", {"surveys": f"[{survey('2026-06-30')}]"}, []),
    ],
)
def test_the_policy_says_how_content_and_how_often(rule, changed, expected):
    assert expected == asked(f"{RULES}referral_ask: {rule}\n", **changed)


@pytest.mark.parametrize(
    ("roles", "owner"),
    [
        ("{ceo: {contact: pine, rep: ben}}", "ben"),
        ("{buyer: {contact: pine, rep: ben}, ceo: {contact: pine}}", "ben"),
        ("{buyer: {contact: pine, rep: ada}, ceo: {contact: pine, rep: ben}}", "ben"),
        ("{ceo: {contact: pine, rep: [ada, ben]}}", "ada"),
        ("{ceo: {contact: pine, rep: [gil, ben]}}", "ben"),
        ("{ceo: {contact: pine, rep: gil}}", "ada"),
        ("{ceo: {contact: oak, rep: ben}}", "ada"),
        ("{cook: {contact: pine, rep: ben}}", "ada"),
        ("{ceo: {contact: pine, rep: ben, waived: no}}", "ada"),
    ],
)
def test_it_is_asked_by_the_rep_of_the_first_role_that_has_one_else_by_the_owner(roles, owner):
    assert [owner] == [each.owner for each in asks(elm(roles=roles), policy(RULES), DAY)]


@pytest.mark.parametrize(
    "cadence", ["{type: call, per_year: 12}", "{type: check_in, at_days: [30]}"]
)
def test_of_several_rhythms_each_has_to_be_kept(cadence):
    rules = RULES.replace("touches: [", f"touches: [{cadence}, ")
    assert [] == asked(rules)
    assert ["pine"] == asked(
        rules,
        log=f"[{VISIT}, {{date: 2026-07-20, type: call, with: pine}}, {{date: 2025-11-20, type: check_in, with: pine}}]",
    )


def example(book, name, text=lambda text: text):
    found = account(
        text((EXAMPLES / book / "accounts" / f"{name}.yaml").read_text(encoding="utf-8")), name
    )
    rules = policy((EXAMPLES / book / "crm.yaml").read_text(encoding="utf-8"))
    return [
        [each.contact for each in asks(found, rules, DAY - timedelta(days=ago))]
        for ago in (12, 11, 6, 5, 0)
    ]


def test_in_northwind_somebody_may_be_asked_until_the_day_they_complain():
    assert [[], ["cody-f"], ["cody-f"], [], []] == example("northwind", "prairie-print")


def test_in_hanbit_who_is_to_be_asked_anyway_is_not_proposed_and_neither_is_one_whose_review_was_missed():
    def planless(text):
        return "".join(
            line for line in text.splitlines(keepends=True) if "referral_ask" not in line
        )

    def reviewed(text):
        return (
            planless(text)
            + "  - {date: 2026-07-26, type: review, by: jang-th, with: woo-cs, gave: [2Q.pdf]}\n"
        )

    assert [[]] * 5 == example("hanbit", "seodam-chem")
    assert [[]] * 5 == example("hanbit", "seodam-chem", planless)
    assert [[], [], [], [], ["woo-cs"]] == example("hanbit", "seodam-chem", reviewed)


# what each of them lacks to be asked, but for the last one; every one alone is no reason to ask nobody
NOT_ASKED = {
    "left": ("left: 2026-07-31", survey(who="left"), ""),
    "silent": ("", "", ""),
    "sour": ("", survey(who="sour", score=8), ""),
    "old": ("", survey(who="old", day="2025-07-31"), ""),
    "planned": (
        "",
        survey(who="planned"),
        "p: {for: planned, kind: referral_ask, due: 2026-09-01}",
    ),
    "asked": ("", survey(who="asked"), "q: {for: asked, kind: referral_ask, done: 2026-07-01}"),
    "neutral": ("", survey(who="neutral"), ""),
    "fits": ("", survey(who="fits"), "r: {for: fits, kind: referral_ask, done: 2026-01-01}"),
}


@pytest.mark.parametrize("turned", [False, True])
def test_who_is_not_asked_stands_in_nobodys_way(turned):
    names = [*NOT_ASKED][::-1] if turned else [*NOT_ASKED]
    people = (
        f"{name}: {{name: {name}, stance: {{2026-05-04: {'neutral' if name == 'neutral' else 'friendly'}}}{f', {NOT_ASKED[name][0]}' if NOT_ASKED[name][0] else ''}}}"
        for name in names
    )
    assert ["fits"] == asked(
        contacts=f"{{{', '.join(people)}}}",
        surveys=f"[{', '.join(filter(None, (NOT_ASKED[name][1] for name in names)))}]",
        plans=f"{{{', '.join(filter(None, (NOT_ASKED[name][2] for name in names)))}}}",
    )
