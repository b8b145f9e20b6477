"""crm.yaml learns more: entries of its sections, everything else in it staying as it is."""

from collections.abc import Mapping

from crmcli.app.work import Work
from crmcli.domain.edit import Edit, Rows, Set, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.records.money import as_written
from crmcli.domain.records.policy import Policy, Stage
from crmcli.domain.table import Message
from crmcli.edits.record_editor import full
from crmcli.store.book.opening import policy_of, policy_reading
from crmcli.store.files.scan import POLICY
from crmcli.store.write.edited import edited, readable

Sections = Mapping[str, Mapping[str, Mapping[str, Value]]]  # entries, by section and id


def extend(work: Work, added: Sections, built_in: Sections | None = None) -> None:
    """Every entry stands in its section. Where crm.yaml has none yet, the built-in entries are
    written with them, for they would be gone otherwise; of those, `built_in` says more.

    Raises CrmError where crm.yaml cannot be changed so.
    """
    data = work.bytes_of(POLICY) or b""
    tree = readable(data)
    edits: list[Edit] = []
    for section, entries in added.items():
        now = tree.get(section)
        if isinstance(now, dict) and now:
            edits += [Set((section, id_), dict(entry)) for id_, entry in entries.items()]
        elif entries:
            every = _built_in(work, section)
            every |= {id_: dict(entry) for id_, entry in entries.items()}
            for id_, more in (built_in or {}).get(section, {}).items():
                own = every.get(id_)
                every[id_] = {**own, **more} if isinstance(own, dict) else own
            edits.append(Set((section,), Rows(_in_order(every) if section == "stages" else every)))
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
        return {id_: _stage(stage) for id_, stage in policy.stages.items()}
    if section == "reasons":
        return {
            id_: {"label": dict(reason.label), **({"note": "true"} if reason.note else {})}
            for id_, reason in policy.reasons.items()
        }
    return {}


def _stage(stage: Stage) -> dict[str, Value]:
    """A stage as a file has it: what the built-in ones say is written down with the new ones."""
    return full(
        label=dict(stage.label),
        probability=as_written(stage.probability),
        forecast=stage.forecast,
        rot_days=as_written(stage.rot_days),
        exit=tuple(stage.exit),
        min_coverage=as_written(stage.min_coverage),
    )
