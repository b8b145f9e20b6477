"""What one of ours has in hand, given to another: over the whole book, all of it or nothing."""

from collections import Counter
from typing import Annotated, NoReturn

import typer

from crmcli.app.changing import Change
from crmcli.app.requests.team import HandOver, name_of, names_them, refuse_heir
from crmcli.commands.shared import change_output, complete
from crmcli.commands.shared.arguments import Texts, texts
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession, Tell
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.deals.charges import KINDS, charges
from crmcli.domain.errors import CrmError
from crmcli.domain.people.presence import is_active
from crmcli.domain.table import Message
from crmcli.store.shapes.reading import account_id, is_account_path

Member = Annotated[
    str | None,
    typer.Argument(metavar="FROM", help="Whose it was.", autocompletion=complete.members),
]
Heir = Annotated[
    str | None,
    typer.Argument(metavar="TO", help="Whose it will be.", autocompletion=complete.members),
]
Explain = Annotated[bool, typer.Option("--explain", help="Also what was handed over, counted.")]


@writing()
def handover(
    from_: Member = None,
    to: Heir = None,
    account: Texts = texts(
        "--account", "ACCOUNT", "Only at this account.", offers=complete.accounts
    ),
    only: Texts = texts("--only", "KIND,...", f"Only these: {', '.join(KINDS)}.", KINDS),
    explain: Explain = False,
    write: Write = Write(),
) -> None:
    """Give what one of us has in hand to another: accounts, roles, open deals and plans, promises.

    What has ended stays whose it was. Every file is changed, or none.

    \b
    Example: crm handover luis-o dana-k --only deals,roles --dry-run
    Example: crm handover luis-o dana-k --account prairie
    """
    editing = EditSession(write)
    former = _asked_former(editing, from_)
    heir = _asked_heir(editing, to, former)
    kinds = [each for said in only or () for each in said.split(",") if each]
    accounts = [account_id(path) for path in sorted({editing.path(each) for each in account or ()})]
    if not accounts:
        editing.whole_book()
    asked = HandOver(former, heir, accounts, kinds)
    editing.submit(asked, tell=_telling(asked, explain=explain))


def _ours(editing: EditSession, *, active: bool = False) -> list[Choice]:
    """Those of us to choose from, `active` without those who have left."""
    team = editing.policy.team
    return [
        Choice(key, each.name or "")
        for key, each in team.items()
        if not active or is_active(key, team, editing.today)
    ]


def _asked_former(editing: EditSession, said: str | None) -> str:
    def meant(one: str) -> str:
        return _former(editing, one)

    return meant(editing.asking.need(said, "FROM", "ask-former", _ours(editing), check=meant))


def _asked_heir(editing: EditSession, said: str | None, former: str) -> str:
    def meant(one: str) -> str:
        heir = editing.member(one) or ""
        refuse_heir(former, heir, editing.policy, editing.today)
        return heir

    choices = [each for each in _ours(editing, active=True) if each.id != former]
    return meant(editing.asking.need(said, "TO", "ask-heir", choices, check=meant))


def _former(editing: EditSession, said: str) -> str:
    """Whose it was: also who is in the team no more and only named by files."""
    try:
        return editing.member(said) or said
    except CrmError:
        if any(names_them(editing.root, path, said) for path in _paths(editing)):
            return said
        raise


def _paths(editing: EditSession) -> list[str]:
    return sorted(
        entry[0] for entry in editing.whole_book().book.library.entries if is_account_path(entry[0])
    )


def _telling(given: HandOver, *, explain: bool) -> Tell:
    """What changed; for programs with whose it was, whose it is, and how much of each kind."""

    def tell(session: ReportSession, asked: Write, made: Change) -> NoReturn:
        records = [each.old for each in made.files if each.old is not None]
        found = [charge for record in records for charge in given.given(record, made)]
        counts = Counter(charge.kind for charge in found)
        if not made.files:
            name = name_of(given.former, session.book.policy)
            session.screen.tell(session.phrases("told-handover-nothing", name))
        if explain:
            session.screen.tell(counted(session, counts))
            session.screen.tell(session.phrases("told-handover-explained"))
        if asked.output != "json":
            change_output.tell(session, asked, made)
        change_output.tell_reformatted(session, made.files)
        kinds = {kind: counts[kind] for kind in KINDS}
        more = {"from": given.former, "to": given.heir, "handed_over": kinds}
        text = change_output.as_json(session, asked, made, made.rows, **more)
        change_output.tell_end(session, made)
        session.finish(text.encode("utf-8", "surrogateescape"), 0)

    return tell


def counted(session: ReportSession, counts: Counter[str]) -> str:
    """How much of each kind: accounts, deals (2), roles (3)."""
    parts = [Message(f"why-left-{kind}", (counts[kind],)) for kind in KINDS if counts[kind]]
    return session.phrases.say(Message("list", tuple(parts))) or session.phrases("common-none")


def stays(former: str, heir: str) -> Tell:
    """What changed at an account that got another owner, and what stays with the one before."""

    def tell(session: ReportSession, asked: Write, made: Change) -> NoReturn:
        for each in made.files:
            if each.new is not None:
                found = charges(each.new, session.book.policy, session.now.date())
                counts = Counter(charge.kind for charge in found if charge.member == former)
                if counts:
                    name = name_of(former, session.book.policy)
                    words = (name, counted(session, counts), former, heir, each.new.id)
                    session.screen.tell(session.phrases("told-handover-stays", *words))
        change_output.tell(session, asked, made)

    return tell
