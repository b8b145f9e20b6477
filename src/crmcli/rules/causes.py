"""What only follows from something that is told already is not told as well."""

from collections.abc import Collection, Mapping, Sequence

from crmcli.domain.finding import Finding, Path, Place

_ODD_DAYS = frozenset(("future-day", "future-log-entry", "unlikely-day"))
# Rules whose finding comes of another's where both point at the same place.
CAUSES: Mapping[str, frozenset[str]] = {
    "amount-contradicts-products": frozenset(("amount-out-of-scale", "discount-over-floor")),
    "amount-unlike-others": frozenset(("amount-out-of-scale", "contract-contradicts-deal")),
    "case-closed-before-opened": _ODD_DAYS,
    "close-before-open": _ODD_DAYS,
    "close-date-passed": _ODD_DAYS | {"close-before-open"},
    "contact-nowhere": frozenset(("duplicate-contact", "unknown-reference", *_ODD_DAYS)),
    "contract-contradicts-deal": frozenset(("amount-out-of-scale", "contracts-overlap")),
    "contract-ends-before-start": _ODD_DAYS,
    "contract-not-counted-yet": _ODD_DAYS,
    "contracts-overlap": _ODD_DAYS | {"duplicate-record"},
    "days-far-apart": _ODD_DAYS | {"contract-ends-before-start", "outcome-before-open"},
    "discount-over-floor": frozenset(("amount-out-of-scale",)),
    "entry-of-left-member": _ODD_DAYS,
    "log-out-of-order": _ODD_DAYS,
    "moved-after-outcome": _ODD_DAYS,
    "next-step-overdue": _ODD_DAYS,
    "outcome-before-open": _ODD_DAYS,
    "plan-overdue": _ODD_DAYS,
    "stage-goes-backwards": _ODD_DAYS,
    "stale-stance": _ODD_DAYS,
    "status-contradicts-deal": _ODD_DAYS,
    "talked-after-leaving": _ODD_DAYS,
}
_REFERENCE = "unknown-reference"
_ALL = frozenset(rule for rules in CAUSES.values() for rule in rules)
# What asks something of a deal or plan only because its end is taken to lie ahead.
_ENDS = frozenset(("future-outcome", "future-plan-end"))
OF_OPEN = frozenset(
    (
        "close-date-passed",
        "deal-without-next-step",
        "next-step-overdue",
        "next-step-without-what",
        "owner-left",
        "plan-overdue",
        "plan-without-due",
        "plan-without-owner",
        "stage-skipped-gate",
        "status-contradicts-deal",
    )
)


def told_once(found: Sequence[Finding]) -> list[Finding]:
    """The findings of an account without those that another explains: which point at its place, or
    measure by what stands there.
    """
    if len(found) < 2:
        return [*found]
    causes = [finding for finding in found if finding.rule in _ALL]
    if not causes:
        return [*found]
    told = _Told(causes)
    return [finding for finding in found if not told.explains(finding)]


def hidden_by(rules: Collection[str]) -> frozenset[str]:
    """Which rules may have found something that is not told, where these are told?"""
    hidden = {rule for rule, causes in CAUSES.items() if not causes.isdisjoint(rules)}
    return frozenset(hidden | OF_OPEN if not _ODD_DAYS.isdisjoint(rules) else hidden)


class _Told:
    """What is told of an account that may explain something else, by where it stands."""

    def __init__(self, causes: Sequence[Finding]) -> None:
        self.at: dict[str, set[Path]] = {}  # by rule, where they stand
        self.above: dict[str, set[Path]] = {}  # and everything around that
        self.meant: set[object] = set()  # the names that wrong names stand for
        self.ended: set[Path] = set()  # what is taken to end later
        for cause in causes:
            if cause.rule == _REFERENCE:
                self.meant.update(mend.text for mend in cause.mends)
                continue
            self.at.setdefault(cause.rule, set()).add(cause.path)
            self.above.setdefault(cause.rule, set()).update(_around(cause.path))
            if cause.key in _ENDS:
                self.ended.add(cause.path[:2])

    def explains(self, finding: Finding) -> bool:
        """Is one of them why this was found?"""
        # nothing names a contact, because all do by a wrong name
        if finding.rule == "contact-nowhere" and finding.args[0] in self.meant:
            return True
        if finding.rule in OF_OPEN and finding.path[:2] in self.ended:
            return True
        rules = CAUSES.get(finding.rule, frozenset()) & self.at.keys()
        return bool(rules) and any(
            place in self.above[rule] or not self.at[rule].isdisjoint(_around(place))
            for place in (
                finding.path,
                *(each.at for each in finding.related if not isinstance(each.at, Place)),
            )
            for rule in rules
        )


def _around(path: Path) -> list[Path]:
    """The path and all that it stands in."""
    return [path[:length] for length in range(len(path) + 1)]
