"""What the shell completes: names of the book at hand. A completion that fails is silent."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from crmcli.domain.records.words import STANCES

if TYPE_CHECKING:
    from crmcli.commands.shared.report_session import ReportSession
    from crmcli.domain.label import Label
    from crmcli.domain.records.account import Account
    from crmcli.messages import Phrases

Offers = list[tuple[str, str]]


def _names(
    incomplete: str, wanted: "Callable[[ReportSession], Iterable[tuple[str, str]]]"
) -> Offers:
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


def _book_on_line() -> str | None:
    """The book that the line names, as bash or the other shells hand it over: with its quotes, one
    of which may still be open.
    """
    import os
    import shlex

    from crmcli.store.book.replay import root_in

    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    for end in ("", '"', "'"):
        try:
            return root_in([os.path.expanduser(word) for word in shlex.split(line + end)])
        except ValueError:
            continue
    return root_in([])


def _account(session: "ReportSession", ctx: Any) -> "Account | None":
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


def _labelled(session: "ReportSession", labels: "Iterable[tuple[str, Label]]") -> Offers:
    _ = session.book  # which decides the language
    return [(name, session.phrases.label(label)) for name, label in labels]


def accounts(incomplete: str) -> Offers:
    """Account ids, with the accounts' names."""
    return _names(
        incomplete, lambda session: ((fact.account, fact.names[0]) for fact in session.names())
    )


def contacts(incomplete: str, ctx: Any = None) -> Offers:
    """Ids of the people at the account named before, with their names; those who left last."""

    def wanted(session: "ReportSession") -> Offers:
        account = _account(session, ctx)
        people = (
            sorted(account.contacts.items(), key=lambda each: each[1].left is not None)
            if account
            else ()
        )
        return [(key, contact.name) for key, contact in people]

    return _names(incomplete, wanted)


def deals(incomplete: str, ctx: Any = None) -> Offers:
    """Ids of the deals of the account named before; without one, all deals as account/deal."""

    def wanted(session: "ReportSession") -> Offers:
        account = _account(session, ctx)
        if account:
            return [(key, deal.name or "") for key, deal in account.deals.items()]
        return [(f"{fact.account}/{deal}", "") for fact in session.names() for deal in fact.deals]

    return _names(incomplete, wanted)


def plans(incomplete: str, ctx: Any = None) -> Offers:
    """Ids of the plans of the account named before that have not ended."""

    def wanted(session: "ReportSession") -> Offers:
        account = _account(session, ctx)
        return (
            [
                (key, plan.how or "")
                for key, plan in account.plans.items()
                if not plan.done and not plan.dropped
            ]
            if account
            else []
        )

    return _names(incomplete, wanted)


def contracts(incomplete: str, ctx: Any = None) -> Offers:
    """Ids of the contracts of the account named before, with their days."""

    def wanted(session: "ReportSession") -> Offers:
        account = _account(session, ctx)
        return (
            [(key, f"{each.start} – {each.end or ''}") for key, each in account.contracts.items()]
            if account
            else []
        )

    return _names(incomplete, wanted)


def cases(incomplete: str, ctx: Any = None) -> Offers:
    """Ids of the cases of the account named before that are still open."""

    def wanted(session: "ReportSession") -> Offers:
        account = _account(session, ctx)
        return (
            [(key, each.what or "") for key, each in account.cases.items() if each.closed is None]
            if account
            else []
        )

    return _names(incomplete, wanted)


def steps(incomplete: str, ctx: Any = None) -> Offers:
    """Closing steps of the account named before that are not done, each with its deal."""

    def wanted(session: "ReportSession") -> Offers:
        account = _account(session, ctx)
        deals = account.deals.items() if account else ()
        return [
            (step, name)
            for name, deal in deals
            if ctx.params.get("deal") in (None, name)
            for step, each in deal.steps.items()
            if each.done is None
        ]

    return _names(incomplete, wanted)


def account_and_deal(incomplete: str, ctx: Any = None) -> Offers:
    """An account, or a deal as account/deal; after an account its deals."""
    return deals(incomplete, ctx) + (
        [] if ctx is not None and ctx.params.get("words") else accounts(incomplete)
    )


def account_contact_stance(incomplete: str, ctx: Any = None) -> Offers:
    """An account; after it its people, after them the stances."""
    said = len((ctx.params.get("words") or ()) if ctx is not None else ())
    return (
        accounts(incomplete)
        if said == 0
        else contacts(incomplete, ctx)
        if said == 1
        else choices(*STANCES)(incomplete)
    )


def targets(incomplete: str, ctx: Any = None) -> Offers:
    """Whom a plan may be for: the people at the account named before, and every role."""
    return contacts(incomplete, ctx) + roles(incomplete)


def members(incomplete: str) -> Offers:
    """Ids of our own people."""
    return _names(
        incomplete,
        lambda session: (
            (name, member.name or "") for name, member in session.book.policy.team.items()
        ),
    )


def segments(incomplete: str) -> Offers:
    """The classes that accounts of the book are in."""
    return _names(
        incomplete,
        lambda session: (
            (name, "") for name in sorted({row.segment for row in _listed(session) if row.segment})
        ),
    )


def tags(incomplete: str) -> Offers:
    """The tags that accounts of the book have."""
    return _names(
        incomplete,
        lambda session: (
            (name, "") for name in sorted({tag for row in _listed(session) for tag in row.tags})
        ),
    )


def _listed(session: "ReportSession") -> list[Any]:
    """The accounts as `crm list` has them."""
    from crmcli.reports.options import ExplainOptions
    from crmcli.reports.queries import accounts

    return [each.row for each in session.gather(accounts.FACTS, ExplainOptions())]


def roles(incomplete: str) -> Offers:
    """Ids of the roles of every role set, each once."""

    def wanted(session: "ReportSession") -> Offers:
        known = {
            role: spec.label
            for roles in session.book.policy.role_sets.values()
            for role, spec in roles.items()
        }
        return _labelled(session, known.items())

    return _names(incomplete, wanted)


def stages(incomplete: str) -> Offers:
    """Ids of the stages, in their order."""
    return _names(
        incomplete,
        lambda session: _labelled(
            session, ((name, stage.label) for name, stage in session.book.policy.stages.items())
        ),
    )


def reasons(incomplete: str) -> Offers:
    """Ids of the reasons why deals are not won."""
    return _names(
        incomplete,
        lambda session: _labelled(
            session, ((name, reason.label) for name, reason in session.book.policy.reasons.items())
        ),
    )


def objections(incomplete: str) -> Offers:
    """Ids of the objections that the policy knows."""
    return _names(
        incomplete,
        lambda session: _labelled(
            session, ((name, each.label) for name, each in session.book.policy.objections.items())
        ),
    )


def role_sets(incomplete: str) -> Offers:
    """Ids of the role sets."""
    return _names(
        incomplete, lambda session: ((name, "") for name in session.book.policy.role_sets)
    )


def products(incomplete: str) -> Offers:
    """Ids of what we sell."""
    return _names(
        incomplete,
        lambda session: _labelled(
            session,
            ((name, product.label) for name, product in session.book.policy.products.items()),
        ),
    )


def assets(incomplete: str, ctx: Any = None) -> Offers:
    """Ids of what the account named before owns."""

    def wanted(session: "ReportSession") -> Offers:
        account = _account(session, ctx)
        labels = {name: product.label for name, product in session.book.policy.products.items()}
        return (
            _labelled(session, ((name, labels.get(name, {})) for name in account.assets))
            if account
            else []
        )

    return _names(incomplete, wanted)


def fields(incomplete: str) -> Offers:
    """Ids of the book's own fields, up to the sign that a value follows."""
    return _names(
        incomplete,
        lambda session: (
            (f"{name}=", field.on) for name, field in session.book.policy.fields.items()
        ),
    )


def queries(incomplete: str) -> Offers:
    """Names of saved queries."""
    return _names(
        incomplete,
        lambda session: _labelled(
            session, ((name, saved.label) for name, saved in session.book.policy.queries.items())
        ),
    )


def names(incomplete: str, ctx: Any = None) -> Offers:
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

    return _names(incomplete, wanted)


def names_and_figures(incomplete: str, ctx: Any = None) -> Offers:
    """The same, and the figures of many records."""
    from crmcli.query.lookup import FIGURES

    before, comma, last = incomplete.rpartition(",")
    figures = [
        (f"{before}{comma}{name}", "")
        for name in ("n", *(f"{each}(" for each in FIGURES))
        if name.startswith(last)
    ]
    return [*figures, *names(incomplete, ctx)]


def choices(*words: str) -> Callable[[str], Offers]:
    """One of these words, such as the groupings of `--by`, with what it means in the session's
    language; or as that language has it, where it was begun so.
    """

    def offered(incomplete: str) -> Offers:
        from crmcli.domain.text.spelling import plain, squeezed
        from crmcli.messages.meanings import meaning

        phrases, begun = _phrases(), plain(incomplete)
        known = [(word, phrases.label(meaning(word))) for word in words]
        found = [
            (word, label if squeezed(label) != squeezed(word) else "")
            for word, label in known
            if word.startswith(begun)
        ]
        return found or [
            (label.replace(" ", ""), word)
            for word, label in known
            if begun and plain(label).replace(" ", "").startswith(begun)
        ]

    return offered


def _phrases() -> "Phrases":
    """The texts of the session's language: as the locale has it, else the book at hand."""
    from crmcli.commands.shared.common import Common
    from crmcli.commands.shared.report_session import ReportSession
    from crmcli.commands.shared.say import language_of
    from crmcli.messages import Phrases

    try:
        session = ReportSession(Common(book=_book_on_line()))
        _ = session.book  # which decides the language
    except Exception:  # noqa: BLE001 - no book, or none that can be read: the words are offered all the same
        return Phrases(language_of(None, None))
    return session.phrases
