"""The ten steps of `crm tour`: what is typed in each, over the small example in its language.

Why a step is taken is a text.
"""

from collections.abc import Mapping
from datetime import date, timedelta

_READ = (
    "{as_of}"  # behind a question, and behind a change, where the tour is of a day that is named
)
_WRITE = "{date}"

WHY = (
    "told-tour-known",
    "told-tour-holder",
    "told-tour-stance",
    "told-tour-plan",
    "told-tour-entry",
    "told-tour-due",
    "told-tour-deals",
    "told-tour-loss",
    "told-tour-care",
    "told-tour-changes",
)
STEPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("coverage brightwater{as_of}",),
        ('contact add brightwater "Lena Brandt" --title Purchasing --role buyer{date}',),
        ('stance brightwater s-ono friendly --why "Praised the quiet weekend"{date}',),
        ('plan add brightwater --for cto --how "Maria introduces us" --via m-alvarez --due {+21}',),
        ('log kestrel "Liked the case" -t call -w d-park --deal first --next "{+7} demo"{date}',),
        ("due{as_of}",),
        ("pipeline{as_of}", "bant{as_of}"),
        ("deal lose kestrel first --reason price --revisit {+180}{date}", "losses{as_of}"),
        ("cadence{as_of}",),
        ("diff{as_of}", "history"),
    ),
    "ko": (
        ("coverage saeron-foods{as_of}",),
        ("contact add saeron-foods 임다온 --title 구매팀 --role buyer{date}",),
        ('stance saeron-foods no-yr friendly --why "조용했던 주말을 칭찬함"{date}',),
        ('plan add saeron-foods --for cto --how "윤 이사에게 부탁" --via yoon-sh --due {+21}',),
        (
            (
                'log maru-tools "사례 자료에 만족함" -t call -w seol-ma --deal first '
                '--next "{+7} 시연"{date}'
            ),
        ),
        ("due{as_of}",),
        ("pipeline{as_of}", "bant{as_of}"),
        ("deal lose maru-tools first --reason price --revisit {+180}{date}", "losses{as_of}"),
        ("cadence{as_of}",),
        ("diff{as_of}", "history"),
    ),
}


def typed(line: str, day: date | None) -> str:
    """A line as it is typed: without a day that was named, days are counted from today."""
    for ahead in (7, 21, 180):
        said = f"+{ahead}d" if day is None else (day + timedelta(days=ahead)).isoformat()
        line = line.replace(f"{{+{ahead}}}", said)
    return line.replace(_READ, f" --as-of {day}" if day else "").replace(
        _WRITE, f" --date {day}" if day else ""
    )
