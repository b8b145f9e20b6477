"""What the shell completes of a question: names of its records, and figures of many."""

from typing import TYPE_CHECKING

import typer

from crmcli.commands.shared.offers import Offers, named

if TYPE_CHECKING:
    from crmcli.commands.shared.report_session import ReportSession


def names(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """What can be asked of the records that --on names; after a comma one more."""
    before, comma, last = incomplete.rpartition(",")

    def wanted(session: "ReportSession") -> Offers:
        from crmcli.query.lookup import names_of

        kind = (ctx.params.get("on") if ctx is not None else None) or "accounts"
        return [
            (f"{before}{comma}{name}", "")
            for name in names_of(kind, session.book.policy)
            if name.startswith(last)
        ]

    return named(incomplete, wanted)


def names_and_figures(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """The same, and the figures of many records."""
    from crmcli.query.lookup import FIGURES

    before, comma, last = incomplete.rpartition(",")
    figures = [
        (f"{before}{comma}{name}", "")
        for name in ("n", *(f"{each}(" for each in FIGURES))
        if name.startswith(last)
    ]
    return [*figures, *names(incomplete, ctx)]
