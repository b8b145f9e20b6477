"""Every error names the next command: the line that does where nothing else told does, and the
errors that no command of ours mends.
"""

# and why
NO_COMMAND = {
    "error-cannot-open": "the system refuses",
    "error-cannot-save": "the system refuses",
    "error-cannot-write": "the system refuses",
    "error-no-such-path": "its path is to be written, or the name that is nearest",
    "error-source-all-too-large": "other files are to be named",
    "error-source-broken": "the program that made it has to make it anew",
    "error-source-cells": "the program that made it has to make it smaller",
    "error-source-cells-old": "the program that made it has to make it smaller",
    "error-source-columns": "the program that made it has to make it smaller",
    "error-source-entities": "the program that made it has to make it anew",
    "error-source-password": "the program that made it has to make it anew",
    "error-source-rows": "the program that made it has to make it smaller",
    "error-source-too-many": "other files are to be named",
    "error-source-zip": "it is to be fetched anew",
    "error-source-zip-bomb": "it is to be unpacked",
    "error-source-zip-in-zip": "it is to be unpacked",
    "error-source-zip-leads-out": "it is to be unpacked",
    "error-source-zip-locked": "it is to be unpacked",
    "error-source-zip-ratio": "it is to be unpacked",
    "error-tables-unwritten": "the system refuses",
    "error-undo-elsewhere": "only git takes it back",
}


def see_help(command: str, language: str = "en") -> str:
    """The line that names the help of the command."""
    return {
        "en": f"hint: `crm {command} -h` tells how it is used, with examples\n",
        "ko": f"도움말: 쓰는 법과 예는 `crm {command} -h`에 있습니다\n",
    }[language]
