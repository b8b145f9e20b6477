"""Where in the book does a word stand: in which texts, in what order, and what of the line is shown."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import account, ask
from crmcli.domain.text.text_search import Hit, excerpt, hit, marked, query
from crmcli.domain.table import Message
from crmcli.domain.searchable import KINDS, texts
from crmcli.reports.queries import find

HANBIT = account(
    """
    name: 한빛전자㈜
    aliases: [Hanbit Electronics, HBE]
    owner: kim-mj
    tags: [반도체, 경기]
    note: key account of the region
    custom: {erp: 사내 개발}
    research: {industry: 전자부품, problems: [야간 배치 지연], solution: 병렬화 패키지, icebreakers: [평택 준공], provenance: 사업보고서}
    contacts:
      park-jh: {name: 박재형, title: 경영지원본부장, phones: ["010-1234-5671"], emails: [jh.park@hanbit.example], note: 골프}
      lee-dh: {name: 이동현, stance: {2026-05-02: {value: negative, why: 배치 장애 2회}, 2026-08-20: {value: neutral, why: 나중 일}}}
    deals:
      pt2-batch:
        name: 평택 2공장 증설
        note: 배치 두 식
        competitors: [벤더X]
        next: {date: 2026-08-05, what: 시험 가동 통화}
        bant: {budget: {status: met, date: 2026-06-11, why: 하반기 예산 메일}}
      mes-2025: {name: MES 1차, outcome: {result: lost, date: 2026-01-15, competitor: 벤더X, note: 값이 비쌌다}}
    plans:
      ceo-intro: {for: ceo, how: 준공식 참석, progress: {2026-07-28: 초청장 수령}, done: {date: 2026-07-30, result: 명함 받음}}
    cases:
      night: {opened: 2026-05-02, what: 배치 장애, closed: 2026-06-05, resolution: 패치 적용}
    log:
      - {date: 2026-05-02, type: visit, what: 배치 장애 사과, said: 배치가 또 멈추면 바꾸겠다}
      - {date: 2026-05-02, type: call, what: 배치 일정}
      - {date: 2026-06-11, type: review, gave: [2026H1-report.pdf], note: 배치 이야기 없음}
      - {date: 2026-08-20, type: call, what: 배치 나중}
    """,
    "hanbit-electronics",
)
ARA = account("name: 아라 배치\nowner: lee-js\ncontacts: {kim: 김민준}\n", "ara")


def hits(text, within=None, *accounts):
    return [
        (row.where, row.text)
        for row in ask(find, *(accounts or (HANBIT,)), text=text, within=within).rows
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("한빛", "name"),
        ("한빛전자(주)", "name"),
        ("electronics", "aliases"),
        ("hbe", "aliases"),
        ("hanbit-elec", "id"),
        ("region", "note"),
        ("반도체", "tags"),
        ("부품", "research.industry"),
        ("야간", "research.problems"),
        ("병렬", "research.solution"),
        ("평택 준공", "research.icebreakers"),
        ("사업보고서", "research.provenance"),
        ("재형", "contacts.park-jh.name"),
        ("park-jh", "contacts.park-jh"),
        ("지원본부", "contacts.park-jh.title"),
        ("JH.PARK@", "contacts.park-jh.emails"),
        ("골프", "contacts.park-jh.note"),
        ("1234-5671", "contacts.park-jh.phones"),
        ("12345671", "contacts.park-jh.phones"),
        ("+82 10 1234 5671", "contacts.park-jh.phones"),
        ("장애 2회", "contacts.lee-dh.stance"),
        ("2공장", "deals.pt2-batch.name"),
        ("pt2", "deals.pt2-batch"),
        ("두 식", "deals.pt2-batch.note"),
        ("시험 가동", "deals.pt2-batch.next"),
        ("하반기", "deals.pt2-batch.bant.budget"),
        ("비쌌다", "deals.mes-2025.outcome.note"),
        ("준공식", "plans.ceo-intro.how"),
        ("ceo-int", "plans.ceo-intro"),
        ("초청장", "plans.ceo-intro.progress"),
        ("명함", "plans.ceo-intro.done"),
        ("night", "cases.night"),
        ("패치", "cases.night.resolution"),
        ("사과", "log.2026-05-02"),
        ("멈추면", "log.2026-05-02"),
        ("H1-REPORT", "log.2026-06-11"),
        ("이야기", "log.2026-06-11"),
        ("ㅎㅂㅈㅈ", "name"),
        ("ㅂㄷㅊ", "tags"),
        ("ㅂㅈㅎ", "contacts.park-jh.name"),
        ("ㄱㅇㅈㅇ", "contacts.park-jh.title"),
        ("ㅈㅅ", "deals.pt2-batch.name"),
        (unicodedata.normalize("NFD", "골프"), "contacts.park-jh.note"),
        ("Ｈ１-ｒｅｐｏｒｔ", "log.2026-06-11"),
        ("  사과 ", "log.2026-05-02"),
        ("장애   사과", "log.2026-05-02"),
    ],
)
def test_a_word_is_found_where_it_stands(text, where):
    assert [where] == [each for each, _ in hits(text)]


@pytest.mark.parametrize(
    "text", ["나중", "없는 말", "1234", "567", "ㅇㄱ ㅂㅊ ㅈㅇ", "ㅅㄱ", "kim-mj"]
)
def test_what_is_to_come_other_peoples_work_and_initials_of_sentences_are_not_found(text):
    assert [] == [where for where, _ in hits(text) if where != "contacts.park-jh.phones"]


def test_names_come_first_then_the_newest_then_what_has_no_day():
    rows = ask(find, HANBIT, ARA, text="배치").rows
    assert [
        ("ara", "name", None),
        ("hanbit-electronics", "log.2026-06-11", date(2026, 6, 11)),
        ("hanbit-electronics", "cases.night.what", date(2026, 5, 2)),
        ("hanbit-electronics", "contacts.lee-dh.stance", date(2026, 5, 2)),
        ("hanbit-electronics", "log.2026-05-02", date(2026, 5, 2)),
        ("hanbit-electronics", "log.2026-05-02", date(2026, 5, 2)),
        ("hanbit-electronics", "deals.pt2-batch.note", None),
        ("hanbit-electronics", "research.problems", None),
    ] == [(row.account, row.where, row.date) for row in rows]


def test_an_entry_of_the_log_is_one_hit_by_what_stands_first_in_it():
    assert ["배치 장애 사과", "배치 일정"] == [
        text for where, text in hits("배치", "log") if where == "log.2026-05-02"
    ]


def test_people_and_deals_come_after_accounts_and_before_what_is_told_of_them():
    assert ["contacts.kim.name", "log.2026-07-01"] == [
        where
        for where, _ in hits(
            "민준",
            None,
            account(
                "name: A\ncontacts: {kim: 김민준}\nlog: [{date: 2026-07-01, type: call, what: 민준 씨}]"
            ),
        )
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_within_one_kind_only_that_kind_is_found(kind):
    every = {text.kind for text in texts(HANBIT, date(2026, 8, 1))}
    assert (set(KINDS), {kind}) == (
        every,
        {text.kind for text in texts(HANBIT, date(2026, 8, 1), kind)},
    )


CUSTOM = account("""
    name: Šilhavý s.r.o.
    custom: {erp: [sap, oracle]}
    contacts: {muller: {name: Jörg Müller, custom: {badge: 붉은}}}
    deals: {line: {stages: {2026-05-01: prospecting}, custom: {po: PO-77}}}
    tags: [České]
""")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("oracle", "custom.erp"),
        ("붉은", "contacts.muller.custom.badge"),
        ("po-77", "deals.line.custom.po"),
        ("silh", "name"),
        ("SILHAVÝ", "name"),
        ("Šilhavý, Ltd.", "name"),
        ("muller", "contacts.muller.name"),
        ("jorg mü", "contacts.muller.name"),
        ("ceske", "tags"),
    ],
)
def test_fields_of_ones_own_and_words_without_their_diacritics_are_found(text, where):
    assert [where] == [each for each, _ in hits(text, None, CUSTOM)]


@pytest.mark.parametrize(
    "said",
    [
        "(주)한빛전자",
        "주식회사 한빛전자",
        "한빛 전자 주식회사",
        "㈜ 한빛전자",
        "Hanbit Electronics Co., Ltd.",
        "hanbit-electronics inc",
        "HanbitElectronics",
    ],
)
def test_a_firm_is_found_however_its_form_and_spaces_are_written(said):
    assert ["한빛전자㈜" if "한" in said else "Hanbit Electronics"] == [
        text for _, text in hits(said, "name")
    ] or "hanbit-electronics" in hits(said, "name")[0][1]


def test_a_limit_cuts_the_list_and_says_so():
    table = ask(find, HANBIT, ARA, text="배치", limit=2)
    assert (
        ["name", "log.2026-06-11"],
        6,
        (Message("note-find-cut", (2, 8)),),
        {"hits": 8, "accounts": 2},
    ) == ([row.where for row in table.rows], table.cut, table.notes, table.totals)


def test_nothing_found_is_told_with_the_word():
    table = ask(find, HANBIT, text="nowhere")
    assert ([], (Message("note-find-nothing", ("nowhere",)),), {"hits": 0, "accounts": 0}) == (
        list(table.rows),
        table.notes,
        table.totals,
    )


def test_only_the_line_with_the_hit_is_told():
    book = account(
        "name: A\nlog:\n  - date: 2026-07-01\n    type: call\n    what: |\n      first line\n        second has the word\n      third\n"
    )
    assert [("log.2026-07-01", "second has the word")] == hits("the WORD", None, book)


@pytest.mark.parametrize(
    ("line", "place", "cells", "expected"),
    [
        ("short", 0, 60, "short"),
        ("a" * 30 + "HIT" + "b" * 30, 30, 21, "…aaaaaaaHITbbbbbbbbb…"),
        ("HIT" + "b" * 30, 0, 12, "HITbbbbbbb…"),
        ("b" * 30 + "HIT", 30, 12, "…bbbbbbbHIT"),
        ("가나다라마바사아자차", 5, 12, "…라마바사아…"),
        ("가나다라마바사아자차", 9, 12, "…바사아자차"),
    ],
)
def test_the_excerpt_is_what_stands_around_the_hit(line, place, cells, expected):
    assert expected == excerpt(Hit(line, place), cells)


def cells_of(text):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


@pytest.mark.parametrize(
    "line",
    [
        "ab가나" * 10,
        "가나ab" * 10,
        "a가" * 20,
        "가a" * 20,
        "aaaaaaaaa가" * 5,
        "가나다라마바사아자a" * 4,
    ],
)
def test_of_a_hit_at_the_end_as_much_stands_before_it_as_there_is_room_for(line):
    for cells in range(12, 30):
        start = next(place for place in range(len(line)) if cells_of(line[place:]) <= cells - 2)
        assert f"…{line[start:]}" == excerpt(Hit(line, len(line) - 1), cells)


@pytest.mark.parametrize("line", ["ab가나" * 10, "가나ab" * 10, "a가" * 20, "가a" * 20])
def test_of_a_hit_at_the_beginning_as_much_stands_behind_it(line):
    for cells in range(12, 30):
        end = next(
            place for place in range(len(line), 0, -1) if cells_of(line[:place]) <= cells - 2
        )
        assert f"{line[:end]}…" == excerpt(Hit(line, 0), cells)


@given(st.text("ab가나 ", max_size=80), st.integers(0, 80), st.integers(12, 60))
def test_an_excerpt_fits_and_is_a_part_of_the_line(line, place, cells):
    line = line.strip()
    found = excerpt(Hit(line, min(place, max(len(line) - 1, 0))), cells)
    assert cells_of(found) <= cells
    assert found.strip("…") in line


@given(st.text(max_size=30), st.text(min_size=1, max_size=5))
def test_looking_for_anything_in_anything_never_fails(text, wanted):
    found = hit(query(wanted), text, "name")
    assert found is None or (0 <= found.place <= len(found.line) and excerpt(found, 60) is not None)


@given(st.text("가나다 abc", min_size=1, max_size=20), st.data())
def test_every_part_of_a_text_is_found(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    part = " ".join(text[start : start + data.draw(st.integers(1, 8))].split())
    assert not part or part not in text or hit(query(part), text, "") is not None


@pytest.mark.parametrize(
    ("said", "text", "pieces"),
    [
        ("s", "Straße", ["[S]", "tra", "[ß]", "e"]),
        ("l", "Baﬄe", ["Ba", "[ﬄ]", "e"]),
        ("f", "oﬀices", ["o", "[ﬀ]", "ices"]),
        ("ss", "ßs", ["[ß]", "s"]),
        ("a", "aab", ["[a]", "[a]", "b"]),
        ("x", "", [""]),
        ("x", "none", ["none"]),
    ],
)
def test_a_letter_is_marked_once_however_often_it_holds_what_is_looked_for(said, text, pieces):
    found = list(marked(query(said), text))
    assert [f"[{piece}]" if is_hit else piece for piece, is_hit in found] == pieces
    assert "".join(piece for piece, _ in found) == text


@pytest.mark.parametrize(
    ("said", "text", "place"),
    [
        ("0", "¼0", 1),
        ("b", "ßb", 1),
        ("나", "\u1100\u1161나", 1),
        ("x", "㈜㈜x", 2),
        ("a", "ba", 1),
    ],
)
def test_a_hit_begins_where_it_stands_in_the_text_as_it_is_written(said, text, place):
    assert place == hit(query(said), text, "").place
