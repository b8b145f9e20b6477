"""Every page of a change becomes its file's bytes, in the order of the pages, by one process or several."""

import pytest

from crmcli.store.write import pages


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    "count", [0, 1, 2, pages.ALONE - 1, pages.ALONE, pages.ALONE + 1, 2 * pages.ALONE]
)
def test_all_pages_are_drawn_in_their_order(monkeypatch, jobs, count):
    monkeypatch.setenv("CRM_JOBS", jobs)
    given = [(f"accounts/a{n}.yaml", {"name": f"Account {n}"}) for n in range(count)]
    drawn = list(pages.drawn(iter(given)))
    assert drawn == [(path, f"name: {tree['name']}\n".encode()) for path, tree in given]
