"""References between accounts, which follow when an account or a contact is called otherwise."""

from collections.abc import Callable

from crmcli.domain.finding import Path
from crmcli.domain.records.account import Account, Referral
from crmcli.edits.record_editor import Draft


def follow(draft: Draft, account: Account, renamed: Callable[[Referral], str | None]) -> None:
    """Whatever names an account or contact with a new name says the new one; `renamed` gives it, or
    None for one that stays.
    """
    places: list[tuple[Path, Referral | None]] = [
        (("parent",), Referral(account.parent) if account.parent else None),
        (("referred_by",), account.referred_by),
        *(
            (("deals", name, "referred_by"), deal.referred_by)
            for name, deal in account.deals.items()
        ),
    ]
    for path, referral in places:
        if referral is not None and (new := renamed(referral)) is not None:
            draft.set(path, new)
