"""What changed about the rest of an account's dealings: cases, contracts, assets."""

from collections.abc import Iterator, Mapping
from typing import Any

from crmcli.domain.records import Asset, Case, Contract
from crmcli.domain.table import Message
from crmcli.history.amounts import exact
from crmcli.history.change import Change, Part, Piece, told
from crmcli.history.fields import leaf, record_pieces
from crmcli.history.names import Names, clipped, field_name, filled, plain, word


def case_changes(account: str, old: Mapping[str, Case], new: Mapping[str, Case], names: Names) -> Iterator[Change]:
    """Cases opened, closed and opened again."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        subject = f"cases.{key}"
        if was is None and now is not None:
            said = Message("change-case-opened", (word(now.kind), key, _matter(now, names)))
            closed = _closing(f"{subject}.closed", None, now)
            yield Change(account, "case", subject, Message("list", (said, closed.message)) if closed else said, (Part(subject, None, plain(now)),))
        elif was is not None and now is None:
            yield Change(account, "case", subject, Message("change-case-removed", (word(was.kind), key, _matter(was, names))), (Part(subject, plain(was), None),))
        elif was is not None and now is not None and was != now:
            closed = _closing(f"{subject}.closed", was, now)
            found = [*([closed] if closed else []), *record_pieces(f"{subject}.", was, now, names, but=("closed",) if closed else ())]
            shown = [piece for piece in found if not (closed and now.closed and piece.part.field == f"{subject}.resolution")]
            change = told(account, "case", subject, Message("change-case", (word(now.kind), key)), shown)
            yield change._replace(parts=tuple(piece.part for piece in found))


def _matter(case: Case, names: Names) -> Message:
    said = [clipped(case.what)] if case.what else []
    said += [names.person(case.contact)] if case.contact else []
    return Message("list", (*said, case.opened))


def _closing(path: str, was: Case | None, now: Case) -> Piece | None:
    """The case's end, or that it did not end after all."""
    before = was.closed if was else None
    if before is None and now.closed is not None:
        said = Message("change-case-closed", (now.closed,))
        return Piece(Part(path, None, now.closed), Message("change-because", (said, clipped(now.resolution))) if now.resolution else said)
    if before is not None and now.closed is None:
        return Piece(Part(path, before, None), Message("change-case-reopened", (before,)))
    return None


def contract_changes(account: str, old: Mapping[str, Contract], new: Mapping[str, Contract], names: Names) -> Iterator[Change]:
    """Contracts signed, renewed, ended and corrected."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        subject = f"contracts.{key}"
        if was is None and now is not None:
            renewed = any(each.end is not None and each.start < now.start and 0 <= (now.start - each.end).days <= 92 for each in old.values())
            said = Message("change-contract-renewed" if renewed else "change-contract-new", (key, _terms(now, names)))
            yield Change(account, "contract", subject, said, (Part(subject, None, plain(now)),))
        elif was is not None and now is None:
            yield Change(account, "contract", subject, Message("change-contract-removed", (key, _terms(was, names))), (Part(subject, plain(was), None),))
        elif was is not None and now is not None and was != now:
            yield told(account, "contract", subject, Message("change-contract", (key,)), list(_contract(subject, was, now, names)))


def _terms(contract: Contract, names: Names) -> Message:
    said: list[Any] = [Message("change-span", (contract.start, contract.end)) if contract.end else Message("change-from", (contract.start,))]
    if contract.amount is not None:
        said.append(names.show("amount", contract.amount))
    return Message("list", tuple(said))


def _contract(subject: str, was: Contract, now: Contract, names: Names) -> Iterator[Piece]:
    if was.end != now.end:
        part = Part(f"{subject}.end", was.end, now.end)
        if was.end is None or now.end is None:
            yield Piece(part, Message("change-contract-ends", (now.end,))) if now.end else Piece(part, Message("change-contract-endless", (was.end,)))
        else:
            yield Piece(part, Message("change-contract-longer" if now.end > was.end else "change-contract-shorter", (was.end, now.end)))
    yield from record_pieces(f"{subject}.", was, now, names, but=("end",))


def asset_changes(account: str, old: Mapping[str, Asset], new: Mapping[str, Asset], names: Names) -> Iterator[Change]:
    """What they own now, and what not any more."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        subject, name = f"assets.{key}", names.product(key)
        if was is not None and now is not None:
            yield told(account, "asset", subject, Message("change-asset", (name,)), list(record_pieces(f"{subject}.", was, now, names)))
        else:
            part = leaf(subject, "assets", was, now, names, name).part
            yield Change(account, "asset", subject, Message("change-asset-new" if now else "change-asset-removed", (_owned(name, now or was or Asset(), names),)), (part,))


def _owned(name: Any, asset: Asset, names: Names) -> Message:
    """How many of it, and what else is known."""
    rest = [Message("change-new-part", (field_name(field), names.show(field, value))) for field, value in filled(asset) if field != "qty"]
    return Message("list", (Message("change-count", (name, exact(asset.qty))), *rest))
