"""What a report wants of each account, and what each account's file gave."""

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import Any, NamedTuple

from crmcli.domain.finding import Problem
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account


class Held(NamedTuple):
    """One account's facts for one report, with what filters ask of the account."""

    path: str
    digest: bytes
    segment: str | None
    tags: tuple[str, ...]
    facts: tuple[Any, ...]


class Fresh(NamedTuple):
    """A file that was read just now."""

    held: Held
    tree: bytes | None
    problems: tuple[Problem, ...]


class Gathering(NamedTuple):
    """What a report wants of each account: its module's name, and what its facts depend on."""

    report: str
    policy: Policy
    as_of: date
    ask: Any

    def key(self, policy_digest: bytes) -> str:
        """Facts with equal keys are equal."""
        varies = getattr(self.module, "VARIES", ())
        asked = [getattr(self.ask, name) for name in varies]
        return repr(
            (
                self.report,
                self.as_of.toordinal(),
                policy_digest.hex(),
                len(self.policy.holiday_dates),
                asked,
            )
        )

    @property
    def module(self) -> Any:
        """The report itself."""
        return import_module(f"crmcli.{self.report}")


def select(held: Sequence[Held], want: Gathering) -> list[Any]:
    """The facts that the filters let through, condensed where the report can."""
    facts = let_through(held, want.ask)
    return list(want.module.condense(facts, want.ask)) if condenses(want) else facts


def let_through(held: Sequence[Held], ask: Any) -> list[Any]:
    """The facts of the segments, tags and owners asked for."""
    return [
        fact
        for each in held
        if (not ask.segments or each.segment in ask.segments)
        and (not ask.tags or ask.tags & set(each.tags))
        for fact in each.facts
        if not ask.owners or fact.owner in ask.owners
    ]


def condenses(want: Gathering) -> bool:
    """Can the list be cut before it is whole?"""
    return want.ask.limit is not None and hasattr(want.module, "condense")


def hold(account: Account, path: str, digest: bytes, want: Gathering) -> Held:
    """One account's facts."""
    return Held(
        path,
        digest,
        account.segment,
        account.tags,
        tuple(want.module.gather(account, want.policy, want.as_of, want.ask)),
    )
