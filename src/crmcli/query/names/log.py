"""What can be asked of an entry of the log, and of the next step that entries and deals have?"""

from crmcli.domain.people.touches import is_attempt, is_done, is_two_way, outcome
from crmcli.domain.records import words
from crmcli.query.kinds import Name
from crmcli.query.reading import composed, computed, field, fields

NEXT: tuple[Name, ...] = (
    field("next.date", "date"),
    field("next.what"),
    field("next.owner", of="team"),
    field("next.channel", "word", words=words.CHANNELS),
    field("next.with", "texts"),
)
LOG: tuple[Name, ...] = (
    computed("account", "text", lambda view: composed(view.account.id)),
    field("date", "date"),
    field("time"),
    field("type", "word", words=words.ENTRY_TYPES),
    *fields("texts", "by", "with", "gave"),
    field("deal"),
    field("direction", "word", words=words.DIRECTIONS),
    computed(
        "outcome",
        "word",
        lambda view: outcome(view.record),
        words=(*words.ENTRY_OUTCOMES, words.RECEIVED),
    ),
    field("mood", "word", words=words.MOODS),
    *fields("text", "said", "what", "note", "usage"),
    field("score", "number"),
    computed("objections", "texts", lambda view: composed(tuple(view.record.objections))),
    *NEXT,
    computed("two_way", "truth", lambda view: is_two_way(view.record)),
    computed("touch", "truth", lambda view: is_done(view.record)),
    computed("attempt", "truth", lambda view: is_attempt(view.record)),
)
