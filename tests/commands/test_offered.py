"""What completion offers, and what stands beside each word, over the book of one day: every source of names, before an account is named and after one. offered.LANGUAGE.txt; UPDATE=1 writes it anew: read what changed."""

import os
from inspect import signature
from pathlib import Path
from textwrap import dedent

import one_day
import pytest
import typer
from typer.core import TyperCommand

from crmcli.commands.shared import complete

GOLDEN = Path(__file__).with_name("offered.txt")
SOURCES = {
    name: each
    for name, each in vars(complete).items()
    if getattr(each, "__module__", "") == complete.__name__
    and next(iter(signature(each).parameters), "") == "incomplete"
}


# what the book of one day lacks: closing steps, and something that has no product in crm.yaml
MORE = {
    "zed": """
        name: Zed
        deals:
          one: {stages: {2026-07-01: early}, steps: {paper: , seal: 2026-08-03, sign: }}
          two: {stages: {2026-07-01: early}, steps: {legal: 2026-08-04, pay: }}
        assets: {more: 1, core: 2, odd: 1}
        """
}


def after(*words):
    """The line so far."""
    line = typer.Context(TyperCommand("x"))
    line.params = {"words": words}
    return line


def told(title, offered):
    return f"{title}\n{''.join(f'  {name}  {text}'.rstrip() + chr(10) for name, text in offered)}"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_source_of_names_offers_just_these(crm, monkeypatch, language):
    policy = dedent(one_day.POLICY).replace("language: en", f"language: {language}")
    crm.write({**one_day.TEXTS, **{name: dedent(text) for name, text in MORE.items()}}, policy)
    for name, value in crm.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(crm.book)
    found = ""
    for name, source in SOURCES.items():
        if "ctx" in signature(source).parameters:
            found += told(name, sorted(source("", after())))
            for words in (("acme",), ("zed",), ("zed", "ann")):
                found += told(f"{name} after {' '.join(words)}", source("", after(*words)))
        else:  # files come in no order
            found += told(name, sorted(source("")) if name == "accounts" else source(""))
    golden = GOLDEN.with_stem(f"offered.{language}")
    if os.environ.get("UPDATE"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == found
