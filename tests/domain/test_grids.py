"""What the domain answers to every combination of a few values, of days that touch and of words that hold each other. grids/*.txt has all of it: UPDATE=1 writes it anew, read what changed."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from pathlib import Path

import pytest
from books import account, policy
from golden import recorded

from crmcli.domain.deals.deals import days_open, state
from crmcli.domain.deals.endings import ending, reopened, spells
from crmcli.domain.deals.stage_history import passage
from crmcli.domain.deals.terms import next_term
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
    one = Contract(date(2024, 1, 1), date(2024, 3, 31))
    two = Contract(date(2024, 2, 1), date(2024, 3, 31))
    last = Contract(date(2024, 4, 1), date(2024, 4, 30))
    open_end = Contract(date(2023, 1, 1), None)
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


GRIDS = {"terms": terms, "ends": ends, "edits": edits, "saved": saved, "found": found}


@pytest.mark.parametrize("name", GRIDS)
def test_each_combination_is_answered_so(name):
    answers = list(GRIDS[name]())
    assert answers == recorded(FOLDER / f"{name}.txt", answers)
