"""Which account, deal or person of one state is which of another: history, diff, blame, slips and the pipeline's change all say the same."""

import pytest
from recorded import Recorded

POLICY = "language: en\nrole_sets: {}\nteam: {ada: {name: Ada, emails: [ada@us.example]}, ben: {name: Ben, emails: [ben@us.example]}}\n"
ACME = """\
name: Acme
owner: ada
contacts: {lee: {name: Lee}}
deals: {d: {amount: 5, close: 2026-09-30, stages: {2026-05-01: presenting}}}
plans: {p: {for: lee, due: 2026-07-01}}
"""
PATTERN = """\
name: %s
segment: B
tags: [east]
roles: {ceo: null, cfo: null, cio: null}
deals: {first: {amount: 1000, close: %s, stages: {2026-06-01: contacting}, competitors: [X, Y]}}
plans: {ceo-intro: {for: ceo, kind: identify, how: ask for it}}
log: [{date: 2026-06-01, type: email, by: ada, what: letter to everybody}]
"""


@pytest.fixture
def book(crm) -> Recorded:
    it = Recorded(crm.book)
    it.commit("2026-06-01", {"crm.yaml": POLICY, "accounts/acme.yaml": ACME})
    return it


def history(crm, *words):
    return [
        (row["account"], row["change"])
        for row in crm("history", "--since", "2026-06-02", *words, "--json").json["rows"]
    ]


def diff(crm):
    return [
        (row["account"], row["change"])
        for row in crm("diff", "HEAD~1..HEAD", "--json").json["rows"]
    ]


def slips(crm):
    return [
        (row["account"], row["subject"], row["days"])
        for row in crm("slips", "--json", "--as-of", "2026-08-01").json["rows"]
    ]


def change(crm):
    rows = crm("pipeline", "--change", "HEAD~1", "HEAD", "--json").json["rows"]
    return {row["line"]: row["deals"] for row in rows if row["deals"]}


LATER = (
    ACME.replace("2026-07-01", "2026-10-29").replace("owner: ada", "owner: ben")
    + "note: much that is new\nresearch: {industry: steel, employees: 5, solution: more of it}\n"
)


@pytest.mark.parametrize(
    "path", ["accounts/north/acme.yaml", "accounts/acme-inc.yaml", "accounts/north/acme-inc.yaml"]
)
def test_a_file_moved_or_renamed_with_its_edits_stays_one_account(crm, book, path):
    book.commit("2026-07-15", {"accounts/acme.yaml": None, path: LATER})
    key = path.rpartition("/")[2].removesuffix(".yaml")
    told = [(key, f"file renamed: acme -> {key}")] if key != "acme" else []
    told += [
        (key, "owner Ada -> Ben"),
        (key, "note much that is new"),
        (key, "research: industry steel, employees 5, solution more of it"),
        (key, "plan p: due 07-01 -> 10-29"),
    ]
    assert told == diff(crm) == history(crm) == history(crm, key)
    assert [(key, "p", 120)] == slips(crm)
    assert {"start": 1, "end": 1} == change(crm)
    assert "2026-06-01" == next(
        row["committed"]
        for row in crm("blame", key, "--json").json["rows"]
        if row["subject"] == "deals.d.amount"
    )


def test_two_companies_written_after_one_pattern_stay_two(crm, book):
    book.commit("2026-06-10", {"accounts/one.yaml": PATTERN % ("One", "2026-07-01")})
    book.commit(
        "2026-06-20",
        {"accounts/one.yaml": None, "accounts/two.yaml": PATTERN % ("Two", "2026-10-29")},
    )
    assert ["account removed", "new account"] == [said.partition(":")[0] for _, said in diff(crm)]
    assert diff(crm) == history(crm)[:2]
    assert [] == slips(crm)
    assert {"start": 2, "new": 0, "moved_out": 1, "end": 2} == {"new": 0} | {
        line: deals for line, deals in change(crm).items() if line not in ("moved_in", "new")
    }


def test_who_lives_on_under_an_id_is_nobody_else(crm, book):
    book.commit("2026-06-10", {"accounts/zeta.yaml": ACME.replace("name: Acme", "name: Zeta")})
    book.commit("2026-06-20", {"accounts/acme.yaml": None, "accounts/zeta.yaml": ACME})
    assert [
        ("acme", "account removed: Acme, prospect, people: 1, deals: 1"),
        ("zeta", "name Zeta -> Acme"),
    ] == diff(crm)
    assert sorted(diff(crm)) == sorted(history(crm)[:2])


def test_another_name_and_file_at_once_is_known_by_its_people_or_by_what_happened(crm, book):
    book.commit(
        "2026-06-10",
        {
            "accounts/acme.yaml": None,
            "accounts/bolt.yaml": ACME.replace("name: Acme", "name: Bolt"),
        },
    )
    assert (
        [("bolt", "file renamed: acme -> bolt"), ("bolt", "name Acme -> Bolt")]
        == diff(crm)
        == history(crm)
    )


DEAL = (
    ACME.replace("deals: {d:", "deals: {line-2:").replace("2026-09-30", "2026-10-30")
    + "log: [{date: 2026-06-05, type: call, deal: line-2, by: ada}]\n"
)


def test_a_deal_by_another_id_is_the_same_deal(crm, book):
    book.commit("2026-06-10", {"accounts/acme.yaml": DEAL})
    assert (
        [
            ("acme", "line-2 goes by another id: d -> line-2"),
            ("acme", "line-2: close 09-30 -> 10-30"),
            ("acme", "call (Ada, 2026-06-05)"),
        ]
        == diff(crm)
        == history(crm)
    )
    assert [("acme", "line-2", 30)] == slips(crm)
    assert {"start": 1, "end": 1} == change(crm)
    rows = {row["subject"]: row["committed"] for row in crm("blame", "acme", "--json").json["rows"]}
    assert ("2026-06-01", "2026-06-10") == (rows["deals.line-2.amount"], rows["deals.line-2.close"])


def test_a_rename_that_is_not_committed_yet_keeps_its_slips(crm, book):
    book.commit("2026-06-10", {"accounts/acme.yaml": ACME.replace("2026-07-01", "2026-07-11")})
    book.write(
        {
            "accounts/acme.yaml": None,
            "accounts/acme-inc.yaml": ACME.replace("2026-07-01", "2026-07-11").replace(
                "p: {for", "q: {for"
            ),
        }
    )
    assert [("acme-inc", "q", 10)] == slips(crm)


def test_whoever_gives_a_contact_another_id_said_nothing_of_them(crm, book):
    book.commit(
        "2026-06-10",
        {
            "accounts/acme.yaml": ACME.replace(
                "{lee: {name: Lee}}", "{lee: {name: Lee, title: CTO, reports_to: lee}}"
            )
            + "roles: {ceo: lee}\n"
        },
    )
    renamed = ACME.replace("lee", "lee-dh").replace(
        "{name: Lee}", "{name: Lee, title: CTO, reports_to: lee-dh}"
    )
    book.commit("2026-06-20", {"accounts/acme.yaml": renamed + "roles: {ceo: lee-dh}\n"})
    told = {
        row["subject"]: row["committed"]
        for row in crm("blame", "acme", "lee-dh", "--json").json["rows"]
    }
    assert {
        "roles.ceo.contact": "2026-06-10",
        "contacts.lee-dh.name": "2026-06-01",
        "contacts.lee-dh.title": "2026-06-10",
        "contacts.lee-dh.reports_to": "2026-06-10",
    } == told


def test_the_account_and_its_contact_agree_on_who_gave_them_the_role(crm, book):
    two = ACME.replace("{lee: {name: Lee}}", "{lee: {name: Lee}, kim: {name: Kim}}")
    book.commit("2026-06-10", {"accounts/acme.yaml": two + "roles: {ceo: kim}\n"})
    book.commit("2026-06-20", {"accounts/acme.yaml": two + "roles: {ceo: [kim, lee]}\n"})
    asked = [
        crm("blame", "acme", *words, "--json").json["rows"] for words in ((), ("kim",), ("lee",))
    ]
    whole, kim, lee = (
        {row["value"]: row["committed"] for row in rows if row["subject"] == "roles.ceo.contact"}
        for rows in asked
    )
    assert {"Kim": "2026-06-10", "Lee": "2026-06-20"} == whole == kim | lee


def test_keys_that_only_their_author_knows_do_not_change_in_silence(crm, book):
    book.commit(
        "2026-06-10",
        {
            "accounts/acme.yaml": ACME.replace("{name: Lee}", "{name: Lee, x-crm: [a]}")
            + "x-ref: 1\n",
            "crm.yaml": POLICY + "x-team: us\n",
        },
    )
    rows = crm("diff", "HEAD~1..HEAD", "--json").json["rows"]
    assert [("crm.yaml", "x-team us"), ("acme", "contacts.lee.x-crm a"), ("acme", "x-ref 1")] == [
        (row["account"], row["change"]) for row in rows
    ]
    assert [[{"field": "contacts.lee.x-crm", "old": None, "new": ["a"]}]] == [
        row["parts"] for row in rows[1:2]
    ]
    book.write({"accounts/acme.yaml": ACME + "x-ref: 2\n"})
    assert ["x-crm", "x-ref"] == [
        row["subject"].rpartition(".")[2] for row in crm("diff", "--json").json["rows"]
    ]


def test_the_order_of_stages_is_told_and_what_else_moves_a_figure(crm, book):
    one = "stages: {a: {probability: 5}, b: {probability: 50, min_coverage: 20}}\nproducts: {x: {list_price: 5}, y: Y}\nreasons: {p: P, q: Q}\n"
    other = "stages: {b: {probability: 50, min_coverage: 30}, a: {probability: 5}}\nproducts: {y: Y, x: {list_price: 6}}\nreasons: {q: Q, p: P}\n"
    book.commit("2026-06-10", {"crm.yaml": POLICY + one})
    book.commit("2026-06-20", {"crm.yaml": POLICY + other})
    ((_, said),) = diff(crm)
    assert said == (
        "policy: stage b min_coverage 20 -> 30, stage in this order now: b, a, reasons in this order now: q, p, product x list price 5 -> 6, product in this order now: y, x"
    )
    assert [("crm.yaml", said)] == history(crm)[:1]


HIDDEN = b"\0GITCRYPT\0%d some bytes\xff"


def test_what_cannot_be_read_on_either_side_is_named_and_the_status_is_1(crm, book):
    for day, text in (("2026-06-10", b"name: [\n"), ("2026-06-20", b"name: [[\n")):
        book.commit(day, {"accounts/zeta.yaml": text})
    ran = crm("diff", "HEAD~1..HEAD", "--json")
    assert (1, [("zeta", "changed, but it cannot be read before or after: not compared")]) == (
        ran.status,
        diff(crm),
    )
    assert b"accounts/zeta.yaml:1:7" in ran.err
    assert (1, diff(crm)) == (crm("history", "--json").status, history(crm)[:1])


def test_what_git_keeps_encrypted_is_no_nothing(crm, book):
    for day, number in (("2026-06-10", 1), ("2026-06-20", 2)):
        book.commit(day, {"accounts/zeta.yaml": HIDDEN % number})
    ran = crm("diff", "HEAD~1..HEAD", "--json")
    assert (
        1,
        [
            (
                "zeta",
                "changed, but git keeps it as no text (a filter such as git-crypt): not compared",
            )
        ],
    ) == (ran.status, diff(crm))
    assert (1, diff(crm)) == (crm("history", "--json").status, history(crm)[:1])
    assert 1 == crm("diff", "--json").status
    book.write({"accounts/zeta.yaml": "name: Zeta\n"})  # decrypted on disk
    blame = crm("blame", "zeta")
    assert (1, True) == (blame.status, b"cannot be read there" in blame.err)
