"""Which rules does somebody mean who asks for some, or wants some let be?"""

from collections.abc import Iterable

from crmcli.rules.groups import DAYS, GROUP_OF, GROUPS, HARMLESS
from crmcli.rules.registry import OF_DAYS, RULES


def members(word: str) -> frozenset[str]:
    """The rules of a group, or the one rule of this name; nothing for any other word."""
    if word == DAYS:
        return OF_DAYS
    return frozenset(GROUPS.get(word, (word,) if word in GROUP_OF else ()))


def may_be_silenced(rule: str) -> bool:
    """May a comment or crm.yaml let it be? Not what keeps a file from being read: the file would be
    left out of every answer, and nobody told.
    """
    return rule in RULES or rule in HARMLESS


def chosen(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """The rules that are asked for, of all where `select` is empty, without those to be ignored: a
    rule that is named itself beats a group of the other list.
    """
    select, ignore = [*select], [*ignore]
    wanted = frozenset(GROUP_OF) if not select else _all(select)
    named = {word for word in select if word in GROUP_OF}
    left_out = {word for word in ignore if word in GROUP_OF} | (_all(ignore) - named)
    return wanted - left_out


def _all(words: Iterable[str]) -> frozenset[str]:
    return frozenset(rule for word in words for rule in members(word))
