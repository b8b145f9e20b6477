"""Some system cannot hold an account's file under its name, or takes it for another's.

Why: A book is cloned anywhere. Windows knows no file called `aux.yaml`, and a system that does not
tell capitals apart keeps one of `Hanbit.yaml` and `hanbit.yaml`: there git cannot check the book
out, or shows changes nobody made. `crm rename` gives the account another id, and accounts that name
it follow.

왜: CRM 폴더는 여러 컴퓨터에 복제됩니다. Windows에는 `aux.yaml`이라는 파일을 둘 수 없고, 대소문자를
가리지 않는 시스템에는 `Hanbit.yaml`과 `hanbit.yaml` 가운데 하나만 남습니다. 그런 곳에서는 git이
CRM 폴더를 꺼내지 못하거나 아무도 하지 않은 변경을 보여 줍니다. `crm rename`으로 거래처에 다른 id를
주면, 그 id를 적어 둔 다른 거래처도 함께 고쳐집니다.

Bad:
    # accounts/aux.yaml
    name: Aux Components  # <- here

Good:
    # accounts/aux-components.yaml
    name: Aux Components
"""

from collections.abc import Iterable, Iterator, Sequence

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.records.policy import Policy
from crmcli.domain.text.portable import fold, unportable
from crmcli.rules.book_facts import BookFact

SEVERITY: Severity = "warning"
RULE = "portable-name"


def check_book(facts: Sequence[BookFact], policy: Policy) -> Iterator[tuple[str, Finding]]:
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
