"""A word that is no command is told before YAML or the parser of the command line is read, and just as after it."""

import pytest

from crmcli.commands.directory.unknown import refuse_unknown
from crmcli.domain.errors import CrmError
from crmcli.store.files.policy_glance import lines_with

SAVED = "aliases: {월요일: review --week last}\n"
# policies, and what their book answers `crm pipline` in
POLICIES = {
    "": "en",
    "language: ko\n": "ko",
    "language: ko  # of ours\n": "ko",
    "# language: ko\n": "en",
    "# aliases: {}\nlanguage: en\n": "en",
    '"language": ko\n': "ko",
    '"l\\x61nguage": ko\n': "ko",
    "currency: KRW\r\nlanguage: ko\r\n": "ko",
    "{language: ko}\n": "ko",
    "language:\n  ko\n": "ko",
    SAVED: "en",
    f"language: ko\n{SAVED}": "ko",
    '"\\x61liases": {월요일: review --week last}\nlanguage: ko\n': "ko",
    "language: [\n": "en",
}
TOLD = {
    "en": "crm: there is no command `pipline`\nhint: did you mean `crm pipeline`?\n",
    "ko": "crm: `pipline` 명령은 없습니다\n도움말: 찾으시는 명령: `crm pipeline`\n",
}


@pytest.mark.parametrize(("policy", "language"), POLICIES.items())
def test_it_is_told_in_the_language_of_the_book(crm, policy, language):
    crm.write({}, policy)
    crm.env["LANG"] = "C.UTF-8"
    ran = crm("pipline")
    assert (2, b"", TOLD[language]) == (ran.status, ran.out, ran.err.decode())


@pytest.mark.parametrize("locale", ["ko_KR.UTF-8", "en_US.UTF-8"])
def test_the_locale_comes_before_the_book(crm, locale):
    crm.write({}, "language: ko\n" if locale.startswith("en") else "")
    assert TOLD[locale[:2]] == crm("pipline", env={"LANG": locale}).err.decode()
    other = {"ko": "en", "en": "ko"}[locale[:2]]
    assert TOLD[other] == crm("pipline", "--lang", other, env={"LANG": locale}).err.decode()


@pytest.mark.parametrize("policy", [each for each in POLICIES if "월요일" in each])
def test_a_line_that_the_book_keeps_is_run_however_its_name_is_written(crm, policy):
    crm.write({"a": "name: Alpha\n"}, policy)
    assert crm("월요일", "--as-of", "2026-08-10").status == 0
    assert b"crm review" not in crm("월요릴").err
    assert "`crm 월요일`" in crm("월요릴").err.decode()


def test_nothing_that_takes_long_is_read_for_it(crm):
    crm.write({}, "language: ko\n")
    script = (
        "import sys\nsys.argv = ['crm', 'pipline']\nimport os\n"
        "def leave(status):\n"
        "    print(status, sorted({'typer', 'yaml', 'sqlite3', 'rich'} & set(sys.modules)))\n"
        "    sys.stdout.flush()\n    left(status)\n"
        "left, os._exit = os._exit, leave\n"
        "from crmcli.__main__ import main\nmain()\n"
    )
    import subprocess
    import sys

    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=crm.book,
        env=crm.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("2 []\n", TOLD["ko"]) == (ran.stdout, ran.stderr)


def test_a_glance_does_not_guess(crm):
    crm.write({}, "a: &x language\n*x : ko\n")
    assert lines_with(str(crm.book), b"language") is None
    crm.write({}, f"#{'x' * (1 << 16)}\n")
    assert lines_with(str(crm.book), b"language") is None
    assert lines_with(str(crm.home / "nowhere"), b"language") is None


@pytest.mark.parametrize(
    "words", [[], ["due"], ["--lang", "ko", "nothing"], ["-C", "x", "due"], [""]]
)
def test_other_words_are_for_the_parser(words):
    refuse_unknown(words)


def test_outside_of_a_book_there_are_only_commands(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CRM_BOOK", raising=False)
    with pytest.raises(CrmError):
        refuse_unknown(["nothing"])
