"""Books full of ties: several holders, several entries on a day, days at the ends of months, quarters and years; and the same book in another order."""

from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from books import policy
from crmcli.domain.records import words
from crmcli.domain.records.policy import Policy
from reports.test_identities import amounts, by_id, one, some
from reports.test_identities import record as sparse

ENDS = [
    date(2024, 2, 29),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 2, 28),
    date(2026, 3, 31),
    date(2026, 6, 30),
    date(2026, 7, 1),
    date(2026, 7, 31),
    date(2026, 8, 1),
    date(2028, 2, 29),
]
PEOPLE, TEAM, DEALS, ACCOUNTS = (
    ["park", "lee", "seo"],
    ["kim", "han", "choi"],
    ["a", "b", "c"],
    ["account-0", "account-1", "account-2"],
)
RULES: Policy = policy("""
    min_sample: 2
    role_sets:
      r: {ceo: {weight: 3}, cfo: {weight: 2}, cio: {weight: 1}}
      s: {ceo: {weight: 3, level: manager}, buyer: {weight: 1}}
    default_role_set: r
    stages:
      early: {probability: 10, rot_days: 14, exit: [source, two_way_touch]}
      middle: {probability: 50, rot_days: 21, exit: [bant], min_coverage: 50}
      late: {probability: 90, exit: [proposal, next, discount_ok]}
    cadences:
      standard: {for: {status: [customer, prospect]}, touches: [{type: call, per_year: 12}, {type: review, every_months: 4, or: visit}]}
    attempts: {max: 2, min_gap_days: 3, final: email, grace_days: 7}
    products: {core: {list_price: 100, floor_pct_off: 10, family: f}, batch: {needs: [core], family: f}}
    discounts: {approval: {10: manager, 15: executive}}
    reasons: {price: {label: Price, counter: {2026-01-01: cheaper}}, timing: Later}
    objections: {dear: {label: Dear, answers: {x: {text: No}}}, slow: Slow}
    team: {kim: {name: Kim, function: sales, manager: choi, tags: [t, u]}, han: {name: Han, function: support, left: 2026-06-30}, choi: {name: Choi, function: executive, tags: [t]}}
    goals:
      stand: {metric: stance_index, from: {2026-01-01: 0}, to: {2026-12-31: 1}}
      won: {metric: win_rate, from: {2026-01-01: 10}, to: {2026-12-31: 60}}
      known: {metric: coverage, from: {2026-01-01: 10}, to: {2026-12-31: 90}}
""")

moments = st.sampled_from(ENDS[1:])
days = st.sampled_from(ENDS).map(date.isoformat)
person, member, deal = one(*PEOPLE), one(*TEAM), one(*DEALS)
referred = one(*ACCOUNTS, "account-0/park")


def record(
    required: dict[str, Any] | None = None, **optional: Any
) -> st.SearchStrategy[dict[str, Any]]:
    """Every field there is, or any of them."""
    full = (required or {}) | {key.rstrip("_"): value for key, value in optional.items()}
    return st.one_of(st.fixed_dictionaries(full), sparse(required, **optional))


def dated(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(value, st.dictionaries(days, value, min_size=1, max_size=3))


entries = record(
    {"date": days, "type": one("call", "email", "visit", "review", "info", "check_in")},
    by=some(member),
    with_=some(person),
    deal=deal,
    direction=one("inbound", "outbound"),
    outcome=one(*words.ENTRY_OUTCOMES),
    gave=some(one("a.pdf")),
    next=record({"date": days}, what=one("x", "y"), owner=member, with_=some(person)),
    mood=one(*words.MOODS),
    said=one("too dear", "why not"),
    objections=by_id(["dear", "slow"], one(*words.OBJECTION_STATES)),
    score=one("3", "8"),
    usage=one("daily", "never"),
)
deals = record(
    type=one("new", "renewal"),
    owner=member,
    source=one("event", "referral"),
    sourced_by=one("sales", "marketing"),
    referred_by=referred,
    amount=dated(amounts),
    close=dated(days),
    stages=dated(one("early", "middle", "late")),
    products=by_id(
        ["core", "batch"],
        st.one_of(
            one("1", "3"),
            record(qty=one("1", "3"), unit_price=one("50", "100"), approved_by=member),
        ),
    ),
    people=by_id(PEOPLE, one(*words.DEAL_PEOPLE)),
    bant=by_id([*words.CRITERIA], one(*words.CRITERION_STATUSES)),
    competitors=some(one("X", "Y")),
    next=record({"date": days}, what=one("x"), owner=member, with_=some(person)),
    outcome=record(
        {"result": one(*words.RESULTS), "date": days},
        reason=one("price", "timing"),
        competitor=one("X", "Z"),
        verified_by=one("buyer", "kim"),
        revisit=days,
    ),
)
contacts = record(
    {"name": one("Kim", "Lee")},
    stance=dated(one(*words.STANCES)),
    left=days,
    reports_to=person,
    phones=some(one("010-1", "010-2")),
)
trees = record(
    {"name": one("Acme", "Birch")},
    segment=one("A", "B"),
    role_set=some(one("r", "s")),
    status=one(*words.STATUSES[:4]),
    owner=member,
    source=one("event", "referral"),
    tags=some(one("x", "y")),
    roles=by_id(
        ["ceo", "cfo", "cio", "buyer"],
        st.one_of(
            st.lists(person, max_size=3),
            record(contact=st.lists(person, max_size=3), rep=some(member, 2), waived=one("parent")),
        ),
    ),
    contacts=by_id(PEOPLE, contacts),
    deals=by_id(DEALS, deals),
    referred_by=referred,
    log=st.lists(entries, max_size=8),
    plans=by_id(
        ["p", "q", "r"],
        record(
            {"for": st.one_of(person, one("ceo", "cfo"))},
            kind=one(*words.PLAN_KINDS),
            owner=member,
            due=days,
            done=days,
            dropped=days,
        ),
    ),
    contracts=by_id(
        ["c", "d", "e"],
        record(
            {"start": days},
            end=days,
            signed=days,
            deal=deal,
            amount=amounts,
            per=one(*words.PERIODS),
        ),
    ),
    assets=by_id(["core", "batch"], record(qty=one("1", "3"), since=days, replace=days)),
    not_eligible=by_id(["core", "batch"], one("no")),
    surveys=st.lists(
        record(
            {"date": days, "kind": one(*words.SURVEY_KINDS), "score": one("0", "4", "9.5")},
            about=one(*words.SURVEY_SUBJECTS),
            contact=person,
        ),
        max_size=4,
    ),
    cases=by_id(
        ["k", "l"],
        record(
            {"opened": days},
            kind=one(*words.CASE_KINDS),
            closed=days,
            owner=member,
            resolution=one("mended"),
        ),
    ),
)
books = st.lists(trees, min_size=1, max_size=3)


def shuffled(node: Any, random: Random) -> Any:
    """The same tree with the keys of every mapping and the items of every list in another order."""
    if isinstance(node, dict):
        return {key: shuffled(node[key], random) for key in random.sample([*node], len(node))}
    return (
        [shuffled(each, random) for each in random.sample(node, len(node))]
        if isinstance(node, list)
        else node
    )
