"""Many files read by several processes: the same facts in the same order, whatever becomes of the others."""

import errno
import os
import signal
import sys
from datetime import date
from itertools import count
from types import ModuleType

import pytest
from books import policy

from crmcli.store.book import workers
from crmcli.reports.options import NoOptions
from crmcli.reports.report import FactSource
from crmcli.store.book.facts import AnyRequest, FactRequest

ALONE, TWIN, POOL = 10, 60, 600
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")

NUMBERS = count()


@pytest.fixture
def root(tmp_path) -> str:
    (tmp_path / "accounts").mkdir()
    for number in range(POOL):
        (tmp_path / f"accounts/a{number}.yaml").write_text(
            f"name: A{number}\n" if number % 7 else "name: [\n"
        )
    return str(tmp_path)


def asked(gather) -> AnyRequest:
    """What such a report wants."""
    # a name of its own: a pool that is ended may still be handing over what was asked before
    module = ModuleType(f"crmcli.reports.asked{next(NUMBERS)}")
    module.gather = lambda account, policy, as_of, ask: gather(account)
    # other processes find it by its name
    module.gather.__module__, module.gather.__qualname__ = module.__name__, "gather"
    sys.modules[module.__name__] = module
    source = FactSource("asked", module.gather, NoOptions)
    return FactRequest(source, policy(), date(2026, 8, 1), NoOptions())


@pytest.fixture(autouse=True)
def two_processors(monkeypatch):
    monkeypatch.setenv("CRM_JOBS", "2")
    yield
    for name in [each for each in sys.modules if each.startswith("crmcli.reports.asked")]:
        del sys.modules[name]


def names(root: str, want: AnyRequest, many: int) -> list[tuple[int, list[tuple[str, tuple]]]]:
    chunks = {
        start: [f"accounts/a{number}.yaml" for number in range(start, min(start + 7, many))]
        for start in range(0, many, 7)
    }
    return [
        (chunk, [(each.held.path, each.held.facts) for each in fresh])
        for chunk, fresh in workers.read_chunks(root, want, chunks, remember=False)
    ]


@pytest.mark.parametrize("count", [ALONE, TWIN, POOL])
def test_every_file_is_read_once_and_in_order(root, count):
    found = names(root, asked(lambda account: [account.name]), count)
    assert [pair for _, pairs in found for pair in pairs] == [
        (f"accounts/a{number}.yaml", (f"A{number}",) if number % 7 else ())
        for number in range(count)
    ]
    assert [chunk for chunk, _ in found] == list(range(0, count, 7))


@pytest.mark.parametrize(("count", "helped"), [(ALONE, False), (TWIN, True), (POOL, True)])
def test_when_there_is_much_others_help(root, count, helped):
    found = names(root, asked(lambda account: [os.getpid()]), count)
    assert (len({facts for _, pairs in found for _, facts in pairs if facts}) > 1) is helped


@pytest.mark.parametrize("count", [TWIN, POOL])
@pytest.mark.parametrize("last", ["A1", "A50"])
def test_what_a_process_leaves_unread_that_was_ended_is_read_all_the_same(root, count, last):
    here = os.getpid()

    def gather(account):
        if os.getpid() != here and account.name == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return [account.name]

    assert names(root, asked(gather), count) == names(
        root, asked(lambda account: [account.name]), count
    )


@pytest.mark.parametrize("count", [TWIN, POOL])
def test_where_no_process_may_begin_this_one_reads_alone(root, count, monkeypatch):
    want = asked(lambda account: [account.name])
    expected = names(root, want, count)

    def refuse():
        raise BlockingIOError(errno.EAGAIN, "as the system says it when there are too many")

    monkeypatch.setattr(os, "fork", refuse)
    assert names(root, want, count) == expected


@pytest.mark.parametrize("count", [ALONE, TWIN, POOL])
def test_an_error_of_ours_is_not_swallowed(root, count):
    def gather(account):
        raise LookupError(account.name)

    with pytest.raises(LookupError):
        names(root, asked(gather), count)
