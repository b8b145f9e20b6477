"""Words of the command line that hold more than one thing, or must be of a certain kind:
`id=value`, `DATE what`, an amount, people.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from crmcli.app.requests.deals.promises import Promised
from crmcli.commands.shared.edit_session import EditSession
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_contact, one_id
from crmcli.domain.records.account import Contact
from crmcli.domain.records.amounts import amount_said, number_said
from crmcli.domain.records.money import Money
from crmcli.domain.table import Message
from crmcli.domain.text.portable import portable
from crmcli.domain.text.visible import visible
from crmcli.store.yaml.scalars import ID
from crmcli.store.yaml.shape import DecodeError

Value = TypeVar("Value")


def pairs(given: Sequence[str] | None, option: str) -> list[tuple[str, str]]:
    """Every `id=value`. Raises CrmError for a word without `=`."""
    found = []
    for word in given or ():
        name, equals, value = word.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise CrmError(Message("error-needs-pair", (word, option)))
        found.append((name.strip(), value.strip()))
    return found


def keyed(
    given: Sequence[str] | None,
    option: str,
    key: Callable[[str], str],
    value: Callable[[str], Value],
) -> dict[str, Value]:
    """Every `id=value`, by what the id means. Raises CrmError for two values of one, however it is
    called.
    """
    found: dict[str, Value] = {}
    for name, said in pairs(given, option):
        meant = key(name)
        only_once(meant, found, option)
        found[meant] = value(said)
    return found


def only_once(name: str | tuple[str, str], there: Container[object], option: str) -> None:
    """Raises CrmError for what was told before in the same breath."""
    if name in there:
        raise CrmError(
            Message("error-told-twice", (option, name if isinstance(name, str) else name[0]))
        )


def listed_id(said: str, ids: Iterable[str], what: str) -> str:
    """One of these ids where crm.yaml lists any, else what was said. Raises CrmError."""
    known = ids if isinstance(ids, Mapping) else list(ids)
    return one_id(said, known, what) if known else new_id(said) or said


def new_id(said: str | None) -> str | None:
    """What something is to be called. Raises CrmError for what is no id."""
    if said is None:
        return None
    try:
        found: str = ID.decode(said)
    except DecodeError as wrong:
        raise CrmError(wrong.message) from None
    return found


def file_id(said: str | None) -> str | None:
    """What an account's file is to be called. Raises CrmError for what is no id, and for a name
    that some system cannot hold.
    """
    found = new_id(said)
    return found and portable(found)


def people(said: Sequence[str] | None, contacts: Mapping[str, Contact]) -> list[str]:
    """Contacts, each once; several may stand in one word with commas. Raises CrmError."""
    return _each(said, lambda one: find_contact(one, contacts))


def _each(said: Sequence[str] | None, find: Callable[[str], str]) -> list[str]:
    found: list[str] = []
    for word in said or ():
        try:
            found.append(find(word))
        except CrmError:
            if "," not in word:
                raise
            found += [find(part.strip()) for part in word.split(",") if part.strip()]
    return list(dict.fromkeys(found))


def members(editing: EditSession, by: Sequence[str] | None) -> list[str]:
    """Who of us: those named, else whoever sits at the keyboard if known."""
    return _each(by, lambda one: editing.member(one) or one) or ([editing.me] if editing.me else [])


def tell_nobody(editing: EditSession, by: Sequence[str]) -> None:
    """Tell where an entry names nobody of ours because git's user is not in the team."""
    if (
        by
        or editing.me is not None
        or editing.unknown is None
        or editing.unknown.key != "error-mine-unknown"
    ):
        return
    screen, phrases = editing.session.screen, editing.session.phrases
    screen.tell(visible(phrases("told-by-nobody", editing.unknown)))
    screen.tell(f"{phrases('common-hint')}: {phrases('hint-by-nobody')}")


def not_both(**given: object) -> None:
    """Raises CrmError if more than one of these options was given. They are called as in Python."""
    said = [f"--{name.strip('_').replace('_', '-')}" for name, value in given.items() if value]
    if len(said) > 1:
        raise CrmError(Message("error-not-both", (said[0], said[1])))


def number(said: str, option: str) -> Money:
    """A number as people say it: how many. Raises CrmError."""
    return _some(number_said(said), "error-bad-number-said", said, option)


def amount(editing: EditSession, said: str, option: str) -> Money:
    """An amount in the book's currency as people say it. Raises CrmError, also for another
    currency, and for cents where there are none.
    """
    return _some(amount_said(said, editing.policy.currency), "error-bad-amount-said", said, option)


def _some(found: Money | None, wrong: str, said: str, option: str) -> Money:
    if found is None:
        raise CrmError(Message(wrong, (said, option)))
    return found


def maybe_amount(editing: EditSession, said: str | None, option: str) -> Money | None:
    """An amount in the book's currency, or nothing."""
    return None if said is None else amount(editing, said, option)


def step(
    editing: EditSession,
    said: str | None,
    *,
    with_: Sequence[str] = (),
    owner: str | None = None,
    channel: str | None = None,
) -> Promised | None:
    """A promise told as `DATE what`. Raises CrmError when it begins with no day."""
    if not said:
        return None
    day, what = promised(editing, said)
    words = said[: len(said) - len(what)].strip(" -–—:,") if what else said
    editing.echo(words, day)
    return Promised(day, what or None, owner, channel, with_)


def promised(editing: EditSession, said: str) -> tuple[date, str]:
    """The day that the words begin with, and what is promised for it. Raises CrmError."""
    from crmcli.domain.time.when import split_day

    found = split_day(said, editing.today)
    if found is None:
        raise CrmError(Message("error-bad-step", (said,)), Message("hint-bad-day"))
    return found
