"""What a customer owns of our products."""

from crmcli.domain.edit import Prose, Value
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Asset
from crmcli.domain.records.money import Money, as_written
from crmcli.edits.record_editor import Draft, full


def own(draft: Draft, account: Account, product: str, asset: Asset) -> None:
    """The customer owns so much of the product; more of one that is there already is added up."""
    before = account.assets.get(product)
    if before is None:
        draft.set(("assets", product), {"qty": as_written(asset.qty), **_told(asset)})
        return
    draft.set(("assets", product, "qty"), as_written(before.qty + asset.qty), mains=("qty",))
    _tell(draft, product, asset._replace(since=None) if before.since else asset)


def same(account: Account, product: str, asset: Asset) -> bool:
    """Is so much of the product since that day there already?"""
    before = account.assets.get(product)
    if before is None:
        return False
    return (before.qty, before.since) == (asset.qty, asset.since)


def correct(draft: Draft, product: str, asset: Asset, qty: Money | None) -> None:
    """What is owned of the product is so many, and so; None leaves a field as it is."""
    if qty is not None:
        draft.set(("assets", product, "qty"), as_written(qty), mains=("qty",))
    _tell(draft, product, asset)


def _tell(draft: Draft, product: str, asset: Asset) -> None:
    for field, value in _told(asset).items():
        draft.set(("assets", product, field), value, mains=("qty",))


def _told(asset: Asset) -> dict[str, Value]:
    bought_from, unit, note = (
        Prose(text) if text else None for text in (asset.bought_from, asset.unit, asset.note)
    )
    return full(
        since=asset.since, replace=asset.replace, bought_from=bought_from, unit=unit, note=note
    )
