"""`crm apply` as a program meets it: many changes in one file, all of them or none."""

import json
import subprocess
import sys

import pytest

RULES = "language: en\nrole_sets: {}\nteam: {ada: Ada}\n"
ACME = "name: Acme Inc.\nowner: ada\n"
CASE = {"operation": "case open", "account": "acme", "what": "Press stands still"}
NEW = {"operation": "new", "name": "Bolt"}


@pytest.fixture
def book(crm):
    crm.write({"acme": ACME}, RULES)
    return crm


def sent(book, asked, *words, name="requests.json"):
    (book.book / name).write_text(json.dumps(asked), encoding="utf-8")
    return book("apply", name, *words)


def test_everything_that_is_asked_for_is_made_and_told(book):
    ran = sent(book, [NEW, CASE])
    assert (0, ["Bolt: new account: Bolt, prospect", "Acme Inc.: complaint"]) == (
        ran.status,
        [ran.text.splitlines()[0], ran.text.splitlines()[1][:20]],
    )
    assert ["acme.yaml", "bolt.yaml"] == sorted(
        path.name for path in (book.book / "accounts").iterdir()
    )


def test_a_preview_has_the_digests_that_are_sent_along(book):
    told = sent(book, [CASE], "--dry-run", "--json").json["totals"]["changes"]
    base = {each["file"]: each["base"] for each in told}
    whole = {"requests": [CASE], "base": base}
    assert 0 == sent(book, whole, "--dry-run").status
    (book.book / "accounts/acme.yaml").write_text(ACME + "tags: [a]\n")
    ran = sent(book, whole)
    assert (4, "") == (ran.status, ran.text)
    assert "accounts/acme.yaml is not what the change was worked out from" in ran.told


def test_what_cannot_be_made_is_named_by_its_place_and_nothing_is_written(book):
    ran = sent(
        book,
        [CASE, {"operation": "case close", "account": "acme", "case": "nope", "resolution": "x"}],
    )
    assert 4 == ran.status
    assert "crm: in requests[1]: case: there is no `nope`" in ran.told
    assert ACME == (book.book / "accounts/acme.yaml").read_text()


def test_requests_come_from_standard_input_too(book):
    ran = subprocess.run(
        [sys.executable, "-m", "crmcli", "apply", "-", "--dry-run"],
        input=json.dumps(CASE).encode(),
        cwd=book.book,
        env=book.environment(),
        capture_output=True,
        check=False,
    )
    assert (0, True) == (ran.returncode, b"+  complaint-" in ran.stdout)


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        (b"[", 2, "the requests cannot be read as JSON"),
        (b"\xff", 2, "the requests cannot be read as JSON"),
        (b'{"operation": "case opne"}', 2, "did you mean case open?"),
        (b'{"operation": "case open", "account": "nobody", "what": "x"}', 4, "nobody"),
    ],
)
def test_a_file_that_asks_for_nothing_that_can_be_is_told(book, text, status, told):
    (book.book / "r.json").write_bytes(text)
    ran = book("apply", "r.json")
    assert (status, "", True) == (ran.status, ran.text, told in ran.told), ran.told


def test_a_file_that_is_not_there_is_told(book):
    ran = book("apply", "nowhere.json")
    assert (4, True) == (ran.status, "nowhere.json cannot be opened" in ran.told)


def test_all_of_it_is_one_commit(book):
    book.git("init", "-q")
    book.git("add", "-A")
    book.git("commit", "-qm", "first")
    book.git("config", "user.name", "Ada")
    book.git("config", "user.email", "ada@us.example")
    assert 0 == sent(book, [NEW, CASE], "--commit").status
    assert 2 == len(book.git("log", "--format=%h").split())
