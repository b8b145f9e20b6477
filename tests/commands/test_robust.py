"""What goes wrong is said, in one place and in plain words; what is right is still answered."""

from next_command import see_help
import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata

import pytest

from crmcli.reports.registry import OF_COMMANDS

AS_OF = ("--as-of", "2026-08-01")
OF_ONE = ("show", "brief", "map", "find", "query", "knows", "trend")  # that are told of what
REPORTS = [("coverage", "--gaps"), *((each,) for each in OF_COMMANDS if each not in OF_ONE)]
GOOD = "name: Good\nowner: kim\n"
CONFLICT = "name: Clash\n<<<<<<< HEAD\nowner: kim\n=======\nowner: lee\n>>>>>>> feature\n"


# Broken accounts


@pytest.mark.parametrize(
    ("text", "place", "rule"),
    [
        (CONFLICT, "2:1", "conflict-marker"),
        ("name: A\nname: B\n", "2:1", "duplicate-key"),
        ("name: &x A\nnote: *x\n", "1:7", "anchor"),
        ("name: A\n--- \nname: B\n", "2:1", "several-documents"),
        ("name: A\nlog:\n\t- x\n", "3:1", "tab-indentation"),
        (b"name: A\nnote: \xff\n", "2:7", "not-utf-8"),
        (b"name: A\x00\n", "1:8", "control-character"),
        ("owner: kim\n", "1:1", "missing-key"),
        ("- a\n", "1:1", "not-a-mapping"),
        ("name: A\ndeals: {d: {close: 2026-02-30}}\n", "2:20", "bad-date"),
        ("name: A\ndeals: {d: {amount: -5}}\n", "2:21", "bad-amount"),
        ("name: A\nstatus: custmer\n", "2:9", "bad-value"),
        ("name: A\nowner: [\n", "2:8", "yaml-syntax"),
        ("[" * 100_000, "1:65", "too-deep"),
        ("name: " + "x" * (4 * 1024 * 1024), "1:1", "too-large"),
        ("", "1:1", "missing-key"),
    ],
    ids=lambda value: (
        value
        if isinstance(value, str) and "-" in value and len(value) < 30 and "\n" not in value
        else ""
    ),
)
def test_a_broken_account_is_named_with_its_place_and_the_others_are_reported(
    crm, text, place, rule
):
    crm.write({"bad": text, "good": GOOD})
    ran = crm("list", *AS_OF, "-o", "plain")
    assert (1, ["account", "good"]) == (
        ran.status,
        [line.split("\t")[0] for line in ran.text.splitlines()],
    )
    assert ran.told.startswith(f"accounts/bad.yaml:{place}: error: ")
    assert f"[{rule}]" in ran.told
    assert 1 == ran.told.count("\n")


def test_every_report_counts_what_it_left_out(crm):
    crm.write({"bad": CONFLICT, "worse": "owner: [\n", "good": GOOD})
    for words in REPORTS:
        table, data = crm(*words, *AS_OF), crm(*words, *AS_OF, "--json")
        assert (1, 1) == (table.status, data.status)
        assert "2 files" in table.text
        assert ["accounts/bad.yaml", "accounts/worse.yaml"] == [
            each["file"] for each in data.json["skipped"]
        ]
        assert ["accounts/bad.yaml", "accounts/worse.yaml"] == [
            line.split(":")[0] for line in data.told.splitlines()
        ]


def test_a_broken_account_asked_for_by_its_id_is_told_and_nothing_else(crm):
    crm.write({"bad": CONFLICT, "good": GOOD})
    for words in (("show", "bad"), ("coverage", "bad")):
        ran = crm(*words, *AS_OF)
        assert (1, b"") == (ran.status, ran.out)
        assert ran.told.startswith("accounts/bad.yaml:2:1: error: git left a merge conflict here")


def test_a_misspelt_key_is_told_but_leaves_nothing_out(crm):
    crm.write({"typo": "name: Typo\nownr: kim\n"})
    ran = crm("list", *AS_OF)
    assert (0, True) == (ran.status, "Typo" in ran.text)
    assert (
        "accounts/typo.yaml:2:1: warning: there is no key `ownr` here; did you mean `owner`? [unknown-key]\n"
        == ran.told
    )


def test_files_that_are_no_accounts_are_told(crm, tmp_path):
    crm.write({"good": GOOD})
    folder = crm.book / "accounts"
    (folder / "late.yml").write_text(GOOD)
    (folder / "notes.md").write_text("x")
    (folder / ".hidden.yaml").write_text("[")
    (folder / "dangling.yaml").symlink_to("nowhere")
    (tmp_path / "secret").write_text("name: Secret\n")
    (folder / "out.yaml").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "pipe.yaml")
    ran = crm("list", *AS_OF)
    told = sorted(
        (line.split(":")[0].removeprefix("accounts/"), line[line.rindex("[") + 1 : -1])
        for line in ran.told.splitlines()
    )
    assert [
        ("dangling.yaml", "file-link-dangling"),
        ("late.yml", "file-suffix"),
        ("out.yaml", "file-link-leaves"),
        ("pipe.yaml", "file-special"),
    ] == told
    assert (1, False) == (ran.status, "Secret" in ran.text)


def test_a_folder_that_links_back_to_itself_ends(crm):
    crm.write({"good": GOOD})
    (crm.book / "accounts/loop").symlink_to(".")
    assert 0 == crm("list").status


def test_a_file_without_permission_is_told(crm):
    crm.write({"good": GOOD, "locked": GOOD})
    (crm.book / "accounts/locked.yaml").chmod(0)
    locked = not os.access(crm.book / "accounts/locked.yaml", os.R_OK)  # nothing is locked to root
    ran = crm("list", *AS_OF)
    assert (int(locked), locked) == (
        ran.status,
        "locked.yaml:1:1: error: cannot be read" in ran.told,
    )


# Broken crm.yaml


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("- a\n", "crm.yaml:1:1: error:"),
        ("just words\n", "crm.yaml:1:1: error:"),
        (b"\x00\x01\xfe\xff", "crm.yaml:1:"),
        ("currency: won\n", "crm.yaml:1:11: error:"),
        ("timezone: Mars/Base\n", "crm.yaml:1:11: error:"),
        ("timezone: ../../etc/passwd\n", "crm.yaml:1:11: error:"),
        ("stages: [a]\n", "crm.yaml:1:10: error:"),
        ("<<<<<<< a\n", "crm.yaml:1:1: error:"),
    ],
)
def test_a_broken_policy_is_told_and_there_is_no_answer(crm, policy, told):
    crm.write({"good": GOOD}, policy)
    ran = crm("list", *AS_OF)
    assert (1, b"") == (ran.status, ran.out)
    assert ran.told.startswith(told)
    assert (
        "crm: crm.yaml cannot be read, so there is no answer\nhint: mend it, then try again; `crm lint` shows all of it\n"
        in ran.told
    )
    lint = crm("lint", *AS_OF)
    assert (1, told, True) == (lint.status, lint.text[: len(told)], "bug" not in lint.told)


def test_a_policy_that_is_a_folder_is_told(crm):
    crm.write({"good": GOOD})
    (crm.book / "crm.yaml").unlink()
    (crm.book / "crm.yaml").mkdir()
    for words in (("list",), ("lint",), ("show", "good")):
        ran = crm(*words)
        assert (1, True) == (
            ran.status,
            "crm.yaml:1:1: error: not a regular file; not read [file-special]"
            in ran.text + ran.told,
        )


def test_a_misspelt_key_of_the_policy_is_told_with_every_answer(crm):
    crm.write({"good": GOOD}, "curency: KRW\n")
    ran = crm("list", *AS_OF)
    assert (
        0,
        "crm.yaml:1:1: warning: there is no key `curency` here; did you mean `currency`? [unknown-key]\n",
    ) == (ran.status, ran.told)


def test_an_unknown_country_of_holidays_is_the_users_business_not_a_bug(crm):
    crm.write({"good": GOOD}, "holidays: {country: ZZ}\n")
    ran = crm("list", *AS_OF)
    assert (2, "crm: no holidays are known for the country `ZZ`") == (
        ran.status,
        ran.told.splitlines()[0],
    )


# No book


def test_outside_a_book_the_way_to_one_is_told(crm, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    ran = crm("list", cwd=tmp_path / "elsewhere")
    assert (2, b"") == (ran.status, ran.out)
    assert (
        f"crm: no crm.yaml in {tmp_path}/elsewhere or any folder above it\nhint: make a book with `crm init .`, or name one with -C DIR or CRM_BOOK\n"
        == ran.told
    )


@pytest.mark.parametrize("words", [("-C", "nowhere"), ("--book", "nowhere"), ("--book=nowhere",)])
def test_a_book_that_is_not_there_is_named(crm, tmp_path, words):
    ran = crm("list", *words, cwd=tmp_path)
    assert (
        2,
        f"crm: no crm.yaml in {tmp_path}/nowhere\nhint: make a book with `crm init nowhere`, or name one with -C DIR or CRM_BOOK\n",
    ) == (ran.status, ran.told)


def test_a_book_that_the_environment_names_and_that_is_not_there_is_told_as_such(crm, tmp_path):
    ran = crm("list", cwd=tmp_path, env={"CRM_BOOK": "nowhere"})
    expected = f"crm: no crm.yaml in {tmp_path}/nowhere\nhint: the environment variable CRM_BOOK names it; correct or unset it, or name another book with -C DIR\n"
    expected += see_help("list")
    assert (2, b"", expected) == (ran.status, ran.out, ran.told)


def test_errors_are_told_in_the_language_of_the_answers(crm, tmp_path):
    crm.write({"good": GOOD}, "language: ko\n")
    korean = "crm: `없는`이라는 거래처가 없습니다\n도움말: `crm list`로 모두 볼 수 있습니다\n"
    assert [korean] * 2 == [
        ran.told
        for ran in (crm("show", "없는"), crm("-C", str(crm.book), "show", "없는", cwd=tmp_path))
    ]
    assert ["crm: no account"] * 2 == [
        ran.told[:15]
        for ran in (
            crm("show", "없는", env={"LC_ALL": "en_US.UTF-8"}),
            crm("show", "없는", "--lang", "en"),
        )
    ]


def test_a_book_may_be_named_by_an_option_or_by_the_environment_and_is_found_from_below(
    crm, tmp_path
):
    crm.write({"good": GOOD})
    expected = crm("list", *AS_OF, "-o", "plain")
    assert expected == crm("list", *AS_OF, "-o", "plain", "-C", "book", cwd=tmp_path)
    assert expected == crm("list", *AS_OF, "-o", "plain", cwd=tmp_path, env={"CRM_BOOK": "book"})
    assert expected == crm("list", *AS_OF, "-o", "plain", cwd=crm.book / "accounts")


def test_a_folder_removed_under_the_user_is_no_bug(crm, tmp_path):
    crm.write({"good": GOOD})
    script = f"mkdir gone && cd gone && rmdir ../gone && {sys.executable} -m crmcli list"
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=crm.environment(), capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr
    assert b"this is a bug" not in done.stderr
    assert 2 == done.returncode


# Which account


NAMES = {
    "hanbit-electronics": "name: 한빛전자㈜\naliases: [Hanbit Electronics, HBE]\n",
    "hanbit-chem": "name: 한빛화학\n",
    "daehan": "name: 대한스틸\naliases: [HBE Steel]\n",
    "Münch": "name: Münchner Rück\n",
}


@pytest.fixture(scope="module")
def named(shared):
    shared.write(NAMES)
    return shared


@pytest.mark.parametrize(
    ("word", "account"),
    [
        ("hanbit-electronics", "hanbit-electronics"),
        ("hanbit-e", "hanbit-electronics"),
        ("한빛전자㈜", "hanbit-electronics"),
        ("한빛전자", "hanbit-electronics"),
        ("한빛화", "hanbit-chem"),
        ("Hanbit Electronics", "hanbit-electronics"),
        ("hANBIT eLECTRONICS", "hanbit-electronics"),
        ("hbe", "hanbit-electronics"),
        ("DAEHAN", "daehan"),
        (unicodedata.normalize("NFD", "한빛화학"), "hanbit-chem"),
        (unicodedata.normalize("NFD", "Münch"), "Münch"),
        ("MÜNCH", "Münch"),
        ("  daehan ", "daehan"),
        ("대한", "daehan"),
    ],
)
def test_an_account_is_found_by_id_prefix_name_alias_in_any_case_and_spelling(named, word, account):
    ran = named("show", word, "--json", *AS_OF)
    assert (0, account) == (ran.status, ran.json["rows"][0]["account"])


def test_a_word_for_several_accounts_lists_them(named):
    ran = named("show", "hanbit")
    assert (4, b"") == (ran.status, ran.out)
    assert (
        "crm: `hanbit` may mean several accounts: hanbit-chem (한빛화학), hanbit-electronics (한빛전자㈜)\nhint: write more of the id or the name\n"
        + see_help("show")
        == ran.told
    )


def test_a_word_for_no_account_suggests_the_closest(named):
    ran = named("coverage", "hanbit-elektronics")
    assert (4, "crm: no account is called `hanbit-elektronics`") == (
        ran.status,
        ran.told.splitlines()[0],
    )
    assert ran.told.splitlines()[1].startswith("hint: did you mean hanbit-electronics")


@pytest.mark.parametrize(
    "word", ["", " ", "qqqq", "x" * 5000, "../../etc/passwd", "*", "%", "\x1b[31m"]
)
def test_a_word_for_no_account_at_all_points_to_the_list_or_names_several(named, word):
    ran = named("show", word)
    assert (4, b"") == (ran.status, ran.out)
    assert "\x1b" not in ran.told


def test_an_account_in_a_folder_and_a_file_name_in_nfd_are_found(crm):
    crm.write({f"sub/deep/{unicodedata.normalize('NFD', '한빛')}": "name: A\n"})
    assert "한빛" == crm("show", "한빛", "--json").json["rows"][0]["account"]


def test_two_files_of_one_id_are_told_and_the_first_counts(crm):
    crm.write(
        {
            "a/same": "name: First\n",
            "b/same": "name: Second\n",
            unicodedata.normalize("NFC", "한"): "name: C\n",
            unicodedata.normalize("NFD", "한"): "name: D\n",
        }
    )
    ran = crm("list", *AS_OF, "--json")
    assert (1, ["First"]) == (
        ran.status,
        [row["name"] for row in ran.json["rows"] if row["account"] == "same"],
    )
    assert ["duplicate-account"] * 2 == [each["rule"] for each in ran.json["skipped"]]
    assert 2 == len(ran.json["rows"])


# Options


@pytest.mark.parametrize(
    "day",
    [
        "2026-13-01",
        "2026-02-30",
        "20260801",
        "1/2/3",
        "soon",
        "",
        "2026-08-01T00:00",
        "2026-08",
        "9999-99-99",
    ],
)
def test_a_day_that_is_none_is_refused(named, day):
    for words in (
        ("list", f"--as-of={day}"),
        ("losses", f"--since={day}"),
        ("winrate", f"--until={day}"),
    ):
        ran = named(*words)
        assert (
            2,
            f"crm: `{day}` is not a day\nhint: write YYYY-MM-DD, or as people say it: yesterday, last fri, 3 days ago, 8/5, last month\n"
            + see_help(words[0]),
        ) == (ran.status, ran.told)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_are_days(crm, day):
    crm.write(
        {
            "a": "name: A\nstatus: customer\ncontracts: {c: {start: 2026-01-01, end: 2026-12-31}}\nlog: [{date: 2026-01-05, type: call}]\n"
        },
        "holidays: {country: KR}\n",
    )
    for words in (*REPORTS, ("show", "a"), ("lint",)):
        ran = crm(*words, "--as-of", day)
        assert (True, False) == (
            ran.status in (0, 1 if words == ("lint",) else 0),
            "bug" in ran.told,
        ), (words, ran.told)


def test_today_is_a_day(named):
    assert named("list").out == named("list", "--as-of", "today").out


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (("coverage", "--by", "moon"), "owner, segment, role"),
        (("pipeline", "--by", ""), "owner, owner_tag, product, family, type, segment"),
        (
            ("losses", "--by", "manager"),
            "stage, product, family, competitor, type, source, owner, owner_tag, month",
        ),
        (
            ("winrate", "--by", "stage"),
            "product, family, owner, manager, owner_tag, segment, industry, type, source, sourced_by, competitor, bant, met, quarter, month",
        ),
    ],
)
def test_an_unknown_grouping_lists_the_known_ones(named, words, choices):
    ran = named(*words)
    first, _, _ = ran.told.partition("\n")
    assert (2, f"crm: `{words[2]}` is not known to --by; one of: {choices}") == (ran.status, first)


def test_an_owner_is_found_as_everybody_is_and_an_unknown_one_lists_the_team(crm):
    crm.write({"a": GOOD}, "team: {kim: {name: 김민지}, lee: 이}\n")
    ran = crm("list", "--owner", "kym")
    told = "crm: nobody of the team is called `kym`\nhint: did you mean kim?\n"
    assert (4, told + see_help("list")) == (ran.status, ran.told)
    assert "hint: there are: kim (김민지), lee (이)\n" in crm("list", "--owner", "somebody").told
    assert [crm("list", "--owner", "kim", *AS_OF)] * 3 == [
        crm("list", "--owner", said, *AS_OF) for said in ("김민지", "ki", "ㄱㅁㅈ")
    ]


def test_mine_never_means_everybody(crm):
    crm.write({"a": GOOD}, "team: {kim: {name: Kim, emails: [Kim@Example.com]}}\n")
    crm.git("init", "-q")
    assert (4, "crm: git knows no user.email here\n") == (
        lambda ran: (ran.status, ran.told.splitlines(keepends=True)[0])
    )(crm("due", "--mine"))
    crm.git("config", "user.email", "else@example.com")
    assert (4, "crm: else@example.com is nobody of the team in crm.yaml") == (
        lambda ran: (ran.status, ran.told.splitlines()[0])
    )(crm("due", "--mine"))
    crm.git("config", "user.email", "kim@example.com")
    assert crm("due", "--owner", "kim", *AS_OF).out == crm("due", "--mine", *AS_OF).out
    crm.write({}, "")
    assert (4, "crm: crm.yaml has no team") == (lambda ran: (ran.status, ran.told.splitlines()[0]))(
        crm("due", "--mine")
    )


def test_errors_come_in_the_language_asked_for_even_before_there_is_a_book(crm, tmp_path):
    for words, env in ((("--lang", "ko"), {}), (("--lang=ko",), {}), ((), {"LANG": "ko_KR.UTF-8"})):
        ran = crm("list", *words, cwd=tmp_path, env=env)
        assert (2, True) == (ran.status, "상위 폴더에 crm.yaml이 없습니다" in ran.told)


# Readers that go away, keyboards, terminals


def test_a_reader_that_goes_away_early_is_no_error(crm):
    crm.write({f"a{number}": f"name: Account {number}\n" for number in range(3)})
    for words in (
        ["coverage", "--no-cache"],
        ["coverage", *AS_OF],
        ["coverage", *AS_OF],
        ["lint", "--format", "json"],
        ["--help"],
        ["schema", "account"],
    ):
        running = subprocess.Popen(
            [sys.executable, "-m", "crmcli", *words],
            cwd=crm.book,
            env=crm.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        running.stdout.close()
        err = running.stderr.read()
        running.stderr.close()
        assert (True, b"") == (running.wait() in (0, 1), err if words[0] != "lint" else b""), words


def test_a_closed_standard_output_is_no_bug(crm):
    crm.write({"a": GOOD})
    for script in ("list >&-", "list --no-cache >&-", "list >&- 2>&-", "list 2>&-", "nothing 2>&-"):
        done = subprocess.run(
            ["sh", "-c", f"{sys.executable} -m crmcli {script}"],
            cwd=crm.book,
            env=crm.environment(),
            capture_output=True,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        assert b"this is a bug" not in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_behind_the_output_is_told_without_a_traceback(crm):
    crm.write({"a": GOOD})
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "crmcli", "list", "--no-cache"],
            cwd=crm.book,
            env=crm.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr
    assert b"this is a bug" not in done.stderr


PRESSED = """\
import os, signal, sys
kind, number = os.environ["PRESSED"].split()
left = [int(number)]
def hear(event, args):
    what = args[0] if event in ("open", "import") and args else ""
    if event == kind and ("/accounts/a0" in str(what) or what == "crmcli.commands.shared.report_session"):
        left[0] -= 1
        if left[0] == 0:
            os.killpg(0, signal.SIGINT)
sys.addaudithook(hear)
"""  # Ctrl-C in the very moment in which a process opens that file of the book, however busy the machine is


@pytest.mark.parametrize("count", [400, 700], ids=["one process", "two processes"])
def test_ctrl_c_in_the_middle_of_a_cold_read_ends_at_once_and_quietly(crm, count):
    log = "".join(
        f"  - {{date: 2026-01-{1 + day % 28:02}, type: call, by: kim, with: p, what: talk {day}}}\n"
        for day in range(60)
    )
    text = f"name: Big\nowner: kim\ncontacts: {{p: {{name: P}}}}\nroles: {{ceo: p}}\nlog:\n{log}"
    crm.write({f"a{number:04}": text for number in range(count)})
    (crm.home / "keys").mkdir()
    (crm.home / "keys/sitecustomize.py").write_text(PRESSED, encoding="utf-8")
    ends = {}
    for moment in ("import 1", "open 1", "open 2", "open 50", "open 150"):
        running = subprocess.run(
            [sys.executable, "-m", "crmcli", "coverage", *AS_OF, "--no-cache"],
            cwd=crm.book,
            env=crm.environment() | {"PYTHONPATH": str(crm.home / "keys"), "PRESSED": moment},
            capture_output=True,
            start_new_session=True,
            check=False,
            timeout=60,
        )
        ends[moment] = (running.returncode, running.stdout, running.stderr)
    assert dict.fromkeys(ends, (130, b"", b"")) == ends


TWICE = "[os.killpg(0, signal.SIGINT) or time.sleep(0.0004 * turn) for turn in range(20)]"


@pytest.mark.parametrize(
    ("how", "status"),
    [(TWICE, 130), ("os.kill(os.getppid(), signal.SIGKILL)", -9)],
    ids=["pressed again and again", "killed"],
)
def test_no_process_of_a_cold_read_outlives_the_one_that_was_started(crm, how, status):
    crm.write({f"a{number:04}": f"name: Big {number}\nowner: kim\n" for number in range(700)})
    (crm.home / "keys").mkdir()
    keys = PRESSED.replace("os.killpg(0, signal.SIGINT)", how).replace(
        "import os", "import os, time"
    )
    (crm.home / "keys/sitecustomize.py").write_text(keys, encoding="utf-8")
    for number in range(1, 41, 10):
        running = subprocess.run(  # waits for the end of the output, which the last process has
            [sys.executable, "-m", "crmcli", "coverage", *AS_OF, "--no-cache"],
            cwd=crm.book,
            env=crm.environment()
            | {"PYTHONPATH": str(crm.home / "keys"), "PRESSED": f"open {number}"},
            capture_output=True,
            start_new_session=True,
            check=False,
            timeout=60,
        )
        assert (running.returncode, running.stdout) == (status, b"")


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "cp949"},
    ],
    ids=str,
)
def test_an_output_that_cannot_show_hangul_still_gets_the_table(crm, env):
    crm.write({"a": "name: 한빛전자㈜\nowner: kim\n", "한": "name: [\n"})
    for words in (
        ("coverage",),
        ("list", "-o", "csv"),
        ("list", "--json"),
        ("show", "a"),
        ("lint",),
        ("due", "--lang", "ko"),
        ("show", "없는"),
        ("--help",),
        ("coverage", "--help"),
    ):
        ran = crm(*words, env=env)
        assert ran.status in (0, 1, 4), (words, ran.err)
        assert b"Traceback" not in ran.err
        assert b"this is a bug" not in ran.err
        if (env.get("PYTHONIOENCODING") == "ascii" or "PYTHONUTF8" in env) and words != ("--help",):
            assert (True, True) == (ran.out.isascii(), ran.err.isascii())
        if words[-1] == "--json":
            json.loads(ran.out.decode(env.get("PYTHONIOENCODING", "utf-8")))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp949"])
def test_what_programs_read_is_whole_in_any_encoding(crm, encoding):
    crm.write({"a": "name: 한빛전자㈜ – … 😀\nowner: kim\ncontacts: {lee: {name: 이동현}}\n"})
    for words in (
        ("list", "--json"),
        ("show", "a", "--json"),
        ("lint", "--format", "sarif"),
        ("lint", "--format", "gitlab"),
        ("schema", "policy"),
        ("log", "a", "안녕", "-t", "call", "-n", "--json"),
    ):
        ran = crm(*words, env={"PYTHONIOENCODING": encoding})
        assert crm(*words).json == json.loads(ran.out.decode(encoding)), words


@pytest.mark.parametrize(
    "words",
    [("show", "a", "-o", "html"), ("list", "-o", "svg"), ("export", "cards"), ("export", "agenda")],
    ids=" ".join,
)
def test_a_file_that_says_that_it_is_utf_8_is_in_any_locale(crm, words):
    crm.write(
        {
            "a": "name: 한빛전자㈜\nowner: kim\ncontacts: {lee: {name: 이동현, emails: lee@a.example}}\ndeals: {d: {name: 증설, next: {date: 2026-01-02, what: 통화}}}\n"
        }
    )
    expected = crm(*words, "--as-of", "2026-08-01")
    assert "한빛전자㈜" in expected.text
    assert (
        expected.out == crm(*words, "--as-of", "2026-08-01", env={"PYTHONIOENCODING": "cp949"}).out
    )


# Hostile text

HOSTILE = "\x1b[31mred\x1b[0m \x1b]52;c;aGk=\x07 \x1b]8;;http://x\x07l \x9b31m \x07\x08\x7f \u202eevil\u202c \u2066iso\u2069 z\u200bw\u200d\ufeff\u2060 \u00ad \U000e0041 [red]m[/] [/] [link=http://x]"
CONTROLS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)"]


def quoted(text):
    """The text as a YAML double-quoted scalar with every odd character escaped: what a hostile file would hold."""
    return json.dumps(text).replace("\\ud83d", "\\ud83d")


def evil(text):
    """The text without what the format itself refuses: C0, C1 and DEL, which make a file broken."""
    return re.sub("[\x00-\x1f\x7f-\x9f]", "", text)


SOFT = evil(HOSTILE).replace("\U000e0041", "")  # json.dumps would write it as a pair of surrogates


def hostile_book(text):
    """A book with the text wherever free text may stand."""
    t = quoted(text)
    account = f"""\
name: {t}
aliases: [{t}]
segment: {t}
status: customer
owner: kim
source: event
tags: [{t}, {quoted(text + "2")}]
research: {{industry: {t}, problems: [{t}], solution: {t}}}
roles:
  ceo: {{contact: p, rep: kim, value: {t}}}
  cfo: {{contact: p, rep: kim}}
  cto: {{contact: p, rep: kim}}
  cio: {{contact: p, rep: kim}}
  buyer: {{waived: {t}}}
contacts:
  p: {{name: {t}, title: {t}, phones: [{t}], emails: [{t}], stance: {{2025-01-01: {{value: negative, by: {t}, why: {t}}}}}, note: {t}}}
plans: {{x: {{for: p, how: {t}, owner: kim, due: 2026-07-01}}}}
deals:
  d:
    name: {t}
    competitors: [{t}]
    stages: {{2026-05-01: contacting}}
    bant: {{budget: {{status: met, why: {t}}}}}
    next: {{date: 2026-07-30, what: {t}}}
  e:
    stages: {{2026-05-01: contacting}}
    outcome: {{result: lost, date: 2026-06-01, reason: price, competitor: {t}, note: {t}, verified_by: {t}}}
  w:
    amount: 10
    stages: {{2026-05-01: contacting}}
    outcome: {{result: won, date: 2026-06-01, competitor: {t}}}
cases: {{c: {{opened: 2026-07-01, kind: complaint, what: {t}, owner: kim}}}}
log:
  - {{date: 2026-07-01, type: visit, by: kim, with: p, what: {t}, said: {t}, gave: [{t}]}}
custom: {{f: {t}}}
"""
    policy = f"""\
title: {t}
team: {{kim: {{name: {t}, emails: [{t}]}}}}
products: {{core: {{label: {t}}}}}
reasons: {{price: {{label: {t}}}}}
stages: {{contacting: {{label: {t}, rot_days: 5, exit: [f]}}}}
role_sets: {{s: {{ceo: {t}, cfo: {{label: {{ko: {t}, en: {t}}}}}, cto: {t}, cio: {t}, buyer: {t}}}}}
default_role_set: s
fields: {{f: {{on: account, type: choice, choices: [{t}], label: {t}}}}}
"""
    return account, policy


LOOKS = [
    ("coverage",),
    ("coverage", "a"),
    ("coverage", "--gaps"),
    ("coverage", "--by", "owner"),
    ("coverage", "--by", "segment"),
    ("coverage", "--by", "role"),
    ("due",),
    ("pipeline",),
    ("pipeline", "--by", "owner"),
    ("pipeline", "--rotten"),
    ("pipeline", "--exits"),
    ("bant",),
    ("losses",),
    ("losses", "--by", "competitor"),
    ("winrate", "--by", "competitor"),
    ("list",),
    ("show", "a"),
    ("stance",),
    ("stance", "--by", "owner"),
    ("stance", "a"),
    ("stance", "--since", "2026-01-01"),
    ("plans",),
    ("plans", "--by", "owner"),
    ("blind",),
    ("knows", "a"),
    ("cooling", "--factor", "0"),
    ("team",),
    ("orphans",),
]
FORMS = [
    ("-o", "table"),
    ("-o", "spoken"),
    ("-o", "plain"),
    ("-o", "csv"),
    ("-o", "json"),
    ("-o", "markdown"),
    ("--explain",),
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, shared):
    """What every report in every form says of a book that is hostile wherever it can be."""
    crm = type(shared)(tmp_path_factory.mktemp("hostile"))
    account, policy = hostile_book(SOFT)
    crm.write({"a": account}, policy)
    return crm


def leaked(text):
    return sorted({f"U+{ord(char):04X}" for char in CONTROLS.findall(text)})


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_hostile_text_reaches_no_output_as_it_is(hostile, forks, form):
    answers = {words: forks(hostile, *words, *form, *AS_OF, "--no-cache") for words in LOOKS}
    assert {} == {words: ran.told for words, ran in answers.items() if ran.status or ran.err}
    leaks = {
        words: leaked(ran.text.replace("\t", "") if form == ("-o", "plain") else ran.text)
        for words, ran in answers.items()
    }
    assert {} == {words: found for words, found in leaks.items() if found}


@pytest.mark.parametrize("form", ["text", "github", "json", "sarif", "gitlab"])
def test_hostile_text_reaches_no_finding_as_it_is(hostile, forks, crm, form):
    assert [] == leaked(forks(hostile, "lint", "--format", form, *AS_OF, "--no-cache").text)
    crm.write(
        {
            "a": f"{quoted(SOFT)}: 1\nname: {quoted(SOFT)}\nstatus: {quoted(SOFT)}\n",
            "b": f"name: B # {SOFT}\ndeals: {{{quoted(SOFT)}: {{}}}}\nlog: {quoted(SOFT)}\n",
        }
    )
    ran = forks(crm, "lint", "--format", form, *AS_OF, "--no-cache")
    assert (1, []) == (ran.status, leaked(ran.text + ran.told))
    assert [] == leaked(forks(crm, "list", *AS_OF).told)


@pytest.mark.parametrize("env", [{}, {"FORCE_COLOR": "1"}], ids=["plain", "coloured"])
def test_markup_of_the_table_library_is_printed_as_it_is_written(hostile, env):
    ran = hostile("list", *AS_OF, env={**env, "COLUMNS": "400"})
    assert "[red]m[/] [/] [link=http://x]" in ran.text
    colours = re.compile(r"\x1b\[[0-9;]*m")
    assert [] == leaked(colours.sub("", ran.text))


@pytest.mark.parametrize("char", ["\x1b", "\x00", "\x07", "\x7f", "\x85", "\x9b", "\r", "\n", "\t"])
def test_a_control_character_in_a_quoted_text_breaks_the_file_and_is_named_not_printed(crm, char):
    crm.write({"a": f'name: "x\\x{ord(char):02x}y"\n', "b": GOOD, "c": f"name: x{char}y\n"})
    ran = crm("list", *AS_OF)
    assert (1, True) == (ran.status, "Good" in ran.text)
    assert [] == leaked(ran.text + ran.told)
    assert "accounts/a.yaml:1:7: error: the character U+" in ran.told


def test_line_breaks_and_tabs_of_a_block_text_stay_in_their_cell(crm, forks):
    crm.write({"a": "name: |\n  one\n  two\tthree\nsegment: |-\n  A\n  B\n"})
    assert ["account\tname\tsegment", "a\tone two three \tA B"] == [
        "\t".join(line.split("\t")[:3])
        for line in forks(crm, "list", "-o", "plain", *AS_OF).text.splitlines()
    ]
    rows = list(csv.reader(io.StringIO(forks(crm, "list", "-o", "csv", *AS_OF).text)))
    assert [["account", "name", "segment"], ["a", "one two three ", "A B"]] == [
        row[:3] for row in rows
    ]
    assert "| a | one two three  | A B |" in forks(crm, "list", "-o", "markdown", *AS_OF).text
    assert "one\ntwo\tthree\n" == forks(crm, "list", "--json", *AS_OF).json["rows"][0]["name"]


def test_json_holds_the_hostile_text_itself_written_as_escapes(hostile):
    assert SOFT == hostile("list", "--json", *AS_OF).json["rows"][0]["name"]


@pytest.mark.parametrize("formula", [*FORMULAS, "=1\n=2"])
def test_no_cell_of_a_csv_file_is_a_formula(crm, forks, formula):
    account, policy = hostile_book(formula.replace("\n", ""))
    crm.write({"a": account}, policy)
    for words in LOOKS:
        ran = forks(crm, *words, "-o", "csv", *AS_OF)
        cells = [cell for row in csv.reader(io.StringIO(ran.text)) for cell in row]
        numbers = re.compile(r"-?\d+(\.\d+)?\Z")
        assert [] == [
            cell
            for cell in cells
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not numbers.match(cell)
        ], words


def test_markdown_and_html_of_a_record_are_text(crm, forks):
    account, policy = hostile_book(
        "<script>x</script> | **b** [l](http://x) ![i](y) `c` # h ~~s~~ &amp; @team"
    )
    crm.write({"a": account}, policy)
    for words in LOOKS:
        text = forks(crm, *words, "-o", "markdown", *AS_OF).text
        assert (False, False, False) == (
            "<script" in text,
            "[l](" in text.replace("\\[", ""),
            "`c`" in text.replace("\\`", ""),
        )
        tables = [block for block in text.split("\n\n") if block.startswith("|")]
        for block in tables:
            assert 1 == len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}), (
                words
            )


# Hostile file names


@pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="the file system refuses such names"
)
def test_hostile_file_names_are_told_in_one_line_and_hurt_nobody(crm):
    crm.write({"good": GOOD})
    names = [
        b"new\nline",
        b"esc\x1b[31m",
        b"with space",
        b"-dash",
        b"sur\xff",
        b"semi;rm",
        "bidi\u202e".encode(),
        b"a:1:2",
        b"$(x)",
        b"%s{0}",
        b"'",
        b"[red]",
    ]
    for name in names:
        with open(os.path.join(os.fsencode(crm.book), b"accounts", name + b".yaml"), "wb") as file:
            file.write(b"name: Evil\n")
    for words in (
        ("list",),
        ("list", "--json"),
        ("list",),
        ("coverage", "--no-cache"),
        ("list", "-o", "csv"),
        ("show", "Good"),
        ("lint",),
        ("lint", "--format", "json"),
        ("lint", "--format", "sarif"),
        ("lint", "--format", "github"),
        ("lint", "--format", "gitlab"),
    ):
        ran = crm(*words, *AS_OF)
        assert (1, []) == (ran.status, leaked(ran.text + ran.told)), (words, ran.told)
        assert "bug" not in ran.told, ran.told
        if words[0] == "list":
            assert len(names) == len(ran.told.splitlines())
        if words[0] == "list" or words == ("coverage", "--no-cache"):
            assert "Evil" not in ran.text
    skipped = crm("list", "--json", *AS_OF).json["skipped"]
    assert {"bad-file-name"} == {each["rule"] for each in skipped}
    assert sorted(b"accounts/" + name + b".yaml" for name in names) == sorted(
        each["file"].encode("utf-8", "surrogateescape") for each in skipped
    )


@pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="the file system refuses such names"
)
def test_a_book_in_a_folder_of_a_hostile_name_works(crm, tmp_path):
    for name in (b"with space", b"sur\xff", b"-dash", b"nl\n", b"esc\x1b[31m", "한".encode()):
        root = os.path.join(os.fsencode(tmp_path), b"in " + name)
        os.makedirs(os.path.join(root, b"accounts"))
        for path, text in (
            (b"crm.yaml", b""),
            (b"accounts/a.yaml", b"name: A\n"),
            (b"accounts/b.yaml", b"name: [\n"),
        ):
            with open(os.path.join(root, path), "wb") as file:
                file.write(text)
        for words in (
            ("list",),
            ("list",),
            ("list", "-C", os.fsdecode(root)),
            ("lint",),
            ("lint", "--format", "sarif"),
        ):
            ran = crm(*words, *AS_OF, cwd=os.fsdecode(root) if "-C" not in words else tmp_path)
            assert (1, []) == (ran.status, leaked(ran.text + ran.told)), (words, ran.told)
            assert "bug" not in ran.told, ran.told
