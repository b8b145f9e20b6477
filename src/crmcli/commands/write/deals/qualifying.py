"""What is known of a deal's criteria, written down: what `crm bant` and `crm qualify` take behind a
deal, too.
"""

from typing import Annotated

import typer

from crmcli.app.requests.deals.qualifying import Qualify
from crmcli.commands.shared.arguments import AccountArg, Day, DealArg, Text, Why, text
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import keyed
from crmcli.commands.shared.words import one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.find_deal import which_deal
from crmcli.domain.deals.qualification import framework
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import one_id
from crmcli.domain.records.words import CRITERION_STATUSES, MITIGATIONS
from crmcli.domain.table import Message

Answers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CRITERION=STATUS...",
        help=f"What is known of each now: {', '.join(CRITERION_STATUSES)}.",
    ),
]
MITIGATE = text(
    "--mitigate",
    "KIND[=NOTE]",
    f"What is done about an unmet criterion: {', '.join(MITIGATIONS)}.",
    MITIGATIONS,
    tail="=",
)


@writing()
def deal_qualify(
    account: AccountArg = None,
    deal: DealArg = None,
    answers: Answers = None,
    why: Why = None,
    mitigate: Text = MITIGATE,
    date: Day = None,
    write: Write = Write(),
) -> None:
    """Write down what is known of a deal's criteria: those that `qualification` in crm.yaml names,
    else budget, authority, need and timeline.

    \b
    Example: crm deal qualify hanbit pt2-batch budget=unmet --why "Budget moved"
    Example: crm deal qualify hanbit pt2-batch need=met --date yesterday
    """
    editing = EditSession(write)
    criteria = framework(editing.policy).criteria
    page = editing.page(account)
    day, key = editing.day(date, past=True), which_deal(editing, page, deal)
    if not answers:
        hint = Message("hint-needed-choices", (", ".join(f"{each}=met" for each in criteria),))
        raise CrmError(Message("error-needed", ("CRITERION=STATUS",)), hint)
    said = keyed(
        answers,
        "CRITERION=STATUS",
        lambda one: one_id(one, criteria, "CRITERION"),
        lambda status: one_of(status, CRITERION_STATUSES, "STATUS"),
    )
    kind, _, note = (mitigate or "").partition("=")
    editing.submit(Qualify(page.account.id, key, said, day, why, kind or None, note or None))
