"""docs/glossary.md is in order, and says what the tool's own headings and words say, in both languages."""

import re

from runner import ROOT
from tables import tables

from crmcli.messages.en import words as words_en
from crmcli.messages.ko import words as words_ko

PAGE = tables((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
ROWS, KOREAN = PAGE["Terms"], PAGE["Korean"]
TERMS = {row["Term"]: row for row in ROWS}
# Words that say in plain language all that there is to say of them.
PLAIN = {
    "BANT gap",
    "SDR",
    "access",
    "added",
    "addresses and websites",
    "all",
    "amount",
    "answered",
    "ask for a referral",
    "assets",
    "behind",
    "broken promise",
    "changed",
    "close date passed",
    "closes soon",
    "contracts",
    "convert",
    "coverage",
    "customer success",
    "days to win",
    "deliver",
    "done",
    "ended",
    "engineering",
    "executive",
    "filled",
    "finance",
    "gap",
    "gaps with a plan",
    "gaps",
    "gate near",
    "identify",
    "in grace",
    "last one missed",
    "later",
    "live",
    "manager",
    "marketing",
    "missed",
    "missing",
    "month",
    "new, without an amount",
    "no close date",
    "no due day",
    "no line",
    "no next step",
    "no owner",
    "no target",
    "not answered",
    "not begun",
    "not measured",
    "note",
    "numbers elsewhere",
    "ok",
    "once",
    "open amount",
    "open deals",
    "others",
    "out of touch, nothing ahead",
    "overdue tasks",
    "owner left",
    "person",
    "phone or e-mail",
    "products",
    "quarter",
    "reached",
    "reasons",
    "referred",
    "reminded",
    "renewed",
    "reps",
    "role holders",
    "rotting",
    "sales",
    "same",
    "signed",
    "skipped",
    "stances",
    "still there",
    "support",
    "surveys",
    "too many tries",
    "tries too close",
    "unsure",
    "user",
    "value",
    "waits",
    "without an amount",
    "won amount",
    "work of who left",
    "year",
}


def test_terms_stand_in_alphabetical_order_and_once() -> None:
    terms = [row["Term"].casefold() for row in ROWS]
    assert terms == sorted(set(terms))


def test_every_term_has_its_korean_and_one_sentence_or_two() -> None:
    assert [
        row["Term"] for row in ROWS if not row["한국어"] or not row["Meaning"].endswith((".", "?"))
    ] == []


def test_every_word_that_tables_show_is_told_as_in_both_languages() -> None:
    words = {
        (text, words_ko.TEXTS[key])
        for key, text in words_en.TEXTS.items()
        if key.startswith("word-")
    }
    assert [
        (text, korean)
        for text, korean in sorted(words)
        if text not in PLAIN and (text not in TERMS or korean not in TERMS[text]["한국어"])
    ] == []


def test_a_word_that_needs_no_telling_is_one_that_tables_show() -> None:
    assert set() == PLAIN - {
        text for key, text in words_en.TEXTS.items() if key.startswith("word-")
    }


# Korean words stand alone or before a particle
PARTICLES = "은|는|이|가|을|를|과|와|의|에|로|으로|도|만|마다|별"


def test_korean_says_each_thing_by_one_word() -> None:
    """What the glossary says not to write stands in no message, in no help and in no page."""
    pages = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in [*(ROOT / "docs" / "ko").glob("*.md"), ROOT / "README.ko.md"]
    }
    said = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for room in ("messages/ko", "rules")
        for path in (ROOT / "src" / "crmcli" / room).rglob("*.py")
    }
    second = {word for row in KOREAN for word in row["Not"].split(", ")}
    assert len(second) > 20
    pattern = re.compile(
        rf"(?<![가-힣])({'|'.join(map(re.escape, sorted(second)))})(?=(?:{PARTICLES})?(?![가-힣]))"
    )
    assert {} == {
        name: found
        for name, text in {**said, **pages}.items()
        if (found := sorted(set(pattern.findall(text))))
    }


def test_the_korean_glossary_has_the_same_terms() -> None:
    text = (ROOT / "docs" / "ko" / "glossary.md").read_text(encoding="utf-8")
    korean = tables(text)["가나다 순서로"]
    assert {(row["영어"], row["용어"]) for row in korean} == {
        (row["Term"], row["한국어"]) for row in ROWS
    }
    assert [row["용어"] for row in korean] == sorted(row["용어"] for row in korean)
    assert [row for row in korean if not row["뜻"].endswith((".", "?"))] == []
