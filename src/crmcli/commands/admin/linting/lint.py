"""Judging the files of a book, for people, for editors and for CI."""

import os
from typing import TYPE_CHECKING

from typer.core import TyperCommand

from crmcli.commands.admin.linting import lint_options as options
from crmcli.commands.admin.linting.lint_options import FailOn, Format
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.options import shared
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

if TYPE_CHECKING:
    from typer._click.core import Context

FOUND = "found"  # --explain without a rule: of whatever is found
ONE_BY_ONE = ("github", "sarif", "gitlab")  # forms in which every finding stands for itself


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


@shared("at", "explain")
def lint(
    paths: options.Paths = None,
    changed: options.Changed = None,
    fail_on: options.FailOnOption = FailOn.error,
    select: options.Select = None,
    ignore: options.Ignore = None,
    timeless: options.Timeless = False,
    format: options.FormatOption = Format.text,
    statistics: options.Statistics = False,
    explain: options.Explain = None,
    fix: options.Fix = False,
    unsafe: options.Unsafe = False,
    diff: options.Diff = False,
    common: Common = Common(),
) -> None:
    """What is wrong in the files? Every finding, with its place and what to write instead.

    \b
    Example: crm lint --changed --fix --fail-on warning
    Example: crm lint accounts --ignore days -o json
    """
    if explain not in (None, FOUND):
        from crmcli.commands.admin.linting import lint_pages

        lint_pages.explain(common, explain)
    is_fixing = fix or diff
    if unsafe and not is_fixing:
        raise CrmError(Message("error-unsafe-alone"), Message("hint-unsafe-alone"))
    form = common.output if common.output != "table" and format is Format.text else format.value
    other = "--fix" if is_fixing else f"--format {form}" if form in ONE_BY_ONE else ""
    if statistics and other:
        raise CrmError(Message("error-statistics-with", (other,)))
    from crmcli.app.chosen_rules import kept
    from crmcli.commands.admin.linting.lint_output import count, tell
    from crmcli.commands.admin.linting.lint_run import findings
    from crmcli.store.book.opening import book_of
    from crmcli.store.files.scan import find_root

    common = common._replace(explain=explain == FOUND)
    if paths and not common.book and not os.environ.get("CRM_BOOK"):
        # a path names its book: hooks run above it
        common = common._replace(book=book_of(paths[0]) or find_root("."))
    session = ReportSession(common, memorable=changed is None and not is_fixing)
    keeps = kept(select or (), ignore or (), timeless=timeless)
    if is_fixing:
        from crmcli.commands.admin.linting.lint_fix import Wanted
        from crmcli.commands.admin.linting.lint_fix import fix as mend

        wanted = Wanted(paths or [], changed, keeps, unsafe, diff)
        mend(session, wanted, fail_on=fail_on.value, form=form)
    choice = (tuple(select or ()), tuple(ignore or ()), timeless)
    found = findings(session, paths or [], changed, keeps, choice)
    (count if statistics else tell)(session, found, fail_on=fail_on.value, form=form)


lint.command_class = LintCommand  # type: ignore[attr-defined]
