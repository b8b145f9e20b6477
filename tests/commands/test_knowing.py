"""Whom a word means to `crm knows`, and `crm stance` as a question and as a pen."""

import sqlite3
from contextlib import closing

import pytest

POLICY = (
    "language: en\nteam: {kim: {name: 김민지, emails: [kim@us.example]}, reed: {name: Reed Ours}}\n"
)
ACCOUNTS = {
    "acme": 'name: Acme\ncontacts: {ann: {name: Ann Reed, phones: ["010-1234-5671"]}, lee: {name: 이동현}}\nlog:\n  - {date: 2026-07-01, type: call, by: kim, with: ann}\n',
    "zenith": "name: Zenith\ncontacts:\n  lee: {name: Lee Other}\n  kim: {name: Kim Theirs}\n",
}
DAY = ("--as-of", "2026-08-01")


@pytest.fixture(scope="module")
def book(shared):
    shared.write(ACCOUNTS, POLICY)
    return shared


def title(book, *words):
    return book("knows", *words, *DAY).text.partition("\n")[0]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("acme", "Acme (acme)"),
        ("ACME", "Acme (acme)"),
        ("zen", "Zenith (zenith)"),
        ("ann", "Ann Reed of Acme (acme/ann)"),
        ("이동현", "이동현 of Acme (acme/lee)"),
        ("ㅇㄷㅎ", "이동현 of Acme (acme/lee)"),
        ("01012345671", "Ann Reed of Acme (acme/ann)"),
        ("zenith/lee", "Lee Other of Zenith (zenith/lee)"),
        ("zen/other", "Lee Other of Zenith (zenith/lee)"),
        ("kim@us.example", "김민지 (kim)"),
        ("김민지", "김민지 (kim)"),
        ("ㄱㅁㅈ", "김민지 (kim)"),
        ("ㄱㅁㅈ", "김민지 (kim)"),
        ("reed", "Reed Ours (reed)"),
    ],
)
def test_a_word_means_what_it_tells_in_the_surest_way(book, said, told):
    assert told == title(book, said)


def test_what_may_be_several_is_told_and_not_guessed(book):
    ran = book("knows", "kim", *DAY)
    assert (4, b"") == (ran.status, ran.out)
    assert "`kim` may mean several: kim (김민지), zenith/kim (Kim Theirs)" in ran.told
    assert ["김민지 (kim)", "Kim Theirs of Zenith (zenith/kim)"] == [
        title(book, "kim", "--among", kind) for kind in ("ours", "theirs")
    ]


def test_nobody_is_an_error_that_names_who_is_called_nearly_so(book):
    ran = book("knows", "Ann Reid", *DAY)
    assert (4, True, True) == (
        ran.status,
        "nobody is called `Ann Reid`" in ran.told,
        "Ann Reed" in ran.told,
    )
    assert 4 == book("knows", "acme/nobody", *DAY).status
    assert 2 == book("knows", "acme", "--among", "friends").status


def test_a_word_is_understood_anew_when_files_have_changed(crm):
    crm.write(ACCOUNTS, POLICY)
    assert "Ann Reed of Acme (acme/ann)" == title(crm, "ann")
    crm.write({"orbit": "name: Orbit\ncontacts: {ann: {name: Ann Elsewhere}}\n"})
    assert 4 == crm("knows", "ann", *DAY).status


def test_record_text_in_the_head_of_a_grid_is_shown_and_not_obeyed(crm):
    crm.write(ACCOUNTS, 'team: {kim: {name: "[red]x\u202e"}}\n')
    for form in ("table", "spoken", "plain", "markdown"):
        assert "\u202e" not in crm("knows", "acme", "-o", form, *DAY).text
    assert "[red]x\\u202e" in crm("knows", "acme", *DAY).text


def test_stance_asks_with_one_word_and_writes_with_three(crm):
    crm.write(ACCOUNTS, POLICY)
    assert "Index" in crm("stance", "acme", *DAY).text
    ran = crm("stance", "acme", "ann", "friendly", "--why", "said so", "--date", "2026-07-02")
    assert (0, True) == (
        ran.status,
        "stance: {2026-07-02: {value: friendly, why: said so}}"
        in (crm.book / "accounts" / "acme.yaml").read_text(encoding="utf-8"),
    )
    assert [("ann", "unknown", "friendly")] == [
        (row["contact"], row["from"], row["to"])
        for row in crm("stance", "--since", "2026-07-01", "--json", *DAY).json["rows"]
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("acme", "ann", "fond"),
        ("acme", "ann", "friendly", "more"),
        ("acme", "--why", "x"),
        ("--by", "role", "--since", "2026-01-01"),
        ("acme", "--by", "role"),
        ("acme", "ann"),
    ],
    ids=" ".join,
)
def test_stance_refuses_what_it_does_not_understand_and_writes_nothing(crm, words):
    crm.write(ACCOUNTS, POLICY)
    before = (crm.book / "accounts" / "acme.yaml").read_bytes()
    ran = crm("stance", *words)
    assert (2, b"", before) == (
        ran.status,
        ran.out,
        (crm.book / "accounts" / "acme.yaml").read_bytes(),
    ), ran.told
    assert "Traceback" not in ran.told


def test_what_one_run_gathers_twice_is_remembered_both_times(crm):
    crm.write(ACCOUNTS, POLICY)
    assert 0 == crm("knows", "kim@us.example", *DAY).status
    (path,) = crm.cache.glob("*.sqlite")
    with closing(sqlite3.connect(path)) as db:
        kept = " ".join(key for (key,) in db.execute("select key from used").fetchall())
        facts = {key for (key,) in db.execute("select key from facts").fetchall()}
    assert ("reports.people" in kept, "reports.knows_member" in kept, 2) == (True, True, len(facts))


@pytest.mark.parametrize("words", [("acme",), ("acme", "--among", "accounts"), ("acme/ann",)])
def test_of_an_account_that_cannot_be_read_its_file_is_named(crm, words):
    crm.write({**ACCOUNTS, "acme": "name: [Acme\n"}, POLICY)
    ran = crm("knows", *words, *DAY)
    assert (1, b"") == (ran.status, ran.out)
    assert ran.told.startswith("accounts/acme.yaml:1:7: error: ")
    assert crm("knows", "zenith/lee", *DAY).status == 1  # who may be among the unread is not known


@pytest.mark.parametrize("words", [("bant", "acme"), ("bant", "acme/d"), ("show", "Acme Foods")])
def test_what_is_not_found_may_stand_in_a_file_that_cannot_be_read_which_is_named(crm, words):
    crm.write({**ACCOUNTS, "acme": "name: [Acme Foods\n"}, POLICY)
    ran = crm(*words, *DAY)
    assert (4, b"") == (ran.status, ran.out)
    broken, said, *_ = ran.told.splitlines()
    assert broken.startswith("accounts/acme.yaml:1:7: error: ")
    assert said.endswith(f"is called `{words[1]}`")
