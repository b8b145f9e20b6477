"""Somebody else's files, folders, zips and workbooks become tables: headings and rows of text."""
