"""git's merge driver for account files."""

from typing import Annotated

import typer

from crmcli.domain.finding import Path
from crmcli.store.merge.driver import merge_file as merge_files
from crmcli.store.merge.merge import Merged

_MOST = 10  # places told one by one


def merge_file(
    ctx: typer.Context,
    base: Annotated[str, typer.Argument(metavar="BASE", help="The file before both changed it.")],
    ours: Annotated[
        str, typer.Argument(metavar="OURS", help="Our version; becomes the merged file.")
    ],
    theirs: Annotated[str, typer.Argument(metavar="THEIRS", help="Their version.")],
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="What the file is called in the book.")
    ] = "",
) -> None:
    """What do two people's changes to one account make together? git's merge driver.

    Exits 0 when everything went together, 1 when OURS holds marked conflicts.

    \b
    Example: crm merge-file base.yaml ours.yaml theirs.yaml
    Example: crm merge-file base.yaml ours.yaml theirs.yaml lakeview-foods.yaml
    """
    found = merge_files(base, ours, theirs, path)
    if found.by_lines or not found.is_clean:
        _tell(found, path or ours, ctx.obj.lang)
    if not found.is_clean:
        raise typer.Exit(1)


def _tell(found: Merged, name: str, language: str | None) -> None:
    """Where people must decide, on stderr: git shows it among its own lines."""
    from crmcli.commands.shared.telling.say import language_of
    from crmcli.commands.shared.terminal import Screen
    from crmcli.domain.text.visible import visible
    from crmcli.messages import Phrases

    phrases, screen = Phrases(language_of(language, None)), Screen()
    if found.is_sealed:
        screen.tell(visible(phrases("told-merge-sealed", name)))
    elif found.by_lines:
        screen.tell(visible(phrases("told-merge-by-lines", name)))
    elif not found.conflicts:
        screen.tell(visible(phrases("told-merge-comment", name)))
    for where in found.conflicts[:_MOST]:
        screen.tell(visible(phrases("told-merge-conflict", name, _dotted(where))))
    if len(found.conflicts) > _MOST:
        screen.tell(visible(phrases("told-merge-more", name, len(found.conflicts) - _MOST)))


def _dotted(path: Path) -> str:
    return ".".join(map(str, path)) or "."
