"""A small book with a past, and with authors and messages that would like to be markup."""

import os
import subprocess
from pathlib import Path

HOSTILE = "<script>alert(1)</script>"
POLICY = "language: en\ncurrency: USD\ntimezone: UTC\nteam:\n  ada: {name: Ada Moss, emails: [ada@us.example]}\n  ben: {name: Ben Cho}\n"
ACME = """name: Acme Pumps
owner: {owner}
status: customer
contacts: {{reed: {{name: Ann Reed, stance: {{2026-01-20: negative{stance}}}}}}}
deals:
  line-2: {{amount: {amount}, close: 2026-12-20, stages: {{2026-05-10: contacting}}}}
"""


def commit(
    book: Path,
    day: str,
    files: dict[str, str],
    author=("Ada Moss", "ada@us.example"),
    subject="work",
):
    """Write the files, and commit all there is at noon of that day."""
    if not (book / ".git").exists():
        book.mkdir(parents=True, exist_ok=True)
        git(book, "init", "--quiet")
    for path, text in files.items():
        (book / path).parent.mkdir(parents=True, exist_ok=True)
        (book / path).write_text(text, encoding="utf-8")
    git(book, "add", "--all")
    moment = f"{day}T12:00:00+00:00"
    who = {"GIT_AUTHOR_NAME": author[0], "GIT_AUTHOR_EMAIL": author[1]}
    when = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    git(book, "commit", "--quiet", "-m", subject, env=who | when)


def git(book: Path, *words: str, env=None) -> str:
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    known = {"GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@us.example"}
    found = subprocess.run(
        ["git", *words],
        cwd=book,
        env=os.environ | plain | known | (env or {}),
        check=True,
        capture_output=True,
    )
    return found.stdout.decode()


def acme(amount: int, owner: str = "ada", stance: str = "") -> dict[str, str]:
    return {"accounts/acme.yaml": ACME.format(amount=amount, owner=owner, stance=stance)}


def recorded(book: Path, commits: int = 24) -> Path:
    """So many commits, a day each from 2026-06-01 on; the last but one by somebody hostile."""
    commit(book, "2026-06-01", {"crm.yaml": POLICY, **acme(1000)})
    for place in range(1, commits - 2):
        commit(book, f"2026-06-{place + 1:02}", acme(1000 + place))
    commit(
        book,
        "2026-07-01",
        acme(5000, stance=", 2026-07-01: friendly"),
        (HOSTILE, "<b>x@elsewhere.example"),
        f"{HOSTILE}\n\nonclick=x",
    )
    commit(book, "2026-07-20", {"accounts/beta.yaml": "name: Beta\nowner: ben\n"})
    return book
