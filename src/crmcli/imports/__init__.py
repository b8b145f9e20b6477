"""Foreign files: text somebody else's program wrote becomes drafts of ours, and findings for what
cannot.
"""
