"""Which part of an expression does each rule of the grammar stand for?"""

import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypedDict

from lark import Token, Transformer

from crmcli.domain.errors import CrmError
from crmcli.domain.records.amounts import amount_of_any, number_said
from crmcli.domain.records.money import Money, tidy
from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.query.tree import (
    Call,
    Compared,
    Day,
    Expr,
    Length,
    Listing,
    Logic,
    Name,
    Not,
    Null,
    Number,
    Part,
    Span,
    Sum,
    Text,
    Truth,
    Unit,
)

DIGITS = 30  # of a number
SPAN_DIGITS = 4  # of a duration: ten thousand years are more than a calendar has
_UNITS: dict[str, Unit] = {
    "일": "d",
    "주": "w",
    "주일": "w",
    "개월": "m",
    "달": "m",
    "년": "y",
    "d": "d",
    "w": "w",
    "m": "m",
    "y": "y",
}

# What a rule is made of: what was made of its parts, words of the language, None for what may be
# left out.
Parts = list[Expr | Token | None]


class Spot(TypedDict):
    """Where a part stands, as each kind of part takes it."""

    at: int
    length: int


class Builder(Transformer[Token, Expr]):
    """Makes each part as soon as its text is read; nothing goes down into itself, however deep an
    expression is.
    """

    def start(self, parts: list[Expr]) -> Expr:
        return parts[0]

    def either(self, parts: Parts) -> Expr:
        return _logic("or", parts)

    def both(self, parts: Parts) -> Expr:
        return _logic("and", parts)

    def opposite(self, parts: Parts) -> Expr:
        (of,), (word,) = _exprs(parts), _tokens(parts)
        return Not(of, **_spot(word))

    def compared(self, parts: Parts) -> Expr:
        (left, right), (sign,) = _exprs(parts), _tokens(parts)
        return Compared(str(sign), left, right, **_spot(sign))

    def within(self, parts: Parts) -> Expr:
        (left, right), (word,) = _exprs(parts), _tokens(parts)
        return Compared("in", left, right, **_spot(word))

    def outside(self, parts: Parts) -> Expr:
        (left, right), (word, _) = _exprs(parts), _tokens(parts)
        return Compared("not in", left, right, **_spot(word))

    def nothing(self, parts: list[Expr]) -> Expr:
        return Null(parts[0], at=parts[0].at, length=parts[0].length)

    def something(self, parts: list[Expr]) -> Expr:
        return Null(parts[0], negated=True, at=parts[0].at, length=parts[0].length)

    def summed(self, parts: Parts) -> Expr:
        (left, right), (sign,) = _exprs(parts), _tokens(parts)
        return Sum(str(sign), left, right, **_spot(sign))

    def listing(self, parts: Parts) -> Expr:
        kept = _exprs(parts)
        return Listing(tuple(kept), at=kept[0].at if kept else 0)

    def call(self, parts: Parts) -> Expr:
        (name,) = _tokens(parts)
        return Call(str(name), tuple(_exprs(parts)), **_spot(name))

    def name(self, parts: list[Token]) -> Expr:
        return Name(unicodedata.normalize("NFC", str(parts[0])), **_spot(parts[0]))

    def today(self, parts: list[Token]) -> Expr:
        return Day(None, **_spot(parts[0]))

    def truth(self, parts: list[Token]) -> Expr:
        return Truth(parts[0] == "true", **_spot(parts[0]))

    def text(self, parts: list[Token]) -> Expr:
        return Text(unicodedata.normalize("NFC", _unquoted(parts[0])), **_spot(parts[0]))

    def day(self, parts: list[Token]) -> Expr:
        try:
            return Day(date.fromisoformat(parts[0]), **_spot(parts[0]))
        except ValueError:
            raise QueryError(
                Message("error-query-no-such-day", (str(parts[0]),)), **_spot(parts[0])
            ) from None

    def span(self, parts: list[Token]) -> Expr:
        count = parts[0].rstrip("".join(char for char in parts[0] if not char.isdecimal()))
        if len(count) > SPAN_DIGITS:
            raise QueryError(
                Message(
                    "error-query-no-number",
                    (parts[0] if len(parts[0]) <= DIGITS else f"{parts[0][:DIGITS]}…",),
                ),
                **_spot(parts[0]),
            )
        unit = parts[0][len(count) :].strip()
        return Length(Span(int(count), _UNITS.get(unit) or _UNITS[unit[0]]), **_spot(parts[0]))

    def percent(self, parts: list[Token]) -> Expr:
        return Number(_number(parts[0], parts[0].rstrip("% ")), percent=True, **_spot(parts[0]))

    def number(self, parts: list[Token]) -> Expr:
        return Number(_number(parts[0], parts[0]), **_spot(parts[0]))

    def amount(self, parts: list[Token]) -> Expr:
        said = parts[0].rstrip()
        amount = _unmistakable(parts[0], amount_of_any) if len(said) <= DIGITS else None
        if amount is None:
            raise QueryError(Message("error-query-no-number", (said,)), **_spot(parts[0]))
        return Number(amount, said=said, **_spot(parts[0]))


def _exprs(parts: Parts) -> list[Expr]:
    return [part for part in parts if isinstance(part, Part)]


def _tokens(parts: Parts) -> list[Token]:
    return [part for part in parts if isinstance(part, Token)]


def _logic(word: str, parts: Parts) -> Expr:
    conditions = _exprs(parts)
    return Logic(word, tuple(conditions), at=conditions[0].at)


def _spot(token: Token) -> Spot:
    return {"at": token.start_pos or 0, "length": len(token.rstrip())}


def _unquoted(said: str) -> str:
    text = said[1:-1]
    if said[0] in "“‘" or "\\" not in text:
        return text
    parts = text.split("\\\\")
    return "\\".join(part.replace(f"\\{said[0]}", said[0]) for part in parts)


def _number(token: Token, digits: str) -> int | Decimal:
    if len(digits) > DIGITS:
        raise QueryError(Message("error-query-no-number", (f"{digits[:DIGITS]}…",)), **_spot(token))
    _unmistakable(token, number_said)
    return tidy(Decimal(digits.replace("_", "")))


def _unmistakable(token: Token, read: Callable[[str], Money | None]) -> Money | None:
    try:
        return read(token)
    except CrmError as error:
        raise QueryError(error.message, hint=error.hint, **_spot(token)) from None
