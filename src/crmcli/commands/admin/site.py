"""The book as pages that are files."""

import json
import os
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.app.session import Session
from crmcli.commands.admin.web_extra import lacking
from crmcli.commands.shared import complete
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import Words
from crmcli.domain.table import Message
from crmcli.domain.text.visible import json_safe, visible
from crmcli.store.book.opening import locate

if TYPE_CHECKING:
    from crmcli.store.book.load import AnyLibrary
    from crmcli.web.site.build import Built

# what crmcli.app.without knows; named here, so that no other command's start reads it
KINDS = ("phones", "emails", "said", "notes", "reasons", "addresses", "numbers", "custom")
RECORDS = 1000  # that stay in memory while the pages of the whole book are made
SHOWN = 3  # files that are named where more are meant


@shared("output", "owner", "segment", "tag", "explain", "no_pager", "bom")
def site(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="DIR", help="A new or empty folder, or one that an earlier `crm site` filled."
        ),
    ],
    without: Annotated[
        str | None,
        typer.Option(
            "--without",
            metavar="WORD,...",
            help="Leave this out of every page, file and search: phones, emails, said, notes, ...",
            parser=Words("--without", KINDS, many=True),
            autocompletion=complete.choices(*KINDS),
        ),
    ] = None,
    common: Common = Common(),
) -> None:
    """Write the whole book as pages that are files: for a web server, a folder that all of us read,
    or a stick.

    Only what changed is written again. Nothing of it asks anybody anything: links, a search over
    names, every list as CSV and JSON.

    \b
    Example: crm site public
    Example: crm site public --without phones,emails,said,notes --json
    """
    session = ReportSession(common, memorable=False)
    day = session.as_of
    built, library = _written(session, folder, day, _kinds(without))
    skipped = sorted(library.skipped)
    session.tell_skipped(skipped)
    session.tell_skipped(library.warnings, "warning")
    if common.output == "json":
        told = _json(session, built, folder, day)
    else:
        lines = _told(built, folder, day, locate(common.book))
        told = session.screen.broken("".join(f"{session.phrases.say(each)}\n" for each in lines))
    session.finish(told.encode("utf-8", "surrogateescape"), 1 if skipped else 0)


def _kinds(said: str | None) -> tuple[str, ...]:
    """What is left out, each once and in one order."""
    asked = {each.strip() for each in (said or "").split(",")}
    return tuple(each for each in KINDS if each in asked)


def _written(
    session: ReportSession, said: str, day: date, kinds: tuple[str, ...]
) -> tuple["Built", "AnyLibrary"]:
    """Write it; what came of it, and the book's files. Raises CrmError without the extra, and for a
    folder that is none of ours.
    """
    common = session.common
    root, book = locate(common.book), session.book.policy.title
    phrases = session.phrases
    try:
        from crmcli.app.without import Without
        from crmcli.web.site.build import Site
        from crmcli.web.site.folder import Folder
        from crmcli.web.site.pages import Settings
    except ImportError as error:
        raise lacking(error) from None
    session.close()
    step = session.screen.progress(lambda: phrases("common-writing"))
    settings = Settings(day, common.at or "", phrases.language, book or os.path.basename(root))
    opened = Session(
        root,
        at=common.at,
        use_cache=not common.no_cache,
        progress=session.progress(),
        without=Without(kinds),
        records=RECORDS,
    )
    with opened:
        with Folder(said, root) as folder:
            made = Site(opened, folder, settings)
            made.build(step)
        return made.built(), opened.book.library


def _json(session: ReportSession, built: "Built", said: str, day: date) -> str:
    """What came of it, for programs."""
    lacking = [
        {"page": title, "why": session.phrases.say(error.message)} for title, error in built.lacking
    ]
    answer = built._asdict() | {"lacking": lacking, "left": list(built.left)}
    told = {"report": "site", "as_of": day.isoformat(), "folder": said, **answer}
    return json_safe(json.dumps(told, ensure_ascii=False)) + "\n"


def _told(built: "Built", said: str, day: date, root: str) -> list[Message]:
    """What came of it, for people."""
    from crmcli.web.site.folder import is_in_book

    found = [Message("told-site-written", (said.rstrip(os.sep) or said, built.accounts, day))]
    if built.was_there and (built.written or built.removed):
        found.append(Message("told-site-changed", (built.written, built.removed)))
    elif built.was_there:
        found.append(Message("told-site-same"))
    lacking = [
        Message("told-site-lacking", (title, error.message)) for title, error in built.lacking
    ]
    inside = [Message("told-site-inside", (said,))] if is_in_book(said, root) else []
    return [*found, *lacking, *_left(built.left), *inside]


def _left(names: tuple[str, ...]) -> list[Message]:
    """What was to go and stays. The names are a file's that anybody may have written."""
    if not names:
        return []
    shown = ", ".join(visible(each) for each in names[:SHOWN])
    more = ", …" if len(names) > SHOWN else ""
    return [Message("told-site-left", (len(names), shown + more))]
