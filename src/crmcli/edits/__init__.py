"""One intention per function: a record and a request in, the edits of its file out.

Nothing here opens a file or knows the day.
"""
