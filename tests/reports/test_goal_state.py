"""What is said of a goal for every side on which the figure, or all that so few deals could mean, may stand to its line and to its target: goal_state.txt. UPDATE=1 writes it anew: read what changed."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path

from golden import recorded

from crmcli.domain.time.dated import Fact
from crmcli.reports.forecast.goal_rows import _state

DAY = date(2026, 8, 1)
DAYS = {
    "before": DAY - timedelta(days=1),
    "on": DAY,
    "after": DAY + timedelta(days=1),
    "no day": None,
}
# up from 2 to 5, down from 8 to 5, or from nowhere
BASES = {"up": 2, "down": 8, "": None}
NOW = [None, 3, 5, 7]
SPANS = [(2.0, 3.0), (3.0, 4.5), (3.0, 5.0), (4.0, 6.0), (5.0, 7.0), (5.5, 7.0), (None, 4.0)]


def test_a_goal_is_judged_by_the_worst_and_the_best_that_the_figure_may_be():
    found = []
    for (way, base), since, due, line in product(BASES.items(), DAYS, DAYS, (None, 4.0, 6.0)):
        if base is None and since != "no day":
            continue
        begun = None if base is None else Fact(DAYS[since], base)
        aim = Fact(DAYS[due], 5)
        states = [f"{now}: {_state(begun, aim, now, None, line, DAY)}" for now in NOW]
        states += [
            f"{low}-{high}: {_state(begun, aim, 4, (low, high), line, DAY)}" for low, high in SPANS
        ]
        found.append(f"{way}, begun {since}, due {due}, line {line}: {', '.join(states)}")
    assert found == recorded(Path(__file__).with_name("goal_state.txt"), found)
    assert "no-target" == _state(None, None, 4, None, None, DAY)
