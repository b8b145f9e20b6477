"""The rules at their edges: what they must not find, and where exactly they point."""

import json
import re
from datetime import date

import pytest
from docs_rules import doc, files

from crmcli.rules import registry
from crmcli.store.yaml.tree import read_tree

TEAM = (
    "team: {kim-mj: {name: Kim, function: sales}, choi-exec: {name: Choi, function: executive}}\n"
)
PRODUCTS = "products: {core: {label: Core, list_price: 100_000, floor_pct_off: 12}, batch: {label: Batch, needs: [core]}}\n"
OBJECTIONS = "objections: {price: Too expensive}\n"

EVERY_REFERENCE = """\
name: Hanbit
role_set: it-solutoin
owner: kim-mk
service_contact: kim-mk
referred_by: nowhere
research: {decision_maker: park-jx}
roles:
  cfo: {contact: park-jx, rep: kim-mk}
  infra-mgr: {contact: [park-jh, park-jx]}
  cfoo: null
contacts:
  park-jh:
    name: Park
    reports_to: park-jx
    stance: {2026-07-01: {value: neutral, by: kim-mk}}
plans:
  p: {for: cfoe, via: park-jx, owner: kim-mk, progress: {2026-07-01: {value: Letter, by: kim-mk}}}
deals:
  pt2:
    owner: kim-mk
    products: {coer: {approved_by: kim-mk}}
    amount: {2026-06-01: {value: 10, by: kim-mk}}
    stages: {2026-06-01: contactng}
    people: {park-jx: champion}
    next: {date: 2026-09-01, owner: kim-mk, with: park-jx}
    probability: {value: 50, by: kim-mk}
  old:
    stages: researching
    outcome: {result: lost, date: 2026-01-01, reason: pric}
contracts: {c: {start: 2026-01-01, deal: pt3}}
assets: {coer: 1}
cases: {k: {opened: 2026-01-01, contact: park-jx, owner: kim-mk, deal: pt3}}
surveys: [{date: 2026-01-01, kind: nps, score: 9, contact: park-jx}]
log:
  - {date: 2026-07-01, type: call, by: kim-mk, with: park-jh, deal: pt3, objections: {pricey: unresolved}}
  - {date: 2026-07-02, type: call, by: [kim-mj, kim-mk], with: [park-jh, park-jx], next: {date: 2026-09-01, owner: kim-mk, with: park-jx}}
"""


def test_every_place_that_names_something_is_checked(lint):
    found = lint({"hanbit": EVERY_REFERENCE}, TEAM + PRODUCTS + OBJECTIONS)
    expected = {
        ("role_set",): "unknown-role-set-close",
        ("owner",): "unknown-member-close",
        ("service_contact",): "unknown-member-close",
        ("referred_by",): "unknown-account",
        ("research", "decision_maker"): "unknown-contact-close",
        ("roles", "cfo", "contact"): "unknown-contact-close",
        ("roles", "cfo", "rep"): "unknown-member-close",
        ("roles", "infra-mgr", "contact", 1): "unknown-contact-close",
        ("roles", "cfoo"): "unknown-role-close",
        ("contacts", "park-jh", "reports_to"): "unknown-contact-close",
        ("contacts", "park-jh", "stance", "2026-07-01", "by"): "unknown-member-close",
        ("plans", "p", "for"): "unknown-target-close",
        ("plans", "p", "via"): "unknown-contact-close",
        ("plans", "p", "owner"): "unknown-member-close",
        ("plans", "p", "progress", "2026-07-01", "by"): "unknown-member-close",
        ("deals", "pt2", "owner"): "unknown-member-close",
        ("deals", "pt2", "products", "coer"): "unknown-product-close",
        ("deals", "pt2", "products", "coer", "approved_by"): "unknown-member-close",
        ("deals", "pt2", "amount", "2026-06-01", "by"): "unknown-member-close",
        ("deals", "pt2", "stages", "2026-06-01"): "unknown-stage-close",
        ("deals", "pt2", "people", "park-jx"): "unknown-contact-close",
        ("deals", "pt2", "next", "owner"): "unknown-member-close",
        ("deals", "pt2", "next", "with"): "unknown-contact-close",
        ("deals", "pt2", "probability", "by"): "unknown-member-close",
        ("deals", "old", "stages"): "unknown-stage-close",
        ("deals", "old", "outcome", "reason"): "unknown-reason-close",
        ("contracts", "c", "deal"): "unknown-deal-close",
        ("assets", "coer"): "unknown-product-close",
        ("cases", "k", "contact"): "unknown-contact-close",
        ("cases", "k", "owner"): "unknown-member-close",
        ("cases", "k", "deal"): "unknown-deal-close",
        ("surveys", 0, "contact"): "unknown-contact-close",
        ("log", 0, "by"): "unknown-member-close",
        ("log", 0, "deal"): "unknown-deal-close",
        ("log", 0, "objections", "pricey"): "unknown-objection-close",
        ("log", 1, "by", 1): "unknown-member-close",
        ("log", 1, "with", 1): "unknown-contact-close",
        ("log", 1, "next", "owner"): "unknown-member-close",
        ("log", 1, "next", "with"): "unknown-contact-close",
    }
    assert expected == {
        path: finding.key
        for _, finding in found
        if finding.rule == "unknown-reference"
        for path in every_place(finding)
    }


def every_place(finding) -> list:
    """Where the name stands that leads nowhere: one finding is about all of them."""
    return [finding.path, *(each.at for each in finding.related)]


def test_names_that_are_keys_are_underlined_themselves(lint):
    found = lint({"hanbit": EVERY_REFERENCE}, TEAM + PRODUCTS + OBJECTIONS)
    products, people = ("deals", "pt2", "products", "coer"), ("deals", "pt2", "people", "park-jx")
    keys = {
        ("roles", "cfoo"),
        products,
        people,
        ("assets", "coer"),
        ("log", 0, "objections", "pricey"),
    }
    named = [finding for _, finding in found if finding.rule == "unknown-reference"]
    assert keys == {
        *(finding.path for finding in named if finding.at_key),
        *(each.at for finding in named for each in finding.related if each.at_key),
    }


def test_without_a_team_products_objections_and_role_sets_only_the_account_s_own_names_are_checked(
    paths,
):
    text = """\
name: Hanbit
owner: anybody
role_set: anything
roles: {janitor: {rep: anybody}}
plans: {p: {for: gatekeeper, owner: anybody}}
deals: {d: {stages: whatever, products: {thing: 1}, outcome: {result: lost, date: 2026-01-01, reason: mood}}}
assets: {thing: 1}
log: [{date: 2026-07-01, type: call, by: anybody, objections: {cold: resolved}, with: nobody}]
"""
    policy = "role_sets: {}\nstages: {}\nreasons: {}\n"
    assert [("log", 0, "with")] == paths("unknown-reference", text, policy)


def test_a_name_unlike_any_other_is_told_without_a_guess(lint):
    found = lint("name: A\nroles: {cfo: zzz}\ncontacts: {park-jh: Park}\n")
    assert [("unknown-contact", ("zzz",))] == [
        (finding.key, finding.args) for _, finding in found if finding.rule == "unknown-reference"
    ]


def test_a_role_may_belong_to_any_role_set_of_the_policy(paths):
    policy = "role_sets: {small: {owner: Owner}, big: {cfo: CFO}}\ndefault_role_set: small\n"
    assert [] == paths(
        "unknown-reference",
        "name: A\nroles: {cfo: null, owner: null}\nplans: {p: {for: cfo, owner: me}}\n",
        policy,
    )


def test_a_plan_may_be_for_a_contact_a_role_or_a_role_nobody_wrote_down_yet(paths):
    text = "name: A\ncontacts: {park-jh: Park}\nplans: {a: {for: park-jh}, b: {for: ceo}, c: {for: nobody}}\n"
    assert [("plans", "c", "for")] == paths("unknown-reference", text)


def test_names_are_the_same_however_their_hangul_is_composed(paths):
    decomposed = "\u1100\u1175\u11b7"
    assert [] == paths(
        "unknown-reference", f"name: A\ncontacts: {{김: 김}}\nroles: {{cfo: {decomposed}}}\n"
    )


@pytest.mark.parametrize(
    ("referred_by", "key", "args"),
    [
        ("daehan", None, ()),
        ("daehan/oh-sy", None, ()),
        ("daehn", "unknown-account-close", ("daehn", "daehan")),
        ("elsewhere", "unknown-account", ("elsewhere",)),
        ("daehan/oh-sx", "unknown-referrer-close", ("daehan/oh-sx", "daehan/oh-sy")),
        ("daehan/zzz", "unknown-referrer", ("daehan/zzz",)),
    ],
)
def test_a_referral_leads_to_an_account_and_a_contact_there(lint, referred_by, key, args):
    book = {
        "daehan": "name: Daehan\ncontacts: {oh-sy: Oh}\n",
        "hanbit": f"name: Hanbit\ndeals: {{d: {{stages: {{2026-07-01: research}}, referred_by: {referred_by}}}}}\n",
    }
    expected = [("hanbit", ("deals", "d", "referred_by"), key, args)] if key else []
    assert expected == [
        (account, each.path, each.key, each.args)
        for account, each in lint(book)
        if each.rule == "unknown-reference"
    ]


@pytest.mark.parametrize(
    ("policy", "path", "key"),
    [
        ("default_role_set: it-solutions", ("default_role_set",), "unknown-role-set-close"),
        ("role_sets: {a: {ceo: CEO}, b: {cfo: CFO}}", ("default_role_set",), "unknown-role-set"),
        (
            "products: {core: Core, batch: {label: Batch, needs: [core, cors]}}",
            ("products", "batch", "needs", 1),
            "unknown-product-close",
        ),
        (
            "stages: {a: {exit: [source, proposals]}}",
            ("stages", "a", "exit", 1),
            "unknown-exit-close",
        ),
        ("stages: {a: {exit: zzz}}", ("stages", "a", "exit"), "unknown-exit"),
        (
            "stages: {a: {exit: seats}}\nfields: {seats: {on: contact}}",
            ("stages", "a", "exit"),
            "unknown-exit",
        ),
        (
            "cadences: {c: {owner: suport}}\nteam: {kim-mj: Kim}",
            ("cadences", "c", "owner"),
            "unknown-owner-close",
        ),
        (
            "cadences: {c: {owner: zzz}}\nteam: {kim-mj: Kim}",
            ("cadences", "c", "owner"),
            "unknown-owner",
        ),
        (
            "cadences: {c: {for: {owner: kim-mk}}}\nteam: {kim-mj: Kim}",
            ("cadences", "c", "for", "owner"),
            "unknown-member-close",
        ),
        ("team: {kim-mj: {function: suport}}", ("team", "kim-mj", "function"), "unknown-function"),
        ("team: {kim-mj: {manager: choi}}", ("team", "kim-mj", "manager"), "unknown-member"),
        (
            "goals: {g: {audience: [kim-mj, kim-mk]}}\nteam: {kim-mj: Kim}",
            ("goals", "g", "audience", 1),
            "unknown-member-close",
        ),
        (
            "goals: {g: {to: {2026-12-31: {value: 30, by: zzz}}}}\nteam: {kim-mj: Kim}",
            ("goals", "g", "to", "2026-12-31", "by"),
            "unknown-member",
        ),
        (
            "reasons: {price: {label: P, counter: {2026-01-01: {value: Calls, by: kim-mk}}}, unresponsive: U}\nteam: {kim-mj: Kim}",
            ("reasons", "price", "counter", "2026-01-01", "by"),
            "unknown-member-close",
        ),
        ("attempts: {reason: unresponsiv}", ("attempts", "reason"), "unknown-reason-close"),
        ("lint: {undated-stances: off}", ("lint", "undated-stances"), "unknown-rule-close"),
        ("lint: {zzz: off}", ("lint", "zzz"), "unknown-rule"),
        ("lint: {dayz: off}", ("lint", "dayz"), "unknown-rule-close"),
        ("lint: {yaml-syntax: off}", ("lint", "yaml-syntax"), "rule-fixed"),
    ],
)
def test_the_policy_s_own_names_are_checked(lint, policy, path, key):
    assert [("crm", path, key)] == [
        (file, finding.path, finding.key) for file, finding in lint({}, policy + "\n")
    ]


@pytest.mark.parametrize(
    "policy",
    [
        "",
        "role_sets: {}",
        "role_sets: {a: {ceo: CEO}}\ndefault_role_set: a",
        "stages: {a: {exit: [seats, bant]}}\nfields: {seats: {on: deal}}",
        "cadences: {c: {owner: support, for: {owner: anybody}}}",
        "team: {kim-mj: {function: sdr}, lee: {function: 현장지원}}\ncadences: {c: {owner: 현장지원}}",
        "lint: {unknown-reference: off, zzz: off}",
        "lint: {days: off, yaml: warning, unused-ignore: off, unknown-key: info}",
    ],
)
def test_a_policy_without_unknown_names_is_fine(lint, policy):
    assert [] == lint({}, policy + "\n")


def test_three_hats_are_plausible_and_four_are_not(paths):
    three = "name: A\ncontacts: {p: P}\nroles: {ceo: p, cfo: p, cto: p, cio: null}\n"
    assert [] == paths("role-many-hats", three)
    assert [("contacts", "p")] == paths("role-many-hats", three.replace("cio: null", "cio: [p, p]"))


def test_waived_roles_and_roles_nobody_asks_for_are_no_hats(paths):
    text = "name: A\ncontacts: {p: P}\nroles: {ceo: p, cfo: p, cto: p, cio: {contact: p, waived: group}, gardener: p}\n"
    assert [] == paths("role-many-hats", text)


def test_a_contact_twice_with_one_mail_address_is_told_at_the_later_account(lint):
    book = {
        "b": "name: B\ncontacts: {p: {name: P, emails: a@x.example}}\n",
        "a": "name: A\ncontacts: {q: {name: Q, emails: [b@x.example, A@X.example]}}\n",
    }
    found = [
        (account, each.path, each.args)
        for account, each in lint(book)
        if each.rule == "duplicate-contact"
    ]
    assert [("b", ("contacts", "p", "emails", 0), ("a@x.example", "a/q"))] == found


def test_one_contact_may_write_the_same_number_twice(paths):
    assert [] == paths(
        "duplicate-contact",
        'name: A\ncontacts: {p: {name: P, phones: ["010-1234-5671", "+821012345671"]}}\n',
    )


def test_a_phone_without_digits_is_nobody_s(paths):
    assert [] == paths(
        "duplicate-contact",
        'name: A\ncontacts: {p: {name: P, phones: ["?"]}, q: {name: Q, phones: ["-"]}}\n',
    )


def test_every_phone_without_quotes_is_told_where_it_stands(paths):
    text = (
        'name: A\ncontacts: {p: {name: P, phones: ["010-1", 010-2]}, q: {name: Q, phones: 010-3}}\n'
    )
    assert [("contacts", "p", "phones", 1), ("contacts", "q", "phones")] == paths(
        "unquoted-phone", text
    )


def test_a_stance_is_stale_the_day_after_its_last_fresh_day(paths):
    text = "name: A\nroles: {cfo: p}\ncontacts: {p: {name: P, stance: {2026-02-02: neutral}}}\n"
    assert [] == paths("stale-stance", text)
    assert [("contacts", "p", "stance", "2026-02-02")] == paths(
        "stale-stance", text, as_of=date(2026, 8, 2)
    )


@pytest.mark.parametrize(
    "text",
    [
        "name: A\nroles: {cfo: null}\ncontacts: {p: {name: P, stance: {2025-01-01: neutral}}}\n",
        "name: A\nroles: {cfo: p}\ncontacts: {p: {name: P, left: 2026-07-31, stance: {2025-01-01: neutral}}}\n",
        "name: A\nroles: {cfo: {contact: p, waived: group}}\ncontacts: {p: {name: P, stance: {2025-01-01: neutral}}}\n",
        "name: A\nroles: {cfo: p}\ncontacts: {p: {name: P, stance: {2026-09-01: neutral}}}\n",
        "name: A\nroles: {cfo: p}\ncontacts: {p: {name: P, stance: neutral}}\n",
    ],
    ids=["in no role", "left", "waived role", "assessed in the future", "undated"],
)
def test_nobody_needs_a_fresh_stance_of(paths, text):
    assert [] == paths("stale-stance", text)


def moody(stance, *log, left=""):
    entries = "".join(
        f"  - {{date: {day}, type: {kind}, with: p{more}}}\n" for day, kind, more in log
    )
    return f"name: A\ncontacts: {{p: {{name: P{left}, stance: {{2026-06-11: {stance}}}}}}}\nlog:\n{entries}"


@pytest.mark.parametrize(
    ("stance", "mood"),
    [("friendly", "negative"), ("negative", "positive"), ("negative", "friendly")],
)
def test_a_mood_after_the_assessment_contradicts_it_from_the_next_day_on(paths, stance, mood):
    assert [] == paths(
        "stance-contradicts-log", moody(stance, ("2026-06-11", "call", f", mood: {mood}"))
    )
    assert [("contacts", "p", "stance", "2026-06-11")] == paths(
        "stance-contradicts-log", moody(stance, ("2026-06-12", "call", f", mood: {mood}"))
    )


@pytest.mark.parametrize(
    "text",
    [
        moody(
            "friendly",
            ("2026-07-01", "call", ", mood: negative"),
            ("2026-07-02", "call", ", mood: neutral"),
        ),
        moody(
            "friendly",
            ("2026-07-02", "call", ", mood: neutral"),
            ("2026-07-01", "call", ", mood: negative"),
        ),
        moody("friendly", ("2026-07-01", "email", ", mood: negative")),
        moody("friendly", ("2026-08-02", "call", ", mood: negative")),
        moody("friendly", ("2026-07-01", "call", ", mood: positive")),
        moody("neutral", ("2026-07-01", "call", ", mood: negative")),
        moody("friendly", ("2026-07-01", "call", ", mood: negative"), left=", left: 2026-07-31"),
        "name: A\ncontacts: {p: {name: P, stance: friendly}}\nlog: [{date: 2026-07-01, type: call, with: p, mood: negative}]\n",
        "name: A\ncontacts: {p: {name: P, stance: {2026-06-11: friendly}}}\nlog: [{date: 2026-07-01, type: call, with: q, mood: negative}]\n",
    ],
    ids=[
        "better since",
        "better since, newest first",
        "they took no part",
        "in the future",
        "it fits",
        "neutral",
        "has left",
        "undated",
        "somebody else",
    ],
)
def test_no_mood_contradicts_the_stance(paths, text):
    assert [] == paths("stance-contradicts-log", text)


def test_an_entry_without_a_mood_does_not_take_back_the_last_one(paths):
    text = moody("friendly", ("2026-07-01", "call", ", mood: negative"), ("2026-07-20", "call", ""))
    assert [("contacts", "p", "stance", "2026-06-11")] == paths("stance-contradicts-log", text)


def test_who_has_left_needs_no_dated_stance(paths):
    text = "name: A\ncontacts: {p: {name: P, left: 2026-08-01, stance: neutral}, q: {name: Q, left: 2026-08-02, stance: neutral}}\n"
    assert [("contacts", "q", "stance")] == paths("undated-stance", text)


@pytest.mark.parametrize(
    "rest",
    [
        "roles: {cfo: p}",
        "deals: {d: {people: {p: user}}}",
        "deals: {d: {next: {date: 2026-09-01, with: p}}}",
        "plans: {a: {for: p}}",
        "plans: {a: {for: ceo, via: p}}",
        "log: [{date: 2026-07-01, type: call, with: [p]}]",
        "log: [{date: 2026-07-01, type: call, next: {date: 2026-09-01, with: p}}]",
        "cases: {c: {opened: 2026-07-01, contact: p}}",
        "surveys: [{date: 2026-07-01, kind: nps, score: 9, contact: p}]",
        "research: {decision_maker: p}",
    ],
)
def test_a_contact_is_somewhere_once_anything_mentions_the_person(paths, rest):
    assert [] == paths("contact-nowhere", f"name: A\ncontacts: {{p: P}}\n{rest}\n")


def test_to_report_to_somebody_or_be_reported_to_is_nowhere(paths):
    text = "name: A\ncontacts: {p: {name: P, reports_to: q}, q: Q, gone: {name: G, left: 2026-01-01}}\n"
    assert [("contacts", "p"), ("contacts", "q")] == paths("contact-nowhere", text)


@pytest.mark.parametrize(
    ("problems", "mark"),
    [
        ("\n    -slow\n    - dear", "-"),
        ("\n    • slow\n    • dear", "•"),
        ("\n    ㅇ 느림\n    ㅇ 비쌈", "ㅇ"),
        ("\n    ① 느림\n    ② 비쌈", "①"),
        (" -5 % in a year", ""),
        ("\n    - slow", ""),
    ],
)
def test_lines_that_are_no_items_are_told_where_a_list_is_meant(lint, problems, mark):
    found = lint({"a": f"name: A\nresearch:\n  problems:{problems}\n"})
    assert [(mark,)] * bool(mark) == [each.args for _, each in found if each.rule == "stray-mark"]


def test_a_number_that_cannot_be_dialled_is_told_once(lint):
    found = lint({"a": "name: A\ncontacts: {p: {name: P, phones: [“010-1234-5671”]}}\n"})
    assert [("phone-form", '"010-1234-5671"')] == [
        (each.rule, each.mends[0].text) for _, each in found if "phone" in each.rule
    ]


def test_a_key_among_the_people_is_asked_after(lint):
    found = lint({"a": "name: A\ncontacts: {p: P, title: Buyer}\nroles: {cio: p}\n"})
    assert [("key-as-person", ("title", "Buyer"))] == [
        (each.key, each.args) for _, each in found if each.rule == "contact-nowhere"
    ]


def test_a_role_needs_a_rep_only_for_somebody_who_is_there(paths):
    text = """\
name: A
contacts: {p: P, gone: {name: G, left: 2026-01-01}}
roles: {ceo: null, cfo: gone, cto: {contact: p, waived: group}, cio: {contact: [gone, p]}}
"""
    assert [("roles", "cio")] == paths("role-without-rep", text)


def test_who_leaves_tomorrow_is_still_in_the_role(paths):
    text = "name: A\ncontacts: {p: {name: P, left: 2026-08-01}, q: {name: Q, left: 2026-08-02}}\nroles: {cfo: [q, p]}\n"
    assert [("roles", "cfo", "contact", 1)] == paths("left-contact-in-role", text)


def test_only_what_was_lost_or_fizzled_out_needs_a_reason(paths):
    ends = "".join(
        f"  {result}: {{outcome: {{result: {result}, date: 2026-01-01}}}}\n"
        for result in ("won", "lost", "no_decision", "invalid")
    )
    expected = [
        ("deals", "lost", "outcome", "result"),
        ("deals", "no_decision", "outcome", "result"),
    ]
    assert expected == paths("missing-loss-reason", f"name: A\ndeals:\n{ends}")


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("qualification", []),
        ("presenting", [("deals", "d")]),
        ("closing", [("deals", "d")]),
        ("retaining", []),
    ],
)
def test_a_next_step_is_asked_from_presenting_to_the_sale(paths, stage, expected):
    assert expected == paths(
        "deal-without-next-step", f"name: A\ndeals: {{d: {{stages: {{2026-07-01: {stage}}}}}}}\n"
    )


def test_a_process_of_one_s_own_asks_for_a_next_step_where_its_exit_does(paths):
    policy = (
        "stages: {lead: Lead, quoted: {exit: [next]}, paper: Paper, service: {forecast: closed}}\n"
    )
    text = "name: A\ndeals: {a: {stages: lead}, b: {stages: quoted}, c: {stages: paper}, d: {stages: service}}\n"
    assert [("deals", "b"), ("deals", "c")] == paths("deal-without-next-step", text, policy)


def test_a_process_that_keeps_the_name_presenting_asks_from_there(paths):
    text = "name: A\ndeals: {a: {stages: lead}, b: {stages: presenting}, c: {stages: unheard-of}, d: {}}\n"
    assert [("deals", "b")] == paths(
        "deal-without-next-step", text, "stages: {lead: Lead, presenting: Presenting}\n"
    )


def test_a_process_that_never_asks_for_a_next_step_needs_none(paths):
    assert [] == paths(
        "deal-without-next-step",
        "name: A\ndeals: {a: {stages: quoted}}\n",
        "stages: {lead: Lead, quoted: Quoted}\n",
    )


def test_a_deal_that_is_closed_or_not_begun_is_not_worked_on(paths):
    text = """\
name: A
deals:
  won: {stages: {2026-01-01: presenting}, close: 2026-02-01, next: 2026-02-01, outcome: {result: won, date: 2026-08-01}}
  later: {stages: {2026-08-02: presenting}, close: 2026-02-01, next: 2026-02-01}
  open: {stages: {2026-01-01: presenting}, close: 2026-02-01, next: 2026-02-01, outcome: {result: won, date: 2026-08-02}}
"""
    off = "lint: {future-day: off}\n"  # else the end that lies ahead is told instead
    assert [("deals", "open", "next", "date")] == paths("next-step-overdue", text, off)
    assert [("deals", "open", "close")] == paths("close-date-passed", text, off)
    assert [("deals", "open", "stages", "2026-01-01")] == paths("stage-skipped-gate", text, off)


def test_what_is_due_today_is_not_overdue(paths):
    text = "name: A\nplans: {p: {for: ceo, due: 2026-08-01}}\ndeals: {d: {stages: {2026-07-01: research}, close: 2026-08-01, next: 2026-08-01}}\n"
    assert [] == paths("next-step-overdue", text) + paths("close-date-passed", text) + paths(
        "plan-overdue", text
    )


def test_of_several_close_dates_the_current_one_is_told(paths):
    text = "name: A\ndeals: {d: {stages: {2026-05-01: research}, close: {2026-05-01: 2026-06-01, 2026-06-01: 2026-07-01, 2026-08-02: 2026-12-01}}}\n"
    assert [("deals", "d", "close", "2026-06-01")] == paths("close-date-passed", text)


def test_a_plan_that_ends_later_is_still_open(paths):
    text = "name: A\nplans: {a: {for: ceo, due: 2026-07-01, done: 2026-08-02}, b: {for: ceo, due: 2026-07-01, dropped: 2026-08-01}}\n"
    off = "lint: {future-day: off}\n"
    assert [("plans", "a", "due")] == paths("plan-overdue", text, off)
    assert [("plans", "a")] == paths("plan-without-owner", text, off)


def test_each_step_back_is_told_and_unknown_stages_are_skipped(paths):
    stages = "2026-01-01: closing, 2026-02-01: demo, 2026-03-01: research, 2026-04-01: contacting, 2026-05-01: prospecting"
    text = f"name: A\ndeals: {{d: {{stages: {{{stages}}}}}}}\n"
    assert [
        ("deals", "d", "stages", "2026-03-01"),
        ("deals", "d", "stages", "2026-05-01"),
    ] == paths("stage-goes-backwards", text)


def test_a_mitigated_criterion_passes_the_gate_where_the_policy_accepts_it(paths):
    text = """\
name: A
deals:
  d:
    stages: {2026-07-01: presenting}
    bant:
      budget: {status: unmet, mitigation: discount}
      need: {status: met, date: 2026-07-01, why: W}
      timeline: {status: met, date: 2026-07-01, why: W}
"""
    assert [] == paths("stage-skipped-gate", text)
    assert [("deals", "d", "stages", "2026-07-01")] == paths(
        "stage-skipped-gate", text, "bant: {gate: 3, accept_mitigation: false}\n"
    )


def test_in_the_stage_of_the_gate_itself_nothing_is_skipped_yet(paths):
    assert [] == paths(
        "stage-skipped-gate", "name: A\ndeals: {d: {stages: {2026-07-01: qualification}}}\n"
    )


def test_every_open_deal_is_held_to_the_gate_whatever_the_ones_before_it_are(paths):
    """One in no stage yet, one before the gate, one that passed it, and one in the stage of it stand between those that skipped it."""
    met = ", ".join(
        f"{each}: {{status: met, date: 2026-06-01, why: W}}"
        for each in ("budget", "authority", "need", "timeline")
    )
    text = f"""\
name: A
deals:
  nowhere: {{}}
  one: {{stages: {{2026-07-01: presenting}}}}
  before: {{stages: {{2026-07-01: contacting}}}}
  two: {{stages: {{2026-07-01: closing}}}}
  passed: {{stages: {{2026-07-01: presenting}}, bant: {{{met}}}}}
  at: {{stages: {{2026-07-01: qualification}}}}
  three: {{stages: {{2026-06-01: qualification, 2026-07-02: presenting}}}}
"""
    assert [
        ("deals", "one", "stages", "2026-07-01"),
        ("deals", "two", "stages", "2026-07-01"),
        ("deals", "three", "stages", "2026-07-02"),
    ] == paths("stage-skipped-gate", text)


def test_a_deal_may_end_on_the_day_it_began(paths):
    text = """\
name: A
deals:
  d: {stages: {2026-07-01: research}, outcome: {result: invalid, date: 2026-07-01}}
  undated: {stages: research, outcome: {result: won, date: 2020-01-01}}
"""
    assert [] == paths("outcome-before-open", text)


def test_a_deal_comes_into_no_stage_after_its_end(paths):
    text = """\
name: A
deals:
  same-day: {stages: {2026-07-01: research, 2026-07-10: presenting}, outcome: {result: won, date: 2026-07-10}}
  twice: {stages: {2026-07-01: research, 2026-07-11: presenting, 2026-07-12: closing}, outcome: {result: won, date: 2026-07-10}}
  before-open: {stages: {2026-07-01: research, 2026-07-11: presenting}, outcome: {result: won, date: 2026-06-10}}
  undated: {stages: {undated: research, 2026-07-11: presenting}, outcome: {result: won, date: 2026-07-10}}
  open: {stages: {2026-07-01: research, 2026-07-11: presenting}}
"""
    assert [
        ("deals", deal, "stages", day)
        for deal, day in (
            ("twice", "2026-07-11"),
            ("twice", "2026-07-12"),
            ("undated", "2026-07-11"),
        )
    ] == paths("moved-after-outcome", text)


def test_an_end_that_was_taken_back_comes_after_the_beginning_before_it_was_and_before_the_next(
    paths,
):
    text = """\
name: A
deals:
  good: {stages: {2026-01-01: research, 2026-05-01: research}, ended: [{result: lost, date: 2026-03-15, reason: price, reopened: 2026-05-01}], outcome: {result: won, date: 2026-05-01}}
  early: {stages: {2026-04-01: research}, ended: [{result: lost, date: 2026-03-15, reason: price, reopened: 2026-05-01}]}
  turned: {ended: {result: lost, date: 2026-03-15, reason: price, reopened: 2026-03-14}}
  again: {ended: [{result: lost, date: 2026-03-15, reason: price, reopened: 2026-05-01}], outcome: {result: won, date: 2026-04-30}}
  closed: {stages: {2026-01-01: research, 2026-04-01: presenting}, ended: [{result: lost, date: 2026-03-15, reason: price, reopened: 2026-05-01}]}
"""
    expected = [
        ("deals", "early", "ended", "date"),
        ("deals", "turned", "ended", "reopened"),
        ("deals", "again", "outcome", "date"),
    ]
    assert expected == paths("outcome-before-open", text)
    assert [("deals", "closed", "stages", "2026-04-01")] == paths("moved-after-outcome", text)


def test_an_end_that_was_taken_back_needs_its_reason_and_note_too(paths):
    text = "name: A\ndeals: {d: {ended: [{result: lost, date: 2026-03-15, reopened: 2026-05-01}, {result: lost, date: 2026-05-15, reason: other, reopened: 2026-06-01}]}}\n"
    assert [("deals", "d", "ended", 0, "result")] == paths("missing-loss-reason", text)
    assert [("deals", "d", "ended", 1, "reason")] == paths("reason-needs-note", text)
    assert [("deals", "d", "ended", 1, "reason")] == paths(
        "unknown-reference", text, "reasons: {price: {}}\n"
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("prospect", ["over"]),
        ("customer", []),
        ("dormant", []),
        ("churned", ["a"]),
        ("disqualified", ["a"]),
    ],
)
def test_only_an_open_deal_contradicts_a_status_that_ends_selling_and_a_won_one_a_prospect(
    lint, status, expected
):
    text = f"name: A\nstatus: {status}\ndeals: {{a: {{stages: {{2026-07-01: research}}}}, over: {{outcome: {{result: won, date: 2026-07-01}}}}, later: {{stages: {{2026-08-02: research}}}}}}\n"
    found = [each for _, each in lint(text) if each.rule == "status-contradicts-deal"]
    assert [("status",)] * len(expected) == [each.path for each in found]
    assert [("deals", each) for each in expected] == [
        related.at for each in found for related in each.related
    ]


def test_a_case_may_be_closed_on_the_day_it_was_opened(paths):
    text = "name: A\ncases: {same: {opened: 2026-07-01, closed: 2026-07-01}, open: {opened: 2026-07-01}, wrong: {opened: 2026-07-01, closed: 2026-06-30}}\n"
    assert [("cases", "wrong", "closed")] == paths("case-closed-before-opened", text)


def test_a_discount_on_the_amount_is_told_at_the_amount_that_holds(paths):
    policy = "products: {core: {list_price: 100, floor_pct_off: 10}}\ndiscounts: {approval: {10: manager, 15: executive}}\nteam: {ada: {function: executive}}\n"
    text = "name: A\ndeals: {d: {amount: {2026-07-01: 100, 2026-07-20: 50}, products: {core: PRODUCT}}}\n"
    assert [("deals", "d", "amount", "2026-07-20")] == paths(
        "discount-over-floor", text.replace("PRODUCT", "1"), policy
    )
    assert [] == paths("discount-over-floor", text.replace("PRODUCT", "{approved_by: ada}"), policy)
    assert [("deals", "d", "amount")] == paths(
        "discount-over-floor", "name: A\ndeals: {d: {amount: 50, products: {core: 1}}}\n", policy
    )


def test_a_log_of_today_is_not_in_the_future(paths):
    text = "name: A\nlog: [{date: 2026-08-01, type: call}, {date: 2026-08-02, type: call}]\n"
    assert [("log", 1, "date")] == paths("future-log-entry", text)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["03", "02", "01"], []),
        (["03", "03", "01"], []),
        (["01", "01", "02"], []),
        (["02", "01"], []),
        (["01", "03", "02"], [("log", 2, "date")]),
        (["03", "01", "02"], [("log", 1, "date")]),
    ],
)
def test_a_log_is_in_order_oldest_or_newest_first(paths, days, expected):
    log = "".join(f"  - {{date: 2026-07-{day}, type: call}}\n" for day in days)
    assert expected == paths("log-out-of-order", f"name: A\nlog:\n{log}")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("type: visit", [("log", 0, "type")]),
        ("type: demo", [("log", 0, "type")]),
        ("type: call", []),
        ("type: visit, outcome: cancelled", []),
        ("type: visit, outcome: no_answer", []),
        ("type: visit, gave: report.pdf", []),
        ("type: visit, mood: neutral", []),
        ("type: review, objections: {price: deferred}", []),
        ("type: meeting, note: Short", []),
    ],
)
def test_what_took_place_needs_a_result(paths, entry, expected):
    assert expected == paths(
        "visit-without-result", f"name: A\nlog: [{{date: 2026-07-01, {entry}}}]\n"
    )


def test_a_met_criterion_says_what_it_lacks(lint):
    text = "name: A\ndeals: {d: {bant: {budget: met, need: {status: met, why: W}, timeline: {status: met, date: 2026-07-01}, authority: unmet}}}\n"
    found = [
        (each.path[-1], each.key) for _, each in lint(text) if each.rule == "bant-without-evidence"
    ]
    assert [
        ("budget", ""),
        ("need", "bant-without-date"),
        ("timeline", "bant-without-why"),
    ] == found


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("type: call, with: p", None),
        ("type: email, with: p", "authority-without-touch"),
        ("type: email, with: p, direction: inbound", None),
        ("type: call, with: q", "authority-without-touch"),
    ],
)
def test_authority_needs_a_conversation_with_who_decides(lint, entry, key):
    text = f"""\
name: A
contacts: {{p: P, q: Q}}
deals:
  d: {{people: {{p: budget_holder, q: user}}, bant: {{authority: {{status: met, date: 2026-07-01, why: W}}}}}}
log: [{{date: 2026-07-01, {entry}}}]
"""
    assert ([key] if key else []) == [
        each.key for _, each in lint(text) if each.rule == "authority-without-person"
    ]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("unit_price: 88_000", []),
        ("unit_price: 87_999", [("core", "12.01", "manager")]),
        ("unit_price: 80_000, approved_by: choi-exec", []),
        ("unit_price: 80_000, approved_by: kim-mj", [("core", "20", "manager")]),
        ("unit_price: 80_000, list_price: 85_000", []),
    ],
)
def test_a_discount_counts_from_just_below_the_floor(lint, rest, expected):
    text = f"name: A\ndeals: {{d: {{products: {{core: {{{rest}}}}}}}}}\n"
    assert expected == [
        each.args for _, each in lint(text, TEAM + PRODUCTS) if each.rule == "discount-over-floor"
    ]


def test_the_discount_of_a_lost_deal_is_no_longer_anybody_s_business(paths):
    text = "name: A\ndeals: {d: {products: {core: {unit_price: 1}}, outcome: {result: lost, date: 2026-01-01, reason: price}}}\n"
    assert [] == paths("discount-over-floor", text, PRODUCTS)


def test_a_contract_may_end_on_the_day_it_starts_or_never(paths):
    assert [] == paths(
        "contract-ends-before-start",
        "name: A\ncontracts: {a: {start: 2026-01-01, end: 2026-01-01}, b: {start: 2026-01-01}}\n",
    )


def test_a_circle_of_referrals_is_told_once_at_its_first_account(lint):
    book = {
        name: f"name: {name}\nreferred_by: {by}\n"
        for name, by in {"c": "b", "b": "d", "d": "c", "a": "c", "self": "self"}.items()
    }
    found = [(account, each.args) for account, each in lint(book) if each.rule == "referral-cycle"]
    assert [("b", ("b → d → c → b",)), ("self", ("self → self",))] == found


def test_referrals_of_deals_make_no_circle(paths):
    book = {"a": "name: A\nreferred_by: b\n", "b": "name: B\ndeals: {d: {referred_by: a}}\n"}
    assert [] == paths("referral-cycle", book)


@pytest.mark.parametrize(
    ("rest", "policy", "key"),
    [
        ("", "", ""),
        ("deals: {d: {outcome: {result: won, date: 2026-07-01}}}", "", None),
        ("contracts: {c: {start: 2026-08-02}}", "", ""),
        ("", "cadences: {}", None),
        ("", "cadences: {c: {for: {segment: A}}}", "customer-in-no-cadence"),
    ],
    ids=[
        "nothing to count from",
        "a won deal",
        "a contract that starts tomorrow",
        "no cadences at all",
        "no cadence for this account",
    ],
)
def test_a_customer_has_a_cadence_that_runs(lint, rest, policy, key):
    found = lint(f"name: A\nstatus: customer\n{rest}\n", policy + "\n")
    assert ([] if key is None else [key]) == [
        each.key for _, each in found if each.rule == "customer-without-cadence"
    ]


def test_nobody_but_a_customer_needs_a_cadence(paths):
    assert [] == paths("customer-without-cadence", "name: A\nstatus: dormant\n")


CENTS = """\
name: A
research: {annual_revenue: 1.5}
deals:
  d:
    amount: {2026-01-01: 10, 2026-02-01: 10.25}
    products: {core: {qty: 1.5, list_price: 10.125, unit_price: 9.5}}
contracts: {c: {start: 2026-01-01, amount: 10.50}}
"""


def test_a_currency_without_cents_has_none_anywhere(paths):
    expected = [
        ("products", "core", "list_price"),
        ("research", "annual_revenue"),
        ("deals", "d", "amount", "2026-02-01"),
        ("deals", "d", "products", "core", "list_price"),
        ("deals", "d", "products", "core", "unit_price"),
        ("contracts", "c", "amount"),
    ]
    assert expected == paths("amount-with-cents", CENTS, "products: {core: {list_price: 1.5}}\n")


def test_a_currency_with_cents_has_two_of_them(paths):
    assert [("deals", "d", "products", "core", "list_price")] == paths(
        "amount-with-cents", CENTS, "currency: USD\n"
    )


FIELDS = """\
fields:
  tier: {on: account, type: choice, choices: [gold, silver]}
  seats: {on: account, type: number}
  worth: {on: account, type: money}
  since: {on: account, type: date}
  key: {on: account, type: truth}
  memo: {on: account, type: text}
  birthday: {on: contact, type: date}
"""


@pytest.mark.parametrize(
    ("custom", "key"),
    [
        ("tier: gold", None),
        ("tier: [gold, silver]", None),
        ("tier: bronze", "custom-field-choice"),
        ("tier: [gold, bronze]", "custom-field-choice"),
        ("seats: -1_000.5", None),
        ("seats: many", "custom-field-number"),
        ("seats: [1, 2]", "custom-field-number"),
        ("seats: ١", "custom-field-number"),
        ("worth: 10_000", None),
        ("worth: -1", "custom-field-money"),
        ("since: 2026-02-28", None),
        ("since: 2026-02-30", "custom-field-date"),
        ("since: 20260228", "custom-field-date"),
        ("since: 2026-W09-1", "custom-field-date"),
        (f"seats: {'9' * 32}", "custom-field-number"),
        ("key: true", None),
        ("key: yes", "custom-field-truth"),
        ("memo: [a, b]", None),
        ("memo: 12", None),
        ("seat: 1", "custom-field-close"),
        ("zzz: 1", ""),
        ("birthday: 1980-01-01", "custom-field-elsewhere"),
    ],
)
def test_a_custom_field_holds_what_its_declaration_says(lint, custom, key):
    found = lint(f"name: A\ncustom: {{{custom}}}\n", FIELDS)
    assert ([] if key is None else [key]) == [
        each.key for _, each in found if each.rule == "custom-field"
    ]


def test_custom_is_free_without_any_declaration(paths):
    assert [] == paths("custom-field", "name: A\ncustom: {x: 1}\n")


def test_custom_is_free_for_records_that_declare_no_fields(paths):
    text = "name: A\ncustom: {x: 1}\ncontacts: {p: {name: P, custom: {x: 1}}, q: Q}\ndeals: {d: {custom: {x: 1, tier: gold}}}\n"
    assert [] == paths("custom-field", text)
    assert [
        ("custom", "x"),
        ("contacts", "p", "custom", "x"),
        ("deals", "d", "custom", "tier"),
    ] == paths("custom-field", text, FIELDS)


# --- who has left us

LEFT = "team: {ada: Ada, ben: {name: Ben, left: 2026-08-01}}\n"
BENS = """
name: Acme
owner: ben
service_contact: ben
roles: {ceo: {rep: ben}, cio: {contact: kay, rep: [ada, ben]}, cto: {rep: ben, waived: none}}
contacts: {kay: Kay}
deals:
  going: {owner: ben, stages: {2026-07-01: prospecting}, next: {date: 2026-08-20, owner: ben}}
  won: {owner: ben, stages: {2026-07-01: prospecting}, outcome: {result: won, date: 2026-08-01}}
  later: {owner: ben, stages: {2026-08-02: prospecting}}
plans: {a: {for: ceo, owner: ben, due: 2026-09-01}, b: {for: ceo, owner: ben, done: 2026-07-01}}
cases: {a: {opened: 2026-07-01, owner: ben}, b: {opened: 2026-07-01, owner: ben, closed: 2026-07-02}}
log:
  - {date: 2026-07-01, type: call, by: ben, with: kay, next: {date: 2026-08-10, owner: ben}}
"""


def test_all_that_is_alive_in_the_hands_of_who_has_left_is_told(paths):
    owned = [
        ("owner",),
        ("service_contact",),
        ("deals", "going", "owner"),
        ("plans", "a", "owner"),
        ("cases", "a", "owner"),
        ("deals", "going", "next", "owner"),
        ("log", 0, "next", "owner"),
    ]
    assert owned == paths("owner-left", BENS, LEFT)
    assert [("roles", "ceo", "rep"), ("roles", "cio", "rep", 1)] == paths("rep-left", BENS, LEFT)


def test_nobody_has_left_before_their_last_day(paths):
    rules = LEFT.replace("08-01", "08-02")
    assert [] == paths("owner-left", BENS, rules) + paths("rep-left", BENS, rules)


def test_two_reps_of_whom_one_has_left_are_not_several(paths):
    assert [] == paths("role-several-reps", BENS, LEFT)
    assert [("roles", "cio", "rep")] == paths(
        "role-several-reps", BENS, LEFT.replace("08-01", "08-02")
    )


GONE = """\
name: A
research: {decision_maker: bob}
contacts:
  bob: {name: Bob, left: 2026-08-01}
  eve: {name: Eve, reports_to: bob}
  old: {name: Old, left: 2026-01-01, reports_to: bob}
plans:
  a: {for: bob, via: eve, owner: ada, due: 2026-09-01}
  b: {for: eve, via: bob, owner: ada, due: 2026-09-01}
  c: {for: bob, via: bob, owner: ada, due: 2026-07-01, done: 2026-07-01}
  d: {for: bob, owner: ada, dropped: 2026-07-01}
deals:
  going:
    stages: {2026-07-01: prospecting}
    people: {eve: user, bob: champion}
    next: {date: 2026-09-01, with: [eve, bob]}
  over:
    stages: {2026-01-01: prospecting}
    people: {bob: champion}
    next: {date: 2026-09-01, with: bob}
    outcome: {result: won, date: 2026-02-01}
cases:
  a: {opened: 2026-07-01, contact: bob}
  b: {opened: 2026-06-01, contact: bob, closed: 2026-06-02}
surveys: [{date: 2026-07-01, kind: nps, score: 9, contact: bob}]
log:
  - {date: 2026-05-01, type: call, with: bob, next: {date: 2026-05-10, with: bob}}
  - {date: 2026-05-12, type: call, with: bob}
  - {date: 2026-07-01, type: call, with: [bob, eve], next: {date: 2026-09-01, what: x}}
  - {date: 2026-07-02, type: call, with: eve, next: {date: 2026-09-02, with: bob}}
"""


def test_who_left_is_found_wherever_something_that_goes_on_names_them(paths):
    expected = [
        ("research", "decision_maker"),
        ("contacts", "eve", "reports_to"),
        ("plans", "a", "for"),
        ("plans", "b", "via"),
        ("deals", "going", "people", "bob"),
        ("deals", "going", "next", "with", 1),
        ("log", 3, "next", "with"),
        ("cases", "a", "contact"),
    ]
    assert expected == paths("left-contact-named", GONE)


def test_who_leaves_tomorrow_is_still_there(paths):
    assert [] == paths("left-contact-named", GONE, as_of=date(2026, 7, 31))


def test_a_promise_made_to_nobody_who_is_still_there_is_found_where_it_is_told(paths):
    book = "name: A\ncontacts: {bob: {name: Bob, left: 2026-08-01}, eve: Eve}\nlog: [{date: 2026-07-02, type: call, with: %s, next: 2026-09-02}]\n"
    assert [("log", 0, "next")] == paths("left-contact-named", book % "bob")
    assert [] == paths("left-contact-named", book % "[bob, eve]")


def test_a_finding_names_the_place_an_entry_by_its_day(lint):
    said = {finding.args for _, finding in lint(GONE) if finding.rule == "left-contact-named"}
    assert {
        ("bob", "2026-08-01", "log.2026-07-02.next.with"),
        ("bob", "2026-08-01", "deals.going.people"),
        ("bob", "2026-08-01", "deals.going.next.with"),
    } <= said


GONE_OF_OURS = """\
team:
  ada: {name: Ada, manager: ben}
  ben: {name: Ben, left: 2026-08-01}
  cy: {name: Cy, left: 2026-01-01, manager: ben}
goals: {known: {metric: coverage, audience: [ada, ben]}, more: {metric: coverage, audience: ben}}
cadences: {care: {for: {status: customer}, owner: ben, touches: [{type: call, per_year: 4}]}}
"""


def test_who_of_us_left_is_found_wherever_the_policy_names_them_for_something_that_goes_on(lint):
    expected = [
        ("team", "ada", "manager"),
        ("cadences", "care", "owner"),
        ("goals", "known", "audience", 1),
        ("goals", "more", "audience"),
    ]
    assert expected == [
        finding.path
        for where, finding in lint("name: A\n", GONE_OF_OURS)
        if (where, finding.rule) == ("crm", "left-member-named")
    ]
    assert [] == [
        finding
        for _, finding in lint("name: A\n", GONE_OF_OURS, as_of=date(2026, 7, 31))
        if finding.rule == "left-member-named"
    ]


@pytest.mark.parametrize(
    ("owner", "team", "found"),
    [
        ("kimm", "team: {kim: Kim}", [("unknown-owner-close", ("kimm", "kim"))]),
        ("nobody", "team: {kim: Kim}", [("unknown-owner", ("nobody",))]),
        ("kim", "team: {kim: Kim}", []),
        ("support", "team: {kim: Kim}", []),
        ("nobody", "", []),
        ("support", "", []),
    ],
)
def test_whose_a_cadence_is_must_be_one_of_the_team_or_a_function_where_there_is_a_team(
    lint, owner, team, found
):
    rules = f"{team}\ncadences: {{first: {{touches: [{{type: call, per_year: 1}}]}}, x: {{owner: {owner}, touches: [{{type: call, per_year: 1}}]}}}}\n"
    told = [each for _, each in lint({"a": "name: A"}, rules) if each.rule == "unknown-reference"]
    assert found == [(each.key, each.args) for each in told]
    assert all(each.path == ("cadences", "x", "owner") for each in told)


def test_a_role_set_that_takes_the_place_of_the_built_in_one_is_told(lint):
    text = "role_sets: {clinic: {chief: Chief}}\n"
    assert [("crm", ("clinic", "it-solution"))] == [
        (where, finding.args)
        for where, finding in lint("name: A\n", text)
        if finding.rule == "role-set-default"
    ]
    for quiet in (f"{text}default_role_set: clinic\n", "", "role_sets: {}\n"):
        assert "role-set-default" not in [finding.rule for _, finding in lint("name: A\n", quiet)]


# what they tell is the order itself, or the later of two that are alike
OF_ORDER = {
    "cut-text",
    "odd-character",
    "stray-mark",
    "log-out-of-order",
    "unquoted-phone",
    "duplicate-contact",
    "duplicate-foreign-id",
    "duplicate-record",
    "entry-of-left-member",
    "reports-to-circle",
}
DAY_KEY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|undated")
SECTIONS = ("contacts", "roles", "plans", "deals", "contracts", "assets", "cases", "surveys", "log")
UNORDERED = ("team", "goals", "cadences", "products", "reasons", "objections", "queries", "fields")


def with_more(node, more):
    """The node with the items of the other one before its own, where both have several of a kind."""
    if isinstance(node, dict) and isinstance(more, dict):
        return {f"more-{key}": each for key, each in more.items()} | node
    return [*more, *node] if isinstance(node, list) and isinstance(more, list) else node


def turned(node, by):
    """The same with so many of the first items of every collection at its end, but for what is dated."""
    if isinstance(node, dict):
        keys = [*node]
        at = 0 if any(map(DAY_KEY.fullmatch, keys)) or not keys else by % len(keys)
        return {key: turned(node[key], by) for key in (*keys[at:], *keys[:at])}
    if not isinstance(node, list) or not node:
        return node
    at = by % len(node)
    return [turned(each, by) for each in (*node[at:], *node[:at])]


def crowded(rule):
    """The rule's bad examples with the good ones beside them, and all that is bad once more under other ids."""
    parts = doc(registry.RULES[rule])
    good = [read_tree(text.encode()) for text in files(parts.good).values()]
    found = {}
    for name, text in files(parts.bad).items():
        bad = read_tree(text.encode())
        found[name] = {
            section: with_more(
                with_more(each, each),
                next((tree[section] for tree in good if section in tree), None),
            )
            if section in SECTIONS
            else each
            for section, each in bad.items()
        }
    return found, (read_tree(parts.policy.encode()) or {}) | found.pop("crm", {})


def steps(path, node, by):
    """A path with the places in lists as they were before they were turned."""
    for step in path:
        told = step
        if isinstance(step, int) and isinstance(node, list):
            told = (step + by) % len(node)
            node = node[step]
        else:
            node = node.get(step) if isinstance(node, dict) else None
        yield str(told)


def found_in(lint, trees, policy, by):
    """Rule, file and place of everything that is found once the collections are turned."""
    nodes = {name: turned(tree, by) for name, tree in trees.items()}
    rules = {key: turned(each, by) if key in UNORDERED else each for key, each in policy.items()}
    rules["lint"] = rules.get("lint", {}) | dict.fromkeys(OF_ORDER, "off")
    told = lint({name: json.dumps(tree) for name, tree in nodes.items()}, json.dumps(rules))
    return sorted(
        (finding.rule, name, *steps(path, (nodes | {"crm": rules})[name], by))
        for name, finding in told
        for path in (
            every_place(finding) if finding.rule == "unknown-reference" else [finding.path]
        )
    )


def found_in_any_order(lint, trees, policy):
    found = found_in(lint, trees, policy, 0)
    for by in (1, 2, 3, 4):
        assert found == found_in(lint, trees, policy, by)
    return {rule for rule, *_ in found}


@pytest.mark.parametrize("rule", [rule for rule in registry.RULES if rule not in OF_ORDER])
def test_what_is_wrong_is_found_beside_what_is_right_whatever_stands_first(rule, lint):
    assert rule in found_in_any_order(lint, *crowded(rule))


@pytest.mark.parametrize(
    ("text", "policy", "rule"),
    [
        (EVERY_REFERENCE, TEAM + PRODUCTS + OBJECTIONS, "unknown-reference"),
        (GONE, "", "left-contact-named"),
        ("name: A", GONE_OF_OURS, "left-member-named"),
    ],
)
def test_every_place_is_looked_at_whatever_stands_first(text, policy, rule, lint):
    trees = {"a": read_tree(text.encode())}
    assert rule in found_in_any_order(lint, trees, read_tree(policy.encode()) or {})


@pytest.mark.parametrize(
    ("until", "as_of", "is_found"),
    [
        ("2026-08-11", "2026-08-02", False),  # just as long as it may be
        ("2026-08-12", "2026-08-02", True),
        ("2026-08-12", "2026-08-11", True),
        ("2026-08-12", "2026-08-12", False),  # it is over
    ],
)
def test_a_row_may_rest_as_long_as_the_book_says_and_not_a_day_more(until, as_of, is_found, lint):
    text = f"name: A\nresting: [{{date: 2026-08-01, kind: plan, subject: p, until: {until}, why: x}}]\n"
    found = lint(text, "resting: {max_days: 10}\n", date.fromisoformat(as_of))
    assert is_found == ("rest-too-long" in {finding.rule for _, finding in found})


RESTS_POLICY = (
    TEAM
    + "cadences: {care: {touches: [{type: call, per_year: 4}, {type: visit, per_year: 1}]}, few: {touches: [{type: email, per_year: 1}]}}\n"
)
RESTS_FILE = """\
name: Hanbit
contacts: {park: {name: Park}}
deals: {pt2: {stages: {2026-06-01: contacting}}}
plans: {lunch: {for: ceo}}
contracts: {c1: {start: 2026-01-01}}
resting: [{date: 2026-07-01, kind: KIND, subject: SUBJECT, until: 2026-08-20}]
"""


@pytest.mark.parametrize(
    ("kind", "subject", "mends"),
    [
        ("next", "pt2", None),
        ("next", "park", None),
        ("next", "example", None),
        ("next", "pt", ["pt2"]),
        ("cadence", "care/call", None),
        ("cadence", "care/visit", None),
        ("cadence", "few/email", None),
        ("cadence", "few/call", []),
        ("cadence", "care/calls", ["care/call"]),
        ("plan", "lunch", None),
        ("plan", "lunhc", ["lunch"]),
        ("renewal", "c1", None),
        ("renewal", "c9", []),
        ("case", "any", None),  # there are none, or they could not be read
        ("owner-left", "kim-mj", None),
        ("owner-left", "kim-mk", ["kim-mj"]),
        ("attempt", "nobody", []),
    ],
)
def test_what_a_row_that_rests_is_about_is_there(lint, kind, subject, mends):
    text = RESTS_FILE.replace("KIND", kind).replace("SUBJECT", subject)
    found = [each for _, each in lint(text, RESTS_POLICY) if each.rule == "rest-nowhere"]
    assert [each.mends and [one.text for one in each.mends] or [] for each in found] == (
        [] if mends is None else [mends]
    )


def test_who_left_is_looked_for_in_no_team_where_the_book_names_none(lint):
    text = RESTS_FILE.replace("KIND", "owner-left").replace("SUBJECT", "kim-mk")
    assert "rest-nowhere" not in [each.rule for _, each in lint(text)]
