"""What changed about the rest of an account's dealings: cases, contracts, assets."""

from collections.abc import Iterator, Mapping

from crmcli.domain.records.customer import Asset, Case, Contract
from crmcli.domain.records.short_amounts import exact
from crmcli.domain.table import Message
from crmcli.history.change import Change, about
from crmcli.history.fields import record_pieces
from crmcli.history.names import Names, clipped, field_name, word
from crmcli.history.parts import below, filled, parts


def case_changes(
    account: str, old: Mapping[str, Case], new: Mapping[str, Case], names: Names
) -> Iterator[Change]:
    """Cases opened, closed and opened again."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        subject = below("cases", key)
        if was is None and now is not None:
            said = Message("change-case-opened", (word(now.kind), key, _matter(now, names)))
            said = Message("list", (said, *_closing(None, now)))
        elif was is not None and now is None:
            said = Message("change-case-removed", (word(was.kind), key, _matter(was, names)))
        else:
            said = about(Message("change-case", (word(now.kind), key)), _case(was, now, names))  # type: ignore[union-attr,arg-type]
        yield Change(account, "case", subject, said, tuple(parts(subject, was, now)))


def _case(was: Case, now: Case, names: Names) -> Iterator[Message]:
    closing = list(_closing(was, now))
    told = (
        ("closed", *(("resolution",) if now.closed and now.resolution else ())) if closing else ()
    )
    yield from closing
    yield from record_pieces(was, now, names, but=told)


def _matter(case: Case, names: Names) -> Message:
    said = [clipped(case.what)] if case.what else []
    said += [names.person(case.contact)] if case.contact else []
    return Message("list", (*said, case.opened))


def _closing(was: Case | None, now: Case) -> Iterator[Message]:
    """The case's end, or that it did not end after all."""
    before = was.closed if was else None
    if before is None and now.closed is not None:
        said = Message("change-case-closed", (now.closed,))
        yield Message("change-because", (said, clipped(now.resolution))) if now.resolution else said
    elif before is not None and now.closed is None:
        yield Message("change-case-reopened", (before,))


def contract_changes(
    account: str, old: Mapping[str, Contract], new: Mapping[str, Contract], names: Names
) -> Iterator[Change]:
    """Contracts signed, renewed, ended and corrected."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        subject = below("contracts", key)
        if was is None and now is not None:
            renewed = any(
                each.end is not None
                and each.start < now.start
                and 0 <= (now.start - each.end).days <= 92
                for each in old.values()
            )
            said = Message(
                "change-contract-renewed" if renewed else "change-contract-new",
                (key, _terms(now, names)),
            )
        elif was is not None and now is None:
            said = Message("change-contract-removed", (key, _terms(was, names)))
        else:
            said = about(Message("change-contract", (key,)), _contract(was, now, names))  # type: ignore[arg-type]
        yield Change(account, "contract", subject, said, tuple(parts(subject, was, now)))


def _terms(contract: Contract, names: Names) -> Message:
    said: list[object] = [
        Message("change-span", (contract.start, contract.end))
        if contract.end
        else Message("change-from", (contract.start,))
    ]
    if contract.amount is not None:
        said.append(names.show("amount", contract.amount))
    return Message("list", tuple(said))


def _contract(was: Contract, now: Contract, names: Names) -> Iterator[Message]:
    if was.end != now.end:
        if now.end is None:
            yield Message("change-contract-endless", (was.end,))
        elif was.end is None:
            yield Message("change-contract-ends", (now.end,))
        else:
            longer = now.end > was.end
            yield Message(
                "change-contract-longer" if longer else "change-contract-shorter",
                (was.end, now.end),
            )
    yield from record_pieces(was, now, names, but=("end",))


def asset_changes(
    account: str, old: Mapping[str, Asset], new: Mapping[str, Asset], names: Names
) -> Iterator[Change]:
    """What they own now, and what not any more."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        subject, name = below("assets", key), names.product(key)
        if was is not None and now is not None:
            said = about(Message("change-asset", (name,)), record_pieces(was, now, names))
        else:
            said = Message(
                "change-asset-new" if now else "change-asset-removed",
                (_owned(name, now or was or Asset(), names),),
            )
        yield Change(account, "asset", subject, said, tuple(parts(subject, was, now)))


def _owned(name: object, asset: Asset, names: Names) -> Message:
    """How many of it, and what else is known."""
    rest = [
        Message("change-new-part", (field_name(field), names.show(field, value)))
        for field, value in filled(asset)
        if field != "qty"
    ]
    return Message("list", (Message("change-count", (name, exact(asset.qty))), *rest))
