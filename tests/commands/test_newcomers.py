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


def test_what_begins_like_nothing_is_not_guessed_at(crm):
    crm.write(HANBIT)
    assert "비슷한 것" not in told(crm, "show", "미르로지스")


def test_a_missing_value_is_named_in_korean_with_the_command_whose_help_tells_of_it(crm):
    crm.write(HANBIT)
    assert (
        "crm: 이름: 값을 적어 주세요\n도움말: 설명과 예는 `crm deal new --help`에 있습니다\n"
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
    assert 'crm.yaml에 팀원을 적은 뒤 `crm new "거래처 이름"`' in ran.told
    assert "cd ." not in ran.told
    again = crm("--lang", "ko", "init", "--example", str(tmp_path / "other"), cwd=tmp_path)
    assert "다음: `cd other && crm coverage`" in again.told


def test_git_that_knows_nobody_is_told_by_the_commands_in_the_hint(crm):
    crm.write(HANBIT)
    for words in (("init", "-q"), ("config", "user.useConfigOnly", "true")):
        subprocess.run(["git", *words], cwd=crm.book, check=True)
    said = told(crm, "status", "대한", "customer", "--commit")
    assert "git이 누가 적었는지 모릅니다" in said
    assert 'git config --global user.name "이름"' in said
