"""What a Korean sentence says in other words than the files and the command line have: names of
values, our functions, amounts, and why the system refused.
"""

import errno
import os
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from crmcli.domain.records.short_amounts import said

if TYPE_CHECKING:
    from crmcli.messages import Phrases

# At which of its arguments a text names what stands for a value on the command line, `거래처` for
# ACCOUNT; one of our functions by its word in files; an amount in digits.
VALUE_AT = {
    "error-apart": (0, 1),
    "error-bad-amount-said": (1,),
    "error-bad-number-said": (1,),
    "error-bad-word": (1,),
    "error-needed": (0,),
    "error-no-such": (0,),
    "error-not-both": (0, 1),
    "error-several-such": (0,),
    "error-told-twice": (0,),
}
# and at which of them why the system refused, as the system says it
REASON_AT = {
    "error-cannot-lock": 0,
    "error-cannot-open": 1,
    "error-cannot-save": 1,
    "error-cannot-write": 0,
    "error-change-unfinished": 0,
    "error-commit-failed": 0,
    "error-edit-no-editor": 1,
    "error-port-taken": 1,
    "error-tables-unwritten": 1,
    "finding-file-unreadable": 0,
}
_REASONS = {
    errno.EACCES: "권한이 없습니다",
    errno.EADDRINUSE: "다른 프로그램이 쓰고 있습니다",
    errno.EBUSY: "다른 프로그램이 쓰고 있습니다",
    errno.EEXIST: "이미 있습니다",
    errno.EFBIG: "파일이 너무 큽니다",
    errno.EINVAL: "여기서는 할 수 없는 일입니다",
    errno.EIO: "디스크를 읽거나 쓰지 못했습니다",
    errno.EISDIR: "폴더입니다",
    errno.ELOOP: "링크가 너무 여러 번 이어집니다",
    errno.EMFILE: "열어 둔 파일이 너무 많습니다",
    errno.ENAMETOOLONG: "이름이 너무 깁니다",
    errno.ENOENT: "그런 파일이나 폴더가 없습니다",
    errno.ENOEXEC: "실행할 수 있는 파일이 아닙니다",
    errno.ENOSPC: "디스크에 남은 공간이 없습니다",
    errno.ENOTDIR: "폴더가 아닙니다",
    errno.ENOTEMPTY: "빈 폴더가 아닙니다",
    errno.EPERM: "허용되지 않는 일입니다",
    errno.EPIPE: "받는 쪽이 끝났습니다",
    errno.EROFS: "읽기만 할 수 있는 곳입니다",
}
_NAME = re.compile(r"(?<![a-z_-])[A-Z]+(?:-[A-Z]+)*(?![a-z_-])")
FUNCTION_AT = {"finding-discount-of-whole": 2, "finding-discount-over-floor": 2}
AMOUNT_AT = {
    "finding-amount-contradicts-products": 1,
    "finding-amount-out-of-scale": 1,
    "finding-amount-scale-large": 1,
    "finding-amount-unlike-others": 1,
    "finding-contract-contradicts-deal": 1,
}


def in_words(key: str, words: Sequence[str], phrases: "Phrases") -> list[str]:
    """The arguments of this text as a Korean reads them."""
    found = [*words]
    for at in VALUE_AT.get(key, ()):
        found[at] = _value(found[at])
    if key in REASON_AT:
        found[REASON_AT[key]] = _reason(found[REASON_AT[key]])
    if key in FUNCTION_AT:
        name = f"function-{found[FUNCTION_AT[key]]}"
        if phrases.has(name):
            found[FUNCTION_AT[key]] = phrases(name)
    if key in AMOUNT_AT:
        found[AMOUNT_AT[key]] = _amount(found[AMOUNT_AT[key]])
    return found


def _value(word: str) -> str:
    from crmcli.messages.ko.help.names import METAVARS

    return _NAME.sub(lambda name: METAVARS.get(name[0], name[0]).replace("-", " "), word)


def _reason(told: str) -> str:
    return {os.strerror(code): said for code, said in _REASONS.items()}.get(told, told)


def _amount(digits: str) -> str:
    try:
        return said(Decimal(digits))["ko"]
    except InvalidOperation:
        return digits
