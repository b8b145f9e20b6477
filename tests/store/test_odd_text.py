"""What a file holds that reads as something else than its author sees."""

from pathlib import Path

import pytest
from golden import recorded

from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.odd_signs import odd_texts
from crmcli.store.shapes.policy import POLICY
from crmcli.store.shapes.reading import account_reading


def odd(text: str, shape=ACCOUNT) -> list[tuple[str, str]]:
    """The rule that tells of each oddity, and what to write; `!` where a person decides."""
    found = odd_texts(f"name: A\n{text}\n".encode(), shape)
    return [
        (each.rule, f"{'' if each.is_safe or not each.meant else '!'}{each.meant}")
        for each in found
    ]


ODD = [
    # a comment that takes the rest of a text with it
    ("deals:\n  d:\n    name: MES #1차", "cut-text", '!"MES #1차"'),
    ("note: 견적 #3 보냄", "cut-text", '!"견적 #3 보냄"'),
    ("note: MES (신규 # 1차)", "cut-text", '!"MES (신규 # 1차)"'),
    ("note: #정보화실장", "cut-text", '!"#정보화실장"'),
    ("research:\n  problems:\n    - 로그 #2 지연", "cut-text", '!"로그 #2 지연"'),
    ('note: say "#1 vendor" \\ #2', "cut-text", '!"say \\"#1 vendor\\" \\\\ #2"'),
    # what nobody sees
    ("segment: A\u200b", "odd-character", "A"),
    ("segment: \u00a0A", "odd-character", "A"),
    ("tags: [반도체\u3000경기]", "odd-character", "반도체 경기"),
    ("tags: [ＩＴ]", "odd-character", "IT"),
    ("tags: ［반도체， 경기］", "stray-mark", "[반도체, 경기]"),
    ("segment: ［A］", "odd-character", '"[A]"'),
    ("tags: 【반도체、경기】", "stray-mark", "[반도체, 경기]"),
    ("tags: [lab、export]", "stray-mark", "!lab, export"),
    ("aliases: [‘Hanbit, Inc’]", "stray-mark", '!"Hanbit, Inc"'),
    ("aliases: [Hanbit&nbsp;Inc]", "stray-mark", "!Hanbit Inc"),
    ("research:\n  problems:\n    1. 지연\n    2. 반품", "stray-mark", "!- 지연\n    - 반품"),
    ("research:\n  problems:\n    ㅇ 지연\n    ㅇ 반품", "stray-mark", "!- 지연\n    - 반품"),
    ("research:\n  problems:\n    ① 지연\n    - 반품", "stray-mark", "!- 지연\n    - 반품"),
    ("segment: “A”", "odd-character", "A"),
    ("tags: [\u1112\u1161\u11ab]", "odd-character", "한"),
    ("note: 같은 일이\u200b 또", "odd-character", "같은 일이 또"),
    ("note: 앞\u202e뒤", "odd-character", "앞뒤"),
    ("note: 긴\u00ad글", "odd-character", "긴글"),
    ("contacts: {lee-dh\u3000: {name: B}}", "odd-character", "lee-dh"),
    ("contacts: {ｌee-dh: {name: B}}", "odd-character", "lee-dh"),
    # signs of other ways to write lists and comments
    ("tags:\n  - 반도체,\n  - 경기", "stray-mark", "반도체"),
    ("research:\n  problems:\n    - 야간 배치 지연,", "stray-mark", "야간 배치 지연"),
    ("tags:\n  - • 반도체", "stray-mark", "반도체"),
    ("tags:\n  - – 반도체", "stray-mark", "반도체"),
    ("research:\n  problems:\n    - · 야간 배치 지연", "stray-mark", "야간 배치 지연"),
    ("segment: A // 매출 상위", "stray-mark", "!A  # 매출 상위"),
    ("tags:\n  - // 반도체", "stray-mark", ""),
    ("contacts: {b: {name: B, title: -}}", "stray-mark", ""),
    ("segment: ㄱ", "stray-mark", ""),
]


@pytest.mark.parametrize(("text", "rule", "write"), ODD)
def test_each_oddity_is_seen_with_what_was_meant(text, rule, write):
    assert [(rule, write)] == odd(text)


@pytest.mark.parametrize(
    "text",
    [
        "note: MES # 1차",
        "note: MES  # the first one",
        "note: MES # (the first one)",
        "owner: kim-mj #확인",
        "deals: {d: {amount: 5}} #확인",
        "deals:\n  d:\n    amount: 72_000_000 #확인 필요",
        'note: "MES" #1차',
        "note: MES # crm: ignore[cut-text] x",
        "note: MES #",
        "note: C# and F#",
        "note: https://hanbit.example // and more",
        "note: |\n  MES #1\n  • one,",
        "#note: MES\n  #tags: B",
        "note: 그가 “아니오”라고 말함 – 그래서, 다시",
        "note: “같은 일이 또 나면 교체하겠다”",
        "note: 👨\u200d👩\u200d👧",
        "tags: [a, b]\naliases:\n  [c,\n   d]",
        "contacts: {b: {name: 한빛㈜}}",
        "note: －－ＡＢＣ",
        "tags: [https://hanbit.example]",
        "tags: [R&D]",
        "note:\n  1. first\n  2. second",
        "research:\n  problems:\n    the first of\n    two lines",
        "aliases: [‘Hanbit’ Inc, b’]",
    ],
)
def test_what_only_looks_odd_is_let_be(text):
    assert [] == odd(text)


@pytest.mark.parametrize(
    "text", ["tags: [x", "tags: [x]\ntags: [y]", "owner: 'kim", "owner:\n\t- kim", "owner: *kim"]
)
def test_nothing_is_told_of_a_file_that_cannot_be_read(text):
    assert [] == odd(f"segment: A\u200b\n{text}")
    assert () == odd_texts("- A\u200b\n".encode(), ACCOUNT)


def test_a_comma_at_the_end_of_a_line_is_seen_before_a_return_too():
    text = "tags:\n  - 반도체,\n  - 경기"
    assert odd(text) and odd(text) == odd(text.replace("\n", "\r\n"))


def test_crm_yaml_is_looked_at_too():
    found = odd_texts("title: Team\u200b\nteam: {kim: {name: “Kim”}}\n".encode(), POLICY)
    assert [(("title",), "Team"), (("team", "kim", "name"), "Kim")] == [
        (each.path, each.meant) for each in found
    ]


def test_a_record_carries_what_is_odd_in_its_file():
    record = account_reading("accounts/a.yaml", "name: A\u200b\n".encode()).record
    assert record is not None
    assert ["odd-character"] == [each.rule for each in record.odd]
    plain = account_reading("accounts/a.yaml", b"name: A # b\n").record
    assert plain is not None
    assert () == plain.odd


TEXTS = """\
a, b|a,b|a,|,a|,|a、b|、|【a、b】|【a】|【】|［a， b］|［a］|「a,b」|【a, b|a, b】|‘a|‘a, b’|“a”|“a, b”|“a|a”|"a, b"|'a'|a&nbsp;b|&amp;|&#44;|&#1234567;|a & b
a // b|// a|a //|a//b|//|http://x//y|a # b|a #b|#b|'a' # b|a (b # c)|a (b) # c|a ! b|a#b|• a|– a|· a|- a|-|–|•|1. a|1) a|① a|ㅇ a|ㄱ|ㅋㅋ|*a*|**a**|a*b
ａ|ａb|　a|a　b|a\u200b|\u200b|\u00a0a|a\u00adb|\u202ea|\u1112\u1161\u11ab|e\u0301|Аcme|１２|（a）|；|a：b|a\u2028b|👨\u200d👩|a\u200db|가\u200d나|\ufeffa|a\ufe0f
a, b,|a {b} // c|• a [b]|a,, b|a;b|a / b|a|a b c, d e f|“a, b, c, d, e, f, g, h, i, j|a\\tb|$a|%a""".replace("\n", "|").split("|")  # fmt: skip
PLACES = (
    "segment: {}",
    "note: {}",
    "tags: {}",
    "tags: [{}]",
    "tags: [x, {}, z”, w’]",
    "tags:\n  - {}\n  - b",
    "contacts: {{k: {{name: K, title: {}}}}}",
    "contacts:\n  {}:\n    name: K",
    "research:\n  problems:\n    {}\n    {}",
    "research:\n  problems:\n    1. {}\n    b\n    2. c",
    "note: |\n  {}\n  b",
    "segment: {} # why",
)


@pytest.mark.parametrize("number", range(len(PLACES)))
def test_odd_texts_are_told_so_wherever_they_stand(number):
    place = PLACES[number]
    found = [place.replace("\n", " / ")]
    for text in TEXTS:
        written = f"name: A\n{place.replace('{}', text).replace('{{', '{').replace('}}', '}')}\n"
        told = odd_texts(written.encode(), ACCOUNT)
        if told:
            said = "; ".join(
                f"{each.rule} {'.'.join(map(str, each.path))}{'!' * each.at_key} {each.kind} {each.text!r}"
                f" => {each.meant!r}{' surely' * each.is_safe}{f' at {each.stretch}' if each.stretch else ''}"
                for each in told
            )
            found.append(f"{text!r}: {ascii(said) if not said.isprintable() else said}")
    assert found == recorded(Path(__file__).with_name("odd_texts") / f"{number:02}.txt", found)
