"""An account as `crm show` has it, on the whole window."""

from crmcli.app.answering import LeftOut, answer
from crmcli.app.session import Session
from crmcli.commands.write.agenda.board.drawing import clipped
from crmcli.commands.write.agenda.board.page import PageScreen
from crmcli.commands.write.agenda.board.window import RESIZED
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.formats import terminal
from crmcli.messages import Phrases
from crmcli.reports.options import ExplainOptions
from crmcli.reports.pages import show as report

_STEPS = {"up": -1, "k": -1, "down": 1, "j": 1}


def show(session: Session, screen: PageScreen, phrases: Phrases, account: str) -> None:
    """Until a key is pressed that moves nothing. Raises CrmError for a file that cannot be read."""
    try:
        found = answer(session, report.REPORT, ExplainOptions(), account=account)
    except LeftOut as left:
        raise CrmError(Message("error-edit-broken", (left.files[0].path,)), status=4) from None
    top, window = 0, screen.window
    while True:
        width, height = window.size()
        text = terminal.render(found.table, phrases, width=width, color=False).splitlines()
        page = max(1, height - 1)
        top = max(0, min(top, len(text) - page))
        seen = text[top : top + page]
        seen += [""] * (page - len(seen))
        told = phrases("told-board-more" if len(text) > page else "told-board-any-key")
        window.draw([*(clipped(each, width) for each in (*seen, told))], (height - 1, 0), marked=-1)
        key = window.key()
        if key == RESIZED:
            continue
        step = {**_STEPS, "page-up": -page, "page-down": page, " ": page}.get(key)
        if key == "ctrl-c":
            raise KeyboardInterrupt
        if step is None or len(text) <= page:
            return
        top += step
