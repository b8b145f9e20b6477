"""Which person of an account is meant; those that are there are offered."""

from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.write.log import contact_choices
from crmcli.domain.naming import find_contact


def chosen(editing: EditSession, page: Page, said: str | None) -> str:
    """The contact that is meant."""
    known = page.account.contacts
    return find_contact(
        editing.asking.need(
            said,
            "CONTACT",
            "ask-contact",
            contact_choices(page.account),
            check=lambda one: find_contact(one, known),
        ),
        known,
    )
