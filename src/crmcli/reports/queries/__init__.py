"""What stands in the book: lists, search, conditions, and how complete it is."""
