"""Whom to ask for a referral, from docs/referrals.md ("Whom to ask now")."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from audit.book import Account
from audit.reading import count, mapping, many, money, months
from audit.deals import of_account
from audit.figures_attempts import knocking
from audit.figures_cadence import of
from audit.figures_coverage import required, role_of

NPS = "nps"


def rule(account: Account) -> dict[str, int]:
    found = mapping(account.policy.raw.get("referral_ask"), "ask")
    return {
        "ask": str(found.get("ask", "true")).lower() == "true",
        "score": count(found.get("score"), 10),
        "months": count(found.get("months"), 6),
        "answer_months": count(found.get("answer_months"), 12),
    }


def answers(account: Account, who: str) -> list[tuple[date, Fraction]]:
    """Surveys of every kind are answers, and so is the `score` of a log entry that was `with` them,
    on 0 to 10. One that is off its scale, or an NPS that is not on 0 to 10, is none.
    """
    given = [
        (
            each["date"],
            each["score"],
            count(each.get("scale"), 10 if each["kind"] == NPS else 5),
            each["kind"],
        )
        for each in many(account.raw.get("surveys"))
        if each.get("contact") == who
    ] + [
        (str(entry.date), entry.raw["score"], 10, "log")
        for entry in account.log
        if "score" in entry.raw and who in many(entry.raw.get("with"))
    ]
    return [
        (date.fromisoformat(when), Fraction(money(score) or Decimal(0)) / scale)
        for when, score, scale, kind in given
        if date.fromisoformat(when) <= account.t
        and (money(score) or Decimal(0)) <= scale
        and (kind != NPS or scale == 10)
    ]


def content(account: Account, who: str) -> bool:
    """their latest answer is not older than `answer_months`, and at least `score` of 10, each on its
    own scale; of several on one day the lowest counts
    """
    given = answers(account, who)
    if not given:
        return False
    last = max(when for when, _ in given)
    lowest = min(part for when, part in given if when == last)
    limits = rule(account)
    return months(last, limits["answer_months"]) >= account.t and lowest * 10 >= limits["score"]


def friendly(account: Account, who: str) -> bool:
    """their own current stance is friendly, and was assessed at most `stance_days` ago"""
    when, stance = account.stance(who)
    return (
        stance == "friendly"
        and when is not None
        and account.t - when <= timedelta(days=account.policy.stance_days)
    )


def kept(account: Account) -> bool:
    """at least one touch has come since they began, and `crm due` has no row `cadence`"""
    rhythms = of(account)
    return not any(each.missed or each.state == "at-risk" for each in rhythms) and any(
        touch >= each.begun for each in rhythms for touch in each.touches
    )


def pressed(account: Account) -> bool:
    """a complaint is open, or one of its open deals has had all its attempts without an answer"""
    complains = any(
        case.get("kind", "complaint") == "complaint"
        and date.fromisoformat(case["opened"])
        <= account.t
        < date.fromisoformat(case.get("closed", "9999-12-31"))
        for case in account.raw.get("cases", {}).values()
    )
    tried = [knocking(deal) for deal in of_account(account) if deal.open]
    return complains or any(each is not None and each.step in ("final", "close") for each in tried)


def asked_lately(account: Account, who: str) -> bool:
    """a plan of the kind for them, or for a role they hold, is open, or the last one was done or
    dropped less than `months` ago
    """
    roles = account.raw.get("roles", {})
    held = [role for role in roles if who in many(role_of(account, role).get("contact"))]
    for plan in account.plans.values():
        if plan.get("kind") == "referral_ask" and plan["for"] in (who, *held):
            if account.open_plan(plan):
                return True
            ends = [
                date.fromisoformat(mapping(plan[how], "date")["date"])
                for how in ("done", "dropped")
                if account.ended(plan, how)
            ]
            if any(months(end, rule(account)["months"]) > account.t for end in ends):
                return True
    return False


def asks(account: Account) -> list[str]:
    """Whom to ask on the day."""
    if account.status != "customer" or not rule(account)["ask"]:
        return []
    if pressed(account) or not kept(account):
        return []
    return sorted(
        who
        for who in account.people
        if not account.has_left(who)
        and content(account, who)
        and friendly(account, who)
        and not asked_lately(account, who)
    )


def asker(account: Account, who: str) -> str | None:
    """the rep of the first role they hold that has exactly one who is still with us, else the
    account's owner
    """
    for role in required(account.policy, account):
        found: dict[str, Any] = role_of(account, role)
        here = [
            rep
            for rep in dict.fromkeys(many(found.get("rep")))
            if account.policy.here(rep, account.t)
        ]
        if "waived" not in found and who in many(found.get("contact")) and len(here) == 1:
            return str(here[0])
    return account.owner
