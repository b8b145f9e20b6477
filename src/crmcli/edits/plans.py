"""Plans: how an unknown role gets known, or a stance better; and how they went."""

from collections.abc import Mapping
from datetime import date

from crmcli.domain.edit import Prose
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_contact
from crmcli.domain.people.coverage import required_roles
from crmcli.domain.records.account import Account, Plan
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.edits.names import new_id
from crmcli.edits.record_editor import Draft, full
from crmcli.edits.roles import role_meant


def add(draft: Draft, account: Account, plan: Plan, *, id_: str | None = None) -> str:
    """The plan stands in the file; returns its id."""
    key = id_ or new_id(f"{plan.for_} {plan.kind or 'plan'}", account.plans)
    if key in account.plans:
        raise CrmError(
            Message("error-edit-exists", (key,)), Message("hint-edit-choose-id"), status=4
        )
    written = full(
        for_=plan.for_,
        kind=plan.kind,
        from_=plan.from_,
        to=plan.to,
        how=Prose(plan.how) if plan.how else None,
        via=plan.via,
        owner=plan.owner,
        due=plan.due,
    )
    draft.set(("plans", key), written)
    return key


def target_meant(said: str, account: Account, policy: Policy) -> str:
    """Whom a plan is about: the role or the contact that answers to the word. Raises CrmError."""
    if said in required_roles(account, policy) or said in account.contacts:
        return said
    try:
        return find_contact(said, account.contacts)
    except CrmError as error:
        if error.message.key == "error-several-contacts":
            raise
        return role_meant(said, account, policy)


def same(account: Account, plan: Plan) -> str | None:
    """A plan that goes on, for the same by the same means and the same day."""
    for key, each in account.plans.items():
        goes_on = each.done is None and each.dropped is None
        told = (each.for_, each.kind, each.how, each.via, each.due)
        if goes_on and told == (plan.for_, plan.kind, plan.how, plan.via, plan.due):
            return key
    return None


def progress(
    draft: Draft, plan: str, what: str, day: date, *, due: date | None = None, by: str | None = None
) -> None:
    """Something was done for the plan; its due day may move."""
    before = draft.at("plans", plan, "progress", day.isoformat())
    if before is not None:  # what was done earlier that day stays
        said = before["value"] if isinstance(before, Mapping) else before
        earlier = said if isinstance(said, str) else ""
        what = (
            earlier
            if what in earlier.split("; ")
            else what
            if not earlier
            else f"{earlier}; {what}"
        )
    draft.date(("plans", plan, "progress"), day, Prose(what), by=by)
    if due is not None:
        draft.set(("plans", plan, "due"), due.isoformat())


def done(draft: Draft, plan: str, day: date, result: str | None = None) -> None:
    """The plan is carried out."""
    draft.set(
        ("plans", plan, "done"), full(date=day, result=Prose(result)) if result else day.isoformat()
    )


def drop(draft: Draft, plan: str, day: date, why: str) -> None:
    """The plan is given up, and this is why."""
    draft.set(("plans", plan, "dropped"), full(date=day, why=Prose(why)))


def still_open(account: Account, plan: str) -> None:
    """Raises CrmError for a plan that has ended."""
    record = account.plans[plan]
    ended = record.done or record.dropped
    if ended is not None:
        raise CrmError(Message("error-edit-plan-ended", (plan, ended.date)), status=4)


def asked(
    draft: Draft,
    account: Account,
    contact: str,
    kind: str,
    owner: str | None,
    day: date,
    result: str | None = None,
) -> None:
    """Something was done for a contact that nobody had planned: it stands in the file as a plan
    that is done.
    """
    done(draft, add(draft, account, Plan(contact, kind=kind, owner=owner)), day, result)
