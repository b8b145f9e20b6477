"""One question per file, two pure functions each, and a record of them.

`gather(account, policy, as_of, options)` says what one account contributes, as named tuples with an
`owner`; `tabulate(facts, policy, as_of, options)` makes the table. `FACTS` and `REPORT` say so to
the rooms above (report.py), each with its own type of options: what `gather` may be asked is all
that its facts depend on besides the day and the policy, and so their whole key in the cache. A
report whose list may be cut can offer `condense`: the facts that can still reach the answer.
registry.py has all of them by the command that asks.
"""
