"""The keys that begin with `x-`: no report knows them, but nothing a person wrote changes in
silence.
"""

from collections.abc import Iterator, Mapping

from crmcli.domain.records import Extra
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part
from crmcli.history.names import Names
from crmcli.history.values import leaf


def extra_changes(
    account: str, old: Mapping[str, Extra], new: Mapping[str, Extra], names: Names
) -> Iterator[Change]:
    """One change a key."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if (was and was.value) == (now and now.value):
            continue
        path = (now or was).path  # type: ignore[union-attr]
        part = Part(path, was and was.value, now and now.value)
        said = leaf("custom", part.old, part.new, names, path)
        yield Change(account, "custom", path, Message("list", (said,)), (part,))
