"""What the domain answers to every combination of a few values, of days that touch and of words that hold each other. grids/*.txt has all of it: UPDATE=1 writes it anew, read what changed."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, groupby, product
from pathlib import Path

import pytest
from books import account, policy
from golden import recorded

from crmcli.domain.deals.deals import days_open, state
from crmcli.domain.deals.endings import ending, reopened, spells
from crmcli.domain.deals.stage_history import passage
from crmcli.domain.deals.terms import next_term
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_contact
from crmcli.domain.records.account import Contact
from crmcli.domain.records.amounts import amount_said
from crmcli.domain.records.policy import CadenceTouch
from crmcli.domain.records.ratio import bound, filled, percent, points, rounded, signed_percent
from crmcli.domain.records.short_amounts import apart, short
from crmcli.domain.relations.cadence import rhythm, running
from crmcli.domain.relations.cadence_history import stretches
from crmcli.domain.relations.resting import rests
from crmcli.domain.text.keyboard import typed_in_hangul
from crmcli.domain.text.person_name import name_parts
from crmcli.domain.text.spelling import untitled
from crmcli.domain.text.unseen import Odd, kind_of
from crmcli.domain.text.ways import email_fault, phone_fault
from crmcli.domain.text.visible import json_safe, visible
from crmcli.domain.edit import Insert, Remove, Rename, Set, applied
from crmcli.domain.records.customer import Contract
from crmcli.domain.records.saved_line import fault
from crmcli.domain.text.text_search import excerpt, hit, marked, query, spelled
from crmcli.messages import Phrases

FOLDER = Path(__file__).with_name("grids")
FIRST, SECOND, THIRD = "2026-07-01", "2026-07-10", "2026-07-20"


def terms() -> Iterator[str]:
    """Days on which contracts begin and end, alone and behind one and two that led to it."""
    spans = [
        ("2023-01-01", "2023-12-31"),
        ("2023-01-01", "2024-01-01"),
        ("2024-02-29", "2025-02-28"),
        ("2023-08-31", "2024-02-29"),
        ("2024-01-31", "2024-01-31"),
        ("2024-01-31", "2024-02-28"),
        ("2024-03-01", "2024-02-01"),
        ("2024-01-10", "2024-01-25"),
        ("0001-01-01", "0001-12-31"),
        ("9998-12-31", "9999-12-30"),
        ("9999-01-01", "9999-12-31"),
        ("9998-12-31", "9999-06-29"),
        ("9999-12-01", "9999-12-15"),
        ("9999-12-01", "9999-12-16"),
        ("9999-12-01", "9999-12-17"),
        ("9999-11-30", "9999-12-30"),
        ("9999-07-01", "9999-09-30"),
        ("9999-07-01", "9999-10-01"),
    ]
    for start, end in spans:
        chain: dict[str, Contract] = {}
        follows = Contract(date.fromisoformat(start), date.fromisoformat(end))
        for place in range(4):
            chain[f"c{9 - place}"] = follows
            term = next_term(chain, follows)
            yield f"{start} {end} +{place}: {term and f'{term.start} {term.end}'}"
            if term is None:
                break
            follows = Contract(term.start, term.end)
    open_end = Contract(date(2023, 1, 1), None)
    one, two = (
        Contract(start, date(2024, 2, 28)) for start in (date(2024, 1, 31), date(2024, 2, 1))
    )
    last = Contract(date(2024, 2, 29), date(2024, 3, 30))
    for names in (("a", "b"), ("b", "a")):
        known = dict(zip(names, (one, two), strict=True))
        yield f"two before {names}: {next_term({**known, 'last': last}, last)}"
    yield f"without an end: {next_term({'open': open_end}, open_end)}"
    yield f"behind one without an end: {next_term({'open': open_end, 'last': last}, last)}"


def ends() -> Iterator[str]:
    """Deals in stages with ends that touch, are taken back and come before; on days around them."""
    rules, order = policy(), {"contacting": 0, "presenting": 1, "closing": 2}
    stages = [
        f"{{{FIRST}: contacting}}",
        f"{{{FIRST}: contacting, {SECOND}: presenting, {THIRD}: closing}}",
        f"{{{FIRST}: presenting, {SECOND}: contacting, {THIRD}: presenting}}",
        f"{{{SECOND}: contacting, {THIRD}: odd}}",
        f"{{{FIRST}: odd}}",
    ]
    days = ("2026-06-30", FIRST, "2026-07-09", SECOND, THIRD, "2026-07-21")
    taken_back = [(first, until) for first, until in combinations((FIRST, SECOND, THIRD), 2)] + [
        (SECOND, SECOND),
        (THIRD, FIRST),
    ]
    ended = [
        "",
        *(f"[{{result: lost, date: {one}, reopened: {two}, why: x}}]" for one, two in taken_back),
    ]
    ended.append(
        f"[{{result: lost, date: {FIRST}, reopened: {THIRD}, why: x}}, {{result: no_decision, date: {SECOND}, reopened: '2026-07-15', why: y}}]"
    )
    ended.append(
        f"[{{result: lost, date: {SECOND}, reopened: {THIRD}, why: x}}, {{result: no_decision, date: {FIRST}, reopened: {SECOND}, why: y}}]"
    )
    ended.append(
        f"[{{result: lost, date: {FIRST}, reopened: {SECOND}, why: x}}, {{result: no_decision, date: '2026-07-11', reopened: {THIRD}, why: y}}]"
    )
    outcomes = ("", f"{{result: won, date: {SECOND}}}", "{result: lost, date: 2026-07-25}")
    for stage, before, outcome in product(stages, ended, outcomes):
        text = (
            f"{{name: D, stages: {stage}"
            + (f", ended: {before}" if before else "")
            + (f", outcome: {outcome}" if outcome else "")
            + "}"
        )
        deal = account(f"{{name: A, deals: {{d: {text}}}}}").deals["d"]
        yield text
        answers: dict[str, list[str]] = {}
        for day in map(date.fromisoformat, days):
            end, now = ending(deal, day), state(deal, rules, day, None)
            closed = ", ".join(f"{each.first}..{each.until or ''}" for each in spells(deal, day))
            way = passage(deal, order, day)
            said = (
                f"{end and f'{end.result} {end.date}'}, back {reopened(deal, day)}, closed [{closed}],"
                f" way {way and tuple(way)}, open {now and days_open(now)}, in {now and now.stage}"
            )
            answers.setdefault(said, []).append(f"{day:%m-%d}")
        yield from (f"  {' '.join(each)}: {said}" for said, each in answers.items())


def edits() -> Iterator[str]:
    """Each edit at each path of a small tree, in it and beside it."""
    tree = {"a": [{"b": "1"}, "two"], "c": {"d": None, "e": "x"}, "f": "text"}
    paths = [
        (),
        ("a",),
        ("a", 0),
        ("a", 1),
        ("a", 2),
        ("a", -1),
        ("a", 0, "b"),
        ("a", "b"),
        ("a", 1, 0),
    ]
    paths += [
        ("c",),
        ("c", "d"),
        ("c", "g"),
        ("c", 0),
        ("c", "g", "h"),
        ("f",),
        ("f", 0),
        ("f", "g"),
        ("z",),
    ]
    for path in paths:
        each = [
            Set(path, "new"),
            Remove(path),
            Rename(path, "e"),
            Rename(path, "h"),
            Rename(path, "c"),
        ]
        each += [Insert(path, place, "in") for place in (-1, 0, 1, 2, 3)]
        for edit in each:
            try:
                yield f"{edit}: {applied(tree, [edit])}"
            except LookupError as error:
                yield f"{edit}: no {error}"
            except IndexError:
                yield f"{edit}: nothing"


def saved() -> Iterator[str]:
    """Command lines that are saved, with what is wrong in them."""
    lines = (
        """
    list|crm list|list --json|list -n 5|list -n5|list --limit|list --limit 3|list --limit=3|list --limit= 3|list -n|list -x|list -nx
    list --lmit 3|list --limits 3|list --book x|list -C x|list -Cx|list - x|list --|list acme|show acme|show|mine|mine x|other
    add acme|log acme|note|deal won x|deal|deal show|rest|import|export|serve|--help|-h list|crm|crm crm list||"list|list "a b" 'c'
    lst|shw acme|show --as-of today acme|show --as-of|due --all|due --all --json|due --all=3|query|query x|query --on|query --on deals
    book show|book|config|team add x|team|stage|export tables x|forecast --method|forecast --method stage --quantity|forecast -q
    """.strip()
        .replace("\n", "|")
        .split("|")
    )
    for line, name in product([each.strip(" ") for each in lines], ("own", "list")):
        said = fault(name, line, ["own", "mine", "list", "add"])
        if name == "own" or not line:
            yield f"{name} {line!r}: {said and Phrases('en').say(said)}"


def found() -> Iterator[str]:
    """Texts in which something is looked for: where it stands, which pieces it is, what is shown."""
    texts = [
        "Kim Minji",
        "one\n  Kim twice, kim  \nKIM",
        "김민지 과장",
        "010-1234-5678",
        "+82 (10) 1234.5678 and 1234",
        "Straße 5, Strasse",
        "한빛 주식회사",
        "(주)한빛소프트",
        "x" * 12 + " kim " + "y" * 12,
        "가나다라마바사 김 아자차카타파하",
        "",
        " kim",
    ]
    for said, text in product(
        (
            "kim",
            "ㄱㅁㅈ",
            "1234",
            "12-34 56",
            "ss",
            "s",
            "한빛",
            "주식회사 한빛",
            "k  m",
            "김",
            "y",
        ),
        texts,
    ):
        wanted = query(said)
        hits = {of: hit(wanted, text, of) for of in ("name", "phone", "text")}
        pieces = "".join(f"[{part}]" if is_it else part for part, is_it in marked(wanted, text))
        told = {of: (each.line, each.place) for of, each in hits.items() if each}
        shown = [
            excerpt(each, cells)
            for each in [*filter(None, hits.values())][:1]
            for cells in (5, 8, 9, 12, 20, 29, 30)
        ]
        name = spelled(wanted, text)
        if told or name or "[" in pieces:
            yield f"{said!r} in {text!r}: {pieces!r} {told} {name and name.line!r}"
            yield f"  {shown}"


def rhythms() -> Iterator[str]:
    """What was promised so many times a year, every so many months and on fixed days, with touches
    on, before and behind each end; asked on those days.
    """
    start = date(2025, 8, 1)
    kinds = [CadenceTouch("call", per_year=n) for n in (1, 4, 5)]
    kinds += [CadenceTouch("call", every_months=n) for n in (1, 12)]
    kinds += [CadenceTouch("call", at_days=n) for n in ((90, 0, 30), (30,), (364, 366, 365))]
    kinds += [CadenceTouch("call")]
    touches = [
        (),
        ("2025-08-01",),
        ("2025-08-31", "2025-07-31"),
        ("2025-09-01", "2025-08-31", "2025-10-30"),
        ("2025-10-30", "2025-10-31", "2026-07-31"),
        ("2026-07-31", "2026-08-01", "2026-08-02"),
    ]
    asked = ("2025-08-01", "2025-08-31", "2025-09-01", "2025-10-30", "2025-10-31")
    asked += ("2026-07-31", "2026-08-01", "2026-08-02", "2026-09-01", "2026-10-30")
    for touch, days in product(kinds, touches):
        log = ", ".join(f"{{date: {day}, type: call}}" for day in days)
        book = account(f"name: A\nlog: [{log}]\n")
        yield f"{touch.per_year or ''}/{touch.every_months or ''}/{touch.at_days} {' '.join(days)}"
        for day in map(date.fromisoformat, asked):
            now = rhythm(book, touch, start, day)
            if now is None:
                yield f"  {day}: nothing"
                continue
            runs = running(now, touch, start, day)
            parts = ", ".join(
                f"{each.start:%y%m%d}-{each.end and f'{each.end:%y%m%d}'} {each.state} {len(each.days)}"
                for each in stretches(book, touch, start, day, now, runs)
            )
            yield f"  {day}: {now.satisfied}/{now.completed} {now.state} {now.due} {runs.state} {runs[1]} [{parts}]"


def resting() -> Iterator[str]:
    """What was put off twice on one day, taken back, in disorder; asked on the days around."""
    parts = [
        "{date: 2026-07-10, kind: plan, subject: p, until: 2026-08-20, why: busy}",
        "{date: 2026-07-01, kind: plan, subject: p, until: 2026-07-20, by: kim}",
        "{date: 2026-07-10, kind: plan, subject: p, until: 2026-07-10}",
        "{date: 2026-07-05, kind: plan, subject: p, until: 2026-07-06}",
        "{date: 2026-07-05, kind: plan, subject: q, until: 2026-07-06}",
    ]
    for places in [*combinations(range(5), 2), (0, 1, 2), (2, 1, 0), (1, 3, 0, 4), (4, 0, 3, 1)]:
        said = account(f"name: A\nresting: [{', '.join(parts[each] for each in places)}]\n").resting
        for day in (date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 5), date(2026, 7, 10)):
            found = rests(said, day)
            told = "; ".join(
                f"{fact.subject} {tuple(map(str, each))}" for fact, each in found.items()
            )
            yield f"{places} {day}: {told}"


def numbers() -> Iterator[str]:
    """Amounts around each unit as they are shortened, and as they are read; shares around all."""
    around = sorted(
        {n + by for n in (0, 10**3, 10**4, 10**5, 10**6, 10**8, 10**9, 10**12) for by in (-1, 0, 1)}
    )
    for amount in [*around, -10_000, -9_999, 1_234_567, 99_995_000, 100_005_000]:
        yield f"{amount}: {short(amount)}"
    for old, new in ((10_000, 10_001), (1_000_000, 1_004_999), (1, 2), (10**8, 10**8 + 5_000)):
        yield f"{old} {new}: {apart(old, new)}"
    said = (
        "1m1k",
        "1k1m",
        "1k1000",
        "1k999",
        "1m 1000k",
        "1m 999k",
        "2b",
        "1억1억",
        "1억 1만",
        "1만1억",
        "1억9999",
        "1억1만2천",
        "1만10000",
        "1만9999",
    )
    said += (
        "3천만 5백",
        "2천9백만 5백",
        "999만 500",
        "1000만 500",
        "1억 99",
        "1억 100",
        "1억 9",
        "1억 10",
        "5천",
        "0.5천",
        "50백",
        "1.5억",
        "1.5억 3만",
    )
    said += tuple(
        f"2{word}"
        for word in (
            "k",
            " thousand",
            "m",
            "mn",
            " million",
            "b",
            "bn",
            " billion",
            " trillion",
            "t",
            "조",
            "억",
            "만",
            "천",
            "백",
            "십",
        )
    )
    said += tuple("1" * many for many in (59, 60, 61)) + tuple(
        f"1{' ' * many}2" for many in (238, 239)
    )
    for text, currency in product(said, ("KRW", "USD")):
        try:
            yield f"{text[:30]!r} {len(text)} {currency}: {amount_said(text, currency)}"
        except CrmError as error:
            yield f"{text[:30]!r} {len(text)} {currency}: {error.message.key} {error.message.args}"
    least = 1e-12
    shares = [
        one + by
        for one in (0.0, 0.5, 0.01, 0.99, 0.999, 0.9999, 0.99949, 0.9995, 1.0, 1.01)
        for by in (-least, 0.0, least)
    ]
    shares += [1 - 1e-10, 1 - 1e-9, 1e-10, 1e-9, 4e-10, 6e-10, -1e-10]
    for share in [*shares, *(-each for each in shares)]:
        yield f"{share!r}: {percent(share)} {signed_percent(share)} {points(share)} {rounded(share)!r} {filled(share, 8)} {bound(share)}"


def names() -> Iterator[str]:
    """Names in parts, with titles, typed in the other script; characters as they are told."""
    said = "김|김민|김민지|남궁민|남궁민수|남궁|황보김민지|황보김민지수|김민지수연하|김 민지|남궁 민수|김민 지수|김 민 지"
    said += "|Kim Min Ji|Ludwig van Beethoven|van Beethoven|John Smith Jr.|Smith Jr.|J|de la Cruz|Anna de la Cruz|"
    for text in said.split("|"):
        yield f"{text!r}: {tuple(name_parts(text))}"
    for text in ("가", "힣", "각힣a", "\uabff", "\ud7a4", "ㄱ", "ㅣ", "김minji", "안녕 hi"):
        yield f"{text!r} typed: {typed_in_hangul(text)!r}"
    for char in (
        "\x00",
        "\x7f",
        "\x85",
        "\xad",
        "\xff",
        "\u0100",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\U00010000",
        "\U000e0001",
        "\n",
        "\t",
        "a",
    ):
        yield f"{ascii(char)} shown: {ascii(visible(char))} {ascii(json_safe(char))}"
    for many in (196, 197, 198):
        for text in (f"{'김' * many} 상무", f"Mr. {'x' * many}"):
            yield f"{len(text)} untitled: {len(untitled(text))}"
    for name, title in (
        ("김민지", "상무"),
        ("가", "상무"),
        ("힣하", "상무"),
        ("a김", "상무"),
        ("Kim", "CEO"),
        ("김" * 5, "상무"),
        ("김" * 4, "상무"),
        ("", "상무"),
    ):
        known = {"x": Contact(name=name, title=title), "y": Contact(name="Other", title=title)}
        for said in (f"{name[:1]} {title}", f"{title} {name}", f"{name} {title}", title):
            try:
                yield f"{said!r} of {name} {title}: {find_contact(said, known)}"
            except CrmError as error:
                yield f"{said!r} of {name} {title}: {error.message.key}"


def characters() -> Iterator[str]:
    """Of which sort each character is that is not what it seems, and how one of each is told; what
    is wrong with numbers and addresses as long as may be.
    """
    codes = [*range(0x3400), *range(0xA000, 0xA100), *range(0xAC00, 0xAC10), *range(0xD7A0, 0xD800)]
    codes += [
        *range(0xE000, 0xE010),
        *range(0xF900, 0x10100),
        *range(0x1D400, 0x1D800),
        *range(0xE0000, 0xE0200),
    ]
    for kind, group in groupby(codes, key=lambda code: kind_of(chr(code))):
        found = list(group)
        if kind:
            yield f"{found[0]:04X}-{found[-1]:04X} {kind}: {Phrases('en').say(Odd(chr(found[0]), kind).told())}"
    yield f"decomposed: {Phrases('en').say(Odd('e', 'decomposed').told())}"
    for many in (253, 254, 255):
        for text in ("1" * many, "x" * many, f"{'x' * (many - 6)}@y.com"):
            yield f"{text[:3]} {many}: {phone_fault(text)} {phone_fault(text, korean=True)} {email_fault(text)}"
    for text in (
        "a@b",
        "a＠b",
        "010-1234-5678 a@b",
        "82-10-1234-5678",
        "82 2",
        "82012345",
        "821012345678",
        "+82 010 1234 5678",
        "0212345678",
        "02-1",
        "123456",
        "1234567",
        "1" * 15,
        "1" * 16,
        "00821012345678",
        "0101234567",
        "0101234567890",
        "031-123-4567",
    ):
        yield f"{text}: {phone_fault(text)} {phone_fault(text, korean=True)}"


GRIDS = {
    "terms": terms,
    "ends": ends,
    "edits": edits,
    "saved": saved,
    "found": found,
    "rhythms": rhythms,
    "resting": resting,
    "numbers": numbers,
    "names": names,
    "characters": characters,
}


@pytest.mark.parametrize("name", GRIDS)
def test_each_combination_is_answered_so(name):
    answers = list(GRIDS[name]())
    assert answers == recorded(FOLDER / f"{name}.txt", answers)
