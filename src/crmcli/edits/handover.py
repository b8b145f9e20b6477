"""What one of ours has in hand goes over to another."""

from collections.abc import Iterable

from crmcli.domain.deals.charges import Charge
from crmcli.domain.records.account import Account
from crmcli.edits.record_editor import Draft


def hand_over(draft: Draft, account: Account, given: Iterable[Charge], to: str) -> None:
    """Each of these charges is theirs. Who is named twice for a role then is named once."""
    for charge in given:
        if charge.kind != "roles":
            draft.set(charge.path, to)
            continue
        named = account.roles[charge.subject].reps
        reps = [*dict.fromkeys(to if rep == charge.member else rep for rep in named)]
        draft.set(("roles", charge.subject, "rep"), reps[0] if len(reps) == 1 else reps)
