"""Facts that are kept for more than one day are the same on all of the days they are kept for."""

from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import one_day
import pytest

import crmcli.reports
from crmcli.app.session import open_book
from crmcli.reports.report import FactSource
from crmcli.store.book.facts import FactRequest, hold

ROOT = Path(__file__).parents[2]
SOURCES: dict[str, FactSource] = {
    module.name.rpartition(".")[2]: source
    for module in walk_packages(crmcli.reports.__path__, "crmcli.reports.")
    if isinstance(source := getattr(import_module(module.name), "FACTS", None), FactSource)
    and source.turns is not None
}
FIRST, LAST = date(2025, 12, 1), date(2027, 2, 1)


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Both examples, a made book, and the book in which all days and limits end on one."""
    folder = tmp_path_factory.mktemp("one_day")
    (folder / "accounts").mkdir()
    (folder / "crm.yaml").write_text(one_day.POLICY)
    for name, text in one_day.TEXTS.items():
        (folder / f"accounts/{name}.yaml").write_text(text)
    made = tmp_path_factory.mktemp("made") / "book"
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
        import_module("generate").write_book(made, 6)
    roots = [ROOT / "examples/hanbit", ROOT / "examples/northwind", made, folder]
    opened = [open_book(str(root), use_cache=False) for root in roots]
    yield [
        (
            session,
            [session.book.library.account(path) for path in session.book.library.paths.values()],
        )
        for session in opened
    ]
    for session in opened:
        session.close()


@pytest.mark.parametrize("explained", [False, True])
@pytest.mark.parametrize("name", SOURCES)
def test_facts_hold_from_one_written_day_to_the_next(books, name, explained):
    source, turned = SOURCES[name], 0
    options = source.options(*[explained] * len(source.options._fields))
    for session, accounts in books:
        for account in filter(None, accounts):
            before = None
            for number in range((LAST - FIRST).days):
                day = FIRST + timedelta(number)
                want = FactRequest(source, session.policy(day), day, options, lasts=True)
                now = hold(account, "", b"", want)
                assert now.holds_on(day.toordinal())
                if before is not None and before.holds_on(day.toordinal()):
                    assert (now.facts, now.span) == (before.facts, before.span), (account.id, day)
                else:
                    turned += before is not None
                before = now
    assert turned
