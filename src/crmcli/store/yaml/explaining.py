"""What is told of a tree that is not what its shape needs, and what is left of it?"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crmcli.domain.finding import Finding, Path
from crmcli.store.yaml.record_shape import R, Record
from crmcli.store.yaml.shape import DecodeError
from crmcli.store.yaml.tree import Node

if TYPE_CHECKING:
    from crmcli.store.yaml.meaning.context import Context

MOST = 100  # findings of one kind told per file; more help nobody


def decode_or_explain(
    shape: Record[R], tree: Node, context: "Context | None" = None
) -> tuple[R | None, list[Finding]]:
    """The decoded value if there is one, and everything wrong.

    Unknown keys are found and then left out.
    """
    try:
        return shape.decode(tree), []
    except DecodeError:
        # only for files with something wrong
        from crmcli.store.yaml.meaning.context import NOTHING_KNOWN
        from crmcli.store.yaml.meaning.explain import explained

        findings = list(shape.problems(tree, ()))
        shown = explained(told(findings), shape, tree, context or NOTHING_KNOWN)
        if any(finding.rule != "unknown-key" for finding in findings):
            return None, shown
        for finding in findings:
            _drop(tree, finding.path)
        return shape.decode(tree), shown


def told(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that are told: of one kind so many, then how many more there are."""
    counts: Counter[str] = Counter()
    kept: list[Finding] = []
    more: dict[str, Finding] = {}
    for finding in findings:
        counts[finding.rule] += 1
        if counts[finding.rule] <= MOST:
            kept.append(finding)
        else:
            more.setdefault(finding.rule, finding)
    rest = [
        each._replace(key="and-more", args=(str(counts[rule] - MOST),))
        for rule, each in more.items()
    ]
    return kept + rest


def _drop(tree: Node, path: Path) -> None:
    step, *rest = path
    if isinstance(tree, dict) and isinstance(step, str):
        if rest:
            _drop(tree[step], tuple(rest))
        else:
            tree.pop(step, None)
    elif isinstance(tree, list) and isinstance(step, int):
        _drop(tree[step], tuple(rest))
