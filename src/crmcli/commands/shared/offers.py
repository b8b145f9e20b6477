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
Named = Iterable[tuple[str, ...]]  # an id, the name shown, and whatever else it is called


class Meant(str):
    """An id that is offered for a word that does not begin it, but its name: Typer's look at how
    it begins lets it through, and a shell is told to put it in the word's place.
    """

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        return True


def named(incomplete: str, wanted: "Callable[[ReportSession], Named]") -> Offers:
    """Those of what is wanted of the book that begin so: by their ids, else by any of their names,
    the first of which is shown, else by the initials of these, else by the keys of their ids where
    the keyboard stood on Hangul.
    """
    from contextlib import closing

    from crmcli.commands.shared.common import Common
    from crmcli.commands.shared.report_session import ReportSession
    from crmcli.domain.text.spelling import plain

    try:
        session, begun = ReportSession(Common(book=_book_on_line())), plain(incomplete)
        with closing(session):
            known = list(wanted(session))
        found = [
            (name if name.startswith(incomplete) else Meant(name), text)
            for name, text, *_ in known
            if plain(name).startswith(begun)
        ]
        return found or _by_name(incomplete, known) or _by_keys(incomplete, known)
    except Exception:  # noqa: BLE001 - a traceback in the middle of a command line helps nobody
        return []


def _by_name(incomplete: str, known: Named) -> Offers:
    """One is offered by its id, in the place of what was typed. Of several each is by its name,
    letters and digits alone, into which no shell reads anything else; and so is one in fish, which
    shows only what begins as the word does.
    """
    import os

    from crmcli.domain.text.firm_name import firm_name
    from crmcli.domain.text.hangul import asked_initials, initials

    begun, asked = firm_name(incomplete).bare, asked_initials(incomplete)
    in_fish = os.environ.get("_CRM_COMPLETE") == "complete_fish"
    spelled = [(key, [firm_name(name).bare for name in names], names[0]) for key, *names in known]
    found = [
        (key, next(name for name in bare if name.startswith(begun)), shown)
        for key, bare, shown in spelled
        if begun and any(name.startswith(begun) for name in bare)
    ] or [
        (key, incomplete if in_fish else key, shown)
        for key, bare, shown in spelled
        if asked and any(initials(name).startswith(asked) for name in bare)
    ]
    if len(found) == 1 and not in_fish:
        return [(Meant(key), shown) for key, _, shown in found]
    return [(Meant(word), f"{key} {shown}") for key, word, shown in found]


def _by_keys(incomplete: str, known: Named) -> Offers:
    from crmcli.domain.text.keyboard import typed_in_hangul

    keys = typed_in_hangul(incomplete)
    if keys == incomplete:
        return []
    return [(Meant(name), text) for name, text, *_ in known if name.startswith(keys)]


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


def labelled(session: "ReportSession", labels: "Iterable[tuple[str, Label]]") -> Named:
    """Ids of crm.yaml with their names in the language of the answer, then in every other."""
    _ = session.book  # which decides the language
    return [(name, session.phrases.label(label), *label.values()) for name, label in labels]
