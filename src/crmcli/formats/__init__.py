"""Tables and findings to text.

This room knows tables, never reports; every piece of record text passes `visible`.
"""
