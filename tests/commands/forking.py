"""Answers requests for runs of `crm`, one JSON line each, every run in a fork of this process. Started by conftest.py."""

import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import crmcli.__main__ as start

for _room in ("store", "commands", "formats", "reports", "messages"):
    for _path in sorted(Path(start.__file__).parent.joinpath(_room).glob("[a-z]*.py")):
        import_module(f"crmcli.{_room}.{_path.stem}")
PATIENT = [module for name, module in sys.modules.items() if name.startswith("crmcli.store.") and hasattr(module, "RACY")]
assert PATIENT


def run(asked: dict, out: int, err: int) -> None:
    """In the child: be `crm`, and never come back."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)
    sys.argv = ["crm", *asked["words"]]
    for module in PATIENT:
        module.RACY = asked["racy"]
    status = 70
    try:
        start.main()
    except SystemExit as end:
        status = end.code or 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


for _line in sys.stdin.buffer:
    with tempfile.TemporaryFile() as _out, tempfile.TemporaryFile() as _err:
        _child = os.fork()
        if not _child:
            run(json.loads(_line), _out.fileno(), _err.fileno())
        _, _status = os.waitpid(_child, 0)
        _out.seek(0)
        _err.seek(0)
        _answer = [os.waitstatus_to_exitcode(_status), _out.read().decode("latin-1"), _err.read().decode("latin-1")]
    sys.stdout.write(json.dumps(_answer) + "\n")
    sys.stdout.flush()
