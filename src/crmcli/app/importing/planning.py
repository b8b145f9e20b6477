"""The plan of an import: every table looked through, every word with its meaning here."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.app.importing.asked import Asked
from crmcli.app.importing.plan import Part, Plan, counted, looked_through, typed
from crmcli.app.importing.presets import GENERIC, Preset, preset, preset_names
from crmcli.domain.edit import Prose, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import (
    DEAL_TYPES,
    DIRECTIONS,
    ENTRY_OUTCOMES,
    ENTRY_TYPES,
    FUNCTIONS,
    SOURCES,
    STATUSES,
)
from crmcli.domain.table import Message
from crmcli.edits.names import new_id
from crmcli.imports.additions import (
    Addition,
    from_words,
    members,
    products,
    stage_odds,
    with_odds,
)
from crmcli.imports.card import Refused
from crmcli.imports.mapping.kinds import ORDER, OWN_FIELDS, WORDS
from crmcli.imports.mapping.mapping import ImportMap, Ours, key
from crmcli.imports.mapping.propose import Proposal, propose
from crmcli.imports.rows import Reader
from crmcli.imports.table import Table
from crmcli.imports.words import FREE, Words, fixed, results

_ON = {"person": "contact"}


def planned(
    asked: Asked,
    tables: Sequence[Table],
    aside: Sequence[tuple[str, Message]],
    kept: ImportMap | None,
    policy: Policy,
) -> Plan:
    """What would be taken. Raises CrmError where no table is one of those that are known."""
    imap = _mapped(asked, tables, kept)
    imap = imap._replace(values=_with_preset(imap))
    parts, left = list[Part](), list(aside)
    for table in tables:
        map_ = imap.of(table.name, table.headings)
        if map_ is None:
            left.append((table.name, Message("told-import-no-shape")))
            continue
        every = (map_, *map_.beside)
        read = frozenset(key(column) for each in every for column in each.columns)
        parts += [
            looked_through(len(parts), table, each, imap, asked, policy)._replace(read_beside=read)
            for each in every
        ]
    if not parts:
        raise CrmError(
            Message("error-import-no-table", (", ".join(name for name, _ in left),)),
            Message("hint-import-no-table"),
            status=4,
        )
    parts = [
        typed(_with_own_fields(each, policy, asked, imap.source), imap, asked, policy)
        for each in parts
    ]
    parts.sort(key=lambda each: ORDER.index(each.map.as_))
    parts = [each._replace(number=place) for place, each in enumerate(parts)]
    words, additions = _words(imap, parts, policy, asked)
    undecided = [*_undecided(parts), *_unknown(words)]
    return Plan(asked, imap, parts, left, words, additions, undecided)


def unknown_tables(asked: Asked, tables: Sequence[Table], kept: ImportMap | None) -> list[str]:
    """The names of the tables of which no heading tells what their rows are."""
    found = _mapped(asked, tables, kept)
    return [each.name for each in tables if found.of(each.name, each.headings) is None]


def _mapped(asked: Asked, tables: Sequence[Table], kept: ImportMap | None) -> ImportMap:
    """The mapping: as it is kept, with what is proposed for tables that it does not know."""
    known = kept or ImportMap(asked.name or asked.source)
    files = dict(known.files)
    open_ = [each for each in tables if known.of(each.name, each.headings) is None]
    chosen = _chosen(asked, known, open_) if open_ else None
    for table in open_:
        found = _proposed(chosen, table, asked)
        if found is not None:
            files[table.name] = found.map
    source = known.source or (chosen.name if chosen and chosen.name != GENERIC else "")
    return known._replace(
        source=source or asked.name,
        files=files,
        encoding=asked.encoding or known.encoding,
        decimal=asked.decimal or known.decimal,
        dates=asked.dates or known.dates,
    )


def _chosen(asked: Asked, known: ImportMap, tables: Sequence[Table]) -> Preset | None:
    """The system whose tables these are: the one that is named, else the one that fits best, and
    better than headings that mean the same everywhere.
    """
    names = preset_names()
    named = asked.source or (known.source if known.source in names else "")
    if named:
        return preset(named)
    fits = {each: _fits(preset(each), tables, asked.kind) for each in (*names, GENERIC)}
    best = max(names, key=lambda each: fits[each].score, default="")
    # a system's tables are read in full: where plain headings tell more, they are not its own
    is_its = best and fits[best].score and fits[best].columns >= fits[GENERIC].columns
    return preset(best) if is_its else None


class _Fit(NamedTuple):
    """How well a system's tables fit, and how many columns would be read."""

    score: int
    columns: int


def _fits(chosen: Preset, tables: Sequence[Table], kind: str) -> _Fit:
    found = [
        fitted
        for table in tables
        if (fitted := propose(table.name, table.headings, chosen.shapes, kind))
    ]
    return _Fit(sum(each.score for each in found), sum(len(each.map.columns) for each in found))


def _proposed(chosen: Preset | None, table: Table, asked: Asked) -> Proposal | None:
    """By the system's own tables, or by headings that mean the same everywhere where those hold
    more of it.
    """
    shapes = chosen.shapes if chosen else ()
    found = propose(table.name, table.headings, shapes, asked.kind)
    other = propose(table.name, table.headings, preset(GENERIC).shapes, asked.kind)
    if found is None or other is None:
        return found or other
    is_its = asked.source or len(found.map.columns) >= len(other.map.columns)
    return found if is_its else other


def _with_preset(imap: ImportMap) -> Mapping[str, Mapping[str, Ours]]:
    """What the system's words mean, and above that what the mapping says."""
    base = preset(imap.source).values if imap.source in preset_names() else {}
    return {
        kind: {**base.get(kind, {}), **imap.values.get(kind, {})}
        for kind in WORDS
        if kind in base or kind in imap.values
    }


def _with_own_fields(part: Part, policy: Policy, asked: Asked, source: str) -> Part:
    """Columns that are left become fields of the book's own, where the mapping says so."""
    if part.map.rest != "custom" or part.map.as_ not in OWN_FIELDS:
        return part
    on = _ON.get(part.map.as_, part.map.as_)
    declared = {
        key(way): id_
        for id_, field in policy.fields.items()
        if field.on == on
        for way in (id_, *field.label.values(), *field.source.get(source, ()))
    }
    taken = set(policy.fields)
    custom = dict(part.map.custom)
    for heading, _ in part.left_out():
        found = declared.get(key(heading))
        if found is None and asked.extend_policy:
            found = new_id(heading, taken)
            taken.add(found)
        if found is not None:
            custom[heading] = found
    return part._replace(map=part.map._replace(custom=custom))


def _words(
    imap: ImportMap, parts: Sequence[Part], policy: Policy, asked: Asked
) -> tuple[dict[str, Words], list[Addition]]:
    words = {
        kind: Words(kind, imap.values.get(kind, {}), known)
        for kind, known in _known_words(policy).items()
    }
    additions = list[Addition]()
    _learn_records(words, parts, policy, additions)
    for kind, count in counted(parts).items():
        words[kind].came.update(count)
    odds = dict(preset(imap.source).odds) if imap.source in preset_names() else {}
    odds |= {
        word: percent
        for part in parts
        if part.map.as_ == "deal"
        for word, percent in stage_odds(part.table, part.map).items()
    }
    for each in words.values():
        taken = {*each.known, *(found.id for found in additions)}
        found = from_words(each, taken, odds)
        for new in found:
            each.propose(new.id, new.called)
        additions += found
        each.is_extended = asked.extend_policy
    return words, [
        *additions,
        *with_odds(words["stage"], odds),
        *_fields(parts, policy, imap.source),
    ]


def _learn_records(
    words: Mapping[str, Words], parts: Sequence[Part], policy: Policy, additions: list[Addition]
) -> None:
    """Users are members of the team, products are ours: their ids and names are known from here."""
    for part in parts:
        if part.map.as_ not in {"user", "product"}:
            continue
        reader = Reader(part.number, part.table, part.map, words, part.formats, policy.currency)
        rows = [row for row in reader if not isinstance(row, Refused)]
        word = words["owner" if part.map.as_ == "user" else "product"]
        known, new = (members if part.map.as_ == "user" else products)(rows, policy)
        for id_, ways in known.items():
            word.learn(id_, ways)
        for each in new:
            word.propose(each.id, each.called)
        additions += new


def _known_words(policy: Policy) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        "owner": {id_: (member.name or id_, *member.emails) for id_, member in policy.team.items()},
        "stage": {id_: tuple(each.label.values()) for id_, each in policy.stages.items()},
        "reason": {id_: tuple(each.label.values()) for id_, each in policy.reasons.items()},
        "product": {id_: tuple(each.label.values()) for id_, each in policy.products.items()},
        "result": results(),
        "source": fixed(SOURCES, "word", "type"),
        "status": fixed(STATUSES, "word", "status"),
        "deal_type": fixed(DEAL_TYPES, "word", "type"),
        "log_type": fixed(ENTRY_TYPES, "type", "word"),
        "direction": fixed(DIRECTIONS, "word"),
        "outcome": fixed(ENTRY_OUTCOMES, "word", "outcome"),
        "function": fixed(FUNCTIONS, "word"),
        "segment": {},
        "currency": {},
    }


def _fields(parts: Sequence[Part], policy: Policy, source: str) -> list[Addition]:
    """The fields of the book's own that crm.yaml does not declare."""
    found = dict[str, Addition]()
    for part in parts:
        filled = {heading: count for heading, _, count, _ in part.columns()}
        for heading, id_ in part.map.custom.items():
            if id_ not in policy.fields:
                on = _ON.get(part.map.as_, part.map.as_)
                kind = part.own_type(heading)
                tree: dict[str, Value] = {"on": on, "type": kind, "label": Prose(heading)}
                if source:
                    tree["source"] = {source: Prose(heading)}
                found[id_] = Addition("fields", id_, (heading,), tree, filled.get(heading, 0))
    return list(found.values())


def _undecided(parts: Sequence[Part]) -> list[Message]:
    """Columns whose days or numbers can be read in two ways."""
    found = []
    for part in parts:
        for kind in (part.formats.dates, part.formats.numbers):
            for place, each in kind.items():
                if each.undecided:
                    said = (part.table.name, part.table.headings[place], each.undecided)
                    found.append(Message("told-import-undecided", said))
    return found


def _unknown(words: Mapping[str, Words]) -> list[Message]:
    """Words that mean nothing here, for which nobody has decided what becomes of them."""
    found = []
    for kind, each in words.items():
        if kind in FREE or not each.undecided:
            continue
        shown = ", ".join(f"{word} ({count})" for word, count in each.undecided[:12])
        called = Message(f"title-import-word-{kind}")
        found.append(Message("told-import-unknown-words", (called, shown)))
    return found
