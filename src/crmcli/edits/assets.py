"""What a customer owns of our products."""

from crmcli.domain.edit import Prose
from crmcli.domain.money import as_written
from crmcli.domain.records import Account, Asset
from crmcli.edits.draft import Draft, full


def own(draft: Draft, account: Account, product: str, asset: Asset) -> None:
    """The customer owns so much of the product; more of one that is there already is added up."""
    before = account.assets.get(product)
    if before is None:
        draft.set(("assets", product), full(qty=as_written(asset.qty), since=asset.since, replace=asset.replace, note=Prose(asset.note) if asset.note else None))
        return
    path = ("assets", product)
    draft.set((*path, "qty"), as_written(before.qty + asset.qty), mains=("qty",))
    for field, value in full(since=None if before.since else asset.since, replace=asset.replace, note=Prose(asset.note) if asset.note else None).items():
        draft.set((*path, field), value, mains=("qty",))
