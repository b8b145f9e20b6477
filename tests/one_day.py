"""A small book in which nearly every day is one and the same: what is so before it, on it and after it. Its limits end there too: what is fresh, rots, is late or was given up."""

from datetime import date, timedelta
from textwrap import dedent

from books import account, policy
from crmcli.domain.records.account import Account

DAY = date(2026, 8, 3)  # a Monday
DAYS = [DAY + timedelta(days=each) for each in (-1, 0, 1)]
POLICY = """
    title: One day
    language: en
    timezone: UTC
    currency: EUR
    min_sample: 4
    holidays: {country: KR, extra: [2026-08-05]}
    lint: {plan-without-owner: info}
    defaults: {rep: owner}
    commit: {when: never, hooks: run}
    aliases: {monday: review --week last, north: {line: coverage --tag north, label: In the north}}
    queries:
      big: {where: amount > 50, on: deals, columns: [account, amount], sort: [amount], label: Big ones}
      who: {where: open, on: deals, by: owner}
    resting: {often: 2, max_days: 10}
    role_sets: {r: {ceo: {label: Chief, weight: 2, level: executive}, cio: {label: {en: IT}}, cfo: {}, coo: {}, cto: {required: false}}}
    default_role_set: r
    stages:
      early: {label: Early, guide: Ask first, questions: [Who decides, Who pays], forecast: pipeline, probability: 10, rot_days: 30, exit: [source, two_way_touch]}
      late: {label: Late, probability: 33, rot_days: 10, min_coverage: 50, exit: [proposal, bant, next, discount_ok]}
    products: {core: {label: Core, list_price: 100, family: base, floor_pct_off: 10}, more: {label: More, family: base, needs: [core]}, batch: {label: Batch, list_price: 10, family: big}}
    reasons: {price: {label: Price, note: true, counter: {2026-08-02: {value: discount, by: han, why: tried}, 2026-08-03: cheaper}}, time: {label: Time}}
    objections: {dear: {label: Dear, answers: {x: {text: No, evidence: a paper}, y: {text: Yes}}}}
    discounts: {approval: {10: finance, 20: executive}}
    team: {kim: {name: Kim, emails: [kim@us.example, k@us.example], manager: boss, tags: [north, new], function: sales}, han: {name: Han, function: support}, boss: {name: Boss, function: executive}, gone: {left: 2026-08-03, manager: boss, function: support}}
    freshness: {contact_days: 10, stance_days: 20}
    cadences: {care: {for: {status: [customer]}, from: contract_start, owner: support, touches: [{type: call, every_months: 1}, {type: visit, per_year: 4, or: meeting}, {type: review, at_days: [365, 366]}]}, few: {for: {segment: [B], tags: [north], owner: [kim, han]}, owner: sales, touches: [{type: call, per_year: 2, needs: [gave, said]}]}}
    attempts: {max: 2, min_gap_days: 2, final: email, grace_days: 2, close_as: lost, reason: price}
    renewals: {remind_days: [30, 7], grace_days: 10}
    bant: {gate: 2, accept_mitigation: true}
    referral_ask: {ask: true, score: 9, months: 6, answer_months: 1}
    fields: {plants: {on: account, type: number, label: Plants, source: {sap: WERKS, zoho: Plants}}, size: {on: account, type: choice, choices: [small, large]}, vip: {on: contact, type: truth}, since: {on: deal, type: date}}
    goals:
      known: {metric: coverage, from: {2026-01-01: {value: 10, by: boss, why: counted}}, to: {2026-08-02: {value: 80, by: kim, why: first}, 2026-08-03: {value: 90, by: boss, why: more}}, why: they should know us, audience: [kim, boss]}
      won: {metric: win_rate, from: {2026-08-03: 10}, to: {2026-12-31: 60}}
      over: {metric: win_rate, from: {2026-01-01: 10}, to: {2026-08-02: 50}}
      flat: {metric: coverage, from: {2026-01-01: 12}, to: {2026-12-31: 12}}
      once: {metric: nps, from: {2026-08-03: 0}, to: {2026-08-03: 50}}
      later: {metric: stance_index, from: {2026-08-04: 0.5}, to: {2026-12-31: 1}}
      less: {metric: open_amount, from: {2026-01-01: 900}, to: {2026-12-31: 100}}
      more: {metric: expansion_share, from: {2026-01-01: 10}, to: {2026-12-31: 60}}
      kept: {metric: cadence, from: 10, to: 60}
      open: {metric: nps, from: {2026-01-01: 0}}
"""
RULES = policy(POLICY)
TEXTS: dict[str, str] = {}  # the files, by the accounts' ids


def told(text: str, name: str) -> Account:
    """The account, and what its file says."""
    TEXTS[name] = dedent(text)
    return account(text, name)


ACME = told(
    """
    name: Acme
    aliases: [Acme Ltd]
    segment: A
    tags: [north, steel]
    role_set: r
    status: customer
    status_why: long since
    business_no: 124-81-00998
    ids: {zoho: "2"}
    parent: bolt
    website: https://acme.example
    phones: ["02-555-0100"]
    address: 12 Mill Lane
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
BARE = told("name: Bare\n", "bare")
# who is no customer any more, and who of ours has left has everything in hand there
GONE = told(
    """
    name: Bolt
    status: churned
    owner: gone
    service_contact: gone
    contacts: {ann: Ann}
    roles: {ceo: {contact: ann, rep: gone}, cio: {rep: [kim, gone]}, cfo: {rep: gone, waived: none}}
    plans: {p: {for: ceo, owner: gone, due: 2026-08-03}}
    deals:
      d: {owner: gone, amount: 5, stages: {2026-07-01: early}, next: {date: 2026-08-03, what: call, owner: gone}}
      lost: {owner: gone, stages: {2026-04-01: early}, outcome: {result: lost, date: 2026-05-01, reason: time, revisit: 2026-08-03}}
    contracts: {c: {start: 2025-07-25, end: 2026-07-24, amount: 6}}
    cases: {k: {opened: 2026-08-01, owner: gone, what: slow}}
    log:
      - {date: 2026-07-20, type: call, with: ann, next: {date: 2026-08-03, what: paper, owner: gone}}
    """,
    "bolt",
)
# what is knocked at, asked again and renewed on the day
CARL = told(
    """
    name: Carl
    status: customer
    owner: han
    tags: [north]
    contacts: {ann: {name: Ann, stance: {2026-07-14: friendly}}, bob: {name: Bob, stance: {2026-07-15: friendly}, reports_to: ann}}
    roles: {ceo: {contact: [ann, bob], rep: kim}}
    plans:
      ask: {for: ann, kind: referral_ask, owner: han, due: 2026-02-01, done: 2026-02-03}
    deals:
      parked: {owner: kim, stages: {2026-07-01: early}, next: {date: 2026-08-04, with: ann}}
      knock: {stages: {2026-07-01: early}, source: event, products: {core: {qty: 1, unit_price: 89, approved_by: han}, batch: {qty: 10, unit_price: 8}}, bant: {budget: {status: partial, date: 2026-08-03, mitigation: {kind: wait}}, need: {status: met, date: 2026-07-14}, timeline: met, authority: unmet}}
      final: {stages: {2026-07-01: early}}
      later: {owner: kim, stages: {2026-08-04: early}}
      lost: {products: {batch: 1}, stages: {2026-06-01: early}, outcome: {result: no_decision, date: 2026-07-01, reason: price, revisit: 2026-08-03}}
      ago: {products: {core: 1}, stages: {2025-06-01: early}, outcome: {result: lost, date: 2025-08-03, reason: time}}
      won: {amount: 20, stages: {2025-08-01: early, 2025-08-03: late}, outcome: {result: won, date: 2025-08-03}}
    contracts: {ends: {start: 2025-08-03, end: 2026-08-03, amount: 10, deal: won}, beside: {start: 2026-08-03, end: 2026-09-02, amount: 7, per: quarter}, grace: {start: 2025-07-25, end: 2026-07-24, amount: 3, per: once}}
    assets: {batch: {qty: 1, replace: 2026-11-03}}
    surveys: [{date: 2026-07-03, kind: nps, score: 9, contact: bob}, {date: 2026-08-03, kind: nps, score: 10, contact: ann}, {date: 2026-08-03, kind: nps, score: 5, contact: ann}]
    log:
      - {date: 2025-07-24, type: review, by: han}
      - {date: 2025-07-25, type: visit, by: han}
      - {date: 2026-07-04, type: call, by: han, with: [ann, bob], next: {date: 2026-08-03, what: paper}}
      - {date: 2026-07-20, type: call, with: ann, deal: parked, outcome: no_answer}
      - {date: 2026-07-22, type: call, with: ann, deal: parked, outcome: no_answer}
      - {date: 2026-07-30, type: email, by: han, with: ann, deal: knock}
      - {date: 2026-07-30, type: message, by: han, with: ann, deal: knock}
      - {date: 2026-07-30, type: call, with: ann, deal: later, outcome: no_answer, next: {date: 2026-08-03, what: talk}}
      - {date: 2026-07-31, type: call, with: ann, deal: final, outcome: no_answer}
      - {date: 2026-08-01, type: call, with: ann, deal: final, outcome: left_message}
      - {date: 2026-08-03, type: email, with: ann, deal: final}
      - {date: 2026-08-03, type: message, with: ann, deal: final}
      - {date: 2026-08-03, type: email, with: ann, deal: knock, direction: inbound, objections: {dear: resolved}}
      - {date: 2026-08-03, type: visit, by: kim, outcome: cancelled}
    """,
    "carl",
)
# what nothing takes over from, what has no end, and what is signed after it began
DORA = told(
    """
    name: Dora
    contracts: {ends: {start: 2025-08-04, end: 2026-08-03}, late: {start: 2026-08-01, end: 2026-08-02, signed: 2026-08-04}, endless: {start: 2026-08-04}}
    """,
    "dora",
)
# who was a customer a year ago, for nobody knows how much: one is gone, one stays for no known amount
EMIL = told(
    "name: Emil\nstatus: churned\nowner: kim\ncontracts: {c: {start: 2024-08-03, end: 2025-12-31}}\n",
    "emil",
)
FAYE = told(
    "name: Faye\nstatus: customer\nowner: han\nsegment: A\ncontracts: {c: {start: 2024-08-03, end: 2025-12-31, amount: 5}, d: {start: 2026-01-01, end: 2026-12-31}}\n",
    "faye",
)
# what happened on the first of the 365 days, and on the day before; and how it goes with them
IDA = told(
    """
    name: Ida
    status: customer
    owner: kim
    segment: B
    contacts: {jo: {name: Jo, stance: {2025-08-03: friendly, 2025-08-04: negative}}}
    roles: {ceo: {contact: jo, rep: han}}
    plans: {p: {for: ceo, owner: kim, due: 2025-09-01, done: 2025-08-04}, q: {for: ceo, owner: kim, done: 2025-08-03}}
    deals:
      first: {amount: 5, stages: {2025-01-01: early}, outcome: {result: won, date: 2025-08-03}}
      next: {amount: 7, stages: {2025-01-01: early}, outcome: {result: won, date: 2025-08-04}}
      third: {stages: {2025-01-01: early}, outcome: {result: won, date: 2025-08-04}}
      gone: {amount: 3, stages: {2025-08-04: late}, outcome: {result: lost, date: 2025-08-04, reason: price}}
      more: {amount: 11, products: {more: 1}, stages: {2025-08-04: early, 2025-12-01: late}, outcome: {result: won, date: 2026-02-01}}
    cases: {old: {opened: 2025-08-01, closed: 2025-08-04, resolution: swapped}, older: {opened: 2025-08-01, closed: 2025-08-03, resolution: mended}, still: {opened: 2025-08-01}}
    surveys: [{date: 2025-08-03, kind: nps, score: 2}, {date: 2025-08-04, kind: nps, score: 6}, {date: 2026-02-01, kind: nps, score: 7}, {date: 2026-02-01, kind: nps, score: 11}, {date: 2026-02-01, kind: csat, score: 3}]
    log:
      - {date: 2025-08-03, type: visit, by: kim, with: jo}
      - {date: 2025-08-04, type: call, by: [kim, kim, han], with: jo, objections: {dear: deferred}}
      - {date: 2026-02-01, type: check_in, by: kim, with: jo, usage: weekly}
      - {date: 2026-02-02, type: check_in, by: kim, score: 4}
      - {date: 2026-02-02, type: check_in, by: kim, score: 6, usage: daily}
      - {date: 2026-03-01, type: check_in, by: kim, usage: rarely}
      - {date: 2026-03-02, type: check_in, by: kim, score: 12}
    """,
    "ida",
)
# what else the format has, each key of it, and several where there may be several
KAY = told(
    """
    name: Kay
    aliases: [Kay Ltd, K & Y]
    status: prospect
    owner: han
    tags: [steel]
    ids: {zoho: ["7", "8"], hubspot: "9"}
    phones: ["02-555-0200", "02-555-0201"]
    not_eligible: {batch: too small, more: none}
    research: {problems: [dust, heat], icebreakers: [chess, wine]}
    custom: {plants: 2, size: small}
    roles: {ceo: {contact: [mia, max], rep: han, unit: Plant 1, value: speed}, cio: {contact: max, unit: Plant 2}}
    contacts:
      mia: {name: Mia, phones: ["02-555-0207", "02-555-0208"], emails: [m@kay.example, mia@kay.example], stance: {2026-08-02: {value: neutral, by: han, why: met}, 2026-08-03: {value: friendly, by: kim, why: again}}, ids: {zoho: ["71", "72"]}}
      max: {name: Max, stance: {2026-08-03: {value: negative, by: gone, why: no time}}, ids: {hubspot: "73"}, custom: {vip: false}}
    plans:
      win: {for: max, kind: convert, owner: han, due: 2026-08-04, progress: {2026-08-02: {value: wrote, by: kim, why: asked}, 2026-08-03: {value: called, by: han, why: no answer}}}
    deals:
      whole:
        name: Whole
        owner: kim
        ids: {zoho: "77", hubspot: ["78", "79"]}
        products: {core: {qty: 1, list_price: 120, unit_price: 110}, more: 3}
        amount: {2026-08-02: {value: 100, by: han, why: first}, 2026-08-03: {value: 90, by: kim, why: asked}}
        close: {2026-08-02: {value: 2026-08-20, by: han, why: hope}, 2026-08-03: {value: 2026-09-20, by: kim, why: late}}
        stages: {2026-08-02: {value: early, by: han, why: met}, 2026-08-03: {value: late, by: kim, why: offered}}
        people: {mia: champion, max: blocker}
        competitors: [Xylo, Zinc]
        differentiators: [us, near]
        bant: {budget: {status: met, date: 2026-08-02, why: letter}, need: {status: unmet, date: 2026-08-03, why: no, mitigation: {kind: discount, note: ten percent}}}
        qualification: {metrics: {status: met, date: 2026-08-02, why: sheet}, pain: {status: unmet, date: 2026-08-03, why: none, mitigation: {kind: wait, note: until May}}}
        steps: {legal: {done: 2026-08-03}, po: {done: 2026-08-02}, signature: }
        probability: {value: 40, date: 2026-08-03, by: kim, why: they said}
        next: {date: 2026-08-05, what: paper, owner: kim, channel: visit, with: [mia, max]}
      twice:
        stages: {2026-05-01: early}
        ended: [{result: lost, date: 2026-06-01, reason: price, competitor: Xylo, verified_by: mia, note: dear, revisit: 2026-12-01, reopened: 2026-06-20, why: asked}, {result: no_decision, date: 2026-07-01, reason: time, competitor: Zinc, verified_by: max, note: busy, revisit: 2027-01-01, reopened: 2026-08-03, why: again}]
    assets:
      core: {qty: 1, bought_from: Xylo, unit: Plant 1, since: 2020-08-03}
      more: {qty: 4, unit: Plant 2}
    resting:
      - {date: 2026-08-02, kind: next, subject: whole, day: 2026-08-05, what: paper, until: 2026-08-20, by: han, why: holiday}
      - {date: 2026-08-03, kind: plan, subject: win, day: 2026-08-04, until: 2026-08-03, by: kim, why: ill}
    log:
      - {date: 2026-08-02, time: "16:00", type: call, by: han, with: [mia, max], deal: whole, outcome: reached, mood: negative, gave: [sheet, sample], objections: {dear: unresolved}, ids: {zoho: ["701", "702"]}}
      - {date: 2026-08-02, time: "09:30", type: visit, by: [kim, han], with: mia, ids: {hubspot: "703"}}
      - {date: 2026-08-03, time: "08:00", type: message, with: max, outcome: sent}
    """,
    "kay",
)
BOOK = (ACME, BARE, GONE, CARL, DORA, EMIL, FAYE, IDA, KAY)
