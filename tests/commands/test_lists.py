"""`crm deal list` and the others answer as the question of `crm query` that they stand for."""

import json

import pytest

DAY = ("--as-of", "2026-08-01")
POLICY = "language: en\ncurrency: KRW\nteam: {ada: {name: Ada}, bo: {name: Bo}}\n"
ACME = """\
name: Acme
owner: ada
segment: A
contacts: {ann: {name: Ann}, bob: {name: Bob, left: 2026-05-01}}
deals:
  late: {amount: 10, close: 2026-12-01, stages: {2026-01-01: contacting}}
  soon: {amount: 20, close: 2026-09-01, owner: bo, stages: {2026-01-01: contacting}}
  gone: {amount: 30, stages: {2026-01-01: contacting}, outcome: {result: won, date: 2026-02-01}}
cases:
  b: {opened: 2026-03-01, what: slow, owner: bo}
  a: {opened: 2026-02-01, what: shut, closed: 2026-02-02}
contracts: {old: {start: 2025-01-01, end: 2025-12-31}, next: {start: 2026-09-01, signed: 2026-07-01}}
"""
ZENITH = "name: Zenith\nowner: bo\ndeals: {try: {amount: 5, stages: {2026-01-01: contacting}}}\n"


@pytest.fixture(scope="module")
def book(shared):
    shared.write({"acme": ACME, "zenith": ZENITH}, POLICY)
    return shared


def rows(book, *words):
    return json.loads(book(*words, *DAY, "--json").text)["rows"]


@pytest.mark.parametrize(
    ("words", "key", "found"),
    [
        ("deal list", "deal", ["soon", "late", "try"]),
        ("deal list --status won", "deal", ["gone"]),
        ("deal list --status 수주", "deal", ["gone"]),
        ("deal list --status all", "deal", ["soon", "late", "try", "gone"]),
        ("deal list --account Acme", "deal", ["soon", "late"]),
        ("deal list Acme", "deal", ["soon", "late"]),
        ("deal list --account Acme --owner bo", "deal", ["soon"]),
        ("deal list --owner bo", "deal", ["soon", "try"]),
        ("deal list --segment A", "deal", ["soon", "late"]),
        ("deal list --sort -amount --limit 1", "deal", ["soon"]),
        ("contact list", "contact", ["ann"]),
        ("contact list --status left", "contact", ["bob"]),
        ("case list", "case", ["b"]),
        ("case list --owner bo", "case", ["b"]),
        ("case list --owner ada", "case", []),
        ("case list --status all", "case", ["b", "a"]),
        ("contract list", "contract", ["next"]),
        ("contract list --status ended", "contract", ["old"]),
        ("list --status prospect --sort -open_deals", "account", ["acme", "zenith"]),
        ("list --sort open_deals", "account", ["zenith", "acme"]),
    ],
)
def test_what_is_open_comes_first_and_filters_hold(book, words, key, found):
    assert found == [row[key] for row in rows(book, *words.split())]


def test_a_list_says_what_the_query_says_that_it_stands_for(book):
    for form in ("table", "spoken", "plain", "json", "csv", "markdown", "html"):
        listed = book("deal", "list", "-o", form, *DAY).text
        columns = "account,deal,stage,amount,close,owner"
        asked = ("query", "open", "--on", "deals", "--columns", columns, "--sort", "close")
        assert listed == book(*asked, "-o", form, *DAY).text


def test_columns_may_be_named_as_they_are_headed_in_either_language(book):
    for names in ("amount,stage", "금액,단계", "Amount,STAGE"):
        found = rows(book, "deal", "list", "--columns", names, "--sort", "-금액")
        assert [{"amount": 20, "stage": "contacting"}, 10, 5] == [
            found[0],
            *(row["amount"] for row in found[1:]),
        ]


@pytest.mark.parametrize("option", ["--columns", "--sort"])
def test_a_column_that_is_not_there_is_answered_with_the_nearest_and_all(book, option):
    ran = book("case", "list", option, "opend", *DAY)
    assert 2 == ran.status
    assert "cases have no `opend`" in ran.told
    assert "did you mean `opened`? Columns are: account, case, kind, opened, closed" in ran.told
    ran = book("case", "list", option, "zzz", *DAY)
    assert "hint: columns are: account, case" in ran.told
    assert "account.name" not in ran.told


def test_an_account_that_is_not_there_is_told(book):
    ran = book("deal", "list", "--account", "nobody", *DAY)
    assert (4, True) == (ran.status, "no account is called `nobody`" in ran.told)


def test_a_wrong_status_is_told_with_those_there_are(book):
    ran = book("case", "list", "--status", "won", *DAY)
    assert (2, True) == (ran.status, "open, closed, all" in ran.told)


def test_a_plan_is_told_by_the_name_of_its_role_and_by_the_id_of_its_person(crm):
    crm.write(
        {
            "acme": """\
name: Acme
role_set: all
contacts: {ann: {name: Ann}}
plans:
  a: {for: cfo, kind: identify, how: ask, due: 2026-09-01}
  b: {for: ann, kind: convert, how: call, due: 2026-09-02}
"""
        },
        POLICY + "role_sets: {all: {cfo: {label: Head of money}}}\n",
    )
    *_, role, person = crm("plan", "list", "--columns", "plan,for", *DAY).text.splitlines()
    assert (["a", "Head of money"], ["b", "ann"]) == (role.split(None, 1), person.split(None, 1))
    raw = json.loads(crm("plan", "list", *DAY, "--json").text)["rows"]
    assert ["cfo", "ann"] == [row["for"] for row in raw]
