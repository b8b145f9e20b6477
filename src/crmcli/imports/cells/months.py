"""Which month does a word name, in the languages whose tables we have seen?"""

from functools import cache

# As `plain` writes them: without case and marks. No word means two months in two languages.
_NAMES = (
    "jan january januar janner jaenner janv janvier ene enero gen gennaio janeiro januari 一月",
    "feb february februar feber fev fevr fevrier febr febrero febbraio fevereiro februari 二月",
    "mar march mrz marz maerz mars marzo marco mrt maart 三月",
    "apr april avr avril abr abril aprile 四月",
    "may mai mayo mag maggio maio mei 五月",
    "jun june juni juin junio giu giugno junho 六月",
    "jul july juli juil juillet julio lug luglio julho 七月",
    "aug august aout ago agosto augustus 八月",
    "sep sept september septembre septiembre set settembre setembro 九月",
    "oct october okt oktober octobre octubre ott ottobre out outubro 十月",
    "nov november novembre noviembre novembro 十一月",
    "dec december dez dezember decembre dic diciembre dicembre dezembro 十二月",
)


@cache
def months() -> dict[str, int]:
    """The months by name, as `plain` writes names."""
    return {word: place for place, words in enumerate(_NAMES, 1) for word in words.split()}


_WEEKDAYS = (
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday"
    " saturday sunday mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag"
    " sonntag lun mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche"
    " 월 화 수 목 금 토 일 월요일 화요일 수요일 목요일 금요일 토요일 일요일"
)


@cache
def weekdays() -> frozenset[str]:
    """Names of weekdays, written the same way: they stand beside a day and say nothing more."""
    return frozenset(_WEEKDAYS.split())
