"""The file of one account, whole, with what is wrong in it beside its lines."""

from crmcli.domain.table import Message
from crmcli.web.views.account_file import source
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk
from crmcli.web.views.page import View
from crmcli.web.views.parts import Link, Links, Notice, Part, To

LINES = 1000  # on one page


def view(desk: Desk, asked: Asked) -> View:
    """Its lines, from where the address says."""
    file = desk.file(asked.subject)
    start = asked.start if asked.start < len(file.lines) else 0
    number = len(file.findings)
    told = Message("page-file-findings" if number else "page-file-none", (file.path, number))
    parts: list[Part] = [Notice((told,), "warning" if number else "note")]
    parts.append(source(file, start, LINES))
    links = [Link(Message("page-account"), To("account", asked.subject))]
    links += [
        Link(
            Message("page-lines", (first + 1, min(first + LINES, len(file.lines)))),
            To("source", asked.subject, {"from": str(first)}),
        )
        for first in range(0, len(file.lines), LINES)
        if first != start
    ]
    return View(Message("page-source-of", (file.path,)), (*parts, Links(tuple(links))))
