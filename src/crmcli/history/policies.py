"""What changed in what the whole team agreed on?"""

from collections.abc import Iterator, Mapping

from crmcli.domain.records.policy import Policy, QualificationRule
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part
from crmcli.history.extras import extra_changes
from crmcli.history.fields import pieces
from crmcli.history.names import Names, field_name
from crmcli.history.parts import below, parts, plain

FILE = "crm.yaml"
MANY = 5  # differences below one key that are told one by one
_NOT_WRITTEN = ("holiday_dates", "extra")
# Mappings of which the file's order is seen or counts somewhere: the process, who gets what is left
# over, what comes first.
_ORDERED = frozenset(
    (
        "stages",
        "role_sets",
        "products",
        "reasons",
        "objections",
        "cadences",
        "goals",
        "team",
        "fields",
        "queries",
        "aliases",
        "answers",
    )
)


def policy_changes(before: Policy | None, after: Policy | None) -> list[Change]:
    """One change of the file that tells every value which differs, counted where they are many;
    nothing where only the way it is written changed.
    """
    if before is None or after is None:
        if before is after:
            return []
        said, part = (
            ("change-policy-new", Part(FILE, None, FILE))
            if after
            else ("change-policy-removed", Part(FILE, FILE, None))
        )
        return [Change(FILE, "policy", FILE, Message(said), (part,))]
    names = Names(after)
    told: list[object] = []
    found: list[Part] = []
    for field, was, now in zip(Policy._fields, before, after, strict=True):
        if field not in _NOT_WRITTEN:
            told += _counted(
                field,
                [*pieces(field, was, now, names), *_orders(field, field_name(field), was, now)],
            )
            found += _parts(field, field, was, now)
    own = (
        [
            Change(
                FILE,
                "policy",
                FILE,
                Message("change-policy", (Message("list", tuple(told)),)),
                tuple(found),
            )
        ]
        if told
        else []
    )
    return [*own, *extra_changes(FILE, before.extra, after.extra, names)]


def _counted(field: str, said: list[Message]) -> list[Message]:
    return said if len(said) <= MANY else [Message("change-many", (field, len(said)))]


def _orders(field: str, label: object, was: object, now: object) -> Iterator[Message]:
    """The order of keys, where it is another one."""
    if isinstance(was, QualificationRule) and isinstance(now, QualificationRule):
        said = Message("change-of", (label, "criteria"))
        yield from _orders("answers", said, was.criteria, now.criteria)
    for key, old, new in _nested(field, was, now):
        yield from _orders("answers", Message("change-of", (label, key)), old, new)
    if isinstance(now, Mapping) and _is_reordered(field, was, now):
        yield Message("change-order-now", (label, ", ".join(map(str, now))))


def _parts(field: str, path: str, was: object, now: object) -> Iterator[Part]:
    """As of any record; a mapping as a whole where keys stand in another order, which the parts of
    it could not tell.
    """
    if isinstance(was, QualificationRule) and isinstance(now, QualificationRule):
        yield from _criteria(path, was, now)
        return
    inner = {
        key for key, old, new in _nested(field, was, now) if _is_reordered("answers", old, new)
    }
    if _is_reordered(field, was, now):
        yield Part(path, plain(was), plain(now))
    elif inner and isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in {**was, **now}:
            one, other = ({key: each[key]} if key in each else {} for each in (was, now))
            yield from (
                (Part(below(path, key), plain(was[key]), plain(now[key])),)
                if key in inner
                else parts(path, one, other)
            )
    else:
        yield from parts(path, was, now)


def _criteria(path: str, was: QualificationRule, now: QualificationRule) -> Iterator[Part]:
    """A framework; its criteria as a whole where they stand in another order."""
    if _is_reordered("answers", was.criteria, now.criteria):
        yield Part(below(path, "criteria"), plain(was.criteria), plain(now.criteria))
        was = was._replace(criteria=now.criteria)
    yield from parts(path, was, now)


def _nested(field: str, was: object, now: object) -> Iterator[tuple[str, object, object]]:
    """The ordered mappings within a mapping: the roles of a set, the answers to an objection."""
    if (
        field in ("role_sets", "objections")
        and isinstance(was, Mapping)
        and isinstance(now, Mapping)
    ):
        for key in was:
            if key in now:
                old, new = was[key], now[key]
                yield (key, old, new) if field == "role_sets" else (key, old.answers, new.answers)


def _is_reordered(field: str, was: object, now: object) -> bool:
    """Do the keys stand otherwise than when those that are new were written below the others?"""
    if field not in _ORDERED or not (isinstance(was, Mapping) and isinstance(now, Mapping)):
        return False
    expected = [*(key for key in was if key in now), *(key for key in now if key not in was)]
    return expected != list(now)
