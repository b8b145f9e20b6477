"""What somebody typed, as the request it asks for: each field by the same checks as on the command
line.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.app.protocol.decoding import request
from crmcli.app.protocol.shapes import Kind
from crmcli.app.work import Request
from crmcli.domain.errors import CrmError
from crmcli.domain.records.amounts import amount_said, number_said
from crmcli.domain.records.money import Money
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import plus_days
from crmcli.domain.time.when import day_said
from crmcli.web.writing.fields import Data, Field, Form, Here
from crmcli.web.writing.offers import offers

LONGEST = 10_000  # characters of one field
MOST_DAYS = 3650  # days that a bare number may put something off
DIGITS = 6  # of a number that counts something
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class Mistake(NamedTuple):
    """What is wrong with a field; with the whole form where the field is empty."""

    field: str
    message: Message
    hint: Message | None = None
    todo: Sequence[tuple[Message, Message]] = ()


# At which field something is told that the application found.
PLACES = {
    "error-bad-amount-said": "amount",
    "error-edit-score": "score",
    "error-gate-shut": "force",
    "error-gate-why": "why",
    "error-gate-win-shut": "force",
    "error-lose-note-shut": "note",
    "error-lose-why": "reason",
    "error-rep-of-no-role": "rep",
    "error-rest-past": "until",
    "error-told-already": "again",
}


def read(form: Form, here: Here) -> tuple[Request | None, list[Mistake]]:
    """The request, or what is wrong with what was typed."""
    data: Data = {}
    wrongs: list[Mistake] = []
    for field in form.fields(here):
        try:
            value = _value(form, field, here)
        except CrmError as error:
            wrongs.append(Mistake(field.name, error.message, error.hint))
            continue
        if value is not None:
            _put(data, field.name, value)
        elif form.is_needed(field):
            wrongs.append(Mistake(field.name, Message("page-write-needed")))
    wrongs += _halves(form, data, here)
    if wrongs:
        return None, wrongs
    if form.spec.mine and here.me:
        is_list = form.parts[form.spec.mine].kind.shape == "list"
        data.setdefault(form.spec.mine, [here.me] if is_list else here.me)
    try:
        data = form.spec.finish({"account": here.account.id, **data}, here)
        return request({"operation": form.spec.operation, **data}), []
    except CrmError as error:
        return None, [placed(form, here, error)]


def placed(form: Form, here: Here, error: CrmError) -> Mistake:
    """The error at the field that it is about."""
    known = {each.name for each in form.fields(here)}
    place = PLACES.get(error.message.key, "")
    if error.message.key == "error-needed":
        place = str(error.message.args[0]).rstrip("_")
    if place == "next":
        place = "next.date"
    return Mistake(place if place in known else "", error.message, error.hint, error.todo)


def _halves(form: Form, data: Data, here: Here) -> list[Mistake]:
    """A promise without a day is none."""
    part = data.get("next")
    asked = any(each.name == "next.date" for each in form.fields(here))
    if asked and isinstance(part, dict) and "date" not in part:
        return [Mistake("next.date", Message("page-write-needed"))]
    return []


def _put(data: Data, name: str, value: object) -> None:
    whole, dot, part = name.partition(".")
    if not dot:
        data[name] = value
        return
    inside = data.setdefault(whole, {})
    if isinstance(inside, dict):
        inside[part] = value


def _value(form: Form, field: Field, here: Here) -> object:
    """What it says, as the request has it; None where nothing was said. Raises CrmError."""
    kind = form.kind(field)
    said = [each for each in here.typed.get(field.name, ()) if each.strip()]
    if any(len(each) > LONGEST for each in said):
        raise CrmError(Message("page-write-long", (LONGEST,)))
    if not said:
        return None
    if kind.shape == "list" and kind.item:
        if field.look == "lines":
            said = [line for each in said for line in each.splitlines() if line.strip()]
        return [_leaf(form, field, kind.item, each, here) for each in dict.fromkeys(said)]
    if len(said) > 1:
        raise CrmError(Message("page-error-twice", (field.name,)))
    return _leaf(form, field, kind, said[0], here)


def _leaf(form: Form, field: Field, kind: Kind, said: str, here: Here) -> object:
    if kind.shape == "day":
        return day_meant(field, said, here).isoformat()
    if kind.shape in ("number", "whole number"):
        return _number(field, kind, said, here)
    if kind.shape == "yes-or-no":
        return True
    text = "\n".join(said.strip().splitlines()) if field.look == "words" else said.strip()
    if "\n" in text and field.look != "words":
        text = " ".join(text.split())
    offered = None if field.look == "hidden" else offers(form, field, here)
    if offered is not None and text not in {each.value for each in offered}:
        raise CrmError(Message("page-write-unknown", (text,)))
    return text


def _number(field: Field, kind: Kind, said: str, here: Here) -> Money:
    if kind.shape == "whole number":
        count = _count(said)
        if not count:
            raise CrmError(Message("page-write-number", (said,)))
        return count
    is_amount = field.reads == "amount"
    found = amount_said(said, here.policy.currency) if is_amount else number_said(said)
    if found is None:
        raise CrmError(Message("page-write-number", (said,)))
    return found


def day_meant(field: Field, said: str, here: Here) -> date:
    """A day as files write it, or as people say it. Raises CrmError."""
    said = said.strip()
    days = _count(said) if field.reads == "rest" else None
    if days is not None and days <= MOST_DAYS:
        return plus_days(here.today, days)
    found = day_said(said, here.today, past=not field.ahead) if not _ISO.match(said) else _day(said)
    if found is None:
        raise CrmError(Message("error-bad-day", (said,)), Message("hint-bad-day"))
    return found


def _count(said: str) -> int | None:
    """A number in plain digits, and not many of them."""
    said = said.strip()
    plain = said.isascii() and said.isdecimal() and len(said) <= DIGITS
    return int(said) if plain else None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
