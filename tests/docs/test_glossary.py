"""docs/glossary.md is in order, and says what the tool's own headings and words say, in both languages."""

from runner import ROOT
from tables import tables

from crmcli.messages.en import words as words_en
from crmcli.messages.ko import words as words_ko

ROWS = tables((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))["Terms"]
TERMS = {row["Term"]: row for row in ROWS}
# Words that say in plain language all that there is to say of them.
PLAIN = {
    "BANT gap",
    "SDR",
    "access",
    "added",
    "all",
    "amount",
    "answered",
    "ask for a referral",
    "assets",
    "behind",
    "broken promise",
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
    "ok",
    "open amount",
    "open deals",
    "others",
    "out of touch, nothing ahead",
    "overdue tasks",
    "owner left",
    "phone or e-mail",
    "products",
    "reached",
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
    "value",
    "waits",
    "without an amount",
    "won amount",
    "work of who left",
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
