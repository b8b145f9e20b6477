"""The past of a record, compared: what changed between two states of an account, in the words of
the trade.
"""
