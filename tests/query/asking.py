"""Questions to a small book, written inside the tests."""

from datetime import date
from typing import Any

from books import AS_OF, account, policy
from crmcli.query.ask import question
from crmcli.query.errors import QueryError

RULES = policy("""
    currency: USD
    team: {ada: {name: Ada Moss}, bo: {name: Bo Lund}}
    role_sets: {small: {boss: {label: Boss, weight: 2}, buyer: Buyer}}
    default_role_set: small
    fields: {plants: {on: account, type: number}, erp: {on: account, type: choice, choices: [sap, own]}, since: {on: account, type: date}, vip: {on: contact, type: truth}}
""")
ACME = account(
    """
    name: Acme Pumps
    segment: A
    status: customer
    owner: ada
    tags: [north, steel]
    research: {employees: 820, annual_revenue: 1_200_000.50}
    custom: {plants: 3, erp: sap, since: 2020-02-29}
    roles: {boss: {contact: reed, rep: ada}}
    contacts:
      reed: {name: Ann Reed, emails: [a@acme.example, b@acme.example], stance: {2026-01-20: negative, 2026-06-03: friendly, 2026-07-01: friendly}, custom: {vip: true}}
      kim: {name: 김민지, left: 2026-07-01}
    plans:
      meet: {for: buyer, owner: bo, due: 2026-07-20}
      old: {for: boss, due: 2026-01-01, done: {date: 2026-02-01, result: met}}
    deals:
      line-2:
        name: Second line
        amount: 72_000
        close: 2026-07-20
        people: {reed: champion}
        stages: {2026-05-10: contacting, 2026-07-01: presenting}
        bant: {budget: met, need: {status: met, date: 2026-07-20}}
        next: {date: 2026-08-05, what: call, with: reed}
      won-1: {amount: 10.50, owner: bo, stages: {2026-01-01: closing}, outcome: {result: won, date: 2026-02-10}}
      lost-1: {stages: {2026-01-01: contacting}, outcome: {result: lost, date: 2026-03-10, reason: price, competitor: Xylo}}
      later: {stages: {2026-08-20: contacting}}
    contracts: {c1: {start: 2025-08-20, end: 2026-08-19}}
    cases: {night: {opened: 2026-07-01, what: stop}}
    surveys: [{date: 2026-06-01, kind: csat, score: 4, scale: 5}]
    assets: {core: 2}
    log:
      - {date: 2026-03-04, type: visit, by: ada, with: reed}
      - {date: 2026-06-03, type: visit, by: [ada, bo], with: reed, deal: line-2, said: too slow, objections: {speed: unresolved}}
      - {date: 2026-07-20, type: call, by: ada, with: reed, outcome: no_answer}
      - {date: 2026-08-20, type: call, by: ada}
    """,
    "acme",
)
BARE = account("name: 한빛전자㈜\n", "bare")
BOOK = (ACME, BARE)


def asked(
    text: str, on: str = "accounts", as_of: date = AS_OF, columns: tuple[str, ...] = ()
) -> list[Any]:
    """The ids of what the condition holds for."""
    what = question(text, on, columns, (), RULES, as_of)
    return [view.id for each in BOOK for view in what.of(each, RULES, as_of)]


def value(path: str, on: str = "accounts", as_of: date = AS_OF) -> list[Any]:
    """What is shown of each record."""
    what = question("true", on, (path,), (), RULES, as_of)
    return [what.shown[0].read(view) for each in BOOK for view in what.of(each, RULES, as_of)]


def wrong(text: str, on: str = "accounts") -> QueryError:
    """What is wrong with the condition."""
    try:
        asked(text, on)
    except QueryError as error:
        return error
    raise AssertionError(f"nothing is wrong with {text}")
