"""How do the columns of a question read that nobody knows beforehand?"""

from collections.abc import Mapping
from datetime import date

from crmcli.domain.label import Label
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Kind
from crmcli.query.kinds import Base, Of
from crmcli.query.names.lookup import NAMES
from crmcli.reports.deal_facts import group_labels, team_labels

KINDS: Mapping[Base, Kind] = {
    "text": "text",
    "word": "status",
    "number": "number",
    "money": "money",
    "share": "share",
    "days": "days",
    "date": "date",
    "truth": "truth",
    "texts": "list",
}
# where other reports mean something else by the word
HEADINGS = {
    "left": "gone_since",
    "kind": "kind_of",
    "probability": "chance",
}


PLANNED_FOR = "for"  # of a plan: a role, which has a readable name, or a person, who keeps the id


def part_of(path: str) -> Of:
    """Which part of the policy names the values of a name."""
    return next((names[path].of for names in NAMES.values() if path in names), "")


def labels_of(path: str, policy: Policy, as_of: date) -> Mapping[str, Label]:
    """The readable names of ids of ours; none for other values."""
    of = part_of(path.removeprefix("account."))
    if of == "team":
        return team_labels(policy, as_of)
    if path == PLANNED_FOR:
        return group_labels("role", policy)
    return (
        group_labels(of.removesuffix("s"), policy)
        if of in ("stages", "reasons", "products")
        else {}
    )
