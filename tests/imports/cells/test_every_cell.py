"""Cells as tables have them, read as each sort of value: what is taken of them, or why nothing is. every_cell/*.txt has all of it: UPDATE=1 writes it anew, read what changed."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from golden import recorded

from crmcli.domain.table import Message
from crmcli.imports.card import Refusal
from crmcli.imports.cells.clocks import clocked
from crmcli.imports.cells.counts import head_count
from crmcli.imports.cells.dates import Dates
from crmcli.imports.cells.emails import addresses, emails
from crmcli.imports.cells.names import apart, person, whole_name
from crmcli.imports.cells.near import near
from crmcli.imports.cells.nothing import is_nothing
from crmcli.imports.cells.numbers import Numbers
from crmcli.imports.cells.phones import phones
from crmcli.imports.cells.texts import line, long
from crmcli.imports.cells.titles import without_title
from crmcli.imports.cells.units import unit_of
from crmcli.imports.cells.words import listed, yes_no
from crmcli.messages import Phrases

FOLDER = Path(__file__).with_name("every_cell")
EN, SEOUL = Phrases("en"), ZoneInfo("Asia/Seoul")
DAYS = """2021-04-15|2021-4-5|20210415|210415|2021/04/15|15.04.2021|04/15/2021|4/5/2021|05-04-21|31/12/99|12/31/00|2021년 4월 15일|21. 4. 15|2021.4.15.|Apr 15, 2021|15 Apr 2021|15-Apr-21|April 15|2021-04|Q2 2021
2021-W15-4|Thu Apr 15 2021|2021-04-15 (목)|목 2021-04-15|(화) 2021-04-15|2021-02-30|2021-13-01|0000-01-01|9999-12-31|2999-12-31|4712-12-31|4000-01-01|1899-12-31|1900-01-01|1800-01-01|2100-01-01|2200-01-01|2021-04-15x|x
44301|44301.5|60|61|1|2958465|99999|20000|80000|12345|44301.123456789012345678901|20210415103000|19991231235959|20991231000000|30000101000000|202104151030|202113151030|1618444800|1618444800000|161844480|9999999999|999999999999|123456789012|1618444800.5
2021-04-15 10:30|2021-04-15T10:30:59Z|2021-04-15T10:30:60+09:00|2021-04-15 24:00|2021-04-15 23:59:59.999|2021-04-15 10:60|2021-04-15 10:30:61|2021-04-15T00:00:00Z|2021-04-15T00:00:00-14:00|2021-04-15T00:00:00+14:00|2021-04-15T00:00+14:01|2021-04-15T00:00+09:60|2021-04-15 10:30 PM
2021-04-15 오후 3:05|2021-04-15 오전 12시|2021-04-15 오후 15:05|2021-04-15 13:00 am|2021-04-15 0:30 pm|2021-04-15 12 PM|2021-04-15 PM 3시 5분|2021. 4. 15. 오후 3:05:09|15/04/2021 - 16/04/2021|2021-04-15 ~ 2021-04-15|2021-04-15~2021-04-16|1-2-3|1.2.3|13.13.13|2021-04-15 UTC|2021-04-15 10:30 EST""".replace("\n", "|").split("|")  # fmt: skip
NUMBERS = """0|-0|1|1,234|1.234|1,234.5|1.234,5|1 234,5|1'234.5|1_234|12,34|12.34|1,23,456|1,2345|1.2.3|0.123|1.000|1,000|(1,234)|-1,234|1,234-|−5|△5|▲5|+5|--5|$5|5$|US$ 5|€5,00|5 EUR|₩5,000|5000원|5천원|5천|3억 2천|3.5억|1억|1만 5천|백만|십|5M|5.5k|5 thousand|1e3
1E+20|1e-3|1e16|1e-16|1.5e3|1,5e3|1.234e3|5%|5 %|50 percent|5개|5 EA|약 5|~5|5~6|5-6|5 to 6|1/2|½|５|一二三|12345678901234567890|0.1234567890123|99999999999999999|1 000 000|1.000.000|1,000,000.00|NaN|inf|x|5x|x5|1 2|1..2|.5|5.|,5|5,|1,234,56|1.234.56""".replace("\n", "|").split("|")  # fmt: skip
PHONES = """010-1234-5678|01012345678|+82 10 1234 5678|tel:+82-10-1234-5678;ext=12|02-555-0100~3|02-555-0100~0103|02-555-0100, 0200|02-555-0100/0101|031) 555-0100|555-0100|+1 (555) 010-0100 x12|+1-800-FLOWERS|1588-1588|Fax 02-555-0101|팩스: 02-1|M. 010-1234-5678 / T. 02-555-0100|010-1234-5678 (home)
ph: 12345|123|12345678901234567890|010.1234.5678|０１０-1234-5678|02-555-0199~0201|02-555-0100-0109|02-555-0100 ext. 3|call me|tel:12|+82(0)10-1234-5678|0082-10-1234-5678|010-1234-5678;010-1234-5678|02-555-0100~0100|02-555-0109~10|fax 123""".replace("\n", "|").split("|")  # fmt: skip
MAILS = """a@b.example|A@B.example; a@b.example|Kim <a@b.example>|"Kim, M" <a@b.example>, Lee <c@d.example>|mailto:a@b.example|E-mail: a@b.example|a@b.example c@d.example|a@b.example / c@d.example|a at b.example|a@@b.example|a@b,example|a@b|@b.example|a@|<a@b.example|a＠b.example|이메일: a@b.example
a@b.example|c@d.example|a@b.example:::c@d.example|kim|'a@b.example'|(a@b.example)|a@b.example.|a@b..example|Kim a@b.example|<a@b.example> <c@d.example>|a@b.example, x, c@d.example""".split("\n")  # fmt: skip
MAILS = [each for text in MAILS for each in (text, *text.split("|"))]
NAMES = """Kim|Minji Kim|Kim, Minji|홍, 길동|홍길동|홍 길동|홍길동 부장|홍길동부장|홍길동 부장님|부장 홍길동|김민지 님|김민지 씨|김 이사|김이사|이사|남궁민수 대리|남궁 대리|Mr. Kim|Dr. Ann Reed|Ann Reed, PhD|Ann Reed Jr.|Reed, Ann, Jr.|Kim, Jr.|Ann Reed III|Prof. Dr. Kim|Ms Kim|대표이사 홍길동|홍길동 대표이사 사장|김민지 (과장)|과장|김과장|박 CEO|Ann, Reed, X|, Ann|Kim,|주식회사 한빛|김하나|김대리|황보 과장|선우이사|Dr|Dr.|Sir Ann|김철수 교수 박사""".split("|")  # fmt: skip
TEXTS = ["a  b", " a\n b ", "a\r\nb\rc", "<p>a</p><p>b</p>", "a<br>b<br/>c", "<b>a</b> &amp; b &lt;c&gt;", "<script>x</script>a", "<style>p{}</style>a<style>", "<table><tr><td>a</td><td>b</td></tr></table>", "<ul><li>a<li>b</ul>", "a < b > c", "<a@b.example>", "x" * 199, "x" * 200, "x" * 201, "word " * 50, "\x00a\x07", "a\u200bb", "a\tb", "<!-- x -->a", "</p>a", "<div>a<div>b</div></div>", "<h1>T</h1>x", "a\n\n\n\nb", "e\u0301", "&nbsp;a", "<>", "<p", "<P>A</P>", "<pre>a\n  b</pre>", "</script>x", "<script>a</style>b</script>c"]  # fmt: skip
HEADINGS = "Amount|Amount (USD)|Amount in thousands|금액(천원)|금액(백만원)|금액 (억원)|매출(단위: 백만)|Revenue (k€)|Share (%)|Probability %|Price $|Price [EUR]|수량(개)|Sum (in M)|Sum (MM)|Total (KRW mn)|금액(만원)|단가(원)|Betrag (Tsd. EUR)|AOV (US$)|() x|Rate (%p)|Amount (x)|Amount (USD, EUR)".split("|")  # fmt: skip
WORDS = "yes|Y|TRUE|1|예|네|o|O|✓|x|no|N|FALSE|0|아니오|아니요|무|유|on|off|maybe||2|a; b ;a|a, b，c、d|a\nb|a:::b|* x ::: * y|N/A|없음|-|--|#N/A|미정|TBD|null|none|해당없음|.|?|unknown|1,000+|10-50|50~100|500명|약 30|1.0|1.5|5000000|99999999|> 5|<5".split("|")  # fmt: skip
KNOWN = {"won": ["Won", "수주"], "lost": ["Lost", "실주"], "qualification": ["Qualification", "검증"], "closing": ["Closing", "계약"], "category": ["Categories"], "customer": [], "prospect": []}  # fmt: skip
MEANT = "won|WON|wons|Won!|closed won|Closed Lost|lst|lost deal|categories|category|categorie|qualify|qualifcation|검증 단계|계약완료|수주|customer - direct|고객사|기존 고객|analyst|target|won lost|clos|closings|1. Closing|Closing (2)|prospects|prospekt||x".split("|")  # fmt: skip


def shown(value: Any) -> str:
    if isinstance(value, Message):
        return EN.say(value)
    if isinstance(value, tuple | list):
        return f"({', '.join(map(shown, value))})"
    return ascii(value) if isinstance(value, str) and not value.isprintable() else str(value)


def told(read: Callable[[], Any]) -> str:
    try:
        return shown(read())
    except Refusal as refusal:
        return f"no: {EN.say(refusal.why)}"


def days() -> Iterator[str]:
    for cell in DAYS:
        ways = {
            "alone": lambda cell=cell: Dates.of([cell]).read(cell),
            "zone": lambda cell=cell: Dates.of([cell, "2021-04-15T10:30:00Z"]).read(cell, SEOUL),
            "d first": lambda cell=cell: Dates.of([cell, "25/12/2021"]).read(cell),
            "m first": lambda cell=cell: Dates.of([cell, "12/25/2021"]).read(cell),
            "1904": lambda cell=cell: Dates.of([cell], from_1904=True).read(cell),
        }
        yield from grouped(cell, ways)
        yield f"  evidence: {EN.say(Dates.of([cell, '25/12/2021', '1/2/2021']).evidence)}"


def numbers() -> Iterator[str]:
    for cell in NUMBERS:
        ways = {
            "alone": lambda cell=cell: Numbers.of([cell]).read(cell),
            "comma": lambda cell=cell: Numbers.of([cell, "1.234,56"]).read(cell),
            "point": lambda cell=cell: Numbers.of([cell], decimal=".").read(cell),
            "asked": lambda cell=cell: Numbers.of([cell], decimal=",", currency="KRW").read(cell),
            "thousands": lambda cell=cell: Numbers.of([cell], heading="금액(천원)").read(cell),
            "share": lambda cell=cell: Numbers.of([cell], heading="Share (%)").read(cell),
        }
        yield from grouped(cell, ways)
        yield f"  evidence: {EN.say(Numbers.of([cell, '1,234.5']).evidence)}"


def grouped(cell: str, ways: dict[str, Callable[[], Any]]) -> Iterator[str]:
    answers: dict[str, list[str]] = {}
    for name, way in ways.items():
        answers.setdefault(told(way), []).append(name)
    yield repr(cell)
    yield from (f"  {', '.join(names)}: {said}" for said, names in answers.items())


def each(cells: Sequence[str], *reads: Callable[[str], Any]) -> Iterator[str]:
    for cell in cells:
        said = " | ".join(told(lambda read=read, cell=cell: read(cell)) for read in reads)
        yield f"{cell[:60]!r}: {said if len(said) < 600 else f'{said[:600]}… {len(said)}'}"


def names() -> Iterator[str]:
    yield from each(NAMES, without_title, lambda cell: person(cell), lambda cell: person(family=cell, given="Ann"), lambda cell: apart(cell, None), lambda cell: apart(cell, "부장"), lambda cell: apart(cell, ""))  # fmt: skip
    for whole, family, given in (("Ann", "Reed", "Ann"), ("Reed", "Reed", "Ann"), ("Ann Reed", "Reed", ""), ("홍길동", "홍", "길동"), ("길동", "홍", "길동"), ("", "홍", "길동"), ("", "Reed", "Ann"), ("X", "Reed", "Ann"), ("", "", "Ann"), ("", "Reed", "")):  # fmt: skip
        yield f"{whole} {family} {given}: {whole_name(whole, family, given)} | {whole_name(whole, family, given, 'M.')}"


CELLS: dict[str, Callable[[], Iterator[str]]] = {
    "days": days,
    "numbers": numbers,
    "phones": lambda: each(PHONES, lambda cell: phones([("Phone", cell)]), lambda cell: phones([("Fax", cell), ("Mobile", "010-1234-5678")])),
    "emails": lambda: each(MAILS, lambda cell: emails([("Mail", cell)]), addresses),
    "names": names,
    "texts": lambda: each(TEXTS, lambda cell: tuple(line(cell)), lambda cell: tuple(long(cell)), lambda cell: tuple(long(cell, 12))),
    "headings": lambda: each(HEADINGS, unit_of),
    "words": lambda: each(WORDS, yes_no, listed, head_count, *(lambda cell, kind=kind: is_nothing(cell, kind) for kind in ("text", "name", "date", "number", "phone", "email", "choice"))),
    "clocks": lambda: each([each.partition(" ")[2] or each for each in DAYS if ":" in each or "시" in each], clocked),
    "near": lambda: each(MEANT, lambda cell: near(cell, KNOWN), lambda cell: near(cell, KNOWN, misspelled=False)),
}  # fmt: skip


@pytest.mark.parametrize("sort", CELLS)
def test_a_cell_is_read_so(sort):
    found = list(CELLS[sort]())
    assert found == recorded(FOLDER / f"{sort}.txt", found)
