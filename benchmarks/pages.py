"""What does a page of `crm serve` take, against its report and against all that it asks?

python benchmarks/pages.py BOOK [--day 2026-11-20] [--at REVISION] [--rounds 5] [--only coverage]
(what is measured and why: benchmarks/README.md)
"""

import argparse
import datetime as dt
import resource
import sys
import time

from crmcli.app.session import Session
from crmcli.domain.errors import CrmError
from crmcli.messages import Phrases
from crmcli.web.html.frame import Surroundings
from crmcli.web.html.frame import page as written
from crmcli.web.html.links import ServedLinks
from crmcli.web.views.asked import Asked
from crmcli.web.views.desk import Desk, Kept
from crmcli.web.views.registry import BY_NAME, PAGES, module

BAR = 1.3


def drawn(session, page, asked):
    """The page as text; what it asked, and the question that it names."""
    desk = Desk(session, asked, Kept())
    view = module(page).view(desk, asked)
    around = Surroundings(
        phrases=Phrases("ko"),
        links=ServedLinks(f"/{page.path}", asked, version="0"),
        theme="",
        book="",
        state="",
        today=session.today,
        as_of=desk.as_of,
        offers=desk.offers(),
        saved=tuple(session.book.policy.queries),
    )
    return written(view, page, asked, around, desk.answers), view.question


def questions(session, page, asked):
    """All that the page asks, each once."""
    found = []

    class Noting(Desk):
        def answer(self, question, *, within=None):
            if (question, within) not in found:
                found.append((question, within))
            return super().answer(question, within=within)

    module(page).view(Noting(session, asked, Kept()), asked)
    return found


def cpu(work, rounds):
    """The least processor time of so many rounds, in seconds: what others take is no part of it."""
    took = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def measured(session, page, asked, rounds):
    """Seconds of the page, of its report and of all its reports; how long the page is."""
    text, named = drawn(session, page, asked)
    asks = questions(session, page, asked)

    def answered(some):
        desk = Desk(session, asked, Kept())
        for question, within in some:
            desk.answer(question, within=within)

    return (
        cpu(lambda: drawn(session, page, asked), rounds),
        cpu(lambda: answered([(named, None)]), rounds) if named else None,
        cpu(lambda: answered(asks), rounds),
        len(text.encode("utf-8", "replace")),
    )


def main():
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    said.add_argument("book")
    said.add_argument("--day", type=dt.date.fromisoformat, default=dt.date(2026, 11, 20))
    said.add_argument("--at", default="")
    said.add_argument("--rounds", type=int, default=5)
    said.add_argument("--only", action="append", default=[])
    asked = said.parse_args()
    began = time.process_time()
    with Session(asked.book, at=asked.at or None) as session:
        drawn(session, BY_NAME["today"], Asked(as_of=asked.day, at=asked.at))
        opened = time.process_time() - began
        first, largest = min(session.book.library.paths), 0
        print(
            f"{'page':12} {'ms':>8} {'report':>8} {'ratio':>6} {'asks':>8} {'ratio':>6} {'KB':>6}"
        )
        for page in PAGES:
            if asked.only and page.name not in asked.only:
                continue
            subject = (first if page.of_account else "coverage") if page.of_one else ""
            wanted = Asked(as_of=asked.day, at=asked.at, subject=subject).without(page.without)
            try:
                whole, report, asks, size = measured(session, page, wanted, asked.rounds)
            except CrmError as error:
                print(f"{page.name:12} {Phrases('en').say(error.message)}")
                continue
            largest = max(largest, size)
            told = f"{report * 1000:8.1f} {whole / report:6.2f}" if report else f"{'-':>8} {'-':>6}"
            ratio = whole / asks if asks > 0.0005 else 0
            over = "  over" if ratio > BAR else ""
            print(
                f"{page.name:12} {whole * 1000:8.1f} {told} {asks * 1000:8.1f} {ratio:6.2f}"
                f" {size / 1000:6.0f}{over}"
            )
            sys.stdout.flush()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(
            f"opened, and the first page drawn: {opened * 1000:.0f} ms; at most {peak:.0f} MB;"
            f" the largest page {largest / 1000:.0f} KB"
        )


if __name__ == "__main__":
    main()
