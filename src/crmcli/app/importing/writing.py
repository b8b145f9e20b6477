"""A mapping written into the book, to be reviewed before anything is taken."""

from typing import NamedTuple

from crmcli.app.work import Work
from crmcli.domain.table import Message


class WriteMap(NamedTuple):
    """The mapping's file says this now."""

    path: str
    data: bytes

    def stage(self, work: Work) -> None:
        """Raises CrmError."""
        work.files.replace([(self.path, work.bytes_of(self.path), self.data)])
        work.title = Message("title-import-map", (self.path,))
