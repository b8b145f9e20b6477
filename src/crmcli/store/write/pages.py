"""Thousands of new accounts' files, drawn and proved: by this process and another one beside it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from crmcli.domain.edit import Value
from crmcli.store.files.pool import processes, streamed
from crmcli.store.write.rewriting import as_page, checked

ALONE = 100  # files above which another process is worth its start
_BATCH = 16  # files that are sent together
_WAITING = 12  # batches under way
Page = tuple[str, Mapping[str, Value]]


def drawn(pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    """Each file's bytes, in the order of the pages. Raises CrmError for what no file can say."""
    rest = iter(pages)
    first = list(islice(rest, ALONE))
    if len(first) < ALONE or processes() < 2:
        for each in first:
            yield _drawn(each)
        for each in rest:
            yield _drawn(each)
        return
    for found in streamed(_batch, _batches(iter(first), rest), 1, _WAITING, here=True):
        yield from found


def _batches(*parts: Iterator[Page]) -> Iterator[list[Page]]:
    for part in parts:
        while batch := list(islice(part, _BATCH)):
            yield batch


def _batch(pages: list[Page]) -> list[tuple[str, bytes]]:
    return [_drawn(each) for each in pages]


def _drawn(page: Page) -> tuple[str, bytes]:
    path, tree = page
    data = as_page(tree)
    checked(path, data, ())
    return path, data
