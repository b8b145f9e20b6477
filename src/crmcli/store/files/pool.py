"""Work for other processes: streamed to them and back in order, and ended with whoever began it."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
_AHEAD = 3  # tasks that wait for each other process, so that it has one when it has done one


def processes() -> int:
    """CRM_JOBS says in how many, two by default where there are two processors."""
    asked = os.environ.get("CRM_JOBS", "")
    return int(asked) if asked.isdecimal() and len(asked) < 3 else min(2, os.cpu_count() or 1)


def spread(work: Callable[[A], B], tasks: Iterable[A], waiting: int = 1) -> Iterator[B]:
    """What the work makes of each task, in their order; by others where there are several. So many
    wait for whichever has done one.
    """
    rest = iter(tasks)
    first, jobs = list(islice(rest, 2)), processes()
    if jobs > 1 and len(first) > 1:
        yield from streamed(work, chain(first, rest), jobs, jobs + waiting)
    else:
        yield from map(work, chain(first, rest))


def streamed(
    work: Callable[[A], B], tasks: Iterable[A], jobs: int, waiting: int, *, here: bool = False
) -> Iterator[B]:
    """What the work makes of each task, in their order; at most so many are under way or waiting
    to be taken, so that they do not pile up. `here`: rather than wait, this process does some too.

    What other processes leave undone, because the system lets none begin or ended one, is done
    here.
    """
    rest, left = iter(tasks), deque[A]()
    try:
        yield from _by_others(work, rest, left, jobs, waiting, here=here)
    except (OSError, ImportError, RuntimeError):
        yield from map(work, chain(left, rest))


def _by_others(
    work: Callable[[A], B],
    tasks: Iterator[A],
    left: deque[A],
    jobs: int,
    waiting: int,
    *,
    here: bool,
) -> Iterator[B]:
    """`left` holds the tasks whose results were not taken yet."""
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import active_children

    pool = ProcessPoolExecutor(max_workers=jobs, initializer=_end_with_parent)
    under_way: deque[Future[B]] = deque()
    try:
        for task in tasks:
            left.append(task)
            if here and sum(not each.done() for each in under_way) >= _AHEAD * jobs:
                under_way.append(Future())
                under_way[-1].set_result(work(task))
            else:
                with undisturbed():
                    under_way.append(pool.submit(work, task))
            while len(under_way) >= waiting or (here and under_way and under_way[0].done()):
                made = under_way.popleft().result()
                left.popleft()
                yield made
        while under_way:
            made = under_way.popleft().result()
            left.popleft()
            yield made
        pool.shutdown()
    except BaseException:  # whoever pressed Ctrl-C does not want to wait for half-read chunks
        with undisturbed():  # nor does pressing it again leave any of them behind
            for child in active_children():
                child.kill()
            pool.shutdown(wait=False, cancel_futures=True)
        raise


def _end_with_parent() -> None:
    """In a process of the pool: end when the parent has, whatever ended it.

    Otherwise it waits for work for ever, and holds whatever the parent's output goes into.
    """
    from multiprocessing import parent_process
    from threading import Thread

    parent = parent_process()
    if parent is not None:

        def wait() -> None:
            parent.join()
            os._exit(1)

        Thread(target=wait, daemon=True).start()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Processes made in here do not see Ctrl-C: the terminal sends it to all of them, and only the
    parent can end the work in order.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
