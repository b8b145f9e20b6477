"""Some system cannot hold an account's file under its name, or takes it for another's.

Why: A book is cloned anywhere. Windows knows no file called `aux.yaml`, and a system that does not
tell capitals apart keeps one of `Hanbit.yaml` and `hanbit.yaml`: there git cannot check the book
out, or shows changes nobody made. `crm rename` gives the account another id, and accounts that name
it follow.

Bad:
    # accounts/aux.yaml
    name: Aux Components  # <- here

Good:
    # accounts/aux-components.yaml
    name: Aux Components
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.portable import fold, unportable
from crmcli.rules.book_facts import BookFact

SEVERITY: Severity = "warning"
RULE = "portable-name"


def check_book(
    facts: Sequence[BookFact], policy: Policy, as_of: date
) -> Iterator[tuple[str, Finding]]:
    first: dict[str, str] = {}
    for account in sorted(fact.account for fact in facts):
        other = first.setdefault(fold(account), account)
        if other != account:
            yield account, Finding(RULE, (), "portable-same", (account, other))
        elif key := unportable(account):
            yield account, Finding(RULE, (), key, (account,))


def check_folders(paths: Iterable[str]) -> Iterator[tuple[str, Finding]]:
    """Files by the folders they are in: what holds of a file's name holds of a folder's."""
    for path in paths:
        for folder in path.split("/")[:-1]:
            if unportable(folder, ""):
                yield path, Finding(RULE, (), "portable-folder", (folder,))
                break
