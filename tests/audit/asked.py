"""Which questions are put to crm, and what the audit finds for each."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from audit import figures_attempts as tried
from audit import figures_balance as sides
from audit import figures_forecast as expected
from audit import figures_stages as passed
from audit import figures_stance as minds
from audit import figures_whitespace as gaps
from audit import figures_cadence as kept
from audit import figures_contracts as held
from audit import figures_coverage as known
from audit import figures_customers as theirs
from audit import figures_due as asking
from audit import figures_outcomes as ends
from audit import figures_pipeline as ahead
from audit import figures_quality as written
from audit.book import Book
from audit.reading import months


def year_before(t: date) -> date:
    return months(t, -12)


class Question(NamedTuple):
    words: Sequence[str]
    found: Callable[[Book], dict[str, Any]]
    keys: Sequence[str]
    silent: bool = False
    since: Callable[[date], date] = year_before


QUESTIONS = [
    Question(["coverage"], known.coverage, ["account"]),
    Question(["coverage", "--by", "owner"], known.coverage_by_owner, ["group"]),
    Question(["coverage", "--gaps"], known.gap_list, ["account", "role"]),
    Question(["stance"], minds.stance, ["account"]),
    Question(
        ["stance", "--matrix", "--since", "DATE"],
        lambda book: minds.matrix(book, year_before(book.t)),
        ["from"],
    ),
    Question(
        ["stance", "--since", "DATE"],
        lambda book: minds.changes(book, year_before(book.t)),
        ["account", "contact"],
    ),
    Question(["pipeline"], ahead.pipeline, ["stage"]),
    Question(["pipeline", "--by", "owner"], ahead.pipeline_by_owner, ["group"]),
    Question(["pipeline", "--rotten"], ahead.rotten, ["account", "deal"]),
    Question(["bant"], ahead.bant, ["account", "deal"]),
    Question(["forecast"], expected.forecast, ["group"], silent=True),
    Question(
        ["forecast", "--by", "owner"],
        lambda book: expected.forecast(book, by="owner"),
        ["group"],
        silent=True,
    ),
    Question(
        ["forecast", "--method", "history"],
        lambda book: expected.forecast(book, method="history"),
        ["group"],
        silent=True,
    ),
    Question(
        ["forecast", "--method", "category"],
        lambda book: expected.forecast(book, method="category"),
        ["group"],
        silent=True,
    ),
    Question(["forecast", "--by", "product"], expected.forecast_by_product, ["group"], silent=True),
    Question(["forecast", "--quantity"], expected.quantities, ["group", "product"], silent=True),
    Question(["winrate"], ends.winrate, ["group"]),
    Question(
        ["winrate", "--since", "DATE"],
        lambda book: ends.winrate(book, year_before(book.t)),
        ["group"],
    ),
    Question(["winrate", "--by", "owner"], ends.grouped(lambda deal: deal.owner), ["group"]),
    Question(["winrate", "--by", "source"], ends.grouped(lambda deal: deal.source), ["group"]),
    Question(["winrate", "--by", "manager"], ends.by_manager, ["group"]),
    Question(["winrate", "--by", "month"], ends.winrate_by_month, ["group"]),
    Question(["losses"], ends.losses, ["reason"]),
    Question(
        ["losses", "--since", "DATE"],
        lambda book: ends.losses(book, since=year_before(book.t)),
        ["reason"],
    ),
    Question(
        ["losses", "--by", "owner"],
        lambda book: ends.losses(book, "group", of=lambda deal: deal.owner),
        ["group"],
    ),
    Question(
        ["losses", "--by", "stage"],
        lambda book: ends.losses(book, "group", of=lambda deal: deal.stage),
        ["group"],
    ),
    Question(
        ["losses", "--by", "month"],
        lambda book: ends.losses(book, "group", of=lambda deal: deal.closed_on.strftime("%Y-%m")),
        ["group"],
    ),
    Question(["velocity"], ends.velocity, ["group"]),
    Question(["velocity", "--by", "owner"], ends.velocity_by_owner, ["group"], silent=True),
    Question(["stages"], passed.stages, ["stage"]),
    Question(["renewals"], held.renewals, ["account", "contract"]),
    Question(["retention"], held.retention, ["group"]),
    Question(["balance"], sides.balance, ["rep", "side"], silent=True),
    Question(["referrals"], theirs.referrals, ["account"]),
    Question(["satisfaction"], theirs.satisfaction, ["group", "kind", "about"]),
    Question(
        ["satisfaction", "--by", "account"],
        lambda book: theirs.satisfaction(book, lambda account: account.id),
        ["group", "kind", "about"],
    ),
    Question(["whitespace"], gaps.whitespace, ["account"]),
    Question(["orphans"], lambda book: gaps.orphans(book, asking.in_hand), ["account"]),
    Question(["cadence"], kept.cadence, ["rep"]),
    Question(["cadence", "--by", "account"], kept.by_account, ["account", "cadence", "touch"]),
    Question(["attempts"], tried.attempts, ["account", "deal"]),
    Question(["due"], asking.due, ["account", "kind", "subject", "date"]),
    Question(
        ["due", "--days", "60"],
        lambda book: asking.due(book, 60),
        ["account", "kind", "subject", "date"],
    ),
    Question(["quality"], written.quality, ["account"]),
]
