"""Values and arithmetic: what a book says and what its numbers mean. No files, no clock."""
