"""Commands that ask, and with more words write: which options belong to which, so that none is
without effect.
"""

from crmcli.commands.shared.arguments import text
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.writing import Write
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

MESSAGE = text("--message", "TEXT", "The commit's message; what changed by default. Commits.")


def to_write(
    common: Common,
    words: str,
    *,
    dry_run: bool,
    commit: bool | None,
    message: str | None,
    **asked: object,
) -> Write:
    """What is said to the writing. Raises CrmError for an option of the question, such as a day
    that would not be the one written.
    """
    every = {
        **asked,
        "as_of": common.as_of,
        "at": common.at,
        "owner": common.owner,
        "segment": common.segment,
        "tag": common.tag,
        "explain": common.explain,
    }
    option = _first(every)
    if option is not None:
        raise CrmError(Message("error-apart", (option, words)))
    output = "json" if common.output == "json" else "text"
    return Write(
        common.book,
        common.lang,
        output,
        dry_run,
        True if message and commit is None else commit,
        message,
        common.opening,
    )


def to_ask(hint: Message, **written: object) -> None:
    """Raises CrmError for an option of the writing, where nothing is to be written."""
    option = _first(written)
    if option is not None:
        raise CrmError(Message("error-only-to-write", (option,)), hint)


def _first(given: dict[str, object]) -> str | None:
    """The first option that was given. They are called as in Python."""
    return next(
        (
            f"--{name.replace('_', '-')}"
            for name, value in given.items()
            if value not in (None, False, ())
        ),
        None,
    )
