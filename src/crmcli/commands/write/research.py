"""What we learned of an account before calling."""

from typing import Annotated

import typer

from crmcli.app.requests.account_fields import EditResearch
from crmcli.commands.shared import complete
from crmcli.commands.shared.arguments import AccountArg, Clear, Text, Texts, text, texts
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.parse import maybe_amount
from crmcli.commands.shared.writing import Write, writing
from crmcli.commands.write.known import gone, something, texts_of
from crmcli.domain.naming import find_contact

CLEARED = {
    "industry": "industry",
    "employees": "employees",
    "revenue": "annual_revenue",
    "problem": "problems",
    "solution": "solution",
    "icebreaker": "icebreakers",
    "decision-maker": "decision_maker",
    "provenance": "provenance",
}
Employees = Annotated[
    int | None,
    typer.Option(
        "--employees", metavar="N", min=0, max=999_999_999, help="How many people work there."
    ),
]
DecisionMaker = Annotated[
    str | None,
    typer.Option(
        "--decision-maker",
        metavar="CONTACT",
        help="Who decides there.",
        autocompletion=complete.contacts,
    ),
]


@writing()
def research(
    account: AccountArg = None,
    industry: Text = text("--industry", "TEXT", "Their trade."),
    employees: Employees = None,
    revenue: Text = text("--revenue", "AMOUNT", "Their revenue of a year: 312_000_000_000, 68M."),
    problem: Texts = texts("--problem", "TEXT", "One more of their problems, in their terms."),
    solution: Text = text("--solution", "TEXT", "What we would propose."),
    icebreaker: Texts = texts("--icebreaker", "TEXT", "One more thing to begin a talk with."),
    decision_maker: DecisionMaker = None,
    provenance: Text = text("--provenance", "TEXT", "Where all that comes from."),
    clear: Clear = None,
    write: Write = Write(),
) -> None:
    """Write down what was learned of an account before calling.

    \b
    Example: crm research dockside --problem "Wet boxes" --decision-maker mack-e
    Example: crm research dockside --employees 24 --revenue 2_400_000
    """
    editing = EditSession(write)
    page = editing.page(account)
    asked = EditResearch(
        page.account.id,
        industry=industry,
        employees=employees,
        annual_revenue=maybe_amount(editing, revenue, "--revenue"),
        solution=solution,
        decision_maker=find_contact(decision_maker, page.account.contacts)
        if decision_maker
        else None,
        provenance=provenance,
        problems=texts_of(problem),
        icebreakers=texts_of(icebreaker),
        clear=gone(clear, CLEARED),
    )
    something(*asked[1:])
    editing.submit(asked)
