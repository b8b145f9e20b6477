"""What `crm lint` may be told."""

from enum import Enum
from typing import Annotated

import typer

from crmcli.commands.shared.complete import rules
from crmcli.commands.shared.words import form


class Format(str, Enum):
    """What the findings are written for."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"
    gitlab = "gitlab"


class FailOn(str, Enum):
    """From which severity on the exit status is 1."""

    error = "error"
    warning = "warning"
    info = "info"


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Files or folders of the book; all of it by default."),
]
Changed = Annotated[
    str | None,
    typer.Option(
        "--changed",
        metavar="[REV]",
        help="Only files that differ from REV (HEAD if left out), or that git does not track yet.",
    ),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option("--fail-on", help="Exit 1 from this severity on.", **form("--fail-on", FailOn)),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="RULE,...",
        help="Only these rules, or groups of rules such as `references`; may be repeated.",
        autocompletion=rules,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="RULE,...",
        help="Leave out these rules, or groups of rules; may be repeated.",
        autocompletion=rules,
    ),
]
Timeless = Annotated[
    bool,
    typer.Option(
        "--timeless",
        help="Leave out what comes of days that pass, such as overdue plans, as `--ignore days` "
        "does: an untouched file stays as right as it was. `crm due` has it.",
    ),
]
Statistics = Annotated[
    bool,
    typer.Option(
        "--statistics", help="How often each rule found something, and how many --fix mends."
    ),
]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        help="Write for people, programs or a CI service.",
        **form("--format", Format),
    ),
]


Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="[RULE]",
        help="Why RULE is one, with an example before and after, or what the rules of a group "
        "find; without one, after the findings, what each rule that occurs finds.",
        autocompletion=rules,
    ),
]
Fix = Annotated[
    bool,
    typer.Option(
        "--fix", help="Put right what is meant beyond doubt, and tell that and what is left."
    ),
]
Unsafe = Annotated[
    bool,
    typer.Option(
        "--unsafe", help="With --fix or --diff: also where what was meant is likely, not sure."
    ),
]
Diff = Annotated[
    bool,
    typer.Option(
        "--diff",
        help="Show what --fix would change, and change nothing; exit 1 if there is something.",
    ),
]
