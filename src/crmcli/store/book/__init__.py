"""A book opened: its policy, its accounts, and the facts that reports want of them."""
