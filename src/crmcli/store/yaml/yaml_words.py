"""What a parser of YAML says is wrong, as a message of our own: its words are another matter with
every release.

Both parsers are told here, libyaml's and PyYAML's own, which say the same in different words.
"""

_MESSAGES = {
    "mapping values are not allowed": "syntax-colon",
    "found unexpected ':'": "syntax-colon",
    "could not find expected ':'": "syntax-no-colon",
    "cannot start any token": "syntax-character",
    "expected ',' or": "syntax-unclosed",
    "expected node content": "syntax-value",
    "expected the node content": "syntax-value",
    "expected key": "syntax-indent",
    "expected '-' indicator": "syntax-indent",
    "expected <block end>": "syntax-indent",
    "found unexpected end of stream": "syntax-quote",
    "document indicator": "syntax-quote",
    "document separator": "syntax-quote",
    "entries are not allowed": "syntax-entry",
    "mapping keys are not allowed": "syntax-entry",
    "escape character": "syntax-escape",
    "escape code": "syntax-escape",
    "escape sequence": "syntax-escape",
    "hexdecimal number": "syntax-escape",
    "surrogate": "syntax-escape",
    "indentation indicator": "syntax-block",
    "comment or line break": "syntax-block",
    "comment or a line break": "syntax-block",
    "tab character": "tab-indentation",
    "<document start>": "syntax-after",
    "alphabetic or numeric character": "syntax-mark",
    "tag": "syntax-mark",
    "directive": "syntax-mark",
    "URI": "syntax-mark",
    "%YAML": "syntax-mark",
    "'!'": "syntax-mark",
    "characters are not allowed": "syntax-unseen",
}


def message_of(problem: str) -> str:
    """The key of the message that says what to write instead; "" when all there is to say is that
    this is no YAML.
    """
    return next((key for part, key in _MESSAGES.items() if part in problem), "")
