"""Books to measure with: as many accounts as asked for, 6-9 KB each, Korean and English, the same
on every machine.

Only `random.Random.random` is used of the standard library's chance: it alone is promised to give
the same numbers for the same seed in every version of Python.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

T = TypeVar("T")

SEED = "crm"
TODAY = date(2026, 11, 20)
EDITION = 1  # raise it when the accounts change, so that books written before are written anew
MARK = ".benchmark.json"

TEAM = {
    "seo-yr": "sales",
    "baek-dh": "sales",
    "ryu-ji": "sales",
    "nam-gs": "executive",
    "oh-hm": "support",
    "moon-ta": "marketing",
}
SELLERS = ("seo-yr", "baek-dh", "ryu-ji")
ROLES = (
    "ceo",
    "cfo",
    "cto",
    "cio",
    "infra-mgr",
    "app-mgr",
    "security-mgr",
    "finance-mgr",
    "purchasing-mgr",
    "buyer",
    "operator",
    "user-dept",
)
STAGES = ("prospecting", "research", "contacting", "qualification", "presenting", "closing")
LOSS_REASONS = (
    "price",
    "features",
    "timing",
    "trust",
    "authority",
    "budget",
    "fit",
    "unresponsive",
)
FAMILY_NAMES = (
    "구",
    "나",
    "문",
    "배",
    "백",
    "손",
    "심",
    "유",
    "노",
    "하",
    "곽",
    "성",
    "차",
    "주",
    "우",
)
GIVEN_NAMES = (
    "가람",
    "나래",
    "다온",
    "라희",
    "마루",
    "보람",
    "새봄",
    "아라",
    "은솔",
    "재윤",
    "찬혁",
    "태림",
    "하늘",
    "해솔",
    "규리",
    "로운",
)
ENGLISH_NAMES = (
    "Ada Fenwick",
    "Ben Ashdown",
    "Clara Holt",
    "Dev Marlow",
    "Edith Quill",
    "Felix Dunmore",
    "Gwen Stroud",
    "Hugh Barlow",
    "Isla Kerr",
    "Joan O'Dell",
    "Kit Langley",
    "Lena Moss",
    "Miles Thorne",
    "Nora Pell",
    "Otto Vance",
    "Pia Redfern",
)
KOREAN_FIRMS = (
    "가온정밀",
    "다솜식품",
    "라온바이오",
    "마중물류",
    "바름전선",
    "샛별통신",
    "아람화학",
    "차오름건설",
    "푸른해운",
)
ENGLISH_FIRMS = (
    "Alder Freight",
    "Birch Analytics",
    "Cinder Foundry",
    "Dovetail Optics",
    "Elm Street Bank",
    "Foxglove Pharma",
    "Granite Mills",
)
TITLES = (
    "대표",
    "전무",
    "본부장",
    "팀장",
    "차장",
    "대리",
    "Chief Engineer",
    "Operations Lead",
    "Procurement Partner",
)
DEALS = (
    "생산관리 1차 도입",
    "라이선스 증설",
    "유지보수 갱신",
    "Plant rollout",
    "Data platform pilot",
    "Security bundle",
)
PROBLEMS = (
    "수기 집계로 월 마감이 닷새 걸림",
    "공장 세 곳의 재고가 서로 맞지 않음",
    "Reports take a week and nobody trusts them",
    "Old system leaves support in spring",
)
SAYINGS = (
    "현장 담당자와 요구 사항을 한 줄씩 확인했고 빠진 두 가지를 적어 둠",
    "예산은 1월에 확정된다고 하여 그 전에 비교표를 보내기로 함",
    "보안 검토 문서를 요청받아 다음 주 화요일까지 회신 약속",
    "담당 임원이 바뀌어 처음부터 다시 설명, 분위기는 나쁘지 않음",
    "Went through the open questions one by one; two of them are ours to answer",
    "They compared us with the incumbent and asked for a longer trial",
    "Legal wants the liability clause changed before anything is signed",
    "Left with a list of three sites and the people to ask there",
)
STEPS = (
    "비교표 송부",
    "시연 일정 확정",
    "계약서 초안 전달",
    "Send the revised quote",
    "Call about the trial",
    "Agree on the pilot site",
)
PAPERS = ("brochure.pdf", "비교표.xlsx", "roadmap.pdf", "사례집.pdf")


class Chance:
    """One account's dice, seeded by its number."""

    def __init__(self, seed: str, number: int) -> None:
        self.roll = Random(f"{seed}/{number}").random

    def number(self, low: int, high: int) -> int:
        return low + int(self.roll() * (high - low + 1))

    def one(self, things: Sequence[T]) -> T:
        return things[int(self.roll() * len(things))]

    def often(self, share: float) -> bool:
        return self.roll() < share

    def before(self, newest: int, oldest: int) -> date:
        """A day so many days before today."""
        return TODAY - timedelta(days=self.number(newest, oldest))

    def days(self, count: int, oldest: int) -> list[date]:
        """Different days up to today, oldest first."""
        return sorted({self.before(0, oldest) for _ in range(count)})


def account(number: int, seed: str = SEED) -> str:
    """One account file's text."""
    chance = Chance(seed, number)
    is_korean = chance.often(0.5)
    is_customer = chance.often(0.5)
    people = [f"c{place}" for place in range(1, chance.number(7, 9) + 1)]
    deals = [f"deal-{place}" for place in range(1, chance.number(2, 3) + 1)]
    parts = (
        _head(chance, number, is_korean=is_korean, is_customer=is_customer),
        _roles(chance, people),
        _contacts(chance, number, people, is_korean=is_korean),
        _plans(chance),
        _deals(chance, deals, people),
        _contract(chance) if is_customer else (),
        _log(chance, deals, people),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _head(chance: Chance, number: int, *, is_korean: bool, is_customer: bool) -> Iterator[str]:
    yield f"name: {_quoted(f'{chance.one(KOREAN_FIRMS if is_korean else ENGLISH_FIRMS)} {number}')}"
    yield f"segment: {chance.one('ABC')}"
    yield f"status: {'customer' if is_customer else 'dormant' if chance.often(0.2) else 'prospect'}"
    yield f"owner: {chance.one(SELLERS)}"
    yield f"source: {chance.one(('referral', 'event', 'outbound', 'inbound', 'partner'))}"
    yield "research:"
    yield f"  employees: {chance.number(30, 8000)}"
    yield f"  annual_revenue: {chance.number(2, 900)}000000000"
    yield f"  problems: [{_quoted(chance.one(PROBLEMS))}]"


def _roles(chance: Chance, people: list[str]) -> Iterator[str]:
    yield "roles:"
    for role in ROLES:
        holder = chance.one(people) if chance.often(0.65) else "null"
        yield (
            f"  {role}: {{contact: {holder}, rep: {chance.one(tuple(TEAM))}}}"
            if chance.often(0.8)
            else f"  {role}: {holder}"
        )


def _contacts(chance: Chance, number: int, people: list[str], *, is_korean: bool) -> Iterator[str]:
    yield "contacts:"
    for person in people:
        korean_name = chance.one(FAMILY_NAMES) + chance.one(GIVEN_NAMES)
        yield f"  {person}:"
        yield f"    name: {_quoted(korean_name if chance.often(0.9 if is_korean else 0.1) else chance.one(ENGLISH_NAMES))}"
        yield f"    title: {_quoted(chance.one(TITLES))}"
        yield f'    phones: ["010-{chance.number(2000, 9999)}-{chance.number(1000, 9999)}"]'
        yield f"    emails: [{person}@firm{number:05d}.example]"
        if chance.often(0.7):
            stances = [
                f"{day}: {chance.one(('friendly', 'neutral', 'negative'))}"
                for day in chance.days(chance.number(1, 3), 500)
            ]
            yield f"    stance: {{{', '.join(stances)}}}"


def _plans(chance: Chance) -> Iterator[str]:
    yield "plans:"
    for place in range(1, chance.number(1, 3) + 1):
        due = chance.before(-90, 60)
        yield f"  plan-{place}: {{for: {chance.one(ROLES)}, kind: identify, how: {_quoted(chance.one(SAYINGS))}, owner: {chance.one(tuple(TEAM))}, due: {due}}}"


def _deals(chance: Chance, deals: list[str], people: list[str]) -> Iterator[str]:
    yield "deals:"
    for deal in deals:
        day = chance.before(60, 600)
        reached = []
        for stage in STAGES[: chance.number(1, len(STAGES))]:
            reached.append(f"{day}: {stage}")
            day += timedelta(days=chance.number(1, 40))
            if day > TODAY:
                break
        closed = min(day, TODAY)
        criteria = ", ".join(
            f"{name}: {chance.one(('met', 'unmet', 'partial', 'unknown'))}"
            for name in ("budget", "authority", "need", "timeline")
        )
        yield f"  {deal}:"
        yield f"    name: {_quoted(chance.one(DEALS))}"
        yield f"    type: {chance.one(('new', 'cross_sell', 'upsell', 'renewal'))}"
        yield f"    amount: {chance.number(4, 900)}000000"
        yield f"    close: {chance.before(-240, 30)}"
        yield f"    stages: {{{', '.join(reached)}}}"
        yield f"    bant: {{{criteria}}}"
        yield from _ending(chance, closed, people)


def _ending(chance: Chance, closed: date, people: list[str]) -> Iterator[str]:
    end = chance.roll()
    if end < 0.45:
        if chance.often(0.6):
            yield f"    next: {{date: {chance.before(-40, 20)}, what: {_quoted(chance.one(STEPS))}, owner: {chance.one(SELLERS)}, with: {chance.one(people)}}}"
    elif end < 0.72:
        yield f"    outcome: {{result: won, date: {closed}}}"
    else:
        result = "lost" if end < 0.9 else "no_decision"
        yield f"    outcome: {{result: {result}, date: {closed}, reason: {chance.one(LOSS_REASONS)}, competitor: {_quoted(chance.one(('대현소프트', 'Norwood')))}}}"


def _contract(chance: Chance) -> Iterator[str]:
    start = chance.before(30, 700)
    yield f"contracts: {{main: {{start: {start}, end: {start + timedelta(days=730)}, amount: {chance.number(10, 300)}000000, per: year}}}}"


def _log(chance: Chance, deals: list[str], people: list[str]) -> Iterator[str]:
    yield "log:"
    for day in sorted(chance.before(0, 700) for _ in range(chance.number(24, 32))):
        kind = chance.one(("call", "email", "meeting", "visit", "review", "message", "demo"))
        outcome = chance.one(("held", "reached", "no_answer", "sent"))
        gave = f", gave: [{chance.one(PAPERS)}]" if kind == "review" else ""
        who = (
            f"by: {chance.one(tuple(TEAM))}, with: {chance.one(people)}, deal: {chance.one(deals)}"
        )
        yield f"  - {{date: {day}, type: {kind}, {who}, outcome: {outcome}, what: {_quoted(chance.one(SAYINGS))}{gave}}}"


def policy() -> str:
    """The text of the book's crm.yaml."""
    members = "".join(
        f"  {name}: {{name: {name}, function: {function}, emails: [{name}@our.example]}}\n"
        for name, function in TEAM.items()
    )
    return f"title: benchmark\ncurrency: KRW\nlanguage: ko\ntimezone: Asia/Seoul\nteam:\n{members}"


def path_of(root: Path, number: int) -> Path:
    """Where the account with this number lies."""
    return root / "accounts" / f"a{number:05d}.yaml"


def write_book(root: Path, count: int, seed: str = SEED, generator: Path | None = None) -> bool:
    """Write a book, unless it is there as it should be.

    `generator` is another program that takes a folder and a count. Was it written?
    """
    mark = root / MARK
    wanted = {
        "accounts": count,
        "seed": seed,
        "edition": EDITION,
        "generator": str(generator or ""),
    }
    if (
        mark.exists()
        and json.loads(mark.read_text(encoding="utf-8")) == wanted
        and len(list((root / "accounts").iterdir())) == count
    ):
        return False
    if root.exists():
        if not mark.exists():
            raise FileExistsError(f"{root} is not a book of the benchmark's; it is left alone")
        shutil.rmtree(root)
    (root / "accounts").mkdir(parents=True)
    mark.write_text("{}", encoding="utf-8")
    if generator:
        subprocess.run(
            [sys.executable, str(generator), str(root), str(count)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    else:
        (root / "crm.yaml").write_text(policy(), encoding="utf-8", newline="\n")
        for number in range(count):
            path_of(root, number).write_text(account(number, seed), encoding="utf-8", newline="\n")
    mark.write_text(json.dumps(wanted), encoding="utf-8")
    return True
