"""Completeness: only what a report reads is asked, where it reads it; what is stale; who writes."""

from datetime import date
from pathlib import Path

import pytest
from books import Ask, account, ask, policy

from crmcli.commands.directory.groups import COMMANDS
from crmcli.reports.queries import quality
from crmcli.reports.queries.quality_parts import Writing
from crmcli.reports.queries.quality_fields import FIELDS, stale_kinds
from crmcli.store.book.opening import open_book
from crmcli.store.shapes.reading import read_account

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = date(2026, 8, 1)
RULES = policy(
    "{role_sets: {r: {ceo: {weight: 3}, cfo: {weight: 1}}}, team: {ada: Ada, ben: Ben, gone: {name: G, left: 2026-07-01}}}"
)


def of(text, name="acme"):
    return account(f"name: Acme\n{text}", name)


def fields(text, rules=RULES):
    (fact,) = quality.gather(of(text), rules, AS_OF, Ask())
    return {field: (filled, asked) for field, asked, filled in fact.fields}


def test_an_empty_prospect_is_asked_for_what_every_account_has():
    assert {"owner": (0, 1), "segment": (0, 1), "source": (0, 1), "role_holders": (0, 2)} == fields(
        ""
    )


def test_of_those_we_no_longer_sell_to_only_whose_and_why_is_asked():
    lost = "deals: {a: {stages: {2026-01-01: closing}, outcome: {result: lost, date: 2026-03-01}}}"
    for status in ("churned", "disqualified"):
        assert {"owner": (0, 1), "source": (0, 1), "reason": (0, 1)} == fields(
            f"status: {status}\n{lost}"
        )


def test_holders_ask_for_a_rep_and_a_stance_and_waived_roles_for_nothing():
    found = fields(
        "roles: {ceo: {contact: kim, rep: ada}, cfo: {waived: none}}\ncontacts: {kim: {name: Kim, stance: {2026-07-01: friendly}, emails: [k@x.example]}, left: {name: L, left: 2026-05-01}}"
    )
    assert {
        "role_holders": (1, 1),
        "role_reps": (1, 1),
        "stances": (1, 1),
        "ways_to_reach": (1, 1),
    } == {
        field: found[field] for field in ("role_holders", "role_reps", "stances", "ways_to_reach")
    }
    assert (0, 1) == fields("roles: {ceo: {contact: kim, rep: [ada, ben]}}\ncontacts: {kim: Kim}")[
        "role_reps"
    ]


def test_every_holder_of_a_role_is_asked_for_a_stance_and_nobody_twice():
    people = "contacts: {kim: {name: Kim, stance: {2026-07-01: friendly}}, lee: Lee}"
    for holders in ("[kim, lee]", "[lee, kim]"):
        assert (1, 2) == fields(f"roles: {{ceo: {holders}}}\n{people}")["stances"]
    assert (1, 1) == fields(f"roles: {{ceo: kim, cfo: kim}}\n{people}")["stances"]


DEAL = "deals: {a: {amount: 10, close: 2026-09-01, products: {core: 1}, next: 2026-08-05, stages: {2026-07-01: %s}}}"


def test_an_open_deal_asks_for_research_and_its_own_fields_and_for_bant_from_the_gate_on():
    found = fields(DEAL % "contacting")
    assert ((0, 1), (1, 1), (1, 1), (1, 1), (1, 1)) == tuple(
        found[field] for field in ("problems", "amount", "close_date", "next", "products")
    )
    assert "bant" not in found
    assert (0, 4) == fields(DEAL % "qualification")["bant"]
    assert (2, 4) == fields(
        (DEAL % "presenting").replace(
            "amount", "bant: {budget: met, need: unmet, timeline: unknown}, amount"
        )
    )["bant"]
    assert (1, 1) == fields(
        "deals: {a: {products: {core: {qty: 1, unit_price: 5}}, stages: {2026-07-01: contacting}}}"
    )["amount"]


def test_what_was_written_later_than_the_day_is_not_filled_in_yet():
    later = fields(
        (DEAL % "presenting").replace(
            "amount",
            "bant: {need: {status: met, date: 2026-08-02}, budget: {status: met, date: 2026-08-01}}, amount",
        )
    )
    assert (1, 4) == later["bant"]
    assert [(0, 1), (1, 1)] == [
        fields(
            f"deals: {{a: {{stages: {{2026-07-01: contacting}}, close: {{2026-08-0{day}: 2026-12-01}}}}}}"
        )["close_date"]
        for day in (2, 1)
    ]


def test_a_customer_is_asked_for_contracts_and_assets():
    found = fields("status: customer\nassets: {core: 1}")
    assert ((0, 1), (1, 1)) == (found["contracts"], found["assets"])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("contacts: {kim: {name: Kim, stance: {2026-02-02: friendly}}}", {}),  # 180 days
        ("contacts: {kim: {name: Kim, stance: {2026-02-01: friendly}}}", {"stances": 1}),
        ("contacts: {kim: {name: Kim, stance: friendly}}", {"stances": 1}),
        ("contacts: {kim: {name: Kim, left: 2026-07-01, stance: friendly}}", {}),
        (
            "deals: {a: {stages: {2026-01-01: closing}, close: 2026-07-31, bant: {budget: {status: met, date: 2026-02-01}, need: {status: unmet, date: 2026-02-01}}}}",
            {"bant": 1, "close-past": 1},
        ),
        ("deals: {a: {stages: {2026-01-01: closing}, close: 2026-08-01}}", {}),
        ("status: churned\ncontacts: {kim: {name: Kim, stance: friendly}}", {}),
    ],
)
def test_what_is_stale(text, kinds):
    (fact,) = quality.gather(of(text), RULES, AS_OF, Ask())
    assert kinds == dict(fact.stale)
    assert set(kinds) <= set(stale_kinds(policy()))


def test_the_emptiest_account_comes_first_and_sums_are_divided_by_sums():
    full = of(
        "owner: ada\nsegment: A\nsource: event\nroles: {ceo: {contact: kim, rep: ada}, cfo: {waived: x}}\ncontacts: {kim: {name: Kim, phones: ['1'], stance: {2026-07-01: friendly}}}",
        "full",
    )
    table = ask(quality, full, of("", "bare"), rules=RULES, as_of=AS_OF)
    assert [("bare", 0.0, 5), ("full", 1.0, 7)] == [
        (row.account, row.share, row.asked) for row in table.rows
    ]
    assert (7 / 12, 7, 12) == (table.totals["share"], table.totals["filled"], table.totals["asked"])
    assert [("prospect", 2, 7 / 12)] == [
        tuple(row[:2]) + (row.share,)
        for row in ask(quality, full, of("", "bare"), rules=RULES, as_of=AS_OF, by="status").rows
    ]


def test_an_accounts_stage_is_the_furthest_of_its_open_deals():
    deals = "deals: {a: {stages: {2026-01-01: contacting}}, b: {stages: {2026-01-01: presenting}}, c: {stages: {2026-01-01: closing}, outcome: {result: won, date: 2026-02-01}}}"
    assert ["presenting", None] == [
        row.group
        for row in sorted(
            ask(quality, of(deals), of("", "bare"), rules=RULES, as_of=AS_OF, by="stage").rows,
            key=lambda row: row.group is None,
        )
    ]


def test_who_wrote_in_the_log_counts_once_an_entry_in_two_windows_and_leavers_are_left_out():
    log = "log: [{date: 2026-05-03, type: call, by: ada}, {date: 2026-05-04, type: call, by: ada}, {date: 2026-07-02, type: call, by: [ada, gone]}, {date: 2026-07-03, type: call, by: ada}, {date: 2026-08-02, type: call, by: ben}]"
    facts = quality.gather(of(log), RULES, AS_OF, Ask())
    without = quality.tabulate(facts, RULES, AS_OF, Ask())
    assert [("ada", 1, 3, None, None), ("ben", 0, 0, None, None)] == [
        tuple(row) for row in without.totals["writers"]
    ]
    assert [
        "note-quality-filled",
        "note-quality-stale",
        "note-quality-writers",
        "note-quality-lag-none",
    ] == [note.key for note in without.notes]
    table = quality.tabulate(facts, RULES, AS_OF, Ask(), Writing({"ben": (0, 4)}, [0, 2, 9]))
    assert [("ben", 0, 0, 0, 4), ("ada", 1, 3, 0, 0)] == [
        tuple(row) for row in table.totals["writers"]
    ]
    assert (2, 9, 3) == tuple(table.totals[key] for key in ("median_lag", "p90_lag", "lags"))
    assert (1, 2, 2) == table.notes[2].args


def test_custom_fields_that_no_exit_asks_for_are_read_by_nobody():
    rules = policy(
        "{fields: {seats: {on: deal, type: number}, parking: {on: account}}, stages: {talk: {exit: [seats]}}}"
    )
    table = ask(
        quality,
        of("custom: {parking: yes}\ndeals: {a: {custom: {seats: 3}}}"),
        rules=rules,
        as_of=AS_OF,
    )
    assert [("parking", "account", 1)] == [
        (row.field, row.on, row.filled) for row in table.totals["unread"]
    ]


def test_explain_names_the_empty_places_and_the_stale_facts():
    table = ask(
        quality,
        of("contacts: {kim: {name: Kim, stance: friendly}}"),
        rules=RULES,
        as_of=AS_OF,
        explain=True,
    )
    (behind,) = table.evidence
    assert (("roles.ceo", "roles.cfo"), ("contacts.kim.phones",), ("contacts.kim.stance",)) == (
        behind["role_holders"],
        behind["ways_to_reach"],
        behind["stale"],
    )


def test_every_field_is_read_by_reports_there_are():
    told = {word.split()[0] for field in FIELDS.values() for word in field.read_by.split(", ")}
    assert set() == told - set(COMMANDS)


@pytest.mark.parametrize("name", ["hanbit", "northwind"])
def test_groups_add_up_to_the_whole_book(name):
    root = str(EXAMPLES / name)
    opened = open_book(root, use_cache=False)
    accounts = [
        read_account(root, entry[0])[0].record
        for entry in opened.library.entries
        if entry[0] != "crm.yaml"
    ]
    tables = [
        ask(quality, *accounts, rules=opened.policy, as_of=AS_OF, by=by)
        for by in (None, "status", "stage", "owner", "segment")
    ]
    for table in tables:
        assert (tables[0].totals["asked"], tables[0].totals["filled"]) == (
            sum(row.asked for row in table.rows),
            sum(row.filled for row in table.rows),
        )
        assert sum(tables[0].totals["stale"].values()) == sum(row.stale for row in table.rows)
    assert all(row.filled <= row.asked for row in tables[0].rows)
