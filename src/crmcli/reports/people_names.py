"""What a person is called in a table: people read names, programs ids."""

from crmcli.domain.records.account import Account


def called(contact: str, account: Account) -> str:
    """A person by name, and by id too where another one there has the same."""
    names = [each.name for each in account.contacts.values()]
    person = account.contacts.get(contact)
    if person is None or not person.name:
        return contact
    return person.name if names.count(person.name) == 1 else f"{person.name} ({contact})"
