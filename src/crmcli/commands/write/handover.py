"""What one of ours has in hand, given to another: over the whole book, all of it or nothing."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Annotated, NoReturn

import typer

from crmcli.commands.shared import change_output, complete
from crmcli.commands.shared.arguments import Texts, texts
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import Pen, Tell
from crmcli.commands.shared.report_session import Desk
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
from crmcli.store.write.rewriting import Written, read_page
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
    pen = Pen(write)
    former = _asked_former(pen, from_)
    heir = _asked_heir(pen, to, former)
    kinds = [each for said in only or () for each in said.split(",") if each]
    theirs = _theirs(pen, former, account or (), kinds or KINDS)
    if not theirs:
        name = _name(pen.desk, former)
        pen.desk.screen.tell(pen.desk.phrases("told-handover-nothing", name))
    pages = [(path, _make(pen, former, heir, kinds or KINDS)) for path in theirs]
    title = pen.desk.phrases("title-handover", _name(pen.desk, former), _name(pen.desk, heir))
    counts = Counter(kind for found in theirs.values() for kind in found)
    pen.write(pages, tell=_telling(former, heir, counts, explain=explain), title=title)


def _ours(pen: Pen, *, active: bool = False) -> list[Choice]:
    """Those of us to choose from, `active` without those who have left."""
    team = pen.policy.team
    return [
        Choice(key, each.name or "")
        for key, each in team.items()
        if not active or is_active(key, team, pen.today)
    ]


def _name(desk: Desk, member: str) -> str:
    known = desk.book.policy.team.get(member)
    return (known.name if known else None) or member


def _asked_former(pen: Pen, said: str | None) -> str:
    def meant(one: str) -> str:
        return _former(pen, one)

    return meant(pen.asking.need(said, "FROM", "ask-former", _ours(pen), check=meant))


def _asked_heir(pen: Pen, said: str | None, former: str) -> str:
    def meant(one: str) -> str:
        heir = pen.member(one) or ""
        _check(pen, former, heir)
        return heir

    choices = [each for each in _ours(pen, active=True) if each.id != former]
    return meant(pen.asking.need(said, "TO", "ask-heir", choices, check=meant))


def _former(pen: Pen, said: str) -> str:
    """Whose it was: also who is in the team no more and only named by files."""
    try:
        return pen.member(said) or said
    except CrmError:
        if any(_names(pen, path, said) for path in _paths(pen)):
            return said
        raise


def _check(pen: Pen, former: str, heir: str) -> None:
    if former == heir:
        raise CrmError(Message("error-handover-same", (heir,)))
    if not is_active(heir, pen.policy.team, pen.today):
        left = pen.policy.team[heir].left
        raise CrmError(Message("error-handover-left", (_name(pen.desk, heir), left)), status=4)


def _paths(pen: Pen) -> list[str]:
    return sorted(
        entry[0] for entry in pen.whole_book().book.library.entries if is_account_path(entry[0])
    )


def _names(pen: Pen, path: str, member: str) -> bool:
    """May the file name them at all? Most need not be understood to know that they do not."""
    return nfc(member) in nfc(read_bytes(pen.root, path, MAX_BYTES).decode("utf-8", "replace"))


def _theirs(
    pen: Pen, former: str, accounts: Sequence[str], kinds: Sequence[str]
) -> dict[str, list[str]]:
    """The files with something of theirs, and of which kinds. Raises CrmError for a broken one."""
    if accounts:
        paths = sorted({pen.path(each) for each in accounts})
    else:
        whole(pen.whole_book(), "error-handover-not-here", former)
        paths = _paths(pen)
    found = {}
    for path in paths:
        if not _names(pen, path, former):
            continue
        record = read_page(pen.root, path).account
        if record is None:
            hint = Message("hint-edit-broken", (path,))
            raise CrmError(Message("error-edit-broken", (path,)), hint, status=4)
        mine = [
            each.kind
            for each in charges(record, pen.policy, pen.today)
            if each.member == former and each.kind in kinds
        ]
        if mine:
            found[path] = mine
    return found


def _make(
    pen: Pen, former: str, heir: str, kinds: Sequence[str]
) -> Callable[[Draft, Account], None]:
    def make(draft: Draft, record: Account) -> None:
        given = [
            each
            for each in charges(record, pen.policy, pen.today)
            if each.member == former and each.kind in kinds
        ]
        hand_over(draft, record, given, heir)

    return make


def _telling(former: str, heir: str, counts: Counter[str], *, explain: bool) -> Tell:
    """What changed; for programs with whose it was, whose it is, and how much of each kind."""

    def tell(desk: Desk, asked: Write, written: Sequence[Written], committed: str) -> NoReturn:
        if explain:
            desk.screen.tell(counted(desk, counts))
            desk.screen.tell(desk.phrases("told-handover-explained"))
        if asked.output != "json":
            change_output.tell(desk, asked, written, committed)
        change_output.tell_reformatted(desk, written)
        kinds = {kind: counts[kind] for kind in KINDS}
        more = {"from": former, "to": heir, "handed_over": kinds}
        text = change_output.as_json(
            desk, asked, written, committed, change_output.rows(desk, written), **more
        )
        change_output.tell_end(desk, written, committed)
        desk.finish(text.encode("utf-8", "surrogateescape"), 0)

    return tell


def counted(desk: Desk, counts: Counter[str]) -> str:
    """How much of each kind: accounts, deals (2), roles (3)."""
    parts = [Message(f"why-left-{kind}", (counts[kind],)) for kind in KINDS if counts[kind]]
    return desk.phrases.say(Message("list", tuple(parts))) or desk.phrases("common-none")


def stays(former: str, heir: str) -> Tell:
    """What changed at an account that got another owner, and what stays with the one before."""

    def tell(desk: Desk, asked: Write, written: Sequence[Written], committed: str) -> NoReturn:
        for each in written:
            if each.new is not None:
                found = charges(each.new, desk.book.policy, desk.now.date())
                counts = Counter(charge.kind for charge in found if charge.member == former)
                if counts:
                    name = _name(desk, former)
                    words = (name, counted(desk, counts), former, heir, each.new.id)
                    desk.screen.tell(desk.phrases("told-handover-stays", *words))
        change_output.tell(desk, asked, written, committed)

    return tell
