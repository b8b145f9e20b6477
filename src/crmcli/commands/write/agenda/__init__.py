"""What a row of the agenda came to: which one is meant, and what is asked about it."""
