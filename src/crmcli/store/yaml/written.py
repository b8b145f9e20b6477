"""How is one text written in YAML: without quotes, in quotes, as a block of lines?"""

import re
from functools import lru_cache

from crmcli.domain.edit import Prose, Quoted, Rows, Value
from crmcli.store.yaml.tree import NULLS

# What the format has no place for, and what YAML itself does not let into a file.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_UNFIT_FOR_KEYS = re.compile(f"{_FORBIDDEN.pattern}|[\n\t]")
_START = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`=]|-(?=[^\s\-,\[\]{}:?])""")
_IN_BLOCK = re.compile(r":(?=\s|\Z)|(?<=\s)#")
_IN_FLOW = re.compile(r"[,\[\]{}?]|:(?=[\s,\[\]{}:'\"]|\Z)|(?<=\s)#|::")
# What readers of YAML 1.1 and 1.2 take for a truth, nothing, a number, a time or a date; a little
# more than they do.
_NO_TEXT = re.compile(
    r"""(?:y|n|yes|no|on|off|true|false|null|none|nan|inf|~|<<|=
    |[-+]?\.(?:inf|nan)
    |[-+]?0[xob]?[0-9a-f_]+
    |[-+]?[0-9_.,:]+(?:e[-+]?[0-9]+)?
    |[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?
    |[-+0-9().\s/]+
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)


class Written(str):
    """A text that stands somewhere already, and how it is written there."""

    __slots__ = ("text",)
    text: str


def checked(value: object) -> None:
    """Can the format hold this?

    Raises ValueError for a character, or a line end in a key, that it cannot.
    """
    if isinstance(value, str):
        if not value.isprintable() and (
            _FORBIDDEN.search(value)
            or ("\n" not in value and "\t" in value)
            or (isinstance(value, Quoted) and "\n" in value)
        ):
            raise ValueError(value)
    elif isinstance(value, dict):
        for key, each in value.items():
            if not key.isprintable() and _UNFIT_FOR_KEYS.search(key):
                raise ValueError(key)
            checked(each)
    elif isinstance(value, list | tuple):
        for each in value:
            checked(each)
    elif value is not None:
        raise TypeError(value)


def listed(value: Value) -> Value:
    """Lists for tuples; what the reader makes has none."""
    if isinstance(value, dict):
        made = {key: listed(each) for key, each in value.items()}
        return Rows(made) if isinstance(value, Rows) else made
    return list(map(listed, value)) if isinstance(value, list | tuple) else value


def word(text: str, *, in_flow: bool, style: str = "", quote: str = '"') -> str:
    """A text of one line.

    `style` is the quote its author uses there, if any; `quote` is the one used where one is needed.
    """
    if isinstance(text, Written):
        return text.text
    if isinstance(text, Quoted):
        return _quoted(text, '"')
    if style in ("'", '"') and style:
        return _quoted(text, style)
    return text if can_be_plain(text, in_flow=in_flow) else _quoted(text, quote)


# a book says the same words again and again; a kind of text has rules of its own
@lru_cache(maxsize=8192, typed=True)
def can_be_plain(text: str, *, in_flow: bool) -> bool:
    """Does it read as itself without quotes?

    Somebody's words must do so for every reader of YAML, everything else for ours.
    """
    if (
        text in NULLS
        or text != text.strip()
        or not _START.match(text)
        or text.startswith("...")
        or text == "<<"
    ):
        return False
    if (_IN_FLOW if in_flow else _IN_BLOCK).search(text) or "\t" in text:
        return False
    return not isinstance(text, Prose) or not _NO_TEXT.match(text)


def _quoted(text: str, quote: str) -> str:
    if quote == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(text: str, indent: int) -> tuple[str, list[str]]:
    """A text of several lines: its sign and its lines, which go `indent` further in than what they
    belong to.
    """
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    if not body:
        return "|+", [""] * ends
    lines = body.split("\n")
    first = next((place for place, line in enumerate(lines) if line.strip(" ")), None)
    # the indentation cannot be told from the first line
    needs_number = first is None or lines[first].startswith(" ") or any(lines[:first])
    sign = "|" + (str(indent) if needs_number else "") + ("-", "", "+")[min(ends, 2)]
    return sign, [*lines, *[""] * (ends - 1)]
