"""What is wrong with an account only because of others: found over the facts of all of them."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from crmcli.domain.finding import Finding
from crmcli.domain.records.policy import Policy
from crmcli.reports.queries import lint
from crmcli.rules.book_facts import BookFact
from crmcli.rules.unknown_reference import of_another


class Across:
    """The findings between accounts, file by file, and which accounts have a contact of an id."""

    by_file: Mapping[str, Sequence[Finding]]
    holders: Mapping[str, Sequence[str]]

    def with_alone(self, path: str, alone: Iterable[Finding]) -> list[Finding]:
        """What is wrong within the file, told with what is known of others, then what is between
        them.
        """
        return [*(of_another(each, self._holders) for each in alone), *self.by_file.get(path, ())]

    def _holders(self, contact: str) -> Sequence[str]:
        return self.holders.get(contact, [])


class AcrossFiles(Across):
    """Those between the accounts that these facts are of. `paths` are the files by account, of
    those that are told of; `unread` the accounts whose files say nothing.
    """

    def __init__(
        self,
        facts: Sequence[BookFact],
        paths: Mapping[str, str],
        policy: Policy,
        unread: AbstractSet[str],
    ) -> None:
        self._facts, self._paths, self._unread = facts, paths, unread
        self._policy = policy

    @cached_property
    def holders(self) -> dict[str, list[str]]:  # type: ignore[override]
        """The accounts that have a contact of this id."""
        return lint.holders(self._facts)

    @cached_property
    def by_file(self) -> dict[str, list[Finding]]:  # type: ignore[override]
        """Those between accounts."""
        return lint.by_file(self._facts, self._paths, self._policy, self._unread)
