"""Links between pages that are files: relative, so that they work wherever the folder lies."""

from crmcli.web.html.links import taken_along
from crmcli.web.site.names import STATIC, answer_file, link
from crmcli.web.site.plan import PARTS, Lead, Plan, Wanted, said_pairs
from crmcli.web.views.asked import Asked
from crmcli.web.views.page import Question
from crmcli.web.views.parts import To


class FileLinks:
    """Those of one page. `offered` are the answers that it offers to take along: by where they
    stand, what was asked, and as what; `led` the pages of its own account that it leads to; `leads`
    whether there are the others.
    """

    def __init__(self, plan: Plan, wanted: Wanted) -> None:
        self._plan, self._wanted = plan, wanted
        self._file = wanted.file
        self.offered: dict[str, tuple[Question, str]] = {}
        self.led: list[Wanted] = []
        self.leads: dict[Lead, bool] = {}

    def to(self, to: To) -> str:
        """A page, if there is a file of it."""
        wanted = self._plan.wanted(to)
        return self._link(wanted) if wanted else ""

    def here(self, asked: Asked) -> str:
        """Other rows of the same page; whatever else is asked, nobody answers."""
        own = self._wanted.asked
        step = abs(asked.start - own.start)
        if asked._replace(start=0) != own._replace(start=0) or not step:
            return ""
        if asked.start >= PARTS * step and asked.start > own.start:
            return ""
        return self._link(Wanted(self._wanted.page, asked))

    def static(self, name: str) -> str:
        """Beside the pages."""
        return link(f"{STATIC}/{name}", self._file)

    def download(self, question: Question, asked: Asked, form: str) -> str:
        """The answer as a file."""
        pairs = said_pairs(taken_along(question, asked)._replace(explain=False))
        file = answer_file(question.report, pairs, form)
        self.offered[file] = (question, form)
        return link(file, self._file)

    def prefer(self, name: str, value: str) -> str:  # noqa: ARG002 - as links are asked
        """A file is in one language; its colours are those of the system."""
        return ""

    def _link(self, wanted: Wanted) -> str:
        own = self._wanted
        is_part = wanted.asked._replace(start=0) == own.asked._replace(start=0)
        is_own = own.page.of_account and own.asked.subject == wanted.asked.subject
        if is_own and wanted.page.of_account and not wanted.asked.said:
            self.led.append(wanted)
        elif not self._has(wanted, finds=is_part or not own.asked.said):
            return ""
        return link(wanted.file, self._file)

    def _has(self, wanted: Wanted, *, finds: bool) -> bool:
        has = self._plan.has(wanted, finds=finds)
        page, asked = wanted
        if not page.of_account:
            said = tuple(asked.said.items())
            self.leads[wanted.file, page.name, asked.subject, said, asked.start, finds] = has
        return has
