"""Whom do we know at each account, how do they stand to us, and what is planned for the others?"""
