"""Mail and calendars: what happened with people of the book, read from other programs."""
