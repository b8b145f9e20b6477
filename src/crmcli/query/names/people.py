"""What can be asked of a contact, a required role and a plan?"""

from crmcli.domain.people.coverage import RUNGS, is_live, is_open
from crmcli.domain.people.presence import has_left
from crmcli.domain.records import words
from crmcli.query.kinds import Name
from crmcli.query.reading import by_then, composed, computed, dated, field, fields
from crmcli.query.view import View


def _roles(view: View) -> tuple[str, ...]:
    return tuple(role for role, record in view.account.roles.items() if view.id in record.contacts)


def _value(view: View) -> str | None:
    role = view.account.roles.get(view.id)
    return composed(role.value) if role else None


def _late(view: View) -> bool:
    plan = view.record
    return is_open(plan, view.as_of) and plan.due is not None and plan.due < view.as_of


def _ended(which: str) -> tuple[Name, Name]:
    """The day and the words of how a plan ended, once it had."""
    note = "result" if which == "done" else "why"

    def known(view: View) -> bool:
        ending = getattr(view.record, which)
        return ending is not None and by_then(ending.date, view) is not None

    return (
        computed(
            f"{which}.date",
            "date",
            lambda view: getattr(view.record, which).date if known(view) else None,
        ),
        computed(
            f"{which}.{note}",
            "text",
            lambda view: composed(getattr(view.record, which).note) if known(view) else None,
        ),
    )


CONTACTS: tuple[Name, ...] = (
    computed("account", "text", lambda view: composed(view.account.id)),
    computed("contact", "text", lambda view: composed(view.id)),
    *fields("text", "name", "title", "reports_to", "note"),
    *fields("texts", "phones", "emails"),
    field("channel", "word", words=words.CHANNELS),
    dated("stance", "word", words=words.STANCES),
    computed("left", "date", lambda view: by_then(view.record.left, view)),
    computed("gone", "truth", lambda view: has_left(view.record, view.as_of)),
    computed("roles", "texts", _roles),
    computed("last_touch", "date", lambda view: view.standing.touches.contacts.get(view.id)),
)
ROLES: tuple[Name, ...] = (
    computed("account", "text", lambda view: composed(view.account.id)),
    computed("role", "text", lambda view: view.id, of="roles"),
    computed("level", "word", lambda view: view.record.spec.level, words=words.LEVELS),
    computed("weight", "number", lambda view: view.record.spec.weight),
    computed("rung", "word", lambda view: RUNGS[view.record.rung], words=RUNGS, ordered=True),
    computed("contact", "texts", lambda view: view.record.holders),
    computed("rep", "texts", lambda view: view.record.reps),
    computed(
        "stance",
        "word",
        lambda view: view.record.stance.value if view.record.stance else None,
        words=words.STANCES,
    ),
    computed("last_touch", "date", lambda view: view.record.last_touch),
    computed("plan", "text", lambda view: view.record.plan),
    computed("waived", "text", lambda view: composed(view.record.waived)),
    computed("value", "text", _value),
    computed("gaps", "texts", lambda view: view.record.gaps),
)
PLANS: tuple[Name, ...] = (
    computed("account", "text", lambda view: composed(view.account.id)),
    computed("plan", "text", lambda view: composed(view.id)),
    *fields("text", "for", "how", "via"),
    field("kind", "word", words=words.PLAN_KINDS),
    field("owner", of="team"),
    field("due", "date"),
    field("from", "word", words=words.STANCES),
    field("to", "word", words=words.STANCES),
    dated("progress", "text"),
    *_ended("done"),
    *_ended("dropped"),
    computed("open", "truth", lambda view: is_open(view.record, view.as_of)),
    computed(
        "live", "truth", lambda view: is_live(view.record, view.standing.policy.team, view.as_of)
    ),
    computed("overdue", "truth", _late),
)
