"""Which row of the agenda is meant: by its number in the list last shown here, or by its name?"""

from datetime import date

from crmcli.app.requests.agenda_rows import Row, refuse_settled, row_named
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.domain.errors import CrmError
from crmcli.domain.relations.agenda import NAMED_ROLES
from crmcli.domain.table import Message
from crmcli.store.book.listing import Shown, last_shown, terminal


def which_row(editing: EditSession, said: str | None, day: date) -> tuple[Page, Row]:
    """The row that is meant, and its account. Raises CrmError, also for a row that the file does
    not ask for any more.
    """
    if said and "/" in said:
        account, kind, subject = (*said.split("/", 2), "")[:3]
        page = editing.page(account)
        return page, row_named(page.account, editing.session.policy, kind, subject, day)
    shown = _numbered(editing, said)
    page = editing.page(shown.account)
    due = date.fromisoformat(shown.day) if shown.day else None
    as_of = date.fromisoformat(shown.as_of)
    row = Row(shown.kind, shown.subject, due, shown.records, as_of)
    refuse_settled(row, page.account, editing.session.policy, day)
    return page, row


def _numbered(editing: EditSession, said: str | None) -> Shown:
    """The row of that number. Raises CrmError when no list was shown here, or it has no such
    row.
    """
    rows = last_shown(editing.root)
    if not rows:
        missing = "done-no-list" if terminal() else "done-no-terminal"
        raise CrmError(Message(f"error-{missing}"), Message(f"hint-{missing}"), status=4)
    choices = [Choice(str(place), _told(editing, each)) for place, each in enumerate(rows, 1)]

    def meant(number: str) -> Shown:
        if not number.isdecimal() or not 0 < int(number) <= len(rows):
            raise CrmError(
                Message("error-done-no-row", (number, len(rows))),
                Message("hint-done-no-list"),
                status=4,
            )
        return rows[int(number) - 1]

    return meant(editing.asking.need(said, "ROW", "ask-row", choices, check=meant))


def _told(editing: EditSession, row: Shown) -> str:
    """A row as a person chooses it."""
    kind = editing.session.phrases(f"word-{row.kind}")
    return " · ".join((row.account, kind, _subject(editing, row)))


def _subject(editing: EditSession, row: Shown) -> str:
    """What the row is about; of many roles the first, by their names."""
    if row.kind != "rep":
        return row.subject
    specs = {
        key: spec for roles in editing.policy.role_sets.values() for key, spec in roles.items()
    }
    roles = row.subject.split(", ")
    named = [(specs[each].label if each in specs else None) or each for each in roles[:NAMED_ROLES]]
    first = Message("list", tuple(named))
    return editing.session.phrases.say(
        Message("common-list-goes-on", (first,)) if len(roles) > NAMED_ROLES else first
    )
