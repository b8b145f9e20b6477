"""One question per file, two pure functions each.

`gather(account, policy, as_of, ask)` says what one account contributes, as named tuples with an
`owner`; `tabulate(facts, policy, as_of, ask)` makes the table. If what is gathered depends on
options besides the day, the module names them in `VARIES`. A report whose list may be cut can offer
`condense(facts, ask)`: the facts that can still reach the answer.
"""
