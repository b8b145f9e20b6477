"""What editing commands say back: to people, to programs, and to who asks for what cannot be."""

import re
import shutil
import subprocess
from datetime import date

import pytest

from commands.hands import BRACES, POLICY
from commands.writing import DAY

MORE = """\
language: en
timezone: Asia/Seoul
reasons: {price: {label: Price}, other: {label: Other, note: true}}
products: {core: {label: Core, list_price: 100, floor_pct_off: 10}, batch: {}}
discounts: {approval: {10: manager}}
"""
RULES = MORE + POLICY.replace("products: {core: {label: 코어}, batch: {label: 배치}}\n", "")
DAEHAN = "name: 대한스틸\nreferred_by: hanbit/lee\ncontacts: {oh: {name: 오세영}}\ndeals: {x: {referred_by: hanbit}}\n"


@pytest.fixture
def book(shared):
    """A fresh book in the place of the last one: a new home costs more than a command."""
    shutil.rmtree(shared.book, ignore_errors=True)
    shared.write({"hanbit": BRACES, "daehan": DAEHAN}, RULES)
    return shared


def file(book, name="hanbit"):
    return (book.book / "accounts" / f"{name}.yaml").read_text(encoding="utf-8")


def everything(book):
    return {path: path.read_bytes() for path in sorted(book.book.rglob("*")) if path.is_file()}


# What was meant


@pytest.mark.parametrize(
    "account",
    ["hanbit", "han", "한빛", "한빛전자", "㎨"[:0] + "ㅎㅂ", "010-1234-5671", "+82 10 1234 5671"],
)
@pytest.mark.parametrize("person", ["lee", "이동현", "ㅇㄷㅎ"])
def test_accounts_and_people_answer_to_many_names(forks, book, account, person):
    ran = forks(book, "stance", account, person, "friendly", *DAY)
    assert (0, "한빛전자㈜: 이동현: neutral -> friendly (2025-08-04)\n", "") == (
        ran.status,
        ran.text,
        ran.told,
    )


@pytest.mark.parametrize(
    "words",
    [
        ["--with", "lee", "--with", "park"],
        ["-w", "ㅇㄷㅎ", "-w", "박재형"],
        ["--with", "lee,park"],
        ["--with", "이동현, 010-1234-5671"],
        ["--with", "lee,", "--with", "lee, park"],
        ["--with=lee,park,lee"],
    ],
)
def test_who_took_part_is_said_in_any_of_these_ways(forks, book, words):
    assert 0 == forks(book, "log", "hanbit", "x", "--type", "call", *words, *DAY).status
    assert "with: [lee, park], what: x" in file(book)


def test_of_ours_may_be_said_by_name_and_are_whoever_git_knows_if_not(forks, book):
    book.git("init", "-q")
    book.git("config", "user.email", "mj.kim@us.example")
    for words in (["--by", "한세은,김민지"], []):
        assert 0 == forks(book, "log", "hanbit", "x", "--type", "call", *words, *DAY).status
    assert ["by: [han-se, kim-mj]", "by: kim-mj"] == re.findall(
        r"by: (?:\[.*?\]|[\w-]+)(?=, what: x)", file(book)
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["log", "nobody", "--type", "call"], "no account is called `nobody`"),
        (
            ["log", "hanbit", "--type", "call", "--with", "nobody"],
            "there are: lee (이동현), park (박재형), seo (서영민)",
        ),
        (
            ["log", "hanbit", "--type", "call", "--with", "lee,nobody"],
            "no contact here is called `nobody`",
        ),
        (
            ["log", "hanbit", "--type", "call", "--by", "nobody"],
            "there are: han-se (한세은), kim-mj (김민지)",
        ),
        (["log", "hanbit", "--type", "call", "--deal", "pt9"], "did you mean pt2?"),
        (
            ["log", "hanbit", "--type", "call", "--deal", "daehan/pt2"],
            "no deal here is called `daehan/pt2`",
        ),
        (
            ["case", "open", "hanbit", "x", "--deal", "daehan/pt2"],
            "no deal here is called `daehan/pt2`",
        ),
        (
            ["contract", "add", "hanbit", "--start", "2026-01-01", "--deal", "daehan/pt2"],
            "no deal here is called `daehan/pt2`",
        ),
        (
            ["log", "hanbit", "--type", "call", "--objection", "speed=unresolved"],
            "there are: price, reliability",
        ),
        (
            ["log", "hanbit", "--type", "call", "--stance", "nobody=neutral"],
            "no contact here is called `nobody`",
        ),
        (["role", "hanbit", "cto", "--contact", "lee"], "did you mean ceo, cfo, cio?"),
        (
            ["plan", "add", "hanbit", "--for", "cto", "--due", "2025-12-01"],
            "no role is called `cto`",
        ),
        (["plan", "done", "hanbit", "x"], "there are: intro"),
        (
            ["deal", "stage", "hanbit", "pt2", "x"],
            "there are: prospecting (Prospecting), research (Research)",
        ),
        (
            ["deal", "lose", "hanbit", "pt2", "--reason", "x"],
            "there are: price (Price), other (Other)",
        ),
        (["deal", "new", "hanbit", "x", "--product", "x"], "there are: core (Core), batch"),
        (["contract", "renew", "hanbit", "x"], "there are: c-2024"),
        (["case", "close", "hanbit", "x", "y"], "there are: night"),
        (["asset", "add", "hanbit", "x"], "there are: core (Core), batch"),
        (["asset", "edit", "hanbit", "batch"], "there are: core"),
        (["asset", "edit", "hanbit", "core", "--clear", "unit=x"], "unit: there is no `x` here"),
        (["account", "hanbit", "--owner", "x"], "there are: han-se (한세은), kim-mj (김민지)"),
        (
            ["account", "hanbit", "--service-contact", "x"],
            "there are: han-se (한세은), kim-mj (김민지)",
        ),
        (["account", "hanbit", "--role-set", "x"], "there are: it"),
        (["account", "hanbit", "--referred-by", "nobody"], "no account is called `nobody`"),
        (["account", "hanbit", "--not-eligible", "x=y"], "there are: core (Core), batch"),
        (["account", "hanbit", "--clear", "tag=x"], "tags: there is no `x` here"),
        (
            ["research", "hanbit", "--decision-maker", "x"],
            "there are: lee (이동현), park (박재형), seo (서영민)",
        ),
        (["deal", "edit", "hanbit", "pt2", "--person", "x=user"], "there are: lee (이동현)"),
        (
            ["deal", "edit", "hanbit", "pt2", "--unit-price", "core=1"],
            "--unit-price: there is no `core` here",
        ),
        (
            ["deal", "edit", "hanbit", "pt2", "--product", "core", "--approved-by", "core=x"],
            "there are: han-se (한세은), kim-mj (김민지)",
        ),
        (
            ["deal", "step", "hanbit", "pt2", "legal", "--done", "2025-08-04"],
            "STEP: there is no `legal` here",
        ),
        (["new", "x", "--owner", "x"], "there are: han-se (한세은), kim-mj (김민지)"),
        (["new", "x", "--role-set", "x"], "there are: it"),
        (["new", "x", "--referred-by", "daehan/x"], "there are: oh (오세영)"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_not_there_is_refused_with_what_is(forks, book, words, told):
    before = everything(book)
    ran = forks(book, *words)
    assert (4, b"", True) == (ran.status, ran.out, told in ran.told), ran.told
    assert before == everything(book)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["stance", "hanbit", "lee", "friendly", "--as-of", "2025-01-01"],
            "--as-of and ACCOUNT CONTACT VALUE do not go together",
        ),
        (
            ["stance", "hanbit", "lee", "friendly", "--since", "2025-01-01"],
            "--since and ACCOUNT CONTACT VALUE do not go together",
        ),
        (["stance", "hanbit", "--why", "told"], "--why is for writing something down"),
        (["stance", "--dry-run"], "--dry-run is for writing something down"),
        (["stance", "hanbit", "--no-commit"], "crm stance lakeview gloria-m friendly"),
        (
            ["bant", "hanbit", "pt2", "need=met", "--owner", "kim-mj"],
            "--owner and CRITERION=STATUS do not go together",
        ),
        (
            ["bant", "hanbit", "pt2", "need=met", "--below", "0"],
            "--below and CRITERION=STATUS do not go together",
        ),
        (["bant", "pt2", "--mitigate", "wait"], "--mitigate is for writing something down"),
        (["bant", "--message", "x"], "crm bant ACCOUNT DEAL budget=met"),
        (["log", "hanbit", "--type", "kall"], "`kall` is not known to --type; one of: call, email"),
        (["log", "hanbit", "--type", "call", "--date", "someday"], "`someday` is not a day"),
        (
            ["log", "hanbit", "--type", "call", "--date", "2999-01-01"],
            "2999-01-01 has not come yet",
        ),
        (["log", "hanbit", "--type", "call", "--date", "2025-02-30"], "`2025-02-30` is not a day"),
        (["log", "hanbit", "--type", "call", "--next", "보고서"], "`보고서` begins with no day"),
        (
            ["log", "hanbit", "--type", "call", "--objection", "price"],
            "`price`: --objection is written as id=value",
        ),
        (
            ["log", "hanbit", "--type", "call", "--objection", "price=no"],
            "`no` is not known to --objection; one of: unresolved",
        ),
        (["log", "hanbit", "a\tb", "--type", "call"], "has characters that a file cannot hold"),
        (
            ["log", "hanbit", "a\x1bb", "--type", "call"],
            r"`a\x1bb` has characters that a file cannot hold",
        ),
        (["contact", "add", "hanbit", "A\x07"], "has characters that a file cannot hold"),
        (["contact", "add", "hanbit", "A", "--id", "a b"], "`a b` is not an id"),
        (["contact", "add", "hanbit", " "], "NAME is missing"),
        (["new", "x", "--id", "../evil"], "`../evil` is not an id"),
        (["new", "x", "--id", "a/b"], "`a/b` is not an id"),
        (["rename", "hanbit", "a b"], "`a b` is not an id"),
        (
            ["role", "hanbit", "ceo", "--contact", "lee", "--nobody"],
            "--contact and --nobody exclude each other",
        ),
        (
            ["role", "hanbit", "ceo", "--waive", "x", "--unwaive"],
            "--waive and --unwaive exclude each other",
        ),
        (
            ["deal", "lose", "hanbit", "pt2", "--invalid", "--no-decision"],
            "--no-decision and --invalid exclude each other",
        ),
        (
            ["deal", "next", "hanbit", "pt2", "2025-08-11 x", "--none"],
            "--none and 'DATE WHAT' exclude each other",
        ),
        (["deal", "amount", "hanbit", "pt2", "much"], "`much` is not an amount for AMOUNT"),
        (["deal", "amount", "hanbit", "pt2", "10.5"], "`10.5` has more decimals than KRW has"),
        (
            ["contract", "add", "hanbit", "--start", "2025-01-01", "--end", "2024-01-01"],
            "2024-01-01 is before its beginning, 2025-01-01",
        ),
        (
            ["contract", "end", "hanbit", "c-2024", "--date", "2024-01-01"],
            "2024-01-01 is before its beginning, 2024-01-15",
        ),
        (
            ["contract", "add", "hanbit", "--start", "2025-01-01", "--signed", "2999-01-01"],
            "2999-01-01 has not come yet; --signed is the day on which it was signed",
        ),
        (
            ["contract", "renew", "hanbit", "c-2024", "--signed", "2999-01-01"],
            "2999-01-01 has not come yet",
        ),
        (
            ["contact", "add", "hanbit", "홍길동", "--email", "not an address"],
            "crm: --email: `not an address` is no e-mail address",
        ),
        (
            ["contact", "edit", "hanbit", "lee", "--email", "lee@hb"],
            "crm: --email: `lee@hb` is no e-mail address",
        ),
        (
            ["contact", "edit", "hanbit", "lee", "--email", ""],
            "crm: --email: `` is no e-mail address",
        ),
        (
            ["contact", "add", "hanbit", "홍길동", "--phone", "none"],
            "crm: --phone: `none` is no phone number",
        ),
        (
            ["contact", "edit", "hanbit", "lee", "--phone", "010-1"],
            "crm: --phone: `010-1` is no phone number",
        ),
        (["survey", "hanbit", "csat", "6"], "6 is beyond the scale, which ends at 5"),
        (
            ["bant", "hanbit", "pt2", "need=met", "--mitigate", "wait"],
            "--mitigate is about a criterion that is unmet or partial",
        ),
        (["bant", "hanbit", "pt2", "nead=met"], "`nead` is not known to CRITERION; one of: budget"),
        (
            ["bant", "hanbit", "pt2", "need=perhaps"],
            "`perhaps` is not known to STATUS; one of: met",
        ),
        (
            ["asset", "add", "hanbit", "core", "--qty", "many"],
            "`many` is not a number for --qty; write 9, 7.5 or 1_200",
        ),
        (["account", "hanbit"], "nothing to change was named"),
        (["account", "hanbit", "--tag", " "], "nothing to change was named"),
        (["account", "hanbit", "--source", "fax"], "`fax` is not known to --source"),
        (["account", "hanbit", "--custom", "erp"], "`erp`: --custom is written as id=value"),
        (["account", "hanbit", "--custom", "a b=c"], "`a b` is not an id"),
        (
            ["account", "hanbit", "--clear", "name"],
            "`name` is not known to --clear; one of: alias, business-no, parent, website, phone, address, segment",
        ),
        (["account", "hanbit", "--note", "a\tb"], "has characters that a file cannot hold"),
        (["research", "hanbit"], "nothing to change was named"),
        (["research", "hanbit", "--revenue", "much"], "`much` is not an amount for --revenue"),
        (["asset", "edit", "hanbit", "core"], "nothing to change was named"),
        (["contact", "edit", "hanbit", "lee"], "nothing to change was named"),
        (["deal", "edit", "hanbit", "pt2"], "nothing to change was named"),
        (
            ["deal", "edit", "hanbit", "pt2", "--sourced-by", "us"],
            "`us` is not known to --sourced-by; one of: sales",
        ),
        (
            ["deal", "step", "hanbit", "pt2", "x", "--done", "today", "--drop"],
            "--done and --drop exclude each other",
        ),
        (["deal", "verbal", "hanbit", "pt2", "--date", "someday"], "`someday` is not a day"),
        (
            ["deal", "verbal", "hanbit", "pt2", "--date", "2025-05-09"],
            "2025-05-09 is before its beginning, 2025-05-10",
        ),
        (
            ["deal", "verbal", "hanbit", "pt2", "--date", "2999-01-01"],
            "2999-01-01 has not come yet",
        ),
        (["deal", "probability", "hanbit", "pt2", "101"], "101"),
        (["deal", "probability", "hanbit", "pt2", "high"], "high"),
        (
            ["log", "hanbit", "x", "--type", "check_in", "--score", "11", *DAY],
            "11 is beyond the scale, which ends at 10",
        ),
    ],
    ids=lambda value: (
        " ".join(value).replace("\x1b", "ESC").replace("\x07", "BEL")
        if isinstance(value, list)
        else ""
    ),
)
def test_what_cannot_be_said_so_is_a_usage_error_and_changes_nothing(forks, book, words, told):
    before = everything(book)
    ran = forks(book, *words)
    assert (2, b"", True) == (ran.status, ran.out, told in ran.told), ran.told
    assert before == everything(book)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["contact", "add", "hanbit", "이동현"], "there is a contact `lee` already (이동현)"),
        (
            ["contact", "edit", "hanbit", "lee", "--id", "park"],
            "there is a contact `park` already (박재형)",
        ),
        (["contact", "move", "hanbit", "lee", "--to", "hanbit"], "the person is there already"),
        (["deal", "new", "hanbit", "x", "--id", "pt2"], "there is `pt2` already"),
        (
            ["deal", "stage", "hanbit", "old", "closing"],
            "crm deal reopen hanbit old opens it again",
        ),
        (
            ["deal", "stage", "hanbit", "pt2", "research", "--date", "2025-05-01"],
            "is in `qualification` from 2025-05-10 on",
        ),
        (["deal", "reopen", "hanbit", "pt2", "--why", "x"], "deal `pt2` is open"),
        (["deal", "verbal", "hanbit", "old", *DAY], "crm deal reopen hanbit old opens it again"),
        (["deal", "step", "hanbit", "old", "x"], "deal `old` ended: lost, 2024-06-01"),
        (["deal", "probability", "hanbit", "old", "5", *DAY], "deal `old` ended: lost, 2024-06-01"),
        (
            ["log", "hanbit", "--type", "call", "--deal", "old", "--next", "2025-08-11"],
            "deal `old` ended: lost, 2024-06-01",
        ),
        (["case", "close", "hanbit", "night", "x", "--date", "2025-05-03"], None),
        (["new", "한빛전자㈜"], "is in the book already, as hanbit"),
        (["new", "x", "--id", "HANBIT"], "there is `HANBIT` already"),
        (["rename", "hanbit", "Daehan"], "there is `Daehan` already"),
        (["rename", "hanbit", "hanbit"], "there is `hanbit` already"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_so_already_or_over_is_refused(forks, book, words, told):
    if told is None:  # is not over yet; the second time it is
        assert 0 == forks(book, *words).status
        told = "case `night` was closed on 2025-05-03"
    before = everything(book)
    ran = forks(book, *words)
    assert (True, True, b"") == (ran.status in (2, 4), told in ran.told, ran.out), ran.told
    assert before == everything(book)


# Days as people say them


def test_the_day_that_was_understood_is_told_unless_it_was_written_out(forks, book):
    ran = forks(
        book,
        "log",
        "hanbit",
        "x",
        "--type",
        "call",
        "--deal",
        "-",
        "--date",
        "2025/8/4",
        "--next",
        "2025년 8월 11일 보고서",
    )
    assert (
        0,
        "next step 2025-08-11 보고서",
        "2025년 8월 11일 = 2025-08-11 (Mon)",
        "2025/8/4 = 2025-08-04 (Mon)",
    ) == (ran.status, *sorted(ran.told.splitlines(), reverse=True))
    assert "date: 2025-08-04" in file(book) and "next: {date: 2025-08-11, what: 보고서}" in file(
        book
    )
    assert (
        ""
        == forks(
            book,
            "log",
            "hanbit",
            "x",
            "--type",
            "call",
            "--deal",
            "pt2",
            *DAY,
            "--next",
            "2025-08-11 보고서",
        ).told
    )


# What was changed, told


def test_people_are_told_in_their_words_what_changed_and_whose_account(forks, book):
    ran = forks(
        book,
        "log",
        "hanbit",
        "시험",
        "--type",
        "call",
        "--with",
        "lee",
        "--deal",
        "pt2",
        "--next",
        "2025-08-11 보고서",
        "--stance",
        "lee=negative",
        *DAY,
    )
    assert (0, "") == (ran.status, ran.told)
    assert [
        "한빛전자㈜: 이동현: neutral -> negative (2025-08-04)",
        "한빛전자㈜: pt2: next step 2025-08-11 보고서, in place of 2025-08-05 통화",
        "한빛전자㈜: call with 이동현 (2025-08-04): 시험",
    ] == ran.text.splitlines()
    ran = forks(book, "stance", "hanbit", "lee", "neutral", *DAY, "--lang", "ko")
    assert "한빛전자㈜: 이동현: 2025-08-04 태도 부정 -> 중립" in ran.text


def test_nothing_to_change_is_told_and_no_error(forks, book):
    before = everything(book)
    ran = forks(book, "role", "hanbit", "cfo", "--contact", "park")
    assert (0, "", "nothing to change: the file says so already\n") == (
        ran.status,
        ran.text,
        ran.told,
    )
    assert (0, "") == (
        forks(book, "deal", "stage", "hanbit", "pt2", "qualification").status,
        forks(book, "deal", "next", "hanbit", "old", "--none").text,
    )
    assert before == everything(book)


JSON = [
    ("log", "hanbit", "x", "--type", "call", "--deal", "pt2", "--next", "2025-08-11 y", *DAY),
    ("contact", "add", "hanbit", "홍길동", *DAY),
    ("contact", "edit", "hanbit", "lee", "--title", "x"),
    ("contact", "edit", "hanbit", "lee", "--id", "dh"),
    ("contact", "left", "hanbit", "lee", *DAY),
    ("contact", "move", "hanbit", "lee", "--to", "daehan", *DAY),
    ("role", "hanbit", "ceo", "--contact", "lee"),
    ("stance", "hanbit", "lee", "friendly", *DAY),
    ("plan", "add", "hanbit", "--for", "cfo", "--due", "2025-12-01"),
    ("plan", "progress", "hanbit", "intro", "x", *DAY),
    ("plan", "done", "hanbit", "intro", *DAY),
    ("plan", "drop", "hanbit", "intro", "--why", "x", *DAY),
    ("deal", "new", "hanbit", "x", *DAY),
    ("deal", "stage", "hanbit", "pt2", "presenting", *DAY),
    ("deal", "next", "hanbit", "pt2", "2025-08-11 y"),
    ("deal", "amount", "hanbit", "pt2", "1", *DAY),
    ("deal", "close", "hanbit", "pt2", "2026-01-01", *DAY),
    ("deal", "win", "hanbit", "pt2", *DAY),
    ("deal", "lose", "hanbit", "pt2", "--reason", "price", *DAY),
    ("deal", "reopen", "hanbit", "old", "--why", "x", *DAY),
    ("bant", "hanbit", "pt2", "need=unmet", *DAY),
    ("contract", "add", "hanbit", "--start", "2025-01-01"),
    ("contract", "renew", "hanbit", "c-2024"),
    ("contract", "end", "hanbit", "c-2024", *DAY),
    ("case", "open", "hanbit", "x", *DAY),
    ("case", "close", "hanbit", "night", "x", *DAY),
    ("survey", "hanbit", "nps", "9", *DAY),
    (
        "account",
        "hanbit",
        "--service-contact",
        "han-se",
        "--tag",
        "x",
        "--not-eligible",
        "core=x",
        "--custom",
        "erp=sap",
        "--role-set",
        "it",
    ),
    ("research", "hanbit", "--solution", "x", "--clear", "decision-maker"),
    ("asset", "edit", "hanbit", "core", "--unit", "x"),
    ("role", "hanbit", "ceo", "--unit", "x"),
    ("deal", "edit", "hanbit", "pt2", "--competitor", "x", "--clear", "owner"),
    ("deal", "step", "hanbit", "pt2", "x"),
    ("deal", "verbal", "hanbit", "pt2", *DAY),
    ("deal", "probability", "hanbit", "pt2", "80", *DAY),
    ("contact", "edit", "hanbit", "park", "--clear", "phone", "--custom", "a=b"),
    ("asset", "add", "hanbit", "core", "--since", "2025-08-04"),
    ("new", "새 회사"),
    ("rename", "hanbit", "hb"),
]


@pytest.mark.parametrize("words", JSON, ids=lambda words: " ".join(words[:2]))
def test_programs_are_told_in_rows_of_one_form(forks, book, words):
    before = everything(book)
    ran = forks(book, *words, "--json")
    assert (0, "") == (ran.status, ran.told)
    answer = ran.json
    assert (["report", "as_of", "rows", "totals", "skipped"], "write", []) == (
        list(answer),
        answer["report"],
        answer["skipped"],
    )
    assert {"account", "name", "file", "kind", "subject", "change"} == {
        key for row in answer["rows"] for key in row
    }
    assert answer["rows"] and all(
        isinstance(value, str) and value for row in answer["rows"] for value in row.values()
    )
    now = everything(book)
    touched = sorted(
        str(path.relative_to(book.book))
        for path in before.keys() | now.keys()
        if before.get(path) != now.get(path)
    )
    assert ({"files", "commit", "dry_run"}, touched, None, False) == (
        set(answer["totals"]),
        sorted(answer["totals"]["files"]),
        answer["totals"]["commit"],
        answer["totals"]["dry_run"],
    )
    assert {row["file"] for row in answer["rows"]} <= set(touched)


@pytest.mark.parametrize("words", JSON, ids=lambda words: " ".join(words[:2]))
def test_a_dry_run_writes_nothing_and_prints_a_diff_that_git_can_apply(forks, book, words):
    before = everything(book)
    ran = forks(book, *words, "--dry-run")
    assert (0, "", before) == (ran.status, ran.told, everything(book))
    assert 0 == forks(book, *words).status
    expected = everything(book)
    for path, data in before.items():
        path.write_bytes(data)
    for path in expected.keys() - before.keys():
        path.unlink()
    applied = subprocess.run(
        ["git", "apply", "-"],
        cwd=book.book,
        input=ran.out,
        env=book.environment(),
        capture_output=True,
        check=False,
    )
    assert (0, b"") == (applied.returncode, applied.stderr), ran.text
    assert expected == everything(book)


def test_a_dry_run_for_programs_says_that_it_was_one(forks, book):
    before = everything(book)
    answer = forks(book, "stance", "hanbit", "lee", "friendly", *DAY, "--dry-run", "--json").json
    assert ({"files": ["accounts/hanbit.yaml"], "commit": None, "dry_run": True}, 1) == (
        {key: value for key, value in answer["totals"].items() if key != "changes"},
        len(answer["rows"]),
    )
    assert before == everything(book)


def test_a_dry_run_shows_hidden_characters(forks, book):
    ran = forks(book, "log", "hanbit", "a\u202eb", "--type", "call", *DAY, "-n")
    assert ("what: a\\u202eb" in ran.text, "\u202e" in ran.text) == (True, False)


# Gates


def test_a_stage_is_entered_when_the_ones_before_have_what_they_ask_for(forks, book):
    ran = forks(book, "deal", "stage", "hanbit", "pt2", "closing", *DAY)
    assert (4, True, BRACES) == (
        ran.status,
        'the deal may not go on yet\n  nothing was handed over or shown: crm log hanbit "WHAT" --type meeting --deal pt2 --gave FILE --date 2025-08-04\n'
        in ran.told,
        file(book),
    )
    assert (
        0
        == forks(
            book,
            "log",
            "hanbit",
            "제안",
            "--type",
            "meeting",
            "--deal",
            "pt2",
            "--gave",
            "제안서",
            *DAY,
        ).status
    )
    assert 0 == forks(book, "deal", "stage", "hanbit", "pt2", "closing", *DAY).status


def test_a_promise_made_in_the_same_breath_opens_its_gate(forks, book):
    assert 0 == forks(book, "deal", "next", "hanbit", "pt2", "--none").status
    assert (
        0
        == forks(
            book,
            "log",
            "hanbit",
            "제안",
            "--type",
            "meeting",
            "--deal",
            "pt2",
            "--gave",
            "제안서",
            *DAY,
        ).status
    )
    assert (
        "there is no next step"
        in forks(book, "deal", "stage", "hanbit", "pt2", "closing", *DAY).told
    )
    assert (
        0
        == forks(
            book, "deal", "stage", "hanbit", "pt2", "closing", "--next", "2025-08-11 계약서", *DAY
        ).status
    )
    assert "next: {date: 2025-08-11, what: 계약서}" in file(book)


GATES = [
    (
        ("deal", "stage", "hanbit", "pt2", "closing", *DAY),
        "2025-08-04: {value: closing, why: 급함}",
    ),
    (
        ("deal", "win", "hanbit", "cheap", *DAY),
        "outcome: {result: won, date: 2025-08-04, note: 급함}",
    ),
    (
        ("deal", "lose", "hanbit", "pt2", *DAY),
        "outcome: {result: lost, date: 2025-08-04, note: 급함}",
    ),
    (
        ("deal", "lose", "hanbit", "pt2", "--reason", "other", *DAY),
        "outcome: {result: lost, date: 2025-08-04, reason: other, note: 급함}",
    ),
]


@pytest.mark.parametrize(
    ("words", "written"), GATES, ids=["exit criteria", "discount", "reason", "the reason's note"]
)
def test_a_gate_is_shut_until_forced_with_a_reason_which_the_file_keeps(
    forks, book, words, written
):
    book.write(
        {
            "hanbit": BRACES.replace(
                "  old:",
                "  cheap: {products: {core: {unit_price: 80}}, stages: {2025-05-10: closing}}\n  old:",
            )
        }
    )
    before = everything(book)
    shut, forced = forks(book, *words), forks(book, *words, "--force")
    # a reason is chosen, not forced away
    offered = "--reason " if words[1] == "lose" else '--force --why "the reason"'
    assert (4, True) == (shut.status, offered in shut.told)
    assert (2, True, before) == (
        forced.status,
        "--force needs --why" in forced.told,
        everything(book),
    )
    assert 4 == forks(book, *words, "--why", "급함").status
    assert before == everything(book)
    assert 0 == forks(book, *words, "--force", "--why", "급함").status
    assert written.replace("    ", "") in file(book).replace("\n      ", "") or written in file(
        book
    )


def test_the_bant_gate_counts_what_is_mitigated(forks, book):
    book.write(
        {
            "hanbit": BRACES.replace(
                "bant: {budget: met, authority: {status: met, date: 2025-05-12}, need: met}",
                "bant: {budget: met, need: met}",
            )
        }
    )
    ran = forks(book, "deal", "stage", "hanbit", "pt2", "presenting", *DAY)
    assert (4, True) == (ran.status, "BANT 2/4, the gate is 3" in ran.told)
    assert (
        0
        == forks(
            book, "bant", "hanbit/pt2", "timeline=unmet", "--mitigate", "wait=연말", *DAY
        ).status
    )
    assert 0 == forks(book, "deal", "stage", "hanbit", "pt2", "presenting", *DAY).status


# More than one file


def test_a_new_id_of_a_person_is_followed_in_every_account_that_names_them(forks, book):
    assert 0 == forks(book, "contact", "edit", "hanbit", "lee", "--id", "lee-dh").status
    assert DAEHAN.replace("hanbit/lee", "hanbit/lee-dh") == file(book, "daehan")
    assert [] == [line for line in forks(book, "lint").text.splitlines() if "error" in line]


def test_a_person_who_moves_is_left_here_and_a_contact_there_with_addresses_and_without_what_they_thought_of_us(
    forks, book
):
    assert (
        0
        == forks(
            book, "contact", "move", "hanbit", "park", "--to", "대한", "--title", "부사장", *DAY
        ).status
    )
    assert (
        "left: 2025-08-04"
        in [line for line in file(book).splitlines() if line.startswith("  park:")][0]
    )
    there = file(book, "daehan")
    assert (
        "park: {name: 박재형, title: 부사장, phones:" in there,
        "010-1234-5671" in there,
        "한빛전자㈜ (hanbit/park)" in there,
        "neutral" in there,
    ) == (True, True, True, False)


def test_who_has_left_long_ago_keeps_the_day(forks, book):
    assert 0 == forks(book, "contact", "move", "hanbit", "seo", "--to", "daehan").status
    assert "seo: {name: 서영민, left: 2025-03-01}" in file(book)


def test_an_account_gets_another_id_and_those_that_name_it_follow(forks, book):
    assert 0 == forks(book, "rename", "한빛", "hb").status
    assert (BRACES, DAEHAN.replace("hanbit", "hb")) == (file(book, "hb"), file(book, "daehan"))
    assert not (book.book / "accounts" / "hanbit.yaml").exists()


def test_the_old_name_of_a_firm_is_an_alias_by_which_it_is_found(forks, book):
    ran = forks(book, "account", "hanbit", "--name", "한빛테크㈜")
    assert (0, "한빛테크㈜: alias added: 한빛전자㈜") == (ran.status, ran.text.splitlines()[1])
    assert "aliases: 한빛전자㈜\n" in file(book)
    assert 0 == forks(book, "log", "주식회사 한빛전자", "Call", "--type", "call").status
    assert "\t한빛전자㈜" in forks(book, "find", "한빛전자", "-o", "plain").text
    ran = forks(book, "account", "hanbit", "--name", "한빛전자㈜")
    assert "한빛전자㈜: alias 한빛전자㈜ -> 한빛테크㈜" in ran.text.splitlines()


@pytest.mark.parametrize("words", [("한빛 전자",), ("한빛텐자", "--mistyped")])
def test_no_alias_is_kept_of_one_firm_and_of_a_slip(forks, book, words):
    assert 0 == forks(book, "account", "hanbit", "--name", *words).status
    assert "aliases" not in file(book)


def test_an_id_that_was_made_of_the_name_leaves_it_and_says_so(forks, book):
    assert "" == forks(book, "rename", "hanbit", "hb").told
    assert "" == forks(book, "rename", "daehan", "대한스틸").told
    ran = forks(book, "rename", "대한스틸", "대한")
    assert (
        'the firm is still called 대한스틸; if that changed too: crm account 대한 --name "NEW NAME"\n'
        == ran.told
    )


def test_a_new_account_has_a_row_for_every_required_role(forks, book):
    ran = forks(
        book,
        "new",
        "새빛㈜",
        "--owner",
        "김민지",
        "--source",
        "referral",
        "--referred-by",
        "한빛/ㅇㄷㅎ",
        "--segment",
        "A",
        "--alias",
        "Saebit",
        "--tag",
        "a",
        "--tag",
        "b, c",
    )
    assert (0, "새빛㈜: new account: 새빛㈜, prospect\n") == (ran.status, ran.text)
    expected = 'name: 새빛㈜\naliases: Saebit\nsegment: A\nstatus: prospect\nowner: kim-mj\nsource: referral\nreferred_by: hanbit/lee\ntags: [a, "b, c"]\nroles:\n  ceo:\n  cfo:\n  cio:\n  dpo:\n'
    assert expected == file(book, "새빛")
    assert 0 == forks(book, "show", "saebit").status


def test_a_broken_file_is_not_written_to_and_told_like_lint_tells_it(forks, book):
    book.write({"hanbit": "name: [\n"})
    ran = forks(book, "log", "hanbit", "x", "--type", "call")
    assert (4, b"", "name: [\n") == (ran.status, ran.out, file(book))
    assert "accounts/hanbit.yaml:1:7: error:" in ran.told and "nothing is written to it" in ran.told


def test_where_the_policy_names_nothing_anything_may_be_said(forks, book):
    (book.book / "crm.yaml").write_text(
        "role_sets: {}\nreasons: {}\nstages: {}\n", encoding="utf-8"
    )
    for words in (
        ["role", "hanbit", "cto", "--contact", "lee"],
        ["deal", "stage", "hanbit", "pt2", "later", *DAY],
        ["deal", "new", "hanbit", "x", "--product", "any", "--owner", "anybody", *DAY],
        ["deal", "lose", "hanbit", "pt2", "--reason", "weather", *DAY],
        [
            "log",
            "hanbit",
            "--type",
            "call",
            "--by",
            "somebody",
            "--objection",
            "speed=resolved",
            *DAY,
        ],
        ["asset", "add", "hanbit", "car"],
    ):
        ran = forks(book, *words)
        assert 0 == ran.status, (words, ran.told)


# What answers show may be typed


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (
            ("log", "hanbit", "안부", "--type", "통화", "--mood", "긍정", "--outcome", "부재"),
            "type: call, outcome: no_answer, mood: positive",
        ),
        (("log", "hanbit", "hello", "--type", "E-Mail"), "type: email"),
        (("stance", "hanbit", "lee", "우호"), "friendly"),
        (("bant", "hanbit", "pt2", "시기=미충족"), "timeline: {status: unmet"),
        (("qualify", "hanbit", "pt2", "시기=미충족"), "timeline: {status: unmet"),
        (("deal", "lose", "hanbit", "pt2", "--reason", "Price"), "reason: price"),
    ],
)
def test_a_word_may_be_typed_as_answers_show_it(book, words, written):
    typed = book(*words, *(() if words[0] in ("stance", "bant", "qualify") else DAY), "--dry-run")
    assert (0, True) == (
        typed.status,
        any(
            line.startswith("+") and each in line
            for each in written.split(", ")
            for line in typed.text.splitlines()
        ),
    ), typed.told + typed.text


def test_a_word_that_means_nothing_here_is_told_with_those_there_are(book):
    assert (2, True) == (
        (ran := book("log", "hanbit", "x", "--type", "우호")).status,
        "call, email" in ran.told,
    )
    ran = book("deal", "lose", "hanbit", "pt2", "--reason", "비쌈")
    assert (4, True) == (ran.status, "price (Price)" in ran.told)


# Days that have passed, and promises


def test_a_contract_was_signed_on_a_day_that_has_come(forks, book):
    # the coming one would be refused
    ran = forks(book, "contract", "add", "hanbit", "--start", "2999-01-01", "--signed", "fri")
    (signed,) = re.findall(r"signed: ([0-9-]+)", file(book))
    assert (0, 4) == (ran.status, date.fromisoformat(signed).weekday())


def test_phones_and_addresses_are_taken_as_an_import_takes_them(forks, book):
    assert (
        0
        == forks(
            book,
            "contact",
            "edit",
            "hanbit",
            "seo",
            "--phone",
            "010–1234–5678",
            "--email",
            "seo@hb.example",
            "--email",
            "SEO@hb.example",
        ).status
    )
    assert 'phones: "010-1234-5678"' in file(book)
    assert ["seo@hb.example"] == re.findall(r"(?i)seo@hb.example", file(book))


def test_a_promise_without_a_deal_is_told_with_its_day_and_words(forks, book):
    ran = forks(
        book,
        "log",
        "hanbit",
        "x",
        "--type",
        "call",
        "--deal",
        "-",
        "--next",
        "2025-08-11 보고서",
        *DAY,
    )
    assert (0, "next step 2025-08-11 보고서\n") == (ran.status, ran.told)


def test_who_confirms_a_loss_is_the_customer_by_one_word(crm):
    assert "`buyer` if the customer said so, else who" in " ".join(
        crm("deal", "lose", "--help", cwd=crm.home).text.replace("│", " ").split()
    )


# Who of ours stands for a role


def roles_of(book):
    return file(book).partition("roles:")[2].partition("contacts:")[0]


def test_a_new_person_in_a_role_may_come_with_who_of_ours_stands_for_it(forks, book):
    assert (
        0
        == forks(
            book, "contact", "add", "hanbit", "홍길동", "--role", "dpo", "--rep", "한세은"
        ).status
    )
    assert "dpo: {contact: 홍길동, rep: han-se}" in roles_of(book)
    ran = forks(book, "contact", "add", "hanbit", "김철수", "--rep", "한세은")
    assert (2, True) == (ran.status, "--rep is about the roles the person holds" in ran.told)


def test_the_owner_stands_for_a_role_that_has_nobody_where_crm_yaml_says_so(forks, book):
    policy = book.book / "crm.yaml"
    policy.write_text(policy.read_text("utf-8") + "defaults: {rep: owner}\n", encoding="utf-8")
    assert 0 == forks(book, "role", "hanbit", "ceo", "--contact", "park").status
    assert (
        0
        == forks(
            book, "contact", "add", "hanbit", "홍길동", "--role", "dpo", "--role", "cio"
        ).status
    )
    assert 0 == forks(book, "role", "hanbit", "cfo", "--nobody").status
    found = roles_of(book)
    assert (
        "ceo: {contact: park, rep: kim-mj}" in found,
        "dpo: {contact: 홍길동, rep: kim-mj}" in found,
        found.count("rep: kim-mj"),
    ) == (True, True, 3)


def test_who_has_left_is_in_no_role_and_lint_has_nothing_to_say_of_it(forks, book):
    ran = forks(book, "contact", "left", "hanbit", "lee", *DAY)
    assert 0 == ran.status
    assert ("left-contact-in-role" in forks(book, "lint").text, "lee" in roles_of(book)) == (
        False,
        False,
    )


def test_a_deal_that_ended_in_no_stage_passes_all_gates_when_it_is_opened_in_one(crm):
    text = "name: A\ndeals:\n  d: {outcome: {result: lost, date: 2025-08-01, reason: price}}\n"
    crm.write({"a": text}, "")
    words = ("deal", "reopen", "a", "d", "--why", "back", "--stage", "presenting", *DAY)
    ran = crm(*words)
    assert (4, text) == (ran.status, (crm.book / "accounts" / "a.yaml").read_text())
    assert "BANT 0/4, the gate is 3" in ran.told
    assert "its source is not known" in ran.told
    assert crm(*words, "--force").status == 0
