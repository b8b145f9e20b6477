"""What a report wants of each account, and what each account's file gave."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple

from crmcli.domain.finding import Problem
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.reports.options import Filters, Limits
from crmcli.reports.report import F, FactSource, W

Facts = list[Any]  # of one report, which alone knows their type


class AccountFacts(NamedTuple):
    """One account's facts for one report, with what filters ask of the account, and from which day
    on until before which other one they hold, as ordinals; None for the day of the answer only.
    """

    path: str
    digest: bytes
    segment: str | None
    tags: tuple[str, ...]
    facts: Sequence[Any]  # the same
    span: tuple[int, int] | None = None

    def holds_on(self, day: int) -> bool:
        """Are these its facts on that day too? Of what has no span that is asked for by its day."""
        return self.span is None or self.span[0] <= day < self.span[1]


class Fresh(NamedTuple):
    """A file that was read just now."""

    held: AccountFacts
    tree: bytes | None
    problems: tuple[Problem, ...]


class Chunk(NamedTuple):
    """Some of the book's accounts in one state: equal numbers are the same state of them, None is
    one that nobody remembers.
    """

    stamp: int | None
    facts: Callable[[], Facts]


class FactRequest(NamedTuple, Generic[F, W]):
    """What is wanted of each account, whose facts pass, and how many rows the answer will have.
    `lasts`: it is asked of today, and will be tomorrow.
    """

    source: FactSource[F, W]
    policy: Policy
    as_of: date
    options: W
    filters: Filters = Filters()
    cut: Limits | None = None
    lasts: bool = False

    @property
    def turns(self) -> Callable[[Account, Policy, date], Iterable[date]] | None:
        """The days that turn the facts, where these are kept from one of them to the next."""
        return self.source.turns if self.lasts else None

    def key(self, policy_digest: bytes) -> str:
        """Facts with equal keys are equal: all that `gather` is given is in it."""
        day, days_off = self.as_of.toordinal(), len(self.policy.holiday_dates)
        name = f"reports.{self.source.name}"
        return repr((name, day, policy_digest.hex(), days_off, tuple(self.options)))

    def lasting_key(self, policy_digest: bytes) -> str:
        """The same for who keeps with the facts from when until when they hold."""
        if self.turns is None:
            return self.key(policy_digest)
        name = f"reports.{self.source.name} of days"
        return repr((name, policy_digest.hex(), tuple(self.options)))

    def key_when_cut(self, key: str) -> str:
        """The key of what is left after the filters and the cut; empty where nothing is cut."""
        if self.condense is None or self.cut is None:
            return ""
        return f"{key} {[sorted(each) for each in self.filters]} {self.cut.limit}"

    @property
    def condense(self) -> Callable[[Sequence[F], Limits], Sequence[F]] | None:
        """What cuts the list before it is whole; None where nothing does."""
        is_limited = self.cut is not None and self.cut.limit is not None
        return self.source.condense if is_limited else None


AnyRequest = FactRequest[Any, Any]  # whatever is wanted: files are read in one way for all


def select(held: Sequence[AccountFacts], want: FactRequest[F, W]) -> list[F]:
    """The facts that the filters let through, condensed where the report can."""
    facts: list[F] = let_through(held, want.filters)
    if want.condense is None or want.cut is None:
        return facts
    return list(want.condense(facts, want.cut))


def let_through(held: Sequence[AccountFacts], filters: Filters) -> Facts:
    """The facts of the segments, tags and owners asked for."""
    owners, segments, tags = filters
    return [
        fact
        for each in held
        if (not segments or each.segment in segments) and (not tags or tags & set(each.tags))
        for fact in each.facts
        if not owners or fact.owner in owners
    ]


def hold(account: Account, path: str, digest: bytes, want: FactRequest[F, W]) -> AccountFacts:
    """One account's facts."""
    facts = want.source.gather(account, want.policy, want.as_of, want.options)
    span = (
        None
        if want.turns is None
        else span_of(want.turns(account, want.policy, want.as_of), want.as_of)
    )
    return AccountFacts(path, digest, account.segment, account.tags, tuple(facts), span)


def span_of(turns: Iterable[date], day: date) -> tuple[int, int]:
    """The last of these days that is not after that day, and the first that is, as ordinals."""
    known = [each.toordinal() for each in turns]
    now = day.toordinal()
    since = max((each for each in known if each <= now), default=date.min.toordinal())
    until = min((each for each in known if each > now), default=date.max.toordinal() + 1)
    return since, until
