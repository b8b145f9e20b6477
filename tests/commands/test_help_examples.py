"""The examples in every command's help: English ones run in the English example book, Korean ones in the Korean one, each in a fresh copy on the Monday after the book's own day, and end well."""

import io
import os
import re
import shlex
import shutil
import zipfile
from pathlib import Path

import pytest

from crmcli.domain.records.reading_commands import READING

from .conftest import Crm
from .registry import commands
from .test_help import PAGES
from .test_korean import latin

if os.name == "nt":
    pytest.skip("needs os.fork", allow_module_level=True)

from .typing_at import talk

COMMANDS = dict(commands())  # made once: it takes a fifth of a second
ROOT = Path(__file__).parents[2]
BOOKS = {"en": "northwind", "ko": "hanbit"}
TODAY = "2026-08-03T09:00:00"
# what these examples are about ends otherwise
MEANT: dict[str, int] = {}
UNTIL_STOPPED = {"serve"}  # tests/web serves
AT_A_TERMINAL = {"edit"}
FOLLOWS = {"deal step"}  # the second example settles what the first wrote down
# who is written to, where a mail says it
PERSON = {"en": "gloria.mendez@lakeviewfoods.example", "ko": "dh.lee@hanbit.example"}
ACCOUNT = {"en": "lakeview-foods", "ko": "hanbit-electronics"}
TABLES = {
    "prospects.csv": "Company,City\nFox River Foods,Aurora\n",
    "people.csv": "Name,Company,Email\nAnn Lee,Acme,ann@acme.example\n",
    "companies.csv": "Company Name,City\nAcme,Aurora\n",
    "deals.csv": "Deal Name,Company Name,Amount\nBig,Acme,500\n",
    "cards.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nORG:Acme\nEMAIL:ann@acme.example\nEND:VCARD\n",
    "requests.json": '[{"operation": "log", "account": "ACCOUNT", "what": "Called", "type": "call"}]',
    "work.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260720T090000Z\n"
    "DTSTART:20260720T090000Z\nDTEND:20260720T100000Z\nSUMMARY:Walk\nATTENDEE:mailto:PERSON\nEND:VEVENT\nEND:VCALENDAR\n",
    "Sent.mbox": "From me Mon Jul 20 09:00:00 2026\nFrom: me@us.example\nTo: PERSON\nSubject: Offer\n"
    "Message-ID: <1@us.example>\nDate: Mon, 20 Jul 2026 09:00:00 +0000\n\nHello\n",
}


@pytest.fixture(scope="module", params=BOOKS)
def language(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def kept(language: str, tmp_path_factory: pytest.TempPathFactory) -> Crm:
    """The book in git since June, with what a person has beside it, and one entry to take back."""
    crm = Crm(tmp_path_factory.mktemp(language))
    made = crm("init", "book", "--example", BOOKS[language], cwd=crm.home)
    assert 0 == made.status, made.told
    program = crm.home / "bin" / "crm"  # which git looks for
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    crm.env |= {"TESTS_TODAY": TODAY, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    crm.git("init", "-q", "--template=")
    assert crm("doctor", "--fix").status in (0, 1)  # before the first commit
    crm.git("add", "--all")
    crm.env |= {"GIT_COMMITTER_DATE": "2026-06-30T09:00:00Z"}
    crm.git("commit", "-q", "--date", "2026-06-30T09:00:00Z", "-m", "June")
    del crm.env["GIT_COMMITTER_DATE"]
    member = {"en": "dana@northwind.example", "ko": "mj.kim@hansol-it.example"}[language]
    crm.git("config", "user.name", "Test")
    crm.git("config", "user.email", member)
    assert 0 == crm("log", ACCOUNT[language], "Called", "-t", "call", "--commit").status
    assert 0 == crm("export", "tables", "out", "--format", "jsonl").status
    (crm.book / "copy").mkdir()
    for other in ("my-book",):
        assert 0 == crm("init", other).status
    for name, text in TABLES.items():
        if not (crm.book / name).exists():
            said = text.replace("PERSON", PERSON[language]).replace("ACCOUNT", ACCOUNT[language])
            (crm.book / name).write_text(said, encoding="utf-8")
    for name in ("base.yaml", "ours.yaml", "theirs.yaml"):
        shutil.copy(crm.book / "accounts" / f"{ACCOUNT[language]}.yaml", crm.book / name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Account.csv", "Id,Name\n001,Acme\n")
    (crm.book / "export.zip").write_bytes(packed.getvalue())
    return crm


@pytest.fixture(scope="module")
def read(kept: Crm, language: str, tmp_path_factory: pytest.TempPathFactory) -> Crm:
    """The book of all examples that only read, with what is remembered of it."""
    crm = Crm(tmp_path_factory.mktemp(f"{language}-read"))
    crm.env = {**kept.env, "HOME": str(crm.home), "CRM_CACHE_DIR": str(crm.cache)}
    shutil.copytree(kept.book, crm.book, symlinks=True)
    return crm


# what is for programs has one form in every language, and a page of help is held by tests/docs
FOR_PROGRAMS = re.compile(
    r"-o (json|csv|html)|--json|--lang en|schema|completion|merge-file|--format (mermaid|dot)|^help"
)
OURS = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "examples").rglob("*.yaml")))


def foreign(told: str, example: str) -> set[str]:
    """Latin words in a row that nobody wrote into the book, into a file beside it, or typed."""
    known = " ".join(f"{OURS} {' '.join(TABLES.values())} {example}".split())
    lines = [re.sub(r"(crm [a-z]|cd )[^:]*", "crm", line) for line in told.splitlines()]
    return {each for line in lines for each in latin(line) if each not in known}


TOLD: dict[tuple[str, str], list[str]] = {}


def examples(crm: Crm, words: list[str], language: str) -> list[str]:
    """As help tells them, asked once."""
    key = (language, " ".join(words))
    if key not in TOLD:
        TOLD[key] = _examples(crm, words, language)
    return TOLD[key]


def _examples(crm: Crm, words: list[str], language: str) -> list[str]:
    told = crm("--lang", language, *words, "--help").text
    told = re.split(r"^(?:Options|옵션|Commands|명령|Arguments|값):$", told, flags=re.M)[0]
    mark = {"en": "Example: ", "ko": "예: "}[language]
    lines = re.sub(r"\n {4,}(?=\S)", " ", told)
    return re.findall(rf"^ *{mark}crm (.*)$", lines, flags=re.M)


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_every_example_of_help_runs_in_the_book_of_its_language(
    kept, read, language, tmp_path, words
):
    name = " ".join(words)
    shown = examples(kept, words, language)
    is_group = bool(COMMANDS[name].__dict__.get("commands"))
    assert len(shown) >= 2 or (is_group and not shown), name
    if name in UNTIL_STOPPED:
        return
    only_reads = words[0] in READING
    crm = read if only_reads else Crm(tmp_path)
    own = {each: crm.env[each] for each in ("HOME", "CRM_CACHE_DIR")}
    env = {**kept.env, **own, "EDITOR": "true", "LANG": f"{language}.UTF-8"}
    if name == "tour":
        del env["TESTS_TODAY"]  # it makes a book of its own, of today
    crm.env = env
    for place, example in enumerate(shown):
        if not (only_reads or (place and name in FOLLOWS)):
            shutil.rmtree(crm.book, ignore_errors=True)
            shutil.copytree(kept.book, crm.book, symlinks=True)
        if name == "init":
            shutil.rmtree(crm.book / "my-book")
        line = shlex.split(example)
        line = line[: line.index(">")] if ">" in line else line
        if name == "done":
            assert 0 == crm("due").status
        if name in AT_A_TERMINAL:
            assert 0 == talk(crm, *line, answers=[]).status, example
            continue
        ran = crm(*line)
        assert ran.status == MEANT.get(example, 0), (example, ran.told, ran.text[-1500:])
        assert "Traceback" not in ran.told
        if language == "ko" and not FOR_PROGRAMS.search(example):
            assert set() == foreign(f"{ran.told}\n{ran.text}", example), example


def test_statuses_that_are_meant_are_those_of_examples(kept, language):
    every = {each for words in PAGES for each in examples(kept, words, language)}
    assert set() == set(MEANT) - every


def test_english_examples_name_the_english_book_and_korean_ones_the_korean(kept, language):
    other = {"en": "ko", "ko": "en"}[language]
    book = ROOT / "examples" / BOOKS[other]
    foreign = {path.stem for path in book.rglob("accounts/**/*.yaml")} | {"hanbit", "lakeview"}
    own = {"en": {"lakeview"}, "ko": {"hanbit"}}[language]
    told = " ".join(each for words in PAGES for each in examples(kept, words, language))
    named = set(re.findall(r"[\w-]+", told))
    assert set() == named & (foreign - own) - {BOOKS[language]}
