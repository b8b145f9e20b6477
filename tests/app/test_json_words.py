"""What is no JSON is told in the language of the session, with the place, whatever is wrong with it."""

import re

import pytest

from crmcli.app.protocol.decoding import batch
from crmcli.domain.errors import CrmError
from crmcli.messages import Phrases

BROKEN = {
    "": "a value is missing",
    "[{": "a key in double quotes is missing",
    "[1,]": "missing|comma",
    '{"a" 1}': "line 1, column 6: a colon is missing behind the key",
    "[1 2]": "line 1, column 4: a comma or a closing bracket is missing",
    "[] []": "line 1, column 4: more stands behind the end",
    '["a\nb"]': "line 1, column 4: a line break",
    '["a': "line 1, column 2: a text that begins here has no closing quote",
    r'["\x"]': "behind a backslash",
    r'["\u12"]': "behind a backslash",
    '{"a": 1,}': "comma",
    "[tru]": "a value is missing",
    "\ufeff[]": "a byte order mark",
    "[" * 100_000: "nested too deep",
    f"[{'9' * 5000}]": "a number has too many digits",
}


@pytest.mark.parametrize(("text", "told"), BROKEN.items(), ids=map(repr, range(len(BROKEN))))
def test_what_is_no_json_is_told_in_our_words(text, told):
    with pytest.raises(CrmError) as caught:
        batch(text)
    english, korean = (Phrases(language).say(caught.value.message) for language in ("en", "ko"))
    assert re.search(told, english), english
    assert korean.startswith("요청을 JSON으로 읽을 수 없습니다: ")
    assert not re.search("[A-Za-z]{2,}", re.sub("JSON|BOM|UTF", "", korean)), korean
