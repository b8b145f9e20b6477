"""For tests of readers: what a text says is found out slowly once, also where several ask."""

from collections.abc import Iterator
from copy import copy, deepcopy
from functools import lru_cache

import pytest

from crmcli.store.shapes import reading
from crmcli.store.yaml.shape import Shape
from crmcli.store.yaml.source import Source


@pytest.fixture(scope="module")
def read_slowly_once() -> Iterator[None]:
    """`reading._source` remembers its last answer for as long as the same text is asked for."""
    read = lru_cache(maxsize=2)(reading._source)

    def source(data: bytes, shape: Shape) -> Source:
        found = copy(read(data, shape))  # which is read once more as it was probably meant
        if not found.problems:  # who decodes its tree takes unknown keys out of it
            found.tree = deepcopy(found.tree)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_source", source)
        yield
