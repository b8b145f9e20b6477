"""The application below the command line: open a book, ask it, judge a file, all without printing.

Whoever serves a page, an editor or a program calls these, as the commands do. Nothing here knows a
terminal, the folder somebody stands in, or the words of a command line; what is wrong is raised as
CrmError or PolicyBroken, whose messages can be said in either language (crmcli.messages).
docs/library.md shows it in use.
"""

from crmcli.app.answering import Answer, answer
from crmcli.app.judging import judge
from crmcli.app.session import Session, open_book

__all__ = ["Answer", "Session", "answer", "judge", "open_book"]
