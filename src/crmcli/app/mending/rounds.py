"""Mends made one round after another, each upon what the one before left, as far as they prove to
be right.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from crmcli.app.judging import Judged
from crmcli.app.mending.kinds import ORDER, Mended, is_order_wanted, may_mend, told
from crmcli.app.mending.proof import Group, groups, is_proved, of_reading
from crmcli.domain.finding import Finding
from crmcli.domain.table import Message
from crmcli.store.shapes.finding_places import Located
from crmcli.store.write.arranging import log_arranged
from crmcli.store.write.mending import Text
from crmcli.store.write.splice import CannotSplice
from crmcli.store.yaml.tree import Unreadable

ROUNDS = 10

Judge = Callable[[bytes], Judged]


def one_round(
    path: str, data: bytes, located: Sequence[Located], judge: Judge, *, unsafe: bool
) -> tuple[bytes, list[Mended]]:
    """The file with what can be mended of these findings, and what was."""
    wanted = [each for each in located if may_mend(each.finding, unsafe=unsafe)]
    with suppress(UnicodeDecodeError):
        made, done = _of_text(path, Text(data), wanted, judge)
        if done:
            return made, done
    return _of_order(path, data, [each for each in wanted if each.finding.rule == ORDER])


def _of_text(
    path: str, before: Text, wanted: Iterable[Located], judge: Judge
) -> tuple[bytes, list[Mended]]:
    """All of them at once; where that does not prove right, each that does upon those before it."""
    with_mends = [each for each in wanted if each.finding.mends]
    if not with_mends:
        return before.bytes, []
    was = judge(before.bytes)
    chosen = groups(before, of_reading(with_mends, was))
    if not chosen:
        return before.bytes, []
    if not _is_right(before, was, chosen, judge):
        right: list[Group] = []
        for group in chosen:
            if _is_right(before, was, [*right, group], judge):
                right.append(group)
        chosen = right
    return _made(before, chosen), [told(path, *group, before) for group in chosen]


def _is_right(before: Text, was: Judged, chosen: Sequence[Group], judge: Judge) -> bool:
    data = _made(before, chosen)
    return is_proved(before, Text(data), was, judge(data), chosen)


def _made(before: Text, chosen: Iterable[Group]) -> bytes:
    return before.with_these(stretch for group in chosen for stretch in group.stretches)


def _of_order(path: str, data: bytes, wanted: Sequence[Located]) -> tuple[bytes, list[Mended]]:
    if not wanted or is_order_wanted(data):
        return data, []
    try:
        made = log_arranged(data)
    except (Unreadable, CannotSplice):
        return data, []
    if made == data:
        return data, []
    return made, [
        Mended(path, each.finding, each.place, _day(each.finding), Message("told-mended-order"))
        for each in wanted
    ]


def _day(finding: Finding) -> str:
    return str(finding.args[0]) if finding.args else ""
