"""The book as git recorded it: commits, what they changed, and what reports say of any of them."""
