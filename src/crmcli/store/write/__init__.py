"""A file that says something else afterwards, with every byte that nobody meant to change."""
