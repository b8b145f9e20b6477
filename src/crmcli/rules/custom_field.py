"""A custom field is not declared in crm.yaml, or does not hold what its declaration says.

Why: One word spelled in two ways is two fields. Once crm.yaml declares `fields` for accounts,
contacts or deals, their `custom:` holds those only; without any declaration it is free.

왜: 같은 낱말을 두 가지로 적으면 서로 다른 항목이 됩니다. crm.yaml의 `fields`에 거래처, 사람, 안건의
항목을 정하면 `custom:`에는 그 항목만 적을 수 있습니다. 정하지 않으면 무엇이든 적을 수 있습니다.

Policy:
    fields:
      erp: {on: account, type: choice, choices: [sap, oracle, own]}
      plants: {on: account, type: number}

Bad:
    name: Hanbit Electronics
    custom:
      plant: 2  # <- here

Good:
    name: Hanbit Electronics
    custom:
      plants: 2
      erp: sap
"""

import re
from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Mend, Path, Severity
from crmcli.domain.records.account import Account, Custom
from crmcli.domain.records.custom import decoded
from crmcli.domain.records.policy import CustomField, Policy
from crmcli.domain.text.spelling import folded
from crmcli.domain.text.synonyms import meant
from crmcli.messages.meanings import shown_as
from crmcli.rules.closest import closest

SEVERITY: Severity = "error"
_PLAIN = re.compile(r"(?!null\Z)[^\W_][\w-]*", re.IGNORECASE)  # written as it is


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    if not policy.fields:
        return
    yield from wrong_fields("account", account.custom, (), policy)
    for name, contact in account.contacts.items():
        yield from wrong_fields("contact", contact.custom, ("contacts", name), policy)
    for name, deal in account.deals.items():
        yield from wrong_fields("deal", deal.custom, ("deals", name), policy)


def wrong_fields(on: str, custom: Custom, base: Path, policy: Policy) -> Iterator[Finding]:
    """Which of these fields of an account, a contact or a deal does crm.yaml not declare so?

    They stand at the path `base`.
    """
    if not custom:
        return
    declared = {name: field for name, field in policy.fields.items() if field.on == on}
    for name, value in custom.items():
        path = (*base, "custom", name)
        if name in declared:
            yield from _judge(name, declared[name], value, path)
        elif name in policy.fields:
            yield Finding(
                "custom-field",
                path,
                "custom-field-elsewhere",
                (name, policy.fields[name].on),
                at_key=True,
            )
        elif declared:
            near = closest(name, declared)
            yield Finding(
                "custom-field",
                path,
                "custom-field-close" if near else "",
                (name, *near),
                at_key=True,
                mends=tuple(Mend(each) for each in near if each not in custom),
            )


def _judge(
    name: str, field: CustomField, value: str | tuple[str, ...], path: Path
) -> Iterator[Finding]:
    if field.type == "choice":
        items = (value,) if isinstance(value, str) else value
        wrong = [place for place, each in enumerate(items) if each not in field.choices]
        if wrong:
            said = items[wrong[0]]
            yield Finding(
                "custom-field",
                path,
                "custom-field-choice",
                (said, name, ", ".join(field.choices)),
                mends=_choice(said, field, path if items is not value else (*path, wrong[0])),
            )
    elif field.type != "text" and (
        not isinstance(value, str) or decoded(value, field.type) is None
    ):
        yield Finding(
            "custom-field",
            path,
            f"custom-field-{field.type}",
            (value if isinstance(value, str) else ", ".join(value), name),
            mends=_value(value, field.type) if isinstance(value, str) else (),
        )


def _choice(said: str, field: CustomField, path: Path) -> tuple[Mend, ...]:
    """The choice that is the same word in other letters, else the one most like it."""
    same = [each for each in field.choices if folded(each) == folded(said)]
    near = same if len(same) == 1 else closest(said, field.choices)
    return tuple(Mend(each, bool(same), path) for each in near if _PLAIN.fullmatch(each))[:1]


def _value(said: str, kind: str) -> tuple[Mend, ...]:
    """What is meant, as the format writes it."""
    if kind == "truth":
        words = meant(said, ("true", "false"), shown_as)
        return (Mend(words[0], is_safe=True),) if len(words) == 1 else ()
    if kind == "date":
        from crmcli.domain.time.written import written_day

        day = written_day(said)
        return (Mend(day.day.isoformat(), day.is_safe),) if day.day and not day.other else ()
    from crmcli.domain.records.written_amount import written_amount, written_count

    found = written_amount(said) if kind == "money" else written_count(said)
    is_number = found.text and decoded(found.text, kind) is not None
    return (Mend(found.text, found.is_safe),) if is_number else ()
