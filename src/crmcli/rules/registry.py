"""Every lint rule by its name; what they find in an account, across the book, in the policy."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import ModuleType
from typing import cast

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules import (  # noqa: F401 - the list of rules: `_MODULES` takes them from here
    amount_contradicts_products,
    amount_out_of_scale,
    amount_unlike_others,
    amount_with_cents,
    asset_not_eligible,
    authority_without_person,
    bant_without_evidence,
    business_number,
    case_closed_before_opened,
    close_before_open,
    close_date_passed,
    contact_nowhere,
    contract_contradicts_deal,
    contract_ends_before_start,
    contract_not_counted_yet,
    contracts_overlap,
    custom_field,
    customer_without_cadence,
    cut_text,
    days_far_apart,
    deal_without_next_step,
    discount_over_floor,
    duplicate_account_name,
    duplicate_contact,
    duplicate_foreign_id,
    duplicate_record,
    email_form,
    entry_of_left_member,
    future_day,
    future_log_entry,
    left_contact_in_role,
    left_contact_named,
    left_member_named,
    log_out_of_order,
    missing_loss_reason,
    moved_after_outcome,
    next_step_overdue,
    next_step_without_what,
    odd_character,
    other_framework,
    outcome_before_open,
    owner_left,
    parent_circle,
    percent_as_fraction,
    phone_form,
    plan_ended_twice,
    plan_overdue,
    plan_without_due,
    plan_without_owner,
    portable_name,
    reason_needs_note,
    referral_cycle,
    rep_left,
    reports_to_circle,
    rest_nowhere,
    rest_too_long,
    role_many_hats,
    role_set_default,
    role_several_reps,
    role_without_rep,
    saved_command,
    saved_query,
    score_off_scale,
    stage_goes_backwards,
    stage_skipped_gate,
    stale_stance,
    stance_contradicts_log,
    status_contradicts_deal,
    stray_mark,
    talked_after_leaving,
    undated_stage,
    undated_stance,
    unknown_reference,
    unlikely_day,
    unquoted_phone,
    visit_without_result,
)
from crmcli.rules.book_facts import BookFact
from crmcli.rules.causes import hidden_by, told_once
from crmcli.rules.groups import DAYS, GROUP_OF, GROUPS, HARMLESS
from crmcli.rules.policy_references import check_rule_names

# A rule is whatever is imported above; each has a severity of its own.
_MODULES = [
    module
    for module in list(globals().values())
    if isinstance(module, ModuleType) and hasattr(module, "SEVERITY")
]
RULES: Mapping[str, ModuleType] = {
    module.__name__.rpartition(".")[2].replace("_", "-"): module for module in _MODULES
}
DEFAULT_SEVERITIES: Mapping[str, Severity] = {
    name: module.SEVERITY for name, module in RULES.items()
}
# found in a file nobody touched, because days passed
OF_DAYS = frozenset(name for name, module in RULES.items() if getattr(module, "IS_OF_DAYS", False))

Check = Callable[[Account, Policy, date], Iterable[Finding]]
_OF_ACCOUNT: list[tuple[str, Check]] = [
    (name, module.check) for name, module in RULES.items() if hasattr(module, "check")
]
_OF_BOOK = [
    (name, module.check_book) for name, module in RULES.items() if hasattr(module, "check_book")
]
_OF_POLICY = [
    (name, module.check_policy) for name, module in RULES.items() if hasattr(module, "check_policy")
]


def severity(rule: str, policy: Policy) -> Severity:
    """How much the rule weighs in this book; off where it is not asked at all."""
    return weight(rule, policy) or DEFAULT_SEVERITIES[rule]


def weight(rule: str, policy: Policy) -> Severity | None:
    """What the book says of it: of the rule itself, else of days that pass where it is about them,
    else of its group; None where it says nothing.
    """
    said = policy.lint
    if not said:
        return None
    words = (rule, DAYS, GROUP_OF[rule]) if rule in OF_DAYS else (rule, GROUP_OF[rule])
    found = next((said[word] for word in words if word in said), None)
    return cast("Severity | None", found)


def judging(policy: Policy, *, alone: bool = False) -> frozenset[str]:
    """The rules that are asked in this book; `alone`, those that one account is enough for."""
    names = [name for name, _ in _OF_ACCOUNT] if alone else [*RULES]
    return frozenset(
        [name for name in names if severity(name, policy) != "off"]
        + [name for name in HARMLESS if weight(name, policy) != "off"]
    )


def all_told(rules: frozenset[str], found: Iterable[Finding]) -> frozenset[str]:
    """Of these rules, those of which everything is told that they found: not what others of the
    findings explain.
    """
    return rules - hidden_by({finding.rule for finding in found})


def check_account(account: Account, policy: Policy, as_of: date) -> list[Finding]:
    """What is wrong within one account?"""
    found: list[Finding] = []
    for check, weighs in _asked(tuple(policy.lint.items())):
        found += _weighed(check(account, policy, as_of), weighs)
    return told_once(found)


@lru_cache(maxsize=8)
def _asked(said: tuple[tuple[str, str], ...]) -> list[tuple[Check, Severity]]:
    """What is asked of each account of a book whose `lint:` says this; worked out once, and not for
    every account.
    """
    policy = Policy(lint=dict(said))
    weights = [(check, severity(name, policy)) for name, check in _OF_ACCOUNT]
    return [(check, weighs) for check, weighs in weights if weighs != "off"]


def check_book(facts: Sequence[BookFact], policy: Policy) -> list[tuple[str, Finding]]:
    """What is wrong between accounts, whatever day it is? Each finding with the account it is told
    at.
    """
    found: list[tuple[str, Finding]] = []
    for name, check in _OF_BOOK:
        weighs = severity(name, policy)
        if weighs != "off":
            found += [
                (account, finding._replace(severity=weighs))
                for account, finding in check(facts, policy)
            ]
    return found


def check_policy(policy: Policy, as_of: date) -> list[Finding]:
    """What is wrong in crm.yaml itself?"""
    found: list[Finding] = []
    for name, check in _OF_POLICY:
        weighs = severity(name, policy)
        if weighs != "off":
            found += _weighed(check(policy, as_of), weighs)
    weighs = severity("unknown-reference", policy)
    if weighs == "off":
        return found
    known = frozenset((*RULES, *HARMLESS, *GROUPS, DAYS))
    return found + _weighed(check_rule_names(policy, known, GROUP_OF), weighs)


def check_paths(paths: Iterable[str], policy: Policy) -> Iterator[tuple[str, Finding]]:
    """What is wrong with the folders these files are in?"""
    weighs = severity(portable_name.RULE, policy)
    if weighs != "off":
        yield from (
            (path, finding._replace(severity=weighs))
            for path, finding in portable_name.check_folders(paths)
        )


def _weighed(findings: Iterable[Finding], weighs: Severity) -> list[Finding]:
    return [
        finding if finding.severity == weighs else finding._replace(severity=weighs)
        for finding in findings
    ]
