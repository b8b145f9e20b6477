"""A small language of conditions over a book: its grammar, its names and types, and its answers.

Pure; nothing of it is ever run as Python.
"""
