"""Foreign files: business cards and lists of companies become people and accounts of the book."""

import os
from collections.abc import Iterator
from typing import Annotated

import typer

from crmcli.commands.shared import complete
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import pairs
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.importing.book_lines import book
from crmcli.commands.write.importing.calendar import calendar
from crmcli.commands.write.importing.default import ImportGroup
from crmcli.commands.write.importing.mail import mail
from crmcli.commands.write.importing.outcome import ImportRow
from crmcli.commands.write.importing.placing import Importing, person_of
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible
from crmcli.edits.account_fields import fill, place
from crmcli.edits.cards import Roster, take
from crmcli.edits.record_editor import Draft
from crmcli.imports.card import Above, Card, Refused
from crmcli.imports.csv_accounts import Company, companies_of, names_companies
from crmcli.imports.csv_cards import cards_of, names_people
from crmcli.imports.frame import Known
from crmcli.imports.table import Table
from crmcli.imports.text import MAX_BYTES, decoded
from crmcli.imports.vcard import vcards
from crmcli.sources.opened import How, LeftAside
from crmcli.sources.opening import listing, tables
from crmcli.store.files.foreign import read_foreign
from crmcli.store.shapes.reading import account_id
from crmcli.store.write.rewriting import Make

import_ = typer.Typer(
    cls=ImportGroup,
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Take in exports of other systems, business cards, mails and calendars.",
)
import_.command("book")(book)
import_.command("calendar")(calendar)
import_.command("mail")(mail)
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="COLUMN=FIELD",
        help="What a column holds, or - for nothing of ours; may be repeated.",
    ),
]

Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="What texts are encoded in, such as cp1252."),
]

_File = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="Business cards (vCard), or a table of people (CSV) with headings."
    ),
]
_Account = Annotated[
    str | None,
    typer.Option(
        "--account",
        metavar="ACCOUNT",
        help="All of them are people of this account.",
        autocompletion=complete.accounts,
    ),
]
_Create = Annotated[
    bool,
    typer.Option("--create", help="A new account for each company that the book does not know."),
]


@import_.command("cards")
@writing()
def cards(
    file: _File,
    account: _Account = None,
    map: Map = None,
    create: _Create = False,
    encoding: Encoding = None,
    write: Write = Write(),
) -> None:
    """Take people from business cards or a table into their accounts.

    Who is there already gets what was empty filled, and nothing overwritten. Rows that fit nothing
    are told with their lines, and skipped.

    \b
    Example: crm import cards cards.vcf --create --dry-run
    Example: crm import cards people.csv --account lakeview
    """
    asked = pairs(map, "--map")
    editing = EditSession(write)
    if is_vcard(file):
        found = vcards(_text(editing, file))
    else:
        found = cards_of(_table(editing, file, encoding, names_people(asked)), asked)
    _tell_above(editing, file, found.above)
    if not found.rows:
        raise CrmError(
            Message("error-import-empty", (file,)), Message("hint-import-empty"), status=4
        )
    book = Importing(editing, found.unread, create=create)
    only = account_id(editing.path(account)) if account else None
    placed: dict[str, list[Card]] = {}
    for each in found.rows:
        if isinstance(each, Refused):
            book.refused(each)
            continue
        book.begin(each)
        card = book.mended(each)
        if key := book.home_of(card, only):
            placed.setdefault(key, []).append(card)
    book.write({key: _people(book, key, each) for key, each in placed.items()}, file)


@import_.command("accounts")
@writing()
def accounts(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A table of companies (CSV) with headings.")
    ],
    map: Map = None,
    encoding: Encoding = None,
    write: Write = Write(),
) -> None:
    """Take companies from a table into the book: new accounts, and empty fields of those there
    already.

    \b
    Example: crm import accounts prospects.csv --map 'Company=name' --dry-run
    Example: crm import accounts prospects.csv --dry-run --json
    """
    asked = pairs(map, "--map")
    editing = EditSession(write)
    table = _table(editing, file, encoding, names_companies(asked))
    found = companies_of(table, asked, editing.policy)
    _tell_above(editing, file, found.above)
    if not found.rows:
        raise CrmError(
            Message("error-import-empty", (file,)), Message("hint-import-empty"), status=4
        )
    book = Importing(editing, found.unread, create=True)
    placed: dict[str, list[Company]] = {}
    for each in found.rows:
        if isinstance(each, Refused):
            book.refused(each)
            continue
        book.begin(each)
        if key := book.home(each):
            placed.setdefault(key, []).append(each)
    book.write({key: _companies(book, key, each) for key, each in placed.items()}, file)


def _text(editing: EditSession, file: str) -> str:
    found = decoded(read_foreign(file, MAX_BYTES), file)
    if found.encoding != "utf-8":
        editing.session.screen.tell(
            editing.session.phrases("told-import-read-as", file, found.encoding.upper())
        )
    return found.text


def _table(editing: EditSession, file: str, encoding: str | None, known: Known) -> Table:
    """The one table of the file whose headings name somebody, and what is to be told of it."""
    if not os.path.isdir(file) and sum(each.size for each in listing([file])) > MAX_BYTES:
        raise CrmError(
            Message("error-import-too-large", (file, MAX_BYTES >> 20)),
            Message("hint-import-too-large"),
            status=4,
        )
    opened = tables([file], How(encoding or "", known=known))
    found = [each for each in opened.tables if known(each.headings)] or [*opened.tables]
    if len(found) > 1:
        names = Message("list", tuple(each.name for each in found))
        raise CrmError(
            Message("error-source-several", (file, names)), Message("hint-source-several"), status=4
        )
    told = [*opened.told, *(_left(each) for each in opened.left_aside)]
    told += _read_as(file, found[0])
    for each in told:
        editing.session.screen.tell(visible(editing.session.phrases.say(each)))
    return found[0]


def _read_as(file: str, table: Table) -> Iterator[Message]:
    if table.guessed:
        said = (file, table.encoding.upper(), table.guessed)
        yield Message("told-source-guessed", said)
    elif table.encoding not in {"", "utf-8"}:
        yield Message("told-import-read-as", (file, table.encoding.upper()))


def _left(aside: LeftAside) -> Message:
    return Message("told-source-left", tuple(aside))


def is_vcard(file: str) -> bool:
    """Does the file hold business cards? By its name, or by how it begins."""
    if file.lower().endswith((".vcf", ".vcard")):
        return True
    return any(each.kind == "vcard" for each in listing([file]))


def _tell_above(editing: EditSession, file: str, above: Above | None) -> None:
    """What stands above the headings is not read, and not passed over either."""
    if above:
        told = Message("told-import-above", (file, above.line, Message("list", tuple(above.texts))))
        editing.session.screen.tell(visible(editing.session.phrases.say(told)))


def _people(book: Importing, account: str, cards: list[Card]) -> Make:
    def make(draft: Draft, record: Account) -> None:
        roster = Roster(record)
        for card in cards:
            done = take(draft, roster, person_of(card), book.own.get(card.line, ""))
            row = ImportRow(
                card.line, done.state, account, done.contact or None, card.name, done.what
            )
            book.imported.put(row)

    return make


def _companies(book: Importing, account: str, rows: list[Company]) -> Make:
    def make(draft: Draft, record: Account) -> None:
        for number, row in enumerate(rows):
            is_new = account in book.new and number == 0
            if is_new and "owner" in row.said:  # who imports is the owner only of what has none
                draft.remove(place("owner"))
            done = fill(draft, row.said)
            book.imported.put(
                ImportRow(
                    row.line,
                    "added" if is_new else done.state,
                    account,
                    None,
                    row.name,
                    None if is_new else done.what,
                )
            )

    return make
