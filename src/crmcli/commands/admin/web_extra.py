"""What the pages are made with may not be installed: it comes with the extra `web`."""

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

_IN_IT = ("jinja2", "markupsafe", "starlette", "uvicorn")


def lacking(error: ImportError) -> CrmError:
    """What to say where something of it cannot be imported. Raises the error where it is another
    one: that is a fault of ours.
    """
    name = (error.name or "").partition(".")[0]
    if name not in _IN_IT:
        raise error
    return CrmError(Message("error-extra-missing", (name,)), Message("hint-extra-web"))
