"""Since when does git have the book?"""

from datetime import date

from crmcli.app.session import Session
from crmcli.store.files.scan import POLICY


def beginning(session: Session) -> date | None:
    """The day of the first commit that brought its crm.yaml; None where nothing was committed."""
    with session.past() as past:
        if not past.is_recorded():
            return None
        commits = past.commits(path=POLICY)
        return commits[-1].when.date() if commits else None
