"""Each test's cache is its own, and nothing of it in anybody's home."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRM_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
