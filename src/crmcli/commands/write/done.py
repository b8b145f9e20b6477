"""Ticking off a row of the agenda: what happened is written down, and what asked for it is settled
or moved.
"""

from collections.abc import Callable, Sequence
from datetime import date as Date
from typing import Annotated, NamedTuple

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import Day, Ours, Text, Texts, text, texts
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.option_names import names
from crmcli.commands.shared.parse import members, step, tell_nobody
from crmcli.commands.shared.parse import promised as as_promised
from crmcli.commands.shared.words import maybe_one_of, one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.again import Again, named, unless_there
from crmcli.commands.write.log import with_whom
from crmcli.commands.write.row_stays import telling
from crmcli.domain.deals.promises import Promise, keeps, open_promises, settles
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Path
from crmcli.domain.naming import find_contact
from crmcli.domain.people.presence import has_left
from crmcli.domain.records.account import Account, Entry, NextStep, Outcome, Plan
from crmcli.domain.records.words import ENTRY_OUTCOMES, ENTRY_TYPES, STANCES
from crmcli.domain.relations.agenda import NAMED_ROLES, tasks
from crmcli.domain.relations.referral_asks import KIND, whose
from crmcli.domain.table import Message
from crmcli.domain.time.calendar import working_day
from crmcli.edits import cases, plans
from crmcli.edits.deals.gates import Pass
from crmcli.edits.deals.outcomes import lose
from crmcli.edits.deals.steps import Step, clear, like, written
from crmcli.edits.entries import Happened, same
from crmcli.edits.entries import log as enter
from crmcli.edits.record_editor import Draft
from crmcli.edits.roles import reps
from crmcli.edits.stances import assess
from crmcli.history.names import word
from crmcli.store.book.listing import Shown, last_shown, terminal

FAR = 3650  # days ahead that a row may have been shown for


class Told(NamedTuple):
    """What the person said happened."""

    what: str | None
    type: str | None
    with_: list[str]
    by: list[str]
    outcome: str | None
    gave: list[str]
    stance: str | None
    rep: str | None
    next: Step | None
    day: Date
    again: bool

    @property
    def is_move(self) -> bool:
        """Was only another day named, and nothing that happened?"""
        return self.next is not None and not (
            self.what or self.type or self.with_ or self.outcome or self.gave
        )


@writing()
def done(
    row: Annotated[
        str | None,
        typer.Argument(
            metavar="[ROW]",
            help="Its number in the last `crm due` at this terminal, or ACCOUNT/KIND/SUBJECT as "
            "`crm due --json` has them.",
        ),
    ] = None,
    what: Annotated[
        str | None, typer.Argument(metavar="[WHAT]", help="What happened, or what came of it.")
    ] = None,
    type_: Text = text(
        "--type",
        "|".join(ENTRY_TYPES),
        "What kind of interaction it was; as promised by default.",
        ENTRY_TYPES,
    ),
    with_: Annotated[
        list[str] | None,
        typer.Option(
            *names("--with"),
            metavar="CONTACT",
            help="Who took part of theirs; may be repeated. As promised by default.",
            autocompletion=complete.contacts,
        ),
    ] = None,
    by: Ours = None,
    outcome: Text = text("--outcome", "|".join(ENTRY_OUTCOMES), "How it ended.", ENTRY_OUTCOMES),
    gave: Texts = texts("--gave", "TEXT", "What we handed over."),
    stance: Text = text(
        "--stance",
        "|".join(STANCES),
        "For a stale stance: how the person stands to us now.",
        STANCES,
    ),
    rep: Annotated[
        str | None,
        typer.Option(
            "--rep",
            metavar="MEMBER",
            help="For roles without a rep: who of ours stands for them.",
            autocompletion=complete.members,
        ),
    ] = None,
    next_: Text = text(
        "--next",
        "'DATE WHAT'",
        "What is promised now. Without WHAT it moves a deal's promise, a plan's due day, or the "
        "day to ask again, to that day.",
    ),
    date: Day = None,
    again: Again = False,
    write: Write = Write(),
) -> None:
    """Tick off a row of the last `crm due`: logs what happened, and settles or moves what asked for
    it.

    A promise is kept with WHAT, and moved by --next alone, which logs nothing. A case is closed
    with WHAT, a plan carried out, somebody asked for a referral, a stance assessed with --stance,
    roles given a rep with --rep.

    \b
    Example: crm done 3 "Test run presented" --next "+7d offer"
    """
    editing = EditSession(write)
    day = editing.day(date, past=True)
    wanted = _named_row(editing, row, day) if row and "/" in row else _row(editing, row)
    page = editing.page(wanted.account)
    _still_due(editing, page, wanted, day)
    people = [find_contact(each, page.account.contacts) for each in with_ or ()]
    told = Told(
        what,
        maybe_one_of(type_, ENTRY_TYPES, "--type"),
        people,
        members(editing, by),
        maybe_one_of(outcome, ENTRY_OUTCOMES, "--outcome"),
        gave or [],
        maybe_one_of(stance, STANCES, "--stance"),
        editing.member(rep),
        step(editing, next_),
        day,
        again,
    )
    editing.change(page, _settling(editing, page, wanted, told), tell=telling(wanted, day))


def _row(editing: EditSession, said: str | None) -> Shown:
    """The row of that number. Raises CrmError when no list was shown here, or it has no such
    row.
    """
    rows = last_shown(editing.root)
    if not rows:
        missing = "done-no-list" if terminal() else "done-no-terminal"
        raise CrmError(Message(f"error-{missing}"), Message(f"hint-{missing}"), status=4)
    choices = [
        Choice(
            str(place),
            " · ".join(
                (
                    each.account,
                    editing.session.phrases(f"word-{each.kind}"),
                    _subject(editing, each),
                )
            ),
        )
        for place, each in enumerate(rows, 1)
    ]

    def meant(number: str) -> Shown:
        if not number.isdecimal() or not 0 < int(number) <= len(rows):
            raise CrmError(
                Message("error-done-no-row", (number, len(rows))),
                Message("hint-done-no-list"),
                status=4,
            )
        return rows[int(number) - 1]

    return meant(editing.asking.need(said, "ROW", "ask-row", choices, check=meant))


def _subject(editing: EditSession, row: Shown) -> str:
    """What the row is about; of many roles the first, by their names."""
    if row.kind != "rep":
        return row.subject
    specs = {
        key: spec for roles in editing.policy.role_sets.values() for key, spec in roles.items()
    }
    roles = row.subject.split(", ")
    first = Message(
        "list",
        tuple(
            (specs[each].label if each in specs else None) or each for each in roles[:NAMED_ROLES]
        ),
    )
    return editing.session.phrases.say(
        Message("common-list-goes-on", (first,)) if len(roles) > NAMED_ROLES else first
    )


def _named_row(editing: EditSession, said: str, day: Date) -> Shown:
    """The row that ACCOUNT/KIND/SUBJECT names on that day. Raises CrmError when the agenda has
    none, or several of them.
    """
    account, kind, subject = (*said.split("/", 2), "")[:3]
    page = editing.page(account)
    found = [
        each
        for each in tasks(page.account, editing.session.policy, day, FAR)
        if (each.kind, each.subject) == (kind, subject)
    ]
    if len(found) != 1:
        raise CrmError(
            Message(
                "error-done-several" if found else "error-done-changed",
                (page.account.id, f"{kind}/{subject}"),
            ),
            Message("hint-done-key"),
            status=4,
        )
    (task,) = found
    return Shown(
        kind,
        page.account.id,
        subject,
        task.records,
        task.day.isoformat() if task.day else None,
        day.isoformat(),
    )


def _still_due(editing: EditSession, page: Page, row: Shown, day: Date) -> None:
    """Raises CrmError when the file does not ask for it any more: somebody was quicker, or changed
    what was promised. What happened since the list was shown counts too.
    """
    shown_on = Date.fromisoformat(row.as_of)
    if not all(_asked(editing, page, row, each) for each in {shown_on, max(shown_on, day)}):
        raise CrmError(
            Message("error-done-changed", (row.account, row.subject)),
            Message("hint-done-no-list"),
            status=4,
        )


def _asked(editing: EditSession, page: Page, row: Shown, as_of: Date) -> bool:
    """Does the file ask for the row on that day? Later than it was shown, a rhythm or a renewal may
    have another due day.
    """
    moves = row.kind in ("cadence", "renewal") and as_of.isoformat() != row.as_of
    return any(
        (task.kind, task.subject) == (row.kind, row.subject)
        and (moves or (task.day and task.day.isoformat()) == row.day)
        for task in tasks(page.account, editing.session.policy, as_of, FAR)
    )


def _settling(
    editing: EditSession, page: Page, row: Shown, told: Told
) -> Callable[[Draft, Account], None]:
    """The edits that settle what asked for this row."""
    if row.kind == "owner-left":
        raise CrmError(
            Message("error-done-handover", (row.subject,)),
            Message("hint-done-handover", (row.subject, row.account)),
            status=4,
        )
    if row.kind == "case":
        resolution = editing.asking.need_text(told.what, "WHAT", "ask-resolution")
        return lambda draft, record: cases.close(draft, record, row.subject, told.day, resolution)
    if row.kind == "plan":
        return _plan(row.subject, told)
    if row.kind == KIND:
        return _asked_for(editing, row, told)
    if row.kind == "stance":
        value = one_of(
            editing.asking.need(
                told.stance,
                "--stance",
                "ask-stance",
                editing.asking.words(STANCES),
                check=lambda one: one_of(one, STANCES, "--stance"),
            ),
            STANCES,
            "--stance",
        )
        return lambda draft, _: assess(
            draft, row.subject, value, told.day, by=told.by[0] if told.by else None, why=told.what
        )
    if row.kind == "rep":
        ours = editing.member(
            editing.asking.need(
                told.rep,
                "--rep",
                "ask-rep",
                [Choice(key, each.name or "") for key, each in editing.policy.team.items()],
                check=editing.member,
            )
        )
        return lambda draft, _: reps(draft, row.subject.split(", "), ours)
    if row.kind == "close":
        rule = editing.policy.attempts
        given_up = Outcome(rule.close_as, told.day, reason=rule.reason, note=told.what)
        return lambda draft, record: lose(
            draft, record, row.subject, given_up, editing.policy, Pass()
        )
    return _interaction(editing, page, row, told)


def _plan(name: str, told: Told) -> Callable[[Draft, Account], None]:
    """Carried out; or, with another day, under way."""

    def make(draft: Draft, record: Account) -> None:
        plans.still_open(record, name)
        if told.next is None:
            plans.done(draft, name, told.day, told.what)
        else:
            plans.progress(
                draft,
                name,
                told.what or told.next.what or "",
                told.day,
                due=told.next.date,
                by=told.by[0] if told.by else None,
            )

    return make


def _asked_for(editing: EditSession, row: Shown, told: Told) -> Callable[[Draft, Account], None]:
    """We asked for a referral; or, with another day, we shall."""

    def make(draft: Draft, record: Account) -> None:
        owner = told.by[0] if told.by else whose(record, editing.policy, row.subject, told.day)
        if told.next is None:
            plans.asked(draft, record, row.subject, KIND, owner, told.day, told.what)
        else:
            plans.add(
                draft,
                record,
                Plan(
                    row.subject,
                    kind=KIND,
                    how=told.next.what or told.what,
                    owner=owner,
                    due=told.next.date,
                ),
            )

    return make


def _interaction(
    editing: EditSession, page: Page, row: Shown, told: Told
) -> Callable[[Draft, Account], None]:
    """What happened goes into the log; a deal's promise is kept by it, or moved."""
    told_in = _told_in(editing, page, row, told.day)
    deal = (
        row.subject
        if told_in is None
        and row.subject in page.account.deals
        and row.kind in ("next", "attempt", "final", "rotten")
        else None
    )
    promised = page.account.deals[deal].next if deal and row.kind == "next" else None
    if deal and promised and told.next and told.is_move:
        return _moved(("deals", deal), promised, told.next)
    if row.kind == "revisit" and told.next and told.is_move:
        return _asked_later(row.subject, told.next)
    if told_in and told.next and told.is_move:
        return _moved(("log", told_in.entry or 0), told_in.step, told.next)
    entry = _happened(editing, page, row, told, deal, promised, told_in.to if told_in else ())
    _not_twice(page, row, entry)
    tell_nobody(editing, entry.by)
    check = unless_there(editing, page, lambda record: entered(record, entry), again=told.again)

    def make(draft: Draft, record: Account) -> None:
        check(record)
        if told_in and not _keeps(editing, told_in, entry):
            draft.remove(("log", told_in.entry or 0, "next"))
        if row.kind == "revisit" and not _settles_revisit(editing, record, row.subject, entry):
            draft.remove(("deals", row.subject, "outcome", "revisit"))
        enter(draft, record, entry, editing.today, keeps_step=bool(promised))
        if deal and row.kind == "next" and entry.next is None:
            clear(draft, deal)

    return make


def entered(account: Account, happened: Happened) -> Message | None:
    """What the log has already that says the same."""
    entry = same(account, happened)
    return (
        named(word(entry.type), entry.date, entry.what or entry.said or entry.note)
        if entry
        else None
    )


def _settles_revisit(editing: EditSession, record: Account, deal: str, entry: Happened) -> bool:
    """Would the agenda stop asking for it by the entry alone? One before its day would not, nor one
    that came to nothing.
    """
    ended = record.deals[deal].outcome
    made = Entry(entry.date, entry.type, with_=tuple(entry.with_), outcome=entry.outcome)
    return (
        ended is None
        or ended.revisit is None
        or (
            settles(made) and entry.date >= working_day(ended.revisit, editing.policy.holiday_dates)
        )
    )


def _moved(place: Path, promised: NextStep, then: Step) -> Callable[[Draft, Account], None]:
    """The same promise for another day: nothing happened yet."""
    moved = like(then, promised)._replace(what=then.what or promised.what)
    return lambda draft, _: draft.set((*place, "next"), written(moved))


def _asked_later(deal: str, then: Step) -> Callable[[Draft, Account], None]:
    """The lost deal is asked about on another day: nothing happened yet. Raises CrmError for words
    beside the day, which have no place there.
    """
    if then.what:
        raise CrmError(
            Message("error-done-revisit-words", (then.what,)),
            Message("hint-done-revisit-words", (then.date,)),
        )
    return lambda draft, _: draft.set(("deals", deal, "outcome", "revisit"), then.date.isoformat())


def _told_in(editing: EditSession, page: Page, row: Shown, day: Date) -> Promise | None:
    """The promise of the log that the row is about, if it is about one."""
    if row.kind != "next":
        return None
    holidays = editing.policy.holiday_dates
    for each in open_promises(page.account, max(Date.fromisoformat(row.as_of), day), holidays):
        if each.entry is None or each.subject(page.account.id) != row.subject:
            continue
        place = f"log.{page.account.log[each.entry].date}.next"
        falls = working_day(each.step.date, holidays).isoformat()
        if place in row.records and falls == row.day:
            return each
    return None


def _keeps(editing: EditSession, promised: Promise, entry: Happened) -> bool:
    """Is the promise settled by what stands in the log then? Else it has to be taken out of it."""
    made = Entry(entry.date, entry.type, with_=tuple(entry.with_), outcome=entry.outcome)
    return keeps(promised, made._replace(deal=promised.deal), editing.policy.holiday_dates)


def _happened(
    editing: EditSession,
    page: Page,
    row: Shown,
    told: Told,
    deal: str | None,
    promised: NextStep | None,
    to: Sequence[str],
) -> Happened:
    """The entry: what was not said is as it was promised, or as the deal was tried last."""
    tried = _last_try(page.account, row) if deal and row.kind in ("attempt", "final") else None
    usual = {"cadence": row.subject.rpartition("/")[2], "final": editing.policy.attempts.final}.get(
        row.kind
    ) or (promised.channel if promised else tried.type if tried else None)
    kind = one_of(
        told.type
        or usual
        or editing.asking.need(
            None,
            "--type",
            "ask-type",
            editing.asking.words(ENTRY_TYPES),
            check=lambda one: one_of(one, ENTRY_TYPES, "--type"),
        ),
        ENTRY_TYPES,
        "--type",
    )
    theirs = (
        promised.with_ if promised else tuple(each for each in to if each in page.account.contacts)
    ) or (_here(page.account, tried.with_, told.day) if tried else ())
    with_ = told.with_ or list(theirs) or with_whom(editing, page)
    outcome = told.outcome
    if outcome is None and row.kind == "attempt":
        outcome = one_of(
            editing.asking.need(
                None,
                "--outcome",
                "ask-outcome",
                editing.asking.words(ENTRY_OUTCOMES),
                check=lambda one: one_of(one, ENTRY_OUTCOMES, "--outcome"),
            ),
            ENTRY_OUTCOMES,
            "--outcome",
        )
    what = (
        told.what
        or (promised.what if promised else None)
        or editing.asking.may_text(None, "ask-what")
    )
    following = told.next or (
        step(
            editing,
            editing.asking.may(
                None, "ask-next-or-none", check=lambda one: as_promised(editing, one)
            ),
        )
        if deal
        else None
    )
    if following and promised:
        following = like(following, promised)
    return Happened(
        told.day,
        kind,
        told.by,
        with_,
        deal,
        outcome=outcome,
        what=what,
        gave=told.gave,
        next=following,
    )


def _last_try(account: Account, row: Shown) -> Entry | None:
    """The last entry about the deal of those that ask for the row."""
    tries = [
        entry
        for entry in account.log
        if entry.deal == row.subject and f"log.{entry.date}" in row.records
    ]
    return max(tries, key=lambda entry: entry.date, default=None)


def _here(account: Account, contacts: Sequence[str], day: Date) -> list[str]:
    """Those of them who had not left by that day."""
    return [
        each
        for each in contacts
        if each in account.contacts and not has_left(account.contacts[each], day)
    ]


def _not_twice(page: Page, row: Shown, entry: Happened) -> None:
    """Raises CrmError for the very same touch once more, where the first one did not count for its
    rhythm.
    """
    said = (
        entry.date,
        entry.type,
        tuple(entry.with_),
        entry.outcome,
        entry.what,
        tuple(entry.gave),
    )
    if row.kind == "cadence" and any(
        said == (each.date, each.type, each.with_, each.outcome, each.what, each.gave)
        for each in page.account.log
    ):
        raise CrmError(
            Message("error-done-changed", (row.account, row.subject)),
            Message("hint-done-no-list"),
            status=4,
        )
