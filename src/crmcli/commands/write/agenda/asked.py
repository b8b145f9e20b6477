"""What a person is asked of a row that is ticked off, where it was not said."""

from collections.abc import Callable, Collection, Mapping

from crmcli.app.requests.agenda import SettleRow
from crmcli.commands.shared.asking import Choice
from crmcli.commands.shared.edit_session import EditSession, Page
from crmcli.commands.shared.parse import promised, step, tell_nobody
from crmcli.commands.write.again import meant_again
from crmcli.commands.write.log import with_whom
from crmcli.domain.records.words import ENTRY_OUTCOMES, ENTRY_TYPES, STANCES


def asked_for(
    editing: EditSession, page: Page, said: SettleRow, *, known: Collection[str] = ()
) -> SettleRow:
    """What was said of the row, with what was left out but for the `known` fields. Raises CrmError
    where nobody can be asked, and for an entry that is there and not meant once more.
    """
    policy = editing.session.policy
    lacks = said.lacking(page.account, policy)
    asked = said.completed(page.account, policy)
    for each in [each for each in lacks if each.field not in known]:
        asked = _QUESTIONS[each.field](editing, page, asked)
    found = asked.interaction(page.account, policy)
    if found is None or found.is_move:
        return asked
    found.refuse_twice()
    tell_nobody(editing, asked.by)
    same = found.entry.already(page.account)
    return asked._replace(again=meant_again(editing, page, same, again=asked.again))


def _type(editing: EditSession, page: Page, asked: SettleRow) -> SettleRow:
    return asked._replace(type=editing.asking.need_word(None, "--type", "ask-type", ENTRY_TYPES))


def _with(editing: EditSession, page: Page, asked: SettleRow) -> SettleRow:
    return asked._replace(with_=with_whom(editing, page))


def _outcome(editing: EditSession, page: Page, asked: SettleRow) -> SettleRow:
    said = editing.asking.need_word(None, "--outcome", "ask-outcome", ENTRY_OUTCOMES)
    return asked._replace(outcome=said)


def _what(editing: EditSession, page: Page, asked: SettleRow) -> SettleRow:
    if asked.kind == "case":
        said = editing.asking.need_text(None, "WHAT", "ask-resolution")
        return asked._replace(what=said)
    return asked._replace(what=editing.asking.may_text(None, "ask-what"))


def _next(editing: EditSession, page: Page, asked: SettleRow) -> SettleRow:
    said = editing.asking.may(None, "ask-next-or-none", check=lambda one: promised(editing, one))
    return asked._replace(next=step(editing, said))


def _stance(editing: EditSession, page: Page, asked: SettleRow) -> SettleRow:
    return asked._replace(stance=editing.asking.need_word(None, "--stance", "ask-stance", STANCES))


def _rep(editing: EditSession, page: Page, asked: SettleRow) -> SettleRow:
    team = [Choice(key, each.name or "") for key, each in editing.policy.team.items()]
    said = editing.asking.need(None, "--rep", "ask-rep", team, check=editing.member)
    return asked._replace(rep=editing.member(said))


_QUESTIONS: Mapping[str, Callable[[EditSession, Page, SettleRow], SettleRow]] = {
    "type": _type,
    "with_": _with,
    "outcome": _outcome,
    "what": _what,
    "next": _next,
    "stance": _stance,
    "rep": _rep,
}
