"""Every table that is taken out of the book of one day, which has every key of the format: exported.txt. UPDATE=1 writes it anew: read what changed."""

import os
from pathlib import Path
from textwrap import dedent

import one_day

GOLDEN = Path(__file__).with_name("exported.txt")


def test_every_table_says_just_this(crm, forks):
    crm.write(one_day.TEXTS, dedent(one_day.POLICY))
    ran = forks(crm, "export", "tables", "out", "--as-of", "2026-08-03")
    found = ran.told + "".join(
        f"== {path.name}\n{path.read_text(encoding='utf-8-sig')}"
        for path in sorted((crm.book / "out").iterdir())
    )
    if os.environ.get("UPDATE"):
        GOLDEN.write_text(found, encoding="utf-8", newline="\n")
    assert GOLDEN.read_text(encoding="utf-8") == found
    assert 0 == ran.status
