"""Values of every sort compared with, added to and looked for among values of every sort, and functions of everything: what is found of the book of one day, or why it cannot be asked. odd/*.txt has all of it: UPDATE=1 writes it anew, read what changed."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from golden import recorded
from one_day import BOOK, DAY, RULES

from crmcli.messages import Phrases
from crmcli.query.ask import question
from crmcli.query.building import DIGITS, SPAN_DIGITS
from crmcli.query.patterns import LONGEST
from crmcli.query.errors import QueryError

FOLDER = Path(__file__).with_name("odd")
EN = Phrases("en")
# of each kind of records a name of each sort
NAMED = {
    "accounts": "name tags status research.employees open_amount named_share single_threaded last_touch custom.plants ids.zoho nothing",
    "deals": "deal products source bant amount probability open close stage_days account.tags account.owner bant.need custom.size",
    "contacts": "title emails stance gone left account.open_amount custom.vip",
    "log": "said with mood score date two_way ids.zoho",
}
VALUES = [
    '"park"', '"early"', '"2026-08-03"', '"no day"', '"1억"', "3", "0.5", "50%", "150%", "72M", "2026-08-03", "today", "30d", "2w", "today - 1m",
    "true", "null", '["a", "early"]', "[3, 30d]", "name", "(1 + 2)", "/x/", "tags", "2026-02-30", "3천", "nowhere",
]  # fmt: skip
SIGNS = ("==", "!=", "<", ">=", "in", "not in", "~", "+")
CALLS = {
    "accounts": """count(contacts)|count(contacts, gone)|count(tags)|count(tags, true)|count(name)|count(nothing)|count(1)|count()|count(contacts, gone, open)|any(deals)|any(deals, open)|any(tags)
        all(deals, open)|all(deals)|all(contacts, count(deals) > 0)|all(contacts, any(deals, any(contacts, gone)))|changed(status)|changed(name)|changed(1)|was(status == "customer", 2026-08-01)
        was(status == "customer", "yesterday")|was(true, 3)|was(status == "customer", last_touch)|month(last_touch)|quarter(last_touch)|year("2026-08-03")|year(3)|month()|sum(deals)|mean(open_amount)
        first(deals)|count(account.deals)|contacts|deals > 1|account.name|name > "a" and|name ==|== 3|(name|name)|not|"open|3 5|name name|open_amount - 1|last_touch - today > -10|last_touch - 2026-08-01 <= 2
        today - last_touch == 0|last_touch + 3 > today|name + 1 > 2|status < "customer"|status == "customers"|status == "고객"|status in ["customer", "x"]|1 < 2 < 3|not not true|true and false or true
        name ~ "["|name ~ "a{1001}"|name ~ "(?P<x>a)(?P<x>b)"|name ~ ""|name is null|tags is not null|research.employees is null|last_touch > "3 days ago"|last_touch > "next week"|last_touch > "soon"
        12345678901234567890123456789 > 1|1_000 > 999|1__0 > 2|0x1F > 1|1.5.2 > 1|10000000d < 1|99999d > 1d|1y > 11m|today - 9999y < today|today + 9999y > today|today - 2026y < today|today - 2025y < today|authority > 1
        open > 1|close > today|stage == "early"|kim == "kim"|customer|Status == "customer"|STATUS == "customer"|open_amont > 1|research.employes > 1|employees > 1|plants > 1|custom.plants > 2|custom.nowhere == 1""",
    "deals": """count(contacts)|any(contacts, title == "CTO")|count(log)|count(products)|count(account.contacts)|any(account.deals, not open)|changed(stage) > 2026-07-01|changed(amount) is null|changed(close) == today|changed(deal) is null
        was(stage == "early", 2026-07-31)|was(open, 2026-07-01)|was(open, "2026-08-02")|quarter(close) == "2026-Q3"|year(close) == "2026"|bant.need == "met"|bant.needs == "met"|bant > 1|meddic.pain == "met"|amount > "1억"|amount > "many"
        amount > 1억|amount > 5천|amount > $5|probability > 50|probability > 50%|probability > 0.5|weighted + amount > 1|weighted + 1 > amount|amount + probability > 1|close - today < 30d|close - today < 30|stage_days > 2w|stage_days > 30
        amount > 30d|close < 30d|close > today + 30d|idle - 3 > 1|people in ["park"]|"park" in people|"park" not in people|people == "park"|products in "core"|open == true|open == 1|open|not open|open and true|amount and true|account.status == "customer\"""",
    "contacts": """count(deals)|any(deals, open)|count(log, type == "call")|all(log, two_way)|changed(stance) > 2026-01-01|was(gone, today)|was(stance == "negative", 2026-07-20)|stance < "friendly"|stance > null|stance in ["negative", "neutral"]
        stance == "부정"|left <= today|title ~ "^c"|emails ~ "park"|"a@b" in emails|account.deals > 1|any(account.deals)|count(emails)|count(account.tags)|roles == "ceo"|"ceo" in roles""",
    "log": """type in ["call", "visit"]|type == "전화"|count(with)|count(with) > 1|count(log)|account.log|any(account.log)|date == today|date - "2026-08-01" < 3|score + 1 > 5|said ~ "a|b"|mood >= "friendly"|time > "09:00\"""",
}  # fmt: skip


def answer(kind: str, text: str) -> str:
    try:
        asked = question(text, kind, (), (), RULES, DAY)
    except QueryError as error:
        where = error.excerpt[1] if error.excerpt else ""
        hint = f" | {EN.say(error.hint)}" if error.hint else ""
        return f"{EN.say(error.message)}{hint} | {len(where) - len(where.lstrip())}+{len(where.strip())}"
    found = [f"{each.id}/{view.id}" for each in BOOK for view in asked.of(each, RULES, DAY)]
    days = f" {dict(asked.days)}" if asked.days else ""
    return f"-> {' '.join(found)}{days}"


def value(kind: str, text: str) -> str:
    """What a column of this says."""
    try:
        shown = question("true", kind, (text,), (), RULES, DAY)
    except QueryError as error:
        return f"no column: {EN.say(error.message)}"
    if not shown.shown:
        return f"grouped: {shown.groups is not None}"
    asked, whole = shown.shown[0], question("true", kind, (), (), RULES, DAY)
    found = [str(asked.read(view)) for each in BOOK for view in whole.of(each, RULES, DAY)]
    return f"column {asked.base}: {' '.join(found)}"


def of_sorts(kind: str) -> Iterator[str]:
    for name in NAMED[kind].split():
        answers: dict[str, list[str]] = {}
        for sign, other in product(SIGNS, VALUES):
            text = f"{name} {sign} {other}" if sign != "+" else f"{name} + {other} > 1"
            answers.setdefault(answer(kind, text), []).append(f"{sign} {other}")
        yield name
        yield from (f"  {', '.join(texts)}: {said}" for said, texts in answers.items())


def of_calls(kind: str) -> Iterator[str]:
    for text in CALLS[kind].replace("\n", "|").split("|"):
        expression = text.strip()
        yield f"{expression}"
        yield f"  {answer(kind, expression)}"
        yield f"  {value(kind, expression)}"


@pytest.mark.parametrize("kind", CALLS)
def test_what_is_asked_in_an_odd_way_is_answered_so(kind):
    found = [*of_calls(kind), *of_sorts(kind)]
    assert found == recorded(FOLDER / f"{kind}.txt", found)


@pytest.mark.parametrize(
    ("longest", "too_long", "key"),
    [
        ('name ~ "{0}"'.format("x" * LONGEST), 'name ~ "{0}"'.format("x" * (LONGEST + 1)), "error-query-long-pattern"),
        ("open_amount > " + "1" * DIGITS, "open_amount > " + "1" * (DIGITS + 1), "error-query-no-number"),
        (f"open_amount > {'1' * (DIGITS - 1)}M", f"open_amount > {'1' * DIGITS}M", "error-query-no-number"),
        (f"last_touch > {'9' * SPAN_DIGITS}d", f"last_touch > {'9' * (SPAN_DIGITS + 1)}d", "error-query-no-number"),
    ],
)  # fmt: skip
def test_numbers_and_patterns_are_read_that_are_as_long_as_may_be(longest, too_long, key):
    question(longest, "accounts", (), (), RULES, DAY)
    with pytest.raises(QueryError) as caught:
        question(too_long, "accounts", (), (), RULES, DAY)
    assert key == caught.value.message.key
