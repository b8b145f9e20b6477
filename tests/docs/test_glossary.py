"""docs/glossary.md is in order, and says what the tool's own headings and words say, in both languages."""

from runner import ROOT
from tables import tables

from crmcli.messages import tables_en, tables_ko

ROWS = tables((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))["Glossary"]
TERMS = {row["Term"]: row for row in ROWS}


def test_terms_stand_in_alphabetical_order_and_once() -> None:
    terms = [row["Term"].casefold() for row in ROWS]
    assert terms == sorted(set(terms))


def test_every_term_has_its_korean_and_one_sentence_or_two() -> None:
    assert [
        row["Term"] for row in ROWS if not row["한국어"] or not row["Meaning"].endswith((".", "?"))
    ] == []


def test_every_word_that_tables_show_is_told_as_in_both_languages() -> None:
    words = {
        (text, tables_ko.TEXTS[key])
        for key, text in tables_en.TEXTS.items()
        if key.startswith("word-")
    }
    assert [
        (text, korean)
        for text, korean in sorted(words)
        if text not in TERMS or korean not in TERMS[text]["한국어"]
    ] == []
