"""How is an expression written? docs/query.md tells it in words, and has every name and
operator.
"""

from crmcli.domain.records.currencies import MARKS

_DIGITS = r"[0-9][0-9_]*(?:\.[0-9]+)?"
_KOREAN = rf"(?:(?:{_DIGITS})?[천백십만억조] ?)+(?:[0-9][0-9_]*)?"
_ENGLISH = rf"(?:{_DIGITS}[kKMbB] ?)+"
_CODES = "|".join(
    mark.upper()
    for mark in MARKS
    if mark.isascii() and mark.isalpha() and len(mark) == 3 and mark != "won"
)
# a sign stands before an amount or after it
_SIGN = "".join(mark for mark in MARKS if len(mark) == 1 and not mark.isalpha() and mark != "\\")
_SIGNS = rf"(?:(?:US)?[{_SIGN}￦￥\\]|(?:{_CODES})(?= ?[0-9]))"
_WORDS = "|".join(
    mark for mark in MARKS if mark.isalpha() and (len(mark) != 3 or not mark.isascii())
)
_MARKS = rf"(?:[{_SIGN}]|(?:{_WORDS}|won|yen|rmb|{_CODES})(?!\w))"
# The basis of every amount that is more than a number: by its sign, by the words of its size, or by
# the currency after it.
_AMOUNT = (
    rf"{_SIGNS} ?(?:{_KOREAN}|{_ENGLISH}|[0-9][0-9_]*(?:,[0-9]{{3}})*(?:\.[0-9]+)?)(?!\w)"
    rf"|(?:{_KOREAN}|{_ENGLISH}|{_DIGITS} ?){_MARKS}|(?:{_KOREAN}|{_ENGLISH})(?!\w)"
)

GRAMMAR = r"""
start: either

?either: both (OR both)*
?both: opposite (AND opposite)*
?opposite: NOT opposite -> opposite
    | comparison
?comparison: sum
    | sum COMPARED sum -> compared
    | sum IN sum -> within
    | sum NOT IN sum -> outside
    | sum IS NULL -> nothing
    | sum IS NOT NULL -> something
?sum: atom
    | sum ADDED atom -> summed
?atom: "(" either ")"
    | "(" either ("," either)+ ")" -> listing
    | "[" [either ("," either)*] "]" -> listing
    | NAME "(" [either ("," either)*] ")" -> call
    | NAME -> name
    | TODAY -> today
    | (TRUE | FALSE) -> truth
    | STRING -> text
    | DATE -> day
    | SPAN -> span
    | PERCENT -> percent
    | AMOUNT -> amount
    | NUMBER -> number

AND: "and"
OR: "or"
NOT: "not"
IN: "in"
IS: "is"
NULL: "null"
TRUE: "true"
FALSE: "false"
TODAY: "today"
COMPARED: "==" | "!=" | "<=" | ">=" | "<" | ">" | "~" | "!~"
ADDED: "+" | "-"
NAME: /(?:account\.)?(?:custom|ids)\.\w+(?:[-.][^\W\d]\w*)*|[^\W\d]\w*(?:\.[^\W\d]\w*)*/
STRING: /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|“[^”]*”|‘[^’]*’/s
DATE.4: /[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w])/
SPAN.3: /[0-9]+(?:(?: ?(?:days?|weeks?|months?|years?))|d|w|m|y|일|주일?|개월|달|년)(?!\w)/
PERCENT.3: /[0-9][0-9_]*(?:\.[0-9]+)? ?%/
AMOUNT.2: /@AMOUNT@/
NUMBER.1: /[0-9][0-9_]*(?:\.[0-9]+)?(?!\w)/

%ignore /\s+/
""".replace("@AMOUNT@", _AMOUNT)
