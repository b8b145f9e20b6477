"""What somebody meets in a Korean first week: slips that are answered with the way on."""

import subprocess

import pytest

HANBIT = {"한빛전자": "name: 한빛전자㈜\n", "대한스틸": "name: 대한스틸\n"}


def told(crm, *words):
    ran = crm("--lang", "ko", *words)
    assert 0 != ran.status
    return ran.told


@pytest.mark.parametrize("said", ["한빗", "한빛존자", "gksqlc", "ㅎㅏㄴ빛"])
def test_the_name_that_begins_most_like_it_is_offered(crm, said):
    crm.write(HANBIT)
    assert "도움말: 비슷한 것: 한빛전자" in told(crm, "show", said)


@pytest.mark.parametrize("said", ["ㅇ무ㅜ드", "ㅇ무ㅜ드무", "eogks"])
def test_an_id_typed_with_the_keyboard_on_hangul_is_offered(crm, said):
    crm.write({"danneman-kg": "name: Danneman KG\n", "daehan": "name: 대한스틸\n"})
    near = "대한스틸" if said == "eogks" else "danneman-kg"
    assert f"도움말: 비슷한 것: {near}\n" in told(crm, "show", said)


def test_what_begins_like_nothing_is_not_guessed_at(crm):
    crm.write(HANBIT)
    assert "비슷한 것" not in told(crm, "show", "미르로지스")


def test_a_missing_value_is_named_in_korean_with_what_it_is_and_an_example(crm):
    crm.write(HANBIT)
    assert (
        "crm: 이름: 값을 적어 주세요\n도움말: 안건의 이름입니다. "
        '예: `crm deal new hanbit "2공장" --amount 7200만 --next "+3d 첫 통화"`\n'
        == told(crm, "deal", "new", "대한")
    )
    assert "crm: 단계: `없는것`이 없습니다" in told(
        crm, "deal", "new", "대한", "코어", "--stage", "없는것"
    )


def test_words_to_choose_from_say_what_they_mean(crm):
    crm.write(HANBIT)
    assert "call(통화), email(이메일)" in told(crm, "log", "대한", "첫 이야기")


def test_a_book_in_the_folder_itself_sends_nobody_there(crm, tmp_path):
    (tmp_path / "here").mkdir()
    ran = crm("--lang", "ko", "init", cwd=tmp_path / "here")
    assert '`crm team add`로 본인을 넣은 뒤 `crm new "거래처 이름"`' in ran.told
    assert "cd ." not in ran.told
    again = crm("--lang", "ko", "init", "--example", str(tmp_path / "other"), cwd=tmp_path)
    assert "다음: `cd other && crm coverage`" in again.told


def test_git_that_knows_nobody_is_told_by_the_commands_in_the_hint(crm):
    crm.write(HANBIT)
    for words in (("init", "-q"), ("config", "user.useConfigOnly", "true")):
        subprocess.run(["git", *words], cwd=crm.book, check=True)
    said = told(crm, "status", "대한", "customer", "--commit")
    assert "git이 누가 적었는지 모릅니다" in said
    assert 'git config user.name "이름"' in said


def test_a_word_that_a_status_does_not_know_is_no_word_in_latin_letters(crm):
    crm.write(HANBIT)
    assert "crm: `고갱`: 상태에 쓸 수 없는 값입니다" in told(crm, "status", "대한", "고갱")


@pytest.mark.parametrize("period", ["해", "한 해", "연간", "1년"])
def test_a_contract_may_be_per_year_in_everyday_words(crm, period):
    crm.write(HANBIT)
    said = ("--start", "2025-09-01", "--end", "2026-08-31", "--amount", "2400만", "--per", period)
    ran = crm("--lang", "ko", "contract", "add", "대한", *said)
    assert 0 == ran.status, ran.told
    written = crm.book.joinpath("accounts/대한스틸.yaml").read_text(encoding="utf-8")
    assert "amount: 24_000_000, per: year" in written


PROMISED = {
    "한빛전자": """name: 한빛전자㈜
contacts: {lee: {name: 이동현}, jung: {name: 정우경}}
deals: {backup: {stages: {2026-08-01: prospecting}, next: {date: 2026-08-04, what: 통화}}}
"""
}
ROW = ("done", "한빛전자/next/backup", "시연함", "--type", "demo", "--date", "2026-08-04")


def test_several_of_theirs_may_stand_in_one_word_as_in_log(crm):
    crm.write(PROMISED)
    ran = crm("--lang", "ko", *ROW, "--with", "이동현,정우경")
    assert "데모 · 이동현, 정우경 (2026-08-04): 시연함" in ran.text, ran.told


@pytest.mark.parametrize(
    ("said", "way"),
    [
        (("--stance", "우호"), "`crm contact stance 한빛전자 사람 friendly`"),
        (("--rep", "김민지"), "`crm role 한빛전자 역할 --rep 김민지`"),
    ],
)
def test_what_another_row_asks_for_is_not_dropped_but_told_where_it_goes(crm, said, way):
    crm.write(PROMISED)
    before = crm.book.joinpath("accounts/한빛전자.yaml").read_bytes()
    assert way in told(crm, *ROW, *said)
    assert before == crm.book.joinpath("accounts/한빛전자.yaml").read_bytes()


def test_a_list_of_contracts_says_per_what_in_the_language_of_the_session(crm):
    crm.write(
        {
            "한빛전자": "name: 한빛전자㈜\ncontracts: {c: {start: 2026-01-01, end: 2026-12-31, amount: 1, per: year}}\n"
        }
    )
    shown = crm("--lang", "ko", "contract", "list", "--as-of", "2026-08-04").text
    assert "한 해" in shown and "year" not in shown
