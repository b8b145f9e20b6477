"""What is told of a tree that is not what its shape needs, and what is left of it?"""

from collections import Counter
from collections.abc import Iterable

from crmcli.domain.finding import Finding, Path
from crmcli.store.yaml.record_shape import R, Record
from crmcli.store.yaml.shape import LONGEST, DecodeError, quoted
from crmcli.store.yaml.tree import Node

MOST = 100  # findings of one kind told per file; more help nobody


def decode_or_explain(shape: Record[R], tree: Node) -> tuple[R | None, list[Finding]]:
    """The decoded value if there is one, and everything wrong.

    Unknown keys are found and then left out.
    """
    try:
        return shape.decode(tree), []
    except DecodeError:
        findings = list(shape.problems(tree, ()))
        if any(finding.rule != "unknown-key" for finding in findings):
            return None, told(findings)
        for finding in findings:
            _drop(tree, finding.path)
        return shape.decode(tree), told(findings)


def told(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as a person is told them: of one kind so many, then how many more there are, and
    for an unknown key the one that was meant.
    """
    counts: Counter[str] = Counter()
    kept: list[Finding] = []
    more: dict[str, Finding] = {}
    for finding in findings:
        counts[finding.rule] += 1
        if counts[finding.rule] <= MOST:
            kept.append(_suggesting(finding) if finding.rule == "unknown-key" else finding)
        else:
            more.setdefault(finding.rule, finding)
    rest = [
        each._replace(key="and-more", args=(str(counts[rule] - MOST),))
        for rule, each in more.items()
    ]
    return kept + rest


def _suggesting(finding: Finding) -> Finding:
    """An unknown key with the key of the format most like it.

    A comparison with each of them costs, so it is made for what is told only.
    """
    from difflib import get_close_matches

    key, *known = map(str, finding.args)
    head, colon, tail = key.partition(":")
    if colon and tail and head in known:  # `{type:call}` is a key and no value
        return finding._replace(key="slip-space", args=(f"{head}:", f"{head}: {quoted(tail)}"))
    close = get_close_matches(key, known, n=1, cutoff=0.6) if len(key) <= LONGEST else []
    return finding._replace(key="did-you-mean" if close else "", args=(quoted(key), *close))


def _drop(tree: Node, path: Path) -> None:
    step, *rest = path
    if isinstance(tree, dict) and isinstance(step, str):
        if rest:
            _drop(tree[step], tuple(rest))
        else:
            tree.pop(step, None)
    elif isinstance(tree, list) and isinstance(step, int):
        _drop(tree[step], tuple(rest))
