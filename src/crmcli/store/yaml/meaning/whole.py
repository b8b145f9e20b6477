"""Several findings that are one: a day and its value turned round, entries below days instead of in
a list, something of another section.
"""

from collections.abc import Iterable

from crmcli.domain.finding import Finding, Mend, Path
from crmcli.domain.time.written import written_day
from crmcli.store.yaml.meaning.spot import AnyRecord, Spot, spot
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.shape import ById, DecodeError, Many, Shape, quoted
from crmcli.store.yaml.tree import Node, Tree

_MOST_KEYS = 3  # shown of an entry


def merged(findings: Iterable[Finding], shape: AnyRecord, tree: Node) -> list[Finding]:
    """The findings, and one for those that come of one thing."""
    found: list[Finding] = []
    known: dict[Path, Finding | None] = {}
    told: set[Path] = set()
    for finding in findings:
        for length in (len(finding.path) - 1, len(finding.path)):
            base = finding.path[: max(length, 0)]
            if base not in known:
                known[base] = _fault(spot(shape, tree, base), shape, base) if base else None
            whole = known[base]
            if whole is not None:
                if base not in told:
                    found.append(whole)
                told.add(base)
                break
        else:
            if not any(finding.path[: len(base)] == base for base in told):
                found.append(finding)
    return found


def _fault(at: Spot, shape: AnyRecord, base: Path) -> Finding | None:
    if not isinstance(at.node, dict) or not at.node:
        return None
    if isinstance(at.shape, Dated):
        return _turned(at.shape, at.node, base)
    if isinstance(at.shape, Many) and isinstance(at.shape.item, Record):
        return _by_day(at.shape.item, at.node, base)
    if isinstance(at.shape, Record) and at.around:
        return _of_another(at.shape, at.node, shape, base)
    return None


def _turned(shape: Dated, node: Tree, base: Path) -> Finding | None:
    """`{neutral: 2026-06-11}`: each value before its day."""
    pairs = [(value, key) for key, value in node.items() if isinstance(value, str)]
    days = [written_day(day) for day, _ in pairs]
    if len(pairs) != len(node) or not all(day.is_safe and day.day for day in days):
        return None
    if any(written_day(value).day for _, value in pairs) or not all(
        _takes(shape, value) for _, value in pairs
    ):
        return None
    texts = [each.day.isoformat() for each in days if each.day]
    mends = [
        mend
        for (_, value), day in zip(pairs, texts, strict=True)
        for mend in (Mend(day, at=(*base, value), at_key=True), Mend(value, at=(*base, value)))
    ]
    args = (f"{{{texts[0]}: {pairs[0][1]}}}",)
    path = (*base, pairs[0][1])
    return Finding("bad-date", path, "turned-round", args, at_key=True, mends=tuple(mends))


def _takes(shape: Shape, node: Node) -> bool:
    try:
        shape.decode(node)
    except DecodeError:
        return False
    return True


def _by_day(record: AnyRecord, node: Tree, base: Path) -> Finding | None:
    """`2026-04-07: {type: call}` where each entry is an item that has its day."""
    if "date" not in record.fields or not node.keys().isdisjoint(record.fields):
        return None
    day = next(iter(node))
    if not all(written_day(key).is_safe for key in node) or not isinstance(node[day], dict):
        return None
    inner = node[day]
    rest = [f"{key}: …" for key in inner][:_MOST_KEYS] if isinstance(inner, dict) else []
    form = f"- {{{', '.join([f'date: {day}', *rest])}}}"
    return Finding("bad-type", (*base, day), "entries-as-items", (str(base[-1]), form), at_key=True)


def _of_another(record: AnyRecord, node: Tree, shape: AnyRecord, base: Path) -> Finding | None:
    """A record that lacks what it needs and has what one of another section has."""
    strange = [key for key in node if key not in record.fields and not key.startswith("x-")]
    lacks = [key for key, each in record.fields.items() if each.required and not node.get(key)]
    if not strange or not lacks:
        return None
    for section, field in shape.fields.items():
        other = field.shape
        while isinstance(other, Many | ById):
            other = other.item if isinstance(other, Many) else other.value
        if not isinstance(other, Record) or other is record or section == base[0]:
            continue
        needs = [key for key, each in other.fields.items() if each.required]
        if needs and node.keys() <= other.fields.keys() and all(node.get(key) for key in needs):
            args = (quoted(strange[0]), section)
            return Finding("bad-type", (*base, strange[0]), "record-elsewhere", args, True)
    return None
