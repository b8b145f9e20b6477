"""What stands on each page, as plain records: no HTML, no HTTP, and no figure that no report
gives.
"""
