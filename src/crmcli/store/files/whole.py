"""Are the files of a book whole for whoever reads them, or half of a change?"""

import os

from crmcli.domain.errors import CrmError
from crmcli.store.files.lock import locked
from crmcli.store.files.plan import BACK, CHANGE, FORWARD
from crmcli.store.files.unfinished import Overtaken


def is_whole(root: str) -> bool:
    """Are the files no half of a change? One whose writer died is finished here, one that is being
    made is waited for. Raises Overtaken.
    """
    try:
        with locked(root, None if is_begun(root) else 0):
            return True
    except Overtaken:
        raise
    except CrmError:
        return not is_begun(root)


def is_begun(root: str) -> bool:
    """May files of the book be half of a change?"""
    folder = os.path.join(root, CHANGE)
    return any(os.path.lexists(os.path.join(folder, each)) for each in (FORWARD, BACK)) or (
        not os.path.isdir(folder) or os.path.islink(folder)
    )
