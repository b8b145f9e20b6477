"""How many does a cell say: 820명, 1,340, about 300; never one end of a range."""

from crmcli.domain.records.written_amount import written_count
from crmcli.domain.table import Message
from crmcli.imports.card import refuse
from crmcli.imports.cells.brief import brief

_LONGEST = 120  # characters
_MOST = 999_999_999


def head_count(cell: str) -> int:
    """The number that is said: of `10000+` and 약 300명 too.

    Raises Refusal for a range, such as 51-200 employees, which is told.
    """
    if len(cell) > _LONGEST:
        refuse(Message("told-import-no-count", (brief(cell),)))
    found = written_count(cell)
    if found.why == "range":
        refuse(Message("told-import-range", (brief(cell),)))
    if found.more:
        refuse(found.more)
    whole, _, part = found.text.replace("_", "").partition(".")
    if not whole.isdecimal() or part.strip("0") or int(whole) > _MOST:
        refuse(Message("told-import-no-count", (brief(cell),)))
    return int(whole)
