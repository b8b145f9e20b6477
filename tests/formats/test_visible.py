"""Nothing of a record may steer a terminal or hide in a line; ordinary text stays as it is."""

import json
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.text.visible import json_safe, visible

ORDINARY = [
    "한빛전자㈜ 평택 2공장",
    "Müller & Söhne — “Größe”",
    "70% · 3/4 (30–95%) … −5 € ₩1,000 №5",
    "日本電気株式会社、東京　支店",
    "a+b=c [red] {x} <y> `z` \\ | * _",
    "ㄱㄴㄷ ㅏㅑ",
    "한글".encode().decode(),
]
BAD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
ANY = st.text(st.characters(), max_size=30) | st.text(
    st.sampled_from('a가\x1b\x9b\u202e\u200b\u2066\ufeff\ud800\udcff\U000e0041\n\t"\\'), max_size=30
)


def test_ordinary_korean_and_english_stays_as_it_is() -> None:
    assert ORDINARY == [visible(text) for text in ORDINARY]


def test_decomposed_hangul_stays_hangul() -> None:
    for text in ("한빛전자", "값", "뷁"):
        assert text == unicodedata.normalize("NFC", visible(unicodedata.normalize("NFD", text)))


def test_what_is_hidden_is_spelled_out() -> None:
    given_ = [
        "\x1b[31m",
        "a\x00b",
        "\x9b",
        "\u202eevil\u202c",
        "x\u200by",
        "\ufeff",
        "\U000e0041",
        "\udcff",
        "\u2028",
        "\u3164",
        "\ufff0",
        "\U0001bca0",
    ]
    assert [
        "\\x1b[31m",
        "a\\x00b",
        "\\x9b",
        "\\u202eevil\\u202c",
        "x\\u200by",
        "\\ufeff",
        "\\U000e0041",
        "\\udcff",
        "\\u2028",
        "\\u3164",
        "\\ufff0",
        "\\U0001bca0",
    ] == [visible(text) for text in given_]


def test_line_breaks_and_tabs_become_a_space_each() -> None:
    assert "a b  c d" == visible("a\nb\r\nc\td")


@given(ANY)
def test_no_hidden_character_survives(text: str) -> None:
    assert not BAD.search(visible(text))


@given(ANY)
def test_no_character_that_unicode_calls_a_control_a_format_or_a_separator_of_lines_survives(
    text: str,
) -> None:
    assert [] == [
        f"U+{ord(char):04X}"
        for char in visible(text)
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(char)
        in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    ]


@given(ANY)
def test_making_visible_twice_changes_nothing_more(text: str) -> None:
    assert ascii(visible(text)) == ascii(visible(visible(text)))


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Po", "Sm", "Sc"]), max_size=30))
def test_letters_digits_and_signs_stay(text: str) -> None:
    invisible = "\u115f\u1160\u3164\uffa0"
    kept = "".join(char for char in text if char not in invisible)
    assert kept == visible(kept)


# Of the surrogates only those that stand for a file name's odd bytes: JSON reads a pair of two others as one character.
TEXT = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from('a가\x1b\x9b\u202e\u200b\u2066\ufeff\udc80\udcff\U000e0041\n\t"\\'),
    max_size=20,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_safe_json_holds_the_same_values_and_nothing_hidden(value: object) -> None:
    safe = json_safe(json.dumps(value, ensure_ascii=False))
    assert ascii(value) == ascii(json.loads(safe))
    assert not BAD.search(safe)


@given(VALUES)
def test_safe_json_over_several_lines_holds_the_same_values(value: object) -> None:
    safe = json_safe(json.dumps(value, ensure_ascii=False, indent=2))
    assert ascii(value) == ascii(json.loads(safe))
    assert not BAD.search(safe.replace("\n", ""))


def test_safe_json_leaves_hangul_readable() -> None:
    assert '{"name": "한빛전자㈜", "hidden": "\\u202e\\udb40\\udc41"}' == json_safe(
        '{"name": "한빛전자㈜", "hidden": "\u202e\U000e0041"}'
    )
