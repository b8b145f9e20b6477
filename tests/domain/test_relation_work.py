"""Work on relations that became a smaller part of all: by a third or more, and of enough."""

import pytest

from crmcli.domain.relations.relation_work import ENOUGH, Work, alarm

N = ENOUGH


@pytest.mark.parametrize(
    ("work", "fell"),
    [
        (Work(2 * N, 6 * N, 3 * N, 6 * N), True),  # from a half to a third: by a third just so
        (Work(2 * N + 1, 6 * N, 3 * N, 6 * N), False),
        (Work(2 * N - 1, 6 * N, 3 * N, 6 * N), True),
        (Work(0, N, N, N), True),
        (Work(0, N - 1, N, N), False),  # too few lately
        (Work(0, N, N - 1, N - 1), False),  # too few before
        (Work(0, N, 0, N), False),  # there was nothing to fall
        (Work(N, N, N, N), False),
    ],
)
def test_it_fell_by_a_third_or_more_of_enough(work, fell):
    assert (fell, fell) == (work.fell, bool(alarm(work)))
