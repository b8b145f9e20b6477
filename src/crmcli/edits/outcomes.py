"""How a deal ends: won, lost, without a decision, invalid; and begins again."""

from datetime import date
from typing import Any

from crmcli.domain.edit import Prose
from crmcli.domain.errors import CrmError
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account, Outcome
from crmcli.domain.table import Message
from crmcli.edits.accounts import stand
from crmcli.edits.deals import begun_by, nowhere_later, still_open
from crmcli.edits.draft import Draft, full
from crmcli.edits.gates import Pass, before_winning
from crmcli.edits.steps import clear

_TEXTS = frozenset(("competitor", "verified_by", "note"))


def win(draft: Draft, account: Account, deal: str, day: date, policy: Policy, gate: Pass, *, note: str | None = None) -> None:
    """The deal is sold; an account that was a prospect is a customer."""
    still_open(account, deal)
    why = gate.through(before_winning(account, deal, policy, day))
    _end(draft, account, deal, Outcome("won", day, note=_both(note, why)))
    if account.status in ("prospect", "dormant", "churned"):
        stand(draft, account, "customer", None)


def lose(draft: Draft, account: Account, deal: str, outcome: Outcome, policy: Policy, gate: Pass) -> None:
    """The deal ended without a sale. Raises CrmError without a reason; forced, the file says why there is none."""
    still_open(account, deal)
    missing = []
    if outcome.result in ("lost", "no_decision"):
        if outcome.reason is None:
            missing.append(Message("gate-reason", (", ".join(policy.reasons),)))
        elif outcome.reason in policy.reasons and policy.reasons[outcome.reason].note and not outcome.note:
            missing.append(Message("gate-note", (outcome.reason,)))
    why = gate.through(missing)
    _end(draft, account, deal, outcome._replace(note=_both(outcome.note, why)))


def _both(note: str | None, why: str | None) -> str | None:
    """The note, and why a gate was passed."""
    return f"{note}; {why}" if note and why and note != why else note or why


def _end(draft: Draft, account: Account, deal: str, outcome: Outcome) -> None:
    begun_by(account, deal, outcome.date)
    nowhere_later(account, deal, outcome.date)
    written = full(
        result=outcome.result, date=outcome.date, reason=outcome.reason, competitor=Prose(outcome.competitor) if outcome.competitor else None,
        verified_by=outcome.verified_by, note=Prose(outcome.note) if outcome.note else None, revisit=outcome.revisit,
    )  # fmt: skip
    draft.set(("deals", deal, "outcome"), written)
    clear(draft, deal)


def ending(account: Account, deal: str) -> Outcome:
    """How the deal ended. Raises CrmError for one that is open."""
    outcome = account.deals[deal].outcome
    if outcome is None:
        raise CrmError(Message("edit-deal-open", (deal,)), status=4)
    return outcome


def reopen(draft: Draft, account: Account, deal: str, stage: str | None, day: date, *, why: str, by: str | None = None) -> None:
    """The deal is open again, in that stage.

    How it had ended stays in the file, with the day on which that was taken back, and why. Raises CrmError for a day
    before its end or its last stage.
    """
    end = ending(account, deal)
    if stage is not None:
        nowhere_later(account, deal, day)
    if day < end.date:
        raise CrmError(Message("edit-reopens-first", (day, end.date)), status=4)
    was = {key: _kept(key, value) for key, value in draft.at("deals", deal, "outcome").items()}
    draft.remove(("deals", deal, "outcome"))
    back = {"reopened": day.isoformat(), "why": Prose(why)}
    draft.add(("deals", deal, "ended"), {**was, **back})
    if stage is not None:
        draft.date(("deals", deal, "stages"), day, stage, by=by)


def _kept(key: str, value: Any) -> Any:
    """A key of the outcome as it stands in the file; what somebody wrote is a text again."""
    return Prose(value) if key in _TEXTS and isinstance(value, str) else value
