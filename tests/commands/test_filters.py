"""What --owner, --segment and --tag let through: a word that no account has is an error, for an empty answer would read as good news."""

from next_command import see_help
from crmcli.commands.typed import typed_command
import pytest

BOOK = {
    "acme": "name: Acme\nsegment: A\ntags: [press, north]\nowner: ada\n",
    "zeta": "name: Zeta\nsegment: B\nstatus: churned\nowner: ada\n",
}
POLICY = "language: en\nrole_sets: {}\nteam: {ada: Ada}\n"
DAY = ("--as-of", "2026-08-01")
COMMANDS = [
    "due",
    "list",
    "pipeline",
    "coverage",
    "lint",
    "review",
    "whitespace",
    "quality",
    "find a",
    "query true",
    "team",
    "winrate",
    "forecast",
    "slips",
]


@pytest.mark.parametrize("words", COMMANDS)
def test_a_word_that_no_account_has_is_told_with_the_nearest_and_what_there_is(crm, words):
    crm.write(BOOK, POLICY)
    command = typed_command(words.split())
    ran = crm(*words.split(), "--tag", "pres", *DAY)
    assert (2, b"") == (ran.status, ran.out)
    assert (
        "crm: no account has the tag `pres`\nhint: did you mean press? There are: north, press\n"
        + see_help(command)
        == ran.told
    )
    ran = crm(*words.split(), "--segment", "nosuch", *DAY)
    told = "crm: no account has the segment `nosuch`\nhint: there are: A, B\n" + see_help(command)
    assert (2, b"", told) == (ran.status, ran.out, ran.told)


def test_one_good_word_does_not_hide_a_bad_one(crm):
    crm.write(BOOK, POLICY)
    assert 2 == crm("due", "--segment", "A", "--segment", "nosuch", *DAY).status


def test_a_segment_with_nothing_due_stays_fine(crm):
    crm.write(BOOK, POLICY)
    assert (0, "Nothing is due.\n") == (
        crm("due", "--segment", "B", *DAY).status,
        crm("due", "--segment", "B", *DAY).text,
    )


def test_it_is_told_in_korean_and_again_when_the_same_is_asked_again(crm):
    crm.write(BOOK, POLICY)
    for _ in range(2):
        ran = crm("due", "--tag", "zzz", "--lang", "ko", *DAY)
        told = "crm: `zzz` 태그가 붙은 거래처가 없습니다\n도움말: 있는 것: north, press\n"
        assert (2, told + see_help("due", "ko")) == (ran.status, ran.told)


def test_an_owner_is_known_by_the_accounts_where_no_team_is_named(crm):
    crm.write(BOOK, "language: en\nrole_sets: {}\n")
    ran = crm("list", "--owner", "adda", *DAY)
    told = "crm: no account is owned by `adda`\nhint: did you mean ada? There are: ada\n"
    assert (2, told + see_help("list")) == (ran.status, ran.told)
    assert 2 == len(crm("list", "--owner", "ada", "--json", *DAY).json["rows"])


def test_where_no_account_has_any_that_is_told(crm):
    crm.write({"acme": "name: Acme\n"}, POLICY)
    assert "hint: there is none yet" in crm("due", "--tag", "x", *DAY).told


def test_the_past_may_know_a_word_that_no_account_has_today(crm):
    crm.write(BOOK, POLICY)
    crm.git("init", "-q")
    crm.git("add", ".")
    crm.git("commit", "-q", "-m", "x")
    assert 0 == crm("history", "--tag", "once").status


FULL = {
    name: f"name: {name.title()}\nsegment: {segment}\ntags: [{tag}]\nowner: {owner}\ndeals: {{{name}-1: {{amount: 5, stages: {{2026-01-01: closing}}}}}}\ncontacts: {{{name}-kim: Kim}}\n"
    for name, segment, tag, owner in (
        ("acme", "A", "north", "ada"),
        ("bolt", "A", "south", "ben"),
        ("carl", "B", "north", "ben"),
        ("dora", "B", "south", "ada"),
    )
}


@pytest.fixture(scope="module")
def full(shared):
    shared.write(FULL, f"{POLICY.replace('team: {ada: Ada}', 'team: {ada: Ada, ben: Ben}')}")
    return shared


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("", "acme bolt carl dora"),
        ("--segment A", "acme bolt"),
        ("--segment A --segment B", "acme bolt carl dora"),
        ("--tag south", "bolt dora"),
        ("--owner ada", "acme dora"),
        ("--segment A --tag south", "bolt"),
        ("--segment B --owner ada", "dora"),
        ("--tag north --owner ben", "carl"),
        ("--segment A --tag north --owner ada", "acme"),
    ],
)
@pytest.mark.parametrize("command", ["list", "query true", "find kim", "bant", "focus"])
def test_filters_together_let_through_what_each_of_them_does(full, command, words, left):
    for again in range(2):  # what is read, and what is remembered
        ran = full(*command.split(), *words.split(), "--json", *DAY)
        assert 0 == ran.status, ran.told
        found = {row["account"] for row in ran.json["rows"]}
        assert {*left.split()} == found, again


def test_cards_are_those_of_the_accounts_of_who_is_asked_for(crm):
    crm.write(
        {
            "acme": "name: Acme\nowner: ada\ncontacts: {lee: {name: Don Lee}}\n",
            "bolt": "name: Bolt\nowner: ben\ncontacts: {roth: {name: Ines Roth}}\n",
        },
        "language: en\nrole_sets: {}\nteam: {ada: Ada, ben: Ben}\n",
    )
    ran = crm("export", "cards", "--owner", "ada")
    assert (0, True, False) == (ran.status, "Don Lee" in ran.text, "Ines Roth" in ran.text)
