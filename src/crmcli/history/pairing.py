"""Which account of one state is which of another?

Every question about the past asks here, so that no two answers contradict each other.

The same id first, in whatever folder. Then, of what is gone and what is new, only what can be no
other: the same content, id in another system, name or people, or the same history. Who is there in
both states under an id is nobody else, and two companies that merely begin alike stay two.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.foreign import foreign_ids


class Found(NamedTuple):
    """One file of one state: the account's id, what names its content, and the account; None for a
    file that cannot be read.
    """

    id: str
    content: str
    account: Account | None


Files = Mapping[str, Found]  # by any name that is its own
_LEAST = 2  # things that happened to both, before that says anything


def paired(gone: Files, come: Files) -> dict[str, str]:
    """By their names here, which of the files that are gone is which of those that came."""
    found: dict[str, str] = {}
    for evidence, is_same in _TIERS:
        left = {key: each for key, each in gone.items() if key not in found}
        right = {key: each for key, each in come.items() if key not in found.values()}
        if not left or not right:
            break
        found |= _matched(left, right, evidence, is_same)
    return found


def _matched(gone: Files, come: Files, evidence: "Evidence", is_same: "Judge") -> dict[str, str]:
    """Pairs that share evidence and are the same by it; only where each has no second."""
    known: dict[Hashable, list[str]] = {}
    for key, each in come.items():
        for clue in evidence(each):
            known.setdefault(clue, []).append(key)
    pairs = {
        (old, new)
        for old, each in gone.items()
        for clue in evidence(each)
        for new in known.get(clue, ())
        if is_same(each, come[new])
    }
    olds, news = _counts(old for old, _ in pairs), _counts(new for _, new in pairs)
    return {old: new for old, new in pairs if olds[old] == 1 and news[new] == 1}


def _counts(keys: Iterator[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found


Evidence = Callable[[Found], set[Hashable]]
Judge = Callable[[Found, Found], bool]


def _id(each: Found) -> set[Hashable]:
    return {each.id}


def _content(each: Found) -> set[Hashable]:
    return {each.content}


def _elsewhere(each: Found) -> set[Hashable]:
    return {*foreign_ids(each.account.ids)} if each.account else set()


def _names(each: Found) -> set[Hashable]:
    return {each.account.name.casefold()} if each.account else set()


def _all_names(each: Found) -> set[Hashable]:
    return (
        {name.casefold() for name in (each.account.name, *each.account.aliases)}
        if each.account
        else set()
    )


def _people(each: Found) -> set[Hashable]:
    return {contact.name for contact in each.account.contacts.values()} if each.account else set()


def _happened(each: Found) -> set[Hashable]:
    """What happened with them: two companies written after one pattern have nothing of it in
    common.
    """
    if each.account is None:
        return set()
    entries = (
        ("log", entry.date, entry.type, entry.what, entry.said, entry.note)
        for entry in each.account.log
        if entry.type != "info"
    )
    cases = (("case", case.opened, case.what, case.closed) for case in each.account.cases.values())
    surveys = (
        ("survey", survey.date, survey.kind, survey.score, survey.note)
        for survey in each.account.surveys
    )
    contracts = (
        ("contract", contract.start, contract.end, contract.amount)
        for contract in each.account.contracts.values()
    )
    return {*entries, *cases, *surveys, *contracts}


def _surely(one: Found, other: Found) -> bool:
    del one, other
    return True


def _no_strangers(one: Found, other: Found) -> bool:
    """Are there people in common, or on one side none that could be?"""
    before, after = _people(one), _people(other)
    return not before or not after or bool(before & after)


def _same_people(one: Found, other: Found) -> bool:
    before, after = _people(one), _people(other)
    return 2 * len(before & after) >= len(before | after)


def _same_past(one: Found, other: Found) -> bool:
    before, after = _happened(one), _happened(other)
    common = len(before & after)
    return (
        common >= _LEAST
        and 2 * common >= max(len(before), len(after))
        and _no_strangers(one, other)
    )


_TIERS: tuple[tuple[Evidence, Judge], ...] = (
    (_id, _surely),
    (_content, _surely),
    (_elsewhere, _surely),
    (_names, _no_strangers),
    (_people, _same_people),
    (_names, _surely),
    (_all_names, _no_strangers),
    (_happened, _same_past),
)
