"""The only room that opens files and touches the cache: from bytes on disk to records, and where
things stand in a file.
"""
