"""The framework of qualification in `crm.yaml`: one of ours by its name, or the book's own; and
what is wrong with one.
"""

from collections.abc import Iterator

from crmcli.domain.deals.frameworks import BUILT_IN, RESERVED
from crmcli.domain.finding import Finding, Path
from crmcli.domain.records import policy as p
from crmcli.domain.text.likeness import most_alike
from crmcli.store.shapes.label import LABEL
from crmcli.store.yaml.record_shape import Field, Record
from crmcli.store.yaml.scalars import COUNT, KEY, TEXT, TRUTH
from crmcli.store.yaml.shape import ById, Scalar, quoted
from crmcli.store.yaml.tree import Node


def _name(node: Node) -> str:
    """A framework's name; ours however they are capitalized."""
    name: str = TEXT.decode(node)
    return next((ours for ours in BUILT_IN if ours.casefold() == name.casefold()), name)


def wrong_framework(rule: p.QualificationRule) -> Iterator[Finding]:
    """Why the framework cannot be asked: it has no criteria, or one twice, or no deal would pass.

    No schema says that.
    """
    path: Path = ("qualification",)
    ours = BUILT_IN.get(rule.name)
    count = len(rule.criteria or (ours.criteria if ours else ()))
    if not count:
        near = most_alike(rule.name.upper(), BUILT_IN)
        key = "unknown-framework-close" if near else "unknown-framework"
        args = (quoted(rule.name), *(near or [", ".join(BUILT_IN)]))
        yield Finding("bad-value", path, key, args)
    elif rule.gate is not None and rule.gate > count:
        args = (str(rule.gate), str(count))
        yield Finding("bad-number", (*path, "gate"), "above-criteria", args)
    seen: dict[str, str] = {}
    for name in rule.criteria:
        here = (*path, "criteria", name)
        if name in RESERVED:
            yield Finding("bad-id", here, "reserved-criterion", (name,), at_key=True)
        if name.casefold() in seen:
            args = (name, seen[name.casefold()])
            yield Finding("duplicate-key", here, "same-criterion", args, at_key=True)
        seen[name.casefold()] = name


QUALIFICATION = Record(
    p.QualificationRule,
    {
        "name": Field(Scalar(_name, TEXT.schema({})), required=True),
        "criteria": ById(
            KEY, Record(p.CriterionSpec, {"label": LABEL, "question": LABEL}, main="label")
        ),
        "gate": COUNT,
        "accept_mitigation": TRUTH,
    },
    main="name",
    name="Qualification",
)
