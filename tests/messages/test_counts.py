import re
from importlib import import_module

import pytest

from crmcli.messages import FILES, Phrases
from crmcli.messages.counts import counted


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("{0} account(s)", ["1"], "{0} account"),
        ("{0} account(s)", ["0"], "{0} accounts"),
        ("{0} account(s)", ["11"], "{0} accounts"),
        ("{0}: {1} file(s) (is|are) cut", ["7", "1"], "{0}: {1} file is cut"),
        ("{0} entr(y|ies) of {1} deal(s)", ["1", "2"], "{0} entry of {1} deals"),
        ("{0} entr(y|ies): (it is|they are)", ["2"], "{0} entries: they are"),
    ],
)
def test_a_word_takes_the_form_of_the_count_before_it(text, words, said):
    assert said == counted(text, words)


def test_what_is_put_in_keeps_its_own_brackets():
    phrases = Phrases("en")
    assert "a(s)(x|y)/index.html: 1 account, as of d" == phrases(
        "told-site-written", "a(s)(x|y)", 1, "d"
    )
    assert "o: 2 accounts" in phrases("told-site-written", "o", 2, "d").replace("/index.html", "")


# one of them has a text of its own, or a limit that is never one
SEVERAL = {
    "cell-days-ago", "cell-days-ahead", "error-source-cells", "error-source-rows",
    "error-source-too-many", "error-source-zip-ratio", "finding-amount-scale-large",
    "finding-close-far-ahead", "finding-day-far-ahead", "finding-days-far-apart",
    "finding-end-far-ahead", "told-lint-unread-many", "why-reps", "why-reps-more",
}  # fmt: skip
COUNTED = (
    "accounts|attempts|commits|contacts|days|deals|digits|entries|files|headings|improvements|"
    "members|months|people|plans|promises|records|roles|rows|times|weeks|years"
)


def test_no_text_counts_one_in_the_plural():
    texts = {
        key: text
        for name in set(FILES.values())
        for key, text in import_module(f"crmcli.messages.en.{name}").TEXTS.items()
    }
    plural = {key for key, text in texts.items() if re.search(rf"\{{\d\}} ({COUNTED})\b", text)}
    assert SEVERAL == plural


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("finding-stale-stance", ("ann", 1, "30 days"), "1 day old"),
        ("finding-plan-overdue", ("p", "2026-07-31", 1), "1 day ago"),
        ("finding-next-step-overdue", ("2026-07-31", 1), "1 day ago"),
        ("finding-close-date-passed", ("2026-07-31", 1), "1 day ago"),
        ("page-winloss-pace", (1,), "the last 1 day is"),
        ("page-pipeline-whole", (1,), "All 1 deal"),
        ("note-slips-of", (1, 1), "1 of 1 promise was moved"),
    ],
)
def test_one_is_told_in_the_singular(key, words, said):
    text = Phrases("en")(key, *words)
    assert said in text
    assert f"{said}s" not in text
