"""What does an expression say? Text in, parts out. docs/query.md tells the language."""

from functools import lru_cache

from lark import Lark
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

from crmcli.domain.table import Message
from crmcli.query.building import Builder
from crmcli.query.errors import QueryError
from crmcli.query.grammar import GRAMMAR
from crmcli.query.tree import Expr, children

LONGEST = 4_000  # characters
DEEPEST = 40  # parts within parts
_INSTEAD = {"=": "==", "&": "and", "|": "or", "!": "not", "<>": "!=", "&&": "and", "||": "or"}
_WORDS = ("and", "or", "not", "in", "is", "null", "true", "false", "today")


@lru_cache(maxsize=1)
def _reader() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer="basic", transformer=Builder())


@lru_cache(maxsize=64)
def parse(text: str) -> Expr:
    """The parts of the expression. Raises QueryError, with the place, for anything that is none."""
    if len(text) > LONGEST:
        raise QueryError(Message("error-query-too-long", (len(text), LONGEST)), LONGEST).within(
            text
        )
    try:
        return shallow(_read(text))
    except QueryError as error:
        raise error.within(text) from None


def _read(text: str) -> Expr:
    odd = next((place for place, char in enumerate(text) if "\ud800" <= char <= "\udfff"), None)
    if odd is not None:
        raise QueryError(Message("error-query-bad-character", ("?",)), odd)
    try:
        return _reader().parse(text)  # type: ignore[return-value]
    except VisitError as error:
        raise error.orig_exc from None
    except UnexpectedInput as error:
        raise _explained(error, text) from None


def _explained(error: UnexpectedInput, text: str) -> QueryError:
    """What a reader of the language cannot know: which word was meant."""
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        token = error.token
        word = str(token)
        meant = (
            "is null"
            if word == "null"
            else word.lower()
            if word not in _WORDS and word.lower() in _WORDS
            else ""
        )
        hint = Message("hint-query-write", (meant,)) if meant else None
        return QueryError(
            Message("error-query-unexpected", (word,)), token.start_pos or 0, len(word), hint
        )
    if isinstance(error, UnexpectedCharacters):
        at = error.pos_in_stream or 0
        char = text[at]
        if char in "\"'“‘":
            return QueryError(Message("error-query-open-quote"), at)
        instead = _INSTEAD.get(text[at : at + 2]) or _INSTEAD.get(char)
        return QueryError(
            Message("error-query-unexpected", (char,)),
            at,
            1,
            Message("hint-query-write", (instead,)) if instead else None,
        )
    end = len(text.rstrip())
    return QueryError(
        Message("error-query-ends" if end else "error-query-empty"),
        end,
        1,
        None if end else Message("hint-query-empty"),
    )


def shallow(expr: Expr) -> Expr:
    """The expression itself, if its parts do not go too deep for a reader. Raises QueryError."""
    level: list[Expr] = [expr]
    for _ in range(DEEPEST):
        below = [part for each in level for part in children(each)]
        if not below:
            return expr
        level = below
    raise QueryError(Message("error-query-too-deep", (DEEPEST,)), level[0].at)
