"""What a team declared for itself: goals, fields of its own, and the criteria of its deals."""

from collections.abc import Iterator

from crmcli.domain.deals.qualification import framework
from crmcli.domain.records.policy import Policy
from crmcli.tables.table import LABELS, Cells, Table, columns, joined, spoken


def _goals(policy: Policy) -> Iterator[Cells]:
    for name, each in policy.goals.items():
        for kind, facts in (("from", each.from_), ("to", each.to)):
            for place, fact in enumerate(facts, start=1):
                yield name, kind, place, each.metric, fact.date, fact.value


GOALS = Table(
    "goals",
    columns(
        "Goal",
        """
        goal id =Policy.goals
        end text =table-goal-end
        n whole =table-n
        metric text
        day day =table-since
        value number =table-goal-value
        """,
    ),
    ("goal", "end", "n"),
    of_policy=_goals,
)


def _fields(policy: Policy) -> Iterator[Cells]:
    for name, each in policy.fields.items():
        yield (
            each.on,
            name,
            each.type,
            joined(each.choices),
            spoken(each.label, "en"),
            spoken(each.label, "ko"),
        )


FIELDS = Table(
    "fields",
    columns(
        "CustomField",
        f"""
        on text
        field id =Policy.fields
        type text
        choices text
        {LABELS}
        """,
    ),
    ("on", "field"),
    of_policy=_fields,
)


def _criteria(policy: Policy) -> Iterator[Cells]:
    asked = framework(policy)
    for place, (name, each) in enumerate(asked.criteria.items(), start=1):
        yield asked.name, name, place, spoken(each.label, "en"), spoken(each.label, "ko")


CRITERIA = Table(
    "criteria",
    columns(
        "CriterionSpec",
        f"""
        framework text =Qualification.name
        criterion id =Qualification.criteria
        n whole =table-n
        {LABELS}
        """,
    ),
    ("framework", "criterion"),
    of_policy=_criteria,
)

TABLES = (GOALS, FIELDS, CRITERIA)
