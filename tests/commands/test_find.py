"""Finding: an account by whatever people have of it, a word in the whole book, a day as people say it, and what the shell offers."""

import re
from datetime import date, timedelta

import pytest

from crmcli.commands.shared import complete

AS_OF = ("--as-of", "2026-08-05")  # a Wednesday
POLICY = """\
language: en
timezone: Asia/Seoul
team: {kim-mj: {name: 김민지}, han: {name: 한세은}}
products: {core: {label: {ko: 코어, en: Core}}, batch: {}}
"""
ACCOUNTS = {
    "hanbit": """\
name: 한빛전자㈜
owner: kim-mj
contacts:
  lee-dh: {name: 이동현, emails: [dh@hanbit.example], phones: ["010-1234-5671"]}
  seo-ym: {name: 서영민, left: 2026-01-01, phones: ["010-7777-0000"]}
  kim-mj: {name: 김민준}
plans: {trust: {for: lee-dh, how: 설명}, old: {for: ceo, done: {date: 2026-01-01}}}
deals:
  pt2: {name: 증설, stages: {2026-05-01: contacting}}
  won: {stages: {2026-05-01: contacting}, outcome: {result: won, date: 2026-07-31}}
log: [{date: 2026-07-30, type: call, what: 민준 씨와 통화}]
""",
    "haeon": 'name: 해온시설\nowner: han\ncontacts: {park: {name: 박서준, emails: [park@haeon.example], phones: ["010-7777-0000"]}, lee: {name: 이민준, emails: [both@example.com]}}\n',
    "hanbit-chem": "name: 한빛화학\nsegment: C\ncontacts: {kim: {name: 김, emails: [both@example.com]}}\n",
}


@pytest.fixture(scope="module")
def book(shared):
    shared.write(ACCOUNTS, POLICY)
    return shared


def day_of(ran):
    return date.fromisoformat(ran.json["as_of"])


# Accounts


@pytest.mark.parametrize(
    ("said", "account"),
    [
        ("dh@hanbit.example", "hanbit"),
        ("DH@Hanbit.example", "hanbit"),
        ("010-1234-5671", "hanbit"),
        ("+82 10 1234 5671", "hanbit"),
        ("01077770000", "haeon"),
        ("ㅎㅇㅅㅅ", "haeon"),
        ("ㅎㅎ", "hanbit-chem"),
        ("한빛전", "hanbit"),
    ],
)
def test_an_account_is_found_by_somebodys_address_there_and_by_initials(book, said, account):
    ran = book("show", said, "--json", *AS_OF)
    assert (0, account) == (ran.status, ran.json["rows"][0]["account"] if ran.out else ran.told)


@pytest.mark.parametrize(
    ("said", "several"),
    [
        ("both@example.com", "haeon (해온시설), hanbit-chem (한빛화학)"),
        ("ㅎㅂ", "hanbit (한빛전자㈜), hanbit-chem (한빛화학)"),
    ],
)
def test_what_several_accounts_answer_to_lists_them(book, said, several):
    ran = book("show", said)
    assert (4, f"crm: `{said}` may mean several accounts: {several}") == (
        ran.status,
        ran.told.splitlines()[0],
    )


@pytest.mark.parametrize("said", ["ㅋㅋ", "010-0000-0000", "nobody@example.com", "1234567"])
def test_what_no_account_answers_to_is_unknown(book, said):
    ran = book("show", said)
    assert (4, f"crm: no account is called `{said}`") == (ran.status, ran.told.splitlines()[0])


# Words


def rows(ran):
    return [(row["account"], row["where"]) for row in ran.json["rows"]]


def test_a_word_is_found_in_the_whole_book(book):
    ran = book("find", "민준", "--json", *AS_OF)
    assert [
        ("haeon", "contacts.lee.name"),
        ("hanbit", "contacts.kim-mj.name"),
        ("hanbit", "log.2026-07-30"),
    ] == rows(ran)
    assert {"hits": 3, "accounts": 2} == ran.json["totals"]


@pytest.mark.parametrize(
    ("more", "accounts"),
    [
        (("--owner", "han"), {"haeon"}),
        (("--owner", "김민지"), {"hanbit"}),
        (("--in", "log"), {"hanbit"}),
        (("--in", "deals"), set()),
        (("--segment", "C", "--in", "deals"), set()),
        (("--limit", "1"), {"haeon"}),
        (("--as-of", "2026-07-29", "--in", "log"), set()),
    ],
)
def test_filters_and_limits_hold_for_it_too_with_and_without_a_cache(book, more, accounts):
    words = ("find", "민준", "--json", *(() if "--as-of" in more else AS_OF), *more)
    assert (
        accounts
        == {account for account, _ in rows(book(*words, "--no-cache"))}
        == {account for account, _ in rows(book(*words))}
    )


def test_another_word_is_another_question_to_the_cache(book):
    found = [rows(book("find", word, "--json", *AS_OF)) for word in ("증설", "통화", "증설")]
    assert [
        [("hanbit", "deals.pt2.name")],
        [("hanbit", "log.2026-07-30")],
        [("hanbit", "deals.pt2.name")],
    ] == found


def test_the_table_shows_the_hit_and_json_the_whole_line(book):
    ran = book("find", "통화", *AS_OF)
    assert [
        "한빛전자㈜",
        "log.2026-07-30",
        "2026-07-30",
        "민준",
        "씨와",
        "통화",
    ] == ran.text.splitlines()[2].split()[-6:]
    assert "민준 씨와 통화" == book("find", "통화", "--json", *AS_OF).json["rows"][0]["whole"]


def test_nothing_found_is_said_and_no_error(book):
    assert (0, "`nowhere` stands nowhere here.\n") == (lambda ran: (ran.status, ran.text))(
        book("find", "nowhere")
    )
    assert (0, "`nowhere`는 어디에도 없습니다.\n") == (lambda ran: (ran.status, ran.text))(
        book("find", "nowhere", "--lang", "ko")
    )
    assert (0, b"", b"") == book("find", "nowhere", "-o", "plain")


def test_people_get_thirty_rows_programs_all(crm):
    crm.write({f"a{number}": f"name: Acme {number}\n" for number in range(40)})
    assert [33, 40, 40] == [
        len(book_lines)
        for book_lines in (
            crm("find", "acme", *AS_OF).text.splitlines(),
            crm("find", "acme", "-o", "plain", "--limit", "0").text.splitlines()[1:],
            crm("find", "acme", "--json").json["rows"],
        )
    ]
    assert (
        "30 of 40 shown; --limit 0 shows all." == crm("find", "acme", *AS_OF).text.splitlines()[-1]
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("find", ""), "crm: nothing to look for"),
        (("find", "  "), "crm: nothing to look for"),
        (
            ("find", "x", "--in", "moon"),
            "crm: `moon` is not known to --in; one of: name, contacts, deals, log, plans, cases, tags, research, custom",
        ),
    ],
)
def test_what_cannot_be_looked_for_is_refused(book, words, told):
    ran = book(*words)
    assert (2, told) == (ran.status, ran.told.splitlines()[0])


@pytest.mark.parametrize(
    "word", ["%", "\\", "[", ".*", "{0}", "'; drop table facts; --", "\x1b[31m", "x" * 3000]
)
def test_signs_have_no_meaning_in_a_word(book, word):
    ran = book("find", word, *AS_OF)
    assert (0, b"") == (ran.status, ran.err)
    assert b"\x1b" not in ran.out


# Days


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("yesterday", -1),
        ("어제", -1),
        ("3 days ago", -3),
        ("3일 전", -3),
        ("-1w", -7),
        ("+2d", 2),
        ("오늘", 0),
    ],
)
def test_the_day_of_an_answer_may_be_said_as_people_say_it_and_is_told(book, said, days):
    for _ in range(2):  # the second time from memory
        before = today()
        ran = book("list", f"--as-of={said}", "--json")
        expected = {before + timedelta(days=days), today() + timedelta(days=days)}
        assert (0, True) == (ran.status, day_of(ran) in expected)
        assert f"as of {day_of(ran)}\n" == ran.told


def today():
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Asia/Seoul")).date()


def test_a_day_as_files_write_it_and_today_are_not_told(book):
    for words in (
        ("list",),
        ("list", *AS_OF),
        ("list", "--as-of", "today"),
        ("winrate", "--since", "2026-01-01", *AS_OF),
    ):
        assert (0, b"") == (lambda ran: (ran.status, ran.err))(book(*words))


def test_since_and_until_count_from_the_day_of_the_answer_and_look_back(book):
    def won(*words):
        ran = book("winrate", *words, "--json", *AS_OF)
        return ran.json["totals"]["won"], ran.told

    assert (1, "since 2026-07-31\n") == won("--since", "fri")
    assert (1, "since 2026-07-01\nuntil 2026-07-31\n") == won(
        "--since", "last month", "--until", "지난달 말"
    )
    assert (0, "since 2026-08-01\n") == won("--since", "이번달")
    assert (0, "until 2026-07-30\n") == won("--until", "7/30")


def test_what_a_day_was_taken_for_is_told_in_the_books_language(book):
    assert "2026-07-31 이후\n" == book("winrate", "--since", "fri", *AS_OF, "--lang", "ko").told


def test_tomorrow_the_same_words_ask_for_another_day(book):
    from crmcli.commands.shared.common import Common
    from crmcli.commands.shared.report_session import ReportSession
    from crmcli.commands.shared.remembering import validity

    ends = [
        validity(Common(as_of=said), ReportSession(Common(book=str(book.book))).now)[1]
        - ReportSession(Common(book=str(book.book))).now.timestamp()
        for said in (None, "today", "yesterday", "8/5", "2026.8.5", "2026-08-05")
    ]
    assert [True] * 5 + [False] == [left <= 86400 for left in ends]


# Completion


def completed(crm, line, **env):
    more = {
        "_CRM_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
        **env,
    }
    ran = crm(env=more)
    assert b"" == ran.err
    return sorted(ran.text.split())


def test_the_shell_offers_the_kinds_and_groupings_that_begin_so(book):
    assert ["plans"] == completed(book, "crm find x --in pl")
    assert ["owner", "owner_tag"] == completed(book, "crm pipeline --by o")


class At:
    """A command line on which this account was named before."""

    def __init__(self, account):
        self.params = {"account": account}
        self.args = []


def test_people_deals_and_plans_of_the_account_named_before_are_offered(book, monkeypatch):
    monkeypatch.chdir(book.book)
    monkeypatch.setenv("CRM_CACHE_DIR", str(book.cache))
    for name in ("CRM_BOOK", "COMP_WORDS"):
        monkeypatch.delenv(name, raising=False)
    assert [("lee-dh", "이동현"), ("kim-mj", "김민준"), ("seo-ym", "서영민")] == complete.contacts(
        "", At("hanbit")
    )
    assert [("seo-ym", "서영민")] == complete.contacts("s", At("ㅎㅂㅈㅈ"))
    assert [("pt2", "증설"), ("won", "")] == complete.deals("", At("hanbit"))
    assert [("trust", "설명")] == complete.plans("", At("hanbit"))
    assert [("lee-dh", "이동현")] == [each for each in complete.targets("l", At("hanbit"))]
    assert {"ceo", "cfo"} <= {name for name, _ in complete.targets("c", At("hanbit"))}
    assert (
        []
        == complete.contacts("", At(None))
        == complete.contacts("", At("nobody"))
        == complete.plans("")
    )
    assert {"hanbit/pt2", "hanbit/won"} == {name for name, _ in complete.deals("")}


def test_what_the_policy_names_is_offered_with_its_label(book, monkeypatch):
    monkeypatch.chdir(book.book)
    monkeypatch.setenv("CRM_CACHE_DIR", str(book.cache))
    for name in ("CRM_BOOK", "COMP_WORDS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert [("core", "Core"), ("batch", "")] == complete.products("")
    assert ["prospecting", "presenting"] == [name for name, _ in complete.stages("pr")]
    assert [("price", "Price")] == complete.reasons("pri")
    assert re.match(r"\w+", dict(complete.roles("ce"))["ceo"])


def test_keys_of_the_author_alone_are_found_read_and_remembered(crm):
    crm.write(
        {
            "acme": "name: Acme\nx-erp: {system: oracle 19}\ncontacts: {kim: {name: Kim, x-badge: [red, 77]}}\n"
        }
    )
    for _ in range(2):
        assert [[("acme", "x-erp")], [("acme", "contacts.kim.x-badge")], []] == [
            rows(crm("find", word, "--json", *AS_OF)) for word in ("oracle", "red", "system")
        ]
