"""What the shell completes: names of the book at hand. A completion that fails is silent."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from crmcli.commands.shared.offers import Named, Offers, account_on_line, labelled, named
from crmcli.domain.records.words import STANCES

if TYPE_CHECKING:
    from crmcli.commands.shared.report_session import ReportSession
    from crmcli.messages import Phrases
    from crmcli.reports.queries.accounts import AccountRow


def accounts(incomplete: str) -> Offers:
    """Account ids, with the accounts' names."""
    return named(
        incomplete, lambda session: ((fact.account, *fact.names) for fact in session.names())
    )


def contacts(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """Ids of the people at the account named before, with their names; those who left last."""

    def wanted(session: "ReportSession") -> Offers:
        account = account_on_line(session, ctx)
        people = (
            sorted(account.contacts.items(), key=lambda each: each[1].left is not None)
            if account
            else ()
        )
        return [(key, contact.name) for key, contact in people]

    return named(incomplete, wanted)


def deals(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """Ids of the deals of the account named before; without one, all deals as account/deal."""

    def wanted(session: "ReportSession") -> Offers:
        account = account_on_line(session, ctx)
        if account:
            return [(key, deal.name or "") for key, deal in account.deals.items()]
        return [(f"{fact.account}/{deal}", "") for fact in session.names() for deal in fact.deals]

    return named(incomplete, wanted)


def plans(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """Ids of the plans of the account named before that have not ended."""

    def wanted(session: "ReportSession") -> Offers:
        account = account_on_line(session, ctx)
        return (
            [
                (key, plan.how or "")
                for key, plan in account.plans.items()
                if not plan.done and not plan.dropped
            ]
            if account
            else []
        )

    return named(incomplete, wanted)


def contracts(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """Ids of the contracts of the account named before, with their days."""

    def wanted(session: "ReportSession") -> Offers:
        account = account_on_line(session, ctx)
        return (
            [(key, f"{each.start} – {each.end or ''}") for key, each in account.contracts.items()]
            if account
            else []
        )

    return named(incomplete, wanted)


def cases(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """Ids of the cases of the account named before that are still open."""

    def wanted(session: "ReportSession") -> Offers:
        account = account_on_line(session, ctx)
        return (
            [(key, each.what or "") for key, each in account.cases.items() if each.closed is None]
            if account
            else []
        )

    return named(incomplete, wanted)


def steps(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """Closing steps of the account named before that are not done, each with its deal."""

    def wanted(session: "ReportSession") -> Offers:
        account = account_on_line(session, ctx)
        deals = account.deals.items() if account else ()
        meant = ctx.params.get("deal") if ctx is not None else None
        return [
            (step, name)
            for name, deal in deals
            if meant in (None, name)
            for step, each in deal.steps.items()
            if each.done is None
        ]

    return named(incomplete, wanted)


def account_and_deal(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """An account, or a deal as account/deal; after an account its deals."""
    return deals(incomplete, ctx) + (
        [] if ctx is not None and ctx.params.get("words") else accounts(incomplete)
    )


def account_contact_stance(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """An account; after it its people, after them the stances."""
    said = len((ctx.params.get("words") or ()) if ctx is not None else ())
    return (
        accounts(incomplete)
        if said == 0
        else contacts(incomplete, ctx)
        if said == 1
        else choices(*STANCES)(incomplete)
    )


def targets(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """Whom a plan may be for: the people at the account named before, and every role."""
    return contacts(incomplete, ctx) + roles(incomplete)


def members(incomplete: str) -> Offers:
    """Ids of our own people."""
    return named(
        incomplete,
        lambda session: (
            (name, member.name or "") for name, member in session.book.policy.team.items()
        ),
    )


def segments(incomplete: str) -> Offers:
    """The classes that accounts of the book are in."""
    return named(
        incomplete,
        lambda session: (
            (name, "") for name in sorted({row.segment for row in _listed(session) if row.segment})
        ),
    )


def tags(incomplete: str) -> Offers:
    """The tags that accounts of the book have."""
    return named(
        incomplete,
        lambda session: (
            (name, "") for name in sorted({tag for row in _listed(session) for tag in row.tags})
        ),
    )


def _listed(session: "ReportSession") -> "list[AccountRow]":
    """The accounts as `crm list` has them."""
    from crmcli.reports.options import ExplainOptions
    from crmcli.reports.queries import accounts

    return [each.row for each in session.gather(accounts.FACTS, ExplainOptions())]


def roles(incomplete: str) -> Offers:
    """Ids of the roles of every role set, each once."""

    def wanted(session: "ReportSession") -> Named:
        known = {
            role: spec.label
            for roles in session.book.policy.role_sets.values()
            for role, spec in roles.items()
        }
        return labelled(session, known.items())

    return named(incomplete, wanted)


def stages(incomplete: str) -> Offers:
    """Ids of the stages, in their order."""
    return named(
        incomplete,
        lambda session: labelled(
            session, ((name, stage.label) for name, stage in session.book.policy.stages.items())
        ),
    )


def reasons(incomplete: str) -> Offers:
    """Ids of the reasons why deals are not won."""
    return named(
        incomplete,
        lambda session: labelled(
            session, ((name, reason.label) for name, reason in session.book.policy.reasons.items())
        ),
    )


def objections(incomplete: str) -> Offers:
    """Ids of the objections that the policy knows."""
    return named(
        incomplete,
        lambda session: labelled(
            session, ((name, each.label) for name, each in session.book.policy.objections.items())
        ),
    )


def role_sets(incomplete: str) -> Offers:
    """Ids of the role sets."""
    return named(incomplete, lambda session: ((name, "") for name in session.book.policy.role_sets))


def products(incomplete: str) -> Offers:
    """Ids of what we sell."""
    return named(
        incomplete,
        lambda session: labelled(
            session,
            ((name, product.label) for name, product in session.book.policy.products.items()),
        ),
    )


def assets(incomplete: str, ctx: typer.Context | None = None) -> Offers:
    """Ids of what the account named before owns."""

    def wanted(session: "ReportSession") -> Named:
        account = account_on_line(session, ctx)
        labels = {name: product.label for name, product in session.book.policy.products.items()}
        return (
            labelled(session, ((name, labels.get(name, {})) for name in account.assets))
            if account
            else []
        )

    return named(incomplete, wanted)


def fields(incomplete: str) -> Offers:
    """Ids of the book's own fields, up to the sign that a value follows."""
    return named(
        incomplete,
        lambda session: (
            (f"{name}=", field.on) for name, field in session.book.policy.fields.items()
        ),
    )


def queries(incomplete: str) -> Offers:
    """Names of saved queries."""
    return named(
        incomplete,
        lambda session: labelled(
            session, ((name, saved.label) for name, saved in session.book.policy.queries.items())
        ),
    )


def rules(incomplete: str) -> Offers:
    """Groups of lint rules and the rules themselves, with what they find; of a comma list, the last
    one.
    """
    from crmcli.rules.groups import WORDS, rule_word

    phrases = _phrases()
    before, comma, begun = incomplete.rpartition(",")
    return [
        (
            f"{before}{comma}{word}",
            phrases(f"rules-{word}" if phrases.has(f"rules-{word}") else f"about-{word}"),
        )
        for word in WORDS
        if word.startswith(rule_word(begun))
    ]


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
    """The texts of the line's language."""
    from crmcli.commands.shared.session_language import session_language
    from crmcli.messages import Phrases

    return Phrases(session_language())
