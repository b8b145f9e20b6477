"""What days, numbers, phone numbers and addresses mean that people wrote in their own way. as_written.txt has all of it: UPDATE=1 writes it anew, read what changed."""

from datetime import date
from pathlib import Path

from golden import recorded

from crmcli.domain.records.written_amount import (
    in_digits,
    written_amount,
    written_count,
    written_percent,
)
from crmcli.domain.text.unseen import ALIKE, DIRECTIONS, INVISIBLE, SPACES, as_meant, odd_character
from crmcli.domain.text.ways import email_fault, phone_fault
from crmcli.domain.time.when import day_said, split_day
from crmcli.domain.time.written import is_open, written_day

FILE = Path(__file__).with_name("as_written.txt")
MONDAY, LAST, LEAP = date(2026, 8, 3), date(2026, 12, 31), date(2028, 2, 29)
DAYS = """20260803|20261301|20260230|20260200|2026-8-3|2026.8.3.|2026/8/3|2026년 8월 3일|2026년8월3|2026-02-30|2026-02-32|0000-01-01|2026 - 8 - 3
0001-01-01|9999-12-31|26-8-3|'26.8.3|69-1-2|70-1-2|00-2-29|01-2-29|8/3/2026|3.8.2026|13/8/2026|8-13-2026|13/13/2026|31/2/2026
2/29/2024|2/29/2023|8/8/2026|0/3/2026|3/0/2026|8/3/0000|2026-08|2026년 8월|2026.13|2026-00|0000-05|2026 Q1|2026q4|2026년 3분기
2026 1/4분기|2026h1|2026-H2|2026상반기|2026년 상반기|2026년 하반기|Q2 2026|q3, 2027|h1 2026|H2, 2027|0000q1|미정|TBD|t.b.d.|협의중|(미정)|없음|open
2026-08-03T10:20|2026-08-03 오후 3시|2026-08-03 10:20:30.5Z|2026-08-03 10:20+09:00|2026.8.3 10am|2026-08-03, 9시|8월 3일|8/3|8-3|3-8
2/29|8월말|8월 초|mid-August|early 2026|2026년 말|2026 초|end of 2026|2026-W32|2026년 32주|2026-W60|tomorrow|내일|next week|3일 후|+3d
Aug 3, 2026|3 Aug 2026|August 3|3rd of August|2026–08–03|２０２６．８．３|곧|x|?|when ready|""".replace(
    "\n", "|"
).split("|")
DAYS += [f"2026-8-3 00:00:00.{'0' * many}" for many in (22, 23)]
# what stands behind many spaces is not forgotten
DAYS += [f"2026-8-3{' ' * many}{end}" for many in (71, 72) for end in ("", "x")]
DAYS += [f"미정{' ' * many}{end}" for many in (37, 38, 39) for end in ("", "x")]
SAID = [
    "today, tomorrow, yesterday, the day after tomorrow, 모레, 그글피, 그끄제, on Monday, by friday, mon, tuesday, 월, 화요일, 화요일까지, 다음주 화, 지난 금요일, 이번 수요일, 오는 목요일",
    "next monday, last sunday, this tue, coming wed, 다음 주, 다다음 주, 지지난주, 금주, 차주, 이달, 내달, 전월, 다음 분기, 지난 분기, next quarter, last quarter, this quarter, next year, last year",
    "내년, 작년, 올해, 재작년, 내후년, 다음주 초, 다음주 말, next week friday, next week start, next week end, 다음달 초, 다음달 중순, 다음달 말, 다음달 5일, 다음달 31일, next month the 5th, next month 5",
    "내년 3월 5일, 내년 말, 내년 초, 내년 중순, next year end, next year mid, this quarter end, this quarter mid, friday next week, the 5th of next month, end of last month, start of next year",
    "mid next month, 5 next month, end-next-month, month end, 월말, 이번달 말, 분기말, 연말, 주말, end of month, eom, eoq, eoy, eow, 월초, 분기초, 연초, start of month, the 3rd, the 31st, the 30th, the 4th, the 0th",
    "+3d, -3d, + 2 w, +1m, -1y, +1q, +9999y, -9999y, in 3 days, in a week, in two weeks, in ten blue, 3 days ago, a month ago, 2 years later, three weeks from now, many days ago, 3일 후, 일주일 뒤, 한 달 전, 두 달 후",
    "열흘 뒤, 보름 전, 사흘 후, 나흘 전, 2주일 후, 3개월 전, 1년 후, 5해 전, 2026-8-3, 2026.8.3., 2026-8.3, 2026년 8월 3일, 8.3.2026, 13.8.2026, 12/31/2026, 1/1/2026, 2026-13-1, 8/3, 8/2, 8/4, 2/29, 2/30, 8. 3., 8월 3일",
    "8월 말, 8월말일, 2월 말, aug 3, aug. 3rd, august 3 2027, aug 3, 2027, the 3rd of aug, 3 august 2027, 3 xyz, xyz 3, monday 2026-8-3, tue 2026-8-3, 8/3 (월), 8/3(화), 8월 3일 월요일, mon, 8/3, mon 8/3 mon, mon 8/3 tue",
    "2026-W32, 2026 w1, 2026-W60, 2026년 32주차, 2026년 5주, 3분기, 3/4분기, 3사분기, 상반기, 하반기, 3분기 말, 2분기 초, 상반기 말, 하반기 초, 1월, 1월 초, 1월 말, 8월 중순, 2분기 중순, 2026년 1월 초, 2027년 3분기 말",
    "내년 1월 초, 작년 하반기 말, 올해 4분기, q1, q3, q4, h1, h2, end of q3, start of q2, mid q3, mid-march, early march, late march, end of march, march end, the end of march, end march end, q3 2027, q3 of 2027, q1 next year",
    "h2, next year, march 2027, mar. 2027 end, 2027q1, 2027-q1 말, 2027 h2 end, 2027 q2 start, end of 2027, start of 2027, beginning of 2027, 2027년 초, 2027 말, 13월 초, 5분기, soon, 2026, 3, monday week, on, by, 에, 0/0",
]
PARTED = "tomorrow call, next week: ask, 8/3 - send, 다음주 화 데모, 3일 후에 전화, mon 8/3 visit them, call tomorrow, 2026-8-3, monday, – x, aug 3, 2027 sign it all, end of next month we should be through with everything".split(
    ", "
)
AMOUNTS = """500|1,234|12.5|1.234.567|1'234'567|1 234 567|1.234|12345|0|1천|3천만|1억 2천만원|약 1억|약 5천만원 정도|1억 이상|총 3억|~3천만|<500|500+|500??|3억(예상)
3억 (VAT 별도)|3억, 부가세 포함|300 excl. VAT|300 plus VAT|300 + tax|1억~2억|100-200|100 to 200|1억에서 2억|1억-2억 (VAT 별도)|1억 - VAT 별도|3천만 - VAT|-500|▲500|△ 500|(500)|(1,200)|( 5 )
미정|TBD|협의|5 EUR|€5|$1,000|¥500|5k|5M|1.5bn|3만 5|$5|5 dollars|five|오백|백만|0.00005|10000|9999|10000.5|1234567.25|1,23|1.5천|5천|1000만원정|approx. 500|circa 500|500 ca|최대 1억|최소 1천만|500가량
about about 500|약 약 약 약 500|""".replace("\n", "|").split("|")
COUNTS = """820명|1,000 EA|12 seats|5 people|3개월|6 months|2주|1년|2 weeks|20일|20 days|5 licences|5 licenses|3식|3세트|약 30명|30여명|30명 정도|10~20명|열명|다섯|5개|5 개|5x|5 units.|미정|-3명|(3)|1억|50|1,5|three
3만 5|5 pcs|10 사람""".replace("\n", "|").split("|")
PERCENTS = "50%|50 %|50 퍼센트|50프로|50 percent|50pct|50p|100%|100.5%|101%|0%|0|150|50~60%|약 50%|-5%|반|%|1,000%|99.9|1_000".split(
    "|"
)
PHONES = """010-1234-5678|01012345678|010-1234-567|02-123-4567|02-1234-5678|031-123-4567|0505-123-4567|1588-1234|123456|1234567|12345678901234|123456789012345|1234567890123456|+82-10-1234-5678|+82 (0)10-1234-5678
82-10-1234-5678|82 10 1234 5678|8210 1234 5678|+82 010-1234-5678|82-2-123-4567|821234|82123456789|+82-10-1234|8201012345678|00 82 10 1234 5678|0082-10-1234-5678|+1 555 010 1234|1 555 010 1234|(02) 123-4567|02)123-4567
tel: 02-123-4567|T. 02-123-4567|전화: 02-123-4567|휴대폰) 010-1234-5678|02-123-4567 (비서)|02-123-4567 [대표]|02-123-4567 (ext)|02-123-4567 내선 12|02-123-4567 x12|02-123-4567 ext. 12|02-123-4567#12
010-1234-5678 / 02-123-4567|010-1234-5678, 02-123-4567|010-1234-5678 또는 02-123-4567|010-1234-5678 or x|010-1234-5678;|O1O-1234-5678|0l0-1234-5678|O1O-l23|OlO|abc|전화 없음|kim@x.kr|kim＠x.kr|０１０－１２３４－５６７８
"010-1234-5678"|010–1234–5678|010 1234 5678|+|-|()|02/123/4567|""".replace("\n", "|").split("|")
EMAILS = """kim@hanbit.example|Kim@hanbit.example|kim.lee@hanbit.example|kim_lee@x.kr|kim+x@x.kr|kim@x|kim@@x.kr|kim..lee@x.kr|.kim@x.kr|kim@x..kr|kim@x.kr.|kim@x.kr,|mailto:kim@x.kr|MAILTO: kim@x.kr
Kim <kim@x.kr>|<kim@x.kr>|"kim@x.kr"|kim@x.kr; lee@x.kr|kim@x.kr, lee@x.kr|kim@x.kr lee@x.kr|kim@x.kr/lee@x.kr|kim@x.kr, lee|kim @ x.kr|kim (at) x.kr|kim[at]x.kr|kim 골뱅이 x.kr|kim at x.kr|kim@x,kr|kim@x,k
kim@한빛.kr|김@x.kr|kim@한빛.한국|kim＠x.kr|kim@x.kr(비서)|02-123-4567|12|kim|kim.x.kr|@x.kr|kim@|kim@x y.kr|ki m@x.kr|kim'lee@x.kr|kim(x)@x.kr|""".replace(
    "\n", "|"
).split("|")
LONG = [("a" * n) + "@x.kr" for n in (249, 250)]


def days():
    for text in DAYS:
        yield f"is open {text!r}: {is_open(text)}"
        for today in (None, MONDAY, LEAP):
            for past in (False, True):
                why, day, is_safe, other = written_day(text, today, past=past)
                yield f"day {text!r} on {today} past {past}: {why or '-'} {day} {is_safe} {other}"


def said():
    far = [f"tomorrow{' ' * many}{end}" for many in (151, 152, 153) for end in ("", "x")]
    for text in (*", ".join(SAID).split(", "), *far):
        for today in (MONDAY, LAST, LEAP, date(1, 1, 1), date.max):
            found = [day_said(text, today, past=past) for past in (False, True)]
            yield f"said {text!r} on {today}: {found[0]} or {found[1]}"
    for text in PARTED:
        yield f"parted {text!r}: {split_day(text, MONDAY)} or {split_day(text, MONDAY, past=True)}"


def numbers():
    far = [f"5{' ' * many}{end}" for many in (118, 119, 120, 239, 240) for end in ("", "x")]
    for text in (*AMOUNTS, *far):
        for currency in ("", "KRW", "EUR"):
            yield f"amount {text!r} {currency}: {written_amount(text, currency)[:3]}"
    for name, read, texts in (
        ("count", written_count, COUNTS),
        ("percent", written_percent, PERCENTS),
    ):
        for text in (*texts, "9" * 60, "9" * 61, f"{'0' * 59}5", f"{'0' * 60}5", *far):
            why, digits, is_safe, more = read(text)
            yield f"{name} {text!r}: {why or '-'} {digits} {is_safe} {more}"
    for number in (0, 9999, 10_000, 1_234_567):
        yield f"digits {number}: {in_digits(number)}"


def ways():
    for text in PHONES:
        yield f"phone {text!r}: {phone_fault(text)} or {phone_fault(text, korean=True)}"
    for text in EMAILS:
        yield f"email {text!r}: {email_fault(text)}"
    for text in LONG:
        yield f"email of {len(text)}: {email_fault(text)}"
        digits = "1" * len(text)
        yield f"phone of {len(digits)}: {phone_fault(digits)} or {phone_fault(f'@{digits}')}"


def unseen():
    for char in (*INVISIBLE, *DIRECTIONS, *SPACES, *map(chr, ALIKE), *"！～￠￦｟Ａ가é“"):
        odd = odd_character(f"a{char}b")
        told = odd and (odd.kind, *odd.told())
        yield f"odd U+{ord(char):04X}: {told} {as_meant(f'a{char}b')!r}"


def test_everything_means_what_is_recorded():
    found = [*days(), *said(), *numbers(), *ways(), *unseen()]
    assert found == recorded(FILE, found)
