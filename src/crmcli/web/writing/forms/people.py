"""The people of an account: how they stand, what they hold, what is planned, what they said."""

from collections.abc import Callable, Iterable, Sequence

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.cells.emails import emails
from crmcli.imports.cells.names import apart
from crmcli.imports.cells.phones import phones
from crmcli.imports.cells.several import Cells, Values
from crmcli.web.writing.fields import Data, Field, FormSpec, Group, Here
from crmcli.web.writing.forms.shared import AGAIN, DATE, TRUTH, WHEN, WHY, me, today
from crmcli.web.writing.offers import only


def _numbers(data: Data, here: Here) -> Data:
    """Name, phones and addresses as an import takes them; the stance says who assessed it."""
    name, title = data.get("name"), data.get("title")
    if isinstance(name, str):
        person = apart(name, title if isinstance(title, str) else None)
        data["name"] = person.name
        if person.title:
            data["title"] = person.title
    for name, read, wrong in (
        ("phones", phones, "told-import-no-phone"),
        ("emails", emails, "told-import-no-email"),
    ):
        said = data.get(name)
        if isinstance(said, list):
            data[name] = _taken(read, said, wrong)
    if data.get("rep") and not data.get("roles"):
        raise CrmError(Message("error-rep-of-no-role"), Message("hint-rep-of-no-role"))
    if data.get("stance") and here.me:
        data["by"] = here.me
    return data


def _taken(read: Callable[[Cells], Values], said: Iterable[str], wrong: str) -> Sequence[str]:
    found, left = read((wrong.rpartition("-")[2], each) for each in said)
    for why in left:
        raise CrmError(why)
    return list(found)


def _held(here: Here) -> Sequence[str]:
    role = here.account.roles.get(here.one("role"))
    return role.contacts if role else ()


def _rep(here: Here) -> Sequence[str]:
    role = here.account.roles.get(here.one("role"))
    return role.reps[:1] if role else ()


def _staffed(data: Data, here: Here) -> Data:
    """Only what is said otherwise than it stands there; everybody unticked is nobody."""
    held = [*_held(here)]
    if data.pop("nobody", None):
        data["contacts"] = []
    elif data.get("contacts", []) == held:
        data.pop("contacts", None)
    elif "contacts" not in data:
        data["contacts"] = []
    if [data.get("rep")] == [*_rep(here)]:
        data.pop("rep")
    if not data.keys() - {"account", "role"}:
        raise CrmError(Message("page-write-nothing"))
    return data


STANCE = FormSpec(
    "stance",
    "stance",
    (Group("", (Field("contact", "taps"), Field("value", "taps"), WHY)), WHEN),
    mine="by",
)
ROLE = FormSpec(
    "role",
    "role",
    (
        Group(
            "",
            (
                Field("role", "list"),
                Field("contacts", "taps", now=_held),
                Field("nobody", kind=TRUTH),
                Field("rep", "list", now=_rep),
            ),
        ),
        Group("more", (Field("value", label="gains"), Field("unit"), Field("waive")), folded=True),
    ),
    finish=_staffed,
)
CONTACT_ADD = FormSpec(
    "contact-add",
    "contact add",
    (
        Group("", (Field("name"), Field("title"), Field("roles", "taps"), Field("rep", "list"))),
        Group("reach", (Field("phones", "lines"), Field("emails", "lines"))),
        Group("stance", (Field("stance", "taps"), DATE), folded=True),
        Group(
            "more",
            (Field("channel", "list"), Field("reports_to", "list"), Field("note", "words")),
            folded=True,
        ),
    ),
    finish=_numbers,
)
CONTACT_LEFT = FormSpec(
    "contact-left", "contact left", (Group("", (Field("contact", "taps"), DATE)),)
)
PLAN_ADD = FormSpec(
    "plan-add",
    "plan add",
    (
        Group("", (Field("for", "list"), Field("how", "words"), Field("due", ahead=True))),
        Group(
            "more",
            (
                Field("kind", "taps", label="plan-kind"),
                Field("via", "list"),
                Field("owner", "list", now=me),
                Field("from", "taps"),
                Field("to", "taps"),
            ),
            folded=True,
        ),
        AGAIN,
    ),
)


_PLAN = Field("plan", "taps", now=only("plan"))
PLAN_PROGRESS = FormSpec(
    "plan-progress",
    "plan progress",
    (Group("", (_PLAN, Field("what", "words"), Field("due", ahead=True))), WHEN),
    mine="by",
)
PLAN_DONE = FormSpec(
    "plan-done",
    "plan done",
    (Group("", (_PLAN, Field("result", "words", label="plan-result"))), WHEN),
)
PLAN_DROP = FormSpec("plan-drop", "plan drop", (Group("", (_PLAN, WHY)), WHEN))


def _complaint(_: Here) -> Sequence[str]:
    return ("complaint",)


CASE_OPEN = FormSpec(
    "case-open",
    "case open",
    (
        Group(
            "",
            (
                Field("kind", "taps", now=_complaint, needed=True, label="case-kind"),
                Field("what", "words"),
                Field("contact", "taps"),
            ),
        ),
        Group(
            "more",
            (Field("owner", "list", now=me), Field("deal", "list"), Field("opened", now=today)),
            folded=True,
        ),
        AGAIN,
    ),
)
CASE_CLOSE = FormSpec(
    "case-close",
    "case close",
    (
        Group("", (Field("case", "taps"), Field("resolution", "words"))),
        Group("when", (Field("closed", now=today),), folded=True),
    ),
)
SURVEY = FormSpec(
    "survey",
    "survey",
    (
        Group(
            "",
            (
                Field("contact", "taps"),
                Field("kind", "taps", label="survey-kind"),
                Field("score"),
                Field("note", "words"),
            ),
        ),
        Group("more", (Field("about", "taps"), Field("scale"), DATE), folded=True),
        AGAIN,
    ),
)
FORMS = (
    STANCE,
    ROLE,
    CONTACT_ADD,
    CONTACT_LEFT,
    PLAN_ADD,
    PLAN_PROGRESS,
    PLAN_DONE,
    PLAN_DROP,
    CASE_OPEN,
    CASE_CLOSE,
    SURVEY,
)
