"""What Korean tells in a sentence ends as a sentence does, in 합니다체; a verb made a noun (없음, 모름, 읽음) stands in labels only: headings, cells, words, legends."""

import re
from importlib import import_module

from crmcli.messages import FILES
from crmcli.store.book.new_book import COMMENTS

# kinds whose texts are told, or written into a file, as sentences
TOLD = {
    "ask",
    "change",
    "check",
    "error",
    "finding",
    "gate",
    "hint",
    "means",
    "note",
    "rules",
    "told",
}
ENDED = re.compile(
    r"(?:[없있않많적같높낮넘남읽찾받맞]음|모름|지남|둠|씀|봄|지움|잘림|다름|빠짐|[가-힣]함|못함|[가-힣]됨|[가-힣]임)(?=$|[.;,):])"
)
NOUNS = re.compile(r"(?:포함|직함|성함|명함|메일함|보관함|책임|모임|움직임)$")
# labels of rows, counts and legends, and what stands in a cell beside others like it
LABELS = {
    "change-deal-bare",
    "change-nobody",
    "change-nothing",
    "change-role-unlisted",
    "note-coverage-grid-legend-spoken",
    "note-quality-stale",
    "note-whitespace-legend",
    "note-whitespace-legend-spoken",
    "told-edit-nothing",
}


def nominal(text: str) -> list[str]:
    """Where the first line, which is told, ends a clause with a verb made a noun."""
    line = re.sub("`[^`]*`", "``", text.split("\n", maxsplit=1)[0])
    return [found[0] for found in ENDED.finditer(line) if not NOUNS.search(line[: found.end()])]


def test_what_is_told_in_a_sentence_ends_as_one() -> None:
    texts = {
        key: text
        for file in sorted(set(FILES.values()))
        for key, text in import_module(f"crmcli.messages.ko.{file}").TEXTS.items()
        if key.split("-")[0] in TOLD
    }
    assert len(texts) > 1000
    assert {key: text for key, text in texts.items() if nominal(text) and key not in LABELS} == {}
    assert {key for key in LABELS if nominal(texts[key])} == LABELS


def test_a_new_book_is_commented_in_sentences() -> None:
    comments = [*COMMENTS["ko"].values()]
    assert len(comments) > 3
    assert [each for each in comments if nominal(each)] == []
