"""What is wrong with a text that is no JSON, as a message of our own: the library's words are
English only.
"""

from json import JSONDecodeError

from crmcli.domain.table import Message

_MESSAGES = {
    "Expecting value": "told-json-value",
    "Expecting property name": "told-json-key",
    "trailing comma": "told-json-comma-last",
    "Expecting ':'": "told-json-colon",
    "Expecting ','": "told-json-comma",
    "Extra data": "told-json-after",
    "control character": "told-json-control",
    "Unterminated string": "told-json-quote",
    "escape": "told-json-escape",
    "BOM": "told-json-mark",
}


def reason(error: Exception) -> Message:
    """Why the text cannot be read, and where."""
    if isinstance(error, RecursionError):
        return Message("told-json-deep")
    if not isinstance(error, JSONDecodeError):
        return Message("told-json-number")  # one of more digits than Python takes
    key = next((key for part, key in _MESSAGES.items() if part in error.msg), "told-json-other")
    return Message(key, (error.lineno, error.colno))
