"""How often whom of a customer somebody should have spoken with, and which entries count."""

from collections.abc import Iterator

from crmcli.domain.records.policy import Policy
from crmcli.tables.table import Cells, Table, columns, truth


def _cadences(policy: Policy) -> Iterator[Cells]:
    for place, (name, each) in enumerate(policy.cadences.items(), start=1):
        yield name, place, each.from_, each.owner


CADENCES = Table(
    "cadences",
    columns(
        "Cadence",
        """
        cadence id =Policy.cadences
        n whole =table-n
        from text
        owner id
        """,
    ),
    ("cadence",),
    of_policy=_cadences,
)
_CADENCE = "cadence id =Policy.cadences >cadences.cadence"


def _targets(policy: Policy) -> Iterator[Cells]:
    for name, each in policy.cadences.items():
        for kind in ("status", "segment", "tags", "owner"):
            for value in dict.fromkeys(getattr(each.for_, kind)):
                yield name, kind, value


CADENCE_TARGETS = Table(
    "cadence_targets",
    columns(
        "Cadence",
        f"""
        {_CADENCE}
        kind text =table-target-kind
        value text =Cadence.for
        """,
    ),
    ("cadence", "kind", "value"),
    of_policy=_targets,
)


def _touches(policy: Policy) -> Iterator[Cells]:
    for name, cadence in policy.cadences.items():
        for place, each in enumerate(cadence.touches, start=1):
            yield (
                name,
                place,
                each.type,
                each.per_year,
                each.every_months,
                truth("gave" in each.needs),
                truth("what" in each.needs),
                truth("said" in each.needs),
            )


CADENCE_TOUCHES = Table(
    "cadence_touches",
    columns(
        "CadenceTouch",
        f"""
        {_CADENCE}
        n whole =table-n
        type text
        per_year whole
        every_months whole
        needs_gave truth =CadenceTouch.needs
        needs_what truth =CadenceTouch.needs
        needs_said truth =CadenceTouch.needs
        """,
    ),
    ("cadence", "n"),
    of_policy=_touches,
)


def _types(policy: Policy) -> Iterator[Cells]:
    for name, cadence in policy.cadences.items():
        for place, each in enumerate(cadence.touches, start=1):
            for kind in dict.fromkeys((each.type, *each.or_)):
                yield name, place, kind


CADENCE_TOUCH_TYPES = Table(
    "cadence_touch_types",
    columns("CadenceTouch", f"{_CADENCE}\nn whole =table-n\ntype text =CadenceTouch.or"),
    ("cadence", "n", "type"),
    of_policy=_types,
)


def _days(policy: Policy) -> Iterator[Cells]:
    for name, cadence in policy.cadences.items():
        for place, each in enumerate(cadence.touches, start=1):
            # the place of each is counted as the reports count it: in the order of the days
            for inner, days in enumerate(sorted(each.at_days), start=1):
                yield name, place, inner, days


CADENCE_TOUCH_DAYS = Table(
    "cadence_touch_days",
    columns(
        "CadenceTouch",
        f"""
        {_CADENCE}
        n whole =table-n
        place whole =table-n
        days whole =CadenceTouch.at_days
        """,
    ),
    ("cadence", "n", "place"),
    of_policy=_days,
)

TABLES = (CADENCES, CADENCE_TARGETS, CADENCE_TOUCHES, CADENCE_TOUCH_TYPES, CADENCE_TOUCH_DAYS)
