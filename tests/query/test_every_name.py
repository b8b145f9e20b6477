"""What every name says of a small book whose days all fall on one: the day before, on that day and the day after. names.txt; `UPDATE=1 pytest tests/query/test_every_name.py` renews it."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from books import account, policy
from crmcli.query.ask import question
from crmcli.query.kinds import choices_of
from crmcli.query.lookup import names_of
from crmcli.query.names import NAMES

GOLDEN = Path(__file__).with_name("names.txt")
DAY = date(2026, 8, 3)  # a Monday
DAYS = [DAY + timedelta(days=each) for each in (-1, 0, 1)]
RULES = policy("""
    currency: EUR
    role_sets: {r: {ceo: {label: Chief, weight: 2, level: executive}, cio: {label: {en: IT}}, cfo: {}, coo: {}}}
    default_role_set: r
    stages:
      early: {label: Early, probability: 10, rot_days: 30}
      late: {label: Late, probability: 33, rot_days: 10}
    products: {core: {label: Core, list_price: 100, family: base}, more: {label: More, family: base}, batch: {label: Batch, family: big}}
    reasons: {price: {label: Price}, time: {label: Time}}
    team: {kim: {name: Kim, manager: boss, tags: [north, new]}, han: {name: Han}, boss: {name: Boss}, gone: {left: 2026-08-03}}
    freshness: {contact_days: 10, stance_days: 20}
    cadences: {care: {for: {status: [customer]}, touches: [{type: call, every_months: 1}, {type: visit, per_year: 4}]}}
    attempts: {max: 2, min_gap_days: 1, final: email, grace_days: 7}
    fields: {plants: {on: account, type: number}, vip: {on: contact, type: truth}, since: {on: deal, type: date}}
""")
ACME = account(
    """
    name: Acme
    aliases: [Acme Ltd]
    segment: A
    tags: [north, steel]
    role_set: r
    status: customer
    status_why: long since
    owner: kim
    service_contact: han
    source: referral
    referred_by: bolt/ann
    note: our first
    research: {industry: steel, employees: 12, annual_revenue: 1_000, problems: [rust], solution: paint, icebreakers: [golf], decision_maker: park, provenance: web}
    custom: {plants: 3}
    roles: {ceo: {contact: [park, lee], rep: kim, value: less rust}, cio: {contact: lee, rep: [kim, han]}, coo: {waived: no such}}
    contacts:
      park: {name: Park, title: CEO, phones: ["02-1"], emails: [p@acme.example], channel: call, stance: {2026-07-14: negative, 2026-08-03: friendly}, note: golfs, custom: {vip: true}}
      lee: {name: Lee, reports_to: park, left: 2026-08-03, stance: {2026-07-14: neutral}}
    plans:
      meet: {for: cio, kind: access, how: lunch, via: park, owner: kim, due: 2026-08-03, from: neutral, to: friendly, progress: {2026-08-03: asked}}
      old: {for: park, owner: han, due: 2026-09-01, done: {date: 2026-08-03, result: met}}
      off: {for: coo, owner: gone, due: 2026-09-01, dropped: {date: 2026-08-03, why: no use}}
      theirs: {for: cfo, owner: gone, due: 2026-09-01}
    deals:
      open: {name: Line, type: upsell, products: {core: 2, more: 1, batch: 1}, amount: {2026-07-01: 100, 2026-08-03: 50.55}, close: {2026-07-01: 2026-08-03, 2026-08-03: 2026-08-04}, stages: {2026-07-01: early, 2026-08-03: late}, people: {park: champion}, competitors: [Xylo], differentiators: [us], sourced_by: marketing, verbal: 2026-08-03, probability: {value: 50, date: 2026-08-03}, bant: {budget: {status: met, date: 2026-08-03}, need: {status: unmet, mitigation: {kind: persuade}}}, next: {date: 2026-08-03, what: call, owner: han, channel: call, with: park}, note: big, custom: {since: 2020-01-01}}
      late: {owner: han, source: event, referred_by: bolt, amount: 7, close: 2026-08-03, stages: {2026-07-24: late}, next: {date: 2026-08-04, with: park}}
      priced: {products: {core: 2}, stages: {2026-07-23: late}}
      new: {stages: {2026-08-03: early}}
      won: {amount: 70, products: {core: 1}, stages: {2026-07-01: early}, outcome: {result: won, date: 2026-08-03}}
      lost: {amount: 30, stages: {2026-07-01: early}, outcome: {result: lost, date: 2026-08-03, reason: price, competitor: Xylo, verified_by: park, note: too dear, revisit: 2026-12-01}}
      void: {amount: 1, stages: {2026-07-01: early}, outcome: {result: invalid, date: 2026-08-03}}
      again: {amount: 9, stages: {2026-06-01: early}, ended: [{result: lost, date: 2026-07-01, reason: time, reopened: 2026-08-03, why: they called}]}
    contracts:
      first: {deal: won, start: 2025-08-03, end: 2026-08-03, amount: 12, per: month, notice_days: 30}
      then: {start: 2026-08-04, end: 2027-08-03, signed: 2026-08-03, amount: 99}
    assets:
      core: {qty: 2, since: 2026-08-03, replace: 2026-08-03, note: spare}
      more: 1
    cases:
      fresh: {opened: 2026-08-03, what: stop, contact: park, deal: won, owner: han}
      done: {opened: 2026-08-01, kind: question, closed: 2026-08-03, resolution: told}
    surveys: [{date: 2026-08-03, kind: csat, score: 4, scale: 5, about: service, contact: park, note: fine}]
    log:
      - {date: 2026-07-24, type: visit, by: [kim, han], with: [park, lee], deal: open, gave: [paper], said: rusty, what: looked, mood: positive, objections: {dear: unresolved}, next: {date: 2026-08-03, what: sample, owner: kim, channel: email, with: lee}}
      - {date: 2026-08-02, type: call, by: kim, with: park, deal: late, outcome: no_answer}
      - {date: 2026-08-03, type: call, with: park, deal: priced, usage: daily, score: 9, note: happy}
      - {date: 2026-08-03, type: email, with: park, direction: inbound}
      - {date: 2026-08-03, type: info, what: moved}
    """,
    "acme",
)
BARE = account("name: Bare\n", "bare")


def values(kind: str, path: str, day: date) -> list[str]:
    """What the name says of each record that is there on the day, if it says something."""
    asked = question("true", kind, (path,), (), RULES, day)
    found = (
        (view.id, asked.shown[0].read(view))
        for each in (ACME, BARE)
        for view in asked.of(each, RULES, day)
    )
    return [f"{id_}: {told(value)}" for id_, value in found if value not in (None, ())]


def told(value: Any) -> str:
    if isinstance(value, tuple):
        return " + ".join(map(str, value))
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def lines() -> Iterator[str]:
    for kind in NAMES:
        for path in names_of(kind, RULES):
            if path.startswith("account."):
                continue
            yield f"{kind} {path}"
            by_day = [(f"{day:%m-%d}", values(kind, path, day)) for day in DAYS]
            for found, days in groupby(by_day, key=lambda each: each[1]):
                yield f"  {' '.join(day for day, _ in days)}  {', '.join(found) or '-'}"


def test_every_name_says_just_this_before_its_day_on_it_and_after():
    found = list(lines())
    if os.environ.get("UPDATE"):
        GOLDEN.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8").splitlines() == found


@pytest.mark.parametrize("kind", [kind for kind in NAMES if kind != "accounts"])
def test_what_is_asked_of_a_records_account_is_what_the_account_says(kind):
    paths = names_of("accounts", RULES)
    of_account = question("true", "accounts", paths, (), RULES, DAY)
    of_record = question("true", kind, [f"account.{path}" for path in paths], (), RULES, DAY)
    (account_view,) = of_account.of(ACME, RULES, DAY)
    views = list(of_record.of(ACME, RULES, DAY))
    assert views
    for view in views:
        assert [each.read(account_view) for each in of_account.shown] == [
            each.read(view) for each in of_record.shown
        ]


@pytest.mark.parametrize("of", ["team", "stages", "reasons", "products", "roles"])
def test_everything_of_crm_yaml_can_be_meant_by_its_id_and_by_its_name(of):
    known = choices_of(of, RULES)
    asked_of = {
        "team": ("deals", "owner"),
        "stages": ("deals", "stage"),
        "reasons": ("deals", "outcome.reason"),
        "products": ("assets", "product"),
        "roles": ("roles", "role"),
    }
    kind, path = asked_of[of]
    wanted = {"roles": RULES.role_sets["r"]}.get(of, getattr(RULES, of, None))
    assert list(wanted) == list(known)
    for word in (*known, *(text for label in known.values() for text in label.values())):
        question(f"{path} == '{word}'", kind, (path,), (), RULES, DAY)
