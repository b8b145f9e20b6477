"""What time is it where the book is?"""

from datetime import datetime, tzinfo

from crmcli.domain.records.policy import Policy


def clock(policy: Policy) -> datetime:
    """The time where the book is: the only clock of the program."""
    return datetime.now().astimezone() if policy.timezone is None else datetime.now(zone_of(policy))


def zone_of(policy: Policy) -> tzinfo | None:
    """The zone that the book names."""
    if policy.timezone is None:
        return None
    from zoneinfo import ZoneInfo

    return ZoneInfo(policy.timezone)


def zone_named(name: str) -> tzinfo | None:
    """The zone of that name; None where nobody knows one."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return None
