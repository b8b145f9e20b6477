"""How is an expression written? docs/query.md tells it in words, and has every name and operator."""

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
NAME: /(?:account\.)?custom\.\w+(?:[-.][^\W\d]\w*)*|[^\W\d]\w*(?:\.[^\W\d]\w*)*/
STRING: /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|“[^”]*”|‘[^’]*’/s
DATE.4: /[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w])/
SPAN.3: /[0-9]+(?:(?: ?(?:days?|weeks?|months?|years?))|d|w|m|y|일|주일?|개월|달|년)(?!\w)/
PERCENT.3: /[0-9][0-9_]*(?:\.[0-9]+)? ?%/
AMOUNT.2: /(?:[0-9][0-9_]*(?:\.[0-9]+)?(?:천만|백만|십억|[천만억조kKMbB]) ?)+(?!\w)/
NUMBER.1: /[0-9][0-9_]*(?:\.[0-9]+)?(?!\w)/

%ignore /\s+/
"""
