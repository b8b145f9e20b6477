"""How much of what we must know do we know: accounts and roles as a map, and the gaps, worst
first.
"""

from crmcli.domain.table import Message
from crmcli.reports.coverage import coverage, gaps
from crmcli.reports.options import ExplainOptions
from crmcli.web.views.asked import Asked
from crmcli.web.views.composing import figures
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.page import View
from crmcli.web.views.parts import Figures, Link, Links, Rows, To

ACCOUNTS, GAPS = 50, 25  # of each on one page
# how much is known
FIGURES = ("named_share", "reachable_share", "friendly_share", "composite", "gaps")


def view(desk: Desk, asked: Asked) -> View:
    """The whole book's figures, the map from the least known on, and the worst gaps."""
    asks = question("coverage_grid", ExplainOptions(asked.explain))
    grid = desk.answer(asks).table
    whole = desk.answer(question("coverage", coverage.Options())).table
    missing = desk.answer(question("gaps", gaps.Options())).table
    return View(
        Message("page-coverage"),
        (
            Figures(tuple(figures(whole.columns, whole.totals, FIGURES))),
            Rows(grid, Message("page-coverage-map"), asked.start, ACCOUNTS, "heat", filtered=True),
            Rows(missing, Message("page-coverage-gaps"), number=GAPS),
            Links(
                (
                    Link(Message("page-all-gaps"), To("report", "gaps")),
                    Link(Message("page-report-coverage_by_role"), To("report", "coverage_by_role")),
                )
            ),
        ),
        asks,
    )
