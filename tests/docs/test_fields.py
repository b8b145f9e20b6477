"""The page of each report lists every field of its JSON rows and every option of its command, and no others."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from runner import ROOT
from tables import tables

from crmcli.reports.pages import playbook_rows
from crmcli.commands.app import Commands, app
from crmcli.commands.admin.checkup import Check
from crmcli.commands.write.importing.outcome import ImportRow
from crmcli.domain.deals.frameworks import BANT
from crmcli.domain.relations.relation_age import YearOfTouches
from crmcli.history import change, statements, timeline
from crmcli.reports.pages import directory
from crmcli.reports.queries import accounts, find
from crmcli.reports.pipeline import (
    rotten,
    exits,
    losses,
    pipeline,
    pipeline_change,
    qualify,
    slips,
    winrate,
)
from crmcli.reports.coverage import coverage, coverage_grid, gaps, roles
from crmcli.reports.pages import due, figures, resting, show
from crmcli.reports.forecast import trend
from crmcli.reports.pages import morning
from crmcli.reports.forecast import backtest, forecast, forecast_quantity, goals
from crmcli.reports.pipeline import focus, velocity
from crmcli.reports.queries import quality, quality_parts
from crmcli.reports.pages import review_rows
from crmcli.reports.customers import (
    assets,
    cadence,
    cadence_accounts,
    cadence_calendar,
    cohorts,
    renewals,
    retention,
    satisfaction,
    whitespace,
    whitespace_cells,
)
from crmcli.reports.relations import balance, referral_funnel, referral_tree
from crmcli.reports.relations import attempts, attempts_by_channel
from crmcli.reports.pages import brief, brief_deals, brief_people, brief_talk, playbook
from crmcli.reports.pipeline import counter, objection, objections, stages
from crmcli.reports.relations import map as map_
from crmcli.reports.pages import last_entries
from crmcli.reports.queries import queries
from crmcli.reports.coverage import blind, plans, stance, stance_changes, stance_roles
from crmcli.reports.relations import cooling, knows, orphans, team_rows


def named(fields: tuple[str, ...]) -> SimpleNamespace:
    """A row whose fields a framework names."""
    return SimpleNamespace(_fields=fields)


FIELDS: dict[str, dict[str, Any]] = {
    "coverage": {
        "Rows": coverage.CoverageRow,
        "Rows with --by": coverage.CoverageGroupRow,
        "Rows with ACCOUNT": roles.RoleRow,
        "Rows with --gaps": gaps.GapRow,
        "Rows with --grid": coverage_grid.GridRow,
    },
    "due": {"Rows": due.DueRow, "Resting rows": resting.RestingRow},
    "pipeline": {
        "Rows": pipeline.PipelineRow,
        "Rows with --by": pipeline.GroupRow,
        "Rows with --rotten": rotten.RottenRow,
        "Rows with --exits": exits.ExitRow,
        "Rows with --change": pipeline_change.ChangeRow,
    },
    "bant": {"Rows": named(qualify.fields(BANT))},
    "qualify": {"Rows": named((*qualify.NAMING, *qualify.COUNTED))},
    "losses": {
        "Rows": losses.LossRow,
        "Rows with --by": losses.LossGroupRow,
        "Rows with --counter": counter.CounterRow,
    },
    "stages": {"Rows": stages.StageRow, "Rows with --by": stages.StageGroupRow},
    "playbook": {
        "Rows": playbook.PlaybookRow,
        "Objects in criteria": playbook_rows.CriterionRow,
        "Objects in steps": playbook.StepRow,
        "Objects in replies": playbook_rows.ReplyRow,
    },
    "objections": {
        "Rows": objections.ObjectionRow,
        "Rows with --by": objections.ObjectionGroupRow,
        "Rows with OBJECTION": objection.OneObjectionRow,
        "Objects in answers": objection.AnswerRow,
        "Objects in log": objection.RaisedRow,
    },
    "attempts": {
        "Rows": attempts.AttemptRow,
        "Rows with --by channel": attempts_by_channel.ChannelRow,
    },
    "brief": {
        "Rows": brief.BriefRow,
        "Objects in people": brief_people.BriefPerson,
        "Objects in values": brief_people.BriefValue,
        "Objects in deals": brief_deals.BriefDeal,
        "Objects in cases": brief_talk.BriefCase,
        "Objects in said": brief_talk.BriefSaid,
        "Objects in objections": brief_talk.BriefObjection,
        "Objects in answers": objection.AnswerRow,
        "Objects in whitespace": brief_deals.BriefProduct,
        "Objects in log": last_entries.EntryRow,
    },
    "map": {"Rows": map_.MapRow},
    "winrate": {"Rows": winrate.WinRateRow},
    "forecast": {
        "Rows": forecast.ForecastRow,
        "Rows with --method category": forecast.CategoryRow,
        "Rows with --quantity": forecast_quantity.QuantityRow,
        "Rows with --backtest": backtest.BacktestRow,
    },
    "velocity": {"Rows": velocity.VelocityRow},
    "focus": {"Rows": focus.FocusRow},
    "goals": {"Rows": goals.GoalRow},
    "quality": {
        "Rows": quality.QualityRow,
        "Rows with --by": quality.QualityGroupRow,
        "Objects in fields": quality_parts.FieldRow,
        "Objects in writers": quality_parts.WriterRow,
        "Objects in unread": quality_parts.CustomRow,
    },
    "review": {
        "Rows": review_rows.ReviewRow,
        "Objects in slips": review_rows.SlipRow,
        "Objects in new, closed and losses": review_rows.DealRow,
        "Objects in plans": review_rows.PlanRow,
    },
    "trend": {"Rows": trend.TrendRow},
    "morning": {
        "Rows": morning.MorningRow,
        "Objects in figures": morning.FigureRow,
        "Objects in changes": morning.NewsRow,
    },
    "slips": {"Rows": slips.SlipRow, "Rows with --by": slips.SlipGroupRow},
    "list": {"Rows": accounts.AccountRow, "Rows with --known": directory.DirectoryRow},
    "doctor": {"Rows": Check},
    "show": {
        "Rows": show.ShowRow,
        "Objects in contacts": show.PersonRow,
        "Objects in deals": show.OpenDealRow,
        "Objects in log": last_entries.EntryRow,
    },
    "find": {"Rows": find.FindRow},
    "query": {"Rows with --list": queries.SavedRow},
    "history": {"Rows": timeline.HistoryRow, "Objects in parts": change.Part},
    "diff": {
        "Rows": timeline.DiffRow,
        "Totals": figures.Compared,
        "Objects in `before` and `now`": figures.SideRow,
        "Objects in `figures`": figures.ComparedRow,
        "Objects in `findings`": figures.FoundRow,
    },
    "blame": {"Rows": statements.BlameRow},
}
FIELDS |= {
    "stance": {
        "Rows": stance.StanceRow,
        "Rows with --by": stance.StanceGroupRow,
        "Rows with ACCOUNT": stance_roles.StanceRoleRow,
        "Rows with --since": stance_changes.StanceChangeRow,
        "Rows with --matrix": stance_changes.GridRow,
    },
    "plans": {"Rows": plans.PlanRow, "Rows with --by": plans.PlanGroupRow},
    "blind": {"Rows": blind.BlindRow},
    "knows": {"Rows": knows.KnowsRow, "Objects in years": YearOfTouches},
    "cooling": {"Rows": cooling.CoolingRow},
    "team": {"Rows": team_rows.FunctionRow, "Rows with --by member": team_rows.MemberRow},
    "orphans": {"Rows": orphans.OrphanRow},
}
FIELDS |= {
    "cadence": {
        "Rows": cadence.CadenceRow,
        "Rows with ACCOUNT": cadence_accounts.RhythmRow,
        "Rows with --calendar": cadence_calendar.CalendarRow,
        "Periods of a row": cadence_calendar.PeriodCell,
    },
    "renewals": {"Rows": renewals.RenewalRow},
    "retention": {"Rows": retention.RetentionRow, "Rows with --cohort": cohorts.CohortRow},
    "balance": {"Rows": balance.BalanceRow},
    "referrals": {"Rows": referral_funnel.ReferrerRow, "Rows with --tree": referral_tree.ChainRow},
    "satisfaction": {"Rows": satisfaction.SatisfactionRow},
    "whitespace": {"Rows": whitespace.WhitespaceRow, "Rows with ACCOUNT": whitespace_cells.CellRow},
    "assets": {"Rows": assets.AssetRow},
}
# told in docs/output.md and docs/speed.md, or by --help
EVERYWHERE = {
    "--output",
    "--json",
    "--lang",
    "--book",
    "--no-cache",
    "--help",
    "--install-completion",
    "--show-completion",
    "--bom",
    "--no-pager",
}


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_of_the_json_rows_stands_on_the_page(name: str) -> None:
    told = tables(page(name))
    lists = {
        heading: [row["Field"].strip("`") for row in rows]
        for heading, rows in told.items()
        if rows and "Field" in rows[0]
    }
    assert lists == {
        heading: [field.rstrip("_") for field in row._fields]
        for heading, row in FIELDS[name].items()
    }


def test_every_field_of_the_rows_of_an_import_stands_on_its_page() -> None:
    assert [row["Field"].strip("`") for row in tables(page("importing"))["Rows"]] == list(
        ImportRow._fields
    )


@pytest.mark.parametrize("name", FIELDS)
def test_every_option_of_the_command_stands_on_the_page(name: str) -> None:
    command = (
        Commands(name="crm").get_command(None, name)
        if name != "morning"
        else typer.main.get_command(app)
    )
    known = {
        max(parameter.opts, key=len)
        for parameter in command.params
        if parameter.opts[0].startswith("-")
    }
    told = {
        option
        for row in tables(page(name))["Options"]
        for option in re.findall(r"--[a-z-]+", row["Option"])
    }
    assert told == known - EVERYWHERE
