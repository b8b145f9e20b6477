"""Every report, by what it is about."""

from crmcli.domain.table import Message
from crmcli.reports.registry import OF_COMMANDS
from crmcli.web.views.asked import Asked
from crmcli.web.views.command_lines import WAYS
from crmcli.web.views.desk import Desk
from crmcli.web.views.page import View
from crmcli.web.views.parts import Link, Links, To

GROUPS: dict[str, tuple[str, ...]] = {
    "day": ("due", "list", "show", "brief", "find", "query"),
    "win": (
        *("pipeline", "stages", "bant", "qualify", "blind", "focus", "playbook"),
        *("objections", "attempts", "losses", "winrate"),
    ),
    "know": ("coverage", "stance", "plans", "knows", "map", "cooling", "team"),
    "keep": (
        *("cadence", "renewals", "retention", "satisfaction", "whitespace", "assets"),
        *("orphans", "referrals", "balance"),
    ),
    "ahead": ("forecast", "velocity", "trend", "goals"),
}


def view(desk: Desk, asked: Asked) -> View:
    """Links to all of them."""
    return View(
        Message("page-reports"),
        tuple(
            Links(
                tuple(
                    Link(Message(f"page-report-{name}"), To("report", name))
                    for command in commands
                    for name in OF_COMMANDS[command]
                    if name in WAYS
                ),
                Message(f"group-{group}"),
            )
            for group, commands in GROUPS.items()
        ),
    )
