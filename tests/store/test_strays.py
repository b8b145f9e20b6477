"""Files that somebody may take for accounts, and no report reads: each is told with what it should be called, the rest is left alone."""

import pytest

from crmcli.store.files.copies import copy_of
from crmcli.store.files.scan import scan
from crmcli.store.files.strays import strays

ACCOUNT = "name: Hanbit\ncontacts: {park: Park}\n"
AS_JSON = '{"name": "Hanbit",\n "contacts": {"park": "Park"}}\n'


def put(root, files):
    (root / "crm.yaml").write_text("")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def told(root):
    return [tuple(stray) for stray in strays(str(root))]


@pytest.mark.parametrize(
    ("path", "text", "key", "name"),
    [
        ("accounts/a.json", AS_JSON, "unread-record", "a.yaml"),
        ("accounts/a.txt", ACCOUNT, "unread-record", "a.yaml"),
        ("accounts/south/a", ACCOUNT, "unread-record", "a.yaml"),
        ("accounts/a.yaml.md", ACCOUNT, "unread-record", "a.yaml"),
        ("accounts/대한.txt", ACCOUNT, "unread-record", "대한.yaml"),
        ("accounts/a.yaml~", ACCOUNT, "unread-backup", "a.yaml"),
        ("accounts/a.yaml.bak", ACCOUNT, "unread-backup", "a.yaml"),
        ("accounts/a.yml.orig", ACCOUNT, "unread-backup", "a.yaml"),
        ("a.yaml", ACCOUNT, "unread-beside", "accounts/a.yaml"),
        ("a.yml", ACCOUNT, "unread-beside", "accounts/a.yaml"),
        ("Accounts/a.yaml", ACCOUNT, "unread-folder", "accounts"),
        ("거래처/a.yaml", ACCOUNT, "unread-folder", "accounts"),
        ("crm.yml", "currency: KRW\n", "unread-policy", "crm.yaml"),
        ("crm.yaml.txt", "currency: KRW\n", "unread-policy", "crm.yaml"),
    ],
)
def test_what_looks_like_an_account_and_is_not_read_is_told(tmp_path, path, text, key, name):
    put(tmp_path, {path: text})
    where = path.partition("/")[0] if key == "unread-folder" else path
    assert [(where, key, name)] == told(tmp_path)
    assert {entry[0] for entry in scan(str(tmp_path)).entries} == {"crm.yaml"}


@pytest.mark.parametrize(
    "files",
    [
        {"accounts/a.yaml": ACCOUNT},
        {"accounts/a.yaml": ACCOUNT, "accounts/a.yaml~": ACCOUNT},  # what an editor keeps
        {"accounts/a.yaml": ACCOUNT, "accounts/a.yaml.orig": ACCOUNT},
        {"accounts/.a.yaml.swp": ACCOUNT, "accounts/.DS_Store": "x"},
        {"accounts/a.yaml.swp": ACCOUNT, "accounts/#a.yaml#": ACCOUNT, "accounts/~$a.txt": ACCOUNT},
        {"accounts/notes.txt": "name: of the game\n", "accounts/README.md": "# Accounts\n"},
        {"accounts/price.json": '{"name": "x", "price": 7}'},
        {"accounts/a.pdf": ACCOUNT, "accounts/offer.docx": ACCOUNT},
        {"accounts/a.yml": ACCOUNT, "accounts/b.yaml.txt": ACCOUNT},  # the scan tells those
        {"docker-compose.yaml": "name: crm\nservices: {}\n", "x/ci.yaml": "name: CI\non: push\n"},
        {"other/crm.yaml": "", "other/accounts/a.yaml": ACCOUNT},  # a book within the book
        {"other/crm.yaml": "", "other/a.yaml": ACCOUNT},
        {".git/a.yaml": ACCOUNT},
    ],
)
def test_what_is_read_told_already_or_nobodys_account_is_left_alone(tmp_path, files):
    put(tmp_path, files)
    assert [] == told(tmp_path)


def test_a_binary_file_and_one_that_cannot_be_opened_are_no_accounts(tmp_path):
    put(tmp_path, {"accounts/a.txt": f"{ACCOUNT}\0"})
    (tmp_path / "accounts" / "b.txt").symlink_to("nowhere")
    assert [] == told(tmp_path)


@pytest.mark.parametrize("name", ["a.yaml.txt", "a.yml.txt", "a.YAML.TXT"])
def test_an_account_saved_as_text_is_left_out_and_told_by_every_report(tmp_path, name):
    put(tmp_path, {f"accounts/{name}": ACCOUNT})
    assert [(f"accounts/{name}", "file-suffix")] == scan(str(tmp_path)).refused


@pytest.mark.parametrize(
    ("stem", "of"),
    [
        ("daehan (1)", "daehan"),
        ("daehan(2)", "daehan"),
        ("daehan - 복사본", "daehan"),
        ("daehan - 복사본 (3)", "daehan"),
        ("daehan 사본", "daehan"),
        ("대한의 사본", "대한"),
        ("사본 daehan", "daehan"),
        ("복사본 - daehan", "daehan"),
        ("daehan - Copy", "daehan"),
        ("daehan copy 2", "daehan"),
        ("Copy of daehan", "daehan"),
        ("daehan (Kim's conflicted copy 2026-07-01)", "daehan"),
        ("daehan", None),
        ("daehan steel", None),
        ("copy", None),
        ("photocopy", None),
    ],
)
def test_the_names_that_copies_get(stem, of):
    assert of == copy_of(stem)
