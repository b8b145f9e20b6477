"""Words of another system that mean nothing here, decided at the keyboard one by one."""

from collections.abc import Mapping

from crmcli.app.importing.plan import Plan
from crmcli.commands.shared.asking import Asking, Choice
from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible
from crmcli.imports.additions import SECTIONS
from crmcli.imports.mapping.mapping import Ours
from crmcli.imports.words import FREE, Words
from crmcli.messages import Phrases

NEW, OUT = "+", "-"
Decided = Mapping[str, Mapping[str, Ours]]


def decided(plan: Plan, asking: Asking, policy: Policy) -> tuple[Decided, bool]:
    """What each word is here, and whether crm.yaml gets those that are new. Enter leaves one
    out.
    """
    found: dict[str, dict[str, Ours]] = {}
    is_new = False
    for kind, words in plan.words.items():
        if kind in FREE:
            continue
        for word, count in words.undecided:
            said = _asked(words, (word, count), asking, policy)
            if said == NEW:
                is_new = True
            else:
                ours = Ours() if said == OUT else Ours(said)
                found.setdefault(kind, {})[word] = ours
    return found, is_new


def _asked(words: Words, came: tuple[str, int], asking: Asking, policy: Policy) -> str:
    phrases, kind = asking.phrases, words.kind
    called = phrases(f"title-import-word-{kind}")
    asking.screen.tell(visible(phrases("told-import-asked", called, *came)))
    choices = [Choice(id_, _label(kind, id_, policy, phrases)) for id_ in words.known]
    choices.append(Choice(OUT, phrases("title-import-out")))
    if kind in SECTIONS:
        choices.append(Choice(NEW, phrases("title-import-as-new")))
    ids = {each.id for each in choices}

    def check(said: str) -> None:
        if said not in ids:
            raise CrmError(Message("error-no-such", (called, said)))

    return asking.may(None, "ask-import-word", choices, check=check) or OUT


def _label(kind: str, id_: str, policy: Policy, phrases: Phrases) -> str:
    """What one of our words is called in the session's language."""
    if kind == "owner":
        return policy.team[id_].name or "" if id_ in policy.team else ""
    known = {
        "stage": {each: spec.label for each, spec in policy.stages.items()},
        "reason": {each: spec.label for each, spec in policy.reasons.items()},
        "product": {each: spec.label for each, spec in policy.products.items()},
    }
    if id_ in known.get(kind, {}):
        return phrases.label(known[kind][id_])
    return phrases(f"word-{id_}") if phrases.has(f"word-{id_}") else ""
