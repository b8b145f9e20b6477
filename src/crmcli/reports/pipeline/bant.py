"""Which open deals are really qualified by BANT?"""

from collections.abc import Sequence
from datetime import date

from crmcli.domain.deals.qualification import only_bant
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Table
from crmcli.reports.evidence import Explained
from crmcli.reports.pipeline import qualify
from crmcli.reports.pipeline.qualify import Options, QualifiedFact
from crmcli.reports.report import FactSource, Report

gather = qualify.gather


def tabulate(
    facts: Sequence[Explained[QualifiedFact]], policy: Policy, as_of: date, options: Options
) -> Table:
    """The answer to `crm qualify` under its older name."""
    return qualify.tabulate(facts, policy, as_of, options)._replace(report="bant")


def _check(policy: Policy, as_of: date, options: Options) -> None:
    only_bant(policy)


FACTS = FactSource("bant", gather, qualify.FACTS.options)
REPORT = Report("bant", FACTS, tabulate, Options, check=_check)
