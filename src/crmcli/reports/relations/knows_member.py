"""Whom does this one of us know, how often were they in touch, and when last?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.people.touches import touch_log
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import Explained, evidence
from crmcli.reports.relations.knows import COLUMNS, KnowsRow, order, pairs, totals
from crmcli.reports.report import FactSource, Report


class FactOptions(NamedTuple):
    """What the facts depend on."""

    explain: bool
    text: str | None


class Options(NamedTuple):
    """What may be asked of the report."""

    text: str | None = None
    explain: bool = False


def gather(
    account: Account, policy: Policy, as_of: date, options: FactOptions
) -> list[Explained[KnowsRow]]:
    """Those at the account with whom the member was in touch."""
    log = [entry for entry in touch_log(account, as_of) if options.text in entry.by]
    return list(pairs(account, log, as_of, options, options.text)) if log else []


def tabulate(
    facts: Sequence[Explained[KnowsRow]], policy: Policy, as_of: date, options: Options
) -> Table:
    """A row per contact, whom they know best first."""
    kept = sorted(facts, key=lambda fact: (*order(fact.row), fact.row.account))
    rows = [fact.row for fact in kept]
    member = options.text or ""
    return Table(
        report="knows",
        as_of=as_of,
        rows=rows,
        columns=(
            Column("account", "id", 4),
            Column("name", "text", 9),
            *(column for column in COLUMNS if column.field != "member"),
        ),
        totals={**totals(rows), "accounts": len({row.account for row in rows})},
        evidence=evidence(kept, options),
        title=Message(
            "title-knows-member", (team_labels(policy, as_of).get(member) or member, member)
        ),
        named_by=("account", "person"),
    )


FACTS = FactSource("knows_member", gather, FactOptions, passing=True)
REPORT = Report("knows_member", FACTS, tabulate, Options)
