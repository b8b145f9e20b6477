"""Which deal of an account, and which stage, does a word on the command line mean? Asked for where
it is missing.
"""

from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.parse import listed_id
from crmcli.domain.naming import BY_ADDRESS, Called, find_deal, matching, surest
from crmcli.domain.records.account import Account


def which_deal(editing: EditSession, page: Page, said: str | None, *, ended: bool = False) -> str:
    """The deal that is meant; those that are open (or, if asked, those that ended) are offered."""
    deals = page.account.deals
    offered = [
        Choice(key, each.name or "")
        for key, each in deals.items()
        if (each.outcome is not None) is ended
    ]

    def meant(one: str) -> str:
        return deal_named(page.account, one)

    return meant(editing.asking.need(said, "DEAL", "ask-deal", offered, check=meant))


def deal_named(account: Account, said: str) -> str:
    """The deal of the account that is named, by itself or as account/deal. Raises CrmError, also
    for another account's.
    """
    return find_deal(said.removeprefix(f"{account.id}/"), account.deals)


def person_meant(account: Account, said: str | None) -> str | None:
    """The contact by whose address or number the account was called; None where its own name was
    said.
    """
    if not said or matching(said, [Called(account.id, (account.name, *account.aliases))]):
        return None
    people = [Called(key, (), each.emails, each.phones) for key, each in account.contacts.items()]
    place, found = surest(said, people)
    return found[0].id if place == BY_ADDRESS and len(found) == 1 else None


def which_stage(editing: EditSession, said: str | None) -> str:
    """The stage that is meant."""
    stages = editing.policy.stages
    choices = [
        Choice(key, editing.session.phrases.label(spec.label)) for key, spec in stages.items()
    ]

    def meant(one: str) -> str:
        return listed_id(one, stages, "STAGE")

    return meant(editing.asking.need(said, "STAGE", "ask-stage", choices, check=meant))
