import pytest

from crmcli.messages import Phrases
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
