"""A site of a commit is of what the book said then, and its command lines ask of that commit."""

import subprocess

from web.site.making import contents, made

POLICY = "currency: EUR\nteam: {ada: {name: Ada}}\nstages: {early: {probability: 10}}\n"
ACME = (
    "name: Acme\nowner: ada\ndeals: {one: {name: One, amount: 10, stages: {2026-01-01: early}}}\n"
)


def test_every_command_line_of_a_site_of_a_commit_asks_of_that_commit(tmp_path):
    book = tmp_path / "book"
    (book / "accounts").mkdir(parents=True)
    (book / "crm.yaml").write_text(POLICY, encoding="utf-8")
    (book / "accounts/acme.yaml").write_text(ACME, encoding="utf-8")
    ours = ["-c", "user.name=Ada", "-c", "user.email=ada@us.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "begun"]):
        subprocess.run(["git", *ours, *words], cwd=book, check=True)
    (book / "accounts/acme.yaml").write_text(ACME.replace("10,", "9876,"), encoding="utf-8")
    texts = {}
    for name, words in (("then", ("--at", "HEAD")), ("now", ())):
        made(book, tmp_path / name, tmp_path / "cache", *words)
        texts[name] = b"".join(contents(tmp_path / name).values())
    assert (True, False) == tuple(b"--at HEAD" in texts[name] for name in ("then", "now"))
    assert (False, True) == tuple(b"9,876" in texts[name] for name in ("then", "now"))
