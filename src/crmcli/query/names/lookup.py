"""What can be asked, and of which records? docs/query.md lists every name; a test holds it to this
table.
"""

from collections.abc import Mapping

from crmcli.query.kinds import Name
from crmcli.query.names.account import ACCOUNT
from crmcli.query.names.after import ASSETS, CASES, CONTRACTS, SURVEYS
from crmcli.query.names.deal import DEALS
from crmcli.query.names.log import LOG
from crmcli.query.names.people import CONTACTS, PLANS, ROLES

NAMES: Mapping[str, Mapping[str, Name]] = {
    kind: {name.path: name for name in names}
    for kind, names in {
        "accounts": ACCOUNT,
        "contacts": CONTACTS,
        "deals": DEALS,
        "log": LOG,
        "plans": PLANS,
        "roles": ROLES,
        "contracts": CONTRACTS,
        "cases": CASES,
        "surveys": SURVEYS,
        "assets": ASSETS,
    }.items()
}
RECORDS: Mapping[str, tuple[str, ...]] = {  # which records belong to which
    "accounts": (
        "contacts",
        "deals",
        "log",
        "plans",
        "roles",
        "contracts",
        "cases",
        "surveys",
        "assets",
    ),
    "deals": ("log", "contacts"),
    "contacts": ("log", "deals"),
}
DEFAULTS: Mapping[str, tuple[str, ...]] = {  # the columns that say which row it is
    "accounts": ("account", "name", "owner"),
    "contacts": ("account", "contact", "name", "title"),
    "deals": ("account", "deal", "stage", "amount", "owner"),
    "log": ("account", "date", "type", "what"),
    "plans": ("account", "plan", "for", "owner", "due"),
    "contracts": ("account", "contract", "start", "end", "amount"),
    "cases": ("account", "case", "kind", "opened", "what"),
    "surveys": ("account", "date", "kind", "about", "score"),
    "assets": ("account", "product", "qty", "since"),
}
