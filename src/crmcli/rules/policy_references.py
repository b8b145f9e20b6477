"""The names that crm.yaml itself gives: roles, products, members, functions, reasons, rules."""

from collections.abc import Collection, Iterator
from datetime import date

from crmcli.domain.finding import Finding, Mend, Path
from crmcli.domain.naming import Called, known_names
from crmcli.domain.records.policy import Attempts, Policy
from crmcli.domain.records.words import EXITS, FUNCTIONS
from crmcli.domain.text.synonyms import meant
from crmcli.messages.meanings import shown_as, told_words
from crmcli.rules.answered import answer_for, answered
from crmcli.rules.closest import closest
from crmcli.rules.references import of_assessors, of_list, of_team, unknown

BUILT_IN = "it-solution"


def check_policy(policy: Policy, as_of: date) -> Iterator[Finding]:
    """What crm.yaml says about itself."""
    found = [*_of_policy(policy)]
    raw = [each for each in found if type(each.args[-1]) is tuple]
    yield from (each for each in found if each not in raw)
    yield from answered(raw, lambda: known_names(policy))


def _of_policy(policy: Policy) -> Iterator[Finding]:
    roles, team, reason = policy.default_role_set, policy.team, policy.attempts.reason
    # the only set is the default one, if crm.yaml names none
    meant = len(policy.role_sets) > 1 or roles != BUILT_IN
    if roles and policy.role_sets and roles not in policy.role_sets and meant:
        yield unknown("role-set", ("default_role_set",), roles, policy.role_sets)
    for name, product in policy.products.items():
        yield from of_list("product", ("products", name, "needs"), product.needs, policy.products)
    exits = (*EXITS, *(name for name, field in policy.fields.items() if field.on != "contact"))
    for name, stage in policy.stages.items():
        yield from of_list("exit", ("stages", name, "exit"), stage.exit, exits)
    functions = dict.fromkeys((*FUNCTIONS, *(each.function for each in team.values())))
    for name, cadence in policy.cadences.items():
        if cadence.owner and team and cadence.owner not in {*team, *functions}:
            known = (*team, *functions)
            yield unknown("owner", ("cadences", name, "owner"), cadence.owner, known)
        if team:
            yield from of_list(
                "member", ("cadences", name, "for", "owner"), cadence.for_.owner, team
            )
    yield from _people(policy)
    if policy.reasons and reason not in {*policy.reasons, Attempts().reason}:
        yield unknown("reason", ("attempts", "reason"), reason, policy.reasons)


def _people(policy: Policy) -> Iterator[Finding]:
    """Whom the team's own entries, goals and countermeasures name."""
    for name, member in policy.team.items():
        yield from of_team(("team", name, "manager"), member.manager, policy)
        if member.function in FUNCTIONS:
            continue
        said = meant(member.function, FUNCTIONS, shown_as)
        if len(said) > 1:
            args = (member.function, told_words(said))
            yield Finding("unknown-reference", ("team", name, "function"), "either-word", args)
            continue
        near = said or closest(member.function, FUNCTIONS)
        if near:  # a word of the team's own is no slip, one that is nearly ours is
            path, args = ("team", name, "function"), (member.function, *near)
            mends = (Mend(near[0]),)
            yield Finding("unknown-reference", path, "unknown-function", args, mends=mends)
    for name, goal in policy.goals.items():
        if policy.team:
            yield from of_list("member", ("goals", name, "audience"), goal.audience, policy.team)
        for key, facts in (("from", goal.from_), ("to", goal.to)):
            yield from of_assessors(("goals", name, key), facts, policy)
    for name, reason in policy.reasons.items():
        yield from of_assessors(("reasons", name, "counter"), reason.counter, policy)


def check_rule_names(
    policy: Policy, known: Collection[str], fixed: Collection[str]
) -> Iterator[Finding]:
    """The rules and groups that crm.yaml turns up or down must exist, and not be among those that
    are `fixed`; the registry knows which they are.
    """
    for name in policy.lint:
        if name in known:
            continue
        path: Path = ("lint", name)
        if name in fixed:
            yield Finding("unknown-reference", path, "rule-fixed", (name,), at_key=True)
            continue
        answer = answer_for("rule", name, [Called(each) for each in known])
        mends = (Mend(answer.id, answer.is_safe),) if answer.id else ()
        yield Finding("unknown-reference", path, answer.key, answer.args, True, mends=mends)
