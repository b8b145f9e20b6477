"""Every table, in the order in which they are written: what is referred to comes first."""

from crmcli.tables import accounts, customers, deals, log, people, policy
from crmcli.tables.table import Table

OF_ACCOUNTS: tuple[Table, ...] = (
    *accounts.TABLES,
    *people.TABLES,
    *deals.TABLES,
    *customers.TABLES,
    *log.TABLES,
)
OF_POLICY: tuple[Table, ...] = policy.TABLES
TABLES: tuple[Table, ...] = (*OF_POLICY, *OF_ACCOUNTS)
# Counted up when a table or a column goes, or means something else; not when one comes.
VERSION = 1


def table(name: str) -> Table:
    """The table of that name."""
    return next(each for each in TABLES if each.name == name)
