"""What completion offers for a word that has begun: names of the book that the line is about, and
words with what they mean. A completion that fails is silent.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from crmcli.commands.shared.report_session import ReportSession
    from crmcli.domain.label import Label
    from crmcli.domain.records.account import Account

Offers = list[tuple[str, str]]


def named(
    incomplete: str, wanted: "Callable[[ReportSession], Iterable[tuple[str, str]]]"
) -> Offers:
    """Those of what is wanted of the book that begin so."""
    from contextlib import closing

    from crmcli.commands.shared.common import Common
    from crmcli.commands.shared.report_session import ReportSession
    from crmcli.domain.text.spelling import plain

    try:
        session, begun = ReportSession(Common(book=_book_on_line())), plain(incomplete)
        with closing(session):
            return [(name, text) for name, text in wanted(session) if plain(name).startswith(begun)]
    except Exception:  # noqa: BLE001 - a traceback in the middle of a command line helps nobody
        return []


def words_on_line() -> list[str]:
    """The words of the line that is completed, as bash or the other shells hand it over: with its
    quotes, one of which may still be open.
    """
    import os
    import shlex

    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    for end in ("", '"', "'"):
        try:
            return [os.path.expanduser(word) for word in shlex.split(line + end)]
        except ValueError:
            continue
    return []


def _book_on_line() -> str | None:
    """The book that the line names."""
    from crmcli.store.book.replay import root_in

    return root_in(words_on_line())


def account_on_line(session: "ReportSession", ctx: "typer.Context | None") -> "Account | None":
    """The account named earlier on the line."""
    from crmcli.app.accounts import find_account

    if ctx is None:
        return None
    # while an option waits for its value, click has put no argument in its place yet
    words = ctx.params.get("words") or ctx.args
    said = ctx.params.get("account") or next(iter(words), None)
    return (
        session.book.library.account(find_account(said, session.book, session.names))
        if said
        else None
    )


def labelled(session: "ReportSession", labels: "Iterable[tuple[str, Label]]") -> Offers:
    """Ids of crm.yaml with their names in the language of the answer."""
    _ = session.book  # which decides the language
    return [(name, session.phrases.label(label)) for name, label in labels]
