"""Which rules belong together, so that a person can ask for some and leave out others.

Each rule is in exactly one of these groups. Beside them `days` has those that find something in a
file nobody touched, because days passed: a rule says so itself (`IS_OF_DAYS`).
"""

from collections.abc import Mapping

DAYS = "days"

GROUPS: Mapping[str, tuple[str, ...]] = {
    # can the file be had at all?
    "files": (
        "bad-file-name",
        "duplicate-account",
        "file-encrypted",
        "file-link-dangling",
        "file-link-leaves",
        "file-not-here",
        "file-not-read",
        "file-pointer",
        "file-special",
        "file-suffix",
        "file-unreadable",
        "not-utf-8",
        "portable-name",
        "too-large",
        "unfinished-change",
    ),
    # can it be read as YAML of the format?
    "yaml": (
        "alias",
        "anchor",
        "conflict-marker",
        "control-character",
        "directive",
        "duplicate-key",
        "key-not-text",
        "merge-key",
        "not-a-mapping",
        "several-documents",
        "tab-indentation",
        "tag",
        "too-deep",
        "too-many",
        "unquoted-phone",
        "yaml-syntax",
    ),
    # do the keys stand where the format has them?
    "structure": (
        "bad-type",
        "custom-field",
        "missing-key",
        "unknown-key",
        "unused-ignore",
    ),
    # is each value one that can be?
    "values": (
        "amount-out-of-scale",
        "amount-unlike-others",
        "amount-with-cents",
        "bad-amount",
        "bad-date",
        "bad-id",
        "bad-number",
        "bad-percent",
        "bad-value",
        "business-number",
        "cut-text",
        "email-form",
        "future-day",
        "future-log-entry",
        "odd-character",
        "percent-as-fraction",
        "phone-form",
        "score-off-scale",
        "stray-mark",
        "unlikely-day",
    ),
    # does each name lead to somebody or something, who is still there?
    "references": (
        "left-contact-in-role",
        "left-contact-named",
        "left-member-named",
        "owner-left",
        "parent-circle",
        "referral-cycle",
        "rep-left",
        "rest-nowhere",
        "unknown-reference",
    ),
    # does what is written twice agree?
    "contradictions": (
        "amount-contradicts-products",
        "asset-not-eligible",
        "case-closed-before-opened",
        "close-before-open",
        "contract-contradicts-deal",
        "contract-ends-before-start",
        "contracts-overlap",
        "days-far-apart",
        "duplicate-account-name",
        "duplicate-contact",
        "duplicate-foreign-id",
        "duplicate-record",
        "entry-of-left-member",
        "log-out-of-order",
        "moved-after-outcome",
        "other-framework",
        "outcome-before-open",
        "plan-ended-twice",
        "reports-to-circle",
        "stage-goes-backwards",
        "stance-contradicts-log",
        "status-contradicts-deal",
        "talked-after-leaving",
    ),
    # is what the team agreed on in crm.yaml kept, and can crm.yaml be used?
    "policy": (
        "authority-without-person",
        "bant-without-evidence",
        "discount-over-floor",
        "missing-loss-reason",
        "reason-needs-note",
        "role-many-hats",
        "role-set-default",
        "role-several-reps",
        "saved-command",
        "saved-query",
        "stage-skipped-gate",
    ),
    # what is there still to do, or to write down?
    "upkeep": (
        "close-date-passed",
        "contact-nowhere",
        "contract-not-counted-yet",
        "customer-without-cadence",
        "deal-without-next-step",
        "next-step-overdue",
        "next-step-without-what",
        "plan-overdue",
        "plan-without-due",
        "plan-without-owner",
        "rest-too-long",
        "role-without-rep",
        "stale-stance",
        "undated-stage",
        "undated-stance",
        "visit-without-result",
    ),
}
GROUP_OF: Mapping[str, str] = {rule: group for group, rules in GROUPS.items() for rule in rules}
# what reading finds, and the file is read all the same: it may be silenced and weighed as rules may
HARMLESS = frozenset({"unknown-key", "unused-ignore"})
WORDS = (*GROUPS, DAYS, *sorted(GROUP_OF))  # whatever may be asked for


def rule_word(said: str) -> str:
    """A rule or a group as people write it: in brackets as findings name it, with _ for -."""
    return said.strip(" []").lower().replace("_", "-")
