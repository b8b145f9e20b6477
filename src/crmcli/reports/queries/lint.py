"""What is wrong in the book? Every rule over every account, and over all of them together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.finding import Finding
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource
from crmcli.rules.book_facts import BookFact, book_fact
from crmcli.rules.registry import check_account, check_book, check_paths


class LintFact(NamedTuple):
    """One account's own findings, and what the rules across accounts need of it."""

    account: str
    owner: str | None
    findings: tuple[Finding, ...]
    fact: BookFact
    silences: bool = False  # its comments are to be looked at too


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[LintFact]:
    """What the rules say of the account alone."""
    return [
        LintFact(
            account.id,
            account.owner,
            tuple(check_account(account, policy, as_of)),
            book_fact(account),
            account.silences,
        )
    ]


def across(
    facts: Sequence[BookFact], policy: Policy, unread: Collection[str]
) -> list[tuple[str, Finding]]:
    """What is wrong between the accounts. Those that could not be read are not held against those
    that name them.
    """
    known = [
        fact._replace(
            referrals=tuple(each for each in fact.referrals if each[1].account not in unread)
        )
        for fact in facts
    ]
    return check_book(sorted(known), policy)


def by_file(
    facts: Sequence[BookFact], paths: Mapping[str, str], policy: Policy, unread: Collection[str]
) -> dict[str, list[Finding]]:
    """What is wrong between the accounts and with the folders they are in, at the files of those
    that `paths` has.
    """
    found: dict[str, list[Finding]] = {}
    for account, finding in across(facts, policy, unread):
        if account in paths:
            found.setdefault(paths[account], []).append(finding)
    for path, finding in check_paths(paths.values(), policy):
        found.setdefault(path, []).append(finding)
    return found


def holders(facts: Iterable[BookFact]) -> dict[str, list[str]]:
    """Of each contact's id the accounts that have one of it."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        for contact in fact.contacts:
            found.setdefault(contact, []).append(fact.account)
    return found


FACTS = FactSource("lint", gather, NoOptions)
