"""Names that have to lead somewhere: what is told of those that do not."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from crmcli.domain.finding import Finding, Mend, Path
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.dated import Fact
from crmcli.rules.answered import nowhere
from crmcli.rules.paths import of_fact, of_item


def unknown(
    kind: str,
    path: Path,
    name: str,
    known: Iterable[str],
    *,
    at_key: bool = False,
    at: Path | None = None,
) -> Finding:
    """A name of that kind that is none of the known ones."""
    mends = (Mend("", at=at),) if at else ()
    finding = Finding("unknown-reference", path, "", (name,), at_key, mends=mends)
    return nowhere(kind, finding, known)


def of_list(
    kind: str, path: Path, names: Sequence[str], known: Collection[str]
) -> Iterator[Finding]:
    """Every name of a list that leads nowhere."""
    for place, name in enumerate(names):
        if name not in known:
            at = (*path, place)
            yield unknown(kind, of_item(path, names, place), name, known, at=at)


def of_keys(
    kind: str, path: Path, names: Iterable[str], known: Collection[str]
) -> Iterator[Finding]:
    """Every key that is a name and leads nowhere."""
    for name in names:
        if name not in known:
            yield unknown(kind, (*path, name), name, known, at_key=True)


def of_one(kind: str, path: Path, name: str | None, known: Collection[str]) -> Iterator[Finding]:
    """A name that may be left out."""
    if name is not None and name not in known:
        yield unknown(kind, path, name, known)


def of_team(path: Path, name: str | None, policy: Policy) -> Iterator[Finding]:
    """Somebody of the team, where crm.yaml lists one."""
    if name is not None and policy.team and name not in policy.team:
        yield unknown("member", path, name, policy.team)


def of_assessors(path: Path, facts: Sequence[Fact[object]], policy: Policy) -> Iterator[Finding]:
    """Who said each of these values."""
    for fact in facts:
        if fact.by is not None:
            yield from of_team((*of_fact(path, fact), "by"), fact.by, policy)
