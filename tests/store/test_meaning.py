"""What somebody meant who wrote what the format has not: the sentence, and what to write."""

from datetime import date

import pytest

from crmcli.domain.naming import Called
from crmcli.messages import Phrases
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.store.yaml.explaining import decode_or_explain
from crmcli.store.yaml.meaning.context import NOTHING_KNOWN, Context
from crmcli.store.yaml.tree import read_tree

TODAY = date(2026, 8, 1)
KNOWN = Context(
    TODAY,
    "KRW",
    {
        "member": [Called("kim-mj", ("김민지",)), Called("han-se", ("한세은",))],
        "reason": [Called("price", ("가격", "Price"))],
        "product": [Called("batch", ("배치 패키지",))],
    },
)


def told(text: str, context: Context = KNOWN, shape=ACCOUNT) -> list[tuple[str, str]]:
    """The message key of each finding, and what to write; `!` where only a person can decide."""
    tree = read_tree(text.encode())
    _, findings = decode_or_explain(shape, tree, context)
    assert all(
        Phrases(language).say(each.message) for language in ("en", "ko") for each in findings
    )
    return [
        (
            each.key or each.rule,
            " + ".join(f"{'' if m.is_safe else '!'}{m.text}" for m in each.mends),
        )
        for each in findings
    ]


DAYS = [
    ("2026.8.20", "day-form", "2026-08-20"),
    ("2026. 8. 20.", "day-form", "2026-08-20"),
    ("2026/08/20", "day-form", "2026-08-20"),
    ("2026-8-20", "day-form", "2026-08-20"),
    ("20260820", "day-form", "2026-08-20"),
    ("2026년 8월 20일", "day-form", "2026-08-20"),
    ("2026-08-20T14:00", "day-form", "2026-08-20"),
    ("2026-08-20 14:00:00", "day-form", "2026-08-20"),
    ("2026-08-20 (목)", "day-form", "2026-08-20"),
    ("08-20-2026", "day-form", "2026-08-20"),
    ("20.08.2026", "day-form", "2026-08-20"),
    ("Aug 20, 2026", "day-form", "2026-08-20"),
    ("2026–08–20", "day-form", "2026-08-20"),
    ("２０２６-08-20", "odd-character", "2026-08-20"),
    ("\u200b2026-08-20", "odd-character", "2026-08-20"),
    ("26-08-20", "day-year", "!2026-08-20"),
    ("99.8.20", "day-year", "!1999-08-20"),
    ("8/5", "day-year", "!2026-08-05"),
    ("8월 5일", "day-year", "!2026-08-05"),
    ("내일", "day-moves", "!2026-08-02"),
    ("next friday", "day-moves", "!2026-08-07"),
    ("2026 Q3", "day-period", "!2026-09-30"),
    ("2026-Q3", "day-period", "!2026-09-30"),
    ("2026년 하반기", "day-period", "!2026-12-31"),
    ("2026-08", "day-period", "!2026-08-31"),
    ("2026년 말", "day-period", "!2026-12-31"),
    ("12/1/2026", "day-either", ""),
    ("미정", "still-open", ""),
    ("TBD", "still-open", ""),
    ("협의 중", "still-open", ""),
    ("2026-02-30", "month-ends", ""),
    ("2026-13-01", "no-such-day", ""),
    ("2026-08-20 (금)", "bad-date", ""),
    ("nonsense", "bad-date", ""),
]


@pytest.mark.parametrize(("said", "key", "write"), DAYS)
def test_a_day_that_is_said_in_another_way_is_answered_with_the_day(said, key, write):
    assert [(key, write)] == told(f'name: a\nplans: {{p: {{for: ceo, due: "{said}"}}}}')


def test_a_day_is_looked_for_on_the_side_where_it_must_be():
    assert [("day-year", "!2025-09-05")] == told("name: a\nlog: [{date: 9/5, type: call}]")
    assert [("day-period", "!2026-07-01")] == told("name: a\nassets: {core: {since: 2026 Q3}}")


def test_without_a_day_to_count_from_nothing_is_counted():
    for said, key in (("8/5", "day-year-open"), ("내일", "day-moves-open")):
        assert [(key, "")] == told(
            f"name: a\nplans: {{p: {{for: ceo, due: {said}}}}}", NOTHING_KNOWN
        )


def test_days_as_keys_are_answered_too():
    found = told("name: a\ncontacts: {b: {name: B, stance: {2026.6.11: neutral}}}")
    assert [("day-form", "2026-06-11")] == found


AMOUNTS = [
    ("72,000,000원", "number-form", "72_000_000"),
    ("72M", "number-form", "72_000_000"),
    ("0.72억", "number-form", "72_000_000"),
    ("7천2백만", "number-form", "72_000_000"),
    ("KRW 72000000", "number-form", "72_000_000"),
    ("₩72,000,000", "number-form", "72_000_000"),
    ("72.000.000", "number-form", "72_000_000"),
    ("72 000 000", "number-form", "72_000_000"),
    ("７２００", "odd-character", "7200"),
    ("약 72_000_000", "number-about", "!72_000_000"),
    ("72,000,000 (VAT 별도)", "number-about", "!72_000_000"),
    ("7천만원 정도", "number-about", "!70_000_000"),
    ("60_000_000~72_000_000", "number-choose", ""),
    ("6천만-7천만", "number-choose", ""),
    ("3천", "number-either", ""),
    ("$60k", "number-either", ""),
    ("-500", "number-negative", ""),
    ("협의중", "still-open", ""),
    ("a lot", "bad-amount", ""),
]


@pytest.mark.parametrize(("said", "key", "write"), AMOUNTS)
def test_an_amount_that_is_said_in_another_way_is_answered_in_digits(said, key, write):
    assert [(key, write)] == told(f'name: a\ndeals: {{d: {{amount: "{said}"}}}}')


def test_in_a_book_of_unknown_currency_only_digits_are_sure():
    assert [("number-form", "!72_000_000")] == told(
        "name: a\ndeals: {d: {amount: 0.72억}}", NOTHING_KNOWN
    )
    assert [("number-form", "72_000_000")] == told(
        "name: a\ndeals:\n  d:\n    amount: 72,000,000", NOTHING_KNOWN
    )


@pytest.mark.parametrize(
    ("text", "shape", "key", "write"),
    [
        ("name: a\nresearch: {employees: 820명}", ACCOUNT, "number-form", "820"),
        ("name: a\nresearch:\n  employees: 1,200", ACCOUNT, "number-form", "1200"),
        ("name: a\ndeals: {d: {probability: 50%}}", ACCOUNT, "number-form", "50"),
        ("stages: {a: {probability: 50 퍼센트}}", POLICY, "number-form", "50"),
        ("stages: {a: {probability: 150%}}", POLICY, "bad-percent", ""),
        ("stages: {a: {rot_days: 30일}}", POLICY, "number-form", "30"),
        ("currency: krw", POLICY, "form-of-word", "KRW"),
        ("currency: 원", POLICY, "form-of-word", "KRW"),
        ("language: 한국어", POLICY, "form-of-word", "ko"),
    ],
)
def test_other_numbers_and_codes_are_answered_in_their_form(text, shape, key, write):
    assert [(key, write)] == told(text, shape=shape)


WORDS = [
    ("status: Customer", "form-of-word", "customer"),
    ("status: 고객", "form-of-word", "customer"),
    ("status: lead", "form-of-word", "prospect"),
    ("status: custmer", "did-you-mean-value", "!customer"),
    ("status: xyz", "bad-value", ""),
    ("status: cust\u200bomer", "odd-character", "customer"),
    ("status: ｃustomer", "odd-character", "customer"),
    ("status: сustomer", "odd-character", "customer"),  # a Cyrillic с
    ("source: 소개", "form-of-word", "referral"),
    ("log: [{date: 2026-01-05, type: 전화}]", "form-of-word", "call"),
    ("log: [{date: 2026-01-05, type: e-mail}]", "form-of-word", "email"),
    ("log: [{date: 2026-01-05, type: call, outcome: no answer}]", "form-of-word", "no_answer"),
    ("log: [{date: 2026-01-05, type: call, outcome: No-Answer}]", "form-of-word", "no_answer"),
    ("contacts: {b: {name: B, stance: {2026-01-05: 호의적}}}", "form-of-word", "friendly"),
    ("deals: {d: {bant: {need: yes}}}", "form-of-word", "met"),
    ("deals: {d: {bant: {need: 예}}}", "form-of-word", "met"),
    ("deals: {d: {bant: {예산: met}}}", "form-of-word", "budget"),
    ("deals: {d: {type: Cross Sell}}", "form-of-word", "cross_sell"),
    ("deals: {d: {people: {b: 결정권자}}}", "form-of-word", "decision_maker"),
    ("deals: {d: {outcome: {result: 실주, date: 2026-01-05}}}", "form-of-word", "lost"),
]


@pytest.mark.parametrize(("text", "key", "write"), WORDS)
def test_a_word_that_commands_understand_is_answered_with_the_formats_word(text, key, write):
    assert [(key, write)] == told(f"name: a\n{text}")


@pytest.mark.parametrize("said", ["yes", "Y", "on", "예"])
def test_what_is_meant_by_yes_is_true(said):
    text = f"role_sets: {{a: {{ceo: {{label: x, required: {said}}}}}}}"
    assert [("form-of-word", "true")] == told(text, shape=POLICY)


KEYS = [
    ("상태: customer", "key-form", "status"),
    ("Status: customer", "key-form", "status"),
    ("statuses: customer", "key-form", "status"),
    ("담당자: kim-mj", "key-form", "!owner"),
    ("담당자: {b: {name: B}}", "key-form", "!contacts"),
    ("contact: {b: {name: B}}", "key-form", "contacts"),
    ("roleSet: a", "key-form", "role_set"),
    ("role-set: a", "key-form", "role_set"),
    ("role set: a", "key-form", "role_set"),
    ("ownr: kim-mj", "did-you-mean", "!owner"),
    ("stat\u200bus: customer", "odd-character", "status"),
    ("contacts: {b: {name: B, phone: x}}", "key-form", "phones"),
    ("contacts: {b: {name: B, 휴대폰: x}}", "key-form", "!phones"),
    ("contacts: {b: {name: B, mail: x}}", "key-form", "!emails"),
    ("contacts: {b: {이름: B}}", "key-form", "name"),
    ("deals: {d: {단계: {2026-01-05: closing}}}", "key-form", "stages"),
    ("deals: {d: {contact: b}}", "key-form", ""),
    ("deals: {d: {amount: 5, 금액: 6}}", "key-twice", ""),
    ("next: {date: 2026-01-05}", "key-elsewhere", ""),
    ("deals: {d: {products: {c: {amount: 5}}}}", "key-further-out", ""),
    (
        "deals: {d: {outcome: {result: won, date: 2026-01-05, source: event}}}",
        "key-further-out",
        "",
    ),
    ("deals: {d: {outcome: {result: won, date: 2026-01-05, status: x}}}", "key-of-file", ""),
    ("deals: {d: {log: [{date: 2026-01-05, type: call}]}}", "key-of-file", ""),
    ("deals: {log: [{date: 2026-01-05, type: call}]}", "key-of-file", ""),
    ('contacts: {b: B, phones: ["02-555-0101"]}', "key-of-entry", ""),
    ('"\u00a0 b": B', "slip-odd-space", "  b"),
    ("zzz: x", "unknown-key", ""),
    ('log: [{date: 2026-01-05, type: call, "with:b"}]', "slip-space", ""),
]


@pytest.mark.parametrize(("text", "key", "write"), KEYS)
def test_a_key_by_another_name_is_answered_with_the_key_or_with_its_place(text, key, write):
    assert [(key, write)] == told(f"name: a\n{text}")


def test_a_key_is_not_missing_where_it_stands_by_another_name():
    _, findings = decode_or_explain(ACCOUNT, {"이름": "a"})
    assert [("missing-key", ("이름",))] == [(each.rule, each.path) for each in findings]


def test_where_a_key_belongs_is_named():
    _, (finding,) = decode_or_explain(
        ACCOUNT, {"name": "a", "deals": {"d": {"products": {"c": {"amount": "5"}}}}}
    )
    assert "`deals.d`" in Phrases("en").say(finding.message)


PEOPLE = "contacts: {lee-dh: {name: 이동현, title: 정보화실장}}\n"
NAMES = [
    ("roles: {cio: 이동현 실장}", "id-of", "!lee-dh"),
    ("log: [{date: 2026-01-05, type: call, with: 이동현 님}]", "id-of", "!lee-dh"),
    ("log: [{date: 2026-01-05, type: call, with: lee dh}]", "id-of", "lee-dh"),
    ("log: [{date: 2026-01-05, type: call, by: 김민지 (영업)}]", "id-of", "!kim-mj"),
    ("deals: {d: {products: {배치 패키지: 2}}}", "id-of", "!batch"),
    (
        "deals: {d: {outcome: {result: lost, date: 2026-01-05, reason: 가격이 비쌈}}}",
        "id-of",
        "!price",
    ),
    ("plans: {p: {for: 이동현 실장}}", "id-of", "!lee-dh"),
    ("log: [{date: 2026-01-05, type: call, with: 아무개 부장}]", "bad-id", ""),
    (
        "log: [{date: 2026-01-05, type: call, by: kim-mj·한세은}]",
        "ids-several",
        "![kim-mj, han-se]",
    ),
    (
        "log: [{date: 2026-01-05, type: call, by: [김민지/han-se]}]",
        "ids-several",
        "![kim-mj, han-se]",
    ),
]


@pytest.mark.parametrize(("text", "key", "write"), NAMES)
def test_a_name_where_an_id_stands_is_answered_with_the_id(text, key, write):
    assert [(key, write)] == told(f"name: a\n{PEOPLE}{text}")


def test_an_id_that_cannot_be_one_is_answered_as_the_rest_of_the_file_writes_it():
    text = "name: a\ncontacts: {lee dh: {name: B}}\nlog: [{date: 2026-01-05, type: call, with: lee-dh}]"
    assert [("id-form", "lee-dh")] == told(text)
    assert [("id-form", "!lee-dh")] == told("name: a\ncontacts: {lee dh: {name: B}}")
    text = "name: a\ncontacts: {이동현 실장: {name: B}}\nroles: {cio: lee-dh}"
    assert [("id-form", "!lee-dh")] == told(text)


FORMS = [
    ("deals: {d: {outcome: 가격 때문에 실주}}", "needs-form", ""),
    ("deals: {d: {next: 결과 통화}}", "needs-form", ""),
    (
        "deals: {d: {next: 2026-08-05 결과 통화}}",
        "needs-form",
        "!{date: 2026-08-05, what: 결과 통화}",
    ),
    (
        "log: [2026-05-01 이동현 실장과 통화]",
        "needs-form",
        "!{date: 2026-05-01, type: call, with: lee-dh, what: 이동현 실장과 통화}",
    ),
    (
        "contacts: {b: {name: B, stance: [2026-06-11, neutral]}}",
        "needs-form",
        "!{2026-06-11: neutral}",
    ),
    ("deals: [{name: D}]", "entries-below-ids", ""),
    ("deals: {d: {next: [{date: 2026-08-05}, {date: 2026-08-12}]}}", "only-one", ""),
    ("deals: {d: {people: lee-dh}}", "needs-keys", ""),
    ("segment: [A]", "needs-one", "!A"),
    ("owner: {id: kim-mj}", "needs-one-not-keys", ""),
    (
        "contacts: {b: {name: B, stance: {neutral: 2026-06-11}}}",
        "turned-round",
        "!2026-06-11 + !neutral",
    ),
    ("deals: {d: {stages: [{2026-06-11: closing}]}}", "needs-form", "!{2026-06-11: closing}"),
    ("log: {2026-06-11: {type: call, what: x}}", "entries-as-items", ""),
    ("log: [{opened: 2026-01-05, kind: complaint, what: x}]", "record-elsewhere", ""),
    ("deals: {d: {products: [a, b]}}", "needs-keys", ""),
    ("research: lots", "needs-mapping", ""),
]


@pytest.mark.parametrize(("text", "key", "write"), FORMS)
def test_a_value_of_another_form_is_answered_in_the_form_with_its_own_words(text, key, write):
    found = told(f"name: a\n{'' if 'contacts' in text else PEOPLE}{text}")
    assert [(key, write)] == found


def test_what_words_tell_of_an_end_stands_in_the_sentence():
    _, (finding,) = decode_or_explain(
        ACCOUNT, {"name": "a", "deals": {"d": {"outcome": "가격 때문에 실주"}}}, KNOWN
    )
    said = Phrases("ko").say(finding.message)
    assert "{result: lost, date: …, reason: price, note: 가격 때문에 실주}" in said
