"""What a book asks of git, and tells it: commits, hooks, the settings of a clone, the last
change taken back.
"""
