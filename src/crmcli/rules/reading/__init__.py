"""What reading a file itself finds, a page each: no rules to run, for the readers in `store` find
it.
"""
