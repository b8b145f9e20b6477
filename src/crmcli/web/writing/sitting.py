"""One request of somebody who writes: the open book, the account that is meant, and the page that
is the answer.
"""

from collections.abc import Sequence
from functools import cached_property
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request

from crmcli.app.accounts import find_account
from crmcli.app.answering import LeftOut
from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Problem
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.messages import Phrases
from crmcli.reports.queries.names import NameRow
from crmcli.store.write.rewriting import close_to, read_page
from crmcli.web.html.environment import environment
from crmcli.web.html.frame import Surroundings, common
from crmcli.web.html.links import ODD, ServedLinks
from crmcli.web.html.menu import menu
from crmcli.web.server.onward import path_of
from crmcli.web.server.preferences import LANG, remember, wished
from crmcli.web.server.routes import Served
from crmcli.web.server.written import Written
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Offers
from crmcli.web.views.parts import To
from crmcli.web.writing.changing import Memory, Who, who_is
from crmcli.web.writing.fields import Here, Typed

# These pages can be gone back to, with what was typed.
KEPT = {"cache-control": "private, no-cache"}


class File(NamedTuple):
    """An account's file: its path, its id, its bytes, the account they are if they can be read, and
    what is wrong with them.
    """

    path: str
    id: str
    data: bytes
    account: Account | None
    problems: tuple[Problem, ...]


class _Links(ServedLinks):
    """Those of a page here. One that holds what is typed, which no address has, is turned by its
    form.
    """

    def __init__(self, request: Request, version: str) -> None:
        super().__init__("/", Asked(), version=version, writes=True)
        self._request = request

    def prefer(self, name: str, value: str) -> str:
        """The address that was asked; nowhere where a form was sent."""
        if self._request.method == "POST":
            return ""
        pairs = [*self._request.query_params.multi_items(), (name, value)]
        return f"{path_of(self._request.scope)}?{urlencode(pairs, errors=ODD)}"


class Sitting:
    """What an answer needs, in the thread that owns the book."""

    def __init__(
        self, request: Request, served: Served, session: Session, memory: Memory, token: str
    ) -> None:
        self.request, self.served, self.session = request, served, session
        self.memory, self.token = memory, token
        self._wishes = wished(request.query_params.multi_items())
        language = served.preferences.language(request, session.book.policy.language)
        self.phrases = Phrases(self._wishes.get(LANG) or language)
        self.links = _Links(request, served.version)
        self.wrote = False

    @cached_property
    def who(self) -> Who:
        """Who sits here: git is asked, where anything asks for it."""
        return who_is(self.session)

    def file(self, said: str) -> File:
        """The file of the account that is meant. Raises CrmError."""
        root = self.session.book.root
        path = close_to(root, said) or find_account(said, self.session.book, self._names)
        found = read_page(root, path)
        ident = path.rpartition("/")[2].rpartition(".")[0]
        account = found.account
        return File(path, account.id if account else ident, found.data, account, found.problems)

    def named(self, ident: str) -> File:
        """The file of that very account: what a form sends is an id. Raises CrmError."""
        found = self.file(ident)
        if found.id != ident:
            raise CrmError(Message("error-no-account", (ident,)), status=4)
        return found

    def _names(self) -> list[NameRow]:
        return self.session.names(self.session.now.date())

    def here(self, file: File, typed: Typed) -> Here:
        """For what a form is drawn. Raises LeftOut for a file that cannot be read."""
        if file.account is None:
            raise LeftOut((self.session.book.library.told(file.path, file.problems),))
        today = self.session.now.date()
        policy = self.session.policy(today)
        return Here(file.account, policy, today, self.who.member, typed)

    def page(
        self,
        template: str,
        title: str,
        status: HTTPStatus = HTTPStatus.OK,
        **more: object,
    ) -> Written:
        """A page of this room."""
        served, phrases = self.served, self.phrases
        now = self.session.now.date()
        around = Surroundings(
            phrases=phrases,
            links=self.links,
            theme=served.preferences.theme(self.request),
            book=served.books.name(),
            state="",  # what is typed here is not taken away when the book changes
            today=now,
            as_of=now,
            offers=Offers((), (), ()),
            saved=tuple(self.session.book.policy.queries),
        )
        text = (
            environment()
            .get_template(f"writing/{template}.html")
            .render(
                **common(around, title),
                menu=menu("", around.saved, around.phrases, around.links),
                token=self.token,
                who=self.called(self.who.member or ""),
                told_who=phrases.say(self.who.told) if self.who.told else "",
                write_style=self.links.static("write.css"),
                write_script=self.links.static("write.js"),
                **{"account": None, "subject": "", "moved": (), "same": "", **more},
            )
        )
        found = Written(text, status, KEPT)
        remember(found, self._wishes)
        return found

    def called(self, member: str) -> str:
        """The name of one of the team, as far as crm.yaml says it."""
        one = self.session.book.policy.team.get(member)
        return one.name if one and one.name else member

    def account_link(self, file: File) -> tuple[str, str]:
        """The account's name, and its page."""
        name = file.account.name if file.account else file.id
        return name, self.links.to(To("account", file.id))

    def offered_accounts(self, most: int) -> Sequence[tuple[str, str]]:
        """Accounts to choose from, where there are not more than that many."""
        rows = self._names()
        return [(row.account, row.names[0]) for row in rows] if len(rows) <= most else ()
