"""The way to the signature: they said yes, and what has to happen until they sign."""

from collections.abc import Sequence
from datetime import date

from crmcli.domain.records.account import Account
from crmcli.edits.deals.deals import begun_by, still_open
from crmcli.edits.record_editor import Draft


def agree(draft: Draft, account: Account, deal: str, day: date) -> None:
    """They said yes on that day.

    Raises CrmError for a deal that has ended, and for a day before it began.
    """
    still_open(account, deal)
    begun_by(account, deal, day)
    draft.set(("deals", deal, "verbal"), day.isoformat())


def plan(draft: Draft, account: Account, deal: str, steps: Sequence[str]) -> None:
    """These steps have to happen too, after those that are there."""
    still_open(account, deal)
    for step in steps:
        if step not in account.deals[deal].steps:
            draft.set(("deals", deal, "steps", step), None)


def tick(draft: Draft, account: Account, deal: str, steps: Sequence[str], day: date) -> None:
    """These steps were done on that day."""
    still_open(account, deal)
    for step in steps:
        draft.set(("deals", deal, "steps", step), day.isoformat(), mains=())


def drop(draft: Draft, account: Account, deal: str, steps: Sequence[str]) -> None:
    """These steps are not needed; without any left, the deal has none."""
    still_open(account, deal)
    if not account.deals[deal].steps.keys() - set(steps):
        draft.remove(("deals", deal, "steps"))
        return
    for step in steps:
        draft.remove(("deals", deal, "steps", step))
