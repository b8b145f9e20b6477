"""`crm export tables`: every form says what the files say, the same each time, and only into a folder of its own."""

import csv
import datetime as dt
import hashlib
import json
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from recorded import Recorded

from crmcli.tables.registry import TABLES, table

ROOT = Path(__file__).parents[2]
HOSTILE = '=cmd|"x",\'y\';\u202e[bold]\u200b\\N "quoted"'
POLICY = "currency: USD\nteam: {dana: {name: Dana}}\nstages: {lead: {probability: 10}}\n"
ACME = f"""\
name: Acme
owner: dana
tags: [food, north]
note: |
  first line
  second, "line"
contacts:
  ines: {{name: Ines, phones: ["0612345678"], stance: {{2026-01-05: neutral, 2026-03-01: friendly}}}}
deals:
  line: {{name: {json.dumps(HOSTILE)}, amount: {{2026-01-05: 18_450.50, 2026-02-01: 12345678901_234567890.1}}, stages: {{2026-01-05: lead}}}}
  lost: {{stages: {{2026-01-05: lead}}, outcome: {{result: lost, date: 2026-03-01, reason: price}}}}
log:
  - {{date: 2026-01-05, type: call, by: dana, with: ines, deal: line, what: ""}}
  - {{date: 2026-03-01, type: email, by: dana, with: ines}}
"""


@pytest.fixture
def book(crm):
    crm.write({"acme": ACME, "beta": "name: Beta\n"}, POLICY)
    return crm


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_csv_has_every_table_with_its_columns(book):
    assert 0 == book("export", "tables", "out").status
    out = book.book / "out"
    assert {f"{each.name}.csv" for each in TABLES} | {"tables.json"} == {
        path.name for path in out.iterdir()
    }
    for each in TABLES:
        head = (out / f"{each.name}.csv").read_text("utf-8").partition("\n")[0]
        assert list(each.names) == head.split(",")
    first, second = rows(out / "deal_amounts.csv")
    assert ("2026-01-05", "18450.50", "USD") == tuple(first.values())[3:]
    assert "12345678901234567890.1" == second["amount"]
    assert HOSTILE == rows(out / "deals.csv")[0]["name"]
    assert 'first line\nsecond, "line"\n' == rows(out / "accounts.csv")[0]["note"]


def test_an_empty_text_is_not_the_same_as_none(book):
    book("export", "tables", "out")
    first, second = (book.book / "out" / "log.csv").read_text("utf-8").splitlines()[1:]
    assert ',dana,ines,"",,' in first
    assert ",dana,ines,,," in second


@pytest.mark.parametrize("form", ["csv", "jsonl", "sqlite", "xlsx", "parquet"])
def test_the_same_book_gives_the_same_bytes(book, form):
    for folder in ("one", "two"):
        assert 0 == book("export", "tables", folder, "--format", form).status
    assert digests(book.book / "one") == digests(book.book / "two")
    # nor does it matter what was remembered
    assert 0 == book("export", "tables", "three", "--format", form, "--no-cache").status
    assert digests(book.book / "one") == digests(book.book / "three")


def test_json_lines_have_exact_numbers_and_every_text(book):
    book("export", "tables", "out", "--format", "jsonl")
    text = (book.book / "out" / "deal_amounts.jsonl").read_text("utf-8")
    found = [json.loads(line, parse_float=Decimal) for line in text.splitlines()]
    assert [Decimal("18450.50"), Decimal("12345678901234567890.1")] == [
        each["amount"] for each in found
    ]
    deals = (book.book / "out" / "deals.jsonl").read_text("utf-8")
    assert HOSTILE == json.loads(deals.splitlines()[0])["name"]


def test_sqlite_has_keys_and_exact_amounts(book):
    book("export", "tables", "out", "--format", "sqlite")
    with sqlite3.connect(book.book / "out" / "crm.sqlite") as db:
        assert [("18450.50",), ("12345678901234567890.1",)] == db.execute(
            "select amount from deal_amounts order by n"
        ).fetchall()
        assert [(HOSTILE,)] == db.execute("select name from deals where deal = 'line'").fetchall()
        keys = [row[1] for row in db.execute("pragma table_info(log_with)") if row[5]]
        assert ["account", "entry", "contact"] == keys
        parents = {row[2] for row in db.execute("pragma foreign_key_list(log_with)")}
        assert {"accounts", "contacts", "log"} == parents
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
    db.close()


def test_parquet_is_typed(book):
    book("export", "tables", "out", "--format", "parquet")
    path = book.book / "out" / "deal_amounts.parquet"
    found = duckdb.sql(f"select day, amount from '{path}' order by n").fetchall()
    assert [
        (dt.date(2026, 1, 5), Decimal("18450.5000")),
        (dt.date(2026, 2, 1), Decimal("12345678901234567890.1000")),
    ] == found
    log = duckdb.sql(f"select what, two_way from '{book.book / 'out' / 'log.parquet'}'").fetchall()
    assert [("", True), (None, False)] == log


def test_parquet_in_folders_by_month_is_the_same_table(book):
    book("export", "tables", "out", "--format", "parquet", "--partition", "month")
    out = book.book / "out"
    assert {"month=2026-01", "month=2026-03"} == {each.name for each in (out / "log").iterdir()}
    found = duckdb.sql(f"select count(*) from read_parquet('{out}/log/*/*.parquet')").fetchall()
    assert [(2,)] == found


def test_a_workbook_has_texts_as_texts_and_days_as_days(book):
    book("export", "tables", "out", "--format", "xlsx")
    with zipfile.ZipFile(book.book / "out" / "crm.xlsx") as found:
        names = found.read("xl/workbook.xml").decode()
        place = [each.name for each in TABLES].index("contacts") + 1
        sheet = found.read(f"xl/worksheets/sheet{place}.xml").decode()
    assert all(f'name="{each.name}"' in names for each in TABLES)
    assert "<is><t>0612345678</t></is>" in sheet
    assert "<f>" not in sheet


@pytest.mark.parametrize("example", ["hanbit", "northwind"])
def test_every_cell_of_a_workbook_is_what_the_csv_files_say(crm, example):
    crm.book.mkdir()
    for form in ("csv", "xlsx"):
        words = ("export", "tables", form, "--format", form)
        assert 0 == crm("-C", str(ROOT / "examples" / example), *words).status
    found = CalamineWorkbook.from_path(crm.book / "xlsx" / "crm.xlsx")
    assert [each.name for each in TABLES] == found.sheet_names
    kinds = set()
    for each in TABLES:
        with open(crm.book / "csv" / f"{each.name}.csv", encoding="utf-8", newline="") as file:
            expected = list(csv.reader(file))
        head, *rest = found.get_sheet_by_name(each.name).to_python()
        assert expected[0] == head
        for row, cells in zip(expected[1:], rest, strict=True):
            for column, said, cell in zip(each.columns, row, cells, strict=True):
                assert meant(said, column.kind) == cell, (each.name, column.name)
                kinds.add((column.kind, type(cell)))
    assert {("text", str), ("day", dt.date), ("amount", float), ("truth", bool)} <= kinds


def meant(said, kind):
    if not said or kind in {"text", "id", "moment"}:
        return said
    if kind == "day":
        return dt.date.fromisoformat(said)
    return said == "true" if kind == "truth" else float(said)


def test_csv_for_excel_runs_nothing_and_keeps_zeros(book):
    book("export", "tables", "out", "--excel")
    data = (book.book / "out" / "contacts.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b",'0612345678," in data
    assert b"'=cmd" in (book.book / "out" / "deals.csv").read_bytes()


def test_as_of_a_day_nothing_later_is_told(book):
    book("export", "tables", "out", "--as-of", "2026-01-31")
    out = book.book / "out"
    assert ["2026-01-05"] == [row["day"] for row in rows(out / "log.csv")]
    assert ["", ""] == [row["result"] for row in rows(out / "deals.csv")]
    assert ["neutral"] == [row["stance"] for row in rows(out / "stances.csv")]
    assert "18450.50" == rows(out / "deals.csv")[0]["amount"]


def test_filters_leave_out_accounts(book):
    book("export", "tables", "out", "--tag", "food")
    assert ["acme"] == [row["account"] for row in rows(book.book / "out" / "accounts.csv")]


def test_what_changed_since_is_gathered_again(book):
    book("export", "tables", "out")
    (book.book / "accounts" / "beta.yaml").write_text("name: Beta Two\n", encoding="utf-8")
    assert 0 == book("export", "tables", "out").status
    assert ["Acme", "Beta Two"] == [row["name"] for row in rows(book.book / "out" / "accounts.csv")]


def test_the_manifest_tells_counts_and_digests(book):
    book("export", "tables", "out")
    told = json.loads((book.book / "out" / "tables.json").read_text("utf-8"))
    assert (2, 2, 1) == (told["rows"]["accounts"], told["rows"]["deals"], told["rows"]["members"])
    found = digests(book.book / "out")
    assert {each["file"]: each["sha256"] for each in told["files"]} == {
        name: each for name, each in found.items() if name != "tables.json"
    }


def test_a_folder_of_somebody_else_stays_as_it_is(book):
    book("export", "tables", "out")
    (book.book / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    before = digests(book.book / "out")
    ran = book("export", "tables", "out", "--format", "sqlite")
    assert 4 == ran.status
    assert before == digests(book.book / "out")
    assert not [path for path in book.book.iterdir() if path.name.startswith(".out")]


def test_nothing_is_written_through_a_link(book, tmp_path):
    away = tmp_path / "away"
    away.mkdir()
    (book.book / "link").symlink_to(away)
    assert 4 == book("export", "tables", "link").status
    book("export", "tables", "out")
    (book.book / "out" / "log.csv").unlink()
    (away / "log.csv").write_text("mine", encoding="utf-8")
    (book.book / "out" / "log.csv").symlink_to(away / "log.csv")
    assert 4 == book("export", "tables", "out").status
    assert "mine" == (away / "log.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", [".", "accounts", "accounts/out", ".."])
def test_never_into_the_book_itself(book, folder):
    before = digests(book.book)
    assert 4 == book("export", "tables", folder).status
    assert before == digests(book.book)


def test_a_broken_file_is_told_and_the_rest_is_written(book):
    (book.book / "accounts" / "broken.yaml").write_text("name: [", encoding="utf-8")
    ran = book("export", "tables", "out")
    assert 1 == ran.status
    assert b"broken.yaml" in ran.err
    assert 2 == len(rows(book.book / "out" / "accounts.csv"))


@pytest.mark.parametrize("example", ["hanbit", "northwind"])
def test_no_key_comes_twice(book, example, tmp_path):
    out = tmp_path / "out"
    assert 0 == book("-C", str(ROOT / "examples" / example), "export", "tables", str(out)).status
    for each in TABLES:
        keys = [tuple(row[name] for name in each.key) for row in rows(out / f"{each.name}.csv")]
        assert not each.key or len(keys) == len({*keys})


def test_every_foreign_key_leads_to_a_key_of_a_table():
    for each in TABLES:
        for own, parent, theirs in each.parents:
            assert {*own} <= {*each.names}
            assert theirs == table(parent).key


def test_json_lines_of_the_book_make_the_same_book(book, tmp_path):
    (book.book / "accounts" / "beta.yaml").write_bytes(
        "\ufeffname: Beta   # a comment\r\nnote: '한빛'\r\n".encode()
    )
    assert 0 == book("export", "tables", "out", "--format", "jsonl").status
    first = (book.book / "out" / "book.jsonl").read_text("utf-8").partition("\n")[0]
    assert {"crm": 1, "kind": "book", "files": 3} == json.loads(first)
    assert 0 == book("import", "book", "out/book.jsonl", "-C", str(tmp_path / "copy")).status
    for name in ("crm.yaml", "accounts/acme.yaml", "accounts/beta.yaml"):
        assert (book.book / name).read_bytes() == (tmp_path / "copy" / name).read_bytes()
    again = book("import", "book", "out/book.jsonl", "-C", str(tmp_path / "copy"))
    assert (0, b"0 files written, 3 the same") == (again.status, again.out[:27])
    told = book("import", "book", "out/book.jsonl", "-C", str(tmp_path / "copy"), "--json").json
    assert {
        "report": "import-book",
        "files": [],
        "same": 3,
        "commit": None,
        "dry_run": False,
    } == told


def test_a_book_comes_with_a_commit_in_the_language_of_who_takes_it(book, tmp_path):
    assert 0 == book("export", "tables", "out", "--format", "jsonl").status
    copy = tmp_path / "copy"
    copy.mkdir()
    git = ["git", "-C", str(copy), "-c", "user.name=Ada"]
    subprocess.run([*git, "init", "-q"], check=True)
    for name, value in (("user.name", "Ada"), ("user.email", "ada@us.example")):
        subprocess.run([*git, "config", name, value], check=True)
    words = ("import", "book", "out/book.jsonl", "-C", str(copy), "--commit", "--lang", "ko")
    told = book(*words, "-o", "json").json
    assert ["accounts/acme.yaml", "accounts/beta.yaml", "crm.yaml"] == sorted(told["files"])
    said = subprocess.run([*git, "log", "--format=%H %s"], check=True, capture_output=True).stdout
    assert said.decode() == f"{told['commit']} book.jsonl 가져오기: 파일 3개\n"


def test_for_programs_the_answer_is_the_manifest(book):
    told = book("export", "tables", "out", "--json").json
    manifest = json.loads((book.book / "out" / "tables.json").read_text(encoding="utf-8"))
    assert {"report": "export-tables", "folder": "out", **manifest, "skipped": []} == told
    book.write({"broken": "name: [\n"})
    ran = book("export", "tables", "out", "--json")
    assert (1, ["accounts/broken.yaml"]) == (
        ran.status,
        [each["file"] for each in ran.json["skipped"]],
    )


@pytest.mark.parametrize(
    "path",
    ["../evil.yaml", "accounts/../../evil.yaml", "/tmp/evil.yaml", "accounts/a.txt", "x.yaml"],
)
def test_no_line_leads_out_of_the_folder(book, path, tmp_path):
    lines = [
        {"crm": 1, "kind": "book", "files": 2},
        {"file": "crm.yaml", "text": ""},
        {"file": path, "text": "name: Evil\n"},
    ]
    (book.book / "evil.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert 4 == book("import", "book", "evil.jsonl", "-C", str(tmp_path / "copy")).status
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    "text",
    [
        '{"crm": 2}\n',
        "name: x\n",
        '{"crm": 1, "kind": "book", "files": 2}\n{"file": "crm.yaml", "text": ""}\n',
        '{"crm": 1, "kind": "book", "files": 1}\n{"file": "crm.yaml"}\n',
        '{"crm": 1, "kind": "book", "files": 1}\n{"file": "crm.yaml", "text": "stages: ["}\n',
    ],
)
def test_what_is_no_whole_book_makes_none(book, text, tmp_path):
    (book.book / "bad.jsonl").write_text(text)
    assert 4 == book("import", "book", "bad.jsonl", "-C", str(tmp_path / "copy")).status
    assert not (tmp_path / "copy").exists()


def test_a_book_that_says_something_else_stays_as_it_is(book, tmp_path):
    book("export", "tables", "out", "--format", "jsonl")
    book("import", "book", "out/book.jsonl", "-C", str(tmp_path / "copy"))
    (tmp_path / "copy" / "accounts" / "beta.yaml").write_text("name: Mine\n")
    (tmp_path / "copy" / "accounts" / "acme.yaml").unlink()
    ran = book("import", "book", "out/book.jsonl", "-C", str(tmp_path / "copy"))
    assert 4 == ran.status
    assert not (tmp_path / "copy" / "accounts" / "acme.yaml").exists()


@pytest.mark.parametrize("count", [1, 5, 6])
def test_of_files_that_say_something_else_the_first_are_named(book, tmp_path, count):
    names = [f"accounts/other-{place}.yaml" for place in range(count)]
    for name in names:
        (book.book / name).write_text("name: Ours\n")
    book("export", "tables", "out", "--format", "jsonl")
    book("import", "book", "out/book.jsonl", "-C", str(tmp_path / "copy"))
    for name in names:
        (tmp_path / "copy" / name).write_text("name: Mine\n")
    ran = book("import", "book", "out/book.jsonl", "-C", str(tmp_path / "copy"))
    listed = ", ".join(names[:5]) + (", …" if count > 5 else "")
    assert f"{listed}\n" in ran.told


def test_since_a_commit_only_what_changed_is_told(crm, tmp_path):
    book = Recorded(tmp_path / "past")
    book.write({"crm.yaml": POLICY, "accounts/acme.yaml": ACME, "accounts/beta.yaml": "name: B\n"})
    book.git("add", "-A")
    book.git("commit", "-q", "-m", "one")
    book.write({"accounts/gamma.yaml": "name: G\n", "accounts/beta.yaml": None})
    (book.book / "accounts" / "acme.yaml").write_text(ACME.replace("name: Acme", "name: Acme 2"))
    crm.write({"x": "name: X\n"}, "")
    out = tmp_path / "out"
    assert 0 == crm("-C", str(book.book), "export", "tables", str(out), "--since", "HEAD").status
    assert {"acme": "changed", "beta": "gone", "gamma": "new"} == {
        row["account"]: row["change"] for row in rows(out / "changes.csv")
    }
    assert ["Acme 2", "G"] == [row["name"] for row in rows(out / "accounts.csv")]


def test_duckdb_has_the_tables_and_the_views(book):
    assert 0 == book("export", "tables", "out", "--format", "duckdb").status
    with duckdb.connect(str(book.book / "out" / "crm.duckdb"), read_only=True) as db:
        assert [(2,)] == db.execute("select count(*) from coverage").fetchall()


@pytest.mark.parametrize(
    "words", [["csv"], ["jsonl"], ["parquet"], ["parquet", "--partition", "year"]], ids=" ".join
)
def test_views_beside_files_read_them(book, monkeypatch, words):
    assert 0 == book("export", "tables", "out", "--views", "--format", *words).status
    monkeypatch.chdir(book.book / "out")
    with duckdb.connect() as db:
        db.execute((book.book / "out" / "views.sql").read_text("utf-8"))
        assert [("acme",), ("beta",)] == db.execute(
            "select account from coverage order by account"
        ).fetchall()


@pytest.mark.parametrize("form", ["sqlite", "jsonl", "xlsx"])
def test_what_a_form_was_made_of_is_remembered_and_never_believed_when_damaged(book, form):
    def digests_now(*words):
        assert 0 == book("export", "tables", "out", "--format", form, *words).status
        return digests(book.book / "out")

    def cache(statement):
        (path,) = book.cache.glob("*.sqlite")
        with closing(sqlite3.connect(path)) as db, db:
            return db.execute(statement).fetchall()

    first = digests_now()
    ((kept,),) = cache("select digest from batch")
    cache("update batch set value = substr(value, 1, 40)")
    assert first == digests_now()
    assert digests_now("--no-cache") == digests_now()
    book.write({"gamma": "name: Gamma\n"})
    second = digests_now()
    assert first != second == digests_now("--no-cache")
    assert [(1,)] == cache("select count(*) from batch")  # what was made of other rows is forgotten
    assert kept not in cache("select digest from batch")[0]
