"""How a deal ends: won, lost, without a decision, invalid; and begins again."""

from datetime import date
from shlex import quote

from crmcli.domain.edit import Prose, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Outcome
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.domain.time.dated import current
from crmcli.edits.accounts import stand
from crmcli.edits.deals.deals import begun_by, nowhere_later, still_open
from crmcli.edits.deals.gates import Need, Pass, before_stage, before_winning
from crmcli.edits.deals.steps import clear
from crmcli.edits.record_editor import Draft, full

_TEXTS = frozenset(("competitor", "verified_by", "note"))


def win(
    draft: Draft,
    account: Account,
    deal: str,
    day: date,
    policy: Policy,
    gate: Pass,
    *,
    note: str | None = None,
) -> None:
    """The deal is sold; an account that was a prospect is a customer."""
    still_open(account, deal)
    why = gate.through(before_winning(account, deal, policy, day), Message("error-gate-win-shut"))
    _end(draft, account, deal, Outcome("won", day, note=_both(note, why)))
    if account.status in ("prospect", "dormant", "churned"):
        stand(draft, account, "customer", None)


def lose(
    draft: Draft,
    account: Account,
    deal: str,
    outcome: Outcome,
    policy: Policy,
    gate: Pass,
    today: date,
) -> None:
    """The deal ended without a sale.

    Raises CrmError without a reason; forced, the file says why there is none.
    """
    still_open(account, deal)
    if outcome.result == "invalid" or outcome.reason is not None:
        missing = _note_missing(account, deal, outcome, policy, today)
        why = gate.through(missing, Message("error-lose-note-shut"), None)
    else:
        why = gate.through(
            _reasons(account, deal, outcome, policy, today), Message("error-lose-why"), None
        )
    _end(draft, account, deal, outcome._replace(note=_both(outcome.note, why)))


def _reasons(
    account: Account, deal: str, outcome: Outcome, policy: Policy, today: date
) -> list[Need]:
    """Every reason there is to choose from, with the command that gives it."""
    found = []
    for name, reason in policy.reasons.items():
        words = (account.id, deal, _said(outcome, name, today))
        do = Message("do-note" if reason.note and not outcome.note else "do-reason", words)
        found.append(Need(Message("gate-reason", (reason.label or name,)), do))
    words = (account.id, deal, _said(outcome, "REASON", today))
    return found or [Need(Message("gate-reason-any"), Message("do-reason", words))]


def _said(outcome: Outcome, reason: str, today: date) -> str:
    """The options of a command line with this reason, and with all that was said of the end."""
    options = {
        "--reason": reason,
        "--competitor": outcome.competitor,
        "--verified-by": outcome.verified_by,
        "--revisit": outcome.revisit,
        "--date": None if outcome.date == today else outcome.date,
        "--note": outcome.note,
    }
    said = (f"{name} {quote(str(value))}" for name, value in options.items() if value)
    return " ".join((*(("--no-decision",) if outcome.result == "no_decision" else ()), *said))


def needs_note(outcome: Outcome, policy: Policy) -> bool:
    """Does the reason say nothing without the note that is missing?"""
    reason = policy.reasons.get(outcome.reason or "")
    return reason is not None and reason.note and not outcome.note


def _note_missing(
    account: Account, deal: str, outcome: Outcome, policy: Policy, today: date
) -> list[Need]:
    if outcome.result == "invalid" or not needs_note(outcome, policy):
        return []
    words = (account.id, deal, _said(outcome, outcome.reason or "", today))
    return [Need(Message("gate-note", (outcome.reason,)), Message("do-note", words))]


def _both(note: str | None, why: str | None) -> str | None:
    """The note, and why a gate was passed."""
    return f"{note}; {why}" if note and why and note != why else note or why


def _end(draft: Draft, account: Account, deal: str, outcome: Outcome) -> None:
    begun_by(account, deal, outcome.date)
    nowhere_later(account, deal, outcome.date)
    written = full(
        result=outcome.result,
        date=outcome.date,
        reason=outcome.reason,
        competitor=Prose(outcome.competitor) if outcome.competitor else None,
        verified_by=outcome.verified_by,
        note=Prose(outcome.note) if outcome.note else None,
        revisit=outcome.revisit,
    )
    draft.set(("deals", deal, "outcome"), written)
    clear(draft, deal)


def ending(account: Account, deal: str) -> Outcome:
    """How the deal ended. Raises CrmError for one that is open."""
    outcome = account.deals[deal].outcome
    if outcome is None:
        raise CrmError(Message("error-edit-deal-open", (deal,)), status=4)
    return outcome


def before_reopening(
    account: Account, deal: str, stage: str | None, policy: Policy, day: date
) -> list[Need]:
    """What the deal lacks to stand in a stage beyond the one in which it ended."""
    if stage is None:
        return []
    now = current(account.deals[deal].stages, day)
    return before_stage(account, deal, now.value if now else None, stage, policy, day)


def reopen(
    draft: Draft,
    account: Account,
    deal: str,
    stage: str | None,
    day: date,
    policy: Policy,
    gate: Pass,
    *,
    why: str,
    by: str | None = None,
) -> None:
    """The deal is open again, in that stage.

    How it had ended stays in the file, with the day on which that was taken back, and why. Raises
    CrmError for a day before its end or its last stage, and where a gate before a later stage is
    shut.
    """
    end = ending(account, deal)
    if stage is not None:
        nowhere_later(account, deal, day)
    if day < end.date:
        raise CrmError(Message("error-edit-reopens-first", (day, end.date)), status=4)
    missing = before_reopening(account, deal, stage, policy, day)
    gate.through(missing)
    was = {key: _kept(key, value) for key, value in draft.entries("deals", deal, "outcome").items()}
    draft.remove(("deals", deal, "outcome"))
    back = {"reopened": day.isoformat(), "why": Prose(why)}
    draft.add(("deals", deal, "ended"), {**was, **back})
    if stage is not None:
        passed = why if missing else None
        draft.date(("deals", deal, "stages"), day, stage, by=by, why=passed)


def _kept(key: str, value: Value) -> Value:
    """A key of the outcome as it stands in the file; what somebody wrote is a text again."""
    return Prose(value) if key in _TEXTS and isinstance(value, str) else value
