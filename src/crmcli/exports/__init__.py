"""The book's tables as files of other programs: CSV, workbooks, databases. Writes only into the
folder that is being made.
"""
