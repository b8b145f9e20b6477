"""A gate that is shut, at a terminal: what is missing is shown, and whether to go on is asked."""

from collections.abc import Sequence

from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.telling.say import todo_lines
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.edits.deals.gates import Need, Pass


def leave(
    editing: EditSession, missing: Sequence[Need], gate: Pass, *, instead: Message | None = None
) -> Pass:
    """Leave to pass what is shut: as said on the command line; at a terminal it is asked for.

    Raises CrmError for whoever does not want to go on, with what to do instead.
    """
    if not missing or not editing.asking.may_ask or (gate.force and gate.why):
        return gate
    if not gate.force:
        for line in todo_lines(missing, editing.session.phrases):
            editing.session.screen.tell(line)
        if not editing.asking.sure("ask-gate"):
            raise CrmError(Message("error-gate-kept"), instead, status=4)
    return Pass(True, editing.asking.need_text(gate.why, "--why", "ask-gate-why"))
