"""Every request there is, by the operation's name, which is that of the command; a module is
imported when one of its requests is asked for.
"""

from collections.abc import Iterator
from importlib import import_module

from crmcli.app.work import Request
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.likeness import most_alike

_PLACES = {
    "new": "accounts.CreateAccount",
    "account": "account_fields.EditAccount",
    "research": "account_fields.EditResearch",
    "status": "account_fields.SetStatus",
    "log": "log.LogEntry",
    "contact add": "contacts.AddContact",
    "contact edit": "contacts.EditContact",
    "contact left": "contacts.LeaveContact",
    "contact move": "contacts.MoveContact",
    "role": "roles.StaffRole",
    "plan add": "plans.AddPlan",
    "plan progress": "plans.ProgressPlan",
    "plan done": "plans.FinishPlan",
    "plan drop": "plans.DropPlan",
    "deal new": "deals.deals.OpenDeal",
    "deal edit": "deals.deals.EditDeal",
    "deal stage": "deals.progress.MoveDeal",
    "deal next": "deals.progress.PromiseNext",
    "deal next --none": "deals.progress.ClearNext",
    "deal amount": "deals.progress.RevalueDeal",
    "deal close": "deals.progress.ExpectClose",
    "deal probability": "deals.progress.RateDeal",
    "deal verbal": "deals.signing.AgreeDeal",
    "deal step": "deals.signing.PlanSteps",
    "deal step --done": "deals.signing.TickSteps",
    "deal step --drop": "deals.signing.DropSteps",
    "qualify": "deals.qualifying.Qualify",
    "deal win": "deals.ends.WinDeal",
    "deal lose": "deals.ends.LoseDeal",
    "deal reopen": "deals.ends.ReopenDeal",
    "contract add": "contracts.AddContract",
    "contract renew": "contracts.RenewContract",
    "contract end": "contracts.EndContract",
    "case open": "cases.OpenCase",
    "case close": "cases.CloseCase",
    "survey": "surveys.AddSurvey",
    "asset add": "assets.AddAsset",
    "asset edit": "assets.EditAsset",
    "stance": "stances.AssessStance",
    "done": "agenda.SettleRow",
    "done --rest": "resting.RestRow",
    "team add": "team.AddMember",
    "handover": "team.HandOver",
    "edit": "files.ReplaceText",
    "rename": "files.RenameAccount",
    "fmt": "files.Format",
    "forget": "forgetting.ForgetContact",
    "undo": "files.Undo",
}


def operations() -> Iterator[str]:
    """The names of all of them, in the order in which help lists the commands."""
    return iter(_PLACES)


def find(operation: str) -> type[Request]:
    """The request of that operation. Raises CrmError for one that there is not."""
    place = _PLACES.get(operation)
    if place is None:
        close = most_alike(operation, _PLACES)
        hint = (
            Message("hint-nearest", (close[0], ", ".join(_PLACES)))
            if close
            else Message("hint-known", (", ".join(_PLACES),))
        )
        raise CrmError(Message("error-request-operation", (operation,)), hint)
    module, _, name = place.rpartition(".")
    found: type[Request] = getattr(import_module(f"crmcli.app.requests.{module}"), name)
    return found
