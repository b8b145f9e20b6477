"""What was left out means what its account says: a deal's and a case's owner, and a deal's source. Written out, no report says another thing. (A plan without an owner is nobody's.)

So it is with a name or label in crm.yaml: without one, members, stages, roles, products, reasons and objections are called by their ids.
"""

import re
from datetime import date
from inspect import signature

import pytest
from report_modules import report_modules, short
from books import account, policy

from crmcli.domain.relations.agenda import tasks
from crmcli.domain.records.policy import Member, Policy, Reason
from crmcli.domain.records.account import Account
from crmcli.domain.records.words import METRICS as GOALS
from books import Ask
from crmcli.reports.forecast.trend_metrics import METRICS
from reports.test_order import ASKED as ALL
from reports.test_order import OF_ONE

AS_OF = date(2026, 8, 1)
RULES = policy(f"""
    role_sets: {{r: {{ceo: {{weight: 2}}, cio: {{}}}}}}
    default_role_set: r
    min_sample: 1
    stages:
      early: {{probability: 10, rot_days: 14, exit: [source]}}
      late: {{probability: 80, rot_days: 14, min_coverage: 90, exit: [source, bant]}}
    attempts: {{max: 2, min_gap_days: 1, final: email, grace_days: 7}}
    products: {{core: {{list_price: 100}}, batch: {{}}}}
    reasons: {{price: {{}}}}
    objections: {{dear: {{}}}}
    team: {{kim: {{manager: boss, tags: [north]}}, han: {{tags: [south]}}, boss: {{}}}}
    goals: {{{", ".join(f"{metric.replace('_', '-')}: {{metric: {metric}, from: {{2026-01-01: 0}}, to: {{2026-12-31: 1}}}}" for metric in GOALS)}}}
""")
BOOK = account(
    """
    name: Acme
    owner: kim
    source: referral
    referred_by: other/ann
    status: customer
    roles: {ceo: {contact: park}, cio: lee}
    contacts: {park: {name: Park, stance: {2025-01-01: neutral}}, lee: {name: Lee}}
    plans:
      meet: {for: park, owner: kim, due: 2026-07-20, how: lunch}
      ask: {for: lee, owner: kim, kind: referral_ask, due: 2026-08-10}
      old: {for: lee, owner: kim, kind: convert, done: {date: 2026-07-10, result: met}}
    deals:
      open: {amount: 100, products: {core: 1}, close: 2026-09-01, stages: {2026-05-10: early, 2026-06-01: late}, people: {park: champion}, next: {date: 2026-07-30, what: call}}
      late: {amount: 50, products: {batch: 2}, close: 2026-07-01, stages: {2026-05-10: early}}
      quiet: {stages: {2026-06-10: early}}
      won: {amount: 70, products: {core: 3}, stages: {2026-01-10: early, 2026-03-01: late}, outcome: {result: won, date: 2026-07-20}}
      lost: {amount: 30, stages: {2026-01-10: early}, outcome: {result: lost, date: 2026-06-10, reason: price, competitor: Xylo, revisit: 2026-07-15}}
    contracts: {c: {start: 2025-09-01, end: 2026-08-31, amount: 10, deal: won}}
    assets: {core: {qty: 1, since: 2020-01-01}}
    cases: {night: {opened: 2026-07-01, what: stop}, day: {opened: 2026-06-01, what: x, closed: 2026-06-05}}
    surveys: [{date: 2026-06-01, kind: nps, score: 9}]
    log:
      - {date: 2026-06-10, type: call, with: park, deal: open, said: dear, objections: {dear: unresolved}}
      - {date: 2026-06-20, type: email, with: lee, deal: quiet, outcome: no_answer}
      - {date: 2026-06-24, type: call, with: lee, deal: quiet, outcome: no_answer}
      - {date: 2026-07-01, type: visit, with: park, deal: open, next: {date: 2026-07-20, what: prices}}
      - {date: 2026-07-02, type: call, with: lee, next: {date: 2026-07-21, what: paper}}
    """,
    "acme",
)


def said(owner: str | None, source: str | None) -> Account:
    """The book with these at every deal and case."""
    return BOOK._replace(
        deals={
            name: each._replace(owner=owner, source=source) for name, each in BOOK.deals.items()
        },
        cases={name: each._replace(owner=owner) for name, each in BOOK.cases.items()},
    )


def gathering():
    """Every report that asks account by account, and those of its options that change what it gathers."""
    for module in report_modules():
        name = short(module)
        if hasattr(module, "gather") and [*signature(module.gather).parameters][:1] == ["account"]:
            yield pytest.param(module, {}, id=name)
            yield pytest.param(
                module,
                {"explain": True, "since": date(2026, 1, 1), "over": True},
                id=f"{name} explained",
            )


EVERY = list(gathering())
# who is asked about somebody or something; their facts hold the records themselves
ASKED = {
    "find": {"text": "call"},
    "knows_member": {"text": "kim"},
    "objection": {"text": "dear"},
    "query": {
        "text": "true",
        "on": "deals",
        "columns": ("owner", "source", "manager", "owner_tags"),
    },
}


def facts(module, book, asked):
    name = module.__name__.rpartition(".")[2]
    options = Ask(**ASKED.get(name, {}) | asked)
    found = list(module.gather(book, RULES, AS_OF, options))
    return repr(found)


def test_reports_are_asked():
    assert len(EVERY) > 80


@pytest.mark.parametrize(("module", "asked"), EVERY)
def test_what_a_deal_and_a_case_leave_out_is_as_their_account_has_it(module, asked):
    assert facts(module, said("kim", "referral"), asked) == facts(module, said(None, None), asked)


# whose answers tell whose a deal or a case is, or where a deal came from
TELLING = {
    "attempts",
    "balance",
    "bant",
    "blind",
    "brief",
    "counter",
    "due",
    "exits",
    "figures",
    "focus",
    "forecast",
    "goals",
    "losses",
    "morning",
    "objections",
    "pipeline",
    "pipeline_change",
    "playbook",
    "qualify",
    "query",
    "referral_funnel",
    "referral_tree",
    "review",
    "rotten",
    "show",
    "slips",
    "stages",
    "velocity",
    "winrate",
}


def test_what_they_say_themselves_goes_before():
    own, bare = said("han", "event"), said(None, None)
    assert TELLING == {
        module.__name__.rpartition(".")[2]
        for module, asked in (each.values for each in EVERY)
        if facts(module, own, asked) != facts(module, bare, asked)
    }


@pytest.mark.parametrize("metric", METRICS)
def test_a_metrics_parts_are_the_same(metric):
    assert list(METRICS[metric](said("kim", "referral"), RULES, AS_OF)) == list(
        METRICS[metric](said(None, None), RULES, AS_OF)
    )


def test_the_agendas_rows_are_the_same():
    one, other = (
        list(tasks(each, RULES, AS_OF, 60)) for each in (said("kim", "referral"), said(None, None))
    )
    assert one == other
    assert {"kim"} == {each.owner for each in one}
    assert {"next", "case", "revisit", "final", "rotten", "renewal"} <= {each.kind for each in one}
    assert {"han"} == {
        each.owner
        for each in tasks(said("han", "event"), RULES, AS_OF, 60)
        if each.kind in ("case", "revisit", "final", "rotten")
    }


def named(rules: Policy) -> Policy:
    """The policy with every name that was left out: the id."""
    team = {key: each._replace(name=each.name or key) for key, each in rules.team.items()}
    sets = {
        name: {key: each._replace(label=each.label or {"": key}) for key, each in specs.items()}
        for name, specs in rules.role_sets.items()
    }
    return rules._replace(
        team=team,
        role_sets=sets,
        **{
            field: labelled(getattr(rules, field))
            for field in ("stages", "products", "reasons", "objections")
        },
    )


def labelled(things):
    return {key: each._replace(label=each.label or {"": key}) for key, each in things.items()}


UNNAMED = RULES._replace(
    team={**RULES.team, "gone": Member(left=date(2026, 7, 1))},
    attempts=RULES.attempts._replace(max=1, reason="price", close_as="lost"),
    reasons={"price": Reason(counter=()), **RULES.reasons},
)
ONES = [said(None, None), said("gone", None)._replace(owner="gone"), said("gone", "event")]


def told(report, asked, rules):
    """Facts, title and notes; a label of one text is that text."""
    options = Ask(**({"text": "dear"} if report.__name__.endswith(".objection") else {}) | asked)
    found = [
        fact for each in ONES for fact in report.REPORT.facts.gather(each, rules, AS_OF, options)
    ]
    table = report.tabulate(found, rules, AS_OF, options)
    return re.sub(r"\{'': ('[^']*')\}", r"\1", repr((found, table.title, table.notes)))


# whose facts hold the labels as crm.yaml has them
NAMING = [
    (report, asked) for report, asked in [*ALL, *OF_ONE] if not report.__name__.endswith(".map")
]


@pytest.mark.parametrize(
    ("report", "asked"),
    NAMING,
    ids=[f"{report.__name__.rpartition('.')[2]} {asked}" for report, asked in NAMING],
)
def test_what_has_no_name_is_called_by_its_id(report, asked):
    assert told(report, asked, named(UNNAMED)) == told(report, asked, UNNAMED)
