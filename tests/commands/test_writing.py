"""Editing commands on files in many hands: only the lines that are meant change, comments survive, and nothing new is wrong."""

import codecs
import difflib
import re
import unicodedata
from collections import Counter
from datetime import date
from textwrap import dedent

import pytest

from books import Ask, policy
from commands.hands import BARE, FULL, POLICY
from commands.writing import ADDING, COMMANDS
from crmcli.reports.queries import lint
from crmcli.rules.registry import check_account
from crmcli.store.yaml.syntax_tree import Outline
from crmcli.store.write.rewriting import understood

RULES = policy(POLICY)
OTHER = "name: 대한스틸\n"


@pytest.fixture(scope="module")
def book(shared):
    shared.write({}, POLICY)
    return shared


def after(forks, book, data, words):
    """What the account's file says after a command that must succeed, and what the command told."""
    book.write({"hanbit": data, "daehan": OTHER})
    ran = forks(book, *words)
    assert 0 == ran.status, (words, ran.told)
    return (book.book / "accounts" / "hanbit.yaml").read_bytes(), ran


def lines(data):
    return data.decode("utf-8-sig").splitlines()


def comments(data):
    return Counter(comment.rstrip() for _, comment in Outline(data.decode("utf-8-sig")).comments())


def errors(data):
    """What lint would call an error, where it stands."""
    page = understood("accounts/hanbit.yaml", data)
    assert page.account is not None, page.problems
    assert () == page.problems
    found = check_account(page.account, RULES, date(2025, 8, 4))
    return {(each.rule, each.path) for each in found if each.severity == "error"}


def changed(before, now):
    """The lines that give way, and those that come."""
    diff = list(difflib.ndiff(lines(before), lines(now)))
    return [line[2:] for line in diff if line.startswith("- ")], [
        line[2:] for line in diff if line.startswith("+ ")
    ]


def check_form(before, now):
    """Line ends, the byte order mark and a missing last line end stay as somebody's editor made them."""
    assert before.startswith(codecs.BOM_UTF8) == now.startswith(codecs.BOM_UTF8)
    text = now.decode("utf-8-sig")
    assert (b"\r\n" in before) == ("\r\n" in text)
    assert "\r\n" not in text or "\n" not in text.replace("\r\n", "")
    assert before.endswith(b"\n") == now.endswith(b"\n")


@pytest.mark.parametrize("name", FULL)
def test_a_command_changes_the_lines_it_means_and_no_others(forks, book, name):
    before = FULL[name]
    for words, most in COMMANDS:
        now, ran = after(forks, book, before, words)
        gone, come = changed(before, now)
        # a comma after what was last
        assert len(gone) <= most + (name == "json"), (
            words,
            gone,
            come,
        )
        assert come or "--none" in words, words
        check_form(before, now)
        assert set() == errors(now) - errors(before), words
        lost = comments(before) - comments(now)
        assert set() == {
            comment for comment in lost if not any(comment in line for line in gone)
        }, (words, lost)
        assert not lost or words[:2] in (
            ("deal", "next"),
            ("deal", "win"),
            ("deal", "lose"),
            ("deal", "reopen"),
        ), (words, lost)  # of what is gone itself
        assert "more lines changed" not in ran.told, words


@pytest.mark.parametrize("name", BARE)
def test_sections_that_are_empty_or_missing_are_begun(forks, book, name):
    before = BARE[name]
    for words in ADDING:
        now, ran = after(forks, book, before, words)
        gone, _ = changed(before, now)
        assert [] == [
            line
            for line in gone
            if not line.partition(" #")[0].rstrip().endswith((":", "{}", "{ }", "[]"))
        ], (words, gone)
        assert not before.endswith(b"\n") or now.endswith(b"\n")
        assert (set(), Counter()) == (errors(now), comments(before) - comments(now)), words
        assert "more lines changed" not in ran.told, words


@pytest.mark.parametrize(
    "name",
    [
        "comments everywhere",
        "braces that wrap",
        "json",
        "newest first",
        "bom, crlf, no last line end",
        *BARE,
    ],
)
def test_command_after_command_adds_up_to_a_file_without_errors(forks, book, name):
    data = {**FULL, **BARE}[name]
    kept = comments(data)
    for words in ADDING:
        data, _ = after(forks, book, data, words)
    assert (set(), Counter()) == (errors(data), kept - comments(data))
    page = understood("accounts/hanbit.yaml", data).account
    assert [each.date for each in page.log] in (
        sorted(each.date for each in page.log),
        sorted((each.date for each in page.log), reverse=True),
    )
    assert ("홍길동", True, True) == (
        page.contacts["홍길동"].name,
        "cio-identify" in page.plans,
        "c-2026" in page.contracts,
    )
    assert [] == [
        each
        for each in lint.gather(page, RULES, date(2025, 8, 4), Ask())[0].findings
        if each.severity == "error"
    ]


# Ids in Hangul, which macOS writes decomposed

NAMED = {
    "park": "박본부장",
    "lee": "이실장",
    "seo": "서부장",
    "pt2": "증설이차",
    "intro": "소개",
    "night": "야간",
    "c-2024": "유지보수",
}


def renamed(text):
    return re.sub(rf"\b({'|'.join(NAMED)})\b", lambda found: NAMED[found.group()], text)


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS], ids=" ".join)
def test_ids_in_decomposed_hangul_are_the_ids_they_are(forks, book, words):
    text, words = renamed(FULL["comments everywhere"].decode()), tuple(map(renamed, words))
    composed, _ = after(forks, book, text.encode(), words)
    decomposed, _ = after(forks, book, unicodedata.normalize("NFD", text).encode(), words)
    assert composed.decode() == unicodedata.normalize("NFC", decomposed.decode())
    stays = {
        unicodedata.normalize("NFD", line) for line in {*lines(text.encode())} & {*lines(composed)}
    }
    assert set() == stays - {*lines(decomposed)}


# The lines themselves, for the hand of the examples


def written(forks, book, words, name="braces"):
    return changed(FULL[name], after(forks, book, FULL[name], words)[0])


@pytest.mark.parametrize(
    ("words", "gone", "come"),
    [
        (
            ["stance", "hanbit", "lee", "friendly", "--why", "칭찬함", "--date", "2025-08-04"],
            ["  lee: {name: 이동현, stance: neutral}"],
            [
                "  lee: {name: 이동현, stance: {undated: neutral, 2025-08-04: {value: friendly, why: 칭찬함}}}"
            ],
        ),
        (
            ["deal", "amount", "hanbit", "pt2", "6800만", "--date", "2025-08-04"],
            ["    amount: 72_000_000"],
            ["    amount: {undated: 72_000_000, 2025-08-04: 68_000_000}"],
        ),
        (
            [
                "log",
                "hanbit",
                "--type",
                "call",
                "--date",
                "2025-03-04",
                "--said",
                "그건: 좋다 # 정말",
                "--by",
                "kim-mj",
            ],
            [],
            [
                "  - {date: 2025-03-04, type: call, by: kim-mj, said: '그건: 좋다 # 정말'}".replace(
                    "'", '"'
                )
            ],
        ),
        (
            ["contact", "add", "hanbit", "홍길동", "--phone", "02-555-1234"],
            [],
            ['  홍길동: {name: 홍길동, phones: "02-555-1234"}'],
        ),
        (
            ["contact", "left", "hanbit", "이동현", "--date", "2025-08-04"],
            [
                "  cio: {contact: lee, rep: kim-mj}    # 실장",
                "  lee: {name: 이동현, stance: neutral}",
            ],
            [
                "  cio: {contact: null, rep: kim-mj}    # 실장",
                "  lee: {name: 이동현, stance: neutral, left: 2025-08-04}",
            ],
        ),
        (
            ["role", "hanbit", "ceo", "--contact", "park"],
            ["  ceo: {contact: null}"],
            ["  ceo: {contact: park}"],
        ),
    ],
    ids=lambda value: (
        " ".join(value[:3]) if isinstance(value, list) and value and " " not in value[0] else ""
    ),
)
def test_what_a_command_writes(forks, book, words, gone, come):
    assert (gone, come) == written(forks, book, words)


def test_a_log_that_is_written_newest_first_stays_so(forks, book):
    now, _ = after(
        forks,
        book,
        FULL["newest first"],
        ("log", "hanbit", "x", "--type", "call", "--date", "2025-08-04"),
    )
    days = [each.date.isoformat() for each in understood("accounts/hanbit.yaml", now).account.log]
    assert ["2025-08-04", "2025-07-02", "2025-01-20"] == days


@pytest.mark.parametrize(
    "text",
    [
        "  spaces  ",
        "a\nb",
        "- dash",
        "yes",
        "2025-01-01",
        "{x}",
        "'",
        '"',
        "\\n",
        "#",
        "x: y",
        "[a](b)",
        "=1+1",
        "\u202e",
        "😀",
        "null",
        "~",
        "%",
        "@",
        "`",
        "a\n\n  b\n",
    ],
)
def test_whatever_is_said_is_kept_as_it_was_said(forks, book, text):
    for name in ("braces", "comments everywhere", "json", "crlf"):
        now, _ = after(
            forks,
            book,
            FULL[name],
            ("log", "hanbit", "--type", "call", "--date", "2025-08-04", "--said", text),
        )
        assert (
            text
            == max(
                understood("accounts/hanbit.yaml", now).account.log, key=lambda entry: entry.date
            ).said
        )


# Facts that had no date


def told(forks, book):
    """What lint says, with its weight."""
    return [
        (each["rule"], each["severity"])
        for each in forks(book, "lint", "--format", "json", "accounts/hanbit.yaml").json["rows"]
    ]


def test_a_fact_without_a_date_stays_current_until_the_new_ones_day_and_lint_is_content(
    forks, book
):
    book.write(
        {
            "hanbit": dedent("""\
        name: 한빛
        roles: {cfo: park, ceo: {waived: x}, cio: {waived: x}, dpo: {waived: x}}
        contacts: {park: {name: 박재형, stance: neutral}}
        deals: {pt2: {stages: contacting, next: 2030-01-01}}
    """),
            "daehan": OTHER,
        }
    )
    assert {"undated-stance", "undated-stage"} == {
        rule for rule, _ in told(forks, book) if rule.startswith("undated")
    }
    assert 0 == forks(book, "stance", "hanbit", "park", "friendly", "--date", "2025-08-04").status
    assert (
        0
        == forks(
            book, "deal", "stage", "hanbit", "pt2", "prospecting", "--date", "2025-08-04"
        ).status
    )
    assert [] == [
        rule
        for rule, severity in told(forks, book)
        if rule.startswith("undated") or severity == "error"
    ]
    account = understood(
        "accounts/hanbit.yaml", (book.book / "accounts" / "hanbit.yaml").read_bytes()
    ).account
    assert [(None, "neutral"), (date(2025, 8, 4), "friendly")] == [
        fact[:2] for fact in account.contacts["park"].stance
    ]
