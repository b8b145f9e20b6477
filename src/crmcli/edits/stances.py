"""How a person stands to us, from a day on."""

from datetime import date

from crmcli.edits.record_editor import Draft


def assess(
    draft: Draft,
    contact: str,
    value: str,
    day: date,
    *,
    by: str | None = None,
    why: str | None = None,
) -> None:
    """From that day on the contact is friendly, neutral or negative; what was thought before stays
    in the file.
    """
    draft.date(("contacts", contact, "stance"), day, value, by=by, why=why, mains=("name",))
