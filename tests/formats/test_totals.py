"""The line below the rows: the word `total` never stands over a figure, in no form and in no report."""

from datetime import date
from pathlib import Path

import pytest

from books import account, ask, policy
from crmcli.formats import html, markdown, terminal
from crmcli.messages.cells import cell, total_cells
from crmcli.messages import Phrases
from crmcli.reports.relations import attempts_by_channel, cooling
from crmcli.reports.coverage import coverage, coverage_by_role, plans, stance, stance_by_role
from crmcli.reports.pipeline import losses, objections, pipeline, velocity, winrate
from crmcli.reports.customers import retention

AS_OF = date(2026, 8, 1)
HANBIT = Path(__file__).parents[2] / "examples" / "hanbit"
RULES = policy((HANBIT / "crm.yaml").read_text(encoding="utf-8"))
BOOK = [
    account(path.read_text(encoding="utf-8"), path.stem)
    for path in sorted(HANBIT.glob("accounts/*.yaml"))
]
EN = Phrases("en")
REPORTS = (
    attempts_by_channel,
    cooling,
    coverage,
    coverage_by_role,
    losses,
    objections,
    pipeline,
    plans,
    retention,
    stance,
    stance_by_role,
    velocity,
    winrate,
)
ASKED = [(report, by) for report in REPORTS for by in (None, *getattr(report, "GROUPINGS", ()))]


@pytest.mark.parametrize(
    ("report", "by"), [each for each in ASKED if each not in ((coverage, "role"), (stance, "role"))]
)
def test_no_figure_of_a_total_is_written_over(report, by):
    asked = {"by": by} if by else {}
    table = ask(report, *BOOK, rules=RULES, as_of=AS_OF, **asked)
    for part in (table, *table.sections):
        figures = (
            [cell(part, column, part.totals, -1, EN) for column in part.columns]
            if hasattr(part.totals, "_fields")
            else []
        )
        for column, figure, shown in zip(
            part.columns, figures, total_cells(part, EN), strict=False
        ):
            assert column.kind in ("label", "id", "text") or not figure or shown == figure


def test_the_one_row_of_a_window_needs_no_total_in_any_form():
    for report in (retention, winrate):
        table = ask(report, *BOOK, rules=RULES, as_of=AS_OF)
        said = [
            markdown.render(table, EN),
            html.render(table, EN),
            terminal.render(table, EN, width=200, color=False),
        ]
        assert [False] * 3 == ["total" in each for each in said]


def test_groups_have_the_word_in_the_column_that_names_them():
    for report in (retention, winrate):
        lines = markdown.render(
            ask(report, *BOOK, rules=RULES, as_of=AS_OF, by="owner"), EN
        ).splitlines()
        assert any(line.startswith("| **total** | **") for line in lines)


def test_where_every_cell_is_a_figure_the_word_stands_nowhere():
    table = ask(retention, *BOOK, rules=RULES, as_of=AS_OF, by="owner")
    bare = table._replace(columns=table.columns[1:], sections=())
    assert "total" not in "".join(total_cells(bare, EN))
    assert f"**{table.totals.customers}**" in markdown.render(bare, EN)
