"""What crm.yaml does not know yet and an import brings: members, stages, reasons, products, fields
of the book's own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from crmcli.domain.edit import Prose, Value
from crmcli.domain.records.policy import Policy
from crmcli.edits.names import new_id
from crmcli.edits.record_editor import full
from crmcli.imports.card import Refusal
from crmcli.imports.cells.texts import line
from crmcli.imports.incoming import Incoming, texts_of
from crmcli.imports.mapping.mapping import FileMap, key, places
from crmcli.imports.table import Table
from crmcli.imports.words import Words

SECTIONS = {
    "owner": "team",
    "stage": "stages",
    "reason": "reasons",
    "product": "products",
}
ODDS = "odds"  # of built-in stages, where crm.yaml has none of its own
_UNKNOWN = 101  # percent: where nobody tells, a stage stands behind those of which somebody does
_LONGEST = 100  # characters of a label
_SURE, _LIKELY, _EVEN = 90, 60, 30  # percent from which a stage is commit, best case, pipeline


class Addition(NamedTuple):
    """One more entry of a section, what their system calls it, and how often it comes."""

    section: str
    id: str
    called: tuple[str, ...]
    tree: Mapping[str, Value]
    times: int = 0


Additions = Sequence[Addition]
_ORDER = ("team", "stages", "reasons", "products", "fields")


def by_section(additions: Additions) -> dict[str, dict[str, dict[str, Value]]]:
    """What each section of crm.yaml is to have more."""
    return {
        section: {each.id: dict(each.tree) for each in additions if each.section == section}
        for section in _ORDER
    }


def odds_of(additions: Additions) -> dict[str, dict[str, Value]]:
    """What is to be said of built-in stages besides."""
    return {each.id: dict(each.tree) for each in additions if each.section == ODDS}


def from_words(words: Words, taken: set[str], odds: Mapping[str, int]) -> list[Addition]:
    """An entry for each word that means nothing here. `odds` are the probabilities of stages."""
    section = SECTIONS.get(words.kind)
    if section is None:
        return []
    found = []
    for word, count in words.unknown:
        label = _label(word)
        if not label:
            continue
        id_ = new_id(word, taken)
        taken.add(id_)
        tree: dict[str, Value] = {"name" if section == "team" else "label": Prose(label)}
        if section == "stages" and word in odds:
            tree |= {"probability": str(odds[word]), "forecast": _forecast(odds[word])}
        found.append(Addition(section, id_, (word,), tree, count))
    if section == "stages":
        found.sort(key=lambda each: int(str(each.tree.get("probability", _UNKNOWN))))
    return found


def _label(word: str) -> str:
    """What people are shown for it: nothing where the word can be none of ours."""
    try:
        return line(word, _LONGEST).text
    except Refusal:
        return ""


def with_odds(words: Words, odds: Mapping[str, int]) -> list[Addition]:
    """Stages of ours that their system calls the same: deals there are won as often as it says.

    What crm.yaml says of its own stages stays; only built-in ones are written so.
    """
    found = []
    for word in words.came:
        meaning = words.find(word)
        if meaning.how in {"same", "probable"} and meaning.ours.word and word in odds:
            tree = {"probability": str(odds[word])}
            found.append(Addition(ODDS, meaning.ours.word, (word,), tree))
    return found


def _forecast(percent: int) -> str:
    if percent >= _SURE:
        return "commit"
    if percent >= _LIKELY:
        return "best_case"
    return "pipeline" if percent >= _EVEN else "omitted"


def stage_odds(table: Table, map_: FileMap) -> dict[str, int]:
    """Of each stage, the probability that their system shows most often, in percent."""
    there = places(table.headings)
    held = [
        there.get(key(each), [-1])[0]
        for field in ("stage", "probability")
        for each in (map_.fields[field].columns[:1] if field in map_.fields else ("",))
    ]
    if -1 in held:
        return {}
    stage, odds = held
    counts: dict[str, Counter[int]] = {}
    for row in table.rows():
        try:
            said = Decimal(row.cells[odds].strip().rstrip("%").strip()[:20])
            percent = int(said * 100) if 0 < said < 1 else int(said)
        except (InvalidOperation, IndexError, ValueError, OverflowError):
            continue
        if 0 <= percent <= 100:
            counts.setdefault(row.cells[stage].strip(), Counter())[percent] += 1
    return {word: count.most_common(1)[0][0] for word, count in counts.items()}


Known = dict[str, tuple[str, ...]]


def members(rows: Sequence[Incoming], policy: Policy) -> tuple[Known, list[Addition]]:
    """Who of the team the users are, by an address or the whole name, with all that they are
    called; and the members that are new, their managers among them.
    """
    known: Known = {}
    new: dict[str, Addition] = {}
    ids: dict[str, str] = {}  # of members, by their ids and names elsewhere
    taken = set(policy.team)
    for row in rows:
        emails = texts_of(row.said.get("emails"))
        name = str(row.said.get("name") or next(iter(emails), row.id))
        ways = (row.id, name, *emails)
        found = _member(name, emails, policy) or ids.get(name, "")
        if not found:
            found = _taken(name, taken)
            tags = [Prose(each) for each in texts_of(row.said.get("tags"))]
            mails = [Prose(each) for each in emails]
            tree = full(
                name=Prose(name), function=row.said.get("function"), emails=mails, tags=tags
            )
            new[found] = Addition("team", found, ways, tree)
        known.setdefault(found, ways)
        ids |= dict.fromkeys((row.id, name), found)
    for row in rows:
        for lead in row.refs.get("manager", ()):
            own = ids.get(row.id, "")
            boss = ids.get(lead[0]) or ids.get(lead[1]) or _member(lead[1], (), policy)
            if not boss and lead[1]:
                boss = ids[lead[1]] = _taken(lead[1], taken)
                tree = {"name": Prose(lead[1]), "function": "manager"}
                new[boss] = Addition("team", boss, (lead[1],), tree)
            if boss and own in new and boss != own:
                new[own] = new[own]._replace(tree={**new[own].tree, "manager": boss})
    return {id_: ways for id_, ways in known.items() if id_ not in new}, list(new.values())


def _member(name: str, emails: Sequence[str], policy: Policy) -> str:
    mine = {each.casefold() for each in emails}
    for id_, member in policy.team.items():
        if mine & {each.casefold() for each in member.emails} or (member.name or id_) == name:
            return id_
    return ""


def products(rows: Sequence[Incoming], policy: Policy) -> tuple[Known, list[Addition]]:
    """Which products of ours the rows are, by their names; and those that are new."""
    known: Known = {}
    new: dict[str, Addition] = {}
    taken = set(policy.products)
    for row in rows:
        name = str(row.said.get("name") or row.id)
        ways = (row.id, name, str(row.said.get("code") or name))
        same = [
            id_
            for id_, product in policy.products.items()
            if name in (id_, *product.label.values())
        ]
        if same:
            known[same[0]] = ways
            continue
        found = _taken(name, taken)
        tree = full(label=Prose(name), list_price=row.said.get("list_price"))
        new[found] = Addition("products", found, ways, tree)
    return known, list(new.values())


def _taken(name: str, taken: set[str]) -> str:
    found = new_id(name, taken)
    taken.add(found)
    return found
