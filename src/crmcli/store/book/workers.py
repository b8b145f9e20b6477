"""Reading many files: in this process, with a forked twin that takes every second one, or in a pool
that streams.
"""

import os
import signal
from collections.abc import Iterator
from functools import partial

from crmcli.store.book.facts import AccountFacts, AnyRequest, Fresh, hold
from crmcli.store.files.digest import digest_of
from crmcli.store.files.pool import processes, streamed, undisturbed
from crmcli.store.shapes.reading import read_account

TWIN = 40  # files to read anew above which a forked twin is worth its two milliseconds
PARALLEL = 500  # and above which results must stream, so that they do not pile up


def read_files(root: str, paths: list[str], want: AnyRequest, *, remember: bool) -> list[Fresh]:
    """Read files anew and gather their facts; `remember`: with what the cache keeps of them.

    Runs in any process.
    """
    import marshal

    found = []
    for path in paths:
        reading, data = read_account(root, path)
        digest = digest_of(data) if remember and data is not None else b""
        record = reading.record
        if record is None:
            found.append(Fresh(AccountFacts(path, digest, None, (), ()), None, reading.problems))
        else:
            odd = tuple([tuple(each) for each in record.odd])
            beside = (record.plain_phones, odd, record.silences)
            tree = marshal.dumps((reading.tree, beside)) if remember else b""
            found.append(Fresh(hold(record, path, digest, want), tree, reading.problems))
    return found


def read_chunks(
    root: str, want: AnyRequest, chunks: dict[int, list[str]], *, remember: bool
) -> Iterator[tuple[int, list[Fresh]]]:
    """Every chunk's files, read; CRM_JOBS says in how many processes, two by default where there
    are two processors.
    """
    total = sum(map(len, chunks.values()))
    jobs = processes()
    if jobs > 1 and total > PARALLEL:
        yield from _pooled(root, want, chunks, jobs, remember=remember)
    elif jobs > 1 and total > TWIN and hasattr(os, "fork"):
        yield from _with_twin(root, want, chunks, remember=remember)
    else:
        yield from _alone(root, want, chunks, remember=remember)


def _alone(
    root: str, want: AnyRequest, chunks: dict[int, list[str]], *, remember: bool
) -> Iterator[tuple[int, list[Fresh]]]:
    for chunk, paths in chunks.items():
        yield chunk, read_files(root, paths, want, remember=remember)


def _pooled(
    root: str,
    want: AnyRequest,
    chunks: dict[int, list[str]],
    jobs: int,
    *,
    remember: bool,
) -> Iterator[tuple[int, list[Fresh]]]:
    work = partial(_read_chunk, root, want, remember)
    yield from zip(chunks, streamed(work, chunks.values(), jobs, len(chunks)), strict=True)


def _read_chunk(root: str, want: AnyRequest, remember: bool, paths: list[str]) -> list[Fresh]:  # noqa: FBT001 - of a partial
    return read_files(root, paths, want, remember=remember)


def _with_twin(
    root: str, want: AnyRequest, chunks: dict[int, list[str]], *, remember: bool
) -> Iterator[tuple[int, list[Fresh]]]:
    """By this process and a fork of it; what the fork leaves unread, because the system lets none
    begin or ended it, is read here.
    """
    import pickle

    paths = [path for each in chunks.values() for path in each]
    mine, theirs = paths[::2], paths[1::2]
    reader, writer = os.pipe()
    with undisturbed():
        twin = _forked()
        if twin == 0:
            status = 1
            try:
                os.close(reader)
                with os.fdopen(writer, "wb") as pipe:
                    pipe.write(
                        pickle.dumps(read_files(root, theirs, want, remember=remember), protocol=5)
                    )
                status = 0
            finally:
                # nothing of the parent's, such as its unwritten output, is this process's to finish
                os._exit(status)
    try:
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            found = read_files(root, mine, want, remember=remember)
            sent = pipe.read()
        _, status = os.waitpid(twin, 0) if twin else (0, 1)
    except BaseException:
        if twin:
            os.kill(twin, signal.SIGKILL)
        raise
    found += (
        pickle.loads(sent) if status == 0 else read_files(root, theirs, want, remember=remember)
    )
    by_path = {each.held.path: each for each in found}
    for chunk, names in chunks.items():
        yield chunk, [by_path[name] for name in names]


def _forked() -> int | None:
    """A fork's number here, 0 in the fork; None when the system lets no more processes begin."""
    try:
        return os.fork()
    except OSError:
        return None
