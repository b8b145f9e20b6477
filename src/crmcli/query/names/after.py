"""What can be asked of what follows a sale: contracts, assets, cases and surveys?"""

from datetime import date

from crmcli.domain.records import words
from crmcli.query.kinds import Name
from crmcli.query.reading import by_then, composed, computed, field, fields
from crmcli.query.view import View


def _closed(view: View) -> date | None:
    return by_then(view.record.closed, view)


def _runs(view: View) -> bool:
    """Does it hold on that day: has begun, and not ended?"""
    return bool(
        view.record.start <= view.as_of
        and (view.record.end is None or view.record.end >= view.as_of)
    )


_ACCOUNT = computed("account", "text", lambda view: composed(view.account.id))
CONTRACTS: tuple[Name, ...] = (
    _ACCOUNT,
    computed("contract", "text", lambda view: composed(view.id)),
    field("deal"),
    *fields("date", "start", "end"),
    computed("signed", "date", lambda view: by_then(view.record.signed, view)),
    field("amount", "money"),
    field("per", "word", words=words.PERIODS),
    field("notice_days", "number"),
    computed("runs", "truth", _runs),
)
ASSETS: tuple[Name, ...] = (
    _ACCOUNT,
    computed("product", "text", lambda view: composed(view.id), of="products"),
    field("qty", "number"),
    *fields("date", "since", "replace"),
    field("note"),
)
CASES: tuple[Name, ...] = (
    _ACCOUNT,
    computed("case", "text", lambda view: composed(view.id)),
    field("kind", "word", words=words.CASE_KINDS),
    field("opened", "date"),
    computed("closed", "date", _closed),
    computed("open", "truth", lambda view: _closed(view) is None),
    *fields("text", "contact", "what"),
    computed(
        "resolution",
        "text",
        lambda view: composed(view.record.resolution) if _closed(view) else None,
    ),
    field("deal"),
    field("owner", of="team"),
)
SURVEYS: tuple[Name, ...] = (
    _ACCOUNT,
    field("date", "date"),
    field("kind", "word", words=words.SURVEY_KINDS),
    field("about", "word", words=words.SURVEY_SUBJECTS),
    *fields("number", "score", "scale"),
    *fields("text", "contact", "note"),
)
