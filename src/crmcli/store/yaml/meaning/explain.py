"""Findings of a file that is not what its shape needs, with what was meant."""

from collections.abc import Iterable

from crmcli.domain.finding import Finding, Path
from crmcli.domain.time.dated import Fact
from crmcli.store.yaml.meaning import keys, names, scalars, structure
from crmcli.store.yaml.meaning.context import Context
from crmcli.store.yaml.meaning.spot import AnyRecord, key_shape, spot
from crmcli.store.yaml.meaning.whole import merged
from crmcli.store.yaml.record_shape import Record
from crmcli.store.yaml.shape import Scalar
from crmcli.store.yaml.tree import Node

# findings that have their sentence
_TOLD = frozenset(
    (
        *("and-more", "comma-in-number", "slip-space"),
        *("turned-round", "entries-as-items", "record-elsewhere"),
    )
)


def explained(
    findings: Iterable[Finding], shape: AnyRecord, tree: Node, context: Context
) -> list[Finding]:
    """Each finding as a person is told it, without those that only follow from another."""
    context = context._replace(tree=tree)
    one = merged(findings, shape, tree)
    told = [_explained(finding, shape, tree, context) for finding in one]
    return _without_followers(told)


def _explained(finding: Finding, shape: AnyRecord, tree: Node, context: Context) -> Finding:
    if finding.key in _TOLD:
        return finding
    if finding.rule == "unknown-key":
        return keys.explained(finding, shape, tree)
    if finding.at_key:
        if finding.rule in ("missing-key", "duplicate-key"):
            return finding
        scalar, said = key_shape(shape, tree, finding.path), finding.path[-1]
        if scalar is None or not isinstance(said, str):
            return finding
        return _of_value(finding, scalars.Value(said, scalar), finding.path[:-1], context)
    at = spot(shape, tree, finding.path)
    leaf, keys_left_out = at.leaf
    if isinstance(at.node, str) and isinstance(leaf, Scalar):
        path = (*finding.path, *keys_left_out)
        found = _of_value(finding, scalars.Value(at.node, leaf), path, context)
        is_told = found.mends or found.key not in ("", finding.rule)
        if is_told or not isinstance(at.shape, Record) or at.shape.make is Fact:
            return found
        return structure.explained(finding, at, context)
    return structure.explained(finding, at, context)


def _of_value(finding: Finding, value: scalars.Value, path: Path, context: Context) -> Finding:
    found = scalars.explained(finding, value, context)
    is_short = len(value.said) <= scalars.MOST
    if found is finding and is_short and finding.rule == "bad-id":
        return names.explained(finding, value, path, context)
    return found


def _without_followers(findings: list[Finding]) -> list[Finding]:
    """A key is not missing where it stands by another name: that it does, keeps the file from being
    read.
    """
    missing = {(each.path, each.args[0]) for each in findings if each.rule == "missing-key"}
    meant = {
        (each.path[:-1], mend.text)
        for each in findings
        if each.rule == "unknown-key"
        for mend in each.mends
    } & missing
    return [
        each._replace(rule="missing-key") if _stands_for(each, meant) else each
        for each in findings
        if each.rule != "missing-key" or (each.path, each.args[0]) not in meant
    ]


def _stands_for(finding: Finding, meant: set[tuple[Path, str]]) -> bool:
    return any((finding.path[:-1], mend.text) in meant for mend in finding.mends)
