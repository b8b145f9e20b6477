"""The book in a browser, on this machine."""

import webbrowser
from datetime import date
from typing import Annotated

import typer

from crmcli.commands.admin.web_extra import lacking
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.store.book.opening import locate

_Port = Annotated[
    int,
    typer.Option("--port", metavar="N", min=0, max=65_535, help="The port; a free one by default."),
]


@shared("at", "owner", "segment", "tag", "explain", "no_pager", "bom")
def serve(
    port: _Port = 0,
    open_: Annotated[bool, typer.Option("--open", help="Open the address in the browser.")] = False,
    write: Annotated[
        bool, typer.Option("--write", help="The pages have forms that write into the book, too.")
    ] = False,
    pages: Annotated[
        bool,
        typer.Option(
            "--pages", help="Name the pages, the keys that lead to them, and what they ask; end."
        ),
    ] = False,
    common: Common = Common(),
) -> None:
    """Show the whole book in a browser, for everybody who does not type commands.

    Serves on this machine only, to whoever opens the address that it prints: there is a secret in
    it. What changes on disk shows within two seconds. Nothing is written, unless --write adds the
    forms: they write what the commands write, as whom git names here. Ctrl-C ends it.

    \b
    Example: crm serve --open
    Example: crm serve --open --write
    Example: crm serve --port 8765 --as-of 2026-08-01
    """
    session = ReportSession(common, memorable=False)
    if pages:
        _name_pages(session)
        return
    day = session.as_of if common.as_of not in (None, "today") else None
    _serve(session, port, day, is_opened=open_, writes=write)


def _serve(
    session: ReportSession, port: int, day: date | None, *, is_opened: bool, writes: bool
) -> None:
    """Serve until somebody ends it. Raises CrmError without the extra, and for a port that is
    taken.
    """
    common = session.common
    root = locate(common.book)
    try:
        from crmcli.web.server import serving
        from crmcli.web.server.application import Settings
        from crmcli.web.server.books import Books
    except ImportError as error:
        raise lacking(error) from None
    place = serving.listen(port)
    session.close()
    settings = Settings(place.port, place.secret, common.lang, day)
    if writes:
        from crmcli.web.writing import room

        settings = settings._replace(
            more=room.routes(place.secret), methods=room.METHODS, largest=room.LARGEST
        )

    def ready() -> None:
        session.screen.tell(session.phrases("told-serve", place.address))
        if is_opened:
            webbrowser.open(place.address)

    books = Books(root, use_cache=not common.no_cache, as_of=settings.as_of)
    serving.serve(books, place, settings, ready)


def _name_pages(session: ReportSession) -> None:
    """The registry as a table."""
    from crmcli.web.views.listing import listed

    session.put(listed(session.as_of))
