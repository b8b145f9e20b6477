"""`crm import FILE...`: what other systems gave away, in one run."""

import os
from typing import Annotated

import typer

from crmcli.app.importing import kept
from crmcli.app.importing.asked import Asked
from crmcli.app.importing.kept import with_answers
from crmcli.app.importing.planning import planned, unknown_tables
from crmcli.app.importing.presets import preset_names
from crmcli.app.importing.run import Import
from crmcli.commands.shared import complete
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.words import Words
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.importing.deciding import decided
from crmcli.commands.write.importing.deciding_columns import with_columns, with_tables
from crmcli.commands.write.importing.files import import_
from crmcli.commands.write.importing.rejects import check_rejects
from crmcli.commands.write.importing.told import Telling, written_plan
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.edits.names import file_id
from crmcli.imports.mapping.kinds import CALLED
from crmcli.imports.mapping.mapping import ImportMap
from crmcli.sources.opened import How, Opened
from crmcli.sources.opening import tables

ORDERS, DECIMALS = ("d-m-y", "m-d-y", "y-m-d"), (".", ",")

_Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Files (CSV, Excel, ODS), folders or zips of them; all of one export at once.",
    ),
]
_From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="SYSTEM",
        help="Whose tables these are; by default as their headings tell.",
        parser=Words("--from", preset_names()),
        autocompletion=complete.choices(*preset_names()),
    ),
]
_Map = Annotated[
    str | None,
    typer.Option("--map", metavar="FILE", help="The mapping; by default the one the book keeps."),
]
_Name = Annotated[
    str | None,
    typer.Option("--name", metavar="NAME", help="What the source is called in the book."),
]
_As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="KIND",
        parser=Words("--as", tuple(CALLED)),
        help="What the rows are, where headings do not tell.",
        autocompletion=complete.choices(*CALLED),
    ),
]
_Plan = Annotated[
    bool,
    typer.Option("--plan", help="Write the mapping that would be used, to be reviewed; no more."),
]
_Prefer = Annotated[
    str | None,
    typer.Option(
        "--prefer",
        metavar="SIDE",
        parser=Words("--prefer", ("source", "book")),
        help="Who is right where both changed: source or book.",
        autocompletion=complete.choices("source", "book"),
    ),
]
_Rejects = Annotated[
    str | None,
    typer.Option("--rejects", metavar="FILE", help="Write rows and cells not taken, with why."),
]
_Strict = Annotated[
    bool, typer.Option("--strict", help="Take no row of which a cell cannot be read.")
]
_Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="What texts are encoded in, such as cp1252."),
]
_Decimal = Annotated[
    str | None,
    typer.Option(
        "--decimal",
        metavar="SIGN",
        help="What stands before decimals: . or ,",
    ),
]
_Dates = Annotated[
    str | None,
    typer.Option(
        "--dates",
        metavar="ORDER",
        parser=Words("--dates", ORDERS),
        help="The order of days such as 03/04/2021: d-m-y, m-d-y or y-m-d.",
        autocompletion=complete.choices(*ORDERS),
    ),
]
_Extend = Annotated[
    bool,
    typer.Option(
        "--extend-policy",
        help="Write stages, reasons, products and people of ours that are new to crm.yaml.",
    ),
]
_Diff = Annotated[bool, typer.Option("--diff", help="With --dry-run: every line, too.")]


@import_.command("files")
@writing()
def files(
    sources: _Sources,
    from_: _From = None,
    map: _Map = None,
    name: _Name = None,
    as_: _As = None,
    plan: _Plan = False,
    prefer: _Prefer = None,
    rejects: _Rejects = None,
    strict: _Strict = False,
    encoding: _Encoding = None,
    decimal: _Decimal = None,
    dates: _Dates = None,
    extend_policy: _Extend = False,
    diff: _Diff = False,
    write: Write = Write(),
) -> None:
    """Take in what another system gave away: accounts, people, deals, activities, in one run.

    `crm import FILE...` is the same. Coming again with a newer export takes what has changed
    there; what was changed here stays, and is told.

    \b
    Example: crm import files export.zip --from salesforce --dry-run
    Example: crm import files companies.csv people.csv deals.csv --extend-policy
    """
    if decimal not in {None, *DECIMALS}:
        raise CrmError(Message("error-bad-word", (decimal, "--decimal", " ".join(DECIMALS))))
    editing = EditSession(write)
    if rejects:
        check_rejects(rejects, editing.root)
    session = editing.whole_book()
    asked = Asked(
        tuple(sources),
        from_ or "",
        kept.check_name(name) if name else "",
        map or "",
        CALLED.get(as_ or "", ""),
        prefer or "",
        strict,
        encoding or "",
        decimal or "",
        dates or "",
        extend_policy,
    )
    found = _named(editing, asked)
    opened = tables(sources, How(encoding or (found.encoding if found else "")))
    found = found or _of_columns(editing, asked, opened)
    aside = [(each.name, each.why) for each in opened.left_aside]
    asks = plan and editing.asking.may_ask
    if asks:
        unknown = unknown_tables(asked, opened.tables, found)
        found = with_tables(found, opened.tables, unknown, editing.asking)
    made = planned(asked, opened.tables, aside, found, editing.policy)
    if asks:
        found = with_columns(made, editing.asking)
        made = planned(asked, opened.tables, aside, found, editing.policy)
    if not made.map.source:
        made = made._replace(map=made.map._replace(source=_called(sources)))
    told = Telling(session, made, opened, shows_diff=diff, rejects=rejects or "")
    if made.undecided and (plan or not write.dry_run) and editing.asking.may_ask:
        answers, is_new = decided(made, editing.asking, editing.policy)
        asked = asked._replace(extend_policy=asked.extend_policy or is_new, answers=answers)
        made = planned(asked, opened.tables, aside, with_answers(made.map, answers), editing.policy)
        told = Telling(session, made, opened, shows_diff=diff, rejects=rejects or "")
    if plan:
        written_plan(editing, made, told)
    if made.undecided and not write.dry_run:
        told.undecided()
    progress = session.screen.progress(lambda: session.phrases("title-import-progress"))
    request = Import(made, told.files(), progress)
    told.request = request
    editing.submit(request, tell=told.tell)


def _named(editing: EditSession, asked: Asked) -> ImportMap | None:
    """The mapping that is named, or that the book keeps of the source that is named."""
    name = asked.name or asked.source
    if asked.map:
        found = kept.kept_map(".", asked.map)
        if found is None:
            raise CrmError(Message("error-cannot-open", (asked.map, os.strerror(2))), status=4)
        return found._replace(source=found.source or name)
    return kept.kept_map(editing.root, kept.map_path(name)) if name else None


def _of_columns(editing: EditSession, asked: Asked, opened: Opened) -> ImportMap | None:
    """Of no source that is named: a mapping that the book keeps of tables with these columns."""
    if asked.name or asked.source or asked.map:
        return None
    for name in kept.names(editing.root):
        found = kept.kept_map(editing.root, kept.map_path(name))
        if found and all(found.of(each.name, each.headings) for each in opened.tables):
            return found
    return None


def _called(sources: list[str]) -> str:
    """What a source is called that nobody named: as its folder or file is."""
    return file_id(os.path.basename(os.path.abspath(sources[0])).partition(".")[0] or "import", ())
