"""What is known of a deal's criteria, written down: what `crm bant` and `crm qualify` take behind a
deal, too.
"""

from shlex import join
from typing import Annotated

import typer
from typer._click.globals import get_current_context

from crmcli.app.requests.deals.qualifying import Qualify
from crmcli.commands.shared.arguments import AccountArg, Day, DealArg, Text, Why, text
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.needed import needed
from crmcli.commands.shared.parse import keyed
from crmcli.commands.shared.words import one_of
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.find_deal import which_deal
from crmcli.domain.deals.qualification import framework
from crmcli.domain.naming import one_id
from crmcli.domain.records.words import CRITERION_STATUSES, MITIGATIONS

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
    Example: crm deal qualify lakeview freezer budget=unmet --why "Budget moved"
    Example: crm deal qualify lakeview freezer need=met --date yesterday
    """
    editing = EditSession(write)
    criteria = framework(editing.policy).criteria
    page = editing.page(account)
    day, key = editing.day(date, past=True), which_deal(editing, page, deal)
    if not answers:
        listed = ", ".join(f"{each}=met" for each in criteria)
        like = join(("crm", "deal", "qualify", page.account.id, key, f"{next(iter(criteria))}=met"))
        raise needed("CRITERION=STATUS", get_current_context(), listed, like)
    said = keyed(
        answers,
        "CRITERION=STATUS",
        lambda one: one_id(one, criteria, "CRITERION"),
        lambda status: one_of(status, CRITERION_STATUSES, "STATUS"),
    )
    kind, _, note = (mitigate or "").partition("=")
    editing.submit(Qualify(page.account.id, key, said, day, why, kind or None, note or None))
