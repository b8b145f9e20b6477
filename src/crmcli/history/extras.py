"""The keys that begin with `x-`: no report knows them, but nothing a person wrote changes in
silence.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping

from crmcli.domain.records.account import Extra
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part
from crmcli.history.names import Names
from crmcli.history.parts import below
from crmcli.history.values import leaf

_ITEM = re.compile(r"(log|surveys)\[(.*) (\d+)\](\..*)", re.DOTALL)
Called = Mapping[str, Mapping[str, str]]  # by section, the id each had and the id it has


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


def moved_parts(old: Mapping[str, Extra], new: Mapping[str, Extra]) -> tuple[Part, ...]:
    """What stood at one path and stands at another, after everything else went there."""
    return (
        *(Part(each.path, each.value, None) for key, each in old.items() if key not in new),
        *(Part(each.path, None, each.value) for key, each in new.items() if key not in old),
    )


def moved(extra: Mapping[str, Extra], called: Called) -> dict[str, Extra]:
    """The keys under the new ids of what they stand in, also where an item of a list names one."""
    return {
        _moved_item(key, called) if _ITEM.match(key) else _moved_path(key, called): each._replace(
            path=_moved_path(each.path, called)
        )
        for key, each in extra.items()
    }


def _moved_path(path: str, called: Called) -> str:
    for section, ids in called.items():
        for old, new in ids.items():
            start = f"{below(section, old)}."
            if path.startswith(start):
                return f"{below(section, new)}.{path.removeprefix(start)}"
    return path


def _moved_item(key: str, called: Called) -> str:
    found = _ITEM.fullmatch(key)
    if found is None:
        return key
    section, said, place, rest = found.groups()
    anew = json.dumps(_item(json.loads(said), called), sort_keys=True, ensure_ascii=False)
    return f"{section}[{anew} {place}]{rest}"


def _item(node: Mapping[str, object], called: Called) -> dict[str, object]:
    """An entry or a survey with the people and the deal it names under their new ids."""

    def anew(section: str) -> Callable[[object], object]:
        ids = called.get(section, {})
        return lambda each: ids.get(each, each) if isinstance(each, str) else each

    person, deal = anew("contacts"), anew("deals")
    kept = dict(node)
    for field, name in (("with", person), ("contact", person), ("deal", deal)):
        if field in kept:
            each = kept[field]
            kept[field] = list(map(name, each)) if isinstance(each, list) else name(each)
    following = kept.get("next")
    if isinstance(following, dict):
        kept["next"] = _item(following, called)
    return kept
