"""Judging the files of a book, for people, for editors and for CI."""

import os
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from crmcli.commands.shared.common import Common
from crmcli.commands.shared.complete import rules
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.commands.shared.words import form
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

if TYPE_CHECKING:
    from typer._click.core import Context

FOUND = "found"  # --explain without a rule: of whatever is found


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
    """`--changed` may stand alone, and means HEAD then; so may `--explain`, of what is found."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        words = list(args)
        for place, word in enumerate(words):
            after = words[place + 1] if place + 1 < len(words) else "-"
            is_no_value = after.startswith("-") or os.path.lexists(after)
            if word == "--changed" and is_no_value:
                words[place] = "--changed=HEAD"
            elif word == "--explain" and (is_no_value or _names_file(after)):
                words[place] = f"--explain={FOUND}"
        return super().parse_args(ctx, words)


def _names_file(word: str) -> bool:
    """May it be a file of the book that is not there, rather than a rule?"""
    return "/" in word or os.sep in word or word.endswith((".yaml", ".yml"))


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


_Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="[RULE]",
        help="Why RULE is one, with an example before and after, or what the rules of a group "
        "find; without one, after the findings, what each rule that occurs finds.",
        autocompletion=rules,
    ),
]
_Fix = Annotated[
    bool,
    typer.Option(
        "--fix", help="Put right what is meant beyond doubt, and tell that and what is left."
    ),
]
_Unsafe = Annotated[
    bool,
    typer.Option(
        "--unsafe", help="With --fix or --diff: also where what was meant is likely, not sure."
    ),
]
_Diff = Annotated[
    bool,
    typer.Option(
        "--diff",
        help="Show what --fix would change, and change nothing; exit 1 if there is something.",
    ),
]


@shared("at", "explain")
def lint(
    paths: _Paths = None,
    changed: _Changed = None,
    fail_on: _FailOn = FailOn.error,
    timeless: _Timeless = False,
    format: _Format = Format.text,
    explain: _Explain = None,
    fix: _Fix = False,
    unsafe: _Unsafe = False,
    diff: _Diff = False,
    common: Common = Common(),
) -> None:
    """What is wrong in the files? Every finding, with its place and what to write instead.

    \b
    Example: crm lint --changed --fail-on warning
    """
    if explain not in (None, FOUND):
        from crmcli.commands.admin import lint_pages

        lint_pages.explain(common, explain)
    is_fixing = fix or diff
    if unsafe and not is_fixing:
        raise CrmError(Message("error-unsafe-alone"), Message("hint-unsafe-alone"))
    from crmcli.commands.admin.lint_output import tell
    from crmcli.commands.admin.lint_run import findings
    from crmcli.store.book.opening import book_of
    from crmcli.store.files.scan import find_root

    common = common._replace(explain=explain == FOUND)
    if paths and not common.book and not os.environ.get("CRM_BOOK"):
        # a path names its book: hooks run above it
        common = common._replace(book=book_of(paths[0]) or find_root("."))
    # where a path leads may change, and no file of the book
    session = ReportSession(common, memorable=changed is None and not paths and not is_fixing)
    form = common.output if common.output != "table" and format is Format.text else format.value
    if is_fixing:
        from crmcli.commands.admin.lint_fix import Wanted
        from crmcli.commands.admin.lint_fix import fix as mend

        wanted = Wanted(paths or [], changed, timeless, unsafe, diff)
        mend(session, wanted, fail_on=fail_on.value, form=form)
    spots, files = findings(session, paths or [], changed, timeless=timeless)
    tell(session, spots, files, fail_on=fail_on.value, form=form)


lint.command_class = LintCommand  # type: ignore[attr-defined]
