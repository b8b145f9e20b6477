"""A book's crm.yaml mended, also one that cannot be read and keeps everything else from it."""

from collections.abc import Callable
from datetime import date

from crmcli.app.changing import AS_THE_BOOK_HAS_IT, Change, committed
from crmcli.app.judging import Judged, weighed
from crmcli.app.mending.kinds import Mended
from crmcli.app.mending.rounds import ROUNDS, one_round
from crmcli.domain.finding import Finding
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.messages import Phrases
from crmcli.rules.registry import check_policy, judging
from crmcli.store.book.opening import policy_of, policy_reading
from crmcli.store.files.lock import locked
from crmcli.store.files.save import check_savable
from crmcli.store.files.scan import MAX_BYTES, POLICY, read_bytes
from crmcli.store.shapes.finding_places import Located, locate_in
from crmcli.store.shapes.odd_signs import odd_texts
from crmcli.store.shapes.policy import POLICY as SHAPE
from crmcli.store.write.rewriting import FileChange, saved


def policy_mended(
    data: bytes, as_of: date, *, unsafe: bool, keeps: Callable[[Finding], bool]
) -> tuple[bytes, list[Mended]]:
    """The crm.yaml with what can be mended in it, and what was."""
    mended: list[Mended] = []

    def judge(text: bytes) -> Judged:
        return _judged(text, as_of)[0]

    for _ in range(ROUNDS):
        data, done = one_round(
            POLICY, data, policy_findings(data, as_of, keeps), judge, unsafe=unsafe
        )
        if not done:
            break
        mended += done
    return data, mended


def policy_findings(data: bytes, as_of: date, keeps: Callable[[Finding], bool]) -> list[Located]:
    """What is wrong in a crm.yaml that says this, in the order of the lines."""
    judged, policy = _judged(data, as_of)
    asked = {rule for rule in judging(policy) if keeps(Finding(rule, ()))} if policy else ()
    located = locate_in(POLICY, data, judged.findings, judged.problems, asked)
    return sorted(
        (each for each in weighed(located, policy or Policy()) if keeps(each.finding)),
        key=lambda each: (each.place.line, each.place.column, each.finding.rule),
    )


def _judged(data: bytes, as_of: date) -> tuple[Judged, Policy | None]:
    reading = policy_reading(data)
    if reading.tree is None:
        return Judged(reading.problems, (), is_readable=False), None
    policy = policy_of(reading.tree)._replace(odd=odd_texts(data, SHAPE))
    findings = tuple(check_policy(policy, as_of))
    return Judged(reading.problems, findings, is_readable=True), policy


def mend_policy(
    root: str,
    as_of: date,
    *,
    unsafe: bool,
    keeps: Callable[[Finding], bool],
    dry_run: bool = False,
    phrases: Phrases | None = None,
) -> tuple[Change, list[Mended], list[Located]]:
    """Put right what can be in a crm.yaml for which the book cannot be opened: what became of it,
    what was mended, and what is wrong with it still. Raises CrmError.
    """
    try:
        data = read_bytes(root, POLICY, MAX_BYTES)
        after, mended = policy_mended(data, as_of, unsafe=unsafe, keeps=keeps)
    except OSError:
        data = after = b""
        mended = []
    left = policy_findings(after, as_of, keeps)
    policy = _judged(after, as_of)[1] or Policy()
    made = Change(policy, as_of, [FileChange(POLICY, data, after, None, None)])
    if mended and not dry_run:
        with locked(root):
            check_savable(root, POLICY)
            saved(root, list(made.files))
            say = phrases or Phrases(policy.language or "en")
            title = Message("title-mend", (len(mended),))
            made.commit, made.told = committed(made, root, title, AS_THE_BOOK_HAS_IT, say)
    return made, mended, left
