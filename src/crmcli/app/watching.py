"""Did anything of a book change? Asked again and again by whoever keeps it open for long; costs a
look at every file's state, and reads none.
"""

from crmcli.store.cache.chunks import state_of
from crmcli.store.files.digest import digest_of
from crmcli.store.files.scan import scan
from crmcli.store.git.kept_back import recorded_states


def state(root: str) -> str:
    """Differs as soon as a file of the book, or what git has recorded of it, is another one; also
    where there is no book any more.
    """
    return digest_of(state_of(scan(root)) + repr(recorded_states(root)).encode()).hex()
