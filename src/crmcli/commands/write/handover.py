"""What one of ours has in hand, given to another: over the whole book, all of it or nothing."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Annotated, NoReturn

import typer

from crmcli.commands.shared import change_output, complete
from crmcli.commands.shared.arguments import Texts, texts
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession, Tell
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.whole_book import whole
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.deals.charges import KINDS, charges
from crmcli.domain.errors import CrmError
from crmcli.domain.people.coverage import is_active
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.edits.handover import hand_over
from crmcli.edits.record_editor import Draft
from crmcli.store.files.scan import MAX_BYTES, read_bytes
from crmcli.store.shapes.reading import is_account_path
from crmcli.store.write.rewriting import FileChange, read_page
from crmcli.store.yaml.tree import nfc

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
    Example: crm handover baek-sh kim-mj --only deals,roles --dry-run
    """
    editing = EditSession(write)
    former = _asked_former(editing, from_)
    heir = _asked_heir(editing, to, former)
    kinds = [each for said in only or () for each in said.split(",") if each]
    theirs = _theirs(editing, former, account or (), kinds or KINDS)
    if not theirs:
        name = _name(editing.session, former)
        editing.session.screen.tell(editing.session.phrases("told-handover-nothing", name))
    pages = [(path, _make(editing, former, heir, kinds or KINDS)) for path in theirs]
    title = editing.session.phrases(
        "title-handover", _name(editing.session, former), _name(editing.session, heir)
    )
    counts = Counter(kind for found in theirs.values() for kind in found)
    editing.write(pages, tell=_telling(former, heir, counts, explain=explain), title=title)


def _ours(editing: EditSession, *, active: bool = False) -> list[Choice]:
    """Those of us to choose from, `active` without those who have left."""
    team = editing.policy.team
    return [
        Choice(key, each.name or "")
        for key, each in team.items()
        if not active or is_active(key, team, editing.today)
    ]


def _name(session: ReportSession, member: str) -> str:
    known = session.book.policy.team.get(member)
    return (known.name if known else None) or member


def _asked_former(editing: EditSession, said: str | None) -> str:
    def meant(one: str) -> str:
        return _former(editing, one)

    return meant(editing.asking.need(said, "FROM", "ask-former", _ours(editing), check=meant))


def _asked_heir(editing: EditSession, said: str | None, former: str) -> str:
    def meant(one: str) -> str:
        heir = editing.member(one) or ""
        _check(editing, former, heir)
        return heir

    choices = [each for each in _ours(editing, active=True) if each.id != former]
    return meant(editing.asking.need(said, "TO", "ask-heir", choices, check=meant))


def _former(editing: EditSession, said: str) -> str:
    """Whose it was: also who is in the team no more and only named by files."""
    try:
        return editing.member(said) or said
    except CrmError:
        if any(_names(editing, path, said) for path in _paths(editing)):
            return said
        raise


def _check(editing: EditSession, former: str, heir: str) -> None:
    if former == heir:
        raise CrmError(Message("error-handover-same", (heir,)))
    if not is_active(heir, editing.policy.team, editing.today):
        left = editing.policy.team[heir].left
        raise CrmError(
            Message("error-handover-left", (_name(editing.session, heir), left)), status=4
        )


def _paths(editing: EditSession) -> list[str]:
    return sorted(
        entry[0] for entry in editing.whole_book().book.library.entries if is_account_path(entry[0])
    )


def _names(editing: EditSession, path: str, member: str) -> bool:
    """May the file name them at all? Most need not be understood to know that they do not."""
    return nfc(member) in nfc(read_bytes(editing.root, path, MAX_BYTES).decode("utf-8", "replace"))


def _theirs(
    editing: EditSession, former: str, accounts: Sequence[str], kinds: Sequence[str]
) -> dict[str, list[str]]:
    """The files with something of theirs, and of which kinds. Raises CrmError for a broken one."""
    if accounts:
        paths = sorted({editing.path(each) for each in accounts})
    else:
        whole(editing.whole_book(), "error-handover-not-here", former)
        paths = _paths(editing)
    found = {}
    for path in paths:
        if not _names(editing, path, former):
            continue
        record = read_page(editing.root, path).account
        if record is None:
            hint = Message("hint-edit-broken", (path,))
            raise CrmError(Message("error-edit-broken", (path,)), hint, status=4)
        mine = [
            each.kind
            for each in charges(record, editing.policy, editing.today)
            if each.member == former and each.kind in kinds
        ]
        if mine:
            found[path] = mine
    return found


def _make(
    editing: EditSession, former: str, heir: str, kinds: Sequence[str]
) -> Callable[[Draft, Account], None]:
    def make(draft: Draft, record: Account) -> None:
        given = [
            each
            for each in charges(record, editing.policy, editing.today)
            if each.member == former and each.kind in kinds
        ]
        hand_over(draft, record, given, heir)

    return make


def _telling(former: str, heir: str, counts: Counter[str], *, explain: bool) -> Tell:
    """What changed; for programs with whose it was, whose it is, and how much of each kind."""

    def tell(
        session: ReportSession, asked: Write, written: Sequence[FileChange], committed: str
    ) -> NoReturn:
        if explain:
            session.screen.tell(counted(session, counts))
            session.screen.tell(session.phrases("told-handover-explained"))
        if asked.output != "json":
            change_output.tell(session, asked, written, committed)
        change_output.tell_reformatted(session, written)
        kinds = {kind: counts[kind] for kind in KINDS}
        more = {"from": former, "to": heir, "handed_over": kinds}
        text = change_output.as_json(
            session, asked, written, committed, change_output.rows(session, written), **more
        )
        change_output.tell_end(session, written, committed)
        session.finish(text.encode("utf-8", "surrogateescape"), 0)

    return tell


def counted(session: ReportSession, counts: Counter[str]) -> str:
    """How much of each kind: accounts, deals (2), roles (3)."""
    parts = [Message(f"why-left-{kind}", (counts[kind],)) for kind in KINDS if counts[kind]]
    return session.phrases.say(Message("list", tuple(parts))) or session.phrases("common-none")


def stays(former: str, heir: str) -> Tell:
    """What changed at an account that got another owner, and what stays with the one before."""

    def tell(
        session: ReportSession, asked: Write, written: Sequence[FileChange], committed: str
    ) -> NoReturn:
        for each in written:
            if each.new is not None:
                found = charges(each.new, session.book.policy, session.now.date())
                counts = Counter(charge.kind for charge in found if charge.member == former)
                if counts:
                    name = _name(session, former)
                    words = (name, counted(session, counts), former, heir, each.new.id)
                    session.screen.tell(session.phrases("told-handover-stays", *words))
        change_output.tell(session, asked, written, committed)

    return tell
