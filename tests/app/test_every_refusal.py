"""Every call by which we ask the system for a file, refused once: no file is lost or half written, whoever asked is told or has an answer, and the next time all goes well. refusals/*.txt has what is told: UPDATE=1 writes it anew, read what changed."""

import errno
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from golden import recorded

from commands.options_book import FILES
from crmcli.app import open_book
from crmcli.app.answering import answer
from crmcli.app.changing import change
from crmcli.app.protocol.decoding import batch
from crmcli.domain.errors import CrmError
from crmcli.reports.pages import directory
from crmcli.store.book.opening import PolicyBroken

FOLDER = Path(__file__).with_name("refusals")
OURS = f"{os.sep}crmcli{os.sep}"
CALLS = """open read write fsync replace rename link unlink mkdir rmdir stat lstat listdir scandir chmod utime readlink access
truncate ftruncate fstat makedirs chown symlink""".split()
ERRORS = (errno.EACCES, errno.ENOENT)
ASKED = {
    "one account": '{"operation": "account", "account": "hanbit", "note": "n"}',
    "several": """[{"operation": "account", "account": "hanbit", "note": "n"}, {"operation": "account", "account": "daehan", "note": "n"},
{"operation": "new", "name": "Mirae"}]""",
    "another name": '{"operation": "rename", "account": "daehan", "id": "dae"}',
    "usual order": '{"operation": "fmt"}',
}


def report(root):
    with open_book(root) as session:
        found = answer(session, directory.REPORT, directory.Options())
        return f"{len(found.table.rows)} rows, {found.status}"


def asking(text):
    def ask(root):
        with open_book(root) as session:
            return sorted(each.path for each in change(session, *batch(text).requests).changed)

    return ask


OF_THE_PROGRAM = ("default_tree", "program", "_age")  # look at files of our own, or only once
DOINGS = {"report": report} | {name: asking(text) for name, text in ASKED.items()}


class Gate:
    """Stands before the system's calls: notes who of us makes one, and refuses those of one place."""

    def __init__(self):
        self.seen, self.refused, self.code = {}, None, 0

    def passed(self, call, made):
        def instead(*args, **named):
            frame = sys._getframe(1)
            path = frame.f_code.co_filename
            if OURS in path and frame.f_code.co_qualname.partition(".")[0] not in OF_THE_PROGRAM:
                name = frame.f_code.co_qualname.partition(".<locals>")[0]
                place = (path.partition(OURS)[2], name, call)
                self.seen[place] = None
                if place == self.refused and call == "access":
                    return False
                if place == self.refused:
                    raise OSError(self.code, os.strerror(self.code))
            return made(*args, **named)

        return instead

    @contextmanager
    def standing(self, refused=None, code=0):
        self.refused, self.code = refused, code
        with pytest.MonkeyPatch.context() as patched:
            for call in CALLS:
                patched.setattr(os, call, self.passed(call, getattr(os, call)))
            patched.setattr("builtins.open", self.passed("open a file", open))
            yield


def outcome(doing, root):
    try:
        return str(doing(root))
    except CrmError as error:
        return f"{error.message.key} {error.status}"
    except OSError as error:
        return f"UNTOLD {error!r}"
    except PolicyBroken as broken:
        return f"broken policy {broken.problems[0][0].rule}"


def files(root):
    return {
        each.relative_to(root).as_posix(): each.read_bytes()
        for each in sorted(Path(root).rglob("*"))
        if each.is_file()
    }


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere other calls are made")
@pytest.mark.parametrize("name", DOINGS)
def test_what_the_system_refuses_once_costs_no_file(tmp_path, monkeypatch, name):
    doing, gate = DOINGS[name], Gate()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    def fresh():
        for part in ("book", "cache"):
            shutil.rmtree(tmp_path / part, ignore_errors=True)
        for path, text in FILES.items():
            (tmp_path / "book" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "book" / path).write_text(text, encoding="utf-8")
        monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
        return str(tmp_path / "book")

    root = fresh()
    before = files(root)
    with gate.standing():
        usual = outcome(doing, root)
    after = files(root)
    found = []
    for place in [*gate.seen]:
        said = {}
        for code in ERRORS:
            root = fresh()
            with gate.standing(place, code):
                told = outcome(doing, root)
            left = files(root)
            whole = {path: data for path, data in left.items() if ".crm-" not in path}
            done = "all" if whole == after else "nothing" if whole == before else sorted(whole)
            strays = ", ".join(path for path in left if path not in whole)
            again = outcome(doing, root)
            said[errno.errorcode[code]] = (
                f"{'as ever' if told == usual else told}, {done} done"
                f"{' beside ' * bool(strays)}{strays}"
                f"{'' if again == usual or done == 'all' else f', then {again}'}"
            )
            assert not any(".crm-" in path for path in files(root)), (place, code)
        found.append(
            f"{name}: {' '.join(place)}: "
            + (next(iter(said.values())) if len({*said.values()}) == 1 else str(said))
        )
    page = FOLDER / f"{name.replace(' ', '-')}.txt"
    assert found == recorded(page, found)
