"""What every report answers where one value of the book of one day is a day or a number less or more, or left out: which reports say something else then, and a checksum of what. moved/*.txt has all of it: UPDATE=1 writes it anew; which reports stand there is to be read."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import one_day
import pytest
from golden import recorded
from varied import moved, places, put, renamed

from crmcli.domain.records.account import Account
from crmcli.reports.pipeline import objection
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.yaml.shape import DecodeError
from crmcli.store.yaml.tree import read_tree
from reports.test_evidence import ALL
from reports.test_figures import tabled

FOLDER = Path(__file__).with_name("moved")
TREE = read_tree(dedent(one_day.TEXTS["acme"]).encode())
BESIDE = one_day.BOOK[2]


def answers(acme: Account) -> list[tuple[str, int]]:
    found = []
    for report, asked in ALL:
        more = {"explain": True, **({"text": "dear"} if report is objection else {})}
        table = tabled(report, asked | more, (acme, BESIDE), one_day.RULES, one_day.DAY)
        said = (table.title, table.rows, table.totals, table.notes, table.evidence, table.sections)
        text = re.sub(r"\d+\.\d{5,}", lambda found: f"{float(found[0]):.4f}", repr(said))
        found.append((report.__name__.rpartition(".")[2], zlib.crc32(text.encode())))
    return found


def changed(tree: dict[str, Any], usual: list[tuple[str, int]]) -> str:
    try:
        now = answers(ACCOUNT.decode(tree)._replace(id="acme"))
    except DecodeError:
        return "no account"
    said: dict[str, int] = {}
    for (name, before), (_, after) in zip(usual, now, strict=True):
        if before != after:
            said[name] = zlib.crc32(f"{said.get(name, 0)} {after}".encode())
    return " ".join(f"{name}:{digest & 0xFFFF:04x}" for name, digest in said.items()) or "the same"


def trees(section: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, value in places(TREE):
        where, key = ".".join(map(str, path)), path[-1]
        if path[0] != section:
            continue
        if moved(value, 0) is not None:
            for by in (-1, 1):
                yield f"{where} {by:+}", put(TREE, path, moved(value, by))
        if isinstance(key, str) and moved(key, 0) is not None:
            for by in (-1, 1):
                yield f"{where} (key) {by:+}", renamed(TREE, path, str(moved(key, by)))
        yield f"{where} left out", put(TREE, path, None)
        if isinstance(value, list | dict) and len(value) > 1:
            turned = value[::-1] if isinstance(value, list) else dict(reversed(value.items()))
            yield f"{where} in reverse", put(TREE, path, turned)


@pytest.mark.parametrize("section", TREE)
def test_a_value_moved_or_left_out_changes_the_answers_of_these_reports(section):
    usual = answers(ACCOUNT.decode(TREE)._replace(id="acme"))
    found = [f"{what}: {changed(tree, usual)}" for what, tree in trees(section)]
    assert found == recorded(FOLDER / f"{section}.txt", found)
