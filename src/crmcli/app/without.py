"""A book without some of what it says: for answers that others will read than those who may read
the book.

What is left out is taken out of the records before any report sees them, so that nothing made of
them can have it. Where something stood, a sign stands: a person who can be called stays one, and
every figure stays what it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

from crmcli.domain.finding import Finding
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.reports.report import F, FactSource, W
from crmcli.store.book.facts import FactRequest
from crmcli.store.book.load import AnyLibrary, Skipped
from crmcli.store.files.scan import Entry
from crmcli.store.shapes.lazy import whole

R = TypeVar("R")
SIGN = "⋯"
WITHHELD = "file-withheld"
# What may be left out, and which fields of the records that is, whatever record has them.
KINDS: Mapping[str, frozenset[str]] = {
    "phones": frozenset(("phones", "plain_phones")),
    "emails": frozenset(("emails",)),
    "said": frozenset(("said",)),
    "notes": frozenset(("note",)),
    "reasons": frozenset(("why", "status_why", "waived")),
    "addresses": frozenset(("address", "website")),
    "numbers": frozenset(("business_no", "ids")),
    "custom": frozenset(("custom",)),
}


class Without(NamedTuple):
    """What is left out of a book, by the names of `KINDS`, each once and in one order."""

    kinds: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields of records that are."""
        return frozenset[str]().union(*(KINDS[each] for each in self.kinds))

    def account(self, record: Account) -> Account:
        """The record without it; and without what is nobody's but the author's, which may be
        anything.
        """
        return cast("Account", _left(whole(record), self.fields))._replace(extra={}, odd=())

    def policy(self, record: Policy) -> Policy:
        """The policy without it."""
        return cast("Policy", _left(record, self.fields))


class _Gather(NamedTuple):
    """A report's own `gather`, of records without it. It goes to other processes, as it is."""

    inner: Any
    without: Without

    def __call__(
        self,
        account: Account,
        policy: Policy,
        as_of: date,
        options: Any,  # noqa: ANN401 - of any report
    ) -> Sequence[Any]:
        return cast(
            "Sequence[Any]", self.inner(self.without.account(account), policy, as_of, options)
        )


class Lesser:
    """A library without it. One account at a time is kept, for who asks much of one after the
    other.
    """

    def __init__(self, library: AnyLibrary, without: Without) -> None:
        self.library, self._without = library, without
        self._at_hand: tuple[str, Account | None] = ("", None)

    @property
    def entries(self) -> list[Entry]:
        """The files."""
        return self.library.entries

    @property
    def paths(self) -> Mapping[str, str]:
        """Where the account of each id stands."""
        return self.library.paths

    @property
    def skipped(self) -> list[Skipped]:
        """Those that are left out; where anything is, not what is wrong in them, which has their
        words in it.
        """
        return [self._told(each) for each in self.library.skipped]

    @property
    def warnings(self) -> list[Skipped]:
        """Those with something wrong in them."""
        return [self._told(each) for each in self.library.warnings]

    def _told(self, skipped: Skipped) -> Skipped:
        if not self._without.kinds:
            return skipped
        places = tuple(
            (Finding(each.rule, (), WITHHELD), place) for each, place in skipped.problems
        )
        return skipped._replace(problems=places)

    @property
    def state(self) -> bytes:
        """That of the files."""
        return self.library.state

    @property
    def synced(self) -> bool:
        """As the library has it."""
        return self.library.synced

    def told(self, path: str, problems: Any) -> Skipped:  # noqa: ANN401 - as the library has them
        """A file of the book and what is wrong with it."""
        return self.library.told(path, problems)

    def facts(self, want: FactRequest[F, W], policy_digest: bytes) -> list[F]:
        """Every account's facts."""
        return self.library.facts(self._lesser(want), policy_digest)

    def parts(self, want: FactRequest[F, W], policy_digest: bytes) -> Iterator[list[F]]:
        """The same in parts."""
        return self.library.parts(self._lesser(want), policy_digest)

    def data(self, path: str) -> bytes:
        """The file itself; who shows it asks first whether anything is left out."""
        return self.library.data(path)

    def account(self, path: str) -> Account | None:
        """One account's record."""
        if self._at_hand[0] != path:
            found = self.library.account(path)
            if found is not None and self._without.kinds:
                found = self._without.account(found)
            self._at_hand = (path, found)
        return self._at_hand[1]

    def _lesser(self, want: FactRequest[F, W]) -> FactRequest[F, W]:
        if not self._without.kinds:
            return want
        source = want.source
        name = f"{source.name} without {','.join(self._without.kinds)}"
        gather = cast("Any", _Gather(source.gather, self._without))
        lesser = FactSource(name, gather, source.options, source.condense, source.passing)
        return want._replace(source=lesser)


def _left(value: Any, fields: frozenset[str]) -> Any:  # noqa: ANN401 - whatever records are made of
    """The value without these fields, all the way down; the very same where it has none."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        changed = {
            name: found
            for name, each in zip(value._fields, value, strict=True)
            if (found := _hidden(each) if name in fields else _left(each, fields)) is not each
        }
        return cast("Any", value)._replace(**changed) if changed else value
    if isinstance(value, tuple):
        items = [_left(each, fields) for each in value]
        is_same = all(one is other for one, other in zip(items, value, strict=True))
        return value if is_same else tuple(items)
    if isinstance(value, Mapping):
        of = {key: _left(each, fields) for key, each in value.items()}
        return value if all(each is value[key] for key, each in of.items()) else of
    return value


def _hidden(value: Any) -> Any:  # noqa: ANN401 - the same
    """A sign for each text that stands there; nothing stays nothing."""
    if isinstance(value, str):
        return SIGN if value else value
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(map(_hidden, value))
    if isinstance(value, Mapping):
        return {}
    return value
