"""A book's files mended: together, proved, and as every other change is made."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import NamedTuple

from crmcli.app.accounts import taken_ids
from crmcli.app.book_findings import BookFindings
from crmcli.app.changing import AS_THE_BOOK_HAS_IT, Change, Committing, change
from crmcli.app.mending.kinds import NAME, Mended, may_mend, renamed
from crmcli.app.mending.policy import policy_mended
from crmcli.app.mending.rounds import ROUNDS, one_round
from crmcli.app.requests.files import File, ReplaceFiles
from crmcli.app.session import Session
from crmcli.app.work import Request
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Finding, Place
from crmcli.domain.table import Message
from crmcli.domain.text.portable import fold, portable
from crmcli.messages import Phrases
from crmcli.reports.options import NO_FILTERS, Filters
from crmcli.store.files.save import check_savable, is_link, is_there
from crmcli.store.files.scan import MAX_BYTES, POLICY, read_bytes
from crmcli.store.shapes.finding_places import Located
from crmcli.store.shapes.reading import account_id
from crmcli.store.write.twins import refuse_twins
from crmcli.store.yaml.scalars import ID
from crmcli.store.yaml.shape import DecodeError


class Asked(NamedTuple):
    """Which findings are to be mended: in these files (None: in all), of the rules that `keeps`
    lets through, in the accounts that the filters let through; with `unsafe` also where what was
    meant is only likely.
    """

    paths: Collection[str] | None = None
    unsafe: bool = False
    filters: Filters = NO_FILTERS
    keeps: Callable[[Finding], bool] = lambda _: True


class Mending(NamedTuple):
    """What was mended, or would be: the findings that are gone, why files could not be touched that
    have such, what became of the files, and what is wrong in the book after it.
    """

    mended: tuple[Mended, ...]
    refused: tuple[CrmError, ...]
    changes: tuple[Change, ...]
    book: BookFindings
    moved: Mapping[str, str] = {}  # files that have another name now


def mend(
    session: Session,
    asked: Asked,
    *,
    as_of: date,
    dry_run: bool = False,
    committing: Committing = AS_THE_BOOK_HAS_IT,
    phrases: Phrases | None = None,
) -> Mending:
    """Put right what is known to be meant otherwise; with `dry_run` only work it out.

    crm.yaml comes first, by a change of its own: what is wrong elsewhere depends on it. Raises
    CrmError, NotSaved among them when a file is not what it was.
    """
    if session.at is not None:
        raise CrmError(Message("error-request-past", (session.at,)))
    session.look_again()

    def made(*requests: Request) -> Change:
        return change(
            session,
            *requests,
            dry_run=dry_run,
            committing=committing,
            phrases=phrases,
            seen={},
        )

    done: list[Mended] = []
    changes: list[Change] = []
    if asked.paths is None or POLICY in asked.paths:
        data = read_bytes(session.book.root, POLICY, MAX_BYTES)
        after, done = policy_mended(data, as_of, unsafe=asked.unsafe, keeps=asked.keeps)
        if done:
            title = Message("title-mend", (len(done),))
            changes.append(made(ReplaceFiles(((POLICY, data, after),), title)))
            session.look_again()
    work = _Files(session, asked, as_of)
    work.run()
    requests = work.requests()
    if requests:
        changes.append(made(*requests))
    return Mending(
        (*done, *work.mended), tuple(work.refused.values()), tuple(changes), work.book, work.moved
    )


class _Files:
    """The accounts' files on their way to what they are to be."""

    def __init__(self, session: Session, asked: Asked, as_of: date) -> None:
        self.root, self.asked = session.book.root, asked
        self.book = BookFindings(session, as_of, filters=asked.filters, keeps=asked.keeps)
        self.mended: list[Mended] = []
        self.refused: dict[str, CrmError] = {}
        self.moved: dict[str, str] = {}
        self._before: dict[str, bytes] = {}  # what files said, by the names they have now
        self._real: dict[str, str] = {}  # the first name of each file that has several
        self._ids = set(map(fold, taken_ids(session.book)))
        self._twins = {
            account_id(each.path)
            for each in session.book.library.skipped
            if each.problems[0][0].rule == "duplicate-account"
        }
        self._known: set[str] = set()  # what was mended once

    def run(self) -> None:
        """One round after another, as long as something comes of it."""
        paths = self.book.paths(self.asked.paths)
        for _ in range(ROUNDS):
            changed = [new for path in paths if path != POLICY and (new := self._round(path))]
            if not changed:
                break
            self.book.look_again()
            wanted = self.asked.paths
            if wanted is not None:
                wanted = {*wanted, *changed}
            paths = self.book.paths(wanted)

    def requests(self) -> list[Request]:
        """What makes the files so."""
        title = Message("title-mend", (len(self.mended),))
        moves: list[File] = []
        for old, new in self.moved.items():
            data = self._before[new]
            moves += [(new, None, data), (old, data, None)]
        files = [(path, data, self.book.read(path)) for path, data in self._before.items()]
        asked = [ReplaceFiles(moves, title)] if moves else []
        return [*asked, ReplaceFiles(files, title)] if files else list(asked)

    def _round(self, path: str) -> str:
        """One round over a file: the name it has then if something was mended, else nothing."""
        told = self.book.told(path)
        if not self.book.silences(path) and not any(map(self._may_mend, told)):
            return ""
        located = [each for each in self.book.of(path) if self._is_new(path, each)]
        if not any(self._may_mend(each.finding) for each in located):
            return ""
        if not self._may_touch(path):
            return ""
        misnamed = next((each for each in located if each.finding.rule == NAME), None)
        if misnamed is not None:
            return self._rename(path, misnamed)
        data = self.book.read(path)
        after, done = one_round(
            path,
            data,
            located,
            lambda text: self.book.judged(path, text),
            unsafe=self.asked.unsafe,
        )
        if not done:
            return ""
        self._before.setdefault(path, data)
        self.book.put(path, after)
        self.mended += done
        self._known.update(_name(path, each.finding, each.place) for each in done)
        return path

    def _may_mend(self, finding: Finding) -> bool:
        return may_mend(finding, unsafe=self.asked.unsafe)

    def _is_new(self, path: str, located: Located) -> bool:
        """Was it not mended before? What comes again is not to be put right for ever."""
        return _name(path, located.finding, located.place) not in self._known

    def _may_touch(self, path: str) -> bool:
        """May the file be written at all? What forbids it is told once."""
        if path in self._before:
            return True
        if path in self.refused:
            return False
        try:
            real = check_savable(self.root, path)
            if account_id(path) in self._twins:
                refuse_twins(self.root, [path])
        except CrmError as error:
            self.refused[path] = error
            return False
        return self._real.setdefault(real, path) == path

    def _rename(self, path: str, misnamed: Located) -> str:
        new = renamed(path)
        try:
            self._refuse_name(path, new)
        except CrmError as error:
            self.refused[path] = error
            return ""
        data = self.book.read(path)
        self._before[new], self.moved[path] = data, new
        self._ids.add(fold(account_id(new)))
        self.book.move(path, new, data)
        self.mended.append(Mended(path, misnamed.finding, misnamed.place, path, new))
        return new

    def _refuse_name(self, path: str, new: str) -> None:
        """Raises CrmError for a name that is taken, or is none for an account."""
        name = account_id(new)
        if is_link(self.root, path):
            hint = Message("hint-rename-link")
            raise CrmError(Message("error-rename-link", (path,)), hint, status=4)
        if is_there(self.root, new) or fold(name) in self._ids:
            said = Message("error-mend-name-taken", (path, new))
            raise CrmError(said, Message("hint-mend-name-taken"), status=4)
        try:
            ID.decode(portable(name))
        except DecodeError:
            raise CrmError(Message("error-no-file-name", (name,)), status=4) from None


def _name(path: str, finding: Finding, place: Place) -> str:
    """What tells a finding from all others, whatever its words are."""
    return repr((path, finding[:4], place))
