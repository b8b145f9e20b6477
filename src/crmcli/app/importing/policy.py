"""crm.yaml learns what an import brings."""

from crmcli.app.work import Work
from crmcli.domain.edit import Edit, Set, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.imports.additions import ODDS, Additions, stage_tree
from crmcli.store.book.opening import policy_of, policy_reading
from crmcli.store.files.scan import POLICY
from crmcli.store.write.edited import edited, readable


def extended(work: Work, additions: Additions) -> None:
    """Every addition stands in its section. Raises CrmError where crm.yaml cannot be changed so."""
    data = work.bytes_of(POLICY) or b""
    tree = readable(data)
    edits: list[Edit] = []
    for section in ("team", "stages", "reasons", "products", "fields"):
        found = {each.id: dict(each.tree) for each in additions if each.section == section}
        now = tree.get(section)
        if not found:
            continue
        if isinstance(now, dict) and now:
            edits += [Set((section, id_), value) for id_, value in found.items()]
        else:
            every = {**_built_in(work, section), **found}
            odds = [each for each in additions if each.section == ODDS and section == "stages"]
            for each in odds:
                own = every.get(each.id)
                every[each.id] = {**own, **each.tree} if isinstance(own, dict) else own
            edits.append(Set((section,), _in_order(every) if section == "stages" else every))
    if edits:
        after = edited(data, edits).data
        work.extend_policy(data, after, _read(data, after))


def _in_order(stages: dict[str, Value]) -> dict[str, Value]:
    """The stages by how likely their deals are won; what comes after the end stays there."""

    def rank(item: tuple[str, Value]) -> tuple[bool, float]:
        said = item[1] if isinstance(item[1], dict) else {}
        return said.get("forecast") == "closed", float(str(said.get("probability", "101")))

    return dict(sorted(stages.items(), key=rank))


def _read(before: bytes, after: bytes) -> Policy:
    """The policy that the new file is. Raises CrmError where it says something wrong that the old
    one did not.
    """
    known = [finding for finding, _ in policy_reading(before).problems]
    reading = policy_reading(after)
    fresh = [finding for finding, _ in reading.problems if finding not in known]
    if reading.tree is None or fresh:
        finding = fresh[0] if fresh else reading.problems[0][0]
        told = (".".join(map(str, finding.path)), finding.message)
        raise CrmError(Message("error-edit-wrong", told), status=4)
    return policy_of(reading.tree)


def _built_in(work: Work, section: str) -> dict[str, Value]:
    """What the section says without being written: a key that is given replaces its default."""
    policy = work.policy
    if section == "stages":
        return {id_: stage_tree(stage) for id_, stage in policy.stages.items()}
    if section == "reasons":
        return {
            id_: {"label": dict(reason.label), **({"note": "true"} if reason.note else {})}
            for id_, reason in policy.reasons.items()
        }
    return {}
