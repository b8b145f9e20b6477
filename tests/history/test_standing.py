"""What every account of the book of one day says about itself, fact by fact, and about each of its people: standing.txt. UPDATE=1 writes it anew: read what changed."""

from datetime import timedelta
from pathlib import Path

import one_day
from golden import recorded

from crmcli.domain.table import Message
from crmcli.history.names import Names
from crmcli.history.statements import Statement, standing
from crmcli.messages import Phrases

PHRASES = Phrases("en")


def line(each: Statement) -> str:
    about, shown = (PHRASES.say(Message("list", (one,))) for one in (each.about, each.shown))
    beside = " ".join(str(one) for one in (each.by, each.date, each.item) if one)
    return f"{each.subject}: {about}: {shown}" + (f" [{beside}]" if beside else "")


def test_every_fact_is_told_with_who_said_it_and_when_before_its_day_and_on_it():
    found = []
    for account in one_day.BOOK:
        for contact in (None, *account.contacts, "nobody"):
            before, on = (
                [
                    line(each)
                    for each in standing(
                        account, Names(one_day.RULES, account.contacts, day), day, contact
                    )
                ]
                for day in (one_day.DAY - timedelta(days=1), one_day.DAY)
            )
            found += [f"{account.id} {contact or ''}".strip()]
            found += [f"- {each}" for each in before if each not in on]
            found += [f"{'  ' if each in before else '+ '}{each}" for each in on]
    assert found == recorded(Path(__file__).with_name("standing.txt"), found)
