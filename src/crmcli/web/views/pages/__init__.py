"""A page a file: which reports it asks, and how their answers are laid out."""
