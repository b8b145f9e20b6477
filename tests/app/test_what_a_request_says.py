"""What each sort of key of a request may hold, and how it is told where it holds anything else. what_a_request_says.txt has all of it: UPDATE=1 writes it anew, read what changed."""

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from golden import recorded

from app.test_every_request import LEAST
from crmcli.app.protocol.decoding import request
from crmcli.app.protocol.registry import find, operations
from crmcli.app.protocol.shapes import fields_of
from crmcli.domain.errors import CrmError

FILE = Path(__file__).with_name("what_a_request_says.txt")
VALUES = """null true false 0 1 -1 1e1 1.5 "" "x" "5" "1.50" "1e3" "NaN" "Infinity" "1_0" "２" "2026-08-03" "20260803" "2026-8-3" "2026-W32-1"
"2026-02-30" [] [null] ["x"] ["x","x"] [1] [["x"]] {} {"x":null} {"x":"y"} {"x":1} {"x":[]} {"":""}""".split()


def kinds():
    """Each sort of key once, and where it stands: (the operation, the way to it, its field)."""
    seen = set()
    for operation in operations():
        todo = [((each.key,), each) for each in fields_of(find(operation))]
        for way, field in todo:
            kind = field.kind
            todo += [((*way, each.key), each) for each in kind.fields]
            if (kind._replace(ref=""), field.is_needed) not in seen and operation in LEAST:
                seen.add((kind._replace(ref=""), field.is_needed))
                yield operation, way, field


def asked(operation, way, value):
    """The least that this operation says, with the value at the end of the way."""
    first, *rest = way
    for key in reversed(rest):
        value = {key: value}
    return {"operation": operation, **LEAST[operation], first: value}


def answer(data, way):
    try:
        found = request(data)
    except CrmError as error:
        return " ".join(map(str, (error.message.key, *error.message.args)))
    for key in way:
        found = getattr(found, key, getattr(found, f"{key}_", None))
    return repr(found)


def test_each_sort_of_key_holds_exactly_what_is_recorded():
    found = []
    for operation, way, _ in kinds():
        answers = defaultdict(list)
        for value in VALUES:
            data = asked(operation, way, json.loads(value, parse_float=Decimal))
            answers[answer(data, way)].append(value)
        found.append(f"{operation}: {'.'.join(way)}")
        found += [f"  {each}: {' '.join(values)}" for each, values in answers.items()]
    assert found == recorded(FILE, found)
