"""One question per file: `gather` says what one account contributes, `tabulate` makes the table. Both are pure."""
