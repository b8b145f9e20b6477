"""What changed about the people of an account: contacts, their stances, and the roles they hold."""

from collections.abc import Iterator, Mapping

from crmcli.domain.records.account import Contact, Role
from crmcli.domain.table import Message
from crmcli.history.change import Change, Part, about
from crmcli.history.fields import bare, pieces, record_pieces
from crmcli.history.names import Names
from crmcli.history.parts import below, parts, plain
from crmcli.history.values import leaf


def contact_changes(
    account: str, old: Mapping[str, Contact], new: Mapping[str, Contact], names: Names
) -> Iterator[Change]:
    """Who came, left, was corrected or removed, and what they think of us now.

    `old` has its new ids already.
    """
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        subject = below("contacts", key)
        if was is None and now is not None:
            said = (
                now.name,
                *((now.title,) if now.title else ()),
                *((names.show("stance", now.stance[-1].value),) if now.stance else ()),
            )
            yield Change(
                account,
                "contact",
                subject,
                Message("change-contact-new", (Message("list", said),)),
                (Part(subject, None, plain(now)),),
            )
        elif was is not None and now is None:
            yield Change(
                account,
                "contact",
                subject,
                Message("change-contact-removed", (was.name,)),
                (Part(subject, plain(was), None),),
            )
        elif was is not None and now is not None and was != now:
            yield from _contact(account, subject, was, now, names)


def _contact(
    account: str, subject: str, was: Contact, now: Contact, names: Names
) -> Iterator[Change]:
    label = Message("change-field-stance")
    stance = [bare(said, label) for said in pieces("stance", was.stance, now.stance, names)]
    if stance:
        path = below(subject, "stance")
        yield Change(
            account,
            "stance",
            path,
            about(now.name, stance),
            tuple(parts(path, was.stance, now.stance)),
        )
    found = []
    if was.name != now.name:
        found.append(Message("change-contact-called", (was.name,)))
    if was.left != now.left:
        said = (
            Message("change-contact-back")
            if now.left is None
            else Message("change-contact-left", (now.left,))
        )
        found.append(
            said
            if was.left is None or now.left is None
            else leaf("left", was.left, now.left, names)
        )
    found += record_pieces(was, now, names, but=("name", "left", "stance"))
    if found:
        rest = parts(subject, was._replace(stance=()), now._replace(stance=()))
        yield Change(account, "contact", subject, about(now.name, found), tuple(rest))


def role_changes(
    account: str, old: Mapping[str, Role], new: Mapping[str, Role], names: Names
) -> Iterator[Change]:
    """Who holds which post now, and who of us stands for it."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        found = list(_role(was or Role(), now or Role(), names))
        if now is None or not found:
            found.append(Message("change-role-unlisted" if now is None else "change-role-listed"))
        subject = below("roles", key)
        yield Change(
            account, "role", subject, about(names.role(key), found), tuple(parts(subject, was, now))
        )


def _role(was: Role, now: Role, names: Names) -> Iterator[Message]:
    if was.contacts != now.contacts:
        shown = [
            _holders(each, was.contacts if each is now.contacts else now.contacts, names)
            for each in (was.contacts, now.contacts)
        ]
        yield Message("change-step", tuple(shown))
    if was.reps != now.reps:
        nobody = Message("change-nobody")
        shown = [names.show("reps", each) if each else nobody for each in (was.reps, now.reps)]
        yield Message("change-part", (Message("change-field-reps"), *shown))
    if was.waived != now.waived:
        yield (
            Message("change-role-counts")
            if now.waived is None
            else Message("change-role-waived", (now.waived,))
        )
    yield from record_pieces(was, now, names, but=("contacts", "reps", "waived"))


def _holders(holders: tuple[str, ...], others: tuple[str, ...], names: Names) -> object:
    """By name; with the id beside it where two of one name would be taken for each other."""
    if not holders:
        return Message("change-nobody")
    if [names.person(each) for each in holders] == [names.person(each) for each in others]:
        return ", ".join(f"{names.person(each)} ({each})" for each in holders)
    return names.show("contacts", holders)
