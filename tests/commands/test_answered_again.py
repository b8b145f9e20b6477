"""Whatever asks, and was asked just so before, is answered from memory: the command line is not even parsed."""

import json
import os
import shutil
import subprocess
import sys
import time

import pytest
from docs.runner import ROOT

from crmcli.reports.registry import OF_COMMANDS

DAY = ("--as-of", "2026-08-01")
# what has to be told of what; `trend` needs a repository, and stands in test_past_again
SAID = {
    "show": ("byeolnae-medical",),
    "brief": ("byeolnae-medical",),
    "map": ("byeolnae-medical",),
    "find": ("예산",),
    "query": ("open_deals > 0",),
    "knows": ("kim-mj",),
}
ASKED = [[name, *SAID.get(name, ()), *DAY] for name in OF_COMMANDS if name != "trend"] + [
    ["lint", "--as-of", DAY[1]],
    ["stance", "byeolnae-medical", *DAY],
    ["bant", "byeolnae-medical", *DAY],
    ["deal", "list", *DAY],
]
# Runs each twice, then looks it up; no process is started anew but forked, or this would take minutes.
DRIVER = """
import json, os, sys
from crmcli.store.cache import chunks
from crmcli.store.book import replay
from crmcli.__main__ import main
chunks.RACY = 0.05
found = {}
for words in json.loads(sys.stdin.read()):
    for _ in range(2):
        child = os.fork()
        if not child:
            sys.argv = ["crm", *words]
            main()
        _, status = os.waitpid(child, 0)
    known = replay.recall(words)
    found[" ".join(words)] = [os.waitstatus_to_exitcode(status), isinstance(known, replay.Recalled)]
print(json.dumps(found), file=sys.stderr)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")
def test_every_question(tmp_path):
    book = shutil.copytree(ROOT / "examples" / "hanbit", tmp_path / "book")
    time.sleep(0.1)
    ran = subprocess.run(
        [sys.executable, "-c", DRIVER],
        cwd=book,
        env=os.environ | {"CRM_CACHE_DIR": str(tmp_path / "cache"), "COLUMNS": "100"},
        input=json.dumps(ASKED),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    found = json.loads(ran.stderr.splitlines()[-1])
    assert {words: told for words, told in found.items() if told != [0, True]} == {}
