"""What did somebody mean who wrote a value, a key or a structure that the format has not?

Asked of what is told only: files that are what they should be never come here.
"""
