"""How long does moving in take, and how much memory? An export of another system, made up and taken
in; then once more, unchanged; then undone.

python benchmarks/moving.py [--accounts 5000] [--deals 100000] [--activities 200000] [--keep DIR]
(what is measured and why: benchmarks/README.md)
"""

import argparse
import csv
import datetime as dt
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CRM = os.path.join(os.path.dirname(sys.executable), "crm")
STAGES = (
    "Prospecting",
    "Qualification",
    "Needs Analysis",
    "Proposal/Price Quote",
    "Negotiation/Review",
    "Closed Won",
    "Closed Lost",
)


def export(folder, accounts, deals, activities):
    """Five tables as Salesforce's Data Loader writes them."""
    made = random.Random(5)

    def day():
        return (dt.date(2022, 1, 1) + dt.timedelta(made.randrange(1700))).isoformat()

    def put(name, headings, rows):
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(headings.split(","))
            out.writerows(rows)

    put(
        "User",
        "Id,Username,FirstName,LastName,Email",
        ([f"005{n}", f"u{n}", f"Ann{n}", f"Lee{n}", f"u{n}@us.example"] for n in range(40)),
    )
    put(
        "Account",
        "Id,Name,Type,BillingCity,Phone,Industry,AnnualRevenue,NumberOfEmployees,OwnerId",
        (
            [
                f"001{n}",
                f"Firm number {n} Works",
                "Customer",
                "Town",
                f"+1 555 01{n:05d}",
                "Food",
                made.randrange(10**8),
                made.randrange(5000) + 1,
                f"005{n % 40}",
            ]
            for n in range(accounts)
        ),
    )
    put(
        "Contact",
        "Id,AccountId,LastName,FirstName,Title,Email,MobilePhone",
        (
            [
                f"003{n}",
                f"001{n % accounts}",
                f"Name{n}",
                "Kim",
                "Manager",
                f"k{n}@firm{n % accounts}.example",
                f"+1 555 02{n:06d}",
            ]
            for n in range(2 * accounts)
        ),
    )

    def deal(n):
        stage, begun = made.choice(STAGES), day()
        is_closed, is_won = stage.startswith("Closed"), stage == "Closed Won"
        return [
            f"006{n}",
            f"001{n % accounts}",
            f"Project {n}",
            stage,
            f"{made.randrange(10**6)}.0",
            begun,
            "New Business",
            made.choice(("Web", "Trade Show")),
            str(is_closed).lower(),
            str(is_won).lower(),
            f"005{n % 40}",
            f"{begun}T09:00:00.000Z",
            f"{begun}T10:00:00.000Z",
        ]

    put(
        "Opportunity",
        "Id,AccountId,Name,StageName,Amount,CloseDate,Type,LeadSource,IsClosed,IsWon,OwnerId,"
        "CreatedDate,LastModifiedDate",
        map(deal, range(deals)),
    )
    put(
        "Task",
        "Id,WhoId,WhatId,AccountId,Subject,ActivityDate,Status,OwnerId,Description,Type",
        (
            [
                f"00T{n}",
                f"003{n % (2 * accounts)}",
                f"006{n % deals}",
                f"001{n % accounts}",
                f"Talk about item {n}",
                day(),
                "Completed",
                f"005{n % 40}",
                "They want a better price and will call again next week.",
                "Call",
            ]
            for n in range(activities)
        ),
    )


def timed(title, *words):
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([CRM, *words], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    wall = time.perf_counter() - began
    print(
        f"{title:32} {wall:7.1f} s  {cpu:7.1f} s of processor"
        f"  {after.ru_maxrss >> 10:5} MB at most  exit {done.returncode}"
    )
    return done


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--accounts", type=int, default=5000)
    words.add_argument("--deals", type=int, default=100_000)
    words.add_argument("--activities", type=int, default=200_000)
    words.add_argument("--keep", type=Path)
    asked = words.parse_args()
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="crm-moving-"))
    try:
        source, book = folder / "export", folder / "book"
        source.mkdir(parents=True)
        (book / "accounts").mkdir(parents=True)
        export(source, asked.accounts, asked.deals, asked.activities)
        policy = "currency: USD\nlanguage: en\nrole_sets: {}\ntimezone: UTC\n"
        (book / "crm.yaml").write_text(policy)
        git = ["git", "-C", str(book), "-c", "user.name=Ada", "-c", "user.email=ada@us.example"]
        for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "start"]):
            subprocess.run([*git, *step], check=True)
        for name, value in (("user.name", "Ada"), ("user.email", "ada@us.example")):
            subprocess.run([*git, "config", name, value], check=True)
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        print(f"{'python -c pass':32} {time.perf_counter() - start:7.3f} s")
        at = ["-C", str(book)]
        timed("import, one commit", "import", str(source), *at, "--extend-policy", "--commit")
        timed("import again, nothing changed", "import", str(source), *at)
        timed("undo", "undo", *at)
        left = list((book / "accounts").glob("*.yaml"))
        print(f"accounts left after undo: {len(left)}")
    finally:
        if not asked.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
