"""What changed in what the whole team agreed on?"""

from crmcli.domain.policy import Policy
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part
from crmcli.history.fields import record_pieces
from crmcli.history.names import Names

FILE = "crm.yaml"


def policy_changes(before: Policy | None, after: Policy | None) -> list[Change]:
    """One change that names the top-level keys, with every value that differs as a part; nothing where only the way it is written changed."""
    if before is None or after is None:
        if before is after:
            return []
        said, part = ("change-policy-new", Part(FILE, None, FILE)) if after else ("change-policy-removed", Part(FILE, FILE, None))
        return [Change(FILE, "policy", FILE, Message(said), (part,))]
    parts = tuple(piece.part for piece in record_pieces("", before, after, Names(after)))
    keys = tuple(dict.fromkeys(part.field.partition(".")[0] for part in parts))
    return [Change(FILE, "policy", FILE, Message("change-policy", (Message("list", keys),)), parts)] if parts else []
