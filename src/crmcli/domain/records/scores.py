"""On which scale was a score given, and does it stand on it?"""

from crmcli.domain.records.customer import Survey
from crmcli.domain.records.money import Money

# the highest score of an NPS and of a check-in, and of other surveys where the file does not say
TEN, FIVE = (
    10,
    5,
)


def scale_of(survey: Survey) -> int | None:
    """The highest score the answer could have had; None where it is off its scale, or an NPS that
    is not on 0 to 10.
    """
    scale = survey.scale or (TEN if survey.kind == "nps" else FIVE)
    is_odd = survey.score > scale or (survey.kind == "nps" and scale != TEN)
    return None if is_odd else scale


def is_at_least(score: Money, scale: int, of_ten: int) -> bool:
    """Is it as good as so many of ten, each on its own scale?"""
    return score * TEN >= of_ten * scale
