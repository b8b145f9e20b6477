"""Every edit of every value of a file that is written in all the ways there are, and what two of them make when they are merged: the lines that change. every_edit/*.txt has them: UPDATE=1 writes them anew, read what changed as if somebody else had written it."""

import difflib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from golden import recorded

from crmcli.domain.edit import Edit, Insert, Prose, Quoted, Remove, Rename, Rows, Set
from crmcli.domain.errors import CrmError
from crmcli.store.merge.merge import merged
from crmcli.store.write.edited import edited, readable

FOLDER = Path(__file__).with_name("every_edit")
TEXTS = {
    "block": """
    # of the whole file

    name: Acme  # as they write it
    aliases:
      - Acme Ltd   # in full
      # the old one
      - 'ACM: old'

      - "quoted"
    note: |
      Two lines
        of text

    segment:
    # above the tags
    tags: [a, 'b', "c d"]   # three

    contacts:
      kim:   # the first
        name: Kim
        phones: ["010-1234-5678"]
      lee: {name: Lee, stance: {2026-01-05: neutral}}   # in brackets
      # nobody yet
      park:

    deals:
      line:
        stages:
          2026-01-05: early
          2026-03-01:
            value: late
            by: kim
        note: >-
          folded
          text
    log:
      - date: 2026-03-01
        type: call
        # what was said
        what: talked

      - {date: 2026-01-05, type: email, with: [kim, lee]}
    # the end
    """,
    "brackets": """
    {name: Acme, aliases: [Acme Ltd, 'x, y'], "quoted": 5,
      contacts: {kim: {name: Kim}, lee: {}, park: },   # three
      log: [
        {date: 2026-03-01, type: call},
        # the first one
        {date: 2026-01-05,
         what: "a long
           text"},
      ],
    }
    """,
    "dense": """\
    name: Acme
    aliases:
    - Acme Ltd
    - two:
        words
    contacts: {
      kim: {name: Kim, phones: [
        '1', '2'
      ]},
      lee: {name: Lee}
    }
    custom: {empty: {}, none: [], deep: {a: {b: {c: [1, [2, 3]]}}}}
    tags:
        - x
        -   y
    log:
    -   date: 2026-03-01
        type: call
    - date: 2026-01-05
      what: 'it''s'""",
    "odd": """
    --- # where it begins
    ? name
    : Acme
    segment:

    owner: ~
    tags: [
      a,
      b, c,
        d # the last
      ]
    contacts: {kim: {name: Kim},
          lee: {note: , name:
          Lee},
          'p k': { }, x: [ ] }
    custom:
      - - one
        - two
      -
        key: v
        more:
          - x
      - {k: v}
      - |+
        kept

      - >
       folded
      # behind the list
    note: plain
      goes on
    log:
    - {date: 2026-03-01,
       type: call}   # once
    - # nothing but a comment

    - date: 2026-01-05
    ...
    """,
    "nothing": """
    # nothing is written yet

    """,
    "commented": """
    # a
    name: A # b
    # c

    # d
    contacts: # e
      # f
      kim: # g
        # h
        name: Kim # i
        # j
      # k

      # l
      lee: # m
        {name: Lee, # n
         # o
         phones: [ # p
           '1', # q
           '2' # r
         ] # s
        } # t
      # u
    log: # v
      # w
      - # x
        # y
        date: 2026-03-01 # z
        # aa
        type: call
      # ab
      - {date: 2026-01-05} # ac
      # ad
    tags: # ae
      [a, # af
       b] # ag
    note: # ah
      # ai
      text # aj
    # ak""",
    "tall": """
    {
      "name": "A",
      "contacts": {
        "kim": {
          "name": "Kim"
        },
        "lee": {}
      },
      "log": [
        {
          "date": "2026-03-01", "type": "call"
        },
        {"date": "2026-01-05"}
      ],
      "tags": [],
      "note": "x",
      "custom": {"a": [
        1, 2], "b": 3,
        "c": {"d": ""}
      }
    }
    """,
    "four": """
    name: A
    contacts:
        kim:
            name: Kim
            emails:
                -   a@b.example
                -   c@d.example
        lee: {}
    log:
      -
          date: 2026-03-01
          type: call
      -   date: 2026-01-05
          what: >2
                indented
              text


    custom: {long: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', other: b}
    """,
}
VALUES = ["plain", "two: words", "- dash", "several\nlines\n", "", None, "5", ["one", "two: x"], {"k": "v", "l": ["m"]}, {}, Rows({"r": {"s": "t"}})]  # fmt: skip

FIRST = ("block", "brackets", "dense")
FAR = (4, 9)  # edits of which each is merged with the one so far behind it too
MORE = [*VALUES, Quoted("010-1"), Prose("a: b"), Prose("two\n\n  lines"), "word " * 30 + "end", " spaces ", [], [[], {"a": None}], {"deep": {"er": ["x", {"y": "z"}]}}, "~", "2026-01-01", "한글: 글"]  # fmt: skip


def paths(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield path, node
    inner = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for step, each in inner:
        yield from paths(each, (*path, step))


def edits(tree: Any, values: Sequence[Any]) -> Iterator[list[Edit]]:
    """Each place removed, with another value or name, with something more in it; the values take turns."""
    turn = 0
    for path, node in paths(tree):
        if path:
            yield [Remove(path)]
            for _ in range(2):
                turn += 1
                yield [Set(path, values[turn % len(values)])]
            if isinstance(path[-1], str):
                yield [Rename(path, "re named")]
        if isinstance(node, dict):
            for key in ("new", "aaa", "é: x"):
                turn += 1
                yield [Set((*path, key), values[turn % len(values)])]
            if len(node) > 1:
                yield [Remove((*path, key)) for key in node]
                yield [Set((*path, key), "same") for key in [*node][::2]]
        if isinstance(node, list):
            for place in {0, 1, len(node)} & {*range(len(node) + 1)}:
                turn += 1
                yield [Insert(path, place, values[turn % len(values)])]
            yield [Insert(path, len(node), "more"), Insert(path, len(node) + 1, {"and": "more"})]
            if len(node) > 1:
                yield [Remove((*path, 0))] * len(node)


def diff(old: bytes, new: bytes) -> list[str]:
    one, other = (each.decode().splitlines(keepends=True) for each in (old, new))
    return [
        f"    {line!r}"
        for line in difflib.unified_diff(one, other, n=0)
        if line[:2] not in ("--", "++", "@@") or line[2:3] not in ("-", "+", " ")
    ]


def said(edit: Edit) -> str:
    rest = "" if isinstance(edit, Remove) else f" {edit[1:]}"
    return f"{type(edit).__name__} {'.'.join(map(str, edit.path))}{rest}"


def done(data: bytes, wanted: list[Edit]) -> tuple[bytes, str]:
    try:
        found = edited(data, wanted)
    except (CrmError, LookupError, ValueError) as error:
        return (
            data,
            f"  refused: {getattr(getattr(error, 'message', error), 'key', type(error).__name__)}",
        )
    return found.data, "  written anew" * found.reformatted


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", TEXTS)
def test_an_edit_changes_just_these_lines(name, ends):
    data = dedent(TEXTS[name]).removeprefix("\n").replace("\n", ends).encode()
    made, found = [], []
    for wanted in edits(readable(data), VALUES if name in FIRST else MORE):
        after, told = done(data, wanted)
        made.append((wanted, after))
        found += ["; ".join(map(said, wanted)), *([told] if told else []), *diff(data, after)]
    if ends == "\n":
        some = made[::2]
        pairs = [*pairwise(some)] + [
            pair
            for far in FAR * (name not in FIRST)
            for pair in zip(some, some[far:], strict=False)
        ]
        for (one, ours), (other, theirs) in pairs:
            both = merged(data, ours, theirs, "accounts/acme.yaml")
            how = f"{'' if both.is_clean else ' not clean'}{' by lines' * both.by_lines}"
            found += [f"{said(one[0])} and {said(other[0])}:{how}", *diff(ours, both.data)]
    assert found == recorded(FOLDER / f"{name}-{'lf' if ends == chr(10) else 'crlf'}.txt", found)
