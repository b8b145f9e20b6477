"""What changed about the people of an account: contacts, their stances, and the roles they hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from crmcli.domain.records import Account, Contact, Deal, Entry, NextStep, Role
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part, Piece, told
from crmcli.history.fields import bare, leaf, pieces, record_pieces
from crmcli.history.names import Names, plain


def renamed_contacts(old: Account, new: Account) -> dict[str, str]:
    """Which contacts go by another id now? Those with the same phone, e-mail or name as one that is new, if it is only one."""
    gone = {key: contact for key, contact in old.contacts.items() if key not in new.contacts}
    come = {key: contact for key, contact in new.contacts.items() if key not in old.contacts}
    pairs = [(before, after) for before, was in gone.items() for after, now in come.items() if _is_same_person(was, now)]
    befores, afters = [before for before, _ in pairs], [after for _, after in pairs]
    return {before: after for before, after in pairs if befores.count(before) == 1 and afters.count(after) == 1}


def _is_same_person(was: Contact, now: Contact) -> bool:
    return bool({*was.phones, *was.emails} & {*now.phones, *now.emails}) or was.name == now.name


def called_anew(account: Account, renamed: Mapping[str, str]) -> Account:
    """The account with its contacts under their new ids, wherever one is named."""
    if not renamed:
        return account

    def key(contact: Any) -> Any:
        return renamed.get(contact, contact)

    def keys(contacts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(key, contacts))

    def step(promise: NextStep | None) -> NextStep | None:
        return promise and promise._replace(with_=keys(promise.with_))

    def deal(each: Deal) -> Deal:
        return each._replace(people={key(contact): part for contact, part in each.people.items()}, next=step(each.next))

    def entry(each: Entry) -> Entry:
        return each._replace(with_=keys(each.with_), next=step(each.next))

    return account._replace(
        research=account.research._replace(decision_maker=key(account.research.decision_maker)),
        roles={name: role._replace(contacts=keys(role.contacts)) for name, role in account.roles.items()},
        contacts={key(name): each._replace(reports_to=key(each.reports_to)) for name, each in account.contacts.items()},
        plans={name: plan._replace(for_=key(plan.for_), via=key(plan.via)) for name, plan in account.plans.items()},
        deals={name: deal(each) for name, each in account.deals.items()},
        cases={name: case._replace(contact=key(case.contact)) for name, case in account.cases.items()},
        surveys=tuple(survey._replace(contact=key(survey.contact)) for survey in account.surveys),
        log=tuple(map(entry, account.log)),
    )


def contact_changes(account: str, old: Mapping[str, Contact], new: Mapping[str, Contact], renamed: Mapping[str, str], names: Names) -> Iterator[Change]:
    """Who came, left, was corrected or removed, and what they think of us now. `old` has its new ids already."""
    for before, after in renamed.items():
        yield Change(account, "contact", f"contacts.{after}", Message("change-contact-id", (names.person(after), before, after)), (Part(f"contacts.{before}", before, after),))
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        subject = f"contacts.{key}"
        if was is None and now is not None:
            said = (now.name, *((now.title,) if now.title else ()), *((names.show("stance", now.stance[-1].value),) if now.stance else ()))
            yield Change(account, "contact", subject, Message("change-contact-new", (Message("list", said),)), (Part(subject, None, plain(now)),))
        elif was is not None and now is None:
            yield Change(account, "contact", subject, Message("change-contact-removed", (was.name,)), (Part(subject, plain(was), None),))
        elif was is not None and now is not None and was != now:
            yield from _contact(account, subject, was, now, names)


def _contact(account: str, subject: str, was: Contact, now: Contact, names: Names) -> Iterator[Change]:
    stance = [bare(piece, Message("change-field-stance")) for piece in pieces(f"{subject}.stance", "stance", was.stance, now.stance, names)]
    if stance:
        yield told(account, "stance", f"{subject}.stance", now.name, stance)
    found = []
    if was.name != now.name:
        found.append(Piece(Part(f"{subject}.name", was.name, now.name), Message("change-contact-called", (was.name,))))
    if was.left != now.left:
        part = Part(f"{subject}.left", was.left, now.left)
        said = Message("change-contact-back") if now.left is None else Message("change-contact-left", (now.left,))
        found.append(Piece(part, said) if was.left is None or now.left is None else leaf(part.field, "left", was.left, now.left, names))
    found += record_pieces(f"{subject}.", was, now, names, but=("name", "left", "stance"))
    if found:
        yield told(account, "contact", subject, now.name, found)


def role_changes(account: str, old: Mapping[str, Role], new: Mapping[str, Role], names: Names) -> Iterator[Change]:
    """Who holds which post now, and who of us stands for it."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        subject = f"roles.{key}"
        before, after = was or Role(), now or Role()
        found = list(_role(subject, before, after, names))
        if was is None or now is None or not found:
            part = Part(subject, None if was is None else plain(was), None if now is None else plain(now))
            listed = Message("change-role-unlisted" if now is None else "change-role-listed")
            if now is None or not found:
                found.append(Piece(part, listed))
        yield told(account, "role", subject, names.role(key), found)


def _role(subject: str, was: Role, now: Role, names: Names) -> Iterator[Piece]:
    if was.contacts != now.contacts:
        shown = [_holders(each, was.contacts if each is now.contacts else now.contacts, names) for each in (was.contacts, now.contacts)]
        yield Piece(Part(f"{subject}.contact", plain(was.contacts), plain(now.contacts)), Message("change-step", tuple(shown)))
    if was.reps != now.reps:
        nobody = Message("change-nobody")
        shown = [names.show("reps", each) if each else nobody for each in (was.reps, now.reps)]
        yield Piece(Part(f"{subject}.rep", plain(was.reps), plain(now.reps)), Message("change-part", (Message("change-field-reps"), *shown)))
    if was.waived != now.waived:
        part = Part(f"{subject}.waived", was.waived, now.waived)
        yield Piece(part, Message("change-role-counts") if now.waived is None else Message("change-role-waived", (now.waived,)))
    yield from record_pieces(f"{subject}.", was, now, names, but=("contacts", "reps", "waived"))


def _holders(holders: tuple[str, ...], others: tuple[str, ...], names: Names) -> Any:
    """By name; with the id beside it where two of one name would be taken for each other."""
    if not holders:
        return Message("change-nobody")
    if [names.person(each) for each in holders] == [names.person(each) for each in others]:
        return ", ".join(f"{names.person(each)} ({each})" for each in holders)
    return names.show("contacts", holders)
