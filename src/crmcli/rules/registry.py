"""Every lint rule by its name; what they find in an account, across the book, in the policy."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import ModuleType

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.rules import (  # noqa: F401 - the list of rules: `_MODULES` takes them from here
    amount_with_cents,
    authority_without_person,
    bant_without_evidence,
    case_closed_before_opened,
    close_date_passed,
    contact_nowhere,
    contract_ends_before_start,
    custom_field,
    customer_without_cadence,
    deal_without_next_step,
    discount_over_floor,
    duplicate_account_name,
    duplicate_contact,
    future_day,
    future_log_entry,
    left_contact_in_role,
    left_contact_named,
    left_member_named,
    log_out_of_order,
    missing_loss_reason,
    moved_after_outcome,
    next_step_overdue,
    other_framework,
    outcome_before_open,
    owner_left,
    plan_overdue,
    plan_without_owner,
    portable_name,
    reason_needs_note,
    referral_cycle,
    rep_left,
    role_many_hats,
    role_set_default,
    role_several_reps,
    role_without_rep,
    saved_query,
    stage_goes_backwards,
    stage_skipped_gate,
    stale_stance,
    stance_contradicts_log,
    status_contradicts_deal,
    undated_stage,
    undated_stance,
    unknown_reference,
    unlikely_day,
    unquoted_phone,
    visit_without_result,
)
from crmcli.rules.book_facts import BookFact
from crmcli.rules.causes import told_once

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

_OF_ACCOUNT = [(name, module.check) for name, module in RULES.items() if hasattr(module, "check")]
_OF_BOOK = [
    (name, module.check_book) for name, module in RULES.items() if hasattr(module, "check_book")
]
_OF_POLICY = [
    (name, module.check_policy) for name, module in RULES.items() if hasattr(module, "check_policy")
]


def severity(rule: str, policy: Policy) -> Severity:
    """How much the rule weighs in this book; off where it is not asked at all."""
    return policy.lint.get(rule, DEFAULT_SEVERITIES[rule])  # type: ignore[return-value]


def check_account(account: Account, policy: Policy, as_of: date) -> list[Finding]:
    """What is wrong within one account?"""
    found: list[Finding] = []
    for name, check in _OF_ACCOUNT:
        weight = severity(name, policy)
        if weight != "off":
            found += _weighed(check(account, policy, as_of), weight)
    return told_once(found)


def check_book(facts: Sequence[BookFact], policy: Policy, as_of: date) -> list[tuple[str, Finding]]:
    """What is wrong between accounts? Each finding with the account it is told at."""
    found: list[tuple[str, Finding]] = []
    for name, check in _OF_BOOK:
        weight = severity(name, policy)
        if weight != "off":
            found += [
                (account, finding._replace(severity=weight))
                for account, finding in check(facts, policy, as_of)
            ]
    return found


def check_policy(policy: Policy, as_of: date) -> list[Finding]:
    """What is wrong in crm.yaml itself?"""
    found: list[Finding] = []
    for name, check in _OF_POLICY:
        weight = severity(name, policy)
        if weight != "off":
            found += _weighed(check(policy, as_of), weight)
    weight = severity("unknown-reference", policy)
    return (
        found
        if weight == "off"
        else found
        + _weighed(unknown_reference.check_rule_names(policy, {*RULES, "unknown-key"}), weight)
    )


def check_paths(paths: Iterable[str], policy: Policy) -> Iterator[tuple[str, Finding]]:
    """What is wrong with the folders these files are in?"""
    weight = severity(portable_name.RULE, policy)
    if weight != "off":
        yield from (
            (path, finding._replace(severity=weight))
            for path, finding in portable_name.check_folders(paths)
        )


def _weighed(findings: Iterable[Finding], weight: Severity) -> list[Finding]:
    return [
        finding if finding.severity == weight else finding._replace(severity=weight)
        for finding in findings
    ]
