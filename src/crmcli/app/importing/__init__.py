"""What another system gave away comes into the book: planned, shown, and made in one change."""
