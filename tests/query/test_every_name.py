"""What every name says of a small book whose days all fall on one: the day before, on that day and the day after. names.txt; `UPDATE=1 pytest tests/query/test_every_name.py` renews it."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from books import account, policy
from one_day import ACME, BOOK, DAY, DAYS, RULES
from golden import recorded
from crmcli.query.ask import question
from crmcli.query.kinds import choices_of
from crmcli.query.lookup import names_of
from crmcli.query.names.lookup import NAMES, RECORDS

GOLDEN = Path(__file__).with_name("names.txt")
# what is asked of the records of a record, of another day, and of a fact that changes
BEYOND = {kind: [f"count({each})" for each in within] for kind, within in RECORDS.items()}
BEYOND["contacts"] += ["any(deals, open)", "changed(stance)", "was(gone, 2026-08-02)"]
BEYOND["deals"] += [f"changed({name})" for name in ("stage", "amount", "close")]
BEYOND["deals"] += ["was(open, 2026-08-02)", "was(open, today - 1d)", "all(contacts, not gone)"]
BEYOND["plans"] = ["changed(progress)", "was(open, 2026-08-02)"]
BEYOND["roles"] = ["was(rung == 'met', 2026-08-02)", "was(rung > 'met', 2026-08-03)"]
BEYOND["contracts"] = ["was(runs, 2026-08-02)", "was(runs, 2026-08-04)"]
BEYOND["cases"] = ["was(open, 2026-08-02)"]
# what another system calls it
for of in ("accounts", "contacts", "deals", "entries"):
    BEYOND[of] = [*BEYOND.get(of, ()), "ids.zoho", "ids.hubspot"]


def values(kind: str, path: str, day: date) -> list[str]:
    """What the name says of each record that is there on the day, if it says something."""
    asked = question("true", kind, (path,), (), RULES, day)
    found = (
        (f"{each.id}/{view.id}" if kind != "accounts" else view.id, asked.shown[0].read(view))
        for each in BOOK
        for view in asked.of(each, RULES, day)
    )
    return [
        f"{id_}: {told(value)}"
        for id_, value in found
        if value is not None and value is not False and value != ()
    ]


def told(value: Any) -> str:
    if isinstance(value, tuple):
        return " + ".join(map(str, value))
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def lines() -> Iterator[str]:
    for kind in NAMES:
        for path in (*names_of(kind, RULES), *BEYOND.get(kind, ())):
            if path.startswith("account."):
                continue
            yield f"{kind} {path}"
            by_day = [(f"{day:%m-%d}", values(kind, path, day)) for day in DAYS]
            for found, days in groupby(by_day, key=lambda each: each[1]):
                yield f"  {' '.join(day for day, _ in days)}  {', '.join(found) or '-'}"


def test_every_name_says_just_this_before_its_day_on_it_and_after():
    found = list(lines())
    assert recorded(GOLDEN, found) == found


@pytest.mark.parametrize("kind", [kind for kind in NAMES if kind != "accounts"])
def test_what_is_asked_of_a_records_account_is_what_the_account_says(kind):
    paths = names_of("accounts", RULES)
    of_account = question("true", "accounts", paths, (), RULES, DAY)
    of_record = question("true", kind, [f"account.{path}" for path in paths], (), RULES, DAY)
    (account_view,) = of_account.of(ACME, RULES, DAY)
    views = list(of_record.of(ACME, RULES, DAY))
    assert views
    for view in views:
        assert [each.read(account_view) for each in of_account.shown] == [
            each.read(view) for each in of_record.shown
        ]


def test_each_answer_of_a_framework_of_ones_own_is_asked_by_its_name():
    criteria = ("metrics", "pain", "champion", "paper")
    statuses = ("met", "unmet", "partial", "unknown")
    rules = policy(f"qualification: {{name: Ours, criteria: {{{': , '.join(criteria)}: }}}}")
    answers = ", ".join(f"{one}: {other}" for one, other in zip(criteria, statuses, strict=True))
    acme = account(
        f"{{name: A, deals: {{d: {{stages: {{2026-08-01: x}}, qualification: {{{answers}}}}}}}}}"
    )
    paths = ["qualification", *(f"qualification.{each}" for each in criteria)]
    assert paths == [each for each in names_of("deals", rules) if each.startswith("qualification")]
    asked = question("true", "deals", paths, (), rules, DAY)
    (view,) = asked.of(acme, rules, DAY)
    assert [1, *statuses] == [each.read(view) for each in asked.shown]


@pytest.mark.parametrize("of", ["team", "stages", "reasons", "products", "roles"])
def test_everything_of_crm_yaml_can_be_meant_by_its_id_and_by_its_name(of):
    known = choices_of(of, RULES)
    asked_of = {
        "team": ("deals", "owner"),
        "stages": ("deals", "stage"),
        "reasons": ("deals", "outcome.reason"),
        "products": ("assets", "product"),
        "roles": ("roles", "role"),
    }
    kind, path = asked_of[of]
    wanted = {"roles": RULES.role_sets["r"]}.get(of, getattr(RULES, of, None))
    assert list(wanted) == list(known)
    for word in (*known, *(text for label in known.values() for text in label.values())):
        question(f"{path} == '{word}'", kind, (path,), (), RULES, DAY)
