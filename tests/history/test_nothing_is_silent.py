"""Whatever differs between two accounts is told, and nothing is told where nothing differs."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from books import policy
from hypothesis import given, settings
from hypothesis import strategies as st
from states import accounts, filled, pairs, records, variants

from crmcli.domain.records import account as r
from crmcli.domain.table import Message
from crmcli.history.changes import changes
from crmcli.history.fields import record_pieces
from crmcli.history.lists import added
from crmcli.history.names import Names
from crmcli.history.known_words import FIELDS, OURS, TABLED
from crmcli.messages import Phrases

POLICY = policy("team: {kim-mj: {name: 김민지}}")
PHRASES = {language: Phrases(language) for language in ("en", "ko")}


def steps(message):
    """The two sides of every arrow in a sentence."""
    if message.key in ("change-part", "change-step"):
        yield message.args[-2:]
    for each in message.args:
        if isinstance(each, Message):
            yield from steps(each)


def same(one, other) -> bool:
    """Equal, but for the order of what has no id, and for quotes around phones."""
    bare = [
        each._replace(log=(), surveys=(), resting=(), plain_phones=(), odd=(), silences=False)
        for each in (one, other)
    ]
    lists = [(one.log, other.log), (one.surveys, other.surveys), (one.resting, other.resting)]
    return bare[0] == bare[1] and all(
        not added(old, new) and not added(new, old) for old, new in lists
    )


@settings(max_examples=400, deadline=None)
@given(pairs())
def test_changes_are_told_exactly_where_two_accounts_differ(pair):
    one, other = pair
    assert (changes(one, other, POLICY) == []) == same(one, other)


def test_every_single_place_of_an_account_is_told_when_it_changes_or_goes_both_ways():
    full = filled(r.Account)._replace(id="a")
    everywhere = [
        (path, each)
        for path, each in variants(full, r.Account)
        if not path.startswith((".id", ".plain_phones", ".odd", ".silences", ".extra"))
    ]
    assert len(everywhere) > 300
    assert [] == [
        path
        for path, each in everywhere
        if each != full and not (changes(full, each, POLICY) and changes(each, full, POLICY))
    ]


@settings(max_examples=150, deadline=None)
@given(pairs())
def test_every_change_says_something_in_both_languages_and_never_the_same_on_both_sides_of_an_arrow(
    pair,
):
    for change in changes(*pair, POLICY):
        for language, phrases in PHRASES.items():
            text = phrases.say(change.message)
            assert text.strip()
            assert "change-" not in text, (language, text)
            assert [] == [
                step
                for step in steps(change.message)
                if phrases.word(step[0]) == phrases.word(step[1])
            ]
        assert change.parts
        assert all(part.old != part.new for part in change.parts), change


@settings(max_examples=100, deadline=None)
@given(accounts)
def test_an_account_is_no_change_to_itself_and_all_of_it_is_new_or_gone(account):
    assert [] == changes(account, account, POLICY)
    assert [1, 1] == [len(changes(None, account, POLICY)), len(changes(account, None, POLICY))]


@given(st.permutations(range(4)))
def test_entries_have_no_order(order):
    entries = [r.Entry(date(2026, 1, day), "call", objections={"a": "b"}) for day in (1, 1, 2, 3)]
    one = r.Account("A", log=tuple(entries))
    assert [] == changes(one, one._replace(log=tuple(entries[place] for place in order)), POLICY)


def test_an_entry_written_down_twice_is_told():
    entry = r.Entry(date(2026, 1, 1), "call")
    told = changes(r.Account("A", log=(entry,)), r.Account("A", log=(entry, entry)), POLICY)
    assert ["log"] == [change.kind for change in told]


class Later(NamedTuple):
    """A record as it might be one day."""

    name: str
    birthday: date | None = None
    shoes: dict[str, tuple[str, ...]] = {}


def test_a_field_nobody_has_thought_of_yet_is_told_by_its_own_name():
    found = list(
        record_pieces(Later("a"), Later("a", date(2026, 1, 5), {"left": ("x",)}), Names(POLICY))
    )
    assert ["birthday 2026-01-05", "shoes left x"] == [PHRASES["en"].say(said) for said in found]


def test_every_field_and_fixed_word_has_a_name_in_both_languages():
    kinds = [
        kind
        for kind in vars(r).values()
        if hasattr(kind, "_fields") and kind.__module__ == r.__name__
    ]
    fields = {field for kind in kinds for field in kind._fields}
    # told with words of their own
    elsewhere = {
        "id",
        "research",
        "roles",
        "plans",
        "deals",
        "contracts",
        "cases",
        "plain_phones",
        "odd",
        "silences",
        "extra",
        "path",
    }
    assert set() == fields - FIELDS - elsewhere
    keys = [
        *(f"change-field-{field.rstrip('_')}" for field in FIELDS),
        *(f"change-word-{word}" for word in OURS),
        *(f"word-{word}" for word in TABLED),
    ]
    assert [] == [
        (key, language)
        for key in keys
        for language, phrases in PHRASES.items()
        if not phrases.has(key)
    ]


def test_the_generator_reaches_every_field():
    seen: Counter[str] = Counter()

    @settings(max_examples=150, deadline=None, database=None)
    @given(records(r.Deal))
    def look(deal):
        seen.update(
            field
            for field, value in zip(deal._fields, deal, strict=True)
            if value not in (None, (), {})
        )

    look()
    assert set(r.Deal._fields) == set(seen)


def test_messages_are_messages():
    told = changes(r.Account("A", id="a"), r.Account("B", id="b"), POLICY)
    assert all(isinstance(change.message, Message) for change in told)
    assert ["file renamed: a -> b", "name A -> B"] == [
        PHRASES["en"].say(change.message) for change in told
    ]
