"""The figures of the reports in SQL, over the tables, for the dialects of several engines."""
