"""The line at the top of a file that leads its editor to the book's schema."""

import pytest

from crmcli.store.files.editors import ACCOUNT_SCHEMA, POLICY_SCHEMA, comment, head, leading, leads

LINE = "# yaml-language-server: $schema="
OURS = f"{LINE}../{ACCOUNT_SCHEMA}"


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("crm.yaml", POLICY_SCHEMA),
        ("accounts/a.yaml", f"../{ACCOUNT_SCHEMA}"),
        ("accounts/north/a.yaml", f"../../{ACCOUNT_SCHEMA}"),
        ("accounts/a b/한/a.yaml", f"../../../{ACCOUNT_SCHEMA}"),
    ],
)
def test_the_line_leads_from_the_files_own_folder(path, schema):
    assert LINE + schema == comment(path)


def test_a_new_file_has_it_only_in_a_book_that_has_the_schema(tmp_path):
    assert b"" == head(str(tmp_path), "accounts/a.yaml")
    (tmp_path / ".crm").mkdir()
    assert b"" == head(str(tmp_path), "accounts/a.yaml")
    (tmp_path / ACCOUNT_SCHEMA).touch()
    assert f"{OURS}\n".encode() == head(str(tmp_path), "accounts/a.yaml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{OURS}\nname: A\n", f"{LINE}../../{ACCOUNT_SCHEMA}\nname: A\n"),
        (f"{LINE}{ACCOUNT_SCHEMA}\nname: A\n", f"{LINE}../../{ACCOUNT_SCHEMA}\nname: A\n"),
        (f"{OURS}\r\nname: A\r\n", f"{LINE}../../{ACCOUNT_SCHEMA}\r\nname: A\r\n"),
        (
            f"\ufeff# mine\n\n{OURS}\nname: A\n",
            f"\ufeff# mine\n\n{LINE}../../{ACCOUNT_SCHEMA}\nname: A\n",
        ),
        (OURS, f"{LINE}../../{ACCOUNT_SCHEMA}"),
        (f"{LINE}../../{ACCOUNT_SCHEMA}\nname: A\n", None),
        (f"{LINE}../other.json\nname: A\n", None),
        (f"{LINE}https://crm.example/{ACCOUNT_SCHEMA}\nname: A\n", None),
        (f"name: A\n{OURS}\n", None),  # no line of the top
        (f"note: |\n  a\n{OURS}\n", None),
        (f"note: |\n {OURS}\n", None),
        (f"  {OURS}\nname: A\n", None),
        ("name: A\n", None),
        ("", None),
    ],
)
def test_a_line_of_ours_is_set_right_where_its_file_was_moved_and_nothing_else_is(before, after):
    expected = before if after is None else after
    assert expected.encode() == leading("accounts/north/a.yaml", before.encode())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (OURS, True),
        (f"#  yaml-language-server : $schema=../{ACCOUNT_SCHEMA}", True),
        (f"{LINE}{ACCOUNT_SCHEMA}", False),
        (f"{LINE}../../{ACCOUNT_SCHEMA}", False),
        (f"{LINE}../.crm", False),
        (f"{LINE}https://crm.example/a.json", True),
        ("# yaml-language-server: other", None),
        ("# see $schema=x", None),
    ],
)
def test_whether_a_line_leads_to_a_schema(tmp_path, line, expected):
    (tmp_path / "accounts").mkdir()
    (tmp_path / ".crm").mkdir()
    (tmp_path / ACCOUNT_SCHEMA).touch()
    data = f"# mine\n{line}\nname: A\n".encode()
    assert expected is leads(str(tmp_path), "accounts/a.yaml", data)
