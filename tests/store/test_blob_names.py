"""How git calls contents, worked out without git."""

import hashlib
import subprocess

import pytest

from crmcli.store.git.blob_names import LONG, SHORT, blob_name


@pytest.mark.parametrize(
    "data", [b"", b"name: Hanbit\n", "이름: 한빛\r\n".encode(), b"\0" * 70_000]
)
@pytest.mark.parametrize(("form", "digits"), [("sha1", SHORT), ("sha256", LONG)])
def test_contents_have_the_name_that_git_gives_them(tmp_path, data, form, digits):
    subprocess.run(["git", "init", "-q", f"--object-format={form}", str(tmp_path)], check=True)
    ran = subprocess.run(
        ["git", "hash-object", "--stdin"], cwd=tmp_path, input=data, capture_output=True, check=True
    )
    assert ran.stdout.decode().strip() == blob_name(data, digits)
    assert digits == len(blob_name(data, digits))


def test_a_system_on_which_sha_1_protects_nothing_has_names_too(monkeypatch):
    real = hashlib.sha1

    def guarded(data=b"", *, usedforsecurity=True):
        if usedforsecurity:
            raise ValueError("disabled for FIPS")
        return real(data, usedforsecurity=False)

    monkeypatch.setattr(hashlib, "sha1", guarded)
    assert "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391" == blob_name(b"", SHORT)
