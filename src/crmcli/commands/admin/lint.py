"""Judging the files of a book, for people, for editors and for CI."""

import os
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import form

if TYPE_CHECKING:
    from typer._click.core import Context


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


class LintCommand(TyperCommand):
    """`--changed` may stand alone; it means HEAD then."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        words = list(args)
        for place, word in enumerate(words):
            after = words[place + 1] if place + 1 < len(words) else "-"
            if word == "--changed" and (after.startswith("-") or os.path.lexists(after)):
                words[place] = "--changed=HEAD"
        return super().parse_args(ctx, words)


_Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Files or folders of the book; all of it by default."),
]
_Changed = Annotated[
    str | None,
    typer.Option(
        "--changed",
        metavar="[REV]",
        help="Only files that differ from REV (HEAD if left out), or that git does not track yet.",
    ),
]
_FailOn = Annotated[
    FailOn,
    typer.Option("--fail-on", help="Exit 1 from this severity on.", **form("--fail-on", FailOn)),
]
_Timeless = Annotated[
    bool,
    typer.Option(
        "--timeless",
        help="Leave out what comes of days that pass, such as overdue plans: an untouched "
        "file stays as right as it was. `crm due` has it.",
    ),
]
_Format = Annotated[
    Format,
    typer.Option(
        "--format",
        help="Write for people, programs or a CI service.",
        **form("--format", Format),
    ),
]


@shared("at")
def lint(
    paths: _Paths = None,
    changed: _Changed = None,
    fail_on: _FailOn = FailOn.error,
    timeless: _Timeless = False,
    format: _Format = Format.text,
    common: Common = Common(),
) -> None:
    """What is wrong in the files? Every finding, with its place and what to write instead.

    \b
    Example: crm lint --changed --fail-on warning
    """
    from crmcli.commands.admin.lint_output import tell
    from crmcli.commands.admin.lint_run import findings
    from crmcli.store.book.opening import book_of
    from crmcli.store.files.scan import find_root

    if paths and not common.book and not os.environ.get("CRM_BOOK"):
        # a path names its book: hooks run above it
        common = common._replace(book=book_of(paths[0]) or find_root("."))
    # where a path leads may change, and no file of the book
    session = ReportSession(common, memorable=changed is None and not paths)
    form = common.output if common.output != "table" and format is Format.text else format.value
    spots, files = findings(session, paths or [], changed, timeless=timeless)
    tell(session, spots, files, fail_on=fail_on.value, form=form)


lint.command_class = LintCommand  # type: ignore[attr-defined]
