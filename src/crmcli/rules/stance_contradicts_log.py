"""The last time somebody was in the log does not fit how we say they stand to us.

Why: A person written down as friendly who was last in a bad mood, or as negative who was last in a
good one, may have changed their mind. Only the last entry that tells their mood counts, when both
sides took part and it is later than the assessment.

왜: 우호적이라고 적힌 사람이 마지막에 기분이 나빴거나 부정적이라고 적힌 사람이 마지막에 기분이
좋았다면 마음이 바뀌었을 수 있습니다. 양쪽이 함께했고 태도를 적은 날보다 늦은 기록 가운데, 분위기가
적힌 마지막 기록만 봅니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh:
        name: Park Jae-hyung
        stance:
          2026-06-11: friendly  # <- here
    log:
      - {date: 2026-07-20, type: meeting, with: park-jh, mood: negative, what: Third outage}

Good:
    name: Hanbit Electronics
    contacts:
      park-jh:
        name: Park Jae-hyung
        stance:
          2026-06-11: friendly
          2026-07-20: neutral
    log:
      - {date: 2026-07-20, type: meeting, with: park-jh, mood: negative, what: Third outage}
"""

from collections.abc import Iterator
from datetime import date

from crmcli.domain.finding import Finding, Severity
from crmcli.domain.people.presence import has_left
from crmcli.domain.people.touches import is_two_way, known_log
from crmcli.domain.records.account import Account, Entry
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import MOODS
from crmcli.domain.table import Message
from crmcli.domain.time.dated import current
from crmcli.rules.paths import of_fact

SEVERITY: Severity = "info"
# moods that do not fit the stance
AGAINST = {
    "friendly": ("negative",),
    "negative": ("positive", "friendly"),
}


def check(account: Account, policy: Policy, as_of: date) -> Iterator[Finding]:
    moods = _last_moods(account, as_of)
    for name in moods:
        contact = account.contacts.get(name)
        stance = (
            None if contact is None or has_left(contact, as_of) else current(contact.stance, as_of)
        )
        if stance is None or stance.date is None:
            continue
        entry = moods[name]
        if entry.date > stance.date and entry.mood in AGAINST.get(stance.value, ()):
            args = (
                name,
                Message(f"word-{stance.value}"),
                stance.date.isoformat(),
                Message(f"word-{entry.mood}"),
                entry.date.isoformat(),
            )
            yield Finding(
                "stance-contradicts-log", of_fact(("contacts", name, "stance"), stance), args=args
            )


def _later(entry: Entry) -> tuple[date, int]:
    """Of one day the worst mood counts as the last one."""
    return entry.date, MOODS.index(entry.mood or MOODS[0])


def _last_moods(account: Account, as_of: date) -> dict[str, Entry]:
    """The last entry with each person that tells a mood and in which both sides took part."""
    last: dict[str, Entry] = {}
    for entry in known_log(account, as_of):
        if entry.mood and is_two_way(entry):
            for name in entry.with_:
                if name not in last or _later(entry) > _later(last[name]):
                    last[name] = entry
    return last
