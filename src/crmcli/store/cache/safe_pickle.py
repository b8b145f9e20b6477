"""Plain pickles of our own values: reading one makes records, days and amounts, and runs nothing,
whatever it says.
"""

import io
import pickle
from typing import Any

from crmcli.store.cache.seal import SealBroken

# The modules whose values the cache may hold; whatever else a pickle names is refused.
_OURS = ("crmcli.domain.", "crmcli.reports.", "crmcli.rules.")
_PLAIN = {
    ("datetime", "date"),
    ("decimal", "Decimal"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
}


class NotOurs(pickle.UnpicklingError, SealBroken):
    """What came back is no value that we packed."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        if (module, name) in _PLAIN or (
            module.startswith(_OURS) and name[:1].isupper() and "." not in name
        ):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise NotOurs(f"{module}.{name}")


def pack(value: object) -> bytes:
    """The value as bytes."""
    return pickle.dumps(value, protocol=5)


def unpack(data: bytes) -> Any:  # noqa: ANN401 - what was packed
    """The value again. Raises NotOurs for anything but our own values."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except NotOurs:
        raise
    except Exception as error:  # a damaged pickle fails in a hundred ways
        raise NotOurs(str(error)) from error
