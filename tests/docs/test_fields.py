"""The page of each report lists every field of its JSON rows and every option of its command, and no others."""

import re
from typing import Any

import pytest
from runner import ROOT
from tables import tables

from crmcli.commands.app import Commands
from crmcli.reports import accounts, bant, coverage, rotten, due, exits, gaps, losses, pipeline, roles, show, winrate

FIELDS: dict[str, dict[str, Any]] = {
    "coverage": {
        "Rows": coverage.CoverageRow,
        "Rows with --by": coverage.CoverageGroupRow,
        "Rows with ACCOUNT": roles.RoleRow,
        "Rows with --gaps": gaps.GapRow,
    },
    "due": {"Rows": due.DueRow},
    "pipeline": {
        "Rows": pipeline.PipelineRow,
        "Rows with --by": pipeline.GroupRow,
        "Rows with --rotten": rotten.RottenRow,
        "Rows with --exits": exits.ExitRow,
    },
    "bant": {"Rows": bant.BantRow},
    "losses": {"Rows": losses.LossRow, "Rows with --by": losses.LossGroupRow},
    "winrate": {"Rows": winrate.WinRateRow},
    "list": {"Rows": accounts.AccountRow},
    "show": {"Rows": show.ShowRow, "Objects in contacts": show.PersonRow, "Objects in deals": show.OpenDealRow, "Objects in log": show.EntryRow},
}
EVERYWHERE = {"--output", "--json", "--lang", "--book", "--no-cache", "--help"}  # told in docs/output.md and docs/speed.md, or by --help


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_of_the_json_rows_stands_on_the_page(name: str) -> None:
    told = tables(page(name))
    lists = {heading: [row["Field"].strip("`") for row in rows] for heading, rows in told.items() if rows and "Field" in rows[0]}
    assert lists == {heading: [field.rstrip("_") for field in row._fields] for heading, row in FIELDS[name].items()}


@pytest.mark.parametrize("name", FIELDS)
def test_every_option_of_the_command_stands_on_the_page(name: str) -> None:
    command = Commands(name="crm").get_command(None, name)
    known = {max(parameter.opts, key=len) for parameter in command.params if parameter.opts[0].startswith("-")}
    told = {option for row in tables(page(name))["Options"] for option in re.findall(r"--[a-z-]+", row["Option"])}
    assert told == known - EVERYWHERE
