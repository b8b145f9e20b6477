"""What the shell completes: names of the book at hand. A completion that fails is silent."""

from collections.abc import Callable, Iterator


def _names(incomplete: str, wanted: Callable[[object], Iterator[tuple[str, str]]]) -> list[tuple[str, str]]:
    from crmcli.commands.common import Common
    from crmcli.commands.desk import Desk

    try:
        desk = Desk(Common(book=_book_on_line()))
        return [(name, text) for name, text in wanted(desk) if name.startswith(incomplete)]
    except Exception:  # noqa: BLE001 - a traceback in the middle of a command line helps nobody
        return []


def _book_on_line() -> str | None:
    import os

    from crmcli.store.recall import root_in

    return root_in(os.environ.get("COMP_WORDS", "").split())


def accounts(incomplete: str) -> list[tuple[str, str]]:
    """Account ids, with the accounts' names."""
    return _names(incomplete, lambda desk: ((fact.account, fact.names[0]) for fact in desk.names()))  # type: ignore[attr-defined]


def members(incomplete: str) -> list[tuple[str, str]]:
    """Ids of our own people."""
    return _names(incomplete, lambda desk: ((name, member.name or "") for name, member in desk.book.policy.team.items()))  # type: ignore[attr-defined]


def roles(incomplete: str) -> list[tuple[str, str]]:
    """Ids of the roles of every role set."""
    return _names(incomplete, lambda desk: ((role, "") for roles in desk.book.policy.role_sets.values() for role in roles))  # type: ignore[attr-defined]


def deals(incomplete: str) -> list[tuple[str, str]]:
    """Deals, as account/deal."""
    return _names(incomplete, lambda desk: ((f"{fact.account}/{deal}", "") for fact in desk.names() for deal in fact.deals))  # type: ignore[attr-defined]
