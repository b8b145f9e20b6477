"""Contracts: agreed, followed by another, ended."""

from datetime import date

from crmcli.domain.deals.terms import next_term
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.records.customer import Contract
from crmcli.domain.records.money import as_written
from crmcli.domain.table import Message
from crmcli.edits.record_editor import Draft, full


def add(draft: Draft, account: Account, contract: Contract, *, id_: str | None = None) -> str:
    """The contract stands in the file; returns its id."""
    key = id_ or _free(f"c-{contract.start.year}", account)
    if key in account.contracts:
        raise CrmError(
            Message("error-edit-exists", (key,)), Message("hint-edit-choose-id"), status=4
        )
    if contract.end is not None and contract.end < contract.start:
        raise CrmError(Message("error-edit-ends-first", (contract.end, contract.start)))
    written = full(
        deal=contract.deal,
        start=contract.start,
        end=contract.end,
        amount=as_written(contract.amount),
        per=contract.per,
        notice_days=str(contract.notice_days) if contract.notice_days is not None else None,
        signed=contract.signed,
    )
    draft.set(("contracts", key), written)
    return key


def signed_by(day: date | None, today: date) -> None:
    """Raises CrmError for a day that has not come: nobody signs ahead."""
    if day is not None and day > today:
        raise CrmError(Message("error-edit-signed-ahead", (day,)))


def same(account: Account, contract: Contract) -> str | None:
    """A contract with the same days and worth."""
    wanted = (contract.start, contract.end, contract.deal, contract.amount, contract.per)
    for key, each in account.contracts.items():
        if (each.start, each.end, each.deal, each.amount, each.per) == wanted:
            return key
    return None


def renew(
    draft: Draft,
    account: Account,
    contract: str,
    changed: Contract | None = None,
    *,
    id_: str | None = None,
    today: date | None = None,
) -> str:
    """Another contract follows it from the day after its end, as long as it was, at the same terms
    unless told; returns the new id.

    Written before it begins it was signed `today`, unless told. Raises CrmError for one without
    end.
    """
    old = account.contracts[contract]
    following = next_term(account.contracts, old)
    if following is None:
        raise CrmError(
            Message("error-edit-contract-endless", (contract,)),
            Message("hint-edit-contract-endless"),
            status=4,
        )
    new = old._replace(
        start=following.start,
        end=following.end,
        deal=None,
        signed=today if today and today < following.start else None,
    )
    if changed is not None:
        new = new._replace(
            **{
                field: value
                for field, value in changed._asdict().items()
                if value is not None and field != "start"
            }
        )
    return add(draft, account, new, id_=id_)


def end(draft: Draft, account: Account, contract: str, day: date) -> None:
    """The contract's last day is this one. Raises CrmError for a day before its first."""
    start = account.contracts[contract].start
    if day < start:
        raise CrmError(Message("error-edit-ends-first", (day, start)))
    draft.set(("contracts", contract, "end"), day.isoformat())


def _free(stem: str, account: Account) -> str:
    return next(
        name
        for number in range(1, 1000)
        if (name := stem if number == 1 else f"{stem}-{number}") not in account.contracts
    )
