"""What one of ours had in hand goes over to another: all that is alive, in every file or in none."""

import json

import pytest
from recorded import Recorded

RULES = """\
language: en
role_sets: {}
team: {ada: Ada, ben: {name: Ben, left: 2026-01-31}, cy: Cy}
"""
ACME = """\
name: Acme
owner: ben
service_contact: ben
roles:
  ceo: {rep: ben}   # since the merger
  cio: {contact: kay, rep: [ben, cy]}
  cto: {rep: [ada, ben]}
contacts: {kay: Kay}
deals:
  going: {owner: ben, stages: {2026-01-10: contacting}, next: {date: 2036-01-05, owner: ben}}
  won: {owner: ben, stages: {2025-01-10: contacting}, outcome: {result: won, date: 2025-03-01}}
plans:
  a: {for: ceo, owner: ben}
  b: {for: ceo, owner: ben, done: 2025-12-24}
cases:
  a: {opened: 2026-01-12, owner: ben}
  b: {opened: 2025-01-12, owner: ben, closed: 2025-01-13}
log:
  - {date: 2025-01-10, type: call, by: ben, with: kay, next: {date: 2025-02-01, owner: ben}}
  - {date: 2026-01-10, type: call, by: ben, with: kay, next: {date: 2036-12-01, owner: ben}}
"""
CYS = (
    ACME.replace("owner: ben", "owner: cy")
    .replace("service_contact: ben", "service_contact: cy")
    .replace("rep: ben", "rep: cy")
    .replace("[ben, cy]", "cy")
    .replace("[ada, ben]", "[ada, cy]")
    .replace("won: {owner: cy", "won: {owner: ben")
    .replace("b: {for: ceo, owner: cy", "b: {for: ceo, owner: ben")
    .replace("2025-01-12, owner: cy", "2025-01-12, owner: ben")
    .replace("2025-02-01, owner: cy", "2025-02-01, owner: ben")
)


@pytest.fixture
def book(crm):
    crm.write(
        {"acme": ACME, "zen": "name: Zen\nowner: ben\n", "other": "name: Other\nowner: ada\n"},
        RULES,
    )
    return crm


def read(book, name="acme"):
    return (book.book / "accounts" / f"{name}.yaml").read_text(encoding="utf-8")


def test_all_that_is_alive_goes_over_and_what_has_ended_stays(book):
    ran = book("handover", "ben", "cy")
    assert (0, CYS, "name: Zen\nowner: cy\n") == (ran.status, read(book), read(book, "zen"))
    assert "name: Other\nowner: ada\n" == read(book, "other")


def test_only_these_kinds_and_these_accounts(book):
    assert (
        0 == book("handover", "Ben", "cy", "--account", "acme", "--only", "accounts,service").status
    )
    assert ACME.replace(
        "owner: ben\nservice_contact: ben", "owner: cy\nservice_contact: cy"
    ) == read(book)
    assert "name: Zen\nowner: ben\n" == read(book, "zen")


def test_a_dry_run_shows_every_file_and_changes_none(book):
    ran = book("handover", "ben", "cy", "--dry-run")
    assert ["--- a/accounts/acme.yaml", "--- a/accounts/zen.yaml"] == [
        line for line in ran.text.splitlines() if line.startswith("---")
    ]
    assert ACME == read(book)


def test_programs_are_told_how_much_of_each_kind(book):
    told = json.loads(book("handover", "ben", "cy", "--json").text)["totals"]
    expected = {
        "accounts": 2,
        "service": 1,
        "roles": 3,
        "deals": 1,
        "plans": 1,
        "cases": 1,
        "promises": 2,
    }
    assert ("ben", "cy", expected) == (told["from"], told["to"], told["handed_over"])


def test_nothing_to_hand_over_is_told(book):
    ran = book("handover", "cy", "ada", "--account", "zen")
    assert (0, "") == (ran.status, ran.text)
    assert "Cy has nothing in hand here" in ran.told


def test_whoever_has_left_takes_nothing_over(book):
    ran = book("handover", "ada", "ben")
    assert (4, True, ACME) == (ran.status, "Ben left on 2026-01-31" in ran.told, read(book))


def test_who_is_in_the_team_no_more_can_be_handed_over_from_and_a_stranger_cannot(book):
    (book.book / "crm.yaml").write_text(
        RULES.replace("ben: {name: Ben, left: 2026-01-31}, ", ""), encoding="utf-8"
    )
    assert (0, CYS) == (book("handover", "ben", "cy").status, read(book))
    assert 4 == book("handover", "nobody", "cy").status


def test_a_file_that_cannot_be_read_stops_all_of_it(book):
    (book.book / "accounts" / "yes.yaml").write_text(
        "name: Yes\nowner: ben\nowner: ben\n", encoding="utf-8"
    )
    assert (4, ACME) == (book("handover", "ben", "cy").status, read(book))


def test_an_account_s_new_owner_is_told_what_stays_with_the_one_before(book):
    ran = book("account", "acme", "--owner", "cy")
    assert 0 == ran.status
    assert "Ben keeps at this account: service contact (1), roles (3), deals (1)" in ran.told
    assert "crm handover ben cy --account acme" in ran.told
    assert "keeps" not in book("account", "zen", "--owner", "cy").told


@pytest.fixture
def part(book):
    """Everything committed; one of the three accounts is in git and not in the checkout."""
    it = Recorded(book.book)
    it.commit("2026-02-01", {})
    it.git(
        "sparse-checkout",
        "set",
        "--no-cone",
        "/crm.yaml",
        "/accounts/acme.yaml",
        "/accounts/other.yaml",
    )
    return it


def test_in_part_of_a_checkout_nothing_goes_over_but_at_an_account_that_is_said(book, part):
    whole = book("handover", "ben", "cy")
    assert (4, True, ACME) == (
        whole.status,
        "1 account is not in this checkout, and may name `ben`" in whole.told,
        read(book),
    )
    assert "accounts/zen.yaml" in whole.told
    away = book("handover", "ben", "cy", "--account", "zen")
    assert (4, True, ACME) == (
        away.status,
        "zen.yaml is not in this checkout" in away.told,
        read(book),
    )
    mixed = book("handover", "ben", "cy", "--account", "acme", "--account", "zen")
    assert (4, ACME) == (mixed.status, read(book))
    here = book("handover", "ben", "cy", "--account", "acme")
    assert (0, CYS) == (here.status, read(book))
    part.git("sparse-checkout", "disable")
    assert "name: Zen\nowner: ben\n" == read(book, "zen")


@pytest.fixture
def kept(book):
    """Everything committed, by somebody whom git knows."""
    it = Recorded(book.book)
    for name, value in (("user.name", "Ada"), ("user.email", "ada@us.example")):
        it.git("config", name, value)
    it.commit("2026-02-01", {})
    return it


def test_a_commit_takes_the_files_that_were_handed_over_and_the_words_that_were_said(book, kept):
    (book.book / "accounts/other.yaml").write_text("name: Other\nowner: ada   # to be looked at\n")
    ran = book("handover", "ben", "cy", "--commit", "-m", "Ben's accounts go to Cy", "--json")
    assert (0, CYS) == (ran.status, read(book))
    assert "Ben's accounts go to Cy\n\naccounts/acme.yaml\naccounts/zen.yaml" == kept.git(
        "show", "--format=%s", "--name-only"
    )
    assert ran.json["totals"]["commit"] == kept.git("rev-parse", "HEAD")
    assert "M accounts/other.yaml" == kept.git("status", "--porcelain")
    assert 0 == book("undo").status
    assert (ACME, "name: Zen\nowner: ben\n") == (read(book), read(book, "zen"))


def test_a_commit_without_words_of_its_own_says_from_whom_to_whom(book, kept):
    assert 0 == book("handover", "ben", "cy", "--account", "zen", "--commit").status
    assert "Handed over from Ben to Cy\n\naccounts/zen.yaml" == kept.git(
        "show", "--format=%s", "--name-only"
    )
