"""What finding says, in English."""

TEXTS: dict[str, str] = {
    "day-as-of": "as of {0}", "day-since": "since {0}", "day-until": "until {0}",
    "no-contact": "no contact here is called `{0}`", "several-contacts": "`{0}` may mean several contacts: {1}",
    "no-deal-here": "no deal here is called `{0}`", "several-deals": "`{0}` may mean several deals: {1}",
    "no-role": "no role is called `{0}`", "several-roles": "`{0}` may mean several roles: {1}",
    "nearest-hint": "did you mean {0}? There are: {1}",
    "no-such-segment": "no account has the segment `{0}`", "no-such-tag": "no account has the tag `{0}`", "no-such-owner": "no account is owned by `{0}`",
    "no-member": "nobody of the team is called `{0}`", "several-members": "`{0}` may mean several of the team: {1}",
    "several-hint": "write more of it, or the id", "list-goes-on": "{0} …", "known-hint": "there are: {0}", "none-known-hint": "there is none yet",
    "find-cut": "{0} of {1} shown; --limit 0 shows all.", "find-nothing": "`{0}` stands nowhere here.",
    "find-empty": "nothing to look for", "find-empty-hint": "write a part of a name or text, initials, or digits of a phone number",
    "col-where": "where", "col-text": "text", "explain-where": "the field in the account's file, or the day of the log entry",
}  # fmt: skip
