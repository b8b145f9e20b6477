"""Since when does git have the book?"""

from datetime import date

from crmcli.app.session import Session


def beginning(session: Session) -> date | None:
    """The day of the repository's first commit, which may have had no book yet; None where nothing
    was committed.
    """
    with session.past() as past:
        first = past.begun()
        return first.when.date() if first else None
