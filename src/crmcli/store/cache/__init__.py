"""What is remembered between runs: a database beside the book, never in it, and what may stand
there.
"""
